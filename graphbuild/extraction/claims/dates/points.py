"""One moment or one unit of the calendar: "26 May", "the first half of last year", "two days later"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

from graphbuild.extraction.claims.dates.calendar import (
    named_day,
    named_month,
    nearest,
    said_year,
    season,
    step,
    values,
    weekday,
)
from graphbuild.extraction.claims.dates.lexer import Symbol, codes, pattern
from graphbuild.extraction.claims.dates.units import (
    MONTH,
    YEAR,
    Anchor,
    Stretch,
    back,
    day,
    days,
    last_day,
    month,
    months,
    moved,
    single,
    week,
)

Values: TypeAlias = dict[str, Symbol]
Rule: TypeAlias = Callable[[Values, Anchor], Stretch | None]
Point: TypeAlias = Callable[[Anchor], Stretch | None]
UNITS = ("day", "week", "month", "year", "decade")


def point(symbols: tuple[Symbol, ...]) -> Point | None:
    """What resolves these words as one moment or unit; None if they are not one."""
    bare = tuple(s for s in symbols if s.name not in {"filler", "comma"})
    plain = tuple(s for s in bare if s.name not in {"daypart", "edge"})
    loose = plain[1:] if plain and plain[0].name in {"later", "earlier"} else plain
    for reading in dict.fromkeys((bare, plain, loose)):
        written = codes(reading)
        for form, rule in _RULES:
            if form.fullmatch(written):
                found = values(reading)
                return lambda anchor, rule=rule, found=found: rule(found, anchor)  # type: ignore[misc]
    return None


def _full(found: Values, anchor: Anchor) -> Stretch | None:
    """A date in numbers, where there is such a day or month."""
    text = found["full"].text
    year, number, *rest = (int(part) for part in text.split("-"))
    return single(day(year, number, rest[0]) if rest else text if 1 <= number <= 12 else None)


def _year(found: Values, anchor: Anchor) -> Stretch | None:
    """A year, said as a number or by the article's."""
    year = said_year(found, anchor)
    return single(f"{year:04}") if year is not None else None


def _decade(found: Values, anchor: Anchor) -> Stretch | None:
    """Ten years, of which none stands for all."""
    first = found["written_decade"].value
    return Stretch(f"{first:04}", f"{first + 9:04}")


def _century(found: Values, anchor: Anchor) -> Stretch | None:
    """A hundred years."""
    number = found["nth"].value
    return Stretch(f"{100 * number - 99:04}", f"{100 * number:04}") if 10 < number < 22 else None


def _own_year(found: Values, anchor: Anchor) -> int | None:
    """The year that is said, else the article's, where a phrase names a part of "the year" or no year at all."""
    year = said_year(found, anchor)
    return year if year is not None or anchor.base is None else anchor.base.year


def _half(found: Values, anchor: Anchor) -> Stretch | None:
    """Half of a year or of a month."""
    second = found["nth"].value == 2 if "nth" in found else True
    if "name" in found:
        whole = named_month(found, anchor)
        if whole is None:
            return None
        year, number = int(whole.first[:4]), int(whole.first[5:7])
        first, last = (16, last_day(year, number)) if second else (1, 15)
        return Stretch(f"{whole.first}-{first:02}", f"{whole.first}-{last:02}", whole.first)
    year_ = _own_year(found, anchor)
    if year_ is None or ("nth" in found and found["nth"].value > 2):
        return None
    return _of_year(months(month(year_, 7 if second else 1), 6))


def _quarter(found: Values, anchor: Anchor) -> Stretch | None:
    """Three months of a year; without a year the latest quarter of that number that has begun."""
    number = found["nth"].value if "nth" in found else 4
    if number > 4:
        return None
    year = said_year(found, anchor)
    if year is None and anchor.base is not None:
        late = 3 * number - 2 > anchor.base.month and not anchor.ahead and "year" not in found
        year = anchor.base.year - late
    return _of_year(months(month(year, 3 * number - 2), 3)) if year is not None else None


def _of_year(stretch: Stretch) -> Stretch:
    """Return a part of a year, for which the year stands."""
    return Stretch(stretch.first, stretch.last, stretch.first[:YEAR])


def _counted_months(found: Values, anchor: Anchor) -> Stretch | None:
    """The first or last so many months of a year."""
    year, count = _own_year(found, anchor), found["num"].value
    if year is None or not 0 < count < 12:
        return None
    return _of_year(months(month(year, 13 - count if "last" in found and "nth" not in found else 1), count))


def _week_of_month(found: Values, anchor: Anchor) -> Stretch | None:
    """The first or another seven days of a month, or its last."""
    whole = named_month({k: v for k, v in found.items() if k != "last"}, anchor)
    number = found["nth"].value if "nth" in found else 0
    if whole is None or number > 4:
        return None
    end = last_day(int(whole.first[:4]), int(whole.first[5:7]))
    first = 7 * number - 6 if number else end - 6
    return Stretch(f"{whole.first}-{first:02}", f"{whole.first}-{first + 6:02}", whole.first)


def _edge_day(found: Values, anchor: Anchor) -> Stretch | None:
    """The first or last day of a month."""
    whole = named_month({k: v for k, v in found.items() if k != "last"}, anchor)
    if whole is None:
        return None
    end = last_day(int(whole.first[:4]), int(whole.first[5:7]))
    return single(f"{whole.first}-{found['nth'].value if 'nth' in found else end:02}")


def _week_of(found: Values, anchor: Anchor) -> Stretch | None:
    """Seven days from a day on."""
    first = named_day(found, anchor)
    if first is None:
        return None
    at = anchor.base.fromisoformat(first.first) if anchor.base else None
    return days(at, 7) if at is not None else None


def _relative_day(steps: int) -> Rule:
    """A rule for a day so many days after the article's."""

    def rule(found: Values, anchor: Anchor) -> Stretch | None:
        """Return the day counted from the article's."""
        return single((anchor.base + timedelta(days=steps)).isoformat()) if anchor.base else None

    return rule


def _overnight(found: Values, anchor: Anchor) -> Stretch | None:
    """The night before the article."""
    return days(anchor.base - timedelta(days=1), 2) if anchor.base else None


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
    if base is None:
        return None
    if "past" in found:
        return _past(found, anchor)
    if steps == 1 and anchor.event and not anchor.ahead and "day" not in found:
        return _following(found, anchor)
    if "week" in found:
        return week(base, steps)
    if "month" in found:
        return single(month(base.year, base.month + steps))
    if "year" in found:
        return single(f"{base.year + steps:04}")
    first = base.year - base.year % 10 + 10 * steps
    return Stretch(f"{first:04}", f"{first + 9:04}")


def _past(found: Values, anchor: Anchor) -> Stretch | None:
    """So many days, weeks, months or years up to the article ("the past two years")."""
    if anchor.base is None:
        return None
    unit = next(name for name in UNITS if name in found)
    count = found["num"].value if "num" in found else 1
    if unit == "day" and count == 1:
        return None
    first = back(anchor.base, count, unit)
    today = anchor.base.isoformat()
    return Stretch(first, today[: len(first)]) if first else None


def _ago(found: Values, anchor: Anchor) -> Stretch | None:
    """So many units before the article; a week as a whole, a decade not at all."""
    if anchor.base is None or "decade" in found:
        return None
    unit = next(name for name in UNITS if name in found)
    count = found["num"].value if "num" in found else 1
    if unit == "week":
        return week(anchor.base, -count) if count < 5000 else None
    return single(back(anchor.base, count, unit))


def _counted(steps: int) -> Rule:
    """A rule for what lies so many units after what was told before, or before it."""

    def rule(found: Values, anchor: Anchor) -> Stretch | None:
        """Return the unit counted from what was told before."""
        unit = next(name for name in UNITS if name in found)
        count = found["num"].value if "num" in found else 1
        return moved(anchor.event, steps * count, unit) if anchor.event else None

    return rule


_following, _previous = _counted(1), _counted(-1)


def _same(found: Values, anchor: Anchor) -> Stretch | None:
    """The same day, week, month or year as what was told before."""
    event = anchor.event
    if event is None:
        return None
    if "month" in found:
        return single(event[:MONTH]) if len(event) >= MONTH else None
    return single(event[:YEAR]) if "year" in found else moved(event, 0, "day" if "day" in found else "week")


def _weekday_beside(found: Values, anchor: Anchor) -> Stretch | None:
    """The weekday before or after what was told ("the following Monday")."""
    if anchor.event is None or len(anchor.event) <= MONTH or anchor.base is None:
        return None
    at, of = anchor.base.fromisoformat(anchor.event), found["weekday"].value
    steps = (of - at.weekday() - 1) % 7 + 1 if "following" in found else -((at.weekday() - of - 1) % 7 + 1)
    return single((at + timedelta(days=steps)).isoformat())


def _dated_weekday(found: Values, anchor: Anchor) -> Stretch | None:
    """A day with its weekday, which says of which year the day is where no year is said."""
    plain = named_day(found, anchor)
    if anchor.base is None or said_year(found, anchor) is not None or "year" in found:
        return plain
    number, of = found["nth" if "nth" in found else "num"].value, found["name"].value

    def on_weekday(year: int) -> str | None:
        """Return the day in a year, where it falls on that weekday."""
        made = day(year, of, number)
        right = made and anchor.base and anchor.base.fromisoformat(made).weekday() == found["weekday"].value
        return made if right else None

    return single(nearest(on_weekday, anchor)) or plain


_OF_YEAR = "(written_year|other_year year)"
_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = tuple(
    (pattern(form), rule)
    for form, rule in (
        ("weekday? full", _full),
        (f"weekday (place name|name place) {_OF_YEAR}?", _dated_weekday),
        (f"(place name|name place) {_OF_YEAR}?", named_day),
        (f"month? name {_OF_YEAR}?", named_month),
        ("(last|past|this|next) name", named_month),
        ("edge* year? written_year", _year),
        ("edge* (last|this|next) year", _unit),
        ("(edge+ year|year edge+)", lambda found, anchor: _own(found, anchor, YEAR)),
        ("(edge+ month|month edge+)", lambda found, anchor: _own(found, anchor, MONTH)),
        ("written_decade", _decade),
        ("nth century", _century),
        (f"season {_OF_YEAR}?", season),
        ("(last|past|this|next) season", season),
        (f"nth half (year|name {_OF_YEAR}?|{_OF_YEAR})", _half),
        (f"(nth|last) quarter ({_OF_YEAR}|year)?", _quarter),
        (f"(nth|last) num month (year|{_OF_YEAR})", _counted_months),
        (f"(nth|last) week name {_OF_YEAR}?", _week_of_month),
        (f"(nth|last) day name {_OF_YEAR}?", _edge_day),
        (f"week (place name|name place) {_OF_YEAR}?", _week_of),
        ("today|this daypart|earlier today", _relative_day(0)),
        ("yesterday daypart?|last daypart", _relative_day(-1)),
        ("tomorrow daypart?", _relative_day(1)),
        ("day before yesterday", _relative_day(-2)),
        ("day after tomorrow", _relative_day(2)),
        ("overnight", _overnight),
        ("(last|past|this|next|this past)? weekday", weekday),
        ("weekday (last|past|this|next) week", weekday),
        ("(last|past|this|next) week weekday", weekday),
        ("(last|past|this|next)? weekend", _weekend),
        ("this? (last|past) num unit", _past),
        ("(last|past|this|next|this past) (week|month|year|decade)", _unit),
        ("next day", _following),
        ("count unit ago", _ago),
        ("(same|following same) (day|week|month|year)", _same),
        ("following (day|week|month|year)", _following),
        ("previous (day|week|month|year)", _previous),
        ("(following|previous) weekday", _weekday_beside),
        ("day forth", _following),
        ("day back", _previous),
        ("count unit forth", _counted(1)),
        ("count unit back", _counted(-1)),
    )
)
"""The forms of a moment or unit, each with what resolves it; the first that fits counts."""


def _own(found: Values, anchor: Anchor, length: int) -> Stretch | None:
    """The article's own year or month ("at the end of the year")."""
    return single(anchor.base.isoformat()[:length]) if anchor.base else None
