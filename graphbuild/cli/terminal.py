"""Output to the terminal. Text of articles is hostile until it has passed `safe`."""

from __future__ import annotations

import json
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

import click

Piece = tuple[str, str]
"""Text and its style, as rich names it; "" for none."""
Line = Sequence[Piece]

# Control characters for the writing direction, which can disguise a text.
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"[^\S ]+")
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
_GAP = "  "


def safe(text: str) -> str:
    """Return the text in one line, without control characters that a terminal would obey."""
    return safe_piece(text).strip()


def safe_piece(text: str) -> str:
    """Return the same for a part of a line, with the blanks at its ends kept."""
    spaced = _SPACE.sub(" ", _DIRECTION.sub("", text))
    if spaced.isascii() and spaced.isprintable():
        return spaced
    return "".join("\ufffd" if unicodedata.category(char) in _UNSEEN else char for char in spaced)


def prepare_streams() -> None:
    """Make every stream accept every text: characters outside its encoding are escaped."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def complain(what: str, hint: str = "") -> None:
    """Write an error and its hint to standard error."""
    click.echo(f"{click.style('Error:', fg='red', bold=True)} {safe_lines(what)}", err=True)
    if hint:
        click.echo(safe_lines(hint), err=True)


def notice(text: str) -> None:
    """Write a notice to standard error."""
    click.echo(safe_lines(text), err=True)


def write_json(value: Any) -> None:
    """Write one JSON document to standard output."""
    plain = _encoding(sys.stdout).startswith("utf")
    click.echo(json.dumps(value, ensure_ascii=not plain, indent=2))


def write_lines(lines: Iterable[Line]) -> None:
    """Write lines to standard output: coloured and wrapped on a terminal, else plain and unwrapped."""
    if sys.stdout.isatty():
        _write_rich(lines)
        return
    for line in lines:
        click.echo("".join(words for words, _ in line))


def table(rows: Iterable[Sequence[str]], *, styles: Sequence[str] = ()) -> list[Line]:
    """Return rows as lines with aligned columns, numbers right-aligned; the text is made safe."""
    cells = [[safe(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    marks = [*styles, *[""] * len(widths)]
    return [[*_row(row, widths, marks)] for row in cells]


def _row(cells: Sequence[str], widths: Sequence[int], styles: Sequence[str]) -> Iterator[Piece]:
    """Yield the cells of a row, padded to these widths."""
    last = max((i for i, cell in enumerate(cells) if cell), default=0)
    for i, (cell, width, style) in enumerate(zip(cells[: last + 1], widths, styles, strict=False)):
        padded = cell.rjust(width) if cell.isdecimal() else cell.ljust(width)
        yield (padded + _GAP if i < last else padded.rstrip()), style


def indented(lines: Iterable[Line]) -> list[Line]:
    """Return the lines, indented by two spaces."""
    return [[("  ", ""), *line] for line in lines]


def heading(text: str) -> Line:
    """Return a heading."""
    return [(safe(text), "bold")]


BLANK: Line = [("", "")]


def _write_rich(lines: Iterable[Line]) -> None:
    """Write coloured lines, wrapped with the indentation of their first line."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False, width=shutil.get_terminal_size().columns)
    for line in lines:
        text = Text()
        for words, style in line:
            text.append(words, style=style or None)
        indent = len(text.plain) - len(text.plain.lstrip(" "))
        for i, wrapped in enumerate(text.wrap(console, max(console.width - (indent if indent else 0), 20))):
            console.print(Text(" " * indent) + wrapped if i and indent else wrapped)


def safe_lines(text: str) -> str:
    """Return a text of ours with several lines, each made safe."""
    return "\n".join(safe_piece(line).rstrip() for line in text.split("\n"))


def _encoding(stream: TextIO) -> str:
    """Return the encoding of a stream in lower case, UTF-8 by default."""
    return (getattr(stream, "encoding", None) or "utf-8").lower()
