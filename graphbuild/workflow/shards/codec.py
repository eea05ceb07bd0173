"""What was read of a document as a flat row of text, and back: nothing is lost, and nothing in it can be run."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, TypeVar

from graphbuild.core.errors import InputError
from graphbuild.core.model import (
    ActorType,
    Claim,
    Document,
    Evidence,
    Failure,
    Mention,
    MentionKind,
    ObservedActor,
    Reading,
    Span,
    Status,
)

DOCUMENT = ("id", "title", "url", "outlet", "author", "published", "language", "source", "sha256", "text")
JSON = ("pages", "sentences", "actors", "mentions", "claims")
COLUMNS = (*DOCUMENT, *JSON, "reason")
"""A row has all of them, as text or null: a reading has no `reason`, a failure only that and its `source`."""

Row = dict[str, str | None]
T = TypeVar("T")


def row_of(outcome: Reading | Failure) -> Row:
    """The row of what came of a document."""
    row: Row = dict.fromkeys(COLUMNS)
    if isinstance(outcome, Failure):
        return row | {"source": outcome.source, "reason": outcome.reason}
    parts = asdict(outcome)
    document = parts.pop("document")
    row |= {name: document[name] for name in DOCUMENT}
    parts["pages"] = document["pages"]
    return row | {name: json.dumps(parts[name], ensure_ascii=False, separators=(",", ":")) for name in JSON}


def outcome_of(row: Row) -> Reading | Failure:
    """What a row says came of a document.

    Raises:
        InputError: the row is not one that `row_of` makes.
    """
    try:
        if row["reason"] is not None:
            return Failure(source=str(row["source"]), reason=row["reason"])
        fields: dict[str, Any] = {name: row[name] for name in DOCUMENT}
        document = Document(**fields, pages=tuple(map(int, _listed(row, "pages", int))))
        return Reading(
            document=document,
            sentences=_listed(row, "sentences", _span),
            actors=_listed(row, "actors", _actor),
            mentions=_listed(row, "mentions", _mention),
            claims=_listed(row, "claims", _claim),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"A row is damaged: {error!r}.") from error


def _listed(row: Row, name: str, read: Callable[[Any], T]) -> tuple[T, ...]:
    return tuple(map(read, json.loads(row[name] or "[]")))


def _span(record: dict[str, int]) -> Span:
    return Span(**record)


def _actor(record: dict[str, Any]) -> ObservedActor:
    lists: dict[str, Any] = {name: tuple(record.pop(name)) for name in ("aliases", "roles")}
    return ObservedActor(type=ActorType(record.pop("type")), **lists, **record)


def _mention(record: dict[str, Any]) -> Mention:
    return Mention(span=_span(record.pop("span")), kind=MentionKind(record.pop("kind")), **record)


def _claim(record: dict[str, Any]) -> Claim:
    evidence = record.pop("evidence")
    return Claim(
        status=Status(record.pop("status")), evidence=None if evidence is None else _evidence(evidence), **record
    )


def _evidence(record: dict[str, Any]) -> Evidence:
    doc = record.pop("doc")
    return Evidence(doc=doc, **{name: _span(span) for name, span in record.items()})
