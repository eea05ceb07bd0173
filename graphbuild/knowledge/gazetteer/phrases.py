"""Names as sequences of words that are looked up from their first word: a hash for all names, whatever their number.

A name and a text are taken apart in the same way: full stops and apostrophes inside words do not count ("U.S.", "US"),
nor do hyphens ("al-Haq", "al Haq"). Which differences in case are let through is told by `Phrases.written`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from graphbuild.core.names import spelled

ACRONYM_LENGTH = 5
"""Letters of a word in capitals that is held to be an acronym, so that "WHO" is not "who"."""

_PLAIN = re.compile(r"(?!the )[A-Za-z0-9]+(?: [A-Za-z0-9]+)*", re.IGNORECASE).fullmatch  # its words are its pieces
_PIECES = re.compile(r"\w+|[^\w\s-]")
_OWNER = re.compile(r"'s(?=\s|$)")
_SILENT = str.maketrans("", "", ".'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """All names.

    Attributes:
        ids: the entry's id for each name, as its pieces in lower case with a space between.
        sizes: how many pieces the names have that begin with a piece: one bit for each length.
        words: the names of one word, as they are written in the file.
        loose: those of them that are no acronyms, in lower case.
    """

    ids: Mapping[str, str]
    sizes: Mapping[str, int]
    words: Set[str]
    loose: Set[str]

    def at(self, pieces: Sequence[str], start: int) -> Iterator[tuple[int, str]]:
        """The names that stand in a text at a place, the longest first.

        Args:
            pieces: the text's pieces in lower case.
            start: where the name begins among them.

        Yields:
            The number of pieces, and the entry's id.
        """
        sizes = self.sizes.get(pieces[start], 0)
        while sizes:
            size = sizes.bit_length() - 1
            sizes ^= 1 << size
            if start + size <= len(pieces):
                found = self.ids.get(" ".join(pieces[start : start + size]))
                if found is not None:
                    yield size, found

    def written(self, word: str) -> bool:
        """Whether a name of one word is written exactly so in the file."""
        return word in self.words

    def only_acronym(self, word: str) -> bool:
        """Whether a word is in the file only as an acronym, so that its case has to be right."""
        return word.casefold() not in self.loose


class PhraseBook:
    """The names of entries as they come in, and who had each first. `phrases` gives what was gathered."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self._sizes: dict[str, int] = {}
        self._words: set[str] = set()
        self._loose: set[str] = set()

    def add(self, name: str, id: str) -> str | None:
        """Adds a name of an entry, or tells whose it is already.

        Returns:
            The id of the other entry that has it; nothing where it was added.

        Raises:
            ValueError: the name has no letter or digit.
        """
        written = name if _PLAIN(name) else " ".join(name_pieces(name))
        key = written.casefold()
        if not key[:1].isalnum() and not any(map(str.isalnum, key)):
            raise ValueError(name)
        other = self._ids.setdefault(key, id)
        if other != id:
            return other
        first, more, _ = key.partition(" ")
        self._sizes[first] = self._sizes.get(first, 0) | 2 << key.count(" ")
        if not more:
            self._words.add(written)
            if not is_acronym(written):
                self._loose.add(key)
        return None

    def phrases(self) -> Phrases:
        """All names that were added."""
        return Phrases(ids=self._ids, sizes=self._sizes, words=self._words, loose=self._loose)


def is_acronym(word: str) -> bool:
    """Whether a word is a short one in capitals."""
    return 2 <= len(word) <= ACRONYM_LENGTH and word.isupper()


def name_pieces(name: str) -> list[str]:
    """The pieces of a name; without a leading "the"."""
    plain = spelled(name)
    if "'" in plain:
        plain = _OWNER.sub(" s", plain)  # the tokens of a text part it too: "Levi's"
    pieces = word_pieces(plain)
    return pieces[1:] if len(pieces) > 1 and pieces[0].lower() == "the" else pieces


def word_pieces(words: str) -> list[str]:
    """The pieces of words in plain spelling; none where there are only full stops, apostrophes and hyphens."""
    silent = words.translate(_SILENT) if "." in words or "'" in words else words
    if silent.isalnum():
        return [silent]
    pieces: list[str] = _PIECES.findall(silent)
    return ["and" if piece == "&" else piece for piece in pieces] if "&" in silent else pieces
