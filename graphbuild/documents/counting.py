"""About how many articles there are to read, for those who wait."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from graphbuild.core.errors import InputError
from graphbuild.documents.decoding import unpacked
from graphbuild.documents.finding import Source, find
from graphbuild.documents.kinds import CSV, Way

_CHUNK = 1 << 20
_MOST = 1 << 32
"""Bytes of one table that are looked at, a few seconds' work: what is packed may have no end."""


def about(paths: Iterable[str | Path]) -> int | None:
    """The number of articles in files and folders, by the lines of tables; None where nobody can tell.

    A file that cannot be read counts as one.
    """
    total = 0
    for path in paths:
        for source in find(path):
            if isinstance(source, Source) and (source.path is None or not source.path.is_file()):
                return None
            total += _articles(source) if isinstance(source, Source) else 1
    return total


def _articles(source: Source) -> int:
    """Count the articles of one file: the rows of a table, else one."""
    if source.kind is None or source.kind.way is not Way.ROWS:
        return 1
    try:
        return max(_lines(source) - (source.kind is CSV), 1)
    except (OSError, InputError):
        return 1


def _lines(source: Source) -> int:
    """Count the line ends of a file, up to a limit."""
    assert source.path is not None
    with source.path.open("rb") as file, unpacked(file, gzipped=source.gzipped) as inner:
        chunks = islice(iter(lambda: inner.read(_CHUNK), b""), _MOST // _CHUNK)
        return sum(chunk.count(b"\n") for chunk in chunks)
