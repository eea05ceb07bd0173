"""The ends of a second reader's links: from its words for an actor to mentions of the document.

An end is a mention in the sentence: its words stand there, or a pronoun or description there is joined by our own
coreference to a mention with those words. The reader's word that two mentions are one actor joins nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rapidfuzz.fuzz import ratio
from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from graphbuild.core.model import ActorType, MentionKind, Span
from graphbuild.core.names import name_key
from graphbuild.core.second_reading import SaidActor
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.mentions.mention import PLURAL, TokenMention
from graphbuild.extraction.verification.words import Words, candidates
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS

CLOSE = 92.0
"""Similarity in percent from which two spellings are one: a letter in twelve may differ."""
SHORTEST_CLOSE = 6
"""Characters that a word must have before its spelling may differ at all."""
TYPES = frozenset(ActorType)
NOUNS = frozenset({"NOUN", "PROPN", "NUM", "ADJ"})


@dataclass(frozen=True, slots=True)
class End:
    """A place in the text where an end of a link stands: its tokens, and the mention there if there is one already.

    `referring`: not the reader's words stand there, but what our coreference ties to them.
    """

    span: TokenSpan
    mention: int | None
    referring: bool = False

    @property
    def head(self) -> Token:
        """The head of its tokens."""
        return self.span.root


@dataclass(slots=True)
class Ends:
    """Finds the ends of links, and makes mentions where the built-in reader saw none.

    Attributes:
        context: the document, whose mentions grow.
        words: its text.
        actors: the reader's actors by name.
    """

    context: DocumentContext
    words: Words
    actors: Mapping[str, SaidActor]
    _by_name: dict[str, list[int]] = field(init=False)
    _made: dict[tuple[int, int], int] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Index the mentions by their words."""
        self._by_name = {}
        for i in range(len(self.context.mentions)):
            self._by_name.setdefault(name_key(self.context.text(i)), []).append(i)

    def find(self, name: str, within: Span) -> list[End]:
        """Return where an actor of this name may stand in a sentence; empty if it stands nowhere there.

        Args:
            name: the reader's name for it.
            within: the sentence.
        """
        said = self.actors.get(name)
        known = list(candidates(name, said.mentions if said is not None else ()))
        found: dict[int, End] = {}
        for words in known:
            for span in self.words.find(words, within):
                end = self._end(span)
                if end is not None:
                    found.setdefault(end.head.i, end)
        return list(found.values()) or self._close(known, within) or self._referring(known, within)

    def _end(self, span: TokenSpan) -> End | None:
        """Return the end at some tokens; None if they can be no actor."""
        mention = self._mention_at(span)
        if mention is None and (span.root.pos_ not in NOUNS or (span.root.like_num and len(span) == 1)):
            return None
        return End(span, mention)

    def _mention_at(self, span: TokenSpan) -> int | None:
        """Return the mention of the head of these tokens, or of what it counts ("dozens of civilians"), or None."""
        inside = (
            i
            for i in self.context.mention_index.mentions_of([span.root])
            if span.start <= self.context.mentions[i].head < span.end
        )
        return next(inside, self._made.get((span.start, span.end)))

    def _here(self, within: Span) -> Iterator[int]:
        """Yield the mentions in a sentence that our own reading found."""
        tokens = self.words.tokens(within.start, within.end)
        if tokens is None:
            return
        for i, mention in enumerate(self.context.mentions):
            if tokens.start <= mention.start and mention.end <= tokens.end:
                yield i

    def _close(self, known: Iterable[str], within: Span) -> list[End]:
        """Return the names in a sentence that are spelled nearly so."""
        keys = [key for words in known if len(key := name_key(words)) >= SHORTEST_CLOSE]
        return [
            End(self._tokens(i), i)
            for i in self._here(within)
            if self.context.mentions[i].kind is MentionKind.NAME
            and len(text := name_key(self.context.text(i))) >= SHORTEST_CLOSE
            and any(ratio(text, key) >= CLOSE for key in keys)
        ]

    def _referring(self, known: Iterable[str], within: Span) -> list[End]:
        """Return the pronouns and descriptions in a sentence that our coreference joins to such words elsewhere."""
        meant = {self.context.actor_of(i) for words in known for i in self._by_name.get(name_key(words), ())}
        return [
            End(self._tokens(i), i, referring=True)
            for i in self._here(within)
            if self.context.actor_of(i) in meant and self.context.referential(i)
        ]

    def _tokens(self, mention: int) -> TokenSpan:
        """Return the tokens of a mention."""
        return self.context.mentions[mention].tokens(self.context.doc)

    def said_type(self, end: End, name: str) -> ActorType | None:
        """Return the reader's type for the actor at an end; None if it gives none, or our own is sure."""
        if end.mention is not None and any(self.context.mentions[i].sure for i in self.context.members(end.mention)):
            return None
        said = self.actors.get(name)
        return ActorType(said.type) if said is not None and said.type in TYPES else None

    def mention(self, end: End, name: str) -> int:
        """Return the mention of an end, made if there is none.

        Args:
            end: found by `find`; its type is known.
            name: the reader's name for the actor.
        """
        if end.mention is not None:
            return end.mention
        key = (end.span.start, end.span.end)
        if key not in self._made:
            self._made[key] = self._make(end.span, name)
        return self._made[key]

    def _make(self, span: TokenSpan, name: str) -> int:
        """Return a new mention, of the actor that another mention in the same words has."""
        head, type_ = span.root, self.said_type(End(span, None), name)
        assert type_ is not None
        named = head.pos_ == "PROPN"
        mention = TokenMention(
            start=span.start,
            end=span.end,
            head=head.i,
            kind=MentionKind.NAME if named else MentionKind.NOMINAL,
            type=type_,
            number="plur" if head.tag_ in PLURAL else "sing",
            definite=_definite(head),
        )
        clusters = self.context.clusters
        made = clusters.append(mention)
        same = self._by_name.setdefault(name_key(clusters.text(made)), [])
        if same and (named or mention.definite) and clusters.type_of(same[0]) is type_:
            clusters.join(made, same[0], "same words")
        same.append(made)
        return made


def _definite(head: Token) -> bool:
    """Return True if a noun has a determiner or genitive that may refer back: "the two brothers"."""
    return any(
        child.dep_ in {"det", "poss"} and child.lower_ not in FUNCTION_WORDS.indefinite_determiners
        for child in head.children
    )
