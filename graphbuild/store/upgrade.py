"""Stores of an older form: read as they are, and brought to today's form by the next writer.

Only columns of claims and documents have been added since the oldest form that is understood. A reader sees each of
them with nothing in it; a writer adds them. Links are derived, and made anew by the judging that follows a build.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from graphbuild.core.errors import StoreError
from graphbuild.store import rows
from graphbuild.store.schema import STATEMENTS, VERSION

OLDEST = 5
"""The oldest form that is understood; one of a lower number has to be made again."""

_GROWN: Mapping[str, rows.Table[Any]] = {"document": rows.DOCUMENTS, "claim": rows.CLAIMS}
"""The tables to which columns were added since, with those that they have today."""
_AS_THEY_WERE: Mapping[str, rows.Table[Any]] = {
    "observed": rows.OBSERVATIONS,
    "mention": rows.MENTIONS,
    "actor": rows.ACTORS,
}
"""Those that have not changed since."""


def form(connection: sqlite3.Connection) -> int:
    """Return the number of a store's form."""
    [(version,)] = connection.execute("PRAGMA user_version")
    return int(version)


def shadow(connection: sqlite3.Connection) -> None:
    """Let a reader of an older store see the columns that it lacks, with nothing in them.

    Views of this connection alone stand before the tables of the file, which is not changed.
    """
    if form(connection) == VERSION:
        return
    _check(connection)
    for name, table in _GROWN.items():
        missing = list(_missing(connection, name, table))
        if missing:
            added = ", ".join(f'{default} AS "{column}"' for column, _, default in missing)
            connection.execute(f"CREATE TEMP VIEW {name} AS SELECT *, {added} FROM main.{name}")


def upgrade(connection: sqlite3.Connection) -> None:
    """Bring an older store to today's form: new columns without values, and links that are to be made anew."""
    if form(connection) == VERSION:
        return
    _check(connection)
    connection.execute("BEGIN IMMEDIATE")
    for name, table in _GROWN.items():
        for column, definition, default in _missing(connection, name, table):
            connection.execute(f'ALTER TABLE {name} ADD COLUMN "{column}" {definition} DEFAULT {default}')
    connection.execute("DROP TABLE IF EXISTS link")
    for statement in STATEMENTS:
        if statement.split("(")[0].split()[-1] == "link" or " ON link " in statement:
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether the summaries of links in a store are of today's form."""
    return form(connection) == VERSION


def _check(connection: sqlite3.Connection) -> None:
    """Raise StoreError if a table lacks what it had in the oldest form that is understood."""
    for name, table in _AS_THEY_WERE.items():
        if any(_missing(connection, name, table)):
            raise StoreError(
                f"The store was written by an older graphbuild, whose table {name} cannot be used.",
                hint="Build it again with `graphbuild build --fresh`, or name another --output.",
            )


def _missing(connection: sqlite3.Connection, name: str, table: rows.Table[Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the name, the definition and the default of each column that a table lacks."""
    there = {row[1] for row in connection.execute(f"PRAGMA main.table_info({name})")}
    for column, definition, default in table.defaults():
        if column not in there:
            yield column, definition, default
