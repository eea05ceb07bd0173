"""Exports of ProQuest as text: articles between lines of underscores, each with its fields below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Extract, Fields, Part
from graphbuild.documents.dates import day_of
from graphbuild.documents.decoding import decode

_BETWEEN = re.compile(r"^_{20,}[ \t]*$", re.MULTILINE)
_FIELD = re.compile(r"^([A-Z][A-Za-z /-]{2,40}): ?(.*?)(?=\n[A-Z][A-Za-z /-]{2,40}: ?|\Z)", re.MULTILINE | re.DOTALL)
_BELOW = (
    "Subject|Business indexing term|Location|People|Company / organization|Title|Identifier / keyword|"
    "Publication title|Credit|Word count"
)
_TEXT = re.compile(rf"^Full text: ?(.*?)(?=^(?:{_BELOW}): ?|\Z)", re.MULTILINE | re.DOTALL)


def extract(data: bytes) -> Iterator[Part]:
    """The articles of an export.

    Raises:
        InputError: none has a full text.
    """
    text = decode(data).replace("\r\n", "\n")
    number = 0
    for entry in _BETWEEN.split(text):
        full = _TEXT.search(entry)
        if not full or not full[1].strip():
            continue
        number += 1
        yield _article(entry[: full.start()] + entry[full.end() :], full[1].strip(), number)
    if not number:
        raise InputError("It holds no full text of an article: export it with full texts.")


def _article(entry: str, text: str, number: int) -> Extract:
    """Return the article of one entry, with the fields above and below its text."""
    said = {match[1].lower(): " ".join(match[2].split()) for match in _FIELD.finditer(entry)}
    title = said.get("title")
    return Extract(
        text=f"{title}\n\n{text}" if title and not text.startswith(title) else text,
        fields=Fields(
            title=title or None,
            url=said.get("document url") or None,
            outlet=said.get("publication title", "").split(";")[0].strip() or None,
            author=said.get("author", "").rstrip(".") or None,
            published=day_of(said.get("publication date", "")),
        ),
        name=said.get("proquest document id") or str(number),
    )
