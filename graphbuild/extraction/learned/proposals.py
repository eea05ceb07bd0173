"""Proposals: what the model finds in a document becomes events of our own kind, or is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from graphbuild.core.second_reading import LEARNED_PREFIX
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event, allowed
from graphbuild.extraction.learned.calibration import CALIBRATION, Calibration
from graphbuild.extraction.learned.candidates import Sentence, sentences
from graphbuild.extraction.learned.classes import NONE, Classes
from graphbuild.extraction.learned.encoder import token_states
from graphbuild.extraction.learned.head import Floats, Scored, scored, trigger
from graphbuild.extraction.learned.marks import marks
from graphbuild.extraction.learned.model import LearnedModel
from graphbuild.extraction.learned.proposal import Beside, Opinion, Proposal
from graphbuild.extraction.learned.refusals import refused
from graphbuild.extraction.learned.wordpiece import word_pieces
from graphbuild.extraction.syntax.fast.products import one_thread
from graphbuild.extraction.verification.triggers import headed, kind_of, role_of, turned

TOGETHER = 1500
"""Pieces that are encoded together: more takes memory, fewer take time."""
Told = frozenset[tuple[int, str]]
"""The heads of the triggers by which rules link two actors, with the relation."""
NAMED = 3
"""Relations whose probabilities are kept for explanation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A pair's most probable class."""

    scored: Scored
    pair: int
    class_: int
    probability: float


class LearnedProposer:
    """Proposes links beside the rules.

    Args:
        model: the model.
        calibration: what its probabilities are worth.
    """

    def __init__(self, model: LearnedModel, calibration: Calibration = CALIBRATION) -> None:
        """Keep the model."""
        self._model, self._calibration = model, calibration

    def beside(self, context: DocumentContext, events: Sequence[Event]) -> Beside:
        """Return the links that the model finds and the rules do not, and what it thinks of those of the rules.

        Args:
            context: the document with its resolved mentions.
            events: what the rules found in it.
        """
        proposals: list[Proposal] = []
        opinions: dict[tuple[int, int, int, str], Opinion] = {}
        told = _told(events)
        with one_thread():
            for found in self._scored(context, events):
                proposals += self._of_sentence(context, found, told)
                self._opinions(context, found, opinions)
        proposals.sort(key=lambda p: (p.event.head, p.event.relation, p.event.subjects, p.event.objects))
        return Beside(proposals=tuple(proposals), opinions=opinions, weigh=self._calibration.weighed)

    def _opinions(
        self, context: DocumentContext, found: Scored, known: dict[tuple[int, int, int, str], Opinion]
    ) -> None:
        """Add what the model thinks of the rules' links in a sentence: of several mentions the best of each."""
        number = context.clusters.sentence[found.sentence.start]
        for row, pair in zip(found.probabilities, found.sentence.pairs, strict=True):
            first, second = (context.actor_of(found.sentence.mentions[i][0]) for i in (pair.first, pair.second))
            for class_ in pair.rules:
                relation, forward = self._model.classes.all[class_] or ("", True)
                ways = [(first, second)] if forward else [(second, first)]
                ways += [(second, first)] if relation in self._model.classes.symmetric else []
                for ends in ways:
                    key = (number, *ends, relation)
                    before = known.get(key, Opinion(same=0.0, linked=0.0))
                    same, linked = float(row[class_]), 1 - float(row[NONE])
                    known[key] = Opinion(same=max(same, before.same), linked=max(linked, before.linked))

    def _scored(self, context: DocumentContext, events: Iterable[Event]) -> Iterator[Scored]:
        """Yield the sentences in which two actors are mentioned with the probabilities of their pairs."""
        classes, model = self._model.classes, self._model
        for part in _parts(sentences(context, events, classes, word_pieces())):
            yield from scored(model, part, token_states(model, part))

    def _of_sentence(self, context: DocumentContext, found: Scored, told: Told) -> Iterator[Proposal]:
        """Yield the links of one sentence: for each two actors the surest one, if no rule links them there."""
        surest: dict[tuple[int, ...], _Found] = {}
        linked = set()
        for number, pair in enumerate(found.sentence.pairs):
            mentions = [found.sentence.mentions[i][0] for i in (pair.first, pair.second)]
            actors = tuple(sorted(map(context.actor_of, mentions)))
            if pair.rules:
                linked.add(actors)
                continue
            class_, probability = self._best(context, found.probabilities[number], *mentions)
            known = surest.get(actors)
            if class_ != NONE and (known is None or probability > known.probability):
                surest[actors] = _Found(scored=found, pair=number, class_=class_, probability=probability)
        for actors, each in surest.items():
            if actors not in linked:
                proposal = self._proposal(context, each, told)
                if proposal is not None:
                    yield proposal

    def _best(self, context: DocumentContext, row: Floats, first: int, second: int) -> tuple[int, float]:
        """Return the most probable class whose relation takes actors of these types, and its probability."""
        for class_ in map(int, np.argsort(-row, kind="stable")):
            way = self._model.classes.all[class_]
            if row[class_] < self._calibration.least:
                break
            if way is None:
                continue
            relation = context.ontology.relations.get(way[0])
            subject, target = (first, second) if way[1] else (second, first)
            if (
                relation is not None
                and allowed(context, subject, relation.subjects)
                and allowed(context, target, relation.objects)
            ):
                return class_, float(row[class_])
        return NONE, 0.0

    def _proposal(self, context: DocumentContext, found: _Found, told: Told) -> Proposal | None:
        """Return the proposal of a link; None if no words say it, grammar does not allow it, or it is too unsure."""
        way = self._model.classes.all[found.class_]
        assert way is not None
        relation = context.ontology.relations[way[0]]
        sentence, pair = found.scored.sentence, found.scored.sentence.pairs[found.pair]
        start, end, pointed = trigger(self._model, found.scored, found.pair, found.class_)
        tokens = [t for t in context.doc[sentence.start + start : sentence.start + end + 1] if not t.is_space]
        if not any(c.isalnum() for t in tokens for c in t.text):
            return None
        words = headed(tokens)
        ends = [sentence.mentions[i][0] for i in (pair.first, pair.second)]
        subject, target = ends if way[1] else ends[::-1]
        matches = [m for m in context.matches_at(words[0].i) if m.frame.relation == relation.id]
        if not relation.symmetric and turned(context, matches, subject, target):
            return None
        if refused(context, relation, words[0], subject, target):
            return None
        seen = marks(context, words[0], subject, target, told=(words[0].i, relation.id) in told)
        confidence = self._calibration.confidence(found.probability, pointed, (relation.id, relation.family), seen)
        if confidence < self._calibration.threshold:
            return None
        kind = kind_of(words[0], relation, matches)
        event = Event(
            relation=relation.id,
            rule=f"{LEARNED_PREFIX}{relation.id}",
            kind=kind,
            trigger=tuple(token.i for token in words),
            head=words[0].i,
            subjects=(subject,),
            objects=(target,),
            role=role_of(words, kind),
        )
        return Proposal(
            event=event,
            confidence=confidence,
            probability=found.probability,
            pointed=pointed,
            marks=seen,
            best=best_relations(self._model.classes, found.scored, found.pair),
        )


def _told(events: Iterable[Event]) -> Told:
    """Return where rules link two actors."""
    return frozenset((event.head, event.relation) for event in events if event.subjects and event.objects)


def best_relations(classes: Classes, found: Scored, pair: int) -> tuple[tuple[str, float], ...]:
    """Return the most probable relations of a pair, whatever their direction, with their probabilities."""
    total: dict[str, float] = {}
    for class_, probability in enumerate(found.probabilities[pair]):
        way = classes.all[class_]
        name = "none" if way is None else way[0]
        total[name] = total.get(name, 0.0) + float(probability)
    ranked = sorted(total.items(), key=lambda item: (-item[1], item[0]))
    return tuple((name, round(probability, 3)) for name, probability in ranked[:NAMED])


def _parts(found: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """Yield sentences that are encoded together."""
    part: list[Sentence] = []
    size = 0
    for sentence in found:
        if part and size + len(sentence.pieces) > TOGETHER:
            yield part
            part, size = [], 0
        part.append(sentence)
        size += len(sentence.pieces)
    if part:
        yield part
