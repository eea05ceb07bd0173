"""Plain text and Markdown: one article a file."""

from __future__ import annotations

import hashlib
import re
from typing import BinaryIO

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Article, Fields, unbroken
from graphbuild.documents.decoding import LIMIT, decode, too_long, unpacked
from graphbuild.documents.finding import Source

_TITLE = re.compile(r"\s*(\S[^\n]{0,299})\n[ \t]*\n\s*\S")
_HASHES = re.compile(r"^#+\s+|\s+#+$")


def read(source: Source, file: BinaryIO, fields: Fields) -> Article:
    """The article in a file of plain text. Line ends become line feeds; marks inside words that nobody sees go.

    Raises:
        InputError: it is empty, too long, or not text.
    """
    data, sha256 = content(source, file)
    text = unbroken(decode(data).replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        raise InputError("It is empty.")
    found = Fields(title=title(text, markdown=source.markdown))
    return Article(text=text, source=source.name, sha256=sha256, where=source.shown, fields=fields.over(found))


def title(text: str, *, markdown: bool = False) -> str | None:
    """The first line, where a blank line sets it apart from more text."""
    match = _TITLE.match(text)
    if not match:
        return None
    line = match.group(1).strip()
    return (_HASHES.sub("", line) if markdown else line) or None


def content(source: Source, file: BinaryIO) -> tuple[bytes, str]:
    """The unpacked bytes, and the hash of the file as it lies there."""
    raw = file.read(LIMIT + 1)
    if len(raw) > LIMIT:
        raise too_long()
    sha256 = hashlib.sha256(raw).hexdigest()
    if not source.gzipped:
        return raw, sha256
    from io import BytesIO

    with unpacked(BytesIO(raw), gzipped=True) as inner:
        data = inner.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise too_long()
    return data, sha256
