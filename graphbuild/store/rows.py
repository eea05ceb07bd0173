"""Nouns as rows of the tables and back, and the tables' columns: all of it made from the fields of the dataclasses."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, Generic, TypeAlias, TypeVar

from graphbuild.core.layout import Scalars
from graphbuild.core.model import Actor, Claim, Document, Mention, ObservedActor
from graphbuild.core.names import fold
from graphbuild.core.records import SPANS, Form
from graphbuild.evidence.summary import LinkSummary

Row: TypeAlias = tuple[Any, ...]
T = TypeVar("T")

_TYPES: Mapping[type, str] = MappingProxyType({int: "INTEGER", bool: "INTEGER", float: "REAL"})
"""The SQLite types of columns; all others are TEXT."""
_EMPTY: Mapping[type, str] = MappingProxyType({int: "0", bool: "0", float: "0.0", tuple: "'[]'"})
"""What columns that are never null hold where nothing is known."""


def listed(text: str) -> tuple[Any, ...]:
    """Return the values of a JSON list as a tuple."""
    return tuple(json.loads(text)) if text != "[]" else ()  # as nearly all are


def _list_of(words: Iterable[Any]) -> str:
    """Return values as a JSON list."""
    return json.dumps(list(words), ensure_ascii=False)


SQL = Scalars(
    encode={Enum: str, tuple: _list_of, bool: int, float: float},
    decode={tuple: listed, bool: bool},
)
_LINK_SQL = Scalars(
    encode={**SQL.encode, tuple: " ".join},
    decode={**SQL.decode, tuple: lambda text: tuple(text.split())},
)


class Table(Generic[T]):
    """How the dataclass of a table lies in its rows."""

    def __init__(self, form: Form[T]) -> None:
        """Take the columns from the form of a dataclass."""
        self._form = form
        self.columns = tuple(form.columns)
        """The columns in the order of a row."""
        self.noun: Callable[[Row], T] = form.of_row
        """What makes the dataclass of a row.

        Raises:
            ValueError, TypeError, AttributeError: the row holds what it cannot.
        """

    def row(self, noun: T) -> Row:
        """A dataclass as a row."""
        return tuple(self._form.record(noun).values())

    def record(self, form: Form[T], keys: Iterable[str] = ()) -> Callable[[Row], dict[str, Any]]:
        """Return what makes a record of a form out of a row, without making the dataclass (`Form.transcribed`)."""
        return form.transcribed(self._form, keys)

    def definition(self, *more: str, key: Iterable[str] = (), required: Iterable[str] = ()) -> str:
        """The columns as `CREATE TABLE` wants them.

        Args:
            more: definitions of further columns.
            key: the columns of the primary key, if there is to be one.
            required: columns that are never null in this table, though the dataclass allows it.
        """
        parts = []
        for name, column in self._form.columns.items():
            null = "" if column.nullable and name not in required else " NOT NULL"
            parts.append(f'"{name}" {_TYPES.get(column.kind, "TEXT")}{null}')
        parts += more
        if key:
            parts.append(f"PRIMARY KEY ({columns(key)})")
        return ", ".join(parts)

    def defaults(self) -> Iterator[tuple[str, str, str]]:
        """Yield each column's name, its SQL definition, and what it holds where a store of an older form lacks it."""
        for name, column in self._form.columns.items():
            empty = "NULL" if column.nullable else _EMPTY.get(column.kind, "''")
            yield name, f"{_TYPES.get(column.kind, 'TEXT')}{'' if column.nullable else ' NOT NULL'}", empty


def columns(names: Iterable[str], table: str = "") -> str:
    """Column names for a query, each with its table where one is given."""
    dot = f"{table}." if table else ""
    return ", ".join(f'{dot}"{name}"' for name in names)


def insertion(table: str, names: Iterable[str]) -> str:
    """The statement that inserts a row of these columns."""
    names = tuple(names)
    return f"INSERT INTO {table} ({columns(names)}) VALUES ({', '.join('?' * len(names))})"


DOCUMENTS = Table(Form(Document, scalars=SQL))
OBSERVATIONS = Table(Form(ObservedActor, scalars=SQL))
MENTIONS = Table(Form(Mention, scalars=SQL))
CLAIMS = Table(Form(Claim, first=("id", "doc"), last=SPANS, scalars=SQL))
ACTORS = Table(Form(Actor, scalars=SQL))
LINKS = Table(Form(LinkSummary, scalars=_LINK_SQL))

DOCUMENT, OBSERVED, MENTION = DOCUMENTS.columns, OBSERVATIONS.columns, MENTIONS.columns
CLAIM, ACTOR, LINK = CLAIMS.columns, ACTORS.columns, LINKS.columns
"""The columns of each table, in their order."""

document_row: Callable[[Document], Row] = DOCUMENTS.row
document: Callable[[Row], Document] = DOCUMENTS.noun
observed_row: Callable[[ObservedActor], Row] = OBSERVATIONS.row
mention_row: Callable[[Mention], Row] = MENTIONS.row
mention: Callable[[Row], Mention] = MENTIONS.noun
claim: Callable[[Row], Claim] = CLAIMS.noun
actor_row: Callable[[Actor], Row] = ACTORS.row
actor: Callable[[Row], Actor] = ACTORS.noun
link_row: Callable[[LinkSummary], Row] = LINKS.row
link: Callable[[Row], LinkSummary] = LINKS.noun

_DOC, _NAME = OBSERVED.index("doc"), OBSERVED.index("name")
_CLAIM_DOC = CLAIM.index("doc")


def observed(row: Row) -> ObservedActor:
    """The observed actor of a row."""
    cells = list(row)
    for at in (_DOC, _NAME):  # all of them are held at once when it is judged who is who
        cells[at] = sys.intern(cells[at])
    return OBSERVATIONS.noun(tuple(cells))


def claim_row(claim: Claim, doc: str) -> Row:
    """A claim of document `doc` as a row."""
    row = CLAIMS.row(claim)
    return (*row[:_CLAIM_DOC], doc, *row[_CLAIM_DOC + 1 :])


def name_rows(actor: Actor) -> list[tuple[str, str, str]]:
    """The rows by which an actor is found: each of its names as it is looked up, its id, the name."""
    return [(fold(name), actor.id, name) for name in sorted({actor.name, *actor.aliases})]
