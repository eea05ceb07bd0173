"""Writing a file whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from graphbuild.errors import StoreError


def replace(path: Path, content: bytes) -> None:
    """Write beside `path` and rename; what stood there before stays until the last moment.

    Raises:
        StoreError: the folder is missing or read-only, the disk is full, or `path` is a folder.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise StoreError(
            f"cannot write {path}: {error.strerror or error}",
            hint="Check that the folder exists, may be written to, and has room.",
        ) from error
