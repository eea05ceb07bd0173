"""PDF files: text in reading order, lines joined to paragraphs, running heads left out, pages counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Extract, Fields, unbroken
from graphbuild.documents.decoding import LIMIT, too_long

_MARGIN = 0.12  # of a page's height, at its top and bottom: where running heads stand
_REPEATED = 3  # pages on which a line of the margin has to come to be a running head
_NUMBERS = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_HYPHEN = re.compile(r"(\w+)[-\u00ad\u2010]\n\s*(\w+)")
_WORD = re.compile(r"\w+(?:-\w+)*")
_OWN_HYPHEN = frozenset("anti co counter cross ex half inter mid non post pre pro quasi self semi vice".split())
_UNFINISHED = re.compile(r"[\w,;\u2013-]$")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]|\(cid:\d+\)")
_NO_TITLE = re.compile(r"^(?:microsoft word|untitled|.*\.(?:docx?|pdf|indd|qxd))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Block:
    """A block of lines on a page; `edge` where it stands in the page's margin."""

    text: str
    edge: bool


def extract(data: bytes) -> Extract:
    """The text of a PDF by the layout analysis of pdfminer.six, page by page.

    The file's own dates say when it was made, not when it was published, and are left out.

    Raises:
        InputError: it is damaged, locked by a password, or holds pictures only.
    """
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.psexceptions import PSException

    try:
        pages = _without_heads([list(_blocks(page)) for page in _laid_out(data)])
        fields = _fields(data)
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise InputError("It is locked by a password: unlock it first.") from error
    except (PSException, ValueError, TypeError, KeyError, AttributeError, IndexError, AssertionError) as error:
        raise InputError("The PDF is damaged: open it in a viewer and print it to a new file.") from error
    if not any(pages):
        raise InputError("The PDF holds no text, only pictures (a scan?): run it through text recognition first.")
    text, starts = _joined(pages)
    return Extract(text=text, fields=fields, pages=starts)


def _laid_out(data: bytes) -> Iterator[object]:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams

    return iter(extract_pages(BytesIO(data), laparams=LAParams()))


def _blocks(page: object) -> Iterator[_Block]:
    from pdfminer.layout import LTPage, LTTextContainer

    assert isinstance(page, LTPage)
    low, high = page.y0 + _MARGIN * page.height, page.y1 - _MARGIN * page.height
    for block in page:
        if isinstance(block, LTTextContainer):
            text = unbroken(_CONTROL.sub("", block.get_text())).strip()
            if text:
                yield _Block(text, block.y1 <= low or block.y0 >= high)


def _without_heads(pages: Sequence[Sequence[_Block]]) -> list[list[str]]:
    """Pages without what stands in the margin of many of them, but for its number: titles, dates, page numbers."""
    often = Counter(key for page in pages for key in {_key(block) for block in page if block.edge})
    few = min(_REPEATED, max(2, len(pages)))
    return [
        [block.text for block in page if not (block.edge and (often[_key(block)] >= few or not _key(block)))]
        for page in pages
    ]


def _key(block: _Block) -> str:
    """A line of the margin without its numbers; empty for a bare page number."""
    return " ".join(_NUMBERS.sub("", block.text).replace("page", "").replace("Page", "").split()).strip("-–—|. /")


def _joined(pages: Sequence[Sequence[str]]) -> tuple[str, tuple[int, ...]]:
    """One text, and the offset at which each page begins. A sentence may run over the end of a page."""
    words = frozenset(_WORD.findall("\n".join(text for page in pages for text in page)))
    out: list[str] = []
    starts: list[int] = []
    length = 0
    for page in pages:
        for n, block in enumerate(page):
            text = _paragraph(block, words)
            gap = "" if not length else " " if n == 0 and _runs_on(out[-1], text) else "\n\n"
            if n == 0:
                starts.append(length + len(gap))
            out += [gap, text]
            length += len(gap) + len(text)
        if not page:
            starts.append(length)
    if length > LIMIT:
        raise too_long()
    return "".join(out), tuple(starts)


def _paragraph(block: str, words: frozenset[str]) -> str:
    return " ".join(_HYPHEN.sub(lambda match: _mended(match, words), block).split())


def _mended(match: re.Match[str], words: frozenset[str]) -> str:
    """A word broken at the end of a line: its hyphen goes, unless it is the word's own.

    The rest of the text decides where it can: "Iran-backed" or "Iran" stand there, or "militants" does.
    """
    first, rest = match.groups()
    whole, compound = first + rest, f"{first}-{rest}"
    if whole in words or not (rest[0].islower() or compound in words):
        return whole if whole in words else compound
    named = first[0].isupper() and first in words
    return compound if compound in words or named or first.isdigit() or first.lower() in _OWN_HYPHEN else whole


def _runs_on(before: str, after: str) -> bool:
    return bool(_UNFINISHED.search(before)) and after[:1].islower()


def _fields(data: bytes) -> Fields:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser

    said: dict[str, object] = {}
    for info in reversed(PDFDocument(PDFParser(BytesIO(data))).info):
        said.update(info)
    title = _words(said.get("Title"))
    return Fields(title=None if title and _NO_TITLE.match(title) else title, author=_words(said.get("Author")))


def _words(value: object) -> str | None:
    from pdfminer.utils import decode_text

    if not isinstance(value, bytes | str):
        return None
    text = decode_text(value) if isinstance(value, bytes) else value
    return " ".join(_CONTROL.sub("", text).split()) or None
