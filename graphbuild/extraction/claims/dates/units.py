"""Days, weeks, months and years: stretches of the calendar as partial ISO dates, and steps between them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

DAY, MONTH, YEAR = 10, 7, 4
"""The lengths of a partial ISO date of each precision."""
SEASON_STARTS = (3, 6, 9, 12)
"""The first months of spring, summer, autumn and winter, as newspapers of the northern half of the earth use them."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one partial ISO date to another. `date` is the single date that stands for it, if one does."""

    first: str
    last: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative dates are resolved against.

    Attributes:
        base: the article's day, where it is known.
        event: the partial ISO date of what was told before, where there is one.
        ahead: what is told is still to come, so that "Friday" is the next one.
        year: the year that the document is about, as its title says ("2019 country report"), where that is asked.
    """

    base: date | None
    event: str | None = None
    ahead: bool = False
    year: int | None = None


def single(written: str | None) -> Stretch | None:
    """The stretch of one partial ISO date; None of none."""
    return Stretch(written, written, written) if written else None


def day(year: int, month: int, number: int) -> str | None:
    """A day of the calendar; None where there is no such day."""
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return None


def month(year: int, number: int) -> str:
    """A month as a partial ISO date; months beyond December are those of the next year."""
    index = year * 12 + number - 1
    return f"{index // 12:04}-{index % 12 + 1:02}"


def months(first: str, count: int) -> Stretch:
    """So many months from one on."""
    return Stretch(first, shifted_month(first, count - 1))


def shifted_month(written: str, steps: int) -> str:
    """The month so many months after another one."""
    return month(int(written[:4]), int(written[5:7]) + steps)


def days(first: date, count: int) -> Stretch:
    """So many days from one on."""
    return Stretch(first.isoformat(), (first + timedelta(days=count - 1)).isoformat())


def week(of: date, steps: int = 0) -> Stretch:
    """The week from Monday that a day is in, or one some weeks after it."""
    return days(of + timedelta(days=7 * steps - of.weekday()), 7)


def last_day(year: int, number: int) -> int:
    """How many days a month has."""
    return monthrange(year, number)[1]


def back(base: date, count: int, unit: str) -> str | None:
    """The day, month or year that lies so many units before a day, or after it where the number is negative."""
    try:
        if unit in {"DAY", "WEEK"}:
            return (base - timedelta(days=count * (7 if unit == "WEEK" else 1))).isoformat()
    except OverflowError:
        return None
    if unit == "MONTH":
        return shifted_month(base.isoformat(), -count) if abs(count) < 12 * base.year else None
    year = base.year - count * (10 if unit == "DECADE" else 1)
    return f"{year:04}" if 0 < year < 10_000 else None


def moved(event: str, steps: int, unit: str) -> Stretch | None:
    """The unit that lies so many units after a date, or before it; None where the date is not as precise as that."""
    if unit in {"DAY", "WEEK"}:
        if len(event) < DAY or abs(steps) > 10_000:
            return None
        at = date.fromisoformat(event)
        if unit == "DAY":
            return single((at + timedelta(days=steps)).isoformat())
        return week(at, steps)
    if unit == "MONTH":
        return single(shifted_month(event, steps)) if len(event) >= MONTH and abs(steps) < 1200 else None
    year = int(event[:4]) + steps * (10 if unit == "DECADE" else 1)
    return single(f"{year:04}") if 0 < year < 10_000 and unit == "YEAR" else None
