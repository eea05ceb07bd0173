"""Workbooks of Excel and OpenDocument: an article a row, on each sheet with a column of texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Note, Part, Unread
from graphbuild.documents.formats.tables.columns import NO_TEXT, Columns, has_text


def extract(data: bytes) -> Iterator[Part]:
    """The articles in the rows of a workbook.

    Raises:
        InputError: it is damaged or locked, or no sheet has a column of texts.
    """
    from python_calamine import CalamineError, load_workbook

    try:
        book = load_workbook(BytesIO(data))
        sheets = [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]
    except (CalamineError, ValueError, OSError) as error:
        raise InputError("It is no workbook, damaged, or locked: open it and save it anew, or as .csv.") from error
    read = [(name, rows) for name, rows in sheets if rows and has_text(_names(rows[0]))]
    if not read:
        raise InputError(NO_TEXT.replace("Its first line", "The first row of its sheets"))
    columns = Columns()
    for name, rows in read:
        yield from _articles(columns, name if len(sheets) > 1 else "", rows)
    yield from map(Note, columns.remarks())
    left = [name for name, rows in sheets if rows and not has_text(_names(rows[0]))]
    if left:
        yield Note(f"Sheets without a column called text, which are not read: {', '.join(left)}.")


def _articles(columns: Columns, sheet: str, rows: Sequence[Sequence[Any]]) -> Iterator[Part]:
    """Yield the articles in the rows of one sheet."""
    names = [str(cell).strip() for cell in rows[0]]
    for number, row in enumerate(rows[1:], 2):
        cells = {name: _said(cell) for name, cell in zip(names, row, strict=False) if name}
        if not any(cells.values()):
            continue
        place = f"{sheet}, row {number}" if sheet else f"row {number}"
        try:
            yield columns.article(cells, place, number)
        except InputError as error:
            yield Unread(reason=f"{place[0].upper()}{place[1:]}: {error.what}.")


def _names(row: Sequence[Any]) -> list[str]:
    """Return the column names of a header row, stripped and in lower case."""
    return [str(cell).strip().lower() for cell in row]


def _said(cell: Any) -> Any:
    """A cell as a row of CSV has it: whole numbers without their point, days in ISO 8601."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return None if cell == "" else cell
