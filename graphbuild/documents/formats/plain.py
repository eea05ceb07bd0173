"""Plain text: one article a file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import BinaryIO

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Extract, Fields, unbroken
from graphbuild.documents.decoding import LIMIT, decode, too_long, unpacked
from graphbuild.documents.formats.fragments import begins_as_html, text_of
from graphbuild.documents.kinds import is_markup

_TITLE = re.compile(r"\s*(\S[^\n]{0,299})\n[ \t]*\n\s*\S")
_RULE = re.compile(r"^[ \t]*([-*_=~#])(?:[ \t]*\1){4,}[ \t]*$", re.MULTILINE)
_END = re.compile(
    r"^[ \t]*(?:end of (?:document|article)|document \d+ of \d+|load-date:.*|copyright (?:\(c\) |© )?\d{4}\b.*|"
    r"by [A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,3})[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_MANY = 2
_APART = 400  # characters between two marks that may part articles


def extract(data: bytes) -> Iterator[Extract]:
    """The article in a file of plain text. Line ends become line feeds; marks inside words that nobody sees go.

    Raises:
        InputError: it is empty, markup, or not text.
    """
    text = unbroken(decode(data).replace("\r\n", "\n").replace("\r", "\n"))
    if is_markup(data[:1000]):
        if not begins_as_html(text):
            raise InputError("It holds markup of a kind that is not read: save its text as .txt.")
        text = text_of(text)
        yield Extract(
            text=text, fields=Fields(title=title(text)), remarks=("It is a piece of HTML; its tags are left out.",)
        )
        return
    if not text.strip():
        raise InputError("It is empty.")
    yield Extract(text=text, fields=Fields(title=title(text)), remarks=several(text))


def title(text: str) -> str | None:
    """The first line, where a blank line sets it apart from more text."""
    match = _TITLE.match(text)
    return match.group(1).strip() or None if match else None


def several(text: str) -> tuple[str, ...]:
    """The remark on a text that seems to be several articles, by lines that stand between or above articles."""
    for pattern in (_RULE, _END):
        places = [match.start() for match in pattern.finditer(text)]
        if sum(after - before > _APART for before, after in pairwise([*places, len(text)])) >= _MANY:
            return (
                "It looks like several articles in one file: split it, or people of different articles may be taken "
                "for one.",
            )
    return ()


def content(file: BinaryIO, *, gzipped: bool) -> tuple[bytes, str]:
    """The unpacked bytes, and the hash of the file as it lies there.

    Raises:
        InputError: it is too long, or packed and damaged.
    """
    raw = file.read(LIMIT + 1)
    if len(raw) > LIMIT:
        raise too_long()
    sha256 = hashlib.sha256(raw).hexdigest()
    if not gzipped:
        return raw, sha256
    with unpacked(BytesIO(raw), gzipped=True) as inner:
        data = inner.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise too_long()
    return data, sha256
