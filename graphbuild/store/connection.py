"""Opening the file of a store, with errors that say why it cannot be used.

Written in WAL mode, so that readers see a whole store while a build runs, and left in SQLite's plain mode, so
that a finished store is one file which can be read from a folder or medium that nobody may write to.
"""

from __future__ import annotations

import os
import sqlite3
import struct
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from graphbuild.core.errors import PromiseError, StoreError
from graphbuild.store.schema import APPLICATION_ID, STATEMENTS, VERSION
from graphbuild.store.upgrade import OLDEST, shadow, upgrade

LOCK_SECONDS = 5.0
_WAIT = 0.05
CACHE_WRITING, CACHE_READING = 65_536, 16_384
"""KiB of a store that a connection keeps in memory. Who reads goes through it in order, and the system keeps it too."""
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_LEFTOVERS = ("-wal", "-shm", "-journal")
_ANEW = "Build it again with `graphbuild build --fresh`, or name another --output."

_CAUSES = {
    sqlite3.SQLITE_BUSY: ("is in use by another process", "Wait until that one is done, then try again."),
    sqlite3.SQLITE_LOCKED: ("is in use by another process", "Wait until that one is done, then try again."),
    sqlite3.SQLITE_READONLY: ("cannot be written: it is read-only", "Name another folder with --output."),
    sqlite3.SQLITE_CANTOPEN: (
        "cannot be opened",
        "Check that its folder exists and that you may read and write in it.",
    ),
    sqlite3.SQLITE_PERM: ("cannot be opened: permission denied", "Check who may read and write it."),
    sqlite3.SQLITE_FULL: (
        "cannot be written: the disk is full",
        "Make room, then run the same command again.",
    ),
    sqlite3.SQLITE_IOERR: (
        "cannot be read or written: the disk gives an error",
        "Check the disk and the room on it.",
    ),
    sqlite3.SQLITE_CORRUPT: ("is damaged", _ANEW),
    sqlite3.SQLITE_NOTADB: ("is damaged", _ANEW),
    sqlite3.SQLITE_ERROR: ("is damaged: its tables are not as they should be", _ANEW),
    sqlite3.SQLITE_TOOBIG: ("cannot hold a text of more than a billion characters", "Split the document."),
}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite raises about the store at `path` into a StoreError that says what to do."""
    try:
        yield
    except UnicodeEncodeError as error:
        raise PromiseError(f"A text for {path} holds what no UTF-8 can: {error.object[:80]!r}") from error
    except sqlite3.IntegrityError as error:
        raise PromiseError(f"Two documents yield one id for {path}: {error}") from error
    except sqlite3.Error as error:
        primary = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
        what, hint = _CAUSES.get(primary, (f"cannot be used: {error}", ""))
        raise StoreError(f"The store {path} {what}.", hint=hint) from error


@contextmanager
def understood(path: Path) -> Iterator[None]:
    """Turn what is raised about rows of the store at `path` that cannot be understood into a StoreError."""
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError, struct.error) as error:
        raise StoreError(f"The store {path} is damaged: a row of it holds what it cannot.", hint=_ANEW) from error


@contextmanager
def reachable(path: Path) -> Iterator[None]:
    """Turn what the system raises about the file or folder of a store into a StoreError."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(
            f"The store {path} cannot be used: {reason}.", hint="Check the path and its rights."
        ) from error


def is_there(path: Path, *, older: bool = False) -> bool:
    """Return whether `path` holds a store; an empty file counts as none.

    Args:
        older: accept a store of an older form, which can only be replaced.

    Raises:
        StoreError: something else is there, or a store of another graphbuild.
    """
    with reachable(path):
        if path.is_dir():
            raise StoreError(f"{path} is a folder, not a store.", hint="Name the graph.db in it.")
        if not path.exists() or path.stat().st_size == 0:
            return False
        with path.open("rb") as file:
            header = file.read(_HEADER)
    version, application = (int.from_bytes(header[at : at + 4], "big") for at in (60, 68))
    if not header.startswith(_MAGIC) or application != APPLICATION_ID:
        raise StoreError(
            f"{path} is not a graphbuild store, or its beginning is damaged.",
            hint="Move that file away, or name another --output.",
        )
    if version > VERSION:
        raise StoreError(
            f"The store {path} was written by a newer graphbuild (form {version}, this one knows {VERSION}).",
            hint="Update graphbuild, or name another --output.",
        )
    if version < OLDEST and not older:
        raise StoreError(
            f"The store {path} was written by an older graphbuild (form {version}, this one needs {OLDEST}).",
            hint=_ANEW,
        )
    return True


def refuse_read_only(path: Path) -> None:
    """Raise the error at once that SQLite would raise at the first change only.

    Raises:
        StoreError: the file may not be written.
    """
    if path.exists() and not os.access(path, os.W_OK):
        raise StoreError(f"The store {path} is read-only.", hint="Name another folder with --output.")


def connect_reading(path: Path) -> sqlite3.Connection:
    """Return a connection that cannot write, and sees one state of the store whatever a writer does meanwhile.

    Raises:
        StoreError: missing, damaged, newer, or not a store.
    """
    if not is_there(path):
        raise StoreError(f"There is no store at {path}.", hint="Make one first: `graphbuild build INPUT...`")
    with translated(path):
        connection = _connected_reading(path)
        try:
            shadow(connection)
            connection.execute("BEGIN")
        except BaseException:
            connection.close()
            raise
        return connection


def _connected_reading(path: Path) -> sqlite3.Connection:
    """Return a connection that reads, also from a folder or medium that cannot be written."""
    try:
        return _connect(f"{_uri(path)}?mode=ro", cache_kib=CACHE_READING)
    except sqlite3.OperationalError as error:
        pending = path.with_name(path.name + "-wal").exists()
        if pending or error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            raise
        # Left in WAL mode, nothing pending, in a folder that cannot be written: it cannot change either.
        return _connect(f"{_uri(path)}?mode=ro&immutable=1", cache_kib=CACHE_READING)


def connect_writing(path: Path) -> sqlite3.Connection:
    """Return a connection for writing; make the tables where there are none. The caller holds the writer's lock.

    Raises:
        StoreError: the file or folder cannot be written, or is not a store.
    """
    known = is_there(path)
    refuse_read_only(path)
    with translated(path):
        if not known:
            _create(path)
        connection = _connect(f"{_uri(path)}?mode=rw")
        try:
            upgrade(connection)
            _let_read(connection)
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        except BaseException:
            connection.close()
            raise
        return connection


def settle(connection: sqlite3.Connection) -> None:
    """Put everything into the one file and close the connection.

    While another process reads the store, this is left to the next writer; nothing is lost.
    """
    with closing(connection):
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise


def replace(path: Path, new: Path) -> None:
    """Put the finished store `new` in the place of `path`.

    Files that SQLite left beside the old one are removed first: it would apply them to the new one.
    """
    with reachable(path):
        if path.exists():
            with suppress(sqlite3.Error), closing(_connect(f"{_uri(path)}?mode=rw")) as old:
                old.execute("PRAGMA journal_mode = DELETE")
        remove_leftovers(path)
        new.replace(path)


def remove_leftovers(path: Path) -> None:
    """Remove the files that SQLite keeps beside `path` while it is written."""
    for ending in _LEFTOVERS:
        path.with_name(path.name + ending).unlink(missing_ok=True)


def remove_unfinished(path: Path) -> None:
    """Remove what a writer of `path` left beside it that was killed before it had finished."""
    for ending in (".new", ".part", ".part.new"):
        beside = path.with_name(path.name + ending)
        remove_leftovers(beside)
        beside.unlink(missing_ok=True)


def _let_read(connection: sqlite3.Connection) -> None:
    """Switch to WAL mode. Waits for readers to finish; where one does not, the plain mode serves as well."""
    end = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > end:
                return
            time.sleep(_WAIT)
        else:
            return


def _connect(uri: str, *, known: bool = True, cache_kib: int = CACHE_WRITING) -> sqlite3.Connection:
    """Return a connection; where the store is `known` to exist, after a first query that shows that it works."""
    connection = sqlite3.connect(uri, uri=True, timeout=LOCK_SECONDS, isolation_level=None)
    try:
        connection.execute(f"PRAGMA cache_size = -{cache_kib}")
        if known:
            connection.execute("SELECT count(*) FROM meta").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _uri(path: Path) -> str:
    """Return the path as SQLite takes it."""
    return path.absolute().as_uri()


def _create(path: Path) -> None:
    """Make an empty store: beside its place first, so that nobody ever finds half a store."""
    new = path.with_name(path.name + ".new")
    remove_leftovers(new)
    new.unlink(missing_ok=True)
    try:
        with closing(_connect(f"{_uri(new)}?mode=rwc", known=False)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            for statement in STATEMENTS:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.execute("COMMIT")
        remove_leftovers(path)
        new.replace(path)
    finally:
        remove_leftovers(new)
        new.unlink(missing_ok=True)
