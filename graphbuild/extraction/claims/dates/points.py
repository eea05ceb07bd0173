"""One moment or one unit of the calendar: "26 May", "the first half of last year", "two days later"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeAlias

from graphbuild.extraction.claims.dates.beside import (
    before_last,
    by_day,
    counted,
    following,
    previous,
    same,
    unit_of,
    weekday_beside,
    weekend_beside,
    within,
)
from graphbuild.extraction.claims.dates.calendar import (
    Rule,
    Values,
    named_day,
    named_month,
    nearest,
    own_year,
    said_year,
    season,
    step,
    values,
    weekday,
    winter_of,
)
from graphbuild.extraction.claims.dates.lexer import UNITS, Symbol, codes, pattern
from graphbuild.extraction.claims.dates.parts import (
    century,
    counted_months,
    decade,
    edge_day,
    half,
    part_of_year,
    quarter,
    week_of,
    week_of_month,
)
from graphbuild.extraction.claims.dates.units import (
    MONTH,
    YEAR,
    Anchor,
    Stretch,
    back,
    day,
    days,
    month,
    single,
    week,
)
from graphbuild.knowledge.lexicon.time_words import TIME_WORDS

Point: TypeAlias = Callable[[Anchor], Stretch | None]
FILLERS = frozenset({"FILLER", "COMMA", "IN"})
EARLY = 3
"""In the first so many months "at the end of the year" is that of the year before."""
PARTS = frozenset({"DAYPART", "EDGE", "OVERNIGHT", "HOUR"})
"""Parts of days, months and years, which leave a date as precise as it is."""


def point(symbols: tuple[Symbol, ...]) -> Point | None:
    """What resolves these words as one moment or unit; None if they are not one."""
    bare = tuple(s for s in symbols if s.name not in FILLERS)
    plain = tuple(s for s in bare if s.name not in PARTS)
    loose = plain[1:] if plain and plain[0].name in {"LATER", "EARLIER"} else plain
    for reading in dict.fromkeys((bare, plain, loose)):
        written = codes(reading)
        for form, rule in _RULES:
            if form.fullmatch(written):
                found = values(reading)
                return lambda anchor, rule=rule, found=found: rule(found, anchor)  # type: ignore[misc]
    return None


def _full(found: Values, anchor: Anchor) -> Stretch | None:
    """A date in numbers, where there is such a day or month."""
    text = found["FULL"].text
    year, number, *rest = (int(part) for part in text.split("-"))
    return single(day(year, number, rest[0]) if rest else text if 1 <= number <= 12 else None)


def _year(found: Values, anchor: Anchor) -> Stretch | None:
    """A year, said as a number or by the article's."""
    year = said_year(found, anchor)
    return single(f"{year:04}") if year is not None else None


def _relative_day(steps: int) -> Rule:
    """A rule for a day so many days after the article's."""

    def rule(found: Values, anchor: Anchor) -> Stretch | None:
        """Return the day counted from the article's."""
        return single((anchor.base + timedelta(days=steps)).isoformat()) if anchor.base else None

    return rule


def _overnight(found: Values, anchor: Anchor) -> Stretch | None:
    """The night before the article."""
    return days(anchor.base - timedelta(days=1), 2) if anchor.base else None


def _into(found: Values, anchor: Anchor) -> Stretch | None:
    """The night before a weekday and that day ("overnight into Sunday")."""
    found_day = weekday(found, anchor)
    if found_day is None or anchor.base is None or found_day.date is None:
        return None
    return days(anchor.base.fromisoformat(found_day.date) - timedelta(days=1), 2)


def _coming(found: Values, anchor: Anchor) -> Stretch | None:
    """So many days, weeks, months or years from the article on ("the next two weeks")."""
    if anchor.base is None:
        return None
    unit = next(name for name in UNITS if name in found)
    last = back(anchor.base, -found["NUM"].value, unit)
    return Stretch(anchor.base.isoformat()[: len(last)], last) if last else None


def _weekend(found: Values, anchor: Anchor) -> Stretch | None:
    """Saturday and Sunday: the last that have begun, the next ones, or those of a week that is named."""
    if anchor.base is None:
        return None
    behind = (anchor.base.weekday() - 5) % 7
    saturday = anchor.base - timedelta(days=behind)
    steps = step(found)
    if steps == 1 or ((anchor.ahead or steps == 0) and behind > 1):
        saturday += timedelta(days=7)
    elif steps == -1 and behind < 2:
        saturday -= timedelta(days=7)
    return days(saturday, 2)


def _unit(found: Values, anchor: Anchor) -> Stretch | None:
    """Last, this or next week, month, year or decade."""
    base, steps = anchor.base, step(found) or 0
    if unit_of(found) is None:
        return None
    if base is None:
        return _year_itself(found, anchor) if "YEAR" in found and "PAST" not in found else None
    if "PAST" in found:
        return _past(found, anchor)
    if steps == 1 and anchor.event and not anchor.ahead and "DAY" not in found:
        return following(found, anchor)
    if "WEEK" in found:
        return week(base, steps)
    if "MONTH" in found:
        return single(month(base.year, base.month + steps))
    if "YEAR" in found:
        return single(f"{base.year + steps:04}")
    first = base.year - base.year % 10 + 10 * steps
    return Stretch(f"{first:04}", f"{first + 9:04}")


def _year_itself(found: Values, anchor: Anchor) -> Stretch | None:
    """The year that the document is about, or one beside it; None where it is about none."""
    if anchor.base is not None or anchor.year is None:
        return None
    return single(f"{anchor.year + (step(found) or 0):04}")


def _past_hours(found: Values, anchor: Anchor) -> Stretch | None:
    """The days of so many hours up to the article ("the past 24 hours")."""
    if anchor.base is None or not 0 < found["NUM"].value < 1000:
        return None
    count = -(-found["NUM"].value // 24)
    return days(anchor.base - timedelta(days=count), count + 1)


def _past(found: Values, anchor: Anchor) -> Stretch | None:
    """So many days, weeks, months or years up to the article ("the past two years")."""
    if anchor.base is None:
        return None
    unit = next(name for name in UNITS if name in found)
    count = found["NUM"].value if "NUM" in found else 1
    if unit == "DAY" and count == 1:
        return None
    first = back(anchor.base, count, unit)
    today = anchor.base.isoformat()
    return Stretch(first, today[: len(first)]) if first else None


def _ago(found: Values, anchor: Anchor) -> Stretch | None:
    """So many units before the article; a week as a whole, a decade not at all."""
    if anchor.base is None or "DECADE" in found:
        return None
    unit = next(name for name in UNITS if name in found)
    count = found["NUM"].value if "NUM" in found else 1
    if unit == "WEEK":
        return week(anchor.base, -count) if count < 5000 else None
    return single(back(anchor.base, count, unit))


def _dated_weekday(found: Values, anchor: Anchor) -> Stretch | None:
    """A day with its weekday, which says of which year the day is where no year is said."""
    plain = named_day(found, anchor)
    if anchor.base is None or said_year(found, anchor) is not None or "YEAR" in found:
        return plain
    number, of = found["NTH" if "NTH" in found else "NUM"].value, found["NAME"].value

    def on_weekday(year: int) -> str | None:
        """Return the day in a year, where it falls on that weekday."""
        made = day(year, of, number)
        right = made and anchor.base and anchor.base.fromisoformat(made).weekday() == found["WEEKDAY"].value
        return made if right else None

    return single(nearest(on_weekday, anchor)) or plain


_OF_YEAR = "(WRITTEN_YEAR|OTHER_YEAR YEAR|FOLLOWING SAME YEAR)"
_OF_MONTH = f"(NAME {_OF_YEAR}?|(LAST|THIS|NEXT) MONTH)"
_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (pattern(form), rule)
    for form, rule in (
        ("WEEKDAY? FULL", _full),
        (f"WEEKDAY (PLACE NAME|NAME PLACE) {_OF_YEAR}?", _dated_weekday),
        (f"(PLACE NAME|NAME PLACE) {_OF_YEAR}?", named_day),
        (f"MONTH? NAME {_OF_YEAR}?", named_month),
        ("(LAST|PAST|THIS|NEXT) NAME", named_month),
        ("EDGE* YEAR? WRITTEN_YEAR", _year),
        ("YEAR", lambda found, anchor: None if unit_of(found) is None else _year_itself(found, anchor)),
        (f"(EDGE|NTH|LAST) (DAY|WEEK|MONTH) {_OF_YEAR}", part_of_year),
        (f"EDGE (DAY|WEEK) NAME {_OF_YEAR}?", named_month),
        ("EDGE* (LAST|THIS|NEXT) YEAR", _unit),
        ("(EDGE+ YEAR|YEAR EDGE+)", lambda found, anchor: _own(found, anchor, YEAR)),
        ("(EDGE+ MONTH|MONTH EDGE+)", lambda found, anchor: _own(found, anchor, MONTH)),
        ("WRITTEN_DECADE", decade),
        ("NTH CENTURY", century),
        ("SEASON WRITTEN_YEAR DASH (NUM|WRITTEN_YEAR)", winter_of),
        (f"SEASON {_OF_YEAR}?", season),
        ("(LAST|PAST|THIS|NEXT) SEASON", season),
        (f"NTH HALF (YEAR|NAME {_OF_YEAR}?|{_OF_YEAR})", half),
        (f"(NTH|LAST) QUARTER ({_OF_YEAR}|YEAR)?", quarter),
        (f"(NTH|LAST) NUM MONTH (YEAR|{_OF_YEAR})", counted_months),
        (f"(NTH|LAST) WEEK {_OF_MONTH}", week_of_month),
        (f"(NTH|LAST) DAY {_OF_MONTH}", edge_day),
        (f"WEEK (PLACE NAME|NAME PLACE) {_OF_YEAR}?", week_of),
        ("TODAY|THIS DAYPART|EARLIER TODAY", _relative_day(0)),
        ("YESTERDAY DAYPART?|LAST DAYPART", _relative_day(-1)),
        ("TOMORROW DAYPART?", _relative_day(1)),
        ("DAY BEFORE YESTERDAY", _relative_day(-2)),
        ("DAY AFTER TOMORROW", _relative_day(2)),
        ("OVERNIGHT", _overnight),
        ("OVERNIGHT TO WEEKDAY", _into),
        ("NEXT NUM UNIT", _coming),
        ("(LAST|PAST|THIS|NEXT|THIS PAST)? WEEKDAY|WEEKDAY LAST", weekday),
        ("THIS NEXT WEEKDAY", lambda found, anchor: weekday(found, replace(anchor, ahead=True))),
        ("WEEKDAY (LAST|PAST|THIS|NEXT) WEEK", weekday),
        ("(LAST|PAST|THIS|NEXT) WEEK WEEKDAY", weekday),
        ("(LAST|PAST|THIS|NEXT)? WEEKEND", _weekend),
        ("THIS? (LAST|PAST) NUM UNIT", _past),
        ("THIS? (LAST|PAST) NUM HOUR", _past_hours),
        ("(LAST|PAST|THIS|NEXT|THIS PAST) (WEEK|MONTH|YEAR|DECADE)", _unit),
        ("NEXT DAY", following),
        ("COUNT UNIT AGO", _ago),
        ("SAME DAYPART|FOLLOWING SAME DAYPART", by_day(0)),
        ("(NEXT|FOLLOWING) DAYPART|DAYPART AFTER", by_day(1)),
        ("PREVIOUS DAYPART|DAYPART BEFORE", by_day(-1)),
        ("(SAME|FOLLOWING|PREVIOUS) WEEKEND", weekend_beside),
        ("(SAME|FOLLOWING SAME) (DAY|WEEK|MONTH|YEAR)", same),
        ("FOLLOWING (DAY|WEEK|MONTH|YEAR)", following),
        ("(PREVIOUS|BEFORE) (DAY|WEEK|MONTH|YEAR)", previous),
        ("(FOLLOWING|PREVIOUS) WEEKDAY", weekday_beside),
        ("(DAY|WEEK|MONTH|YEAR) FORTH", following),
        ("(DAY|WEEK|MONTH|YEAR) BACK", previous),
        ("(EARLIER|LATER) (DAY|WEEK|MONTH|YEAR)", within),
        ("(WEEK|MONTH|YEAR) BEFORE LAST", before_last),
        ("THEN", lambda found, anchor: single(anchor.event)),
        ("COUNT UNIT FORTH", counted(1)),
        ("COUNT UNIT BACK", counted(-1)),
    )
)
"""The forms of a moment or unit, each with what resolves it; the first that fits counts."""


def _own(found: Values, anchor: Anchor, length: int) -> Stretch | None:
    """The article's own year or month ("at the end of the year")."""
    if anchor.base is not None:
        early = length == YEAR and not anchor.ahead and anchor.base.month <= EARLY
        over = early and "EDGE" in found and found["EDGE"].text in TIME_WORDS.ends
        return single(f"{anchor.base.year - 1:04}" if over else anchor.base.isoformat()[:length])
    year = own_year(anchor)
    return single(f"{year:04}") if length == YEAR and year is not None else None
