"""Finding a second reader's words in a sentence: where they stand there, as tokens."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from graphbuild.core.model import Span
from graphbuild.extraction.syntax.normalise import normalise
from graphbuild.extraction.syntax.parsing import OFFSETS
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS

LONGEST = 400
"""Characters of an actor's name or a trigger: longer words are not looked for."""
GAP = 6
"""Tokens that may stand between two words of a trigger ("took the man into custody")."""


@dataclass(frozen=True, slots=True)
class Words:
    """A document's normalised text with the offsets of its tokens."""

    doc: Doc
    text: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, doc: Doc, text: str) -> Words:
        """Return the words of a parsed document.

        Args:
            doc: its parse.
            text: as stored.
        """
        offsets = doc.user_data.get(OFFSETS)
        return cls(doc, normalise(text), tuple(offsets) if offsets else tuple(token.idx for token in doc))

    def tokens(self, start: int, end: int) -> TokenSpan | None:
        """Return the tokens that a stretch of the text touches, without white space; None if there are none."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        last = bisect_left(self.starts, end)
        while first < last and (self._end(first) <= start or self.doc[first].is_space):
            first += 1
        while first < last and self.doc[last - 1].is_space:
            last -= 1
        return self.doc[first:last] if first < last else None

    def _end(self, token: int) -> int:
        """Return the offset at which a token ends."""
        return self.starts[token] + len(self.doc[token])

    def find(self, words: str, within: Span) -> list[TokenSpan]:
        """Return where words stand in a stretch of the text, in text order: written alike, else in any case."""
        for pattern in _patterns(words):
            matches = pattern.finditer(self.text, within.start, within.end)
            found = [span for match in matches if (span := self.tokens(match.start(), match.end())) is not None]
            if found:
                return found
        return []

    def find_apart(self, words: str, within: Span) -> list[TokenSpan]:
        """Return where words stand in their order with a few others between them: one span for each of them."""
        parts = normalise(words[:LONGEST]).split()
        if len(parts) < 2:
            return []
        first = self.find(parts[0], within)
        return next((found for start in first if (found := self._after(start, parts[1:], within))), [])

    def _after(self, start: TokenSpan, parts: list[str], within: Span) -> list[TokenSpan]:
        """Return the spans of words that follow one another closely; none if one of them does not follow."""
        found = [start]
        for part in parts:
            later = (span for span in self.find(part, within) if 0 <= span.start - found[-1].end <= GAP)
            following = next(later, None)
            if following is None:
                return []
            found.append(following)
        return found


@lru_cache(maxsize=1 << 12)
def _patterns(words: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of words, strictest first; none if they are too long or have no letter or digit."""
    parts = normalise(words[: LONGEST + 1]).split()
    if len(words) > LONGEST or not any(c.isalnum() for c in words):
        return ()
    ways = [parts]
    if len(parts) > 1 and parts[0].lower() in FUNCTION_WORDS.articles:
        ways.append(parts[1:])
    written = [r"(?<!\w)" + r"\s+".join(map(re.escape, way)) + r"(?!\w)" for way in ways]
    return tuple(re.compile(pattern, flags) for pattern in written for flags in (re.NOFLAG, re.IGNORECASE))


def candidates(name: str, mentions: tuple[str, ...]) -> Iterator[str]:
    """Yield the words that may stand for an actor: its name, then its mentions, longest first, each once."""
    seen = set()
    for words in (name, *sorted(mentions, key=lambda m: (-len(m), m))):
        if words and words not in seen:
            seen.add(words)
            yield words
