"""Verifying a second reader's links: each becomes an event of our own kind, or is refused with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from graphbuild.core.link_key import OPEN
from graphbuild.core.model import Status
from graphbuild.core.second_reading import AnsweredDocument, SaidLink, reader_rule
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event, allowed
from graphbuild.extraction.events.frames import Match
from graphbuild.extraction.factuality.value import Standing
from graphbuild.extraction.syntax import grammar
from graphbuild.extraction.verification.ends import End, Ends
from graphbuild.extraction.verification.triggers import headed, kind_of, role_of, turned
from graphbuild.extraction.verification.words import Words
from graphbuild.knowledge.ontology import Relation

STATUSES = frozenset(Status)
UNCONNECTED = 100


class Refused(StrEnum):
    """Why a link is no claim, as reports name it."""

    RELATION = "unknown relation"
    STATUS = "unknown status"
    SUBJECT = "subject not in the sentence"
    OBJECT = "object not in the sentence"
    TRIGGER = "trigger not in the sentence"
    ACTOR = "an end of no known type"
    TYPES = "types that the relation does not take"
    ONE = "both ends are one actor"
    APART = "trigger and ends in different sentences"
    REPEATED = "said twice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A link that the text bears out.

    Attributes:
        event: what it says, as our own rules would say it.
        said: its status by the reader.
        reversed: the grammar of the trigger gives the other direction.
        referring: our coreference gives an end.
    """

    event: Event
    said: Standing
    reversed: bool
    referring: bool


class Verifier:
    """Verifies the links of one document. Adds mentions to its clusters for ends that the built-in reader left out.

    Args:
        context: the document, its own events found already.
        answers: what the reader said of it.
        events: what our rules found.
    """

    def __init__(self, context: DocumentContext, answers: AnsweredDocument, events: Iterable[Event]) -> None:
        """Index the text, the reader's actors, the trigger patterns that fit and our own events."""
        self._context, self._answers = context, answers
        self._words = Words.of(context.doc, answers.text)
        self._ends = Ends(context, self._words, {actor.name: actor for actor in answers.actors})
        self._matches: dict[tuple[str, int], list[Match]] = {}
        self._events = {
            (event.relation, context.actor_of(subject), context.actor_of(target))
            for event in events
            for subject, target in product(event.subjects, event.objects)
        }
        for match in context.matches:
            self._matches.setdefault((match.frame.relation, match.head), []).append(match)

    def proposals(self) -> Iterator[Proposal | Refused]:
        """Yield what becomes of each link, in their order."""
        seen = set()
        for link in self._answers.links:
            found = self._verified(link)
            if isinstance(found, Proposal):
                event = found.event
                key = (event.relation, event.head, event.subjects, event.objects)
                if key in seen:
                    found = Refused.REPEATED
                seen.add(key)
            yield found

    def _verified(self, link: SaidLink) -> Proposal | Refused:
        """Return the proposal of one link, or why there is none."""
        relation = self._context.ontology.relations.get(link.relation)
        if relation is None or link.relation == OPEN:
            return Refused.RELATION
        if link.status not in STATUSES:
            return Refused.STATUS
        subjects = self._ends.find(link.subject, link.sentence)
        if not subjects:
            return Refused.SUBJECT
        objects = self._ends.find(link.object, link.sentence)
        if not objects:
            return Refused.OBJECT
        triggers = self._triggers(link, relation)
        if not triggers:
            return Refused.TRIGGER
        pair = self._pair(link, relation, subjects, objects, triggers)
        return pair if isinstance(pair, Refused) else self._proposal(link, relation, *pair)

    def _triggers(self, link: SaidLink, relation: Relation) -> list[tuple[Token, ...]]:
        """Return the possible triggers, each with its head first: the reader's words, else patterns that fit there."""
        if link.trigger:
            whole = self._words.find(link.trigger, link.sentence)
            if whole:
                return [headed(list(span)) for span in whole]
            apart = self._words.find_apart(link.trigger, link.sentence)
            return [headed([token for span in apart for token in span])] if apart else []
        within = self._words.tokens(link.sentence.start, link.sentence.end)
        if within is None:
            return []
        doc, fit = self._context.doc, [m for m in self._context.matches if m.frame.relation == relation.id]
        return [tuple(doc[i] for i in m.trigger) for m in fit if within.start <= m.head < within.end]

    def _pair(
        self,
        link: SaidLink,
        relation: Relation,
        subjects: list[End],
        objects: list[End],
        triggers: list[tuple[Token, ...]],
    ) -> tuple[End, End, tuple[Token, ...]] | Refused:
        """Return the two ends and the trigger that stand nearest to each other, or why none will do."""
        why = Refused.ONE
        best: tuple[tuple[int, ...], tuple[End, End, tuple[Token, ...]]] | None = None
        for subject, target, trigger in product(subjects, objects, triggers):
            if self._one(subject, target):
                continue
            fault = self._unfit(link, relation, subject, target, trigger[0])
            if fault is not None:
                why = fault
                continue
            rank = self._rank(relation, subject, target, trigger[0])
            if best is None or rank < best[0]:
                best = rank, (subject, target, trigger)
        return best[1] if best is not None else why

    def _rank(self, relation: Relation, subject: End, target: End, head: Token) -> tuple[int, ...]:
        """Return the sort key of two ends and a trigger: those of our own event first, then the nearest in the tree."""
        ends = tuple(self._context.actor_of(e.mention) if e.mention is not None else None for e in (subject, target))
        known = (relation.id, *ends) in self._events
        return (
            0 if known else 1,
            sum(_steps(end.head, head) for end in (subject, target)),
            sum(_distance(end.span, head) for end in (subject, target)),
        )

    def _one(self, subject: End, target: End) -> bool:
        """Return True if both ends are one actor."""
        if subject.mention is None or target.mention is None:
            return subject.head.i == target.head.i
        return self._context.same_actor(subject.mention, target.mention)

    def _unfit(self, link: SaidLink, relation: Relation, subject: End, target: End, head: Token) -> Refused | None:
        """Return why two ends and a trigger make no claim; None if they do."""
        sides = ((subject, link.subject, relation.subjects), (target, link.object, relation.objects))
        for end, name, types in sides:
            if end.mention is not None and not self._context.referential(end.mention):
                return Refused.ACTOR
            if end.mention is not None and allowed(self._context, end.mention, types):
                continue
            kind = self._ends.said_type(end, name)
            if kind is None:
                return Refused.ACTOR if end.mention is None else Refused.TYPES
            if kind not in types:
                return Refused.TYPES
        sent = head.sent
        inside = any(sent.start <= end.span.start and end.span.end <= sent.end for end in (subject, target))
        return None if inside else Refused.APART

    def _proposal(
        self, link: SaidLink, relation: Relation, subject: End, target: End, trigger: tuple[Token, ...]
    ) -> Proposal | Refused:
        """Return the proposal of a link whose parts were found."""
        head = trigger[0]
        ends = self._ends.mention(subject, link.subject), self._ends.mention(target, link.object)
        if self._context.same_actor(*ends):
            return Refused.ONE
        matches = self._matches.get((relation.id, head.i), ())
        kind = kind_of(head, relation, matches)
        event = Event(
            relation=relation.id,
            rule=reader_rule(self._answers.reader),
            kind=kind,
            trigger=tuple(token.i for token in trigger),
            head=head.i,
            subjects=ends[:1],
            objects=ends[1:],
            role=role_of(trigger, kind),
        )
        return Proposal(
            event=event,
            said=self._said(link),
            reversed=not relation.symmetric and turned(self._context, matches, *ends),
            referring=subject.referring or target.referring,
        )

    def _said(self, link: SaidLink) -> Standing:
        """Return the status that the reader gives a link, and who says so if their words stand in its sentence."""
        sources = self._ends.find(link.said_by, link.sentence) if link.said_by else []
        return Standing(status=Status(link.status), speakers=(sources[0].span.root,) if sources else ())


def counted(refused: Iterable[Refused]) -> Mapping[str, int]:
    """Return how many links were refused for each reason, in the order of the reasons."""
    found = list(refused)
    return {reason.value: found.count(reason) for reason in Refused if reason in found}


def _steps(end: Token, head: Token) -> int:
    """Return the number of steps between two words in the parse; many if they are in two trees."""
    way = grammar.path(end, head)
    return len(way) - 1 if way else UNCONNECTED


def _distance(span: TokenSpan, head: Token) -> int:
    """Return the number of tokens between a span and a token."""
    return max(span.start - head.i, head.i - (span.end - 1), 0)
