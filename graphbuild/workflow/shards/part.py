"""A part: a Parquet file with a row for each document, and in its head how they were read. Needs pyarrow."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from graphbuild.core.errors import InputError, UsageError
from graphbuild.core.files import replacing
from graphbuild.core.model import Failure, Reading
from graphbuild.workflow.shards.codec import COLUMNS, outcome_of, row_of

FORMAT = 2
"""Raised when the rows or the head of a part are written differently."""
ROWS = 200
"""Documents that are in memory at once: a row group of the file."""
KEY = b"graphbuild"
INSTALL = "pip install 'graphbuild[parquet]'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How the documents of a part were read.

    `way` is the signature of the reading (`pipeline.signature`), `vocabulary` the relations (`vocabulary.dump`).
    """

    shard: str
    way: str
    vocabulary: str
    format: int = FORMAT


def write(path: Path, head: Head, outcomes: Iterable[Reading | Failure]) -> None:
    """Writes a part, whole or not at all; the same outcomes give the same bytes.

    Raises:
        UsageError: pyarrow is not installed.
        StoreError: the file cannot be written.
    """
    arrow = _pyarrow()
    about = {KEY: json.dumps(asdict(head), ensure_ascii=False).encode("utf-8")}
    schema = arrow.schema([(name, arrow.string()) for name in COLUMNS], metadata=about)
    rows = (row_of(outcome) for outcome in outcomes)
    with replacing(path) as beside, arrow.parquet.ParquetWriter(beside, schema, compression="zstd") as writer:
        while group := list(islice(rows, ROWS)):
            writer.write_table(arrow.Table.from_pylist(group, schema=schema))


def head(path: Path) -> Head:
    """How the documents of a part were read.

    Raises:
        InputError: it is not a part, or of another version of graphbuild.
        UsageError: pyarrow is not installed.
    """
    about = (_file(path).schema_arrow.metadata or {}).get(KEY)
    try:
        record = json.loads(about or b"")
        found = record["format"]
    except (ValueError, KeyError, TypeError):
        raise InputError(f"{path} is not a part that `graphbuild extract` wrote.") from None
    if found != FORMAT:
        raise InputError(
            f"{path} is written in format {found}, and this version of graphbuild knows format {FORMAT}.",
            hint="Extract and merge with the same version.",
        )
    return Head(**record)


def outcomes(path: Path) -> Iterator[Reading | Failure]:
    """What came of the documents of a part, a row group at a time.

    Raises:
        InputError: it is not a part, or damaged.
        UsageError: pyarrow is not installed.
    """
    arrow = _pyarrow()
    try:
        for group in _file(path).iter_batches(batch_size=ROWS):
            yield from map(outcome_of, group.to_pylist())
    except (arrow.ArrowException, OSError, InputError) as error:
        raise InputError(f"{path} is damaged: {error}", hint="Extract this part anew.") from error


def check_installed() -> None:
    """Raises the error at once that would come at the end.

    Raises:
        UsageError: pyarrow is not installed.
    """
    _pyarrow()


def _file(path: Path) -> Any:
    """Open a Parquet file, with errors of our own."""
    arrow = _pyarrow()
    try:
        return arrow.parquet.ParquetFile(path)
    except FileNotFoundError:
        raise InputError(f"There is no file {path}.") from None
    except (arrow.ArrowException, OSError) as error:
        raise InputError(f"{path} is no Parquet file, or damaged: {error}", hint="Extract this part anew.") from error


def _pyarrow() -> Any:
    """Return the pyarrow module; raises UsageError if it is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise UsageError("Parts need the package pyarrow, which is not installed.", hint=INSTALL) from None
    return pyarrow
