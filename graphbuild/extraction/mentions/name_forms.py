"""Forms of one name: acronyms, and whether two names can be of one actor at all."""

from __future__ import annotations

from collections.abc import Iterable

from graphbuild.core.names import name_key
from graphbuild.knowledge.lexicon.naming import NAMING

_ACRONYM = range(2, 9)
_MOSTLY = 0.6
"""Share of an acronym's letters that are capitals ("HuM", "al-NCF")."""


def is_acronym(text: str) -> bool:
    """Return True if a text has two to eight letters or digits, mostly capitals."""
    letters = text.replace(".", "").replace("-", "")
    capitals = sum(c.isupper() for c in letters)
    return len(letters) in _ACRONYM and letters.isalnum() and capitals >= _MOSTLY * len(letters)


def fits_acronym(short: str, name: str) -> bool:
    """Return True if a name's initials, with or without its small words, spell the acronym."""
    return letters_of(short) in initials(name)


def initials(name: str) -> set[str]:
    """Return the acronyms that a name's words spell, with and without small words; empty for a single word."""
    words = [w for w in name.replace("-", " ").split() if w[0].isalnum()]
    full = "".join(w[0] for w in words).upper()
    capital = "".join(w[0] for w in words if w[0].isupper()).upper()
    return {full, capital} if len(words) > 1 else set()


def letters_of(short: str) -> str:
    """Return an acronym in upper case, without periods and hyphens."""
    return short.replace(".", "").replace("-", "").upper()


def agree(one: Iterable[str], other: Iterable[str]) -> bool:
    """Return True if some name of one actor can be a form of some name of another, or either has no name.

    One has all words of the other, in any spelling that `name_key` ignores, or is its acronym. Names that nothing but a
    description between them joins ("its president, A, and its vice president, B") do not agree.
    """
    names, others = list(one), list(other)
    return not (names and others) or any(_may_be_one(a, b) for a in names for b in others)


def _may_be_one(one: str, other: str) -> bool:
    """Return True if one of two names has all telling words of the other, or is its acronym."""
    if (is_acronym(one) and fits_acronym(one, other)) or (is_acronym(other) and fits_acronym(other, one)):
        return True
    short, long = sorted((_words(one), _words(other)), key=len)
    return all(any(_same(word, full) for full in long) for word in short)


def _words(name: str) -> list[str]:
    """Return the words of a name that tell it from others."""
    words = name_key(name).split()
    return [w for w in words if w not in NAMING.generic_endings and w not in NAMING.small_words] or words


def _same(one: str, other: str) -> bool:
    """Return True if two words are equal, but for a plural."""
    return one.removesuffix("s") == other.removesuffix("s")
