"""Letters of Outlook (.msg), which are compound files."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parseaddr
from typing import TYPE_CHECKING

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Fields, Note, Part, Unread
from graphbuild.documents.dates import day_of
from graphbuild.documents.formats import dispatch
from graphbuild.documents.formats.mail.letter import in_html, written

if TYPE_CHECKING:
    from oxmsg import Message

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff")


def extract(data: bytes) -> Iterator[Part]:
    """A letter of Outlook, then what is attached to it.

    Raises:
        InputError: it is damaged, or holds no text.
    """
    from oxmsg import Message

    letter = Message.load(data)
    fields = _fields(letter)
    body = (letter.body or "").replace("\r\n", "\n").replace("\r", "\n")
    found: list[Part] = list(written(body, fields) if body.strip() else in_html(letter.html_body or "", fields))
    found += _attached(letter)
    if not found:
        raise InputError("It holds no letter with plain text: save it as .eml or .txt.")
    yield from found


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
