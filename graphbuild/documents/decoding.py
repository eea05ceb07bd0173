"""From bytes to text: unpacking, and finding out the encoding."""

from __future__ import annotations

import codecs
import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from graphbuild.core.errors import InputError

LIMIT = 50_000_000
"""The longest document in characters; for a file of plain text, in bytes."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 1 << 18
_FEW = 0.05  # share of control characters above which nothing is text
_LATIN = 0.12  # share of accents and quotes that no language written in Latin letters goes over
_GOOD_TO_BAD = 12  # bytes beyond the first in good characters, for each bad one
_CONTROL = re.compile(r"[\x00-\x07\x0e-\x19\x1c-\x1f\x7f]")
_NOT_TEXT = "It is not text, or in an encoding that cannot be told: save it as UTF-8."


@contextmanager
def unpacked(file: BinaryIO, *, gzipped: bool) -> Iterator[BinaryIO]:
    """`file` for reading, unpacked on the way where it is packed.

    Raises:
        InputError: the packed file is cut off or damaged, wherever that shows.
    """
    if not gzipped:
        yield file
        return
    try:
        with gzip.open(file, "rb") as inner:
            yield cast(BinaryIO, inner)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError(f"The .gz file is cut off or damaged ({error}): fetch or pack it again.") from error


def too_long() -> InputError:
    """What is said of a document over the limit."""
    return InputError(f"It is longer than {LIMIT // 1_000_000} million characters: split it.")


def decode(data: bytes) -> str:
    """The text of a whole file: by its mark, as UTF-8, else in the likeliest old encoding.

    A few broken characters in what is UTF-8 otherwise become U+FFFD.

    Raises:
        InputError: it is not text.
    """
    text = data.decode(encoding_of(data), "replace")
    sample = text[:_SAMPLE]
    if "\x00" in text or len(_CONTROL.findall(sample)) > len(sample) * _FEW:
        raise InputError(_NOT_TEXT)
    return text


def encoding_of(data: bytes) -> str:
    """The encoding of a file's bytes, or of its beginning.

    Raises:
        InputError: none fits.
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked:
        return marked
    if b"\x00" in data[:_SAMPLE]:
        raise InputError("It has NUL bytes, so it is not text (or UTF-16 without its mark: save it as UTF-8).")
    if is_utf8(data):
        return "utf-8"
    return _old_encoding(data)


def is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8, or nearly: a few broken characters among many good ones do not matter.

    Neither does a character that is cut off at the end.
    """
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(data)
    bad = text.count("\ufffd") - data.count("\ufffd".encode())  # one that stands there is a good character
    return not bad or len(text.encode()) - len(text) > _GOOD_TO_BAD * bad


def _old_encoding(data: bytes) -> str:
    """The encoding of text that is not UTF-8.

    Western text with a few quotes and accents is too little for statistics, which then take it for anything.
    """
    sample = data[:_SAMPLE]
    high = len(sample) - len(sample.decode("ascii", "ignore"))
    if high < len(sample) * _LATIN:
        for name in ("cp1252", "latin-1"):
            if _decodes(data, name):
                return name
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None or not _decodes(data, best.encoding):
        raise InputError(_NOT_TEXT)
    return best.encoding


def _decodes(data: bytes, name: str) -> bool:
    """Return whether bytes can be read in an encoding."""
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True
