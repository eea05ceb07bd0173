"""PDF files: text in reading order, lines joined to paragraphs, running heads left out, pages counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Extract, Fields
from graphbuild.documents.formats.pdf import recognition
from graphbuild.documents.formats.pdf.fragments import fragments
from graphbuild.documents.formats.pdf.layout import Block, blocks
from graphbuild.documents.formats.pdf.paragraphs import joined, pieces, usual_height, without_heads

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NO_TITLE = re.compile(r"^(?:microsoft word|untitled|.*\.(?:docx?|pdf|indd|qxd))\b", re.IGNORECASE)
_PASSWORD = 4  # PDFium's number for a file that is locked
_DAMAGED = "The PDF is damaged: open it in a viewer and print it to a new file."
_SHOWN = 10


@dataclass(slots=True)
class _Pages:
    """The pages of a file, counted from 1.

    Attributes:
        blocks: what stands on each page, in reading order.
        edges: the lower and upper edge of each, in points.
        recognised: the numbers of those that were read by text recognition.
        late: the numbers of those for which it took too long.
    """

    blocks: list[list[Block]] = field(default_factory=list)
    edges: list[tuple[float, float]] = field(default_factory=list)
    recognised: list[int] = field(default_factory=list)
    late: list[int] = field(default_factory=list)

    @property
    def empty(self) -> list[int]:
        """The numbers of the pages without text."""
        return [number for number, page in enumerate(self.blocks, 1) if not page and number not in self.late]


def extract(data: bytes) -> Iterator[Extract]:
    """The text of a PDF, page by page; characters and their places by PDFium.

    The file's own dates say when it was made, not when it was published, and are left out.

    Raises:
        InputError: it is damaged, locked by a password, or holds pictures only.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        pages = _pages(document)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise InputError("It is locked by a password: unlock it first.") from error
        raise InputError(_DAMAGED) from error
    if not any(pages.blocks):
        raise InputError(_no_text(pages))
    usual = usual_height(pages.blocks)
    placed = [
        pieces(page, edges, recognition.HEIGHT if number in pages.recognised else usual)
        for number, (page, edges) in enumerate(zip(pages.blocks, pages.edges, strict=True), 1)
    ]
    text, starts = joined(without_heads(placed))
    yield Extract(text=text, fields=_fields(document), pages=starts, remarks=tuple(_remarks(pages)))


def _pages(document: Any) -> _Pages:
    """Read all pages; those without text by text recognition, where it is wanted."""
    from pypdfium2 import raw

    pages = _Pages()
    for number in range(len(document)):
        page = document[number]
        _, low, _, high = page.get_mediabox()
        letters = page.get_textpage()
        pages.blocks.append(blocks(fragments(letters, raw)))
        pages.edges.append((low, high))
        letters.close()
        if not pages.blocks[-1] and recognition.wanted.get():
            _recognise(page, pages)
        page.close()
    if not pages.blocks:
        raise InputError(_DAMAGED)
    return pages


def _recognise(page: Any, pages: _Pages) -> None:
    """Read the last page by text recognition."""
    try:
        found, height = recognition.recognised(page)
    except TimeoutError:
        pages.late.append(len(pages.blocks))
        return
    if found:
        pages.blocks[-1], pages.edges[-1] = found, (0.0, height)
        pages.recognised.append(len(pages.blocks))


def _no_text(pages: _Pages) -> str:
    """Return why a file has no text."""
    if pages.late:
        return f"The PDF is scanned, and text recognition took longer than {recognition.SECONDS} seconds for a page."
    if recognition.wanted.get():
        return "The PDF is scanned, and text recognition found no text in it."
    return "The PDF is scanned: it holds no text, only pictures. Read it with --ocr, or recognise its text first."


def _remarks(pages: _Pages) -> Iterator[str]:
    """Yield the remarks on pages without text, and on those that were recognised."""
    if pages.recognised:
        which = _named(pages.recognised, "was", "were")
        by = f"text recognition (tesseract {recognition.version()})"
        yield f"{which} read by {by}: names and numbers may be wrong in places."
    if pages.late:
        yield f"{_named(pages.late, 'was', 'were')} left out: text recognition took over {recognition.SECONDS} seconds."
    if pages.empty:
        which = f"{_named(pages.empty, 'holds', 'hold')} no text"
        advice = "only pictures (scanned?): read the file with --ocr, or recognise its text first"
        yield f"{which}, and text recognition found none." if recognition.wanted.get() else f"{which}, {advice}."


def _named(pages: list[int], one: str, several: str) -> str:
    """Return the numbers of pages with a verb, not all of a hundred."""
    more = f" and {len(pages) - _SHOWN} more" if len(pages) > _SHOWN else ""
    numbers = f"{', '.join(map(str, pages[:_SHOWN]))}{more}"
    return f"Pages {numbers} {several}" if len(pages) > 1 else f"Page {numbers} {one}"


def _fields(document: Any) -> Fields:
    """Return title and author as the file states them."""
    title, author = (
        " ".join(_CONTROL.sub("", document.get_metadata_value(key) or "").split()) or None
        for key in ("Title", "Author")
    )
    return Fields(title=None if title and _NO_TITLE.match(title) else title, author=author)
