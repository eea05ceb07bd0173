"""Names as text: when two spellings are one name, and how a name becomes part of an id.

Two strengths. `fold` is for looking up what somebody typed: case, quotes, hyphens and spaces do not matter.
`name_key` is for telling actors together: accents, punctuation and a leading article do not matter either.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from graphbuild.core.model import content_id

_APOSTROPHES = dict.fromkeys(map(ord, "‘’‚‛′´`ʹʻʼʽʾʿˈ＇"), "'")
_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_SPELLING = {**_APOSTROPHES, **_HYPHENS}
# Letters that Unicode does not take apart into a base and a mark.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"})
_ARTICLE = re.compile(r"^the\s+(?=\S)")
_SLUG_LENGTH = 60


def fold(text: str) -> str:
    """`text` as look-ups compare it: case, kinds of apostrophe and hyphen, and spacing do not count."""
    plain = unicodedata.normalize("NFC", text).casefold().translate(_SPELLING)
    return " ".join(plain.split())


def spelled(text: str) -> str:
    """`text` in composed letters, with one kind of apostrophe and of hyphen; as long as it was composed."""
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_SPELLING)


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """The words of a name without case, accents, punctuation and leading "the", one space between them.

    Empty where the name has no letter or digit at all.
    """
    # Before taking apart: an acute accent alone would become a space. After it: some letters hold an apostrophe.
    spread = unicodedata.normalize("NFKD", name.translate(_SPELLING)).casefold()
    spread = unicodedata.normalize("NFKD", spread).translate(_SPELLING).translate(_LETTERS)
    bare = "".join(char for char in spread if not unicodedata.combining(char))
    joined = bare.replace("'", "").replace(".", "").replace(" & ", " and ")
    words = "".join(char if char.isalnum() else " " for char in joined)
    return _ARTICLE.sub("", " ".join(words.split()))


def slug(key: str) -> str:
    """A readable stretch of an id made from a `name_key`; different keys give different slugs.

    Where a key cannot be written in ASCII, or is long, a hash of it stands for what is missing.
    """
    plain = "-".join("".join(c if c.isascii() else " " for c in key).split())
    if key and plain == key.replace(" ", "-") and len(plain) <= _SLUG_LENGTH:
        return plain
    return f"{plain[:_SLUG_LENGTH].strip('-') or 'x'}-{content_id(key, length=6)}"
