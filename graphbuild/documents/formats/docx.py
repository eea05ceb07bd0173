"""DOCX files: paragraphs and tables in the order of the page."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Extract, Fields
from graphbuild.documents.decoding import LIMIT, too_long

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell

_PARTS = 5_000  # files inside one .docx; real ones have dozens
_BY_PROGRAM = frozenset({"python-docx", "microsoft office user", "user", "admin"})


def extract(data: bytes) -> Extract:
    """The text of a document, with its title and author where the file names them.

    The file's own dates say when it was saved, not when it was published, and are left out.

    Raises:
        InputError: it is damaged, packed to burst, or empty.
    """
    _weigh(data)
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        document = Document(BytesIO(data))
    except (OpcError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise InputError("It is not a Word file, or damaged: open it in a word processor and save it anew.") from error
    text = "\n\n".join(_blocks(document))
    said = document.core_properties
    author = (said.author or "").strip()
    fields = Fields(
        title=(said.title or "").strip() or None, author=author if author.lower() not in _BY_PROGRAM else None
    )
    return Extract(text=text, fields=fields)


def _weigh(data: bytes) -> None:
    """Refuses what would burst when it is unpacked, before anything is."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError) as error:
        raise InputError("It is not a Word file, or damaged: open it in a word processor and save it anew.") from error
    if len(parts) > _PARTS or sum(part.file_size for part in parts) > LIMIT:
        raise too_long()


def _blocks(within: Document | _Cell) -> Iterator[str]:
    from docx.table import Table

    for block in within.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block)
        elif text := " ".join(block.text.split()):
            yield text


def _rows(table: Table) -> Iterator[str]:
    """A row is a paragraph; a cell that spans several columns is said once."""
    for row in table.rows:
        cells = {id(cell._tc): cell for cell in row.cells}.values()
        if text := "; ".join(filter(None, (" ".join(_blocks(cell)) for cell in cells))):
            yield text
