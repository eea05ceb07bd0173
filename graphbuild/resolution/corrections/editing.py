"""Editing of the corrections file: an entry is appended or removed, everything else stays as a person wrote it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from graphbuild.core.errors import DataError, StoreError
from graphbuild.resolution.corrections.correction import HINT, Corrections
from graphbuild.resolution.corrections.file import KIND, LIST, header_lines, parse, read_text

_HEAD = """\
# What people say of who is who and of what is linked. Laid over what the articles yield at each build.
# docs/corrections.md explains each entry; `graphbuild correct` writes them, and you may too.
"""
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def with_entry(text: str, path: Path, entry: dict[str, Any]) -> str:
    """Return the file's text with an entry appended.

    Raises:
        DataError: the file or the entry is invalid.
    """
    before = text.rstrip("\n") + "\n" if text.strip() else _HEAD
    return _checked(f"{before}\n{written(entry)}", path, len(parse(text, path).entries) + 1)


def without_entry(text: str, path: Path, number: int) -> str:
    """Return the file's text without the entry of this number and the comment right above it.

    Raises:
        DataError: there is no such entry, or it cannot be separated from the rest of the file.
    """
    entries = parse(text, path).entries
    if not 1 <= number <= len(entries):
        there = f"its entries are 1 to {len(entries)}" if entries else "it has no entry"
        raise DataError(f"{path}: there is no entry {number}: {there}.", hint="`graphbuild correct list` lists them.")
    lines = text.split("\n")
    headers = [line - 1 for line in header_lines(text) if line is not None]
    if len(headers) != len(entries):
        raise DataError(f"{path}: entry {number} cannot be told from the rest.", hint="Take it out by hand.")
    starts = [_start(lines, header) for header in headers] + [len(lines)]
    kept = "\n".join([*lines[: starts[number - 1]], *lines[starts[number] :]]).rstrip("\n") + "\n"
    return _checked(kept, path, len(entries) - 1)


def written(entry: dict[str, Any]) -> str:
    """Return an entry as TOML; keys without a value are left out."""
    lines = [f"{key} = {_value(value)}" for key, value in entry.items() if value not in (None, (), [])]
    return "\n".join([f"[[{LIST}]]", *lines]) + "\n"


def current(path: Path) -> str:
    """Return the text of the file; empty if it does not exist."""
    return read_text(path) if path.exists() else ""


def save(path: Path, text: str) -> None:
    """Write the file atomically.

    Raises:
        StoreError: it cannot be written; the file is unchanged.
    """
    beside = path.with_name(f".{path.name}.new-{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(f"{path} cannot be written: {reason}.", hint="What was there is untouched.") from error
    finally:
        beside.unlink(missing_ok=True)


def _start(lines: list[str], header: int) -> int:
    """Return the line where an entry begins: the comment right above its header, if there is one."""
    start = header
    while start > 0 and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start if start > 0 else header  # a comment at the start of the file describes the whole file


def _checked(text: str, path: Path, n: int) -> str:
    """Return the text if it parses to `n` entries; raises DataError."""
    found: Corrections = parse(text, path)
    if len(found.entries) != n:
        raise DataError(f"{path}: it is written in a way that cannot be changed here.", hint=f"Edit it. {HINT}")
    return text


def _value(value: Any) -> str:
    """Return a text or list as a TOML value."""
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_value, value))}]"
    return '"' + "".join(_character(c) for c in str(value)) + '"'


def _character(char: str) -> str:
    """Return a character as it is written in a TOML string."""
    if char in _ESCAPES:
        return _ESCAPES[char]
    point = ord(char)
    if point < 0x20 or 0x7F <= point < 0xA0 or char in "\u2028\u2029" or char == "\ufeff":
        return f"\\u{point:04X}"
    return "\ufffd" if 0xD800 <= point < 0xE000 else char


__all__ = ["KIND", "current", "save", "with_entry", "without_entry", "written"]
