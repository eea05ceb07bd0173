"""A mention as a stretch of tokens: what its own words tell."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from graphbuild.core.model import ActorType, MentionKind

PLURAL = frozenset({"NNS", "NNPS"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenMention:
    """A mention as a stretch of tokens, end exclusive, with what its own words tell.

    Attributes:
        head: the token that governs it in the parse.
        type: what the words say it is; a guess where `sure` is false.
        number: `sing` or `plur`; gender: `m`, `f`, `n` (a thing), `c` (people), or nothing where the words are silent.
        country: ISO code where the mention names a country or its people.
        title: the words before a name that give an office, a rank or a role.
        definite: "the ...", "this ...", "his ...": it may refer back.
        known: the id of the gazetteer's entry that it names.
    """

    start: int
    end: int
    head: int
    kind: MentionKind
    type: ActorType
    sure: bool = False
    number: str = "sing"
    gender: str | None = None
    country: str | None = None
    title: str | None = None
    definite: bool = False
    known: str | None = None

    def tokens(self, doc: Doc) -> TokenSpan:
        """The mention's tokens in its `Doc`."""
        return doc[self.start : self.end]
