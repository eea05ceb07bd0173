"""JSON Lines and CSV: one article a row, read row by row."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import IO, Any, BinaryIO, cast

from graphbuild.core.errors import InputError
from graphbuild.core.model import Failure
from graphbuild.documents.article import Article, Fields, storable
from graphbuild.documents.decoding import LIMIT, encoding_of, too_long, unpacked
from graphbuild.documents.finding import Kind, Source

_HEAD = 1 << 16
_SEPARATORS = ",;\t"
_ESCAPED = re.compile("[\udc80-\udcff]")
_NOT_UTF8 = "a character in it is not UTF-8: save the file as UTF-8"


def read(source: Source, file: BinaryIO, fields: Fields) -> Iterator[Article | Failure]:
    """The articles of a table; a row that cannot be read comes as a failure with its line.

    Args:
        fields: what holds for rows that do not say it themselves.

    Raises:
        InputError: the table as a whole cannot be read, or not beyond what was yielded.
    """
    raw = unpacked(file, gzipped=source.gzipped)
    with raw as inner, io.BufferedReader(cast(io.RawIOBase, inner), buffer_size=_HEAD) as buffered:
        head = buffered.peek(_HEAD)
        if not head.strip():
            raise InputError("It is empty.")
        as_json = source.kind is Kind.JSON_LINES
        newline = "\n" if as_json else ""
        encoding = encoding_of(head)
        # A row may not be in the encoding of the first ones: its bad bytes become surrogates, and it fails.
        # The wide encodings cannot do that: there each becomes a U+FFFD.
        errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
        with io.TextIOWrapper(buffered, encoding, errors, newline) as lines:
            for line, row in _json_rows(lines) if as_json else _csv_rows(lines):
                try:
                    yield _article(source, line, row, fields)
                except InputError as error:
                    yield Failure(source=source.shown, reason=f"Line {line}: {error.what}.")


def _article(source: Source, line: int, row: Mapping[str, Any] | InputError, fields: Fields) -> Article:
    if isinstance(row, InputError):
        raise row
    text = row.get("text")
    if text is None:
        raise InputError("the row has no text: it needs a field called text")
    if not isinstance(text, str):
        raise InputError("its text is not a string")
    if not text.strip():
        raise InputError("its text is empty")
    if len(text) > LIMIT:
        raise InputError(too_long().what.rstrip("."))
    text = storable(text)
    return Article(
        text=text,
        source=source.name,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        where=f"{source.shown}, line {line}",
        fields=Fields.of(row).over(fields),
    )


def _json_rows(lines: IO[str]) -> Iterator[tuple[int, Mapping[str, Any] | InputError]]:
    number = 0
    while line := lines.readline(2 * LIMIT):
        number += 1
        if not line.endswith("\n") and len(line) == 2 * LIMIT:
            while line and not line.endswith("\n"):
                line = lines.readline(_HEAD)
            yield number, InputError("the line is too long")
        elif line.strip():
            if number == 1 and line.lstrip().startswith("["):
                raise InputError("It is a JSON array: JSON Lines needs one object a line.")
            yield number, _json_row(line)


def _json_row(line: str) -> Mapping[str, Any] | InputError:
    if not _decoded(line):
        return InputError(_NOT_UTF8)
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        return InputError(f"broken JSON ({error.msg} at column {error.colno})")
    except (ValueError, RecursionError) as error:
        return InputError(f"broken JSON ({error})")
    return row if isinstance(row, dict) else InputError("the line is not a JSON object")


def _csv_rows(lines: IO[str]) -> Iterator[tuple[int, Mapping[str, Any] | InputError]]:
    header = lines.readline(_HEAD)
    names = _header(header)
    # The limit is the module's and for the whole process; a larger one of somebody else is left alone.
    csv.field_size_limit(max(LIMIT, csv.field_size_limit()))
    reader = csv.reader(lines, delimiter=_separator(header), strict=True)
    while True:
        number = reader.line_num + 2
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise InputError(f"From line {number} on it is not CSV ({error}): the rest is not read.") from error
        if any(row):
            yield number, _csv_row(names, row)


def _csv_row(names: list[str], row: list[str]) -> Mapping[str, Any] | InputError:
    if not all(map(_decoded, row)):
        return InputError(_NOT_UTF8)
    if len(row) > len(names):
        return InputError(f"it has {len(row)} columns, the first line names {len(names)}")
    return {name: value or None for name, value in zip(names, row, strict=False)}


def _header(line: str) -> list[str]:
    """The names of the columns.

    Raises:
        InputError: none of them is `text`.
    """
    names = [name.strip().lower() for name in next(csv.reader([line], delimiter=_separator(line)))]
    if "text" not in names:
        raise InputError("Its first line names no column called text: it must name the columns (id, text, ...).")
    return names


def _separator(header: str) -> str:
    return max(_SEPARATORS, key=header.count)


def _decoded(text: str) -> bool:
    return _ESCAPED.search(text) is None
