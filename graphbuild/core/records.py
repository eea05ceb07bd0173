"""One codec for every record of a dataclass, made from the dataclass's own fields.

A record comes in one of two shapes. *Nested* records are built as the dataclasses are (`nested`, `from_nested`). *Flat*
records have one scalar or list for each column (`Form`): a dataclass inside another one gives a column for each of its
own fields, named `FIELD_SUBFIELD`. A field that is added to a dataclass reaches every record by itself.

Names and order of the flat records below are documented in `docs/json.md`, and others rely on them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any, Generic, TypeAlias, TypeVar, cast, get_args, get_origin

from graphbuild.core.compiling import reader, transcriber, writer
from graphbuild.core.layout import JSON, Column, Convert, Layout, Scalars, fields_of, without_null
from graphbuild.core.model import Actor, Claim, Document, Mention, Resolved

Record: TypeAlias = dict[str, Any]
T = TypeVar("T")


def nested(value: object) -> Any:
    """A dataclass as dictionaries, lists and scalars, as `json` can write them."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: nested(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    return [nested(item) for item in value] if isinstance(value, tuple) else value


def from_nested(noun: type[T], record: Mapping[str, Any]) -> T:
    """The dataclass that `nested` was given. A field that the record lacks gets its default.

    Raises:
        TypeError, ValueError, AttributeError: the record is not one of this dataclass.
    """
    decode: Callable[[Mapping[str, Any]], T] = _dataclass_decoder(cast(Hashable, noun))
    return decode(record)


@cache
def _decoder(hint: Any) -> Convert | None:
    """What makes a value of this type out of the nested one; null where both are the same."""
    kind, nullable = without_null(hint)
    decode = _decoder_of_one(kind)
    return decode if decode is None or not nullable else lambda value: None if value is None else decode(value)


def _decoder_of_one(kind: Any) -> Convert | None:
    """Return what decodes a value of this type that is not null."""
    if get_origin(kind) is tuple:
        item = _decoder(get_args(kind)[0])
        return tuple if item is None else lambda values: tuple(map(item, values))
    if is_dataclass(kind):
        return _dataclass_decoder(cast(Hashable, kind))
    return kind if isinstance(kind, type) and issubclass(kind, Enum) else None


@cache
def _dataclass_decoder(noun: Any) -> Convert:
    """Return what makes a dataclass out of its nested record."""
    decoders = {name: decode for name, hint in fields_of(noun).items() if (decode := _decoder(hint))}

    def made(record: Mapping[str, Any]) -> Any:
        """Return an instance of the dataclass for a record, with its values decoded."""
        return noun(**{name: decoders[name](v) if name in decoders else v for name, v in record.items()})

    return made


class Form(Generic[T]):
    """The flat record of a dataclass: which columns it has, in which order, and how its values are written.

    Args:
        noun: the dataclass.
        first, last: the columns that come before and after all others, which keep the order of the fields.
        without: fields that are left out.
        scalars: how single values are written and read.
    """

    def __init__(
        self,
        noun: type[T],
        *,
        first: Iterable[str] = (),
        last: Iterable[str] = (),
        without: Iterable[str] = (),
        scalars: Scalars = JSON,
    ) -> None:
        """Lay out the columns in the requested order."""
        first, last = tuple(first), tuple(last)
        self._noun, self._scalars = noun, scalars
        self._written = Layout(noun, scalars, without=frozenset(without))
        columns = self._written.columns
        between = [name for name in columns if name not in first and name not in last]
        self.columns: Mapping[str, Column] = MappingProxyType(
            {name: columns[name] for name in (*first, *between, *last)}
        )
        """The columns in their order."""

    def record(self, noun: T) -> Record:
        """The record of a dataclass."""
        return self._write(noun)

    @cached_property
    def _write(self) -> Callable[[T], Record]:
        """What makes the record."""
        return writer(self._written, tuple(self.columns))

    def recorded(self, keys: Iterable[str], computed: Mapping[str, Convert]) -> Callable[[T], Record]:
        """Return what makes records with other keys: some of the columns, and some that are computed.

        Args:
            keys: all of them, in order.
            computed: what makes the values of those that are no columns out of the dataclass.
        """
        return writer(self._written, tuple(keys), computed)

    def transcribed(self, other: Form[T], keys: Iterable[str] = ()) -> Callable[[Sequence[Any]], Record]:
        """Return what makes a record of this form out of a row of another form of the same dataclass.

        Args:
            other: the form of the row.
            keys: those of the record where they are others than the columns of this form; what is no column is null.
        """
        keys = tuple(keys) or tuple(self.columns)
        return transcriber(other.columns, keys, written=other._scalars, wanted=self._scalars)

    @cached_property
    def of_row(self) -> Callable[[Sequence[Any]], T]:
        """What makes the dataclass of a row that has all columns in their order."""
        return reader(self._whole, tuple(self.columns))

    def noun(self, record: Mapping[str, Any]) -> T:
        """The dataclass that a record (with other keys or without) was made from.

        A field that the record lacks gets its default.

        Raises:
            TypeError, ValueError: the record lacks what it must have, or holds what it cannot.
        """
        return cast(T, self._whole.read(record))

    @cached_property
    def _whole(self) -> Layout:
        """All fields, also those that are left out of the record: who reads it may know them."""
        return Layout(self._noun, self._scalars)


SPANS = tuple(f"{name}_{end}" for name in ("sentence", "subject", "trigger", "object") for end in ("start", "end"))
"""The columns of a claim's evidence: string offsets in its document, all null for a claim made by hand."""

DOCUMENT = Form(Document, first=("id", "title", "text"), last=("source", "sha256", "pages", "row"))
ACTOR = Form(Actor, last=("country",))
MENTION = Form(Mention, first=("doc", "start", "end"), without=("join",))
CLAIM = Form(Claim, first=("id", "doc"), last=("rule", "confidence", *SPANS))

document_record = DOCUMENT.record
actor_record = ACTOR.record
mention_record = MENTION.record


RESOLVED = tuple(name for name in CLAIM.columns if name.startswith("resolved_"))
"""The columns that say how a claim's ends were resolved; JSON has one nested object `resolved` in their place."""


def _resolved_ends(claim: Claim) -> Record | None:
    """How the ends of a claim were resolved, as JSON has it."""
    ends = nested(claim.resolved) if claim.resolved is not None else {}
    return {end: how for end, how in ends.items() if how is not None} or None


CLAIM_KEYS = tuple(dict.fromkeys("resolved" if name in RESOLVED else name for name in CLAIM.columns))
"""The keys of the JSON record of a claim, in order."""
claim_record: Callable[[Claim], Record] = CLAIM.recorded(CLAIM_KEYS, {"resolved": _resolved_ends})
"""The JSON record of a claim, flat but for `resolved`: null, or an object with an entry for each resolved end."""


def claim_of(record: Mapping[str, Any]) -> Claim:
    """The claim of a JSON record, or of a flat one.

    Raises:
        TypeError, ValueError: the record lacks what it must have, or holds what it cannot.
    """
    claim = CLAIM.noun(record)
    ends = record.get("resolved")
    return claim if not ends else replace(claim, resolved=from_nested(Resolved, ends))


def flat_claim(record: Mapping[str, Any]) -> Record:
    """A JSON record of a claim with the columns of `resolved` in its place, for tables."""
    ends = record.get("resolved") or {}
    columns = {f"resolved_{end}_{name}": value for end, how in ends.items() for name, value in how.items()}
    return {**dict.fromkeys(RESOLVED), **{name: v for name, v in record.items() if name != "resolved"}, **columns}
