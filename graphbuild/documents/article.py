"""One article on its way to becoming a document: its text, where it stood, and what was said about it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Self, TypeAlias

from graphbuild.core.errors import InputError
from graphbuild.core.model import Document, content_id
from graphbuild.documents.dates import iso_date

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSEEN_IN_WORD = re.compile(r"(?<=[^\W\d_])[\u00ad\u200b-\u200d\u2060\ufeff]+(?=[^\W\d_])")
_KIND_ENDING = re.compile(r"(\.[^.]+)?(\.gz)?$", re.IGNORECASE)
SIDECAR_ENDING = ".meta.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What is known about an article beside its text; None where nothing is."""

    id: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> Self:
        """The fields of a row or of a file beside an article; other keys do not matter.

        Raises:
            InputError: a field is neither text nor a number.
        """
        found = {field.name: _text(field.name, record.get(field.name)) for field in fields(cls)}
        if found["published"]:
            found["published"] = iso_date(found["published"])
        return cls(**found)

    def over(self, other: Fields) -> Fields:
        """These fields, and those of `other` where there are none here."""
        names = [field.name for field in fields(self)]
        return Fields(**{name: getattr(self, name) or getattr(other, name) for name in names})


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """One article in a file of some format.

    Attributes:
        fields: what the file says about it.
        pages: the offsets at which its pages begin.
        name: its path within a file that holds several; empty for the file's own text.
        place: where in the file it stands, such as a row, for messages.
        row: of a table, the number of its row.
        sha256: the hash of its bytes within such a file; empty where the file's hash holds.
        remarks: what was left out of it, or is to be known about it, in whole sentences.
    """

    text: str
    fields: Fields = Fields()
    pages: tuple[int, ...] = ()
    name: str = ""
    place: str = ""
    row: int | None = None
    sha256: str = ""
    remarks: tuple[str, ...] = ()

    def inside(self, name: str, data: bytes = b"") -> Extract:
        """The same as a part called `name` of another file, with the hash of its own bytes."""
        sha256 = self.sha256 or (hashlib.sha256(data).hexdigest() if data else "")
        return replace(self, name=f"{name}/{self.name}" if self.name else name, sha256=sha256)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A part of a file that could not be read, and why; an empty name stands for the file itself."""

    reason: str
    name: str = ""

    def inside(self, name: str) -> Unread:
        """The same as a part called `name` of another file."""
        return replace(self, name=f"{name}/{self.name}" if self.name else name)


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know about a file with several articles that is not about one of them."""

    said: str
    name: str = ""

    def inside(self, name: str) -> Note:
        """The same about a part called `name` of another file."""
        return replace(self, name=f"{name}/{self.name}" if self.name else name)


Part: TypeAlias = Extract | Unread | Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as read. `where` names its place for the user, with the line where that helps."""

    text: str
    source: str
    sha256: str
    where: str
    fields: Fields
    pages: tuple[int, ...] = ()
    row: int | None = None

    @property
    def id(self) -> str:
        """The input's own id, or one made from the text and its source."""
        return self.fields.id or content_id(self.text, self.source)

    def document(self, language: str) -> Document:
        """The document, in the language told."""
        known = self.fields
        return Document(
            id=self.id,
            text=self.text,
            source=self.source,
            sha256=self.sha256,
            title=known.title,
            url=known.url,
            outlet=known.outlet,
            author=known.author,
            published=known.published,
            language=language,
            pages=self.pages,
            row=self.row,
        )


def sidecar(path: Path) -> Path:
    """Return the path of the file that describes an article file, whether it is there or not."""
    return path.with_name(_KIND_ENDING.sub("", path.name) + SIDECAR_ENDING)


def beside(path: Path) -> Fields:
    """The fields in the `x.meta.json` beside `x.txt`; none where there is no such file.

    Raises:
        InputError: that file is not a JSON object, or a field in it is not text.
    """
    meta = sidecar(path)
    if not meta.is_file():
        return Fields()
    try:
        record = json.loads(meta.read_text("utf-8-sig"))
        if not isinstance(record, dict):
            raise InputError("it must be one JSON object")
        return Fields.of(record)
    except (ValueError, RecursionError, InputError) as error:
        raise InputError(f"{meta.name} beside it cannot be used ({error}): mend or remove it.") from error


def storable(text: str) -> str:
    """`text` with a U+FFFD for each lone surrogate, which no file can hold; offsets stay as they are."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def unbroken(text: str) -> str:
    """`text` without the marks inside words that nobody sees, as pages have them to say where a line may break."""
    return _UNSEEN_IN_WORD.sub("", text)


def _text(name: str, value: object) -> str | None:
    """Return a field as text; None for nothing."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise InputError(f"its {name} is not text")
    return storable(str(value)).strip() or None
