"""Mail boxes: letters one after the other in one file (mboxo, mboxrd)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Extract, Part, Unread
from graphbuild.documents.decoding import LIMIT, too_long
from graphbuild.documents.formats.mail import letter

# A sentence may begin with "From" too: only a line with an address and a day after a blank line parts letters.
_FROM = re.compile(rb"From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ")
_ESCAPED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_LINE = 1 << 20


def extract(file: BinaryIO) -> Iterator[Part]:
    """The letters of a mail box, each with what is attached to it, numbered in the order of the box.

    Raises:
        InputError: it holds no letter.
    """
    number = 0
    for number, data in enumerate(_letters(file), 1):
        if isinstance(data, InputError):
            yield Unread(name=str(number), reason=data.what)
            continue
        try:
            for part in letter.extract(data):
                yield part.inside(str(number), data) if isinstance(part, Extract) else part.inside(str(number))
        except InputError as error:
            yield Unread(name=str(number), reason=error.what)
    if not number:
        raise InputError("It holds no letter.")


def _letters(file: BinaryIO) -> Iterator[bytes | InputError]:
    """Yield the bytes of each letter, or the error of one that is too long."""
    lines: list[bytes] = []
    size, begun, blank = 0, False, True
    while line := file.readline(_LINE):
        if blank and _FROM.match(line):
            if begun:
                yield _whole(lines, size)
            lines, size, begun = [], 0, True
        else:
            size += len(line)
            if size <= LIMIT:
                lines.append(line)
        blank = not line.strip()
    if begun:
        yield _whole(lines, size)


def _whole(lines: list[bytes], size: int) -> bytes | InputError:
    """Return a message's bytes with escaped `From` lines restored, or an error if it exceeds the size limit."""
    return too_long() if size > LIMIT else _ESCAPED.sub(b"", b"".join(lines))
