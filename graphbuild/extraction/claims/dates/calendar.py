"""Which year a day, a month or a season is of where the words do not say it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

from graphbuild.extraction.claims.dates.lexer import Symbol
from graphbuild.extraction.claims.dates.units import SEASON_STARTS, YEAR, Anchor, Stretch, day, month, months, single

Values: TypeAlias = dict[str, Symbol]
"""The symbols of a phrase by their names."""
Rule: TypeAlias = Callable[[Values, Anchor], Stretch | None]
"""What makes a moment or unit of the symbols of a phrase; None where it is not known."""
NEAR = 8
"""Years within which a day is looked for: February 29 comes every fourth, and once only after eight."""

STEPS = {"LAST": -1, "PAST": -1, "THIS": 0, "NEXT": 1}
"""The words that name the unit before the article's, its own, and the one after it."""
BESIDE = {"PREVIOUS": -1, "SAME": 0, "FOLLOWING": 1}
"""The same for the unit of what was told before."""


def values(symbols: tuple[Symbol, ...]) -> Values:
    """The symbols of a phrase by their names; of two with one name the first."""
    found: Values = {}
    for symbol in symbols:
        found.setdefault(symbol.name, symbol)
    return found


def step(found: Values) -> int | None:
    """How many units before or after the article's one a phrase names; None where it does not say."""
    return next((steps for word, steps in STEPS.items() if word in found), None)


def said_year(found: Values, anchor: Anchor) -> int | None:
    """The year that a phrase says ("2019", "of last year"); None where it says none or the article has no date."""
    if "WRITTEN_YEAR" in found:
        return found["WRITTEN_YEAR"].value
    if "YEAR" not in found:
        return None
    beside = next((steps for word, steps in BESIDE.items() if word in found), None)
    steps = step(found)
    if beside is None and steps == 1 and anchor.event is not None and not anchor.ahead:
        beside = 1
    if beside is not None:
        return int(anchor.event[:YEAR]) + beside if anchor.event is not None else None
    year = own_year(anchor)
    return year + steps if year is not None and steps is not None else None


def own_year(anchor: Anchor) -> int | None:
    """The year of the article, or that which the document is about; None where neither is known."""
    return anchor.base.year if anchor.base is not None else anchor.year


def named_day(found: Values, anchor: Anchor) -> Stretch | None:
    """A day of a month, of the year that is said or of the one nearest to the article."""
    number = found["NTH" if "NTH" in found else "NUM"].value
    of = found["NAME"].value
    year = said_year(found, anchor)
    if year is not None:
        return single(day(year, of, number))
    return None if "YEAR" in found else single(nearest(lambda y: day(y, of, number), anchor))


def nearest(made: Callable[[int], str | None], anchor: Anchor) -> str | None:
    """The last day not after the article that a rule makes of a year; the first not before it of what is to come."""
    if anchor.base is None:
        return made(anchor.year) if anchor.year is not None else None
    today = anchor.base.isoformat()
    for steps in range(NEAR + 1):
        found = made(anchor.base.year + (steps if anchor.ahead else -steps))
        if found and (found >= today if anchor.ahead else found <= today):
            return found
    return None


def named_month(found: Values, anchor: Anchor) -> Stretch | None:
    """A month, of the year that is said or the latest that has begun; for "last May" never the current one."""
    number = found["NAME"].value
    year = said_year(found, anchor)
    steps = step(found)
    if year is None and "YEAR" not in found and anchor.base is None and steps is None:
        year = anchor.year
    if year is None and ("YEAR" in found or anchor.base is None):
        return None
    if year is None and anchor.base is not None:
        year = anchor.base.year
        if steps == 1 or (anchor.ahead and steps is None):
            year += number < anchor.base.month + (steps == 1)
        elif steps == 0:
            pass
        else:
            year -= number > anchor.base.month - (steps == -1)
    assert year is not None
    return single(month(year, number))


def season(found: Values, anchor: Anchor) -> Stretch | None:
    """The three months of a season; a winter is of the year in which it begins, and has no single date."""
    of = found["SEASON"].value
    year = said_year(found, anchor)
    if year is None and anchor.base is None and "YEAR" not in found and step(found) is None:
        year = anchor.year
    if year is not None:
        winter = of == len(SEASON_STARTS) - 1
        said = f"{year:04}"
        return Stretch(said, said, said) if winter else _dated(months(month(year, SEASON_STARTS[of]), 3), said)
    if anchor.base is None or "YEAR" in found:
        return None
    now = anchor.base.isoformat()[:7]
    this = [months(month(year, SEASON_STARTS[of]), 3) for year in range(anchor.base.year - 2, anchor.base.year + 2)]
    steps = step(found)
    over, begun = [s for s in this if s.last < now], [s for s in this if s.first <= now]
    to_come, not_over = [s for s in this if s.first > now], [s for s in this if s.last >= now]
    if steps == -1:
        return over[-1]
    if steps == 1:
        return to_come[0]
    if steps == 0:
        return next((s for s in this if s.first <= now <= s.last), not_over[0] if anchor.ahead else begun[-1])
    return not_over[0] if anchor.ahead else begun[-1]


def winter_of(found: Values, anchor: Anchor) -> Stretch | None:
    """The winter between two years that are both said ("the winter of 2019-20")."""
    first = found["WRITTEN_YEAR"].value
    return months(month(first, SEASON_STARTS[-1]), 3) if found["SEASON"].value == len(SEASON_STARTS) - 1 else None


def _dated(stretch: Stretch, date: str) -> Stretch:
    """Return a stretch with the single date that stands for it."""
    return Stretch(stretch.first, stretch.last, date)


def weekday(found: Values, anchor: Anchor) -> Stretch | None:
    """The day that a weekday names: the article's own or the last one, the next for what is to come.

    "Next Friday" said on a Wednesday may be of this week or of the one after it: both are in the stretch.
    """
    if anchor.base is None:
        return None
    of, base = found["WEEKDAY"].value, anchor.base
    steps = step(found)
    if "WEEK" in found and steps is not None:
        monday = base - timedelta(days=base.weekday())
        return single((monday + timedelta(days=7 * steps + of)).isoformat())
    behind = (base.weekday() - of) % 7
    coming = base + timedelta(days=-behind % 7)
    if steps == 1:
        first = coming if behind else coming + timedelta(days=7)
        later = first + timedelta(days=7)
        return single(first.isoformat()) if of <= base.weekday() else Stretch(first.isoformat(), later.isoformat())
    if anchor.ahead and steps != -1:
        return single(coming.isoformat())
    return single(_before(base, 7 if steps == -1 and behind == 0 else behind))


def _before(base: date, count: int) -> str:
    """Return the day so many days before another one."""
    return (base - timedelta(days=count)).isoformat()
