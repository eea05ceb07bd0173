"""Files of foreign formats, read by their own libraries in the sandboxed process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from graphbuild.core.model import Failure, Remark
from graphbuild.documents.article import Article, Extract, Fields, Note, Unread
from graphbuild.documents.finding import Source
from graphbuild.documents.formats import sandbox
from graphbuild.documents.kinds import Kind


def read(
    source: Source,
    kind: Kind,
    data: bytes,
    sha256: str,
    known: Fields,
    given: Fields,
    path: Path | None = None,
    *,
    ocr: bool = False,
) -> Iterator[Article | Failure]:
    """The articles in a web page, a PDF, a Word file, a letter with its attachments, a mail box ...

    Args:
        data: the unpacked bytes; none where `path` is given.
        sha256: the hash of the file.
        known: what stands beside the file, and goes before what the file says of itself.
        given: what holds for articles that do not say it themselves.
        path: where a collection is read from, piece by piece.
        ocr: recognise the text of scanned pages.

    Raises:
        InputError: it is damaged, or takes too long.
    """
    for found in sandbox.extract(kind.name, data, path=path, ocr=ocr):
        if isinstance(found, Unread):
            yield Failure(source=_within(source.shown, found.name), reason=found.reason)
            continue
        if isinstance(found, Note):
            yield Remark(source=_within(source.shown, found.name), reason=found.said)
            continue
        where = _within(source.shown, found.name)
        for remark in found.remarks:
            yield Remark(source=where, reason=remark)
        yield _article(source, found, sha256, known, given)


def _article(source: Source, found: Extract, sha256: str, known: Fields, given: Fields) -> Article:
    """Return the article with its source, hash and fields."""
    if found.name or found.place:  # what stands beside a file with several articles names none of them
        fields = found.fields.over(replace(known, id=None, title=None, url=None))
    else:
        fields = known.over(found.fields)
    return Article(
        text=found.text,
        source=_within(source.name, found.name),
        sha256=found.sha256 or sha256,
        where=", ".join(filter(None, (_within(source.shown, found.name), found.place))),
        fields=fields.over(given),
        pages=found.pages,
        row=found.row,
    )


def _within(file: str, name: str) -> str:
    """Return the path of a named item inside a file, or the file itself if there is no name."""
    return f"{file}/{name}" if name else file
