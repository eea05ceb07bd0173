"""Parts and multiples of months and years: halves, quarters, weeks of a month, decades, centuries."""

from __future__ import annotations

from typing import TypeAlias

from graphbuild.extraction.claims.dates.calendar import named_day, named_month, said_year
from graphbuild.extraction.claims.dates.lexer import Symbol
from graphbuild.extraction.claims.dates.units import YEAR, Anchor, Stretch, days, last_day, month, months, single

Values: TypeAlias = dict[str, Symbol]


def decade(found: Values, anchor: Anchor) -> Stretch | None:
    """Ten years, of which none stands for all."""
    first = found["WRITTEN_DECADE"].value
    return Stretch(f"{first:04}", f"{first + 9:04}")


def century(found: Values, anchor: Anchor) -> Stretch | None:
    """A hundred years."""
    number = found["NTH"].value
    return Stretch(f"{100 * number - 99:04}", f"{100 * number:04}") if 10 < number < 22 else None


def own_year(found: Values, anchor: Anchor) -> int | None:
    """The year that is said, else the article's, where a phrase names a part of "the year" or no year at all."""
    year = said_year(found, anchor)
    return year if year is not None or anchor.base is None else anchor.base.year


def half(found: Values, anchor: Anchor) -> Stretch | None:
    """Half of a year or of a month."""
    second = found["NTH"].value == 2 if "NTH" in found else True
    if "NAME" in found:
        whole = named_month(found, anchor)
        if whole is None:
            return None
        year, number = int(whole.first[:4]), int(whole.first[5:7])
        first, last = (16, last_day(year, number)) if second else (1, 15)
        return Stretch(f"{whole.first}-{first:02}", f"{whole.first}-{last:02}", whole.first)
    year_ = own_year(found, anchor)
    if year_ is None or ("NTH" in found and found["NTH"].value > 2):
        return None
    return _of_year(months(month(year_, 7 if second else 1), 6))


def quarter(found: Values, anchor: Anchor) -> Stretch | None:
    """Three months of a year; without a year the latest quarter of that number that has begun."""
    number = found["NTH"].value if "NTH" in found else 4
    if number > 4:
        return None
    year = said_year(found, anchor)
    if year is None and anchor.base is not None:
        late = 3 * number - 2 > anchor.base.month and not anchor.ahead and "YEAR" not in found
        year = anchor.base.year - late
    return _of_year(months(month(year, 3 * number - 2), 3)) if year is not None else None


def _of_year(stretch: Stretch) -> Stretch:
    """Return a part of a year, for which the year stands."""
    return Stretch(stretch.first, stretch.last, stretch.first[:YEAR])


def counted_months(found: Values, anchor: Anchor) -> Stretch | None:
    """The first or last so many months of a year."""
    year, count = own_year(found, anchor), found["NUM"].value
    if year is None or not 0 < count < 12:
        return None
    return _of_year(months(month(year, 13 - count if "LAST" in found and "NTH" not in found else 1), count))


def week_of_month(found: Values, anchor: Anchor) -> Stretch | None:
    """The first or another seven days of a month, or its last."""
    whole = named_month({k: v for k, v in found.items() if k != "LAST"}, anchor)
    number = found["NTH"].value if "NTH" in found else 0
    if whole is None or number > 4:
        return None
    end = last_day(int(whole.first[:4]), int(whole.first[5:7]))
    first = 7 * number - 6 if number else end - 6
    return Stretch(f"{whole.first}-{first:02}", f"{whole.first}-{first + 6:02}", whole.first)


def edge_day(found: Values, anchor: Anchor) -> Stretch | None:
    """The first or last day of a month."""
    whole = named_month({k: v for k, v in found.items() if k != "LAST"}, anchor)
    if whole is None:
        return None
    end = last_day(int(whole.first[:4]), int(whole.first[5:7]))
    return single(f"{whole.first}-{found['nth'].value if 'nth' in found else end:02}")


def week_of(found: Values, anchor: Anchor) -> Stretch | None:
    """Seven days from a day on."""
    first = named_day(found, anchor)
    if first is None:
        return None
    at = anchor.base.fromisoformat(first.first) if anchor.base else None
    return days(at, 7) if at is not None else None
