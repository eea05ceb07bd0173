"""Date phrases by themselves: the single date that words stand for, and the article's own day."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from graphbuild.extraction.claims.dates.phrases import Bound, resolved
from graphbuild.extraction.claims.dates.units import Anchor


def published_date(published: str | None) -> datetime | None:
    """The article's date, where it is known to the day."""
    if not published:
        return None
    try:
        return datetime.fromisoformat(published[:10])
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def resolve_date(words: str, base: date | None, *, ahead: bool = False) -> str | None:
    """The words as ISO 8601, as precise as they are (`2021-05-26`, `2020-06`, `2014`).

    Args:
        words: the date phrase.
        base: the article's date, where it is known.
        ahead: the event is still to come, so "Friday" is the next one, not the last.

    Returns:
        Nothing where the year is unknown, or where the words name no single day, month or year.
    """
    day = base.date() if isinstance(base, datetime) else base
    pieces = resolved(words, Anchor(day, None, ahead))
    if len(pieces) != 1 or pieces[0].bound not in {Bound.AT, Bound.SINCE}:
        return None
    return pieces[0].stretch.date
