"""Lookup of names as sequences of words, by their first word: a hash table, fast for any number of names.

Names and texts are split in the same way: full stops and apostrophes inside words ("U.S.", "US") and hyphens ("al-Haq",
"al Haq") are ignored. `Phrases.written` says which differences of case are accepted. Unlike spaCy's PhraseMatcher, this
handles hyphens and apostrophes and is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from graphbuild.core.names import spelled

ACRONYM_LENGTH = 5
"""Maximum letters of an acronym: a word in capitals whose case matters, so that "WHO" is not "who"."""

_PLAIN = re.compile(r"(?!the )[A-Za-z0-9]+(?: [A-Za-z0-9]+)*", re.IGNORECASE).fullmatch  # its words are its pieces
_PIECES = re.compile(r"\w+|[^\w\s-]")
_OWNER = re.compile(r"'s(?=\s|$)")
_SILENT = str.maketrans("", "", ".'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """All names.

    Attributes:
        ids: the entry's id by name, as lower-case pieces separated by a space.
        sizes: by first piece, the numbers of pieces that names have, as a bit set.
        words: the names of one word, as the file writes them.
        loose: those of them that are not acronyms, in lower case.
    """

    ids: Mapping[str, str]
    sizes: Mapping[str, int]
    words: Set[str]
    loose: Set[str]

    def at(self, pieces: Sequence[str], start: int) -> Iterator[tuple[int, str]]:
        """Yield the names that start at a position of a text, longest first.

        Args:
            pieces: the text's pieces in lower case.
            start: index of the first piece of the name.

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
        """Return True if the file has a name of one word that is written exactly so."""
        return word in self.words

    def only_acronym(self, word: str) -> bool:
        """Return True if the file has a word only as an acronym, so that its case must match."""
        return word.casefold() not in self.loose


class PhraseBook:
    """Collects the names of entries, and which entry had each name first. `phrases` returns the result."""

    def __init__(self) -> None:
        """Create an empty phrase book."""
        self._ids: dict[str, str] = {}
        self._sizes: dict[str, int] = {}
        self._words: set[str] = set()
        self._loose: set[str] = set()

    def add(self, name: str, id: str) -> str | None:
        """Add a name of an entry.

        Returns:
            The id of another entry that has the name already; None if it was added.

        Raises:
            ValueError: the name has no letter or digit.
        """
        written = _written(name)
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
        """Return all names that were added."""
        return Phrases(ids=self._ids, sizes=self._sizes, words=self._words, loose=self._loose)


def key_of(name: str) -> str:
    """Return that by which names are looked up: two names with one key cannot be told apart in a text."""
    return _written(name).casefold()


def _written(name: str) -> str:
    """Return a name with its pieces separated by single spaces."""
    return name if _PLAIN(name) else " ".join(name_pieces(name))


def is_acronym(word: str) -> bool:
    """Return True if a word is short and in capitals."""
    return 2 <= len(word) <= ACRONYM_LENGTH and word.isupper()


def name_pieces(name: str) -> list[str]:
    """Return the pieces of a name, without a leading "the"."""
    plain = spelled(name)
    if "'" in plain:
        plain = _OWNER.sub(" s", plain)  # as the tokenizer does: "Levi's"
    pieces = word_pieces(plain)
    return pieces[1:] if len(pieces) > 1 and pieces[0].lower() == "the" else pieces


def word_pieces(words: str) -> list[str]:
    """Return the pieces of words in plain spelling; empty if there are only full stops, apostrophes and hyphens."""
    silent = words.translate(_SILENT) if "." in words or "'" in words else words
    if silent.isalnum():
        return [silent]
    pieces: list[str] = _PIECES.findall(silent)
    return ["and" if piece == "&" else piece for piece in pieces] if "&" in silent else pieces
