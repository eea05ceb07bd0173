"""From the paths that a user gives to documents: files by kind, ids once, failures with their reasons."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from graphbuild.core.errors import InputError
from graphbuild.core.model import Document, Failure, Remark, content_id
from graphbuild.documents import language as tongue
from graphbuild.documents.article import Article, Fields, beside
from graphbuild.documents.dates import iso_date
from graphbuild.documents.decoding import unpacked
from graphbuild.documents.finding import Source, find, path_of
from graphbuild.documents.formats import isolated, plain
from graphbuild.documents.formats.pdf import recognition
from graphbuild.documents.formats.tables import rows
from graphbuild.documents.kinds import HEAD, PLAIN, Kind, Way, is_refused, of_content, refusal
from graphbuild.documents.sharing import WHOLE, Shard

LONGEST = 4_000_000
"""The longest article, in characters: a book of 2,000 pages, which takes some two gigabytes to read."""


def read_documents(
    paths: Iterable[str | Path],
    *,
    outlet: str | None = None,
    date: str | None = None,
    any_language: bool = False,
    ocr: bool = False,
    stdin: BinaryIO | None = None,
    shard: Shard = WHOLE,
    only: Collection[str] | None = None,
) -> Iterator[Document | Failure]:
    """Reads articles, one at a time and in a fixed order, so that any number of them fits into memory.

    The kinds are those of `kinds.KINDS`, each also as `.gz`; a file that holds several articles, such as a mail box,
    gives a document for each. What cannot be read comes as a `Failure` that says why and what to do, and the rest is
    read; what is left out of an article that is read comes as a `Remark`, which is a `Failure` too. The text of a row
    is kept character for character, but for lone surrogates, which no file can hold (each becomes one U+FFFD), and
    for HTML. An article that comes twice, with the same id and text, is yielded once.

    Args:
        paths: files, folders (read through their sub-folders, in the order of their names, hidden ones left
            out) and `-` for standard input.
        outlet: the outlet of documents that name none.
        date: the date of documents that name none.
        any_language: read articles in other languages than English too. What is found in them is poor.
        ocr: read scanned pages of PDF files by text recognition. What is found depends on the tesseract installed.
        stdin: read for `-`; the process's own unless given.
        shard: only the articles of this part. Of tables each row goes by its id, of other files each goes by its
            name, before it is opened.
        only: of the files that these paths mean, only those with these paths. They have the names that they have
            when all are read, so that they are the same documents.

    Raises:
        UsageError: text recognition is asked for and not installed.
    """
    if ocr:
        recognition.check_installed()
    given = Fields(outlet=outlet or None, published=iso_date(date) if date else None)
    seen: dict[str, tuple[str, str]] = {}
    for path in paths:
        for found in find(path):
            if only is not None and path_of(found) not in only:
                continue
            if isinstance(found, Failure):
                yield found
                continue
            if not _by_row(found) and not shard.holds(found.shown):
                continue
            for item in _read(found, given, stdin, ocr):
                if isinstance(item, Failure):
                    yield item
                elif not _by_row(found) or shard.holds(item.id):
                    yield from _once(item, found, seen, any_language)


def _by_row(source: Source) -> bool:
    """Whether a source is read row by row, so that each row is a separate article."""
    return source.kind is not None and source.kind.way is Way.ROWS


def _read(source: Source, given: Fields, stdin: BinaryIO | None, ocr: bool) -> Iterator[Article | Failure]:
    """The articles of one file; what stops the reading of it is its last item."""
    try:
        if source.path is None:
            yield from _whole(source, stdin or sys.stdin.buffer, Fields(), given, ocr)
            return
        known = beside(source.path)
        with source.path.open("rb") as file:
            kind = of_content(_head(file, source), source.kind) if source.path.is_file() else source.kind
            if kind is not None and kind.way is Way.ROWS:
                yield from rows.read(source, file, known.over(given))
            elif kind is not None and kind.way is Way.COLLECTION and source.path.is_file():
                yield from isolated.read(source, kind, b"", "", known, given, source.path, ocr=ocr)
            else:
                yield from _whole(source, file, known, given, ocr)
    except InputError as error:
        yield Failure(source=source.shown, reason=error.what)
    except OSError as error:
        yield Failure(source=source.shown, reason=f"It cannot be read: {error.strerror or error}.")


def _head(file: BinaryIO, source: Source) -> bytes:
    """The first bytes of a file; none where they cannot be unpacked, which its reader says."""
    try:
        with unpacked(file, gzipped=source.gzipped) as inner:
            return inner.read(HEAD)
    except InputError:
        return b""
    finally:
        file.seek(0)


def _whole(source: Source, file: BinaryIO, known: Fields, given: Fields, ocr: bool) -> Iterator[Article | Failure]:
    """The articles of a file that is read at once."""
    data, sha256 = plain.content(file, gzipped=source.gzipped)
    kind = _kind(source, data[:HEAD])
    if kind is not PLAIN:
        yield from isolated.read(source, kind, data, sha256, known, given, ocr=ocr)
        return
    for found in plain.extract(data):
        yield from (Remark(source=source.shown, reason=remark) for remark in found.remarks)
        fields = known.over(given).over(found.fields)
        yield Article(text=found.text, source=source.name, sha256=sha256, where=source.shown, fields=fields)


def _kind(source: Source, head: bytes) -> Kind:
    """The kind by which a file is read.

    Raises:
        InputError: it is of none.
    """
    kind = of_content(head, source.kind)
    if kind is None and is_refused(source.name):
        raise InputError(refusal(source.name))
    return kind or PLAIN


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
