"""Zip files without an ending that tells what is in them: which kind of document they are."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any, TypeAlias

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Part
from graphbuild.documents.decoding import LIMIT, too_long
from graphbuild.documents.formats import dispatch
from graphbuild.documents.kinds import BY_NAME

Element: TypeAlias = Any
"""An element of lxml, whose types are not known to the checker."""

_PARTS = 5_000  # files inside one document; real ones have dozens
_TELLING = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "spreadsheet",
    "xl/workbook.bin": "spreadsheet",
    "datapackage.json": "wacz",
    "content.xml": "odt",
}
_DAMAGED = "It is not a {what}, or damaged: open it in a word processor and save it anew."


def extract(data: bytes) -> Iterator[Part]:
    """The articles of a document that is a zip file inside.

    Raises:
        InputError: it is damaged, or an archive of files.
    """
    names = opened(data, "document").namelist()
    kind = next((kind for name, kind in _TELLING.items() if name in names), None)
    if kind is None:
        raise InputError("It is an archive of files: unpack it first.")
    return dispatch.extract(BY_NAME[kind], data)


def opened(data: bytes, what: str) -> zipfile.ZipFile:
    """The zip file, after a look at how large it gets when it is unpacked.

    Raises:
        InputError: it is damaged, or packed to burst.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError) as error:
        raise InputError(_DAMAGED.format(what=what)) from error
    if len(parts) > _PARTS or sum(part.file_size for part in parts if not is_medium(part.filename)) > LIMIT:
        raise too_long()
    return archive


def is_medium(name: str) -> bool:
    """Whether a part of a document is a picture or the like, which is not read."""
    return name.lower().rpartition(".")[2] in {
        "png",
        "jpg",
        "jpeg",
        "gif",
        "emf",
        "wmf",
        "tif",
        "tiff",
        "bmp",
        "mp4",
        "wav",
    }


def xml(archive: zipfile.ZipFile, name: str, what: str) -> Element | None:
    """The root of one part; None where there is no such part. Entities are not followed.

    Raises:
        InputError: it is damaged.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(archive.read(name), parser)
    except KeyError:
        return None
    except (etree.XMLSyntaxError, zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError) as error:
        raise InputError(_DAMAGED.format(what=what)) from error
