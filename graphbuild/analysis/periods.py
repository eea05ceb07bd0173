"""Months, quarters, years and decades, and the axis of them on which dates lie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from graphbuild.core.periods import Period

MOST = 36
"""Periods of an axis where no unit is asked for."""
EDGES, FAR = 0.05, 3
"""The share of the dates at either end that may be strays, and how many times as long the axis is with them."""


class Unit(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"


_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12, Unit.DECADE: 120}


@dataclass(frozen=True, slots=True)
class Row:
    """A period: its name ("2021-05", "2021-Q2", "2021", "2020s"), its first and its last day."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Periods without gaps. `before` and `after`: dates lie beyond it, and count in the first and in the last."""

    unit: Unit
    rows: tuple[Row, ...]
    before: bool
    after: bool

    def index(self, told: Period | None) -> int | None:
        """The number of the period in which all days of a date lie; None where it is vaguer than that, or unknown."""
        if told is None:
            return None
        first, last = self._at(told.first), self._at(told.last)
        return first if first == last and _number(told.first, self.unit) == _number(told.last, self.unit) else None

    def holds(self, at: int, days: Iterable[tuple[date, date | None]]) -> bool:
        """Whether a day of these stretches lies in a period; a stretch without a last day goes on."""
        row = self.rows[at]
        first = date.min if at == 0 and self.before else row.first
        last = date.max if at == len(self.rows) - 1 and self.after else row.last
        return any(start <= last and (end is None or end >= first) for start, end in days)

    def _at(self, day: date) -> int:
        """Return the number of the period of a day, the first or last for one beyond."""
        at = _number(day, self.unit) - _number(self.rows[0].first, self.unit)
        return min(max(at, 0), len(self.rows) - 1)


def axis_of(days: Sequence[date], unit: Unit | None = None) -> Axis | None:
    """The axis of these days; None of none.

    Few and far strays lie in its first and last period. Where no unit is given it is the shortest with at most `MOST`
    periods.
    """
    if not days:
        return None
    ordered = sorted(days)
    low, high = ordered[int(len(ordered) * EDGES)], ordered[-1 - int(len(ordered) * EDGES)]
    far = ordered[-1] - ordered[0] > FAR * (high - low + timedelta(days=365))
    first, last = (low, high) if far else (ordered[0], ordered[-1])
    chosen = unit or next((one for one in Unit if _number(last, one) - _number(first, one) < MOST), Unit.DECADE)
    rows = tuple(_row(at, chosen) for at in range(_number(first, chosen), _number(last, chosen) + 1))
    return Axis(unit=chosen, rows=rows, before=ordered[0] < rows[0].first, after=ordered[-1] > rows[-1].last)


def _number(day: date, unit: Unit) -> int:
    """Return the number of the period that a day is in, counted from the year 0."""
    return (day.year * 12 + day.month - 1) // _MONTHS[unit]


def _row(at: int, unit: Unit) -> Row:
    """Return the period of a number."""
    first, after = _day(at * _MONTHS[unit]), _day((at + 1) * _MONTHS[unit])
    names = {
        Unit.MONTH: f"{first.year:04}-{first.month:02}",
        Unit.QUARTER: f"{first.year:04}-Q{(first.month + 2) // 3}",
        Unit.YEAR: f"{first.year:04}",
        Unit.DECADE: f"{first.year:04}s",
    }
    return Row(names[unit], first, after - timedelta(days=1))


def _day(months: int) -> date:
    """Return the first day of a month, counted from the year 0."""
    year = months // 12
    return date(max(year, 1), months % 12 + 1, 1) if year <= date.max.year else date.max
