"""Well-known names that a parser splits or cuts short, found by their spelling.

"Standard and Poor's Corp" is one agency and "Marks & Spencer" one shop. Entity recognisers often find two bodies there,
and a tokenizer separates the end of "Moody's" as a genitive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from graphbuild.core.model import ActorType
from graphbuild.knowledge.lexicon.lexicon import Lexicon

JOINT = " & "
_AND = r"\s*(?:&(?:amp;)?|\band\b)\s*"


def written(name: str) -> tuple[str, ...]:
    """Return the spellings of a well-known name: with "&" and with "and"."""
    return (name, name.replace(JOINT, " and ")) if JOINT in name else (name,)


def pattern(names: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern that finds these names with "&" or "and"; of two with the same start, the longer."""
    longest = sorted(names, key=lambda name: (-len(name), name))
    told = (_AND.join(re.escape(part).replace("'", "['’]") for part in name.split(JOINT)) for name in longest)
    return re.compile(rf"(?<![\w&])(?:{'|'.join(told)})(?![\w&])")


def known_spans(doc: Doc, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the token ranges (start, end) of such names, including a legal form that follows."""
    for match in lexicon.joint_names.finditer(doc.text):
        span = doc.char_span(*match.span(), alignment_mode="expand")
        if span is None or span.text != match.group():
            continue
        end = span.end
        while end < len(doc) and lexicon.head_type(doc[end].text) is ActorType.COMPANY and doc[end].pos_ == "PROPN":
            end += 1
        yield span.start, end


def whole_name(doc: Doc, start: int, end: int, lexicon: Lexicon) -> int:
    """Return the end of a name including an "'s" that belongs to it ("Moody's")."""
    if end >= len(doc) or doc[end].lower_ not in {"'s", "’s"}:
        return end
    bare, full = doc[start:end].text, doc[start : end + 1].text
    return end + 1 if lexicon.known_type(full) is not None and lexicon.known_type(bare) is None else end
