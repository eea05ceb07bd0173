"""Roles as they are shown: titles of courtesy are no role, abbreviations are spelled out, praise is left out.

The words are in `data/role_words.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graphbuild.knowledge.lexicon.word_table import word_table

_AGE = re.compile(r"\d+-years?-olds?", re.IGNORECASE)
_BROKEN = re.compile(r"^[^(]*\)\s*")
"""The end of a parenthesis whose beginning was left out: "R-Ohio) chairman"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWords:
    """Words that are folded in roles, lower case."""

    courtesy: frozenset[str]
    before_posts: frozenset[str]
    behind_posts: frozenset[str]
    anybody: frozenset[str]
    praise: frozenset[str]
    short: Mapping[str, str]

    def folded(self, role: str) -> str | None:
        """Return a role with its abbreviations spelled out and without praise, or None if it names no post.

        "good prime minister", "PM", "Mr Prime Minister" and "prime minister Mr" are all "prime minister"; "Mr" and
        "28-year-old" are None. Names within a role keep their capitals.

        Args:
            role: the words of a title or a description ("embattled Iraqi PM").
        """
        words = _BROKEN.sub("", role).split()
        while len(words) > 1 and (words[0].casefold() in self.praise | self.before_posts or _AGE.fullmatch(words[0])):
            words = words[1:]
        while len(words) > 1 and words[-1].casefold() in self.behind_posts:
            words = words[:-1]
        words = _once(self._spelled_out(words))
        if all(word.casefold() in self.courtesy or _AGE.fullmatch(word) for word in words):
            return None
        return None if len(words) == 1 and words[0].casefold() in self.anybody | self.praise else " ".join(words)

    def distinct(self, roles: Iterable[str]) -> tuple[str, ...]:
        """Return these roles folded, each once, sorted; of two that differ in capitals the one in small letters.

        Args:
            roles: as documents have them.
        """
        found: dict[str, str] = {}
        for role in roles:
            if (folded := self.folded(role)) is not None:
                key = folded.casefold()
                found[key] = max(found.get(key, folded), folded)  # small letters sort after capitals
        return tuple(sorted(found.values()))

    def _spelled_out(self, words: list[str]) -> list[str]:
        """Return the words with each abbreviation, of one word or several, replaced by what it stands for."""
        found: list[str] = []
        while words:
            size = next((n for n in (3, 2, 1) if " ".join(words[:n]).casefold() in self.short), 0)
            said = self.short[" ".join(words[:size]).casefold()] if size else words[0]
            found.append(said)
            words = words[size or 1 :]
        return found


def _once(words: Sequence[str]) -> list[str]:
    """Return words without the second half of those said twice ("chancellor chancellor")."""
    half, plain = len(words) // 2, [word.casefold() for word in words]
    return list(words[:half] if half and plain[:half] == plain[half:] else words)


ROLE_WORDS = word_table(RoleWords, "role_words")
