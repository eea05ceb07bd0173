"""Parts and multiples of months and years: halves, quarters, weeks of a month, decades, centuries."""

from __future__ import annotations

from graphbuild.extraction.claims.dates.calendar import Values, named_day, named_month, own_year, said_year, step
from graphbuild.extraction.claims.dates.units import YEAR, Anchor, Stretch, days, last_day, month, months, single


def decade(found: Values, anchor: Anchor) -> Stretch | None:
    """Ten years, of which none stands for all."""
    first = found["WRITTEN_DECADE"].value
    return Stretch(f"{first:04}", f"{first + 9:04}")


def century(found: Values, anchor: Anchor) -> Stretch | None:
    """A hundred years."""
    number = found["NTH"].value
    return Stretch(f"{100 * number - 99:04}", f"{100 * number:04}") if 10 < number < 22 else None


def _year_of_part(found: Values, anchor: Anchor) -> int | None:
    """The year that is said, else the article's, where a phrase names a part of "the year" or no year at all."""
    year = said_year(found, anchor)
    return own_year(anchor) if year is None else year


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
    year_ = _year_of_part(found, anchor)
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
    elif year is None:
        year = anchor.year
    return _of_year(months(month(year, 3 * number - 2), 3)) if year is not None else None


def _of_year(stretch: Stretch) -> Stretch:
    """Return a part of a year, for which the year stands."""
    return Stretch(stretch.first, stretch.last, stretch.first[:YEAR])


def counted_months(found: Values, anchor: Anchor) -> Stretch | None:
    """The first or last so many months of a year."""
    year, count = _year_of_part(found, anchor), found["NUM"].value
    if year is None or not 0 < count < 12:
        return None
    return _of_year(months(month(year, 13 - count if "LAST" in found and "NTH" not in found else 1), count))


def week_of_month(found: Values, anchor: Anchor) -> Stretch | None:
    """The first or another seven days of a month, or its last."""
    whole = _month_of_part(found, anchor)
    number = found["NTH"].value if "NTH" in found else 0
    if whole is None or number > 4 or _several(found, "WEEK"):
        return whole
    end = last_day(int(whole.first[:4]), int(whole.first[5:7]))
    first = 7 * number - 6 if number else end - 6
    return Stretch(f"{whole.first}-{first:02}", f"{whole.first}-{first + 6:02}", whole.first)


def _month_of_part(found: Values, anchor: Anchor) -> Stretch | None:
    """The month whose first or last days or weeks a phrase names; "last week" is a week of it, no "last May"."""
    if "NAME" in found:
        return named_month({k: v for k, v in found.items() if k != "LAST"}, anchor)
    steps = step({k: v for k, v in found.items() if k != "LAST"})
    if anchor.base is None:
        return None
    return single(month(anchor.base.year, anchor.base.month + (-1 if steps is None else steps)))


def _several(found: Values, unit: str) -> bool:
    """Whether a phrase names several of a unit without a number ("the last days of May")."""
    return unit in found and found[unit].text.endswith("s") and "NUM" not in found


def edge_day(found: Values, anchor: Anchor) -> Stretch | None:
    """The first or last day of a month, or one of its first days; of several days the month."""
    whole = _month_of_part(found, anchor)
    if whole is None or _several(found, "DAY"):
        return whole
    end = last_day(int(whole.first[:4]), int(whole.first[5:7]))
    return single(f"{whole.first}-{found['NTH'].value if 'NTH' in found else end:02}")


def part_of_year(found: Values, anchor: Anchor) -> Stretch | None:
    """The year of which a phrase names the first or last days, weeks or months; or its first or last month."""
    year = said_year(found, anchor)
    if year is None:
        return None
    unit = next(name for name in ("DAY", "WEEK", "MONTH") if name in found)
    if unit == "MONTH" and not _several(found, unit) and "EDGE" not in found:
        return single(month(year, found["NTH"].value if "NTH" in found else 12))
    return single(f"{year:04}") if _several(found, unit) else None


def week_of(found: Values, anchor: Anchor) -> Stretch | None:
    """Seven days from a day on."""
    first = named_day(found, anchor)
    if first is None:
        return None
    at = anchor.base.fromisoformat(first.first) if anchor.base else None
    return days(at, 7) if at is not None else None
