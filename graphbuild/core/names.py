"""Comparison of names as text, and their part in an id.

There are two strengths. `fold` is for looking up what a user typed: case, quotes, hyphens and spaces are ignored.
`name_key` is for deciding whether two names are equal: accents, punctuation and a leading article are ignored too.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from graphbuild.core.model import content_id

_APOSTROPHES = dict.fromkeys(map(ord, "‘’‚‛′´`ʹʻʼʽʾʿˈ＇"), "'")
_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_SPELLING = {**_APOSTROPHES, **_HYPHENS}
# Letters that Unicode does not decompose into a base and a mark.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"})
_ARTICLE = re.compile(r"^the\s+(?=\S)")
_SLUG_LENGTH = 60


def fold(text: str) -> str:
    """Return `text` for look-ups: without differences of case, apostrophe, hyphen and spacing."""
    plain = unicodedata.normalize("NFC", text).casefold().translate(_SPELLING)
    return " ".join(plain.split())


def spelled(text: str) -> str:
    """Return `text` in composed letters (NFC), with one kind of apostrophe and hyphen; it has as many characters."""
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_SPELLING)


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """Return the words of a name without case, accents, punctuation and leading "the", separated by one space.

    Empty if the name has no letter or digit.
    """
    # Before decomposition: an acute accent alone would become a space. After it: some letters contain an apostrophe.
    spread = unicodedata.normalize("NFKD", name.translate(_SPELLING)).casefold()
    spread = unicodedata.normalize("NFKD", spread).translate(_SPELLING).translate(_LETTERS)
    bare = "".join(char for char in spread if not unicodedata.combining(char))
    joined = bare.replace("'", "").replace(".", "").replace(" & ", " and ")
    words = "".join(char if char.isalnum() else " " for char in joined)
    return _ARTICLE.sub("", " ".join(words.split()))


def slug(key: str) -> str:
    """Return the readable part of an id made from a `name_key`; different keys give different slugs.

    A hash replaces what cannot be written in ASCII or is too long.
    """
    plain = "-".join("".join(c if c.isascii() else " " for c in key).split())
    if key and plain == key.replace(" ", "-") and len(plain) <= _SLUG_LENGTH:
        return plain
    return f"{plain[:_SLUG_LENGTH].strip('-') or 'x'}-{content_id(key, length=6)}"
