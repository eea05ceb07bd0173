"""Letters of Outlook (.msg), which are compound files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email.utils import parseaddr
from io import BytesIO
from typing import TYPE_CHECKING

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Extract, Fields, Note, Part, Unread
from graphbuild.documents.dates import day_of
from graphbuild.documents.formats import dispatch
from graphbuild.documents.formats.mail.letter import in_html, in_paragraphs, written
from graphbuild.documents.formats.office import rtf

if TYPE_CHECKING:
    from oxmsg import Message
    from oxmsg.storage import Storage

_EMBEDDED = "__substg1.0_3701000D"  # the storage of an attachment that is a letter
_PROPERTIES = "__properties_version1.0"
_HEAD = 24  # bytes before the properties of a letter within another; of one by itself there are 8 more
_DEEPEST = 20
_RTF = 0x1009  # the property PidTagRtfCompressed
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff")


def extract(data: bytes) -> Iterator[Part]:
    """A letter of Outlook, then what is attached to it.

    Raises:
        InputError: it is damaged, or holds no text.
    """
    from olefile import OleFileIO
    from oxmsg.storage import Storage

    with OleFileIO(BytesIO(data)) as file:
        yield from _parts(Storage.from_ole(file), depth=0)


def _parts(storage: Storage, depth: int) -> list[Part]:
    """Return the letter in a storage, and what is attached to it.

    Raises:
        InputError: it holds no text.
    """
    from oxmsg import Message

    letter = Message(storage)
    found: list[Part] = [*_own(letter, _fields(letter)), *_attached(letter, storage, depth)]
    if not found:
        raise InputError("It holds no letter with plain text: save it as .eml or .txt.")
    return found


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


def _attached(letter: Message, storage: Storage, depth: int) -> Iterator[Part]:
    """Yield the documents in the attachments; pictures are counted."""
    pictures = 0
    stored = storage.iter_attachment_storages()
    for number, (attachment, folder) in enumerate(zip(letter.attachments, stored, strict=True), 1):
        name = attachment.file_name or f"attachment {number}"
        inner = next((one for one in folder.storages if one.name == _EMBEDDED), None)
        if inner is not None:
            yield from _letter_within(inner, attachment.file_name or f"attachment {number}.msg", depth)
        elif name.lower().endswith(_PICTURES):
            pictures += 1
        elif (data := attachment.file_bytes) is None:
            yield Unread(name=name, reason="It is no file of its own: save it as one.")
        else:
            yield from dispatch.inside(name.replace("\\", "/").rpartition("/")[2], data)
    if pictures:
        yield Note(f"Left out: pictures attached to it ({pictures}).")


def _letter_within(storage: Storage, name: str, depth: int) -> Iterator[Part]:
    """Yield the parts of a letter that is attached to another, as of one by itself."""
    if depth >= _DEEPEST:
        yield Unread(name=name, reason="It is attached too deeply.")
        return
    widened = [
        replace(one, bytes_=one.bytes_[:_HEAD] + bytes(8) + one.bytes_[_HEAD:]) if one.name == _PROPERTIES else one
        for one in storage.streams
    ]
    try:
        for found in _parts(replace(storage, streams=tuple(widened)), depth + 1):
            yield found.inside(name.replace("\\", "/").rpartition("/")[2])
    except InputError as error:
        yield Unread(name=name, reason=error.what)
