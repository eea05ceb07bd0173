"""What date phrases say of time: a moment, a stretch with its ends, one bound alone, a length, or several of these."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from graphbuild.core.periods import period
from graphbuild.extraction.claims.dates.lexer import UNITS, Symbol, lex
from graphbuild.extraction.claims.dates.points import Point, point
from graphbuild.extraction.claims.dates.units import DAY, YEAR, Anchor, Stretch, back
from graphbuild.extraction.claims.dates.units import single as single_of

LONGEST = 24
"""Symbols of a phrase; longer ones are no dates."""


NEAR = 31
"""Days within which the end of a stretch is to come where its beginning is over."""


class Bound(StrEnum):
    """What a phrase says of the time that it names."""

    AT = "at"
    SINCE = "since"
    UNTIL = "until"
    BY = "by"
    BEFORE = "before"
    AFTER = "after"
    RANGE = "range"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of time that a phrase names, and what it says of it."""

    bound: Bound
    first: Point
    last: Point


@dataclass(frozen=True, slots=True)
class Resolved:
    """A piece of a phrase in the calendar."""

    bound: Bound
    stretch: Stretch


_PREPOSITIONS = {bound.name: bound for bound in (Bound.SINCE, Bound.UNTIL, Bound.BY, Bound.BEFORE, Bound.AFTER)}
_NAMED = frozenset({"NAME", "WEEK", "MONTH", "YEAR", "DAY", "HALF", "QUARTER"})
"""What a number may belong to, so that it is no day of the other end's month."""
_OF_YEARS = frozenset({"NAME", "SEASON"})
"""What is of a year that may be said at the other end alone."""
_YEAR_SAID = frozenset({"WRITTEN_YEAR", "YEAR", "LAST", "THIS", "NEXT"})
_BETWEEN_ENDS = frozenset({"TO", "UNTIL", "DASH"})
_FIRST_WORDS = frozenset({"FILLER", "COMMA", "AGAIN", "IN"})


@lru_cache(maxsize=8192)
def phrase(words: str) -> tuple[Piece, ...]:
    """The pieces of a date phrase in their order; none if the words are not one."""
    symbols = lex(" ".join(words.split()))
    if not symbols or len(symbols) > LONGEST or any(s.name in {"UNKNOWN", "VAGUE"} for s in symbols):
        return ()
    return _pieces(symbols)


@lru_cache(maxsize=8192)
def resolved(words: str, anchor: Anchor) -> tuple[Resolved, ...]:
    """The pieces of a phrase in the calendar; none if one of them cannot be resolved."""
    found = []
    for piece in phrase(words):
        try:
            stretch = _stretch(piece, anchor)
        except (OverflowError, ValueError):  # beyond the calendar
            return ()
        if stretch is None or period(stretch.first) is None or period(stretch.last) is None:
            return ()
        found.append(Resolved(piece.bound, stretch))
    return tuple(found)


def _pieces(symbols: tuple[Symbol, ...]) -> tuple[Piece, ...]:
    """Read one piece, or several that are joined by "and" or a comma."""
    one = _piece(symbols)
    if one is not None:
        return (one,)
    for at, symbol in enumerate(symbols):
        if symbol.name not in {"AND", "COMMA"} or at == 0:
            continue
        if symbol.name == "COMMA" and symbols[at - 1].name in {"LATER", "EARLIER", "AFTER", "BEFORE"}:
            return _pieces(symbols[at + 1 :])  # "two days later, on May 6"
        first = _piece(_with_unit_of(symbols[:at], symbols[at + 1 :]))
        rest = _pieces(_with_unit_of(symbols[at + 1 :], symbols[:at])) if first is not None else ()
        if first is not None and rest:
            return (first, *rest)
    return ()


def _piece(symbols: tuple[Symbol, ...]) -> Piece | None:
    """Read a moment, a stretch, or a preposition with either."""
    coming = _coming(symbols)
    symbols = _stripped(symbols)
    if not symbols or coming is not None:
        return coming
    found = point(symbols)
    if found is not None:
        return Piece(Bound.AT, found, found)
    if symbols[0].name == "DAYPART":  # "the night from Sunday to Monday"
        return _piece(symbols[1:])
    return _range(symbols) or _bounded(symbols) or _length(symbols)


def _stripped(symbols: tuple[Symbol, ...]) -> tuple[Symbol, ...]:
    """Return the symbols without what only introduces them."""
    at = 0
    while at < len(symbols) and symbols[at].name in _FIRST_WORDS:
        at += 1
    if symbols[at : at + 1] and symbols[at].name == "ARTICLE" and symbols[at + 1 : at + 2]:
        at += symbols[at + 1].name in {"NAME", "WEEKDAY", "WRITTEN_YEAR"}  # "an April 25 meeting"
    return symbols[at:]


def _bounded(symbols: tuple[Symbol, ...]) -> Piece | None:
    """Read "since 2019", "from 2019 on", "prior to May", "up until 2018"."""
    name, rest = symbols[0].name, symbols[1:]
    bound = _PREPOSITIONS.get(name)
    if name == "FROM":
        bound = Bound.SINCE
        rest = _up_to_now(rest)
        if rest and rest[-1].name == "ONWARD":
            rest = rest[:-1]
    if name == "TO":
        bound = Bound.UNTIL
    if bound is None and symbols[-1].name == "ONWARD":
        bound, rest = Bound.SINCE, symbols[:-1]
    if bound is None:
        return None
    if rest and rest[0].name in {"TO", "FROM"}:
        rest = rest[1:]
    found = point(rest)
    if found is not None:
        return Piece(bound, found, found)
    inner = _range(_stripped(rest)) if bound in {Bound.BY, Bound.BEFORE, Bound.AFTER} else None
    return Piece(bound, inner.first, inner.last) if inner is not None else None


def _up_to_now(symbols: tuple[Symbol, ...]) -> tuple[Symbol, ...]:
    """Return the symbols without an end that is the present ("from 2010 to the present")."""
    told = [at for at, symbol in enumerate(symbols) if symbol.name != "FILLER"]
    if len(told) > 2 and symbols[told[-1]].name == "NOW" and symbols[told[-2]].name in {"TO", "UNTIL"}:
        return symbols[: told[-2]]
    return symbols


def _length(symbols: tuple[Symbol, ...]) -> Piece | None:
    """Read how long something has lasted ("for two years", "for the past two years")."""
    if symbols[0].name != "FOR":
        return None
    rest = tuple(s for s in symbols[1:] if s.name != "FILLER")
    known = point(rest)
    if known is not None:  # "for the past two years", but "scheduled for Friday"
        lasted = {"PAST", "LAST"} & {s.name for s in rest} and {"NUM", "PAST"} & {s.name for s in rest}
        return Piece(Bound.LENGTH if lasted else Bound.AT, known, known)
    counted = _count(rest)
    if counted is None:
        return None
    count, unit = counted

    def first(anchor: Anchor) -> Stretch | None:
        """Return the time that lies so long before the article."""
        return single_of(back(anchor.base, count, unit)) if anchor.base else None

    return Piece(Bound.LENGTH, first, first)


def _coming(symbols: tuple[Symbol, ...]) -> Piece | None:
    """Read "in two weeks", which is a date only of what is still to come."""
    counted = _count(symbols[1:]) if symbols and symbols[0].name == "IN" else None
    if counted is None:
        return None
    count, unit = counted

    def at(anchor: Anchor) -> Stretch | None:
        """Return the time that lies so long after the article."""
        return single_of(back(anchor.base, -count, unit)) if anchor.base and anchor.ahead else None

    return Piece(Bound.AT, at, at)


def _count(symbols: tuple[Symbol, ...]) -> tuple[int, str] | None:
    """Read a number and a unit ("two weeks", "a year")."""
    if len(symbols) != 2 or symbols[0].name not in {"NUM", "ARTICLE"} or symbols[1].name not in UNITS:
        return None
    return symbols[0].value if symbols[0].name == "NUM" else 1, symbols[1].name


def _range(symbols: tuple[Symbol, ...]) -> Piece | None:
    """Read "from March to May", "between 2014 and 2016", "May 1-3", "2019-20"."""
    if not symbols:
        return None
    opening = symbols[0].name
    inner = symbols[1:] if opening in {"FROM", "BETWEEN"} else symbols
    joins = {"AND"} | _BETWEEN_ENDS if opening == "BETWEEN" else _BETWEEN_ENDS
    for at, symbol in enumerate(inner):
        if symbol.name in joins and 0 < at < len(inner) - 1:
            ends = _ends(inner[:at], inner[at + 1 :])
            if ends is not None:
                return Piece(Bound.RANGE, *ends)
    return None


def _ends(left: tuple[Symbol, ...], right: tuple[Symbol, ...]) -> tuple[Point, Point] | None:
    """Read the two ends of a range, each with what only the other one says."""
    right = _with_unit_of(_full_year(left, right), left)
    last = point(right)
    first = point(_with_unit_of(left, right))
    return (first, last) if first is not None and last is not None else None


def _full_year(left: tuple[Symbol, ...], right: tuple[Symbol, ...]) -> tuple[Symbol, ...]:
    """Return the end of a range of years with its century ("2019-20")."""
    begun = [s for s in left if s.name == "WRITTEN_YEAR"]
    if len(right) == 1 and right[0].name == "NUM" and begun and left[-1].name == "WRITTEN_YEAR":
        short = begun[0].value % 100
        if short < right[0].value < 100:
            return (Symbol("WRITTEN_YEAR", begun[0].value - short + right[0].value),)
    return right


def _with_unit_of(symbols: tuple[Symbol, ...], other: tuple[Symbol, ...]) -> tuple[Symbol, ...]:
    """Return an end of a range with the month and year that only the other end says ("3 to 5 May 2020")."""
    own = {s.name for s in symbols}
    if own & {"NUM", "NTH"} and not own & _NAMED and not any(s.text for s in symbols if s.name == "NUM"):
        at = 1 + max(n for n, s in enumerate(symbols) if s.name in {"NUM", "NTH"})
        symbols = (*symbols[:at], *[s for s in other if s.name == "NAME"][:1], *symbols[at:])
        own |= {s.name for s in symbols}
    named = own & _OF_YEARS and any(s.name in _OF_YEARS for s in other)
    if named and not own & _YEAR_SAID:
        symbols = (*symbols, *([s for s in other if s.name == "WRITTEN_YEAR"][:1] or _other_year(other)))
    return symbols


def _other_year(other: tuple[Symbol, ...]) -> list[Symbol]:
    """Return "last year" at the end of the other part, which holds of both ends."""
    for one, two in pairwise(other):
        if one.name in {"LAST", "THIS", "NEXT"} and two.name == "YEAR":
            return [one, two]
    return []


def _stretch(piece: Piece, anchor: Anchor) -> Stretch | None:
    """Resolve a piece; a first end without a year is the last before the second."""
    last = piece.last(anchor)
    if last is None or piece.first is piece.last:
        return last
    first = piece.first(anchor)
    if first is None:
        return None
    if _begins(first) > _begins(last) and not anchor.ahead:
        coming = piece.last(replace(anchor, ahead=True))  # "from Friday to Sunday", said on Saturday
        last = coming if coming is not None and _days_between(first, coming) < NEAR else last
    if _begins(first) > _begins(last):
        first = _year_before(first) if first.first[:YEAR] == last.first[:YEAR] else None
    return Stretch(first.first, last.last) if first is not None else None


def _days_between(one: Stretch, other: Stretch) -> int:
    """Return the days from the beginning of one stretch to that of another."""
    return (date.fromisoformat(_begins(other)) - date.fromisoformat(_begins(one))).days


def _begins(stretch: Stretch) -> str:
    """Return the first day of a stretch as text that sorts."""
    return f"{stretch.first}-01-01"[:DAY] if len(stretch.first) < DAY else stretch.first


def _year_before(stretch: Stretch) -> Stretch | None:
    """Return the same part of the year before."""
    ends = [f"{int(end[:YEAR]) - 1:04}{end[YEAR:]}" for end in (stretch.first, stretch.last)]
    return Stretch(*ends) if all(period(end) for end in ends) else None
