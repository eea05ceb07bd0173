"""The pieces of lines on a page of a PDF, with where they stand."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graphbuild.documents.decoding import LIMIT, too_long

_GAP = 1.05  # of the height of the letters: white space that ends a piece of a line
_OVERLAP = -3.0  # of the height: a letter so far to the left begins another piece
_RISE = 0.5  # of the height: letters that stand higher or lower than that are in another line
_RAISED, _SMALL = 0.15, 0.85  # of the height: where the number of a footnote stands, and how large it is at most
_WORD_GAP = 0.18  # of the height: white space between two words
_BOLD = 600
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_HYPHENS = frozenset({0x02, 0xFFFE})  # PDFium's own sign for the hyphen at the end of a line
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}


@dataclass(slots=True)
class Fragment:
    """Letters that follow each other on one line. Points, from the lower left corner of the page.

    Attributes:
        y: the line on which the letters stand.
        height: of the font, from its lowest to its highest letter.
    """

    x0: float
    x1: float
    y: float
    height: float
    bold: bool = False
    letters: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(_CONTROL.sub("", "".join(self.letters)).split())


@dataclass(frozen=True, slots=True)
class _Letter:
    sign: str
    x: float
    y: float
    left: float
    right: float
    height: float


def fragments(page: Any, raw: Any) -> list[Fragment]:
    """The pieces of the lines of a page, in the order of the file.

    Args:
        page: a text page of pypdfium2.
        raw: its module of plain C functions.
    """
    found: list[Fragment] = []
    current: Fragment | None = None
    handle = page.raw
    for index, letter in _letters(handle, raw):
        if letter is None:
            if current is not None and current.letters and current.letters[-1] != " ":
                current.letters.append(" ")
            continue
        if current is None or not _goes_on(current, letter):
            bold = raw.FPDFText_GetFontWeight(handle, index) >= _BOLD
            current = Fragment(letter.left, letter.right, letter.y, letter.height, bold)
            found.append(current)
        _add(current, letter)
    return [fragment for fragment in found if fragment.text]


def _letters(handle: Any, raw: Any) -> Iterator[tuple[int, _Letter | None]]:
    """The letters of a page with their places; None for white space."""
    count = raw.FPDFText_CountChars(handle)
    if count > LIMIT:
        raise too_long()
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    for index in range(count):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code in _HYPHENS:
            code = 0x2D
        sign = _LIGATURES.get(code) or chr(code)
        if sign.isspace() or code == 0:
            yield index, None
            continue
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        raw.FPDFText_GetLooseCharBox(handle, index, box)
        yield index, _Letter(sign, x.value, y.value, box.left, box.right, abs(box.top - box.bottom) or 1.0)


def _goes_on(line: Fragment, letter: _Letter) -> bool:
    """Return whether a letter follows a piece of a line closely."""
    height = max(line.height, letter.height)
    if abs(letter.y - line.y) > _RISE * height:
        return False
    gap = letter.left - line.x1
    return _OVERLAP * height < gap < _GAP * height and letter.left >= line.x0 - height


def _add(line: Fragment, letter: _Letter) -> None:
    """Add a letter to a piece of a line, with a space where there is room for one."""
    raised = letter.y - line.y > _RAISED * line.height and letter.height < _SMALL * line.height
    if raised and letter.sign.isdigit() and line.letters:  # the number of a footnote is no part of the word
        line.x1 = max(line.x1, letter.right)
        return
    if letter.left - line.x1 > _WORD_GAP * line.height and line.letters and line.letters[-1] != " ":
        line.letters.append(" ")
    line.letters.append(letter.sign)
    line.x1 = max(line.x1, letter.right)
    line.height = max(line.height, letter.height)
