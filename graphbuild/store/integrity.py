"""The tables of a store: their rows as objects, and whether they fit together."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from graphbuild.store import rows
from graphbuild.store.connection import translated, understood
from graphbuild.store.upgrade import is_whole

_BATCH = 1000
_OF_DOCUMENTS = ("claim", "copy", "mention", "observed", "sentence")

T = TypeVar("T")


class Tables:
    """The tables of an open store."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Read a store at a path through an open connection."""
        self.path = path
        self._connection = connection

    def damage(self) -> list[str]:
        """Return what SQLite itself finds wrong with the file; slow on a large store."""
        return [line for (line,) in self._rows("PRAGMA integrity_check") if line != "ok"]

    def strays(self) -> Iterator[tuple[str, str]]:
        """Yield each document that is missing while a table still has rows of it, with the name of the table."""
        parts = (
            f"SELECT DISTINCT doc, '{table}' FROM {table} WHERE doc NOT IN (SELECT id FROM document)"
            for table in _OF_DOCUMENTS
        )
        words = "SELECT 'of row ' || rowid, 'sentence_words' FROM sentence_words WHERE rowid NOT IN "
        query = " UNION ".join([*parts, f"{words} (SELECT id FROM sentence)"])
        return ((doc, table) for doc, table in self._rows(f"{query} ORDER BY 1, 2"))

    def unindexed(self) -> Iterator[tuple[str, str]]:
        """Yield documents with a sentence that the full-text index does not hold as it stands, and which one."""
        query = (
            'SELECT s.doc, substr(d.text, s.start + 1, s."end" - s.start), w.words FROM sentence s '
            "JOIN document d ON d.id = s.doc LEFT JOIN sentence_words w ON w.rowid = s.id ORDER BY s.doc, s.start"
        )
        for doc, words, indexed in self._rows(query):
            if words != indexed:
                yield doc, f"the index does not hold its sentence {words[:60]!r}"

    def marks(self, doc: str) -> tuple[str | None, bytes | None]:
        """Return the digest of a document's reading and the signature of its text, where there are any.

        A reading of an older form of the store has no digest: it lacks fields of which today's digest is made.
        """
        query = "SELECT d.digest, c.signature FROM document d LEFT JOIN copy c ON c.doc = d.id WHERE d.id = ?"
        digest, signature = next(self._rows(query, doc), ("", None))
        return digest or None if is_whole(self._connection) else None, signature

    def _made(self, make: Callable[[rows.Row], T], query: str, *values: Any) -> Iterator[T]:
        """Yield the objects that the rows of a query describe.

        Args:
            make: makes an object of a row.

        Raises:
            StoreError: no object can be made of a row.
        """
        rows_ = self._rows(query, *values)
        with understood(self.path):
            yield from map(make, rows_)

    def _rows(self, query: str, *values: Any) -> Iterator[rows.Row]:
        """Yield the rows of a query, fetched in batches.

        Raises:
            StoreError: whatever SQLite raises.
        """
        with translated(self.path):
            cursor = self._connection.execute(query, values)
        while True:
            with translated(self.path):
                batch = cursor.fetchmany(_BATCH)
            if not batch:
                return
            yield from batch
