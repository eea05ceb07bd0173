"""The mention: a span of tokens with what its own words say."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from graphbuild.core.model import ActorType, MentionKind

PLURAL = frozenset({"NNS", "NNPS"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenMention:
    """A mention as a span of tokens, end exclusive, with what its own words say.

    Attributes:
        start, end: token indices.
        head: index of the syntactic head.
        type: type by its words; a guess if `sure` is false.
        number: `sing` or `plur`.
        gender: `m`, `f`, `n` (a thing), `c` (people), or None if the words do not say.
        country: ISO code if the mention names a country or its people.
        title: the words before a name that give an office, a rank or a role.
        definite: "the ...", "this ...", "his ...": it may be anaphoric.
        known: id of the gazetteer entry that it names.
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
        """Return the tokens of the mention in its `Doc`."""
        return doc[self.start : self.end]
