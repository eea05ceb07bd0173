"""Hashes over code and library versions, to tell whether a result would come out the same today."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
"""The folder of this package."""

NOT_INSTALLED = "none"
_IGNORED = frozenset({".pyc", ".md"})


def of_folders(*code: str, packages: Iterable[str] = (), root: Path | None = None) -> str:
    """Hash the code and the versions of the libraries that a result depends on.

    Computed once in a process for the same arguments; takes a few milliseconds.

    Args:
        code: folders, or modules without their ending, relative to `root`: `"page"`, `"extraction/reader"`. Every file
            of a folder counts, data and assets too, but not documentation (`.md`).
        packages: names of distributions; one that is not installed counts as such.
        root: the folder of the package; this package's own where None.

    Returns:
        A SHA-256 as 64 hexadecimal digits, the same on every machine with the same files and versions.
    """
    return _of_folders(root or PACKAGE, code, tuple(packages))


@cache
def _of_folders(root: Path, code: tuple[str, ...], packages: tuple[str, ...]) -> str:
    """Compute what `of_folders` returns."""
    digest = hashlib.sha256()
    for path in sorted({path for name in code for path in _files(root, name)}):
        _add_file(digest, path, root)
    for name in sorted(packages):
        digest.update(f"{name} {version(name)}\n".encode())
    return digest.hexdigest()


def of_folder(folder: Path) -> str:
    """Hash every file of a folder, whatever its kind. Takes a second for each gigabyte or so.

    Returns:
        A SHA-256 as 64 hexadecimal digits.
    """
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        _add_file(digest, path, folder)
    return digest.hexdigest()


@cache
def version(package: str) -> str:
    """Return the version of an installed distribution; `NOT_INSTALLED` where there is none of this name."""
    try:
        return metadata.version(package)
    except (metadata.PackageNotFoundError, ValueError):
        return NOT_INSTALLED


def _files(root: Path, name: str) -> Iterator[Path]:
    """Yield the files of a folder, or the one file of a module."""
    folder = root / name
    if not folder.is_dir():
        yield root / f"{name}.py"
        return
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix not in _IGNORED and not path.name.startswith("."):
            yield path


def _add_file(digest: hashlib._Hash, path: Path, root: Path) -> None:
    """Add the name and the bytes of a file to a digest."""
    digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
    with path.open("rb") as file:
        digest.update(hashlib.file_digest(file, "sha256").digest())
