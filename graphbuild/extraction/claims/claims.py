"""From events to claims: one for each pair of actors, with its status, source, date, place and exact spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from graphbuild.core.model import ActorType, Claim, MentionKind, Status, content_id
from graphbuild.extraction.claims.context import ClaimContext
from graphbuild.extraction.claims.end_resolution import resolved_ends
from graphbuild.extraction.claims.evidence_spans import evidence_of, offsets
from graphbuild.extraction.claims.figures import figurative
from graphbuild.extraction.claims.places import PLACES, where
from graphbuild.extraction.claims.sources import named_source
from graphbuild.extraction.claims.termination import ended, lifted
from graphbuild.extraction.claims.timing import scheduled, when
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.factuality.attribution import claimants
from graphbuild.extraction.factuality.denials import denied_beside
from graphbuild.extraction.factuality.denying import Denial
from graphbuild.extraction.factuality.markers import denies, hedged, of_both_times
from graphbuild.extraction.factuality.status import standing
from graphbuild.extraction.factuality.value import PRECEDENCE, Standing, strongest
from graphbuild.extraction.factuality.voices import voiced
from graphbuild.extraction.syntax import control, grammar
from graphbuild.knowledge.lexicon.confidence import marks
from graphbuild.knowledge.lexicon.figures import FIGURES
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.sureness import SURENESS
from graphbuild.knowledge.ontology import LASTING_FAMILIES
from graphbuild.knowledge.ontology.structural import ACCUSES

UNSETTLED = frozenset({Status.ALLEGED, Status.FUTURE, Status.HYPOTHETICAL})
"""What is neither a fact nor denied: which of these it is, a second reader may judge."""
POSTED = frozenset({"structure", "roles"})
LEARNED = "learned/"  # how the rule of an event of the learned reader begins
INSIDE = frozenset({"-", "(", ")"})
"""Marks inside the phrase of a post: "former Krell Commission (KC) chair", "then-mayor"."""
PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "ADV"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEvent:
    """An event with its factuality and the claims that follow from it.

    Attributes:
        event: the event.
        standing: its status, with the word that sets it and the speakers.
        claims: one for each pair of two known actors on its sides.
        marks: for each claim the marks of its path (`confidence.marks`).
    """

    event: Event
    standing: Standing
    claims: tuple[Claim, ...]
    marks: tuple[tuple[str, ...], ...]


def read_event(context: ClaimContext, event: Event, said: Standing | None = None) -> ReadEvent:
    """Read an event: how certain it is, and which claims follow from it.

    Args:
        context: the document with its actors.
        event: one of its events.
        said: what a second reader says of its status, which holds where no cue of ours says otherwise.
    """
    denials = tuple(denied_beside(context, event, context.denials_near(context.doc[event.head])))
    how = _in_context(_planned(context, event, ended(context, event, _standing(context, event))), denials)
    lasting = context.ontology.relation(event.relation).family in LASTING_FAMILIES
    sides = (_one_each(context, event.subjects), _one_each(context, event.objects))
    subjects, objects = ([_by_name(context, i) if lasting else i for i in side] for side in sides)
    pairs = _once(
        (subject, target)
        for subject in subjects
        for target in objects
        if not context.same_actor(subject, target) and _known(context, subject, target)
    )
    paths = tuple(_path(context, event, subject, target) for subject, target in pairs)
    claims = (
        _claim(
            context,
            event,
            *pair,
            _or_said(strongest([how, voiced(context, event, *pair, context.voices_over(event.head))]), said),
            path,
            denials,
        )
        for pair, path in zip(pairs, paths, strict=True)
    )
    return ReadEvent(event=event, standing=how, claims=tuple(claims), marks=paths)


def _once(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pairs of mentions, each two once: who is listed as one of several may stand on both sides."""
    found: dict[frozenset[int], tuple[int, int]] = {}
    for pair in pairs:
        found.setdefault(frozenset(pair), pair)
    return list(found.values())


def _or_said(how: Standing, said: Standing | None) -> Standing:
    """The factuality by our rules; where they see a plain fact, or both see that it is none, a second reader's."""
    if said is None:
        return how
    if how.status is Status.ASSERTED:
        return said if how.cue is None else how
    return replace(how, status=said.status) if {how.status, said.status} <= UNSETTLED else how


def _standing(context: ClaimContext, event: Event) -> Standing:
    """The factuality of an event; at most as certain as the event it depends on ("claimed the attacks that killed")."""
    found = [standing(context.doc, event.head, event.kind, context.lexicon)]
    if event.relation == ACCUSES and found[0].cue is not None and found[0].cue.i == event.head:
        found = [Standing()]  # "claimed that X had bribed Y" does accuse X
    if event.deed is not None:
        found.append(standing(context.doc, event.deed, "nouns", context.lexicon))
    if event.kind == "nouns" and (over := lifted(context, context.doc[event.head])) is not None:
        return over
    if event.deed is not None or event.kind == "nouns":
        verb = grammar.clause(context.doc[event.head if event.deed is None else event.deed])
        if verb.lemma_.lower() in context.lexicon.cues.own:
            found.append(Standing(status=Status.ALLEGED, cue=verb, speakers=claimants(verb)))
    if event.kind == "verbs":
        found += hedged(context.doc[event.head], map(context.head, event.subjects), context.lexicon.cues)
    if (past := _former(context, event)) is not None:
        found.append(Standing(status=Status.ENDED, cue=past))
    if (none := _none(context, event)) is not None:
        found.append(Standing(status=Status.DENIED, cue=none, speakers=found[0].speakers))
    return min(found, key=lambda s: PRECEDENCE.index(s.status))


def _in_context(how: Standing, denials: Sequence[Denial]) -> Standing:
    """The factuality of an event; alleged at most if a denial follows."""
    if how.status not in {Status.ASSERTED, Status.ENDED}:
        return how
    return strongest([how, *(Standing(status=Status.ALLEGED, cue=denial.verb) for denial in denials)])


def _planned(context: ClaimContext, event: Event, how: Standing) -> Standing:
    """The factuality of an event, FUTURE if it is told of a day that is still to come ("returns on Sunday")."""
    if how.status not in {Status.ASSERTED, Status.ALLEGED}:
        return how
    day = scheduled(context, event)
    return Standing(status=Status.FUTURE, cue=day, speakers=how.speakers) if day is not None else how


def _former(context: ClaimContext, event: Event) -> Token | None:
    """The word before a position that ends it ("former Kestrel engineer", "the then mayor"), or None."""
    if event.kind not in POSTED or context.ontology.relation(event.relation).family != "rank":
        return None
    if any(context.type_of(i) is not ActorType.PERSON for i in event.subjects):
        return None
    doc, at = context.doc, min(event.trigger) - 1
    while at >= 0 and (doc[at].pos_ in PHRASE or doc[at].text in INSIDE) and doc[at].dep_ not in grammar.SUBJECTS:
        if context.lexicon.cues.modifier(doc[at]) is Status.ENDED or doc[at].lower_ in FUNCTION_WORDS.at_that_time:
            return None if of_both_times(doc[at]) else doc[at]
        at -= 1
    return _shared_then(context, event) or _former_owner(context, event)


def _shared_then(context: ClaimContext, event: Event) -> Token | None:
    """The "then" before the first of several positions: "then-chairman of the board and counsel to Marsh"."""
    noun = context.doc[event.head]
    if noun.dep_ != "conj" or noun.head.pos_ not in {"NOUN", "PROPN"}:
        return None
    phrase = context.doc[noun.head.left_edge.i : noun.head.i]
    return next((t for t in phrase if t.lower_ in FUNCTION_WORDS.at_that_time), None)


def _former_owner(context: ClaimContext, event: Event) -> Token | None:
    """The word that ends the office of whoever leads a body named after them ("former president Bell's government")."""
    for i in event.subjects:
        m = context.mentions[i]
        if m.title is None or not context.head(i).i < event.head:
            continue
        for token in context.doc[max(m.start - len(m.title.split()) - 1, 0) : m.start]:
            if context.lexicon.cues.modifier(token) is Status.ENDED:
                return token
    return None


def _none(context: ClaimContext, event: Event) -> Token | None:
    """The word that denies a part of the trigger ("no ties") or the agent ("neither X nor Y"), or None."""
    words = [context.doc[i] for i in event.trigger if i != event.head]
    if event.rule.startswith(LEARNED) and (own := next((t for t in words if _empties(t)), None)) is not None:
        return own  # "took no steps to punish": no pattern has seen to it
    if event.kind == "verbs":
        words += control.subjects(context.doc[event.head])
    return next((c for w in words for c in w.children if c.i < w.i and c.i not in event.trigger and _empties(c)), None)


def _empties(word: Token) -> bool:
    """Whether a word denies the noun that it belongs to."""
    return denies(word) or (word.lower_ in FUNCTION_WORDS.negative_determiners and word.dep_ == "cc")


def _one_each(context: ClaimContext, side: tuple[int, ...]) -> tuple[int, ...]:
    """A side with each actor once, by its name where one stands there ("union leader and former mayor Ada Holt")."""
    best: dict[int, int] = {}
    for i in side:
        known = best.setdefault(context.actor_of(i), i)
        if context.mentions[known].kind is MentionKind.NOMINAL and context.mentions[i].kind is MentionKind.NAME:
            best[context.actor_of(i)] = i
    return tuple(best.values())


def _by_name(context: ClaimContext, end: int) -> int:
    """The name in apposition to a description of the same actor ("the prime minister, Ada Lind"), or the mention."""
    m = context.mentions[end]
    if m.kind is not MentionKind.NOMINAL or context.type_of(end) in PLACES:
        return end
    head = context.head(end)
    near = {t.i for t in (*head.subtree, head.head, head.head.head.head)}
    names = (i for t in near for i in context.names_headed.get(t, ()) if context.same_actor(i, end))
    return min((i for i in names if _apposed(context.head(i), head)), default=end)


def _apposed(a: Token, b: Token) -> bool:
    """Whether one of two nouns is in apposition to the other, or to a word below it."""
    return any(
        one.dep_ == "appos" and (one.head.i == other.i or one.head.head.head.i == other.i)
        for one, other in ((a, b), (b, a))
    )


def _known(context: ClaimContext, *ends: int) -> bool:
    """Whether both mentions are of known actors: an unresolved pronoun is not."""
    return all(context.actor(end) is not None for end in ends)


def _claim(
    context: ClaimContext,
    event: Event,
    subject: int,
    target: int,
    how: Standing,
    path: tuple[str, ...],
    denials: Sequence[Denial],
) -> Claim:
    """The claim of an event about two of its arguments."""
    evidence = evidence_of(context, event, subject, target)
    time = when(context, event, how)
    place, place_text = where(context, event, subject, target)
    by, words = named_source(context, how.speakers)
    deniers = [word for denial in denials if how.status is not Status.DENIED for word in denial.deniers]
    denied_by, denial = named_source(context, deniers[:1])
    ends = resolved_ends(context, event, subject, target)
    # "They" are two actors in one place, and either of them may stand at either end.
    second = [(end, i) for end, i in (("subject", subject), ("object", target)) if context.clusters.is_copy(i)]
    others = [f"{end} {context.actors[context.actor_of(i)].id}" for end, i in second]
    return Claim(
        id=content_id(context.document.id, event.relation, event.label, how.status, *offsets(evidence), *others),
        subject=context.actors[context.actor_of(subject)].id,
        object=context.actors[context.actor_of(target)].id,
        relation=event.relation,
        label=event.label or context.ontology.relation(event.relation).label,
        status=how.status,
        rule=event.rule,
        confidence=_confidence(context, event, subject, target, path),
        evidence=evidence,
        cue=context.words(how.cue.i, how.cue.i + 1) if how.cue is not None else None,
        attributed_to=by,
        attribution=words,
        denied_by=denied_by,
        denial=denial,
        date=time.date,
        date_text=time.date_text,
        place=place,
        place_text=place_text,
        role=event.role,
        date_from=time.date_from,
        date_to=time.date_to,
        date_basis=time.date_basis,
        spells=time.spells,
        resolved=ends,
        guess=ends is not None and SURENESS.is_guess(ends),
    )


def _confidence(context: ClaimContext, event: Event, subject: int, target: int, path: tuple[str, ...]) -> float:
    """The confidence of a claim: that of its rule and path, and little where force is a figure of speech."""
    rate = context.lexicon.confidence.of(event.rule, path)
    return min(rate, FIGURES.confidence) if figurative(context, event, subject, target) else rate


def _path(context: ClaimContext, event: Event, subject: int, target: int) -> tuple[str, ...]:
    """The marks of the path between an event and its two arguments."""
    ends = [context.mentions[i] for i in (subject, target)]
    return marks(
        context.doc[event.head],
        [context.doc[end.head] for end in ends],
        pronoun=any(end.kind is MentionKind.PRONOUN for end in ends),
        completed=event.completed,
    )
