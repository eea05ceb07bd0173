"""Confidential words, found in any text in any spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graphbuild.core.names import name_key

SHORTEST = 3
"""Minimum letters of a word to look for; a shorter one would mask half of all texts."""
JOINED = 6
"""Minimum letters of a name that is also found without spaces ("OmarBell.pdf")."""


class Terms:
    """Names and phrases to hide. Case, accents, punctuation and spacing are ignored; only whole words match."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Prepare phrases for matching, without those that are too short."""
        keys = {key for phrase in phrases if len((key := name_key(phrase)).replace(" ", "")) >= SHORTEST}
        self.phrases = tuple(sorted(keys, key=lambda key: (-len(key), key)))
        self._joined = tuple(j for key in self.phrases if " " in key and len(j := key.replace(" ", "")) >= JOINED)
        self._spelled = [
            re.compile(r"(?<!\w)" + r"[\W_]+".join(map(re.escape, key.split())) + r"(?!\w)", re.IGNORECASE)
            for key in self.phrases
        ]

    def within(self, text: object) -> bool:
        """Return True if a text, an id, a file name or an address contains one of them."""
        if not text or not self.phrases:
            return False
        key = f" {name_key(str(text).replace('_', ' '))} "
        # `name_key` drops an apostrophe: the key of "Bell's" is "bells".
        loose = f" {name_key(re.sub(chr(39) + '|’', ' ', str(text).replace('_', ' ')))} "
        if any(f" {phrase} " in key or f" {phrase} " in loose for phrase in self.phrases):
            return True
        joined = [name_key(word.replace("_", " ")).replace(" ", "") for word in str(text).split()]
        return any(phrase in word for phrase in self._joined for word in joined)

    def masked(self, text: str, blot: str) -> str:
        """Return the text with `blot` in their place, or `blot` alone if they cannot be cut out."""
        if not self.within(text):
            return text
        cut = text
        for pattern in self._spelled:
            cut = pattern.sub(blot, cut)
        return blot if self.within(cut) else cut
