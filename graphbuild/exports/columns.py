"""The columns of actors and links in every export: their names, their order and their types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """The type of a column."""

    TEXT = "text"
    LIST = "list"
    INT = "int"
    LONG = "long"
    FLOAT = "float"
    BOOL = "bool"


MEASURES: Mapping[str, Kind] = {
    "degree": Kind.INT,
    "betweenness": Kind.FLOAT,
    "pagerank": Kind.FLOAT,
    "community": Kind.INT,
    "core": Kind.INT,
}
NODE: Mapping[str, Kind] = {
    "label": Kind.TEXT,
    "type": Kind.TEXT,
    "aliases": Kind.LIST,
    "roles": Kind.LIST,
    "country": Kind.TEXT,
    "n_documents": Kind.INT,
    "n_mentions": Kind.INT,
    **MEASURES,
}
EDGE: Mapping[str, Kind] = {
    "relation": Kind.TEXT,
    "label": Kind.TEXT,
    "inverse": Kind.TEXT,
    "symmetric": Kind.BOOL,
    "status": Kind.TEXT,
    "disputed": Kind.BOOL,
    "weight": Kind.INT,
    "n_documents": Kind.INT,
    "n_outlets": Kind.INT,
    "first_date": Kind.TEXT,
    "last_date": Kind.TEXT,
    "confidence": Kind.FLOAT,
    "review": Kind.TEXT,
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
