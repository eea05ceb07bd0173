"""From a kind of file to the module that reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from io import BytesIO
from typing import BinaryIO, cast

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Extract, Fields, Part, Unread, storable, unbroken
from graphbuild.documents.decoding import unpacked
from graphbuild.documents.kinds import HEAD, PLAIN, Kind, Way, by_ending, is_refused, of_content, refusal


def extract(kind: Kind, data: bytes) -> Iterator[Part]:
    """The articles in a file of some kind, with everything in them fit to be stored.

    Raises:
        InputError: it cannot be read, or not beyond what was yielded.
    """
    yield from pieces(kind, BytesIO(data)) if kind.way is Way.COLLECTION else _checked(_reader(kind)(data))


def pieces(kind: Kind, file: BinaryIO) -> Iterator[Part]:
    """The articles of a collection, read one after the other from an open file.

    Raises:
        InputError: it cannot be read, or not beyond what was yielded.
    """
    packed = file.read(2) == b"\x1f\x8b" and kind.name != "warc"  # each record of a packed WARC file is packed alone
    file.seek(0)
    with unpacked(file, gzipped=packed) as inner:
        yield from _checked(_reader(kind)(inner))


def inside(name: str, data: bytes) -> Iterator[Part]:
    """The articles in a file within another file, such as an attachment; what cannot be read comes as `Unread`."""
    try:
        with unpacked(BytesIO(data), gzipped=data.startswith(b"\x1f\x8b")) as inner:
            data = inner.read()
        kind = of_content(data[:HEAD], by_ending(name))
        if kind is None and is_refused(name):
            raise InputError(refusal(name))
        for found in extract(kind or PLAIN, data):
            yield found.inside(name, data) if isinstance(found, Extract) else found.inside(name)
    except InputError as error:
        yield Unread(name=name, reason=error.what)


def _reader(kind: Kind) -> Callable[[bytes | BinaryIO], Iterator[Part]]:
    """Return the `extract` function of the module that reads a file format."""
    module = import_module(f"graphbuild.documents.formats.{kind.module}")
    return cast(Callable[[bytes | BinaryIO], Iterator[Part]], module.extract)


def _checked(found: Iterator[Part]) -> Iterator[Part]:
    """Yield the parts fit to be stored; those without text as unread."""
    some = False
    for part in found:
        some = True
        if isinstance(part, Extract) and not part.text.strip():
            yield Unread(name=part.name, reason="It holds no text.")
        else:
            yield _storable(part) if isinstance(part, Extract) else part
    if not some:
        raise InputError("It holds no text.")


def _storable(found: Extract) -> Extract:
    """Return a copy of an extract whose text, fields and name are cleaned for storage."""
    text = found.text if found.pages else unbroken(found.text)  # where pages begin is counted in the text as it is
    known = {key: unbroken(storable(value)) if value else None for key, value in _named(found.fields)}
    return replace(found, text=storable(text), fields=Fields(**known), name=storable(found.name))


def _named(fields: Fields) -> list[tuple[str, str | None]]:
    """Return the metadata fields as pairs of name and value."""
    return [(name, getattr(fields, name)) for name in Fields.__dataclass_fields__]
