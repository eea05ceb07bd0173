"""Stores of an older form: read as they are, and brought to today's form by the next writer.

Columns, and tables that hold how it was judged who is who, have been added since the oldest form that is understood. A
reader sees each column with nothing in it; a writer adds them. What is derived is made anew by the judging that follows
a build: its key is another one, so that everything is judged.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from graphbuild.core.errors import StoreError
from graphbuild.core.names import name_key
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
    """Bring an older store to today's form: new columns without values, tables that the next judging fills."""
    if form(connection) == VERSION:
        return
    _check(connection)
    connection.create_function("name_key", 1, name_key, deterministic=True)
    connection.execute("BEGIN IMMEDIATE")
    for name, table in _GROWN.items():
        for column, definition, default in _missing(connection, name, table):
            connection.execute(f'ALTER TABLE {name} ADD COLUMN "{column}" {definition} DEFAULT {default}')
    if "name_key" not in _columns(connection, "observed"):
        connection.execute("ALTER TABLE observed ADD COLUMN name_key TEXT NOT NULL DEFAULT ''")
        connection.execute("UPDATE observed SET name_key = name_key(name)")
    if "entry" not in _columns(connection, "judgement"):
        connection.execute("ALTER TABLE judgement ADD COLUMN entry INTEGER NOT NULL DEFAULT 0")
    connection.execute("UPDATE document SET digest = ''")  # it is made of all fields, the new ones too
    connection.execute("DROP TABLE IF EXISTS link")
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    for statement in STATEMENTS:
        if _made_by(statement) not in there:
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def _made_by(statement: str) -> str:
    """Return the name of the table or index that a `CREATE` statement makes."""
    words = statement.replace("(", " ").split()
    return words[3] if words[1] == "VIRTUAL" else words[2]


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    """Return the names of the columns that a table of the file has."""
    return {row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")}


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
    there = _columns(connection, name)
    for column, definition, default in table.defaults():
        if column not in there:
            yield column, definition, default
