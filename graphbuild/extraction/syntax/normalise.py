"""Normalising of text for the language model: one character for one, so that every offset stays true; and paragraphs.

Headlines and captions have no final stop, so that text is parsed paragraph by paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LOOKALIKES = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201a": "'",
    "\u201b": "'",
    "\u02bc": "'",
    "\u0060": "'",
    "\u00b4": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u201f": '"',
    "\u00ab": '"',
    "\u00bb": '"',
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2015": "-",
    "\u2212": "-",
    "\u00a0": " ",
    "\u2007": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\u200a": " ",
    "\u3000": " ",
    "\ufeff": " ",
    "\u200b": " ",
    "\u200c": " ",
    "\u200d": " ",
    "\u2060": " ",
    "\u00ad": " ",
    "\t": " ",
    "\f": " ",
    "\v": " ",
}
_INVISIBLE = dict.fromkeys([*range(0, 10), *range(14, 32), 127, *range(8234, 8239), *range(8294, 8298)], " ")
NORMAL = str.maketrans(
    {**_LOOKALIKES, **{chr(c): r for c, r in _INVISIBLE.items()}, "\u2028": "\n", "\u2029": "\n", "\r": "\n"}
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLOCK = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_SENTENCE_END = re.compile(r"[.!?:;\"')\]]\s*$")
MAX_PARAGRAPH = 20_000
_ENDLESS = re.compile(r"\S{500}(?=\S)")  # no word is as long; what it costs goes with the square of its length


def normalise(text: str) -> str:
    """Return the text for the model: straight quotes, plain dashes and spaces; same length, same offsets."""
    return _SURROGATE.sub("\ufffd", text.translate(NORMAL))


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs of a normalised text with their offsets.

    Blank lines separate paragraphs. A single line break does too, unless the block is hard-wrapped: lines of similar
    length that mostly end in mid-sentence.
    """
    for block in _BLOCK.finditer(text):
        if hard_wrapped(block.group()):
            yield from _trimmed(block.start(), block.group().replace("\n", " "))
        else:
            offset = block.start()
            for line in block.group().split("\n"):
                yield from _trimmed(offset, line)
                offset += len(line) + 1


def hard_wrapped(block: str) -> bool:
    """Return True if line breaks in a block only wrap lines (as in mail and old wire copy)."""
    lines = block.split("\n")
    inner = lines[:-1]
    if len(inner) < 2 or max(map(len, lines)) > 100:
        return False
    full = sum(len(line) >= 40 for line in inner)
    ended = sum(bool(_SENTENCE_END.search(line)) for line in inner)
    return full >= 0.8 * len(inner) and ended < 0.5 * len(inner)


def _trimmed(offset: int, line: str) -> Iterator[tuple[int, str]]:
    """Yield the pieces of a line without white space at its ends, with their offsets."""
    stripped = line.strip()
    if stripped:
        start = offset + len(line) - len(line.lstrip())
        yield from _pieces(start, stripped)


def _pieces(offset: int, line: str) -> Iterator[tuple[int, str]]:
    """Yield the pieces of a line that the parser can hold, cut after a sentence or at a space."""
    start = 0
    for match in _ENDLESS.finditer(line):
        yield from _held(offset + start, line[start : match.end()])
        start = match.end()
    yield from _held(offset + start, line[start:])


def _held(offset: int, line: str) -> Iterator[tuple[int, str]]:
    """Yield the pieces of a line of at most `MAX_PARAGRAPH` characters, with their offsets."""
    while len(line) > MAX_PARAGRAPH:
        cut = max(line.rfind(". ", 0, MAX_PARAGRAPH) + 1, 0) or line.rfind(" ", 0, MAX_PARAGRAPH)
        cut = cut if cut > 0 else MAX_PARAGRAPH
        yield offset, line[:cut]
        rest = line[cut:].lstrip()
        offset += len(line) - len(rest)
        line = rest
    if line:
        yield offset, line
