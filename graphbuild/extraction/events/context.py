"""What every rule needs to know of the document that it reads, gathered once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from graphbuild.core.model import ActorType, Document, MentionKind
from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.coreference.mention_index import MentionIndex
from graphbuild.extraction.events.frames import Match
from graphbuild.extraction.mentions.mention import TokenMention
from graphbuild.extraction.syntax.parsing import span_of
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.ontology import Ontology

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class DocumentContext:
    """One document with its resolved mentions, and the knowledge that it is read with.

    Mentions are known by their index in `mentions`, actors by the number of their cluster.

    Attributes:
        document: the document as stored. doc: its parse.
        mentions: all mentions, in text order.
        clusters: which of them are one actor.
        mention_index: which mention a token belongs to.
        matches: the ontology's trigger patterns that fit somewhere, in text order of their triggers.
        lexicon, ontology: the word lists and the relations.
    """

    document: Document
    doc: Doc
    mentions: Sequence[TokenMention]
    clusters: Clusters
    mention_index: MentionIndex
    matches: tuple[Match, ...]
    lexicon: Lexicon
    ontology: Ontology

    def actor_of(self, mention: int) -> int:
        """The number of the cluster that a mention is in."""
        return self.clusters.of(mention)

    def same_actor(self, one: int, other: int) -> bool:
        """Whether two mentions are of one actor."""
        return self.clusters.of(one) == self.clusters.of(other)

    def members(self, mention: int) -> list[int]:
        """All mentions of the same actor, in text order."""
        return self.clusters.members(mention)

    def type_of(self, mention: int) -> ActorType:
        """The type of the actor of a mention."""
        return self.clusters.type_of(mention)

    def named(self, mention: int) -> bool:
        """Whether the actor of a mention has a name."""
        return self.clusters.named(mention)

    def referential(self, mention: int) -> bool:
        """Whether the actor of a mention is known: an unresolved pronoun refers to no known actor."""
        return self.clusters.referential(mention)

    def text(self, mention: int) -> str:
        """A mention's words, as normalised for the model."""
        return self.clusters.text(mention)

    def head(self, mention: int) -> Token:
        """A mention's head token."""
        return self.clusters.head(mention)

    def mention_at(self, token: Token) -> int | None:
        """The mention that a token heads, or the name that it is part of."""
        return self.mention_index.at(token)

    def mentions_of(self, tokens: Iterable[Token]) -> tuple[int, ...]:
        """The mentions that tokens refer to; a noun that only counts or contains others is passed through."""
        return self.mention_index.mentions_of(tokens)

    def owners_of(self, tokens: Iterable[Token]) -> tuple[int, ...]:
        """The mentions of those who did what nouns name ("Iran's threats", "accusations by Iran")."""
        return self.mention_index.owners_of(tokens)

    def words(self, start: int, end: int) -> str:
        """The words of the tokens from `start` to before `end`, as the text has them, white space evened out."""
        return " ".join(span_of(self.doc[start:end]).of(self.document.text).split())

    @cached_property
    def _matches_by_head(self) -> Mapping[int, list[Match]]:
        """The matches by the head of their trigger, in their order."""
        return _grouped((match.head, match) for match in self.matches)

    def matches_at(self, head: int) -> Sequence[Match]:
        """The matches whose trigger has its head at this token."""
        return self._matches_by_head.get(head, ())

    def matches_between(self, start: int, end: int) -> list[Match]:
        """The matches whose trigger has its head at a token from `start` to before `end`, in text order."""
        return [match for token in range(start, end) for match in self.matches_at(token)]

    @cached_property
    def names_by_start(self) -> dict[int, int]:
        """The mention that is a name and begins at a token; the last of them where several do."""
        return {start: names[-1] for start, names in self._names_at.items()}

    @cached_property
    def first_headed(self) -> Mapping[int, int]:
        """The first mention that each token heads."""
        return {m.head: i for i, m in reversed([*enumerate(self.mentions)])}

    @cached_property
    def names_headed(self) -> Mapping[int, list[int]]:
        """The mentions that are names by their head token."""
        return _grouped((m.head, i) for i, m in enumerate(self.mentions) if m.kind is MentionKind.NAME)

    @cached_property
    def _names_at(self) -> Mapping[int, list[int]]:
        """The mentions that are names by their first token."""
        return _grouped((m.start, i) for i, m in enumerate(self.mentions) if m.kind is MentionKind.NAME)

    def names_at(self, *tokens: int) -> list[int]:
        """The mentions that are names and begin at these tokens, token by token."""
        return [i for token in tokens for i in self._names_at.get(token, ())]

    @cached_property
    def _mentions_at(self) -> Mapping[int, list[tuple[int, TokenMention]]]:
        """The mentions by their first token, without an article."""
        starts = ((m.start + (self.doc[m.start].dep_ == "det"), (i, m)) for i, m in enumerate(self.mentions))
        return _grouped(starts)

    def mentions_from(self, start: int) -> Sequence[tuple[int, TokenMention]]:
        """The mentions that begin at a token, apart from an article before it, each with its number."""
        return self._mentions_at.get(start, ())

    @cached_property
    def country_words(self) -> frozenset[int]:
        """The tokens of the mentions whose words name a country."""
        named = (m for m in self.mentions if self.lexicon.country(m.tokens(self.doc).text))
        return frozenset(t for m in named for t in range(m.start, m.end))

    @cached_property
    def _entities(self) -> dict[int, list[TokenSpan]]:
        """The entities that lie in one sentence, by its first token: much faster than `Span.ents` of each."""
        starts, number = [sentence.start for sentence in self.doc.sents], self.clusters.sentence
        inside = (entity for entity in self.doc.ents if number[entity.start] == number[entity.end - 1])
        return _grouped((starts[number[entity.start]], entity) for entity in inside)

    def entities(self, sentence: int) -> list[TokenSpan]:
        """The recogniser's entities in the sentence that starts at this token, in text order."""
        return self._entities.get(sentence, [])


def _grouped(items: Iterable[tuple[int, T]]) -> dict[int, list[T]]:
    """Return what belongs to each token, in the order given."""
    found: dict[int, list[T]] = {}
    for token, item in items:
        found.setdefault(token, []).append(item)
    return found
