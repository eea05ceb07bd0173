"""Why two actors of a text have no link: what was missing, from the words between them to the types of a relation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from graphbuild.core.errors import UsageError
from graphbuild.core.model import ActorType, Claim, ObservedActor, Reading
from graphbuild.core.records import Record
from graphbuild.extraction.claims.context import ClaimContext
from graphbuild.extraction.claims.evidence_spans import trigger_tokens
from graphbuild.extraction.events.event import Event, allowed
from graphbuild.extraction.events.frames import Match
from graphbuild.extraction.reader import Trace
from graphbuild.extraction.syntax import grammar

MOST = 4
"""Reasons that are given for one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """What links two actors, or what was missing for a link.

    Attributes:
        first, second: their names.
        claims: those between them, in either direction.
        missing: why there is no claim of a relation of the ontology, one reason each; empty where there is one.
    """

    first: str
    second: str
    claims: tuple[Claim, ...]
    missing: tuple[str, ...]

    def __str__(self) -> str:
        """Return the claims and the missing links as text for the user."""
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


def look_between(names: tuple[str, str], trace: Trace) -> Between:
    """Find what links two actors of a reading, or why nothing does.

    Args:
        names: how the two are called.
        trace: the reading.

    Raises:
        UsageError: the text names nobody so, or both are one.
    """
    first, second = (_named(name, trace.reading) for name in names)
    if first.id == second.id:
        raise UsageError(f"{names[0]!r} and {names[1]!r} are one actor here, {first.name}.")
    ends = {first.id, second.id}
    claims = tuple(c for c in trace.claims if {c.subject, c.object} == ends)
    typed = any(c.relation != "other" for c in claims)
    missing = () if typed else tuple(dict.fromkeys(_missing(trace, (first, second))))
    return Between(first=first.name, second=second.name, claims=claims, missing=missing)


def _named(name: str, reading: Reading) -> ObservedActor:
    """The actor of a name: by its whole name or another of its names, else by a part of one."""
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


def _missing(trace: Trace, actors: tuple[ObservedActor, ObservedActor]) -> Iterator[str]:
    """The reasons why two actors have no link, sentence by sentence."""
    context, events = trace.context, [read.event for read in trace.events]
    sides = [{i for i in range(len(context.mentions)) if _is(context, i, actor)} for actor in actors]
    heads = [[context.head(i) for i in sorted(side)] for side in sides]
    shared = sorted({h.sent.start for h in heads[0]} & {h.sent.start for h in heads[1]})
    if not shared:
        yield "No sentence speaks of both, and no event told twice has one of them in each telling."
        return
    for start in shared:
        ours = [e for e in events if context.doc[e.head].sent.start == start]
        matches = [m for m in trace.matches if context.doc[m.head].sent.start == start]
        reasons = [
            *_unclaimed(context, ours, sides),
            *_refused(context, matches, sides),
            *_elsewhere(context, ours, sides),
        ]
        yield from reasons[:MOST]
        if not reasons:
            pair = [next(h for h in side if h.sent.start == start) for side in heads]
            yield _untriggered(pair[0], pair[1], {t for m in matches for t in m.trigger})


def _is(context: ClaimContext, mention: int, actor: ObservedActor) -> bool:
    """Whether a mention is of an actor."""
    found = context.actor(mention)
    return found is not None and found.id == actor.id


def _unclaimed(context: ClaimContext, events: list[Event], sides: list[set[int]]) -> Iterator[str]:
    """The events that have both actors and give no claim."""
    for event in events:
        here = {*event.subjects, *event.objects}
        if here & sides[0] and here & sides[1] and (why := why_no_claim(context, event)):
            yield f"{event.rule}: {why}."


def why_no_claim(context: ClaimContext, event: Event) -> str:
    """The reason why an event gives no claim; empty if it gives one.

    Args:
        context: the document with its actors.
        event: one of its events.
    """
    if not event.subjects or not event.objects:
        return (
            f"its {'subject' if not event.subjects else 'object'} is not said, or is no actor that the relation takes"
        )
    pairs = [(s, o) for s in event.subjects for o in event.objects]
    if all(context.same_actor(s, o) for s, o in pairs):
        return "both ends are one actor"
    if not any(context.referential(s) and context.referential(o) for s, o in pairs):
        return "a pronoun stands for nobody that was found"
    return ""


def _refused(context: ClaimContext, matches: list[Match], sides: list[set[int]]) -> Iterator[str]:
    """The triggers that have one of the two on a side where the relation does not take its type."""
    for match in matches:
        near, far = (set(context.mentions_of(tokens)) for tokens in (match.near, match.far))
        relation = context.ontology.relation(match.frame.relation)
        subjects, objects = (far, near) if match.frame.inverse else (near, far)
        takes = (match.frame.subject or relation.subjects, match.frame.object or relation.objects)
        for role, ends, types in (("subject", subjects, takes[0]), ("object", objects, takes[1])):
            for end in sorted(ends & (sides[0] | sides[1])):
                if not allowed(context, end, types):
                    yield _of_type(context, match, role, end, types)


def _of_type(context: ClaimContext, match: Match, role: str, end: int, types: frozenset[ActorType]) -> str:
    """The reason in words: the types that a side of a relation takes, and that of the mention there."""
    words, kind = context.text(end), context.type_of(end).value
    taken = ", ".join(sorted(t.value for t in types))
    trigger = context.doc[match.head]
    return f"“{trigger}” ({match.frame.rule}) takes no {kind} as its {role}, and “{words}” is one; it takes {taken}."


def _elsewhere(context: ClaimContext, events: list[Event], sides: list[set[int]]) -> Iterator[str]:
    """The triggers that have one of the two, and somebody else or nobody on the other side."""
    for event in events:
        here, there = set(event.subjects), set(event.objects)
        if not (here | there) & (sides[0] | sides[1]) or event.relation == "other":
            continue
        words = trigger_tokens(context.doc, event).text
        ends = [" + ".join(context.text(i) for i in side) or "not said" for side in (event.subjects, event.objects)]
        yield f"“{words}” ({event.rule}) has as its subject: {ends[0]}; as its object: {ends[1]}."


def _untriggered(first: Token, second: Token, triggers: set[int]) -> str:
    """The reason in words: what stands on the way between two mentions, with no trigger that links them."""
    words = [t for t in grammar.path(first, second)[1:-1] if t.pos_ in {"VERB", "NOUN", "ADJ", "PROPN"}]
    shown = " … ".join(f"“{t}”" for t in sorted(words, key=lambda t: t.i))
    if not words:
        return "No word stands between them in the grammar of the sentence that could say how they are linked."
    if any(t.i in triggers for t in words):
        return f"On the way between them stand {shown}; the triggers among these have them on no side."
    return f"On the way between them stand {shown}; none of these is a trigger of the ontology there."
