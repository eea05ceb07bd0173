"""From the paths that a user gives to documents: files by kind, ids once, failures with their reasons."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from graphbuild.core.errors import InputError
from graphbuild.core.model import Document, Failure, content_id
from graphbuild.documents import language as tongue
from graphbuild.documents.article import Article, Fields, beside, iso_date
from graphbuild.documents.finding import Kind, Source, find
from graphbuild.documents.formats import isolated, plain, tables
from graphbuild.documents.sharing import WHOLE, Shard

TABLES = (Kind.JSON_LINES, Kind.CSV)
LONGEST = 1_000_000
"""The longest article, in characters: what a language model can hold in memory, and a book of 500 pages."""


def read_documents(
    paths: Iterable[str | Path],
    *,
    outlet: str | None = None,
    date: str | None = None,
    any_language: bool = False,
    stdin: BinaryIO | None = None,
    shard: Shard = WHOLE,
) -> Iterator[Document | Failure]:
    """Reads articles, one at a time and in a fixed order, so that any number of them fits into memory.

    Kinds: `.txt .md .html .htm .pdf .docx .eml`; `.jsonl .csv` with an article a row; each also as `.gz`. What
    cannot be read comes as a `Failure` that says why and what to do, and the rest is read. The text of a row is
    kept character for character, but for lone surrogates, which no file can hold: each becomes one U+FFFD. An
    article that comes twice, with the same id and text, is yielded once.

    Args:
        paths: files, folders (read through their sub-folders, in the order of their names, hidden ones left
            out) and `-` for standard input.
        outlet: the outlet of documents that name none.
        date: the date of documents that name none.
        any_language: read articles in other languages than English too. What is found in them is poor.
        stdin: read for `-`; the process's own unless given.
        shard: only the articles of this part. Of tables each row goes by its id, of other files each goes by its
            name, before it is opened.
    """
    given = Fields(outlet=outlet or None, published=iso_date(date) if date else None)
    seen: dict[str, tuple[str, str]] = {}
    for path in paths:
        for found in find(path):
            if isinstance(found, Failure):
                yield found
                continue
            if found.kind not in TABLES and not shard.holds(found.shown):
                continue
            for item in _read(found, given, stdin):
                if isinstance(item, Failure):
                    yield item
                elif found.kind not in TABLES or shard.holds(item.id):
                    yield from _once(item, found, seen, any_language)


def _read(source: Source, given: Fields, stdin: BinaryIO | None) -> Iterator[Article | Failure]:
    """The articles of one file; what stops the reading of it is its last item."""
    try:
        if source.path is None:
            yield plain.read(source, stdin or sys.stdin.buffer, given)
            return
        fields = beside(source.path).over(given)
        with source.path.open("rb") as file:
            if source.kind is Kind.PLAIN:
                yield plain.read(source, file, fields)
            elif source.kind in TABLES:
                yield from tables.read(source, file, fields)
            else:
                yield isolated.read(source, file, fields)
    except InputError as error:
        yield Failure(source=source.shown, reason=error.what)
    except OSError as error:
        yield Failure(source=source.shown, reason=f"It cannot be read: {error.strerror or error}.")


def _once(
    article: Article, source: Source, seen: dict[str, tuple[str, str]], any_language: bool
) -> Iterator[Document | Failure]:
    """The article's document, unless it came before; a failure where its id came with another text."""
    line = article.where.removeprefix(source.shown).removeprefix(", ")
    where = f"{line.capitalize()}: " if line else ""
    try:
        language = _language(article)
        _refuse(article, language, any_language)
    except InputError as error:
        yield Failure(source=source.shown, reason=f"{where}{error.what}")
        return
    document = article.document(language)
    text = content_id(document.text)
    known = seen.get(document.id)
    if known is None:
        seen[document.id] = (text, article.where)
        yield document
    elif known[0] != text:
        other = known[1].removeprefix(f"{source.shown}, ")
        reason = f"{where}Its id {document.id!r} has another text in {other}: ids must differ."
        yield Failure(source=source.shown, reason=reason)


def _refuse(article: Article, language: str, any_language: bool) -> None:
    """Ends an article that is not read, although it could be.

    Raises:
        InputError: it is in another language, or too long.
    """
    if len(article.text) > LONGEST:
        raise InputError(f"It is longer than {LONGEST:,} characters: split it.")
    if language != tongue.ENGLISH and not any_language:
        what = f"It is in {tongue.name_of(language)}, and only English is read"
        raise InputError(f"{what}; --any-language reads it all the same.")


def _language(article: Article) -> str:
    """The language that the input names, else the one that its text shows."""
    named = article.fields.language
    if named and tongue.is_english(named):
        return tongue.ENGLISH
    return named or tongue.language_of(article.text)
