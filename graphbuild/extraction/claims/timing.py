"""When an event was: the date phrase that belongs to it, and the interval in which it was so.

Relations that last are intervals, deeds are moments. A bound stays a bound: "before 2020" dates nothing to 2020. What
is told as news, or in the present, without a date of its own is dated by the article, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from spacy.tokens import Token

from graphbuild.core.model import Status
from graphbuild.core.periods import period
from graphbuild.core.spells import ARTICLE, DOCUMENT, OPEN, TEXT, UNKNOWN, Spell, hull
from graphbuild.extraction.claims.attachment import date_of, dated_noun, predicate_verb
from graphbuild.extraction.claims.context import ClaimContext
from graphbuild.extraction.claims.dates.phrases import Bound, Resolved
from graphbuild.extraction.claims.dates.time_phrase import TimePhrase, verb_above
from graphbuild.extraction.claims.dates.told import clause_is_past, is_past
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.factuality.value import Standing
from graphbuild.knowledge.lexicon.time_words import TIME_WORDS
from graphbuild.knowledge.ontology import Trait

SINGLE = frozenset({Bound.AT})
SINGLE_STATE = SINGLE | {Bound.SINCE, Bound.BY}
"""The bounds of a phrase whose one date is that of a deed, or of a state: one that is told "as of May" is so in May."""
NEWS_DAYS = 31
"""Days before the article within which what is told without a date is still news."""
CLOSED = frozenset({Bound.UNTIL, Bound.RANGE})
UNDATED = frozenset({"compounds", "structure"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """When an event was, in the fields of a claim."""

    date: str | None = None
    date_text: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    date_basis: str | None = None
    spells: tuple[str, ...] = ()


def when(context: ClaimContext, event: Event, how: Standing) -> Timed:
    """When an event was.

    Args:
        context: the document with its dates.
        event: one of its events.
        how: its factuality; a date of the future is resolved ahead.
    """
    found = time_phrase(context, event)
    if found is None:
        return _reported(context, event, how)
    pieces = found.resolve(context.day, ahead=how.status is Status.FUTURE)
    if not pieces:
        return Timed(date_text=found.text)
    if _of_something_past(context, found, context.doc[event.head]):
        return _reported(context, event, how)
    if found.modifies and dated_noun(found.root).i == event.head:
        # "before the April 9 meeting": the meeting is on that day
        pieces = tuple(replace(piece, bound=Bound.AT) for piece in pieces)
    lasts = context.ontology.relation(event.relation).state
    begins = lasts and _begins(context.doc[event.head])
    spells = tuple(_spell(context, piece, lasts=lasts, begins=begins, loose=found.modifies) for piece in pieces)
    first, last = hull(_said(context, piece, lasts=lasts, begins=begins) for piece in pieces)
    only = pieces[0] if len(pieces) == 1 and pieces[0].bound in (SINGLE_STATE if lasts else SINGLE) else None
    plain = len(spells) == 1 and spells[0] == Spell(first or OPEN, last or OPEN)
    return Timed(
        date=only.stretch.date if only is not None else None,
        date_text=found.text,
        date_from=first,
        date_to=last,
        date_basis=DOCUMENT if found.inferred else TEXT,
        spells=() if plain else tuple(map(str, spells)),
    )


def time_phrase(context: ClaimContext, event: Event) -> TimePhrase | None:
    """The date phrase of an event, if it has one; how long it lasted is one only where that reaches to the article."""
    if event.kind in UNDATED:
        return None
    found = date_of(context, context.doc[event.head])
    if found is None and event.kind == "nouns":
        found = _past_behind(context, context.doc[event.head])
    if found is None or Bound.LENGTH not in found.bounds:
        return found
    return found if _auxiliaries(context.doc[event.head]) & TIME_WORDS.up_to_now else None


def ending(context: ClaimContext, event: Event) -> Token | None:
    """The first word of the date phrase that says when a state ended, at the latest on the article's day, or None."""
    found = time_phrase(context, event)
    if found is None or not found.bounds & CLOSED:
        return None
    pieces = found.resolve(context.day)
    ends = [period(piece.stretch.last) for piece in pieces if piece.bound in CLOSED]
    if any(end is None or (context.day is not None and end.first > context.day) for end in ends):
        return None
    return context.doc[found.start]


def _spell(context: ClaimContext, piece: Resolved, *, lasts: bool, begins: bool, loose: bool) -> Spell:
    """The interval of a piece to the day: of "before 2020" the last day of 2019."""
    first, last = piece.stretch.first, piece.stretch.last
    beyond = OPEN if lasts else UNKNOWN
    found, end = period(first), period(last)
    assert found is not None and end is not None
    if piece.bound is Bound.BEFORE:
        return Spell(beyond, last if loose else (found.first - timedelta(days=1)).isoformat())
    if piece.bound is Bound.AFTER:
        return Spell(first if loose else (end.last + timedelta(days=1)).isoformat(), beyond)
    if piece.bound is Bound.UNTIL:
        return Spell(beyond, last)
    if piece.bound is Bound.BY:
        return Spell(first if lasts else UNKNOWN, last)
    if piece.bound in {Bound.SINCE, Bound.LENGTH} and not (lasts or context.day is None):
        return Spell(first, context.day.isoformat())  # deeds of a time that reaches up to the article
    if piece.bound in {Bound.SINCE, Bound.LENGTH} or (begins and piece.bound is Bound.AT):
        return Spell(first, OPEN)
    return Spell(first, last)


def _said(context: ClaimContext, piece: Resolved, *, lasts: bool, begins: bool) -> Spell:
    """The bounds of a piece as they are said: of "before 2020" it is 2020."""
    first, last = piece.stretch.first, piece.stretch.last
    if piece.bound is Bound.BEFORE:
        return Spell(OPEN, first)
    if piece.bound is Bound.AFTER:
        return Spell(last, OPEN)
    return _spell(context, piece, lasts=lasts, begins=begins, loose=False)


def _reported(context: ClaimContext, event: Event, how: Standing) -> Timed:
    """The article's date for what is told as news or in the present; nothing for what was told to be long past."""
    if context.day is None or not _is_news(context, event, how):
        return Timed()
    day = context.day.isoformat()
    ended = how.status is Status.ENDED
    return Timed(date_from=None if ended else day, date_to=day, date_basis=ARTICLE)


def _is_news(context: ClaimContext, event: Event, how: Standing) -> bool:
    """Whether an event without a date is told as of the article's day.

    It is not where the verb puts it before something else ("had arrested"), where it is a state of the past ("led the
    militia"), or where the story is that of an earlier time ("In 2014 ... Soldiers then arrested ...").
    """
    if event.kind in UNDATED or how.status in {Status.ENDED, Status.FUTURE, Status.HYPOTHETICAL}:
        return True
    head = context.doc[event.head]
    past = _is_past(head)
    if not past:
        return True
    if _auxiliaries(head) & TIME_WORDS.before_that:
        return False
    relation = context.ontology.relation(event.relation)
    if relation.state and not relation.traits & {Trait.STANCE, Trait.OCCASION} and not _begins(head):
        return False
    start = int(head.sent.start)
    assert context.day is not None
    if clause_is_past(context.dates.get(start, ()), head, context.day, days=NEWS_DAYS):
        return False
    told = context.told_before(start)
    return told is None or not is_past(told, context.day, days=NEWS_DAYS)


def scheduled(context: ClaimContext, event: Event) -> Token | None:
    """The first word of the date phrase that puts an event after the article's day ("returns on Sunday"), or None."""
    found = time_phrase(context, event) if context.day is not None else None
    if found is None or not found.bounds <= {Bound.AT, Bound.RANGE, Bound.AFTER}:
        return None
    starts = [period(piece.stretch.first) for piece in found.resolve(context.day)]
    if not starts or any(start is None or context.day is None or start.first <= context.day for start in starts):
        return None
    return context.doc[found.start]


def _of_something_past(context: ClaimContext, found: TimePhrase, head: Token) -> bool:
    """Whether a date behind a verb in the present is of an event that it names ("is convicted of an attack in 2022").

    Told in the present, something of today has no date of long ago; one that opens the clause is that of its story.
    """
    verb = predicate_verb(head) or head
    if context.day is None or found.start < verb.i or verb.pos_ not in {"VERB", "AUX"} or _is_past(head):
        return False
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    present = verb.tag_ in {"VBZ", "VBP"} or any(c.tag_ in {"VBZ", "VBP"} for c in auxiliaries)
    perfect = any(c.lower_ in TIME_WORDS.up_to_now for c in auxiliaries)
    pieces = found.resolve(context.day)
    past = all(is_past(piece.stretch.last, context.day, days=NEWS_DAYS) for piece in pieces)
    return present and not perfect and past and all(piece.bound is Bound.AT for piece in pieces)


def _past_behind(context: ClaimContext, noun: Token) -> TimePhrase | None:
    """The date of long ago behind an event that a clause in the present names ("is convicted of an attack in 2022")."""
    for one in context.dates.get(noun.sent.start, ()):
        verb = context.doc[verb_above(one.root)]
        named = verb.i < noun.i < one.start and not one.modifies
        if named and _of_something_past(context, one, verb):
            return one
    return None


def _begins(head: Token) -> bool:
    """Whether the trigger tells how a state begins ("joined", "took over", "bought")."""
    if head.lemma_.lower() in TIME_WORDS.begin and head.pos_ == "VERB":
        return True
    return head.pos_ == "VERB" and any(c.lower_ in TIME_WORDS.begin_with for c in head.children)


def _verbs(head: Token) -> Iterable[Token]:
    """Yield the word itself and, of a predicate, its copula or verb ("has been a member", "served as governor")."""
    yield head
    verb = predicate_verb(head)
    if verb is not None:
        yield verb


def _auxiliaries(head: Token) -> set[str]:
    """Return the auxiliaries of a trigger in lower case."""
    return {c.lower_ for verb in _verbs(head) for c in verb.children if c.dep_ in {"aux", "auxpass"}}


def _is_past(head: Token) -> bool:
    """Whether a trigger is told in the past."""
    words = [
        t for verb in _verbs(head) for t in (verb, *verb.children) if t.i == verb.i or t.dep_ in {"aux", "auxpass"}
    ]
    return any(t.tag_ == "VBD" for t in words)
