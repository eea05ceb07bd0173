"""The formats that are read in a process of their own, and by which module."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Extract, Fields, storable, unbroken

FORMATS = {"html": "html", "pdf": "pdf", "docx": "docx", "eml": "email"}


def extract(name: str, data: bytes) -> Extract:
    """What a file holds, with everything in it fit to be stored.

    Raises:
        InputError: it cannot be read.
    """
    module = import_module(f"graphbuild.documents.formats.{FORMATS[name]}")
    found = cast(Callable[[bytes], Extract], module.extract)(data)
    if not found.text.strip():
        raise InputError("It holds no text.")
    text = found.text if found.pages else unbroken(found.text)  # where pages begin is counted in the text as it is
    known = {key: unbroken(storable(value)) if value else None for key, value in _named(found.fields)}
    return Extract(text=storable(text), fields=Fields(**known), pages=found.pages)


def _named(fields: Fields) -> list[tuple[str, str | None]]:
    return [(name, getattr(fields, name)) for name in Fields.__dataclass_fields__]
