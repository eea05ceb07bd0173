"""Letters: their own words; subject, sender and date; what is attached as documents of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Extract, Fields, Note, Part, Unread
from graphbuild.documents.dates import day_of
from graphbuild.documents.formats import dispatch
from graphbuild.documents.formats.fragments import Attributes, text_of
from graphbuild.documents.formats.mail.quotations import head, parted

QUOTES = "Left out: the earlier letter that it quotes."
_DEEPEST = 20
_QUOTE_CLASSES = frozenset(
    {"gmail_quote", "gmail_quote_container", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote"}
)
_QUOTE_IDS = frozenset({"divRplyFwdMsg", "appendonsend", "OLK_SRC_BODY_SECTION"})
_OUTLOOK_LINE = re.compile(r"border:\s*none;\s*border-top:\s*solid\s*#(?:e1e1e1|b5c4df)", re.IGNORECASE)
_HEAD_LINES = re.compile(r"\n\n(?=(?:From|Sent|To|Cc|Subject|Date|Von|Gesendet|An|Betreff):)")
_PASSED_ON = re.compile(r"\s*(?:fwd?|wg|tr)\s*:", re.IGNORECASE)


def extract(data: bytes) -> Iterator[Part]:
    """A letter, then what it forwards and what is attached to it.

    The quoted history and the signature are left out.

    Raises:
        InputError: it holds no letter.
    """
    letter = BytesParser(EmailMessage, policy=policy.default).parsebytes(data)
    if not letter.keys():
        raise InputError("It holds no letter with text: save the text as .txt.")
    yield from parts(letter)


def parts(letter: EmailMessage, depth: int = 0) -> Iterator[Part]:
    """The letter's own text, what it forwards, and its attachments.

    Raises:
        InputError: it has no text and nothing attached, or an unknown encoding.
    """
    found = False
    for part in _own(letter):
        found = True
        yield part
    for part in _attached(letter, depth):
        found = True
        yield part
    if not found:
        raise InputError("It holds no letter with text: save the text as .txt.")


def written(text: str, fields: Fields) -> Iterator[Extract]:
    """The letter in a plain text, and the one that it forwards, dated by its own head."""
    letter = parted(text, fields.title or "")
    if letter.own.strip():
        yield Extract(text=letter.own, fields=fields, remarks=(QUOTES,) if letter.quotes else ())
    if letter.forwarded.strip():
        said, below = head(letter.forwarded)
        inner = Fields(
            title=said.get("subject") or None,
            author=_sender(said.get("from", "")),
            published=day_of(said.get("date", "")),
        )
        for part in written(below, inner):
            yield part.inside("forwarded")


def _own(letter: EmailMessage) -> Iterator[Part]:
    """Yield what the sender wrote, from the plain text or else from the HTML."""
    fields = _fields(letter)
    plain = _content(letter.get_body(("plain",)))
    if plain.strip():
        yield from written(plain, fields)
        return
    yield from in_html(_content(letter.get_body(("html",))), fields)


def in_html(html: str, fields: Fields) -> Iterator[Extract]:
    """The letter in a piece of HTML, without the history that mail programs mark."""
    seen: list[str] = []
    own = text_of(html, lambda name, attributes: _is_quote(name, attributes, seen))
    passed_on = _PASSED_ON.match(fields.title or "") is not None
    if own.strip() and not passed_on:
        for part in written(own, fields):
            remarks = part.remarks or ((QUOTES,) if seen else ())
            yield part if part.name else replace(part, remarks=remarks)
    elif text := text_of(html):
        yield from in_paragraphs(text, fields)


def in_paragraphs(text: str, fields: Fields) -> Iterator[Extract]:
    """The letter in a text with a blank line between all lines, those of the heads of earlier letters too."""
    yield from written(_HEAD_LINES.sub("\n", text), fields)


def _is_quote(name: str, attributes: Attributes, seen: list[str]) -> bool:
    """Whether an element holds the history of a letter, as programs mark it; after Outlook's line all is history."""
    quote = (
        bool(seen and seen[-1] == "rest")
        or (name == "blockquote" and (attributes.get("type") == "cite" or "gmail_quote" in attributes.get("class", "")))
        or bool(_QUOTE_CLASSES & set(attributes.get("class", "").split()))
        or attributes.get("id") in _QUOTE_IDS
        or (name == "div" and _OUTLOOK_LINE.search(attributes.get("style", "")) is not None)
    )
    if quote:
        rest = attributes.get("id") in _QUOTE_IDS or _OUTLOOK_LINE.search(attributes.get("style", ""))
        seen.append("rest" if rest or (seen and seen[-1] == "rest") else "quote")
    return quote


def _content(body: MIMEPart | None) -> str:
    """The text of a part, its soft line ends joined where it says that it has some (RFC 3676)."""
    if body is None:
        return ""
    try:
        text = body.get_content()
    except (LookupError, KeyError, AssertionError, UnicodeError, ValueError) as error:
        raise InputError("The letter's encoding is not known: save the text as .txt.") from error
    if not isinstance(text, str):
        return ""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if str(body.get_param("format", "")).lower() == "flowed":
        return _unflowed(text, joins=str(body.get_param("delsp", "")).lower() == "yes")
    return text


def _unflowed(text: str, *, joins: bool) -> str:
    """Join the lines that end softly, outside of quotations (RFC 3676)."""
    out: list[str] = []
    soft = False
    for line in text.split("\n"):
        quoted = line.startswith(">")
        line = line if quoted else line.removeprefix(" ")
        if soft and not quoted and line != "-- ":
            out[-1] += line
        else:
            out.append(line)
        soft = line.endswith(" ") and line != "-- " and not quoted
        if soft and joins:
            out[-1] = out[-1][:-1]
    return "\n".join(out)


def _attached(letter: EmailMessage, depth: int) -> Iterator[Part]:
    """Yield the documents in the attachments; pictures are counted."""
    pictures = 0
    for number, part in enumerate(_attachments(letter), 1):
        name = _file_name(part, number)
        if part.get_content_type() == "message/rfc822":
            yield from _letter_within(part, name, depth)
        elif part.get_content_maintype() == "image":
            pictures += 1
        elif isinstance(data := part.get_payload(decode=True), bytes):
            yield from dispatch.inside(name, data)
    if pictures:
        yield Note(f"Left out: pictures attached to it ({pictures}).")


def _letter_within(part: EmailMessage, name: str, depth: int) -> Iterator[Part]:
    """Yield the parts of a letter that is attached to another."""
    inner = part.get_payload()
    held = inner[0] if isinstance(inner, list) and inner else None
    if not isinstance(held, EmailMessage) or depth >= _DEEPEST:
        yield Unread(name=name, reason="It is attached too deeply, or damaged.")
        return
    try:
        for found in parts(held, depth + 1):
            yield found.inside(name)
    except InputError as error:
        yield Unread(name=name, reason=error.what)


def _attachments(part: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that are not the text of the letter itself."""
    if part.is_multipart() and part.get_content_type() != "message/rfc822":
        for inner in part.iter_parts():
            if isinstance(inner, EmailMessage):
                yield from _attachments(inner)
        return
    kind, name = part.get_content_type(), part.get_filename()
    is_text = kind in {"text/plain", "text/html"} and not name and part.get_content_disposition() != "attachment"
    is_technical = kind.startswith(
        ("multipart/", "message/delivery-status", "application/pgp-signature", "application/pkcs7")
    )
    if not (is_text or is_technical):
        yield part


def _file_name(part: EmailMessage, number: int) -> str:
    """The name of an attachment without folders; a made one where it has none."""
    name = (part.get_filename() or "").replace("\\", "/").rpartition("/")[2]
    ending = ".eml" if part.get_content_type() == "message/rfc822" else ""
    return " ".join(name.split()) or f"attachment {number}{ending}"


def _fields(letter: EmailMessage) -> Fields:
    """Return subject, sender and day of a letter."""
    return Fields(
        title=_header(letter, "subject") or None,
        author=_sender(_header(letter, "from")),
        published=day_of(_header(letter, "date")),
    )


def _sender(text: str) -> str | None:
    """Return the sender's name, else the address, else the header text; None if it is empty."""
    name, address = parseaddr(text)
    return name or address or text or None


def _header(letter: EmailMessage, name: str) -> str:
    """A header's words; empty where it is missing or broken beyond reading."""
    try:
        return " ".join(str(letter.get(name, "")).split())
    except (ValueError, IndexError, AttributeError, TypeError):  # the parser's own, on hostile headers
        return ""
