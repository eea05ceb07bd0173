"""PDF files: text in reading order, lines joined to paragraphs, running heads left out, pages counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Extract, Fields
from graphbuild.documents.formats.pdf.fragments import fragments
from graphbuild.documents.formats.pdf.layout import Block, blocks
from graphbuild.documents.formats.pdf.paragraphs import joined, pieces, usual_height, without_heads

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NO_TITLE = re.compile(r"^(?:microsoft word|untitled|.*\.(?:docx?|pdf|indd|qxd))\b", re.IGNORECASE)
_PASSWORD = 4  # PDFium's number for a file that is locked
_DAMAGED = "The PDF is damaged: open it in a viewer and print it to a new file."
_SHOWN = 10


def extract(data: bytes) -> Iterator[Extract]:
    """The text of a PDF, page by page; characters and their places by PDFium.

    The file's own dates say when it was made, not when it was published, and are left out.

    Raises:
        InputError: it is damaged, locked by a password, or holds pictures only.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        pages, sizes = _pages(document)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD or "password" in str(error).lower():
            raise InputError("It is locked by a password: unlock it first.") from error
        raise InputError(_DAMAGED) from error
    scanned = [number for number, page in enumerate(pages, 1) if not page]
    if len(scanned) == len(pages):
        raise InputError("The PDF is scanned: it holds no text, only pictures. Run it through text recognition first.")
    usual = usual_height(pages)
    text, starts = joined(without_heads([pieces(page, size, usual) for page, size in zip(pages, sizes, strict=True)]))
    yield Extract(text=text, fields=_fields(document), pages=starts, remarks=_scanned(scanned))


def _pages(document: Any) -> tuple[list[list[Block]], list[tuple[float, float]]]:
    """The blocks of each page, and its lower and upper edge."""
    from pypdfium2 import raw

    found, sizes = [], []
    for number in range(len(document)):
        page = document[number]
        _, low, _, high = page.get_mediabox()
        letters = page.get_textpage()
        found.append(blocks(fragments(letters, raw)))
        sizes.append((low, high))
        letters.close()
        page.close()
    if not found:
        raise InputError(_DAMAGED)
    return found, sizes


def _scanned(pages: list[int]) -> tuple[str, ...]:
    """The remark on pages without text."""
    if not pages:
        return ()
    more = f" and {len(pages) - _SHOWN} more" if len(pages) > _SHOWN else ""
    numbers = f"{', '.join(map(str, pages[:_SHOWN]))}{more}"
    which = f"Pages {numbers} hold" if len(pages) > 1 else f"Page {numbers} holds"
    return (f"{which} no text, only pictures (scanned?): run the file through text recognition first.",)


def _fields(document: Any) -> Fields:
    """Return title and author as the file states them."""
    title, author = (
        " ".join(_CONTROL.sub("", document.get_metadata_value(key) or "").split()) or None
        for key in ("Title", "Author")
    )
    return Fields(title=None if title and _NO_TITLE.match(title) else title, author=author)
