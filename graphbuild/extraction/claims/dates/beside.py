"""Times that are counted from what was told before: "two days later", "that night", "the following year"."""

from __future__ import annotations

from datetime import date, timedelta

from graphbuild.extraction.claims.dates.calendar import Rule, Values
from graphbuild.extraction.claims.dates.lexer import UNITS
from graphbuild.extraction.claims.dates.units import MONTH, YEAR, Anchor, Stretch, days, moved, single


def unit_of(found: Values) -> str | None:
    """The unit that a phrase names; None for several of it without a number ("the last weeks", "days later")."""
    unit = next(name for name in UNITS if name in found)
    return unit if "NUM" in found or not found[unit].text.endswith("s") else None


def counted(steps: int) -> Rule:
    """A rule for what lies so many units after what was told before, or before it."""

    def rule(found: Values, anchor: Anchor) -> Stretch | None:
        """Return the unit counted from what was told before."""
        unit = unit_of(found)
        count = found["NUM"].value if "NUM" in found else 1
        return moved(anchor.event, steps * count, unit) if anchor.event and unit is not None else None

    return rule


following, previous = counted(1), counted(-1)


def by_day(steps: int) -> Rule:
    """A rule for a part of the day so many days after what was told before ("that night", "the next morning")."""

    def rule(found: Values, anchor: Anchor) -> Stretch | None:
        """Return the day on which that part of the day is, or begins."""
        return moved(anchor.event, steps, "DAY") if anchor.event else None

    return rule


def weekend_beside(found: Values, anchor: Anchor) -> Stretch | None:
    """The weekend before, of or after the day that was told before."""
    if anchor.event is None or len(anchor.event) <= MONTH:
        return None
    at = date.fromisoformat(anchor.event)
    saturday = at + timedelta(days=5 - at.weekday())
    if "FOLLOWING" in found and saturday <= at:
        saturday += timedelta(days=7)
    elif "PREVIOUS" in found:
        saturday -= timedelta(days=7)
    return days(saturday, 2)


def same(found: Values, anchor: Anchor) -> Stretch | None:
    """The same day, week, month or year as what was told before."""
    event = anchor.event
    if event is None:
        return None
    if "MONTH" in found:
        return single(event[:MONTH]) if len(event) >= MONTH else None
    return single(event[:YEAR]) if "YEAR" in found else moved(event, 0, "DAY" if "DAY" in found else "WEEK")


def weekday_beside(found: Values, anchor: Anchor) -> Stretch | None:
    """The weekday before or after what was told ("the following Monday")."""
    if anchor.event is None or len(anchor.event) <= MONTH:
        return None
    at, of = date.fromisoformat(anchor.event), found["WEEKDAY"].value
    steps = (of - at.weekday() - 1) % 7 + 1 if "FOLLOWING" in found else -((at.weekday() - of - 1) % 7 + 1)
    return single((at + timedelta(days=steps)).isoformat())


def within(found: Values, anchor: Anchor) -> Stretch | None:
    """A part of the day, week, month or year that was told before, else of the article's ("later in the day")."""
    if anchor.event is not None:
        return same(found, anchor)
    if anchor.base is None:
        return None
    return same(found, Anchor(anchor.base, anchor.base.isoformat()))


def before_last(found: Values, anchor: Anchor) -> Stretch | None:
    """The week, month or year before the last one."""
    unit = next(name for name in UNITS if name in found)
    return moved(anchor.base.isoformat(), -2, unit) if anchor.base else None
