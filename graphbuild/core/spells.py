"""Spells: the intervals of days in which something was so, and whether they meet a period that is asked for.

A spell is written as ISO 8601-2 (EDTF) writes an interval: `2015/2018`, `2019/..` (goes on), `../2018` (from long
before), `2020/` and `/2020` (one bound is known, what lies beyond it is not). Each end is as precise as it is known.
`page/assets/spells.js` says the same for the page; `tests/page/test_spells.py` holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from graphbuild.core.model import Claim
from graphbuild.core.periods import Period, period

OPEN, UNKNOWN = "..", ""
TEXT, DOCUMENT, ARTICLE = "text", "document", "article"
"""What says when a claim was so: its text, its text with the year of its report, or the article's date alone."""


@dataclass(frozen=True, slots=True, order=True)
class Spell:
    """An interval, both ends included. An end is a partial ISO date, `OPEN` or `UNKNOWN`."""

    first: str
    last: str

    def __str__(self) -> str:
        """The spell as it is written in records."""
        return f"{self.first}/{self.last}"

    @property
    def start(self) -> date | None:
        """The first day of the first end; None where it is open or unknown."""
        found = period(self.first)
        return found.first if found else None

    @property
    def end(self) -> date | None:
        """The last day of the last end; None where it is open or unknown."""
        found = period(self.last)
        return found.last if found else None

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The first and the last day on which it may have been so; None where that end is open.

        Where one bound is known and what lies beyond it is not, the days are those of the bound itself: "arrested
        before 2020" is found for 2019, and not for 1950.
        """
        first, last = period(self.first), period(self.last)
        if self.first == UNKNOWN:
            first = last
        if self.last == UNKNOWN:
            last = first
        return first.first if first else None, last.last if last else None

    @property
    def bounds(self) -> tuple[str | None, str | None]:
        """The two ends as dates, None for what is open or unknown."""
        return self.first if period(self.first) else None, self.last if period(self.last) else None

    def meets(self, since: date | None, until: date | None) -> bool:
        """Whether it may have been so on a day between two days, both included; None is no bound."""
        start, end = self.days
        late_enough = since is None or end is None or end >= since
        return late_enough and (until is None or start is None or start <= until)


@lru_cache(maxsize=1 << 14)  # the same spells are asked for again and again
def spell(text: str) -> Spell | None:
    """Return the spell that a text writes, or None if it is none."""
    first, mark, last = text.partition("/")
    ends = (first, last)
    if not mark or not all(end in (OPEN, UNKNOWN) or period(end) for end in ends) or not any(map(period, ends)):
        return None
    return Spell(first, last)


def moment(written: str | None) -> Spell | None:
    """Return the spell of a single partial date, such as the date of an article, or None if it is none."""
    day = (written or "").strip().partition("T")[0]
    return Spell(day, day) if period(day) else None


def spells_of(claim: Claim) -> tuple[Spell, ...]:
    """The spells of a claim, as its text gives them or as its article's date does.

    A claim of an older store, or one that a person added, has only a date.
    """
    return interval_spells(claim.date, claim.date_from, claim.date_to, claim.spells)


def dated_by_text(claim: Claim) -> bool:
    """Whether the text of a claim says when it was so; else the date of its article stands in for it."""
    return claim.date_basis != ARTICLE and bool(spells_of(claim))


def interval_spells(
    date_: str | None, date_from: str | None, date_to: str | None, written: Iterable[str]
) -> tuple[Spell, ...]:
    """The spells of the fields of a claim, as `spells_of` returns them."""
    found = tuple(one for text in written if (one := spell(text)))
    if found:
        return found
    if period(date_from or "") or period(date_to or ""):
        return (Spell(date_from or OPEN, date_to or OPEN),)
    single = moment(date_)
    return (single,) if single else ()


def in_order(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    """Different spells in the order of time, those without a beginning first."""
    return tuple(sorted(set(spells), key=_order))


def _order(one: Spell) -> tuple[int, int, str, str]:
    """Return the sort key of a spell: its first and its last day."""
    start, end = one.days
    return (start.toordinal() if start else 0, end.toordinal() if end else date.max.toordinal(), one.first, one.last)


def in_words(written: str) -> str:
    """A spell, or a single date, as a reader reads it: "2015 to 2018", "since 2019", "2021-05-26"."""
    found = spell(written)
    if found is None or found.first == found.last:
        return found.first if found else written
    if period(found.first) and period(found.last):
        return f"{found.first} to {found.last}"
    if period(found.first):
        return f"since {found.first}" if found.last == OPEN else f"{found.first} or later"
    return f"until {found.last}" if found.first == OPEN else f"{found.last} or earlier"


def any_meets(spells: Iterable[Spell], since: Period | None, until: Period | None) -> bool:
    """Whether one of these spells may lie in a period from the first day of `since` to the last of `until`."""
    first, last = since.first if since else None, until.last if until else None
    return any(found.meets(first, last) for found in spells)


def hull(spells: Iterable[Spell]) -> tuple[str | None, str | None]:
    """The earliest and the latest end of these spells; None where one of them has no bound on that side."""
    bounds = [found.bounds for found in spells]
    firsts, lasts = [first for first, _ in bounds], [last for _, last in bounds]
    first = None if None in firsts else min((f for f in firsts if f), key=_first_day, default=None)
    last = None if None in lasts else max((t for t in lasts if t), key=_last_day, default=None)
    return first, last


def _first_day(written: str) -> tuple[date, int]:
    """Return the sort key of a lower end: its first day, the more precise first."""
    found = period(written)
    assert found is not None
    return found.first, -len(written)


def _last_day(written: str) -> tuple[date, int]:
    """Return the sort key of an upper end: its last day, the more precise last."""
    found = period(written)
    assert found is not None
    return found.last, len(written)
