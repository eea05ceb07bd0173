"""Letters of Outlook (.msg), which are compound files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email.utils import parseaddr
from typing import TYPE_CHECKING

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Extract, Fields, Note, Part, Unread
from graphbuild.documents.dates import day_of
from graphbuild.documents.formats import dispatch
from graphbuild.documents.formats.mail.letter import in_html, in_paragraphs, written
from graphbuild.documents.formats.office import rtf

if TYPE_CHECKING:
    from oxmsg import Message

_RTF = 0x1009  # the property PidTagRtfCompressed
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff")


def extract(data: bytes) -> Iterator[Part]:
    """A letter of Outlook, then what is attached to it.

    Raises:
        InputError: it is damaged, or holds no text.
    """
    from oxmsg import Message

    letter = Message.load(data)
    fields = _fields(letter)
    found: list[Part] = [*_own(letter, fields), *_attached(letter)]
    if not found:
        raise InputError("It holds no letter with plain text: save it as .eml or .txt.")
    yield from found


def _own(letter: Message, fields: Fields) -> Iterator[Part]:
    """Yield what the sender wrote, from the plain text, else the HTML, else the RTF."""
    body = (letter.body or "").replace("\r\n", "\n").replace("\r", "\n")
    html = letter.html_body or ""
    if body.strip():
        yield from written(body, fields)
    elif html.strip():
        yield from in_html(html, fields)
    elif packed := letter.properties.binary_prop_value(_RTF):
        yield from _in_rtf(packed, fields)


def _in_rtf(packed: bytes, fields: Fields) -> Iterator[Part]:
    """Yield the letter in a body of compressed RTF ([MS-OXRTFCP])."""
    from compressed_rtf import decompress

    for part in rtf.extract(decompress(packed)):
        if not isinstance(part, Extract):
            yield part
            continue
        for number, found in enumerate(in_paragraphs(part.text, fields)):
            yield found if number else replace(found, remarks=(*part.remarks, *found.remarks))


def _fields(letter: Message) -> Fields:
    """Return subject, sender and day of a letter."""
    name, address = parseaddr(letter.sender or "")
    headers = {key.lower(): value for key, value in letter.message_headers.items()}
    sent = letter.sent_date
    day = day_of(headers.get("date", "")) or (sent.date().isoformat() if sent else None)
    return Fields(title=" ".join(letter.subject.split()) or None, author=name or address or None, published=day)


def _attached(letter: Message) -> Iterator[Part]:
    """Yield the documents in the attachments; pictures are counted."""
    pictures = 0
    for number, attachment in enumerate(letter.attachments, 1):
        name = attachment.file_name or f"attachment {number}"
        if name.lower().endswith(_PICTURES):
            pictures += 1
        elif (data := attachment.file_bytes) is None:
            yield Unread(name=name, reason="It is a letter of Outlook within another: save it as a file of its own.")
        else:
            yield from dispatch.inside(name.replace("\\", "/").rpartition("/")[2], data)
    if pictures:
        yield Note(f"Left out: pictures attached to it ({pictures}).")
