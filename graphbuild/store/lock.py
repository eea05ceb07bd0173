"""The writer's lock: one writer of a store at a time, freed by the system when the writer dies.

Its own file beside the store, since a lock on the store itself would get in the way of SQLite's.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from graphbuild.core.errors import StoreBusyError


class WriterLock:
    """A lock that is held from construction until `release`.

    Raises:
        StoreBusyError: another process holds it.
    """

    def __init__(self, store: Path) -> None:
        """Take the lock of a store."""
        self._path = store.with_name(f".{store.name}.lock")
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        if not (_take(self._file) and self._is_current()):
            os.close(self._file)
            raise StoreBusyError(
                f"The store {store} is being written by another process.",
                hint="Wait until that one is done, or name another --output.",
            )

    def release(self) -> None:
        """Release the lock and remove its file."""
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(self._file)
            with suppress(OSError):
                self._path.unlink()
        else:
            with suppress(OSError):
                self._path.unlink()
            os.close(self._file)

    def _is_current(self) -> bool:
        """Return whether the locked file is still the one at its path: its last holder may just have removed it."""
        try:
            there = self._path.stat()
        except FileNotFoundError:
            return False
        return os.path.samestat(there, os.fstat(self._file))


def _take(file: int) -> bool:
    """Lock an open file without waiting; return whether it could be locked."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
