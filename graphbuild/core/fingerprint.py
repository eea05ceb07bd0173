"""What the answer to "would it come out the same?" depends on: this code, and the packages that it works with."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from importlib import metadata
from pathlib import Path


@cache
def of_code() -> str:
    """The SHA-256 over every file of this package and the versions of the packages that it names, as a hexadecimal
    number. The same for the same installation; a package that is not installed counts as such.
    """
    digest = hashlib.sha256()
    folder = Path(__file__).parents[1]
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    digest.update("\n".join(_packages()).encode())
    return digest.hexdigest()


def _packages() -> list[str]:
    """Return name and version of every package that graphbuild requires."""
    try:
        needed = metadata.requires("graphbuild") or []
    except metadata.PackageNotFoundError:
        return []
    names = sorted({re.split(r"[^\w.-]", text, maxsplit=1)[0].lower() for text in needed})
    return [f"{name} {_version(name)}" for name in names]


def _version(name: str) -> str:
    """Return the version of an installed package; "none" if it is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"
