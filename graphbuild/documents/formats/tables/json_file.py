"""JSON files: one article, a list of articles, or the export of a chat."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Note, Part, Unread
from graphbuild.documents.decoding import decode
from graphbuild.documents.formats.bundles import telegram
from graphbuild.documents.formats.tables import rows
from graphbuild.documents.formats.tables.columns import Columns, has_text

_LISTS = ("articles", "items", "results", "data", "documents", "response.results", "orderedItems", "statuses")
"""Where answers of interfaces and feeds keep their articles."""


def extract(data: bytes) -> Iterator[Part]:
    """The articles of a JSON file, as crawlers, feeds and interfaces of papers write them, or Telegram.

    Raises:
        InputError: it is broken JSON, or holds no articles.
    """
    try:
        held = json.loads(decode(data))
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            yield from rows.extract(data)
            return
        raise InputError(f"It is broken JSON ({error.msg} in line {error.lineno}).") from error
    if telegram.is_export(held):
        yield from telegram.posts(held)
        return
    columns = Columns()
    found = _rows(held)
    for number, row in enumerate(found, 1):
        place = f"item {number}" if len(found) > 1 else ""
        try:
            yield columns.article(row, place, number if place else None)
        except InputError as error:
            yield Unread(reason=f"{place.capitalize()}: {error.what}." if place else f"{error.what.capitalize()}.")
    yield from map(Note, columns.remarks())


def _rows(held: Any) -> list[Mapping[str, Any]]:
    """The objects that may be articles.

    Raises:
        InputError: there is none.
    """
    found = held if isinstance(held, list) else [held] if _is_article(held) else _listed(held)
    objects = [row for row in found if isinstance(row, Mapping)]
    if not any(map(_is_article, objects)):
        raise InputError("It is JSON without articles: each needs a field called text.")
    return objects


def _listed(held: Any) -> list[Any]:
    """Return the list in which an answer keeps its articles; empty where there is none."""
    for path in _LISTS:
        value = held
        for key in path.split("."):
            value = value.get(key) if isinstance(value, Mapping) else None
        if isinstance(value, list):
            return value
    return []


def _is_article(row: object) -> bool:
    """Return whether an object has a text under a known name."""
    if not isinstance(row, Mapping):
        return False
    names = [str(key).lower() for key in row]
    inner = (f"{key}.{name}" for key, value in row.items() if isinstance(value, Mapping) for name in value)
    return has_text([*names, *(name.lower() for name in inner)])
