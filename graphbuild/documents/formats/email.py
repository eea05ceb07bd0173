"""E-mail: the letter's own words; its subject, sender and date."""

from __future__ import annotations

import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Extract, Fields
from graphbuild.documents.formats import html

_QUOTED = re.compile(r"^>.*\n?", re.MULTILINE)
_SIGNATURE = re.compile(r"\n-- \n.*\Z", re.DOTALL)


def extract(data: bytes) -> Extract:
    """The text of a letter, without what it quotes (`> ...`) and its signature.

    Raises:
        InputError: it holds no letter.
    """
    letter = BytesParser(EmailMessage, policy=policy.default).parsebytes(data)
    body = letter.get_body(("plain", "html"))
    if body is None or not (letter.keys() and body):
        raise InputError("It holds no letter with text: save the text as .txt.")
    try:
        content = body.get_content()
    except (LookupError, KeyError, AssertionError, UnicodeError) as error:
        raise InputError("The letter's encoding is not known: save the text as .txt.") from error
    if body.get_content_subtype() == "html":
        text = html.extract(content.encode("utf-8", "replace")).text
    else:
        text = _own_words(content.replace("\r\n", "\n").replace("\r", "\n"))
    return Extract(text=text, fields=_fields(letter))


def _own_words(text: str) -> str:
    own = _SIGNATURE.sub("\n", _QUOTED.sub("", text))
    return own if own.strip() else text


def _fields(letter: EmailMessage) -> Fields:
    name, address = parseaddr(_header(letter, "from"))
    return Fields(
        title=_header(letter, "subject") or None,
        author=name or address or None,
        published=_day(_header(letter, "date")),
    )


def _header(letter: EmailMessage, name: str) -> str:
    """A header's words; empty where it is missing or broken beyond reading."""
    try:
        return " ".join(str(letter.get(name, "")).split())
    except (ValueError, IndexError, AttributeError, TypeError):  # the parser's own, on hostile headers
        return ""


def _day(stamp: str) -> str | None:
    try:
        return parsedate_to_datetime(stamp).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
