"""Functions that read a row or write a record in one expression, made from a layout as `dataclasses` makes `__init__`.

A store or an export of a million claims spends most of its time in them. The code that is made holds names of fields
and columns and numbers, and never a value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any

from graphbuild.core.layout import Column, Convert, Layout, Scalars

Row = Sequence[Any]


class _Code:
    """Code that is being made, with the functions and classes that it calls."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.calls: dict[str, Any] = {}
        self.lines: list[str] = []

    def name(self, called: Any) -> str:
        """Return the name under which the code calls something."""
        name = f"f{len(self.calls)}"
        self.calls[name] = called
        return name

    def made(self, argument: str, result: str) -> Callable[[Any], Any]:
        """Return the function of one argument that runs the lines and returns an expression."""
        body = "".join(f"    {line}\n" for line in (*self.lines, f"return {result}"))
        exec(f"def made({argument}):\n{body}", self.calls)
        found: Callable[[Any], Any] = self.calls["made"]
        return found


def reader(layout: Layout, columns: Sequence[str]) -> Callable[[Row], Any]:
    """Return what makes the dataclass of a layout out of a row with these columns, which are all it has.

    Raises:
        ValueError, TypeError: (the function) the row holds what it cannot.
    """
    code, at = _Code(), {column: f"row[{number}]" for number, column in enumerate(columns)}
    code.lines.append(f"if len(row) != {len(columns)}: raise ValueError('a row has other columns')")
    return code.made("row", _read(layout, at, code))


def writer(
    layout: Layout, columns: Sequence[str], computed: Mapping[str, Convert] | None = None
) -> Callable[[Any], dict[str, Any]]:
    """Return what makes the record of a dataclass.

    Args:
        layout: of the dataclass.
        columns: the keys of the record, in order.
        computed: of keys that are no columns of the layout, what makes their values out of the dataclass.
    """
    code = _Code()
    values = dict(_written(layout, "noun", code))
    values |= {key: f"{code.name(compute)}(noun)" for key, compute in (computed or {}).items()}
    return code.made("noun", "{" + ", ".join(f"{column!r}: {values[column]}" for column in columns) + "}")


def transcriber(
    columns: Mapping[str, Column], keys: Sequence[str], *, written: Scalars, wanted: Scalars
) -> Callable[[Row], dict[str, Any]]:
    """Return what makes a record out of a row without making the dataclass in between.

    Args:
        columns: of the row, in their order.
        keys: those of the record, in order; what is no column is null.
        written: how single values are written in the row.
        wanted: how they are to be written in the record.
    """
    code, number = _Code(), {column: at for at, column in enumerate(columns)}

    def value(key: str) -> str:
        """Return the expression of a value of the record."""
        if key not in columns:
            return "None"
        cell, kind = f"row[{number[key]}]", columns[key].kind
        if issubclass(kind, Enum):  # a word in both
            return cell
        made = cell
        for convert in (written.decoder(kind), wanted.encoder(kind)):
            made = f"{code.name(convert)}({made})" if convert else made
        return made if made == cell else f"({made} if {cell} is not None else None)"

    return code.made("row", "{" + ", ".join(f"{key!r}: {value(key)}" for key in keys) + "}")


def _read(layout: Layout, at: Mapping[str, str], code: _Code) -> str:
    """Return the expression that makes the dataclass of a layout.

    Args:
        layout: of the dataclass.
        at: the expression of each column's value.
        code: takes what the expression calls.
    """
    decode = {name: code.name(convert) for name, convert in layout.decode}
    given = {name: at[column] for name, column in layout.own.items()}
    given = {
        name: f"({decode[name]}({cell}) if {cell} is not None else None)" if name in decode else cell
        for name, cell in given.items()
    }
    given |= {name: _read(part, at, code) for name, part in layout.parts.items()}
    made = f"{code.name(layout.noun)}({', '.join(f'{name}={value}' for name, value in given.items())})"
    if not layout.nullable:
        return made
    joint, among = (" or ", layout.required) if layout.required else (" and ", layout.columns)
    return f"(None if {joint.join(f'{at[column]} is None' for column in among)} else {made})"


def _written(layout: Layout, noun: str, code: _Code) -> Iterator[tuple[str, str]]:
    """Yield the columns of a layout, each with the expression of its value.

    Args:
        layout: of a dataclass.
        noun: the name of the variable that holds it, or null.
        code: takes what the expressions call, and lines that come before them.
    """
    known = "" if noun == "noun" else f"None if {noun} is None else "
    encode = {column: code.name(convert) for column, convert in layout.encode}
    for path, column in layout.paths.items():
        value = f"{noun}.{path}"
        if column in encode:
            value = f"None if (value := {value}) is None else {encode[column]}(value)"
        yield column, f"({known}{value})"
    for path, part in layout.nullable_parts.items():
        inner = f"part{len(code.lines)}"
        code.lines.append(f"{inner} = {known}{noun}.{path}")
        yield from _written(part, inner, code)
