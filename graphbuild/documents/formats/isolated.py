"""Files of foreign formats: one article a file, read by their own libraries."""

from __future__ import annotations

from typing import BinaryIO

from graphbuild.documents.article import Article, Fields
from graphbuild.documents.finding import Source
from graphbuild.documents.formats import sandbox
from graphbuild.documents.formats.plain import content


def read(source: Source, file: BinaryIO, fields: Fields) -> Article:
    """The article in an HTML page, a PDF, a Word file or a letter.

    Raises:
        InputError: it is empty, too long, damaged, or takes too long.
    """
    data, sha256 = content(source, file)
    found = sandbox.extract(source.kind.value, data)
    return Article(
        text=found.text,
        source=source.name,
        sha256=sha256,
        where=source.shown,
        fields=fields.over(found.fields),
        pages=found.pages,
    )
