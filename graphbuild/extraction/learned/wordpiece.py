"""WordPiece: the pieces of words that the base encoder knows, as BERT's uncased tokenizer cuts them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

VOCABULARY = Path(__file__).parent / "data" / "vocabulary.txt"
UNKNOWN, FIRST, LAST = "[UNK]", "[CLS]", "[SEP]"
INNER = "##"
"""What stands before a piece that does not begin a word."""
LONGEST_WORD = 100
REMEMBERED = 1 << 15


class WordPieces:
    """Cuts words into pieces.

    Args:
        vocabulary: the number of each piece.
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        """Remember the pieces of frequent words."""
        self._numbers = vocabulary
        self.first, self.last, self.unknown = (vocabulary[piece] for piece in (FIRST, LAST, UNKNOWN))
        self.of_word = lru_cache(maxsize=REMEMBERED)(self._of_word)

    def of_words(self, words: Iterable[str]) -> Iterator[tuple[int, ...]]:
        """Yield the numbers of the pieces of each word; none for white space."""
        return map(self.of_word, words)

    def _of_word(self, word: str) -> tuple[int, ...]:
        """Return the numbers of the pieces of one token of the parser, which may hold several words of BERT's."""
        return tuple(number for part in _parts(_plain(word)) for number in self._cut(part))

    def _cut(self, part: str) -> list[int]:
        """Return the longest known pieces from left to right; the unknown piece if some letters are in none."""
        if len(part) > LONGEST_WORD:
            return [self.unknown]
        found: list[int] = []
        start = 0
        while start < len(part):
            ends = range(len(part), start, -1)
            known = (self._numbers.get((INNER if start else "") + part[start:end]) for end in ends)
            hit = next(((end, number) for end, number in zip(ends, known, strict=True) if number is not None), None)
            if hit is None:
                return [self.unknown]
            start = hit[0]
            found.append(hit[1])
        return found


@lru_cache(maxsize=1)
def word_pieces() -> WordPieces:
    """Return the tokenizer of the base encoder."""
    lines = VOCABULARY.read_text(encoding="utf-8").splitlines()
    return WordPieces({piece: number for number, piece in enumerate(lines)})


def _plain(word: str) -> str:
    """Return a word in lower case, without accents and control characters."""
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in apart if unicodedata.category(c) not in {"Mn", "Cc", "Cf"})


def _parts(word: str) -> Iterator[str]:
    """Yield the words and single marks of which a token is made."""
    part = ""
    for c in word:
        if c.isspace() or _is_mark(c):
            if part:
                yield part
            part = ""
            if not c.isspace():
                yield c
        else:
            part += c
    if part:
        yield part


def _is_mark(c: str) -> bool:
    """Return True for a punctuation mark, or a character of a script that writes words without spaces."""
    return (c.isascii() and c.isprintable() and not c.isalnum()) or (
        unicodedata.category(c).startswith("P") or "\u4e00" <= c <= "\u9fff"
    )
