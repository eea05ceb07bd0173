"""Partial dates as intervals of days: `2021-05-26`, `2020-06`, `2014`."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from graphbuild.core.errors import UsageError

_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The first and the last day, both included."""

    first: date
    last: date


@lru_cache(maxsize=1 << 14)  # the same days are asked for again and again
def period(text: str) -> Period | None:
    """Return the days of an ISO 8601 date (of a timestamp, its day), or None if it is no date."""
    match = _WRITTEN.fullmatch(text.strip().partition("T")[0])
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if day:
        return Period(first, first)
    last_month = int(month or 12)
    return Period(first, date(first.year, last_month, monthrange(first.year, last_month)[1]))


def asked_period(text: str) -> Period:
    """Return the days of a date that a user typed.

    Raises:
        UsageError: it is no date.
    """
    found = period(text)
    if found is None:
        raise UsageError(f"{text!r} is not a date.", hint="Write it as 2021-05-26, 2021-05 or 2021.")
    return found
