"""The candidates of a document: its sentences with two actors or more, every pair of them, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from spacy.tokens import Token

from graphbuild.core.link_key import OPEN
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.events.event_index import EventIndex
from graphbuild.extraction.events.frames import Match
from graphbuild.extraction.learned.classes import Classes
from graphbuild.extraction.learned.wordpiece import WordPieces
from graphbuild.extraction.syntax import grammar

MOST_TOKENS, MOST_PIECES, MOST_MENTIONS = 120, 180, 16
"""What is read of a sentence: tokens, pieces and mentions. What stands behind them is left to the rules."""
FARTHEST, LONGEST_PATH = 40, 12
"""Tokens between two mentions, and on the path between them, from which on more make no difference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two mentions of a sentence, the first before the second, with what grammar and rules know of them.

    Attributes:
        first, second: their places in `Sentence.mentions`.
        path: the places of the tokens on the path between their heads in the parse, without the heads.
        rules: the classes that the rules give this pair of actors in this sentence.
        frames: the features of trigger patterns that fit near the pair (`Classes.frame_features`).
    """

    first: int
    second: int
    path: tuple[int, ...]
    rules: frozenset[int]
    frames: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence as the learned reader sees it. Places of tokens count from the sentence's first one.

    Attributes:
        start: its first token in the document.
        pieces: the pieces of the sentence, with the first and last mark.
        tokens: for each piece the place of its token, -1 for the two marks.
        n_tokens: how many tokens are read.
        mentions: (index in the document, first token, end, head, type, kind) of each.
        pairs: every pair of two actors.
        triggers: the tokens in trigger patterns of the ontology: (token, relation's number).
    """

    start: int
    pieces: tuple[int, ...]
    tokens: tuple[int, ...]
    n_tokens: int
    mentions: tuple[tuple[int, int, int, int, int, int], ...]
    pairs: tuple[Pair, ...]
    triggers: tuple[tuple[int, int], ...]


def sentences(
    context: DocumentContext, events: Iterable[Event], classes: Classes, pieces: WordPieces
) -> Iterator[Sentence]:
    """Yield the sentences of a document in which two actors or more are mentioned, in text order.

    Args:
        context: the document with its resolved mentions.
        events: what the rules found.
        classes: the numbers of relations, types and kinds.
        pieces: cuts words into pieces.
    """
    known = EventIndex(events)
    for n, sent in enumerate(context.doc.sents):
        here = [i for i in context.clusters.in_sentence(n) if context.referential(i)]
        if len({context.actor_of(i) for i in here}) < 2:
            continue
        place = sent.start, sent.end
        view = _View(context, classes, sent.start, known.between(*place), context.matches_between(*place))
        found = view.sentence(list(sent), here, pieces)
        if found.pairs:
            yield found


@dataclass(frozen=True, slots=True)
class _View:
    """One sentence while its candidates are gathered."""

    context: DocumentContext
    classes: Classes
    start: int
    events: Sequence[Event]
    matches: Sequence[Match]

    def sentence(self, tokens: list[Token], mentions: list[int], pieces: WordPieces) -> Sentence:
        """Return the sentence, cut off where it is too long."""
        numbers, places = [pieces.first], [-1]
        read = 0
        for word in pieces.of_words(token.text for token in tokens[:MOST_TOKENS]):
            if len(numbers) + len(word) >= MOST_PIECES:
                break
            numbers += word
            places += [read] * len(word)
            read += 1
        kept = [i for i in mentions if self._inside(i, read)]
        kept = sorted(kept, key=lambda i: (self.context.mentions[i].start, i))[:MOST_MENTIONS]
        return Sentence(
            start=self.start,
            pieces=(*numbers, pieces.last),
            tokens=(*places, -1),
            n_tokens=read,
            mentions=tuple(self._mention(i) for i in kept),
            pairs=tuple(self._pairs(kept)),
            triggers=tuple(self._triggers(read)),
        )

    def _inside(self, mention: int, read: int) -> bool:
        """Return True if all of a mention stands in what is read of the sentence."""
        m = self.context.mentions[mention]
        return self.start <= m.start and m.end <= self.start + read

    def _mention(self, mention: int) -> tuple[int, int, int, int, int, int]:
        """Return a row of `Sentence.mentions`."""
        m, s = self.context.mentions[mention], self.start
        kind = self.classes.kinds.index(m.kind)
        type_ = self.classes.types.index(self.context.type_of(mention))
        return mention, m.start - s, m.end - s, m.head - s, type_, kind

    def _pairs(self, mentions: list[int]) -> Iterator[Pair]:
        """Yield the pairs of mentions of two actors."""
        said = self._said()
        for (a, i), (b, j) in combinations(enumerate(mentions), 2):
            if self.context.same_actor(i, j) or self.context.mentions[i].head == self.context.mentions[j].head:
                continue
            actors = self.context.actor_of(i), self.context.actor_of(j)
            way = grammar.path(self.context.head(i), self.context.head(j))
            path = [t.i for t in way[1:-1]][:LONGEST_PATH]
            yield Pair(
                first=a,
                second=b,
                path=tuple(t - self.start for t in path),
                rules=frozenset(said.get(actors, ())),
                frames=frozenset(self._frames(i, j, path)),
            )

    def _said(self) -> dict[tuple[int, int], set[int]]:
        """Return the classes that the rules give each two actors, either of which may come first."""
        found: dict[tuple[int, int], set[int]] = {}
        for event in self.events:
            if event.relation == OPEN:
                continue
            for subject, target in product(event.subjects, event.objects):
                ends = self.context.actor_of(subject), self.context.actor_of(target)
                for actors, forward in ((ends, True), (ends[::-1], False)):
                    number = self.classes.number(event.relation, forward=forward)
                    if number is not None:
                        found.setdefault(actors, set()).add(number)
        return found

    def _frames(self, first: int, second: int, path: Sequence[int]) -> Iterator[int]:
        """Yield the features of trigger patterns between two mentions, in their words or on their path."""
        one, other = self.context.mentions[first], self.context.mentions[second]
        start, end = min(one.start, other.start), max(one.end, other.end)
        for match in self.matches:
            if start <= match.head < end or match.head in path:
                near, far = ({t.i for t in side} for side in (match.near, match.far))
                subjects, objects = (far, near) if match.frame.inverse else (near, far)
                sides = (one.head in subjects, one.head in objects, other.head in subjects, other.head in objects)
                yield from self.classes.frame_features(match.frame.relation, sides)

    def _triggers(self, read: int) -> Iterator[tuple[int, int]]:
        """Yield the tokens of trigger patterns with the numbers of their relations, each once."""
        seen = set()
        for match in self.matches:
            relation = self.classes.relation_number(match.frame.relation)
            for token in match.trigger:
                row = token - self.start, relation
                if relation is not None and 0 <= row[0] < read and row not in seen:
                    seen.add(row)
                    yield row[0], relation
