"""JSON Lines and CSV: one article a row, read row by row."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import IO, Any, BinaryIO, cast

from graphbuild.core.errors import InputError
from graphbuild.core.model import Failure, Remark
from graphbuild.documents.article import Article, Fields, Note, Part, Unread
from graphbuild.documents.decoding import LIMIT, encoding_of, unpacked
from graphbuild.documents.finding import Source
from graphbuild.documents.formats.tables.columns import NO_TEXT, Columns, has_text
from graphbuild.documents.kinds import JSON_LINES

_HEAD = 1 << 16
_SEPARATORS = ",;\t|"
_SAID = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
_ESCAPED = re.compile("[\udc80-\udcff]")
_NOT_UTF8 = "a character in it is not UTF-8: save the file as UTF-8"


def read(source: Source, file: BinaryIO, fields: Fields) -> Iterator[Article | Failure]:
    """The articles of a table; a row that cannot be read comes as a failure with its line.

    Args:
        fields: what holds for rows that do not say it themselves.

    Raises:
        InputError: the table as a whole cannot be read, or not beyond what was yielded.
    """
    for found in _parts(file, as_json=source.kind is JSON_LINES, gzipped=source.gzipped):
        if isinstance(found, Unread):
            yield Failure(source=source.shown, reason=found.reason)
        elif isinstance(found, Note):
            yield Remark(source=source.shown, reason=found.said)
        else:
            yield Article(
                text=found.text,
                source=source.name,
                sha256=found.sha256,
                where=f"{source.shown}, {found.place}",
                fields=found.fields.over(fields),
                row=found.row,
            )


def extract(data: bytes) -> Iterator[Part]:
    """The articles of a table that is part of another file.

    Raises:
        InputError: it cannot be read, or not beyond what was yielded.
    """
    yield from _parts(io.BytesIO(data), as_json=data.lstrip()[:1] == b"{", gzipped=False)


def _parts(file: BinaryIO, *, as_json: bool, gzipped: bool) -> Iterator[Part]:
    """Articles, failures, and at the end the remarks on the table."""
    columns = Columns()
    raw = unpacked(file, gzipped=gzipped)
    with raw as inner, io.BufferedReader(cast(io.RawIOBase, inner), buffer_size=_HEAD) as buffered:
        head = buffered.peek(_HEAD)
        if not head.strip():
            raise InputError("It is empty.")
        newline = "\n" if as_json else ""
        encoding = encoding_of(head)
        # A row may not be in the encoding of the first ones: its bad bytes become surrogates, and it fails.
        # The wide encodings cannot do that: there each becomes a U+FFFD.
        errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
        with io.TextIOWrapper(buffered, encoding, errors, newline) as lines:
            for number, line, row in _json_rows(lines) if as_json else _csv_rows(lines):
                try:
                    if isinstance(row, InputError):
                        raise row
                    yield columns.article(row, f"line {line}", number)
                except InputError as error:
                    yield Unread(reason=f"Line {line}: {error.what}.")
    yield from map(Note, columns.remarks())


def _json_rows(lines: IO[str]) -> Iterator[tuple[int, int, Mapping[str, Any] | InputError]]:
    """Yield the number of each row and of its line, which are the same, and its object."""
    number = 0
    while line := lines.readline(2 * LIMIT):
        number += 1
        if not line.endswith("\n") and len(line) == 2 * LIMIT:
            while line and not line.endswith("\n"):
                line = lines.readline(_HEAD)
            yield number, number, InputError("the line is too long")
        elif line.strip():
            if number == 1 and line.lstrip().startswith("["):
                raise InputError("It is a JSON array: JSON Lines needs one object a line; name it .json.")
            yield number, number, _json_row(line)


def _json_row(line: str) -> Mapping[str, Any] | InputError:
    """Return the object of a line, or what is wrong with it."""
    if not _decoded(line):
        return InputError(_NOT_UTF8)
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        return InputError(f"broken JSON ({error.msg} at column {error.colno})")
    except (ValueError, RecursionError) as error:
        return InputError(f"broken JSON ({error})")
    return row if isinstance(row, dict) else InputError("the line is not a JSON object")


def _csv_rows(lines: IO[str]) -> Iterator[tuple[int, int, Mapping[str, Any] | InputError]]:
    """Yield the number of each row, as a spreadsheet counts, that of its first line, and its columns."""
    header, above = lines.readline(_HEAD), 2
    said = _SAID.fullmatch(header)  # as Excel writes and reads it
    if said:
        header, above = lines.readline(_HEAD), 3
    separator = said[1] if said else _separator(header)
    names = _header(header, separator)
    # The limit is the module's and for the whole process; a larger one of somebody else is left alone.
    csv.field_size_limit(max(LIMIT, csv.field_size_limit()))
    reader = csv.reader(lines, delimiter=separator, strict=True)
    for number in count(2):
        line = reader.line_num + above
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(f"From line {line} on it is not CSV ({error}): the rest is not read.") from error
        if any(row):
            yield number, line, _csv_row(names, row)


def _csv_row(names: list[str], row: list[str]) -> Mapping[str, Any] | InputError:
    """Return the columns of a row, or what is wrong with it."""
    if not all(map(_decoded, row)):
        return InputError(_NOT_UTF8)
    if len(row) > len(names):
        return InputError(f"it has {len(row)} columns, the first line names {len(names)}")
    return {name: value or None for name, value in zip(names, row, strict=False)}


def _header(line: str, separator: str) -> list[str]:
    """The names of the columns.

    Raises:
        InputError: none of them is `text`.
    """
    names = [name.strip().lower() for name in next(csv.reader([line], delimiter=separator))]
    if not has_text(names):
        raise InputError(NO_TEXT)
    return names


def _separator(header: str) -> str:
    """Return the separator character that occurs most often in the header line."""
    return max(_SEPARATORS, key=header.count)


def _decoded(text: str) -> bool:
    """Whether a text contains no bytes that failed to decode as UTF-8."""
    return _ESCAPED.search(text) is None
