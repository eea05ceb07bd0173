"""A date phrase in its sentence: counted from the article, from what was told before, or in the year of a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from graphbuild.core.periods import period
from graphbuild.extraction.claims.dates.phrases import Bound, Resolved, phrase, resolved
from graphbuild.extraction.claims.dates.units import Anchor
from graphbuild.knowledge.lexicon.speech import SPEECH
from graphbuild.knowledge.lexicon.time_words import TIME_WORDS

SOON = 92
"""Days within which a date that is told in the present may lie ahead ("returns on Sunday")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePhrase:
    """A date phrase in its sentence.

    Attributes:
        start, end: its tokens.
        root: the word by which it is attached to the rest of the sentence.
        text: its words. read: whether the grammar of dates can read them.
        modifies: it stands before a noun that it dates ("the 2019 election").
        event: the date of what was told before, where there is one. event_inferred: its year was inferred.
        ahead: it is told as still to come. scheduled: told in the present, so that a near day to come may be meant.
        year: the year that its part of the document is about, where no other is said.
        dated: whether "on Monday" is counted from the article: not in a text that looks back.
    """

    start: int
    end: int
    root: Token
    text: str
    read: bool
    modifies: bool
    event: str | None = None
    event_inferred: bool = False
    ahead: bool = False
    scheduled: bool = False
    year: int | None = None
    dated: bool = True

    @property
    def bounds(self) -> frozenset[Bound]:
        """What its pieces say of the times that they name; empty where it cannot be read."""
        return frozenset(piece.bound for piece in phrase(self.text)) if self.read else frozenset()

    def resolve(self, base: date | None, *, ahead: bool = False) -> tuple[Resolved, ...]:
        """Its pieces in the calendar, none where one of them is not known."""
        if not self.read:
            return ()
        if not self.dated:
            return self._alone or resolved(self.text, Anchor(None, self.event, year=self.year))
        return self._by_article(base, ahead=ahead)

    @property
    def inferred(self) -> bool:
        """Whether its year is that which the document is about, not said with it nor with what was told before it."""
        if not self.read or (self.year is None and not self.event_inferred):
            return False
        return not resolved(self.text, Anchor(None, None if self.event_inferred else self.event))

    @property
    def _alone(self) -> tuple[Resolved, ...]:
        """Its pieces as far as they need neither the article's date nor a year of the document."""
        return resolved(self.text, Anchor(None, self.event))

    def _by_article(self, base: date | None, *, ahead: bool) -> tuple[Resolved, ...]:
        """Its pieces counted from the article's day."""
        found = resolved(self.text, Anchor(base, self.event, ahead or self.ahead))
        if not self.scheduled or base is None or ahead:
            return found
        coming = resolved(self.text, Anchor(base, self.event, ahead=True))
        near = (period(piece.stretch.first) for piece in coming)
        return coming if coming and all(one and (one.first - base).days <= SOON for one in near) else found


def verb_above(token: Token) -> int:
    """Return the number of the verb above a word, or of the sentence's root."""
    node = token
    while node.head.i != node.i and node.pos_ not in {"VERB", "AUX"}:
        node = node.head
    return int(node.i)


def is_to_come(verb: Token) -> bool:
    """Whether a verb tells what is still to come ("will meet", "would reopen"); "would have met" does not."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return bool(auxiliaries & TIME_WORDS.to_come) and not auxiliaries & TIME_WORDS.up_to_now


def is_scheduled(verb: Token) -> bool:
    """Whether a verb may tell in the present what is planned ("returns", "is returning"); speech verbs do not."""
    if verb.lemma_.lower() in SPEECH.quoting or verb.pos_ != "VERB":
        return False
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if verb.tag_ == "VBG":
        return any(c.lemma_ == "be" and c.tag_ in {"VBZ", "VBP"} for c in auxiliaries)
    return verb.tag_ in {"VBZ", "VBP"} and not auxiliaries
