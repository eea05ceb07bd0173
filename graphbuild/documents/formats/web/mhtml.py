"""Pages that a browser saved with all that belongs to them (MHTML)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Extract, Fields, Part
from graphbuild.documents.formats.web import html


def extract(data: bytes) -> Iterator[Part]:
    """The page; its address is the one that it was saved from.

    Raises:
        InputError: it holds no page, or no article.
    """
    saved = BytesParser(EmailMessage, policy=policy.default).parsebytes(data)
    page = next(
        (part for part in saved.walk() if part.get_content_type() in {"text/html", "application/xhtml+xml"}), None
    )
    content = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(content, bytes):
        raise InputError("It holds no saved page: save it as .html.")
    url = str(saved.get("Snapshot-Content-Location") or page.get("Content-Location") or "").strip()
    known = Fields(url=url if url.lower().startswith(("http://", "https://")) else None)
    for part in html.extract(content):
        yield replace(part, fields=part.fields.over(known)) if isinstance(part, Extract) else part
