"""What was read of a document as a flat row of text, and back: nothing is lost, and nothing in it can be run."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any, TypeAlias

from graphbuild.core.errors import InputError
from graphbuild.core.model import Document, Failure, Reading
from graphbuild.core.records import Form, from_nested, nested

DOCUMENT = tuple(Form(Document, without=("pages", "row"), last=("source", "sha256", "text")).columns)
JSON = ("pages", "row", *(field.name for field in fields(Reading) if field.name != "document"))
COLUMNS = (*DOCUMENT, *JSON, "reason")
"""A row has all of them, as text or null: a reading has no `reason`, a failure only that and its `source`."""

Row: TypeAlias = dict[str, str | None]


def row_of(outcome: Reading | Failure) -> Row:
    """The row of what came of a document."""
    row: Row = dict.fromkeys(COLUMNS)
    if isinstance(outcome, Failure):
        return row | {"source": outcome.source, "reason": outcome.reason}
    parts = nested(outcome)
    document = parts.pop("document")
    parts |= {name: document[name] for name in ("pages", "row")}
    row |= {name: document[name] for name in DOCUMENT}
    return row | {name: json.dumps(parts[name], ensure_ascii=False, separators=(",", ":")) for name in JSON}


def outcome_of(row: Row) -> Reading | Failure:
    """What a row says came of a document.

    Raises:
        InputError: the row is not one that `row_of` makes.
    """
    try:
        if row["reason"] is not None:
            return Failure(source=str(row["source"]), reason=row["reason"])
        parts: dict[str, Any] = {name: json.loads(row[name] or "[]") for name in JSON}
        document: dict[str, Any] = {name: row[name] for name in DOCUMENT}
        document |= {"pages": map(int, parts.pop("pages")), "row": parts.pop("row") or None}
        return from_nested(Reading, {"document": document, **parts})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"A row is damaged: {error!r}.") from error
