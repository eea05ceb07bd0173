"""Opening and closing a store, for reading or for writing."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from graphbuild.store.connection import (
    connect_reading,
    connect_writing,
    is_there,
    reachable,
    refuse_read_only,
    remove_leftovers,
    remove_unfinished,
    replace,
    settle,
    translated,
)
from graphbuild.store.lock import WriterLock
from graphbuild.store.writing import WritableView


class Store(WritableView):
    """A store that is open; use it in a `with` block. Made by `Store.open` and `Store.write`."""

    _lock: WriterLock | None = None
    _abandoned = False

    @classmethod
    def open(cls, path: Path | str) -> Self:
        """Open a store for reading.

        Raises:
            StoreError: there is none, or it is damaged, of a newer version, or something else.
        """
        path = Path(path)
        return cls(path, connect_reading(path))

    @classmethod
    def write(cls, path: Path | str, *, fresh: bool = False) -> Self:
        """Open a store for writing; make it, and its folder, where there is none.

        Args:
            fresh: start anew: all is written beside `path` and takes its place when the `with` block is left
                (or by `commit`). Where that fails, what was there stays as it was.

        Raises:
            StoreError: somebody else is writing it, it cannot be written, or what is there is not a store.
        """
        path = Path(path)
        with reachable(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = WriterLock(path)
        try:
            return cls._locked(path, lock, fresh=fresh)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _locked(cls, path: Path, lock: WriterLock, *, fresh: bool) -> Self:
        """Open a store for writing under its lock."""
        target = path.with_name(f"{path.name}.part") if fresh else path
        is_there(path, older=fresh)  # raises where it is not ours to change or replace
        refuse_read_only(path)
        with reachable(path):
            remove_unfinished(path)
        store = cls(target, connect_writing(target))
        store._lock = lock
        store._fresh_for = path if fresh else None
        return store

    def commit(self) -> None:
        """End the writing and close the store; a fresh store takes the place of the old one.

        Raises:
            StoreError: it cannot be written, as on a full disk; a fresh store is removed then, and the old one stays.
        """
        try:
            with translated(self._fresh_for or self.path):
                settle(self._connection)
            if self._fresh_for is not None:
                replace(self._fresh_for, self.path)
        finally:
            self._release()

    def discard(self) -> None:
        """End the writing and close the store; a fresh store is removed, and what was there before stays."""
        self._connection.close()
        self._release()

    def abandon(self) -> None:
        """Mark a store that was made for nothing: it is removed when the writing ends."""
        self._abandoned = True

    def close(self) -> None:
        """Close the store; where it was open for writing, as `commit` does."""
        if self._lock is not None:
            self.commit()
        else:
            self._connection.close()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store; discard a fresh one where the block failed."""
        if error is not None and self._fresh_for is not None:
            self.discard()
        else:
            self.close()

    def _release(self) -> None:
        """Remove what an unfinished fresh store left, and release the lock."""
        if self._fresh_for is not None or self._abandoned:
            _discard(self.path)
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def _discard(path: Path) -> None:
    """Remove a store and what SQLite keeps beside it."""
    path.unlink(missing_ok=True)
    remove_leftovers(path)
