"""Packed web archives (WACZ): the WARC files in them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Part
from graphbuild.documents.formats.web import warc


def extract(file: BinaryIO) -> Iterator[Part]:
    """The pages of an archive.

    Raises:
        InputError: it is damaged, or holds no web archive.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            names = sorted(name for name in archive.namelist() if name.endswith((".warc", ".warc.gz")))
            for name in names:
                with archive.open(name) as inner:
                    yield from warc.extract(cast(BinaryIO, inner))
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise InputError("The web archive is damaged: fetch it again.") from error
    if not names:
        raise InputError("The file holds no web archive.")
