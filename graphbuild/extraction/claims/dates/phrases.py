"""What date phrases say of time: a moment, a stretch with its ends, one bound alone, a length, or several of these."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from graphbuild.core.periods import period
from graphbuild.extraction.claims.dates.lexer import Symbol, lex
from graphbuild.extraction.claims.dates.points import UNITS, Point, point
from graphbuild.extraction.claims.dates.units import DAY, YEAR, Anchor, Stretch, back

LONGEST = 24
"""Symbols of a phrase; longer ones are no dates."""


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


_PREPOSITIONS = {bound.value: bound for bound in (Bound.SINCE, Bound.UNTIL, Bound.BY, Bound.BEFORE, Bound.AFTER)}
_BETWEEN_ENDS = frozenset({"to", "until", "dash"})
_FIRST_WORDS = frozenset({"filler", "comma", "again"})


@lru_cache(maxsize=8192)
def phrase(words: str) -> tuple[Piece, ...]:
    """The pieces of a date phrase in their order; none if the words are not one."""
    symbols = lex(" ".join(words.split()))
    if not symbols or len(symbols) > LONGEST or any(s.name in {"unknown", "vague"} for s in symbols):
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
        if symbol.name not in {"and", "comma"} or at == 0:
            continue
        first = _piece(_with_unit_of(symbols[:at], symbols[at + 1 :]))
        rest = _pieces(_with_unit_of(symbols[at + 1 :], symbols[:at])) if first is not None else ()
        if first is not None and rest:
            return (first, *rest)
    return ()


def _piece(symbols: tuple[Symbol, ...]) -> Piece | None:
    """Read a moment, a stretch, or a preposition with either."""
    symbols = _stripped(symbols)
    if not symbols:
        return None
    found = point(symbols)
    if found is not None:
        return Piece(Bound.AT, found, found)
    return _range(symbols) or _bounded(symbols) or _length(symbols)


def _stripped(symbols: tuple[Symbol, ...]) -> tuple[Symbol, ...]:
    """Return the symbols without what only introduces them."""
    at = 0
    while at < len(symbols) and symbols[at].name in _FIRST_WORDS:
        at += 1
    return symbols[at:]


def _bounded(symbols: tuple[Symbol, ...]) -> Piece | None:
    """Read "since 2019", "from 2019 on", "prior to May", "up until 2018"."""
    name, rest = symbols[0].name, symbols[1:]
    bound = _PREPOSITIONS.get(name)
    if name == "from":
        bound = Bound.SINCE
        if rest and (rest[-1].name == "onward" or rest[-1].text == "on"):
            rest = rest[:-1]
    if bound is None and symbols[-1].name == "onward":
        bound, rest = Bound.SINCE, symbols[:-1]
    if bound is None:
        return None
    if rest and rest[0].name in {"to", "from"}:
        rest = rest[1:]
    found = point(rest)
    if found is not None:
        return Piece(bound, found, found)
    inner = _range(_stripped(rest)) if bound in {Bound.BY, Bound.BEFORE, Bound.AFTER} else None
    return Piece(bound, inner.first, inner.last) if inner is not None else None


def _length(symbols: tuple[Symbol, ...]) -> Piece | None:
    """Read how long something has lasted ("for two years", "for the past two years")."""
    if symbols[0].name != "for":
        return None
    rest = tuple(s for s in symbols[1:] if s.name != "filler")
    known = point(rest)
    if known is not None:
        return Piece(Bound.LENGTH, known, known)
    if len(rest) != 2 or rest[0].name not in {"num", "article"} or rest[1].name not in UNITS:
        return None
    count, unit = rest[0].value if rest[0].name == "num" else 1, rest[1].name

    def first(anchor: Anchor) -> Stretch | None:
        """Return the time that lies so long before the article."""
        begun = back(anchor.base, count, unit) if anchor.base else None
        return Stretch(begun, begun) if begun else None

    return Piece(Bound.LENGTH, first, first)


def _range(symbols: tuple[Symbol, ...]) -> Piece | None:
    """Read "from March to May", "between 2014 and 2016", "May 1-3", "2019-20"."""
    if not symbols:
        return None
    opening = symbols[0].name
    inner = symbols[1:] if opening in {"from", "between"} else symbols
    joins = {"and"} | _BETWEEN_ENDS if opening == "between" else _BETWEEN_ENDS
    for at, symbol in enumerate(inner):
        if symbol.name in joins and 0 < at < len(inner) - 1:
            ends = _ends(inner[:at], inner[at + 1 :])
            if ends is not None:
                return Piece(Bound.RANGE, *ends)
    return None


def _ends(left: tuple[Symbol, ...], right: tuple[Symbol, ...]) -> tuple[Point, Point] | None:
    """Read the two ends of a range, each with what only the other one says."""
    right = _full_year(left, right)
    last = point(_with_unit_of(right, left))
    first = point(_with_unit_of(left, right))
    return (first, last) if first is not None and last is not None else None


def _full_year(left: tuple[Symbol, ...], right: tuple[Symbol, ...]) -> tuple[Symbol, ...]:
    """Return the end of a range of years with its century ("2019-20")."""
    begun = [s for s in left if s.name == "written_year"]
    if len(right) == 1 and right[0].name == "num" and begun and left[-1].name == "written_year":
        short = begun[0].value % 100
        if short < right[0].value < 100:
            return (Symbol("written_year", begun[0].value - short + right[0].value),)
    return right


def _with_unit_of(symbols: tuple[Symbol, ...], other: tuple[Symbol, ...]) -> tuple[Symbol, ...]:
    """Return an end of a range with the month and year that only the other end says ("3 to 5 May 2020")."""
    own, more = {s.name for s in symbols}, []
    if own & {"num", "nth"} and not own & {"name", "written_year", "week", "month", "year", "day", "half", "quarter"}:
        more += [s for s in other if s.name == "name"][:1]
    dated = own & {"name", "season"} or more
    if dated and not own & {"written_year", "year", "last", "this", "next"}:
        more += [s for s in other if s.name == "written_year"][:1] or _other_year(other)
    return (*symbols, *more)


def _other_year(other: tuple[Symbol, ...]) -> list[Symbol]:
    """Return "last year" at the end of the other part, which holds of both ends."""
    for one, two in pairwise(other):
        if one.name in {"last", "this", "next"} and two.name == "year":
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
    if _begins(first) > _begins(last):
        first = _year_before(first) if first.first[:YEAR] == last.first[:YEAR] else None
    return Stretch(first.first, last.last) if first is not None else None


def _begins(stretch: Stretch) -> str:
    """Return the first day of a stretch as text that sorts."""
    return f"{stretch.first}-01-01"[:DAY] if len(stretch.first) < DAY else stretch.first


def _year_before(stretch: Stretch) -> Stretch | None:
    """Return the same part of the year before."""
    ends = [f"{int(end[:YEAR]) - 1:04}{end[YEAR:]}" for end in (stretch.first, stretch.last)]
    return Stretch(*ends) if all(period(end) for end in ends) else None

