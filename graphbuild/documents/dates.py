"""Dates as files write them, read where they can mean one day only."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_PARTIAL = re.compile(r"\d{4}(-\d{2})?")
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_WORDED = re.compile(
    r"(?:[a-z]{3,9},?\s+)??(?:(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?"
    r"|(?P<day2>\d{1,2})(?:st|nd|rd|th)?\.?[\s-]+(?:of\s+)?(?P<month2>[a-z]{3,9})\.?,?)[\s-]+(?P<year>\d{4})(?!\d)",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
_MILLISECONDS = 10**11
_NEWS = range(1600, 2200)
"""Years that a paper can have."""
_MONTHS = ("january february march april may june july august september october november december").split()


def iso_date(text: str) -> str:
    """The day of a date that can mean one day only, as `2021-05-26`; other text as it is."""
    return day_of(text) or text


def is_date(text: str) -> bool:
    """Whether a text is an ISO date, be it of a month or year only."""
    return bool(_PARTIAL.fullmatch(text)) or _calendar(_ISO.fullmatch(text)) is not None


def day_of(text: str) -> str | None:
    """The day that a date means: ISO 8601, `07.06.2024`, `June 10, 2024`, RFC 2822 or seconds since 1970.

    `07/06/2024` is June or July; such a date is not guessed.
    """
    text = " ".join(text.split())
    return _calendar(_ISO.match(text)) or _compact(text) or _numbers(text) or _worded(text) or _stamp(text)


def _calendar(match: re.Match[str] | None) -> str | None:
    """Return the ISO 8601 date for a match of year, month and day; None without a match or for an invalid date."""
    return _day(*map(int, match.groups())) if match else None


def _compact(text: str) -> str | None:
    """`20210526`, weeks and the other forms of ISO 8601."""
    if _EPOCH.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text).date().isoformat()
    except ValueError:
        return None


def _numbers(text: str) -> str | None:
    """A day in numbers: points stand in dates that begin with the day; else one number has to be above 12."""
    match = _NUMBERS.match(text)
    if not match:
        return None
    first, mark, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
    if mark == "." or first > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


def _worded(text: str) -> str | None:
    """Read a day with the name of its month."""
    match = _WORDED.match(text)
    if not match:
        return None
    name = (match["month"] or match["month2"]).lower()
    found = [n for n, month in enumerate(_MONTHS, 1) if month.startswith(name) or (name, month[:4]) == ("sept", "sept")]
    return _day(int(match["year"]), found[0], int(match["day"] or match["day2"])) if len(found) == 1 else None


def _stamp(text: str) -> str | None:
    """Read seconds or milliseconds since 1970, or a date of RFC 2822."""
    try:
        if _EPOCH.fullmatch(text):
            seconds = float(text)
            return (
                datetime.fromtimestamp(seconds / 1000 if seconds > _MILLISECONDS else seconds, UTC).date().isoformat()
            )
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        return None


def _day(year: int, month: int, day: int) -> str | None:
    """Return a day of the calendar in ISO 8601; None where there is no such day."""
    try:
        return date(year, month, day).isoformat() if year in _NEWS else None
    except ValueError:
        return None
