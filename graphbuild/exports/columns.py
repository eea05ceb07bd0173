"""The columns of actors and links in every export: their names, their order and their types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from graphbuild.core.records import Form
from graphbuild.evidence import attributes


class Kind(StrEnum):
    """The type of a column."""

    TEXT = "text"
    LIST = "list"
    INT = "int"
    LONG = "long"
    FLOAT = "float"
    BOOL = "bool"


_KINDS: Mapping[type, Kind] = {tuple: Kind.LIST, int: Kind.INT, float: Kind.FLOAT, bool: Kind.BOOL}


def kinds_of(form: Form[Any]) -> dict[str, Kind]:
    """The columns of a flat record with their types."""
    return {name: _KINDS.get(column.kind, Kind.TEXT) for name, column in form.columns.items()}


MEASURES: Mapping[str, Kind] = {
    "degree": Kind.INT,
    "betweenness": Kind.FLOAT,
    "pagerank": Kind.FLOAT,
    "community": Kind.INT,
    "core": Kind.INT,
}
NODE: Mapping[str, Kind] = {"label": Kind.TEXT, **kinds_of(attributes.NODE), **MEASURES}
EDGE: Mapping[str, Kind] = {
    **kinds_of(attributes.EDGE),
    attributes.READ_BY: Kind.LIST,
    "plover": Kind.LIST,
    "wikidata": Kind.LIST,
}
CODES = ("plover", "wikidata")
"""What other systems call a relation: https://github.com/openeventdata/PLOVER and Wikidata's properties."""


def columns(rows: Iterable[Mapping[str, Any]], fixed: Mapping[str, Kind]) -> dict[str, Kind]:
    """The columns of these rows: the fixed ones that occur, in their order, then any others as they come.

    A column of mixed types gets the one type that holds them all; one of nulls alone the type it usually has.
    """
    seen: dict[str, set[Kind]] = {}
    for row in rows:
        for name, value in row.items():
            kinds = seen.setdefault(name, set())
            if value is not None:
                kinds.add(_kind(value))
    names = [*(name for name in fixed if name in seen), *(name for name in seen if name not in fixed)]
    return {name: _common(seen[name], fixed.get(name)) for name in names if seen[name] or name in fixed}


def _kind(value: object) -> Kind:
    """Return the column type of one value."""
    if isinstance(value, bool):
        return Kind.BOOL
    if isinstance(value, int):
        return Kind.LONG if abs(value) >= 2**31 else Kind.INT
    if isinstance(value, (list, tuple, set, frozenset)):
        return Kind.LIST
    return Kind.FLOAT if isinstance(value, float) else Kind.TEXT


def _common(kinds: set[Kind], usual: Kind | None) -> Kind:
    """Return the one type that holds values of all these types."""
    if not kinds:
        return usual or Kind.TEXT
    if len(kinds) == 1:
        return next(iter(kinds))
    if kinds <= {Kind.INT, Kind.LONG}:
        return Kind.LONG
    return Kind.FLOAT if kinds <= {Kind.INT, Kind.LONG, Kind.FLOAT} else Kind.TEXT
