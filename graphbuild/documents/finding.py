"""Which files the given paths mean: the walk through folders, and what kind each file is."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graphbuild.core.model import Failure
from graphbuild.documents.article import SIDECAR_ENDING, storable
from graphbuild.documents.kinds import Kind, by_ending, refusal

STANDARD_INPUT = "-"
_STORE = "graph.db"
WRITTEN = frozenset({_STORE, "graph.html", "graph.graphml", "corrections.toml"})
"""What a build writes, or its user, into a folder that holds a store: no articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to read. `path` is None for standard input.

    Attributes:
        name: its path relative to the input given, with forward slashes: what documents keep.
        shown: its path as the user gave it: what failures name.
        kind: what its ending means; None where it means none, and the content has to tell.
    """

    path: Path | None
    name: str
    shown: str
    kind: Kind | None = None
    gzipped: bool = False


def find(given: str | Path) -> Iterator[Source | Failure]:
    """The files that one given path means, in the order of their names."""
    shown = str(given)
    if shown == STANDARD_INPUT:
        yield Source(path=None, name=STANDARD_INPUT, shown=STANDARD_INPUT)
        return
    try:
        yield from _find(Path(given), shown)
    except OSError as error:
        yield Failure(source=shown, reason=f"It cannot be read: {error.strerror or error}.")


def path_of(found: Source | Failure) -> str:
    """Return the path of a file that was found, as failures name it, also where it is not read."""
    return found.source if isinstance(found, Failure) else found.shown


def _find(path: Path, shown: str) -> Iterator[Source | Failure]:
    """Yield the files of a path that is a folder or a file."""
    if path.is_dir():
        found = False
        for item in _walk(path, path, path.resolve()):
            found = True
            yield item
        if not found:
            yield Failure(source=shown, reason="The folder holds no file.")
    elif path.exists():
        yield _source(path, path.name, by_name=True)
    else:
        reason = "It leads nowhere." if path.is_symlink() else "There is no such file or folder: check the path."
        yield Failure(source=shown, reason=reason)


def _walk(folder: Path, top: Path, real_top: Path) -> Iterator[Source | Failure]:
    """Yield the files of a folder and its sub-folders in the order of their names."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Failure(source=str(folder), reason=f"The folder cannot be read: {error.strerror or error}.")
        return
    ours = WRITTEN if any(entry.name == _STORE for entry in entries) else frozenset()
    for entry in entries:
        if entry.name.startswith((".", *ours)) or entry.name.endswith(SIDECAR_ENDING):
            continue
        path = folder / entry.name
        if entry.is_symlink():
            yield from _linked(path, top, real_top)
        elif entry.is_dir():
            yield from _walk(path, top, real_top)
        else:
            yield _source(path, path.relative_to(top).as_posix())


def _linked(path: Path, top: Path, real_top: Path) -> Iterator[Source | Failure]:
    """A symbolic link inside a folder: what it leads to is read once, and only inside that folder."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        yield Failure(source=str(path), reason="The symbolic link leads nowhere.")
        return
    if not target.is_relative_to(real_top):
        reason = "The symbolic link leads out of the folder: give its target as an input of its own."
        yield Failure(source=str(path), reason=reason)
    elif target.is_file() and any(part.startswith(".") for part in target.relative_to(real_top).parts):
        yield _source(path, path.relative_to(top).as_posix())


def _source(path: Path, name: str, *, by_name: bool = False) -> Source | Failure:
    """Return the file to read, or why it is not read."""
    reason = _unread(path, name, by_name=by_name)
    if reason:
        return Failure(source=str(path), reason=reason)
    return Source(
        path=path,
        name=storable(unicodedata.normalize("NFC", name)),
        shown=str(path),
        kind=by_ending(name),
        gzipped=name.lower().endswith(".gz"),
    )


def _unread(path: Path, name: str, *, by_name: bool) -> str:
    """Why a file is not read at all; empty where it is."""
    if name.endswith(SIDECAR_ENDING):
        return "It describes the file beside it and is read with that one."
    if by_name:  # a pipe or device is fine where the user names it
        return ""
    if not stat.S_ISREG(path.stat().st_mode):
        return "It is not a regular file."
    return "" if by_ending(name) else refusal(name)
