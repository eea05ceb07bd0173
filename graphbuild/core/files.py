"""Atomic writing of files and folders: written under a temporary name, then renamed."""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from graphbuild.core.errors import StoreError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary path next to `path`, and rename it to `path` when the block ends without an error.

    Raises:
        StoreError: the file cannot be written (folder missing or read-only, disk full, not a regular file); `path` is
            unchanged.
    """
    _be_a_file(path)
    beside = _beside(path)
    _clear(path)
    try:
        yield beside
        beside.replace(path)
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


@contextmanager
def replacing_folder(path: Path, *, files: Collection[str]) -> Iterator[Path]:
    """Yield an empty temporary folder, and put it in the place of `path` when the block ends without an error.

    An existing folder is replaced only if it contains nothing but `files`, so that no other work is deleted.

    Args:
        path: the folder to write.
        files: names that an existing folder may contain.

    Raises:
        StoreError: `path` is something else, or cannot be written; it is unchanged.
    """
    _hold_nothing_else(path, files)
    beside, old = _beside(path), _beside(path, "old")
    _clear(path)
    try:
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        yield beside
        if path.exists():
            path.replace(old)
        beside.replace(path)
    except OSError as error:
        if old.exists() and not path.exists():
            old.replace(path)
        raise _cannot_write(path, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _beside(path: Path, kind: str = "new") -> Path:
    """Return the path of a hidden temporary file in the same folder, unique to this process."""
    return path.with_name(f".{path.name}.{kind}-{os.getpid()}")


def _be_a_file(path: Path) -> None:
    """Raise StoreError if `path` exists and is not a regular file: renaming onto a device or pipe would destroy it."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise _cannot_write(path, error) from error
    if stat.S_ISDIR(mode):
        raise StoreError(f"{path} is a folder, and a file is to be written.", hint="Name a file in it.")
    if not stat.S_ISREG(mode):
        raise StoreError(f"{path} is a device or a pipe, and a file is to be written.", hint="Name a file.")


def _clear(path: Path) -> None:
    """Remove temporary files that killed processes left next to `path`; failures are ignored."""
    left = re.compile(rf"\.{re.escape(path.name)}\.new-(\d+)(?:-\w+)?")
    with suppress(OSError):
        for entry in list(path.parent.iterdir()):
            match = left.fullmatch(entry.name)
            if match and _is_dead(int(match[1])):
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


def _is_dead(process: int) -> bool:
    """Return True if no process has this id; False if unknown."""
    if sys.platform == "win32":  # os.kill would end the process there
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _hold_nothing_else(path: Path, files: Collection[str]) -> None:
    """Raise StoreError if `path` is a file, or a folder with other entries than `files`."""
    try:
        path.stat()
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise _cannot_write(path, error) from error
    if not path.is_dir():
        raise StoreError(f"{path} is a file, and a folder is to be written.", hint="Name another --output.")
    others = sorted(entry.name for entry in path.iterdir() if entry.name not in files)
    if others:
        raise StoreError(
            f"The folder {path} holds other files ({others[0]}), and would be replaced.",
            hint="Name a folder that does not exist yet with --output.",
        )


def _cannot_write(path: Path, error: OSError | ValueError) -> StoreError:
    """Return the StoreError for a path that cannot be written."""
    reason = getattr(error, "strerror", None) or str(error)
    return StoreError(f"{path} cannot be written: {reason}.", hint="What was there before is untouched.")
