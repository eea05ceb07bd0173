"""How the fields of a dataclass lie in a flat record: one column for each scalar or list, however deep it is nested."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from operator import attrgetter, itemgetter
from types import NoneType, UnionType
from typing import Any, TypeAlias, Union, cast, get_args, get_origin, get_type_hints

Convert: TypeAlias = Callable[[Any], Any]

INLINE = frozenset({"evidence", "span"})
"""Fields whose own fields become columns without a prefix: `start` instead of `span_start`."""


@cache
def fields_of(noun: Any) -> dict[str, Any]:
    """The types of a dataclass's fields, in their order."""
    hints = get_type_hints(noun)
    return {field.name: hints[field.name] for field in fields(noun)}


def without_null(hint: Any) -> tuple[Any, bool]:
    """A type without `None`, and whether that was among it."""
    if get_origin(hint) not in (Union, UnionType):
        return hint, False
    kinds = [kind for kind in get_args(hint) if kind is not NoneType]
    return (kinds[0] if len(kinds) == 1 else object), len(kinds) < len(get_args(hint))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a flat record: the type of its values, and whether these may be null.

    The type is `str`, `int`, `float`, `bool`, a subclass of `Enum`, or `tuple` for any list.
    """

    kind: type
    nullable: bool


@dataclass(frozen=True, slots=True)
class Scalars:
    """How single values are written and read, by their types; those of other types stay as they are."""

    encode: Mapping[type, Convert]
    decode: Mapping[type, Convert]

    def encoder(self, kind: type) -> Convert | None:
        """What writes a value of this type that is not null."""
        return self.encode.get(Enum if issubclass(kind, Enum) else kind)

    def decoder(self, kind: type) -> Convert | None:
        """What reads a value of this type that is not null."""
        return kind if issubclass(kind, Enum) else self.decode.get(kind)


JSON = Scalars(encode={Enum: attrgetter("value"), tuple: list}, decode={tuple: tuple})


class Layout:
    """How the fields of one dataclass lie in a flat record.

    Args:
        noun: the dataclass.
        scalars: how single values are written and read.
        prefix: stands before the name of each column.
        nullable: whether the dataclass itself may be null, and so each of its columns.
        without: fields of the dataclass that have no column.
    """

    def __init__(
        self, noun: type, scalars: Scalars, *, prefix: str = "", nullable: bool = False, without: Iterable[str] = ()
    ) -> None:
        """Collect the columns, paths and converters of the fields of the dataclass."""
        self.noun, self.nullable = noun, nullable
        self.columns: dict[str, Column] = {}
        self.required: list[str] = []
        self.paths: dict[str, str] = {}
        """Where the values are that no null hides, `sentence.start`, with their columns."""
        self.own: dict[str, str] = {}
        """The fields that are one column, with their columns."""
        self.parts: dict[str, Layout] = {}
        """The fields that are dataclasses themselves."""
        self.nullable_parts: dict[str, Layout] = {}
        """Where the parts are that may be null, none of which lies in another one."""
        self.encode: list[tuple[str, Convert]] = []
        self.decode: list[tuple[str, Convert]] = []
        for name, hint in fields_of(noun).items():
            kind, null = without_null(hint)
            if name in without:
                continue
            if is_dataclass(kind):
                inner = prefix if name in INLINE else f"{prefix}{name}_"
                part = Layout(cast(type, kind), scalars, prefix=inner, nullable=null)
                self._add_part(name, part)
            else:
                self._add(name, f"{prefix}{name}", get_origin(kind) or kind, null, scalars)
        self.first = next(iter(self.columns))
        self._in_order = not (self.parts or self.decode or without or any(f.kw_only for f in fields(noun)))
        self._cells = _tuple_of(itemgetter, self.own.values())
        self._needed = _tuple_of(itemgetter, self.required)

    def _add(self, name: str, column: str, kind: type, null: bool, scalars: Scalars) -> None:
        """Adds a field that is one column."""
        self.own[name] = self.paths[name] = column
        self.columns[column] = Column(kind, null)
        self.required += [] if null else [column]
        if encode := scalars.encoder(kind):
            self.encode.append((column, encode))
        if decode := scalars.decoder(kind):
            self.decode.append((name, decode))

    def _add_part(self, name: str, part: Layout) -> None:
        """Adds a field that is a dataclass itself, with all its columns."""
        self.parts[name] = part
        if part.nullable:
            self.nullable_parts[name] = part
        else:
            self.required += part.required
            self.encode += part.encode
            self.paths |= {f"{name}.{path}": column for path, column in part.paths.items()}
            self.nullable_parts |= {f"{name}.{path}": inner for path, inner in part.nullable_parts.items()}
        for column, found in part.columns.items():
            self.columns[column] = Column(found.kind, found.nullable or part.nullable)

    def read(self, record: Mapping[str, Any]) -> Any:
        """The dataclass that these columns were written of; a field without its column gets its default."""
        if self.nullable and self._is_null(record):
            return None
        try:
            cells = self._cells(record)
            if self._in_order:
                return self.noun(*cells)
            values = dict(zip(self.own, cells, strict=True))
        except KeyError:
            values = {name: record[column] for name, column in self.own.items() if column in record}
        for name, decode in self.decode:
            if values.get(name) is not None:
                values[name] = decode(values[name])
        for name, part in self.parts.items():
            if part.first in record:
                values[name] = part.read(record)
        return self.noun(**values)

    def _is_null(self, record: Mapping[str, Any]) -> bool:
        """Whether a value is missing that has to be there, or all are where none has to."""
        if not self.required:
            return all(record.get(column) is None for column in self.columns)
        try:
            return None in self._needed(record)
        except KeyError:
            return True


def _tuple_of(getter: Callable[..., Convert], names: Iterable[str]) -> Convert:
    """What gets several values as a tuple, also where there is one or none."""
    asked = tuple(names)
    if len(asked) > 1:
        return getter(*asked)
    one = getter(asked[0]) if asked else None
    return lambda found: () if one is None else (one(found),)
