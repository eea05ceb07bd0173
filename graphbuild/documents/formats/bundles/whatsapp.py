"""Exports of WhatsApp chats: a document for each message."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Extract, Fields, Note, Part
from graphbuild.documents.decoding import decode

_MESSAGE = re.compile(
    r"^\u200e?\[?(?P<one>\d{1,4})(?P<mark>[./-])(?P<two>\d{1,2})(?P=mark)(?P<three>\d{2,4}),? "
    r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[ \u00a0\u202f]*[apAP]\.?[mM]\.?)?(?:\] | - )\u200e?(?P<rest>.*)$"
)
_SENDER = re.compile(r"^(?P<name>[^:\n]{1,60}): ?(?P<text>.*)$", re.DOTALL)
_MEDIA = re.compile(
    r"^\u200e?(?:<[^<>\n]{3,40}>|(?:image|video|audio|sticker|GIF|document|Contact card) omitted|"
    r"This message was deleted\.?|"
    r"You deleted this message\.?|<attached: [^>]*>|[^\n]{1,100} \(file attached\))$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Message:
    numbers: tuple[int, int, int]
    mark: str
    lines: list[str] = field(default_factory=list)


def extract(data: bytes) -> Iterator[Part]:
    """The messages of a chat, dated, each by its sender.

    Raises:
        InputError: it holds no message.
    """
    messages = list(_messages(decode(data).replace("\r\n", "\n").split("\n")))
    order = _order(messages)
    left = number = 0
    for message in messages:
        said = _SENDER.match("\n".join(message.lines))
        if not said or _MEDIA.match(said["text"].strip()) or not said["text"].strip():
            left += 1
            continue
        number += 1
        fields = Fields(author=said["name"].strip(" \u200e~\u202f\u00a0"), published=_day(message.numbers, order))
        yield Extract(text=said["text"].strip("\u200e \n"), fields=fields, name=str(number))
    if not number:
        raise InputError("It holds no message.")
    if order is None:
        yield Note("Left out: its dates, in which day and month cannot be told apart.")
    if left:
        yield Note(f"Left out: messages without text, such as pictures, and notices of the chat ({left}).")


def _messages(lines: Sequence[str]) -> Iterator[_Message]:
    """Yield the messages, each with the lines that follow it without a date."""
    current: _Message | None = None
    for line in lines:
        match = _MESSAGE.match(line)
        if match:
            if current:
                yield current
            numbers = (int(match["one"]), int(match["two"]), int(match["three"]))
            current = _Message(numbers, match["mark"], [match["rest"]])
        elif current:
            current.lines.append(line)
    if current:
        yield current


def _order(messages: Sequence[_Message]) -> str | None:
    """In which order the dates give day, month and year, by all of them together; None where both may be."""
    if any(message.numbers[0] > 31 for message in messages):
        return "ymd"
    if any(message.numbers[0] > 12 or message.mark == "." for message in messages):
        return "dmy"
    return "mdy" if any(message.numbers[1] > 12 for message in messages) else None


def _day(numbers: tuple[int, int, int], order: str | None) -> str | None:
    """Return the day that three numbers mean in an order."""
    if order is None:
        return None
    found = dict(zip(order, numbers, strict=True))
    year = found["y"] + 2000 if found["y"] < 100 else found["y"]
    try:
        return date(year, found["m"], found["d"]).isoformat()
    except ValueError:
        return None
