"""Why two actors of a text have no link: what was missing, from the words on their way to the types of a relation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from graphbuild.core.errors import UsageError
from graphbuild.core.model import ActorType, Claim, ObservedActor, Reading
from graphbuild.core.records import Record
from graphbuild.extraction.claims.claims import trigger_tokens
from graphbuild.extraction.claims.context import Setting
from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.events.event import Event, allowed
from graphbuild.extraction.events.frames import Match

MOST = 4
"""Reasons that are told of one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """What is between two actors: the claims that link them, or else what was missing.

    Attributes:
        first, second: their names.
        claims: those between them, either way.
        missing: why there is no claim of a relation of the ontology, one reason each; empty where there is one.
    """

    first: str
    second: str
    claims: tuple[Claim, ...]
    missing: tuple[str, ...]

    def __str__(self) -> str:
        head = f"Between {self.first} and {self.second}"
        if self.claims:
            count = len(self.claims)
            head += f": {count} claim{'s' if count > 1 else ''}, {', '.join(c.label for c in self.claims)}."
            head += " No relation of the ontology:" if self.missing else ""
        else:
            head += ": no claim."
        return "\n".join([head, *(f"  {why}" for why in self.missing)])

    def as_record(self) -> Record:
        """The JSON shape."""
        return {
            "first": self.first,
            "second": self.second,
            "claims": [claim.id for claim in self.claims],
            "missing": list(self.missing),
        }


def look_between(
    names: tuple[str, str], reading: Reading, events: Sequence[Event], matches: Sequence[Match], setting: Setting
) -> Between:
    """What links two actors of a reading, or why nothing does.

    Raises:
        UsageError: the text names nobody so, or both are one.
    """
    first, second = (_named(name, reading) for name in names)
    if first.id == second.id:
        raise UsageError(f"{names[0]!r} and {names[1]!r} are one actor here, {first.name}.")
    ends = {first.id, second.id}
    claims = tuple(c for c in reading.claims if {c.subject, c.object} == ends)
    typed = any(c.relation != "other" for c in claims)
    missing = () if typed else tuple(dict.fromkeys(_missing((first, second), events, matches, setting)))
    return Between(first=first.name, second=second.name, claims=claims, missing=missing)


def _named(name: str, reading: Reading) -> ObservedActor:
    """The actor that a name means: by its whole name or another of its names, else by a part of it."""
    asked = name.casefold().strip()
    said = {a.id: {m.text.casefold() for m in reading.mentions if m.actor == a.id} for a in reading.actors}
    names = {a.id: {a.name.casefold(), *(n.casefold() for n in a.aliases), *said[a.id]} for a in reading.actors}
    exact = [a for a in reading.actors if asked in names[a.id]]
    part = [a for a in reading.actors if any(asked in n for n in names[a.id])]
    if asked and (exact or part):
        return (exact or part)[0]
    known = ", ".join(a.name for a in reading.actors)
    raise UsageError(
        f"Nobody in the text is called {name!r}.", hint=f"It speaks of: {known}." if known else "It speaks of nobody."
    )


def _missing(
    actors: tuple[ObservedActor, ObservedActor], events: Sequence[Event], matches: Sequence[Match], setting: Setting
) -> Iterator[str]:
    clusters = setting.clusters
    sides = [{i for i in range(len(clusters.mentions)) if setting.ids.get(clusters.of(i)) == a.id} for a in actors]
    heads = [[clusters.head(i) for i in sorted(side)] for side in sides]
    shared = sorted({h.sent.start for h in heads[0]} & {h.sent.start for h in heads[1]})
    if not shared:
        yield "No sentence speaks of both, and no event told twice has one of them in each telling."
        return
    for start in shared:
        ours = [e for e in events if setting.doc[e.head].sent.start == start]
        told = [m for m in matches if setting.doc[m.head].sent.start == start]
        reasons = [
            *_unclaimed(ours, sides, clusters),
            *_refused(told, sides, setting),
            *_elsewhere(ours, sides, setting),
        ]
        yield from reasons[:MOST]
        if not reasons:
            pair = [next(h for h in side if h.sent.start == start) for side in heads]
            yield _untriggered(pair[0], pair[1], {t for m in told for t in m.trigger})


def _unclaimed(events: list[Event], sides: list[set[int]], clusters: Clusters) -> Iterator[str]:
    """Events that have both, and give no claim."""
    for event in events:
        here = {*event.subjects, *event.objects}
        if here & sides[0] and here & sides[1] and (why := why_not(clusters, event)):
            yield f"{event.rule}: {why}."


def why_not(clusters: Clusters, event: Event) -> str:
    """The reason why an event gives no claim, or nothing where it gives one."""
    if not event.subjects or not event.objects:
        return (
            f"its {'subject' if not event.subjects else 'object'} is not said, or is no actor that the relation takes"
        )
    pairs = [(s, o) for s in event.subjects for o in event.objects]
    if all(clusters.of(s) == clusters.of(o) for s, o in pairs):
        return "both ends are one actor"
    if not any(clusters.referential(s) and clusters.referential(o) for s, o in pairs):
        return "a pronoun stands for nobody that was found"
    return ""


def _refused(matches: list[Match], sides: list[set[int]], setting: Setting) -> Iterator[str]:
    """Triggers that have one of the two at their side, where the relation does not take it."""
    for match in matches:
        near, far = (set(setting.places.standing_for(tokens)) for tokens in (match.near, match.far))
        relation = setting.ontology.relation(match.frame.relation)
        subjects, objects = (far, near) if match.frame.inverse else (near, far)
        takes = (match.frame.subject or relation.subject, match.frame.object or relation.object)
        for role, ends, types in (("subject", subjects, takes[0]), ("object", objects, takes[1])):
            for end in sorted(ends & (sides[0] | sides[1])):
                if not allowed(setting.clusters, end, types):
                    yield _of_type(match, role, end, types, setting)


def _of_type(match: Match, role: str, end: int, types: frozenset[ActorType], setting: Setting) -> str:
    words, kind = setting.clusters.text(end), setting.clusters.type_of(end).value
    taken = ", ".join(sorted(t.value for t in types))
    trigger = setting.doc[match.head]
    return f"“{trigger}” ({match.frame.rule}) takes no {kind} as its {role}, and “{words}” is one; it takes {taken}."


def _elsewhere(events: list[Event], sides: list[set[int]], setting: Setting) -> Iterator[str]:
    """Triggers that have one of the two, and somebody else or nobody on the other side."""
    for event in events:
        here, there = set(event.subjects), set(event.objects)
        if not (here | there) & (sides[0] | sides[1]) or event.relation == "other":
            continue
        words = trigger_tokens(setting.doc, event).text
        ends = [
            " + ".join(setting.clusters.text(i) for i in side) or "not said" for side in (event.subjects, event.objects)
        ]
        yield f"“{words}” ({event.rule}) has as its subject: {ends[0]}; as its object: {ends[1]}."


def _untriggered(first: Token, second: Token, triggers: set[int]) -> str:
    """The words on the way between two actors, none of which is a trigger of theirs."""
    way = _way(first, second)
    words = [t for t in way if t.pos_ in {"VERB", "NOUN", "ADJ", "PROPN"}]
    shown = " … ".join(f"“{t}”" for t in sorted(words, key=lambda t: t.i))
    if not words:
        return "No word stands between them in the grammar of the sentence that could say how they are linked."
    if any(t.i in triggers for t in words):
        return f"On the way between them stand {shown}; the triggers among these have them on no side."
    return f"On the way between them stand {shown}; none of these is a trigger of the ontology there."


def _way(first: Token, second: Token) -> list[Token]:
    """The tokens on the way through the parse between two, without these."""
    up = [first, *first.ancestors]
    index = {t.i: n for n, t in enumerate(up)}
    down: list[Token] = []
    for node in (second, *second.ancestors):
        if node.i in index:
            return [t for t in (*up[: index[node.i] + 1], *down) if t.i not in {first.i, second.i}]
        down.append(node)
    return []
