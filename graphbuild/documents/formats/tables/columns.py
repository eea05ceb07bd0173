"""What the columns of a table mean, and the article in one of its rows."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Extract, Fields, storable
from graphbuild.documents.dates import is_date
from graphbuild.documents.decoding import LIMIT, too_long
from graphbuild.documents.formats.fragments import is_html, text_of

NO_TEXT = "Its first line names no column called text: it must name the columns (id, text, ...)."
_NOTHING = frozenset({"", "null", "none", "nan", "n/a"})
_SHOWN = 12  # names of columns in one remark


@dataclass(slots=True)
class Columns:
    """What was met in the columns of one table, to be said once at its end."""

    unread: dict[str, None] = field(default_factory=dict)
    undated: dict[str, list[str]] = field(default_factory=dict)
    html: int = 0

    def article(self, row: Mapping[str, Any], place: str, number: int | None = None) -> Extract:
        """The article in a row.

        Args:
            row: its values by the names of their columns.
            place: where it stands, for messages.
            number: that of the row, if there are several.

        Raises:
            InputError: it has no text, or a field that is not text.
        """
        flat = {key.strip().lower(): value for key, value in _flat(row)}
        values = {name: _found(flat, name) for name in _names()}
        key, text = values.pop("text")
        text = self._text(text)
        found = {name: _said(name, value) for name, (_, value) in values.items()}
        self._date(found, values["published"][0])
        _sort_source(found, flat.get("source"))
        used = {key, *(key for key, _ in values.values())}
        self.unread.update(dict.fromkeys(name for name in map(str, row) if not _is_used(name, used)))
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        return Extract(text=text, fields=Fields.of(found), sha256=sha256, place=place, row=number)

    def remarks(self) -> Iterator[str]:
        """What is left out of the table."""
        if self.unread:
            names = list(self.unread)
            more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
            yield f"Columns that are not read: {', '.join(names[:_SHOWN])}{more}."
        for name, examples in self.undated.items():
            yield (
                f"{len(examples)} of the dates in its column {name} may mean several days or none "
                f"({examples[0]!r}) and are left out: write them as 2024-06-07."
            )
        if self.html:
            yield f"The text of {self.html} of its rows is HTML; its tags are left out."

    def _text(self, value: object) -> str:
        """Return the text of a row, without tags where it is HTML."""
        text = _sections(value) if isinstance(value, Mapping) else value
        if text is None:
            raise InputError("the row has no text: it needs a field called text")
        if not isinstance(text, str):
            raise InputError("its text is not a string")
        if not text.strip():
            raise InputError("its text is empty")
        if len(text) > LIMIT:
            raise InputError(too_long().what.rstrip("."))
        if is_html(text):
            self.html += 1
            text = text_of(text)
        return storable(text)

    def _date(self, found: dict[str, Any], column: str) -> None:
        """Leave out a date that may mean several days, and note its column."""
        day = Fields.of({"published": found["published"]}).published
        if day and not is_date(day):
            self.undated.setdefault(column, []).append(day)
            day = None
        found["published"] = day


def has_text(names: list[str]) -> bool:
    """Whether one of some columns holds the text of articles."""
    return any(name in names for name in _names()["text"])


@cache
def _names() -> dict[str, list[str]]:
    """Return the accepted column names of each field from `columns.toml`."""
    text = files("graphbuild.documents.formats.tables").joinpath("columns.toml").read_text("utf-8")
    return tomllib.loads(text)


def _flat(row: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the columns of a row, those of objects in it with a point in their names."""
    for key, value in row.items():
        yield f"{prefix}{key}", value
        if isinstance(value, Mapping) and prefix.count(".") < 2:
            yield from _flat(value, f"{prefix}{key}.")


def _found(flat: Mapping[str, Any], name: str) -> tuple[str, Any]:
    """The first column of those for a field that says something, and what it says."""
    known = [key for key in _names()[name] if key in flat]
    for key in known:
        value = flat[key]
        if name == "text" and isinstance(value, Mapping) and "sections" not in value:
            continue
        if name == "outlet" and isinstance(value, Mapping):
            continue
        if value is not None and not (name != "text" and str(value).strip().lower() in _NOTHING):
            return key, value
    return (known[0] if known else ""), flat[known[0]] if known and name == "text" else None


def _is_used(name: str, used: set[str]) -> bool:
    """Whether a column was read, whole or in part, or is another name of one that was."""
    low = name.strip().lower()
    return (
        low in used
        or any(key.startswith(f"{low}.") for key in used)
        or any(low in names for names in _names().values())
    )


def _said(name: str, value: object) -> object:
    """Return a value as one text where it is a list of names, or HTML."""
    if isinstance(value, list | tuple):
        parts = [_named(item) for item in value]
        return ", ".join(part for part in parts if part) or None
    if isinstance(value, str) and name in {"title", "author"} and is_html(value):
        return " ".join(text_of(value).split())
    return value


def _named(value: object) -> str:
    """One of several authors."""
    if isinstance(value, Mapping):
        value = value.get("name")
    return "" if value is None or isinstance(value, list | Mapping) else str(value).strip()


def _sort_source(found: dict[str, Any], source: object) -> None:
    """The column `source` may name the outlet or the address of the article; an address is no outlet, its host is."""
    if isinstance(source, str) and source.lower().startswith(("http://", "https://")):
        found["url"] = found["url"] or source
        if found["outlet"] == source:
            found["outlet"] = urlsplit(source).hostname


def _sections(body: Mapping[str, Any]) -> str | None:
    """The text of an article that is given in sections, each with a headline and paragraphs (fundus)."""
    out: list[str] = [*_strings(body.get("summary"))]
    for section in body.get("sections") or ():
        if isinstance(section, Mapping):
            out += [*_strings(section.get("headline")), *_strings(section.get("paragraphs"))]
    return "\n\n".join(out) or None


def _strings(value: object) -> list[str]:
    """Return the strings in a value that is a string or a list; empty for other types."""
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
