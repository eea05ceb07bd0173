"""CSV for spreadsheets: a folder of four tables that Excel, LibreOffice and Google Sheets open right and safely.

They begin with a byte order mark, without which Excel takes UTF-8 for an old code page. A text that a spreadsheet would
run as a formula has an apostrophe in front (`clean.cell`), also where that is not what was said: articles are
written by strangers. Lists are joined with "; ".
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from graphbuild.core.files import replacing_folder
from graphbuild.exports import tables
from graphbuild.exports.columns import Kind
from graphbuild.exports.report import Tally
from graphbuild.exports.sanitize import cell, scalar
from graphbuild.exports.source import Source

_AS_IT_IS = frozenset({int, float, type(None)})
FILES = tuple(f"{name}.csv" for name in tables.TABLES)
NO_TEXTS = "CSV has no texts of articles and no mentions; jsonl has them."


def write(source: Source, path: Path, tally: Tally) -> None:
    """Writes the folder; what CSV cannot hold is taken down in the tally."""
    kinds = tables.columns(source)
    with replacing_folder(path, files=FILES) as folder, ExitStack() as stack:
        open_ = {n: stack.enter_context(_Table(folder / f"{n}.csv", kinds[n], tally)) for n in tables.TABLES}
        tables.fill(open_, source, tally)
    tally.say(NO_TEXTS)


class _Table:
    """One CSV file that is being written."""

    def __init__(self, path: Path, kinds: Mapping[str, Kind], tally: Tally) -> None:
        """Set up the table of a path with its columns, without opening the file."""
        self._path, self._kinds, self._tally = path, kinds, tally
        self.rows = 0

    def __enter__(self) -> _Table:
        """Open the file and write the header row."""
        self._file = self._path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow(map(cell, self._kinds))
        return self

    def __exit__(self, *error: object) -> None:
        """Close the file."""
        self._file.close()

    def write(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Writes the rows; what is no column is left out."""
        for row in rows:
            self.rows += 1
            get = row.get
            self._writer.writerow(
                [value if (value := get(name)).__class__ in _AS_IT_IS else self._cell(value) for name in self._kinds]
            )

    def _cell(self, value: object) -> object:
        """Return a value as csv writes it, and count it if it loses characters; null and an empty text are empty."""
        if not isinstance(value, str) or not value.isprintable():
            self._tally.strip({"": value})
        return _cell(value)


def _cell(value: object) -> object:
    """The value as csv writes it; not for null, which is empty as a text that is empty is too."""
    if isinstance(value, str):
        return cell(value)
    clean = scalar(value)
    if isinstance(clean, bool):
        return str(clean).lower()
    return cell(clean) if isinstance(clean, str) else clean
