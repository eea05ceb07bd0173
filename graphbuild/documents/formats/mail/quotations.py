"""What of a letter its sender wrote, and what is quoted or forwarded below."""

from __future__ import annotations

import re
from dataclasses import dataclass

_QUOTED = re.compile(r"^>.*\n?", re.MULTILINE)
_SIGNATURE = re.compile(r"\n-- \n.*\Z", re.DOTALL)
_FORWARDED = re.compile(
    r"^[ \t]*(?:-{5,} ?(?:Forwarded message|Weitergeleitete Nachricht) ?-{5,}|Begin forwarded message:)[ \t]*\n\s*",
    re.MULTILINE,
)
_NAMED = "From|Von|De|Sent|Gesendet|Date|Datum|To|An|Cc|Subject|Betreff|Reply-To"
_HEAD = rf"(?:[ \t]*\*?(?:{_NAMED})\*? ?:[^\n]*\n(?:[ \t]*\n)?)"
_ORIGINAL = re.compile(
    r"^[ \t]*-{3,} ?(?:Original Message|Ursprüngliche Nachricht) ?-{3,}[ \t]*\n", re.MULTILINE | re.IGNORECASE
)
_OUTLOOK = re.compile(rf"^(?:_{{10,}}\s*\n)?(?=[ \t]*\*?(?:From|Von|De)\*? ?:){_HEAD}{{3,}}", re.MULTILINE)
_GMAIL = re.compile(
    r"^[ \t]*(?:On|Am)\b[^\n]{5,200}(?:\n[^\n]{0,200}){0,2}?\b(?:wrote|schrieb[^\n:]{0,80}):[ \t]*$", re.MULTILINE
)
_LINE = re.compile(r"^[ \t]*\*?([A-Za-z-]+)\*? ?:[ \t]*(.*)$", re.MULTILINE)
_NAMES = {"von": "from", "de": "from", "gesendet": "date", "sent": "date", "datum": "date", "betreff": "subject"}
_PASSED_ON = re.compile(r"\s*(?:fwd?|wg|tr)\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's own words, what it forwards (head and text), and whether an earlier one was left out."""

    own: str
    forwarded: str = ""
    quotes: bool = False


def parted(text: str, subject: str) -> Letter:
    """The letter in a plain text, with its history and signature taken off."""
    forwarded = _FORWARDED.search(text)
    if forwarded:
        return Letter(_own(text[: forwarded.start()]), text[forwarded.end() :], quotes=False)
    history = _history(text)
    if history is None:
        own = _own(text)
        return Letter(own, quotes=_QUOTED.search(text) is not None and own != text)
    above, below = text[: history.start()], text[history.start() :]
    own = _own(above)
    if (_PASSED_ON.match(subject) or not own.strip()) and _OUTLOOK.search(below):
        return Letter(own, _ORIGINAL.sub("", below), quotes=False)
    return Letter(own if own.strip() else _own(text), quotes=bool(own.strip()))


def head(text: str) -> tuple[dict[str, str], str]:
    """The fields above a forwarded letter (`from`, `date`, `subject`), and its text."""
    match = re.match(rf"\s*(?:_{{10,}}\s*)?{_HEAD}{{2,}}", text)
    if not match:
        return {}, text
    found = {}
    for line in _LINE.finditer(match.group()):
        name = line[1].lower()
        found[_NAMES.get(name, name)] = line[2].strip().strip("*").strip()
    return found, text[match.end() :]


def _history(text: str) -> re.Match[str] | None:
    """Where the earlier letter begins; what follows Gmail's line has to be quoted, or the end of the text."""
    found = [match for pattern in (_ORIGINAL, _OUTLOOK, _GMAIL) if (match := pattern.search(text))]
    return min(found, key=lambda match: match.start()) if found else None


def _own(text: str) -> str:
    """Return a message's text without quoted lines and signature, or unchanged if nothing would remain."""
    own = _SIGNATURE.sub("\n", _QUOTED.sub("", text))
    return own if own.strip() else text
