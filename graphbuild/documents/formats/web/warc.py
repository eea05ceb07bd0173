"""Web archives (WARC): each page that was fetched, with its address and the day of the fetch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Extract, Fields, Note, Part, Unread
from graphbuild.documents.decoding import LIMIT
from graphbuild.documents.formats import dispatch
from graphbuild.documents.kinds import BY_NAME, PDF

_PAGES = ("text/html", "application/xhtml+xml")


def extract(file: BinaryIO) -> Iterator[Part]:
    """The pages and PDF files of an archive.

    A page that states no date has none: the fetch says only when it was there.

    Raises:
        InputError: it is no WARC file, or holds no page.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    pages = others = 0
    try:
        for record in ArchiveIterator(file):
            if record.rec_type not in {"response", "resource"}:
                continue
            kind = _kind(record)
            data = record.content_stream().read(LIMIT + 1)
            if len(data) <= LIMIT and getattr(record.raw_stream, "limit", None):  # the library does not say so
                raise EOFError("it ends within a record")
            if kind is None:
                others += 1
                continue
            pages += 1
            url = record.rec_headers.get_header("WARC-Target-URI") or f"page {pages}"
            yield from _page(kind, url, data)
    except (ArchiveLoadFailed, EOFError) as error:
        raise InputError(f"The web archive is cut off or damaged ({error}): fetch it again.") from error
    if not pages:
        raise InputError("The web archive holds no page that was fetched whole.")
    if others:
        yield Note(f"Left out: records that are no pages, such as pictures and scripts ({others}).")


def _kind(record: object) -> str | None:
    """Return the name of the kind of page that a record holds; None for all else."""
    http = getattr(record, "http_headers", None)
    if http is not None and http.get_statuscode() not in {"200", "203", ""}:
        return None
    headers = http or getattr(record, "rec_headers")  # noqa: B009
    content = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return "html" if content in _PAGES else PDF.name if content == "application/pdf" else None


def _page(kind: str, url: str, data: bytes) -> Iterator[Part]:
    """Yield the article of a page, with its address."""
    if len(data) > LIMIT:
        yield Unread(name=url, reason="It is longer than 50 million bytes.")
        return
    try:
        for part in dispatch.extract(BY_NAME[kind], data):
            if isinstance(part, Extract):
                yield replace(part, fields=Fields(url=url).over(part.fields)).inside(url, data)
            else:
                yield part.inside(url)
    except InputError as error:
        yield Unread(name=url, reason=error.what)
