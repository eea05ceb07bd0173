"""Parquet: a folder of four typed tables, for pandas, DuckDB, Spark and whatever else reads columns. Needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from graphbuild.core.errors import UsageError
from graphbuild.core.files import replacing_folder
from graphbuild.exports import tables
from graphbuild.exports.columns import Kind
from graphbuild.exports.report import Tally
from graphbuild.exports.source import Source
from graphbuild.exports.typed_values import typed_column

FILES = tuple(f"{name}.parquet" for name in tables.TABLES)
ROWS_AT_ONCE = 20_000
INSTALL = "pip install 'graphbuild[tables]'"
NO_MENTIONS = "The tables have no mentions; jsonl has them."


def write(source: Source, path: Path, tally: Tally) -> None:
    """Writes the folder.

    Raises:
        UsageError: pyarrow is not installed.
        StoreError: the folder cannot be written.
    """
    kinds = tables.columns(source, texts=True)
    with replacing_folder(path, files=FILES) as folder, ExitStack() as stack:
        open_ = {n: stack.enter_context(_Table(folder / f"{n}.parquet", kinds[n])) for n in tables.TABLES}
        tables.fill(open_, source, tally)
    tally.say(NO_MENTIONS)


class _Table:
    """One Parquet file that is being written, a group of rows at a time."""

    def __init__(self, path: Path, kinds: Mapping[str, Kind]) -> None:
        """Set up the table of a path with its Arrow schema, without opening the file."""
        self._kinds = kinds
        self._arrow = _pyarrow()
        self._schema = self._arrow.schema([(name, self._type(kind)) for name, kind in kinds.items()])
        self._path = path
        self._waiting: list[Mapping[str, Any]] = []
        self.rows = 0

    def __enter__(self) -> _Table:
        """Open the file for writing."""
        from pyarrow import parquet

        writing: Any = parquet  # has no types
        self._writer = writing.ParquetWriter(self._path, self._schema, compression="zstd")
        return self

    def __exit__(self, *error: object) -> None:
        """Write the waiting rows and close the file."""
        self._flush()
        self._writer.close()

    def write(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Writes the rows; what is no column is left out."""
        for row in rows:
            self.rows += 1
            self._waiting.append(row)
            if len(self._waiting) >= ROWS_AT_ONCE:
                self._flush()

    def _flush(self) -> None:
        """Write the waiting rows as one row group."""
        if self._waiting:
            columns = [
                self._array([row.get(name) for row in self._waiting], kind, field.type)
                for (name, kind), field in zip(self._kinds.items(), self._schema, strict=True)
            ]
            self._writer.write_table(self._arrow.Table.from_arrays(columns, schema=self._schema))
            self._waiting.clear()

    def _array(self, values: list[Any], kind: Kind, type_: Any) -> Any:
        """Return the Arrow array of a column; pyarrow itself finds the few texts that have to be cleaned first."""
        if kind is Kind.TEXT:
            with suppress(UnicodeError, self._arrow.ArrowException):
                return self._arrow.array(values, type=type_)
        return self._arrow.array(typed_column(values, kind), type=type_)

    def _type(self, kind: Kind) -> Any:
        """Return the Arrow type of a column."""
        arrow = self._arrow
        types = {
            Kind.TEXT: arrow.string(),
            Kind.LIST: arrow.list_(arrow.string()),
            Kind.FLOAT: arrow.float64(),
            Kind.BOOL: arrow.bool_(),
        }
        return types.get(kind, arrow.int64())


def _pyarrow() -> Any:
    """Return the module pyarrow; raises UsageError if it is not installed."""
    try:
        import pyarrow
    except ImportError:
        raise UsageError("Parquet needs the package pyarrow, which is not installed.", hint=INSTALL) from None
    return pyarrow
