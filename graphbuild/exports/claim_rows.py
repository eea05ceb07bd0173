"""Claims of a store as rows with the columns that links need, and the records of their citations made from these."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from graphbuild.core.model import Span
from graphbuild.core.records import CLAIM, CLAIM_KEYS, RESOLVED, Record
from graphbuild.core.spells import hull, in_order
from graphbuild.evidence.citation import around
from graphbuild.evidence.summary import ClaimFacts
from graphbuild.store import rows

_ENDS = ("subject", "key", "object")  # before the columns, as `leading_rows` gives them
# As `ClaimFacts` has them.
_FACTS = ("status", "confidence", "doc", "date", "sentence_start", "id", "date_from", "date_to", "date_basis", "spells")
BRIEF = (*_FACTS, "guess", "relation", "label", "rule", "sentence_end")
"""The columns of a claim that its link and a quotation need."""
FULL = (*BRIEF, *rows.CLAIM)
"""The columns of a claim that its citation needs."""

_AT = {name: len(_ENDS) + at for at, name in enumerate(BRIEF)}
STATUS, DOC, DATE, START, GUESS, RELATION, LABEL, RULE, END = (
    _AT[name]
    for name in ("status", "doc", "date", "sentence_start", "guess", "relation", "label", "rule", "sentence_end")
)
SUBJECT, LINK, LINK_ORDER = itemgetter(0), itemgetter(0, 2, 1), itemgetter(2, 1)
"""The subject of a row; its link; what sorts the rows of one subject by their links."""
N_FACTS = len(_ENDS) + len(_FACTS) + 1

_WHOLE = len(_ENDS) + len(BRIEF)
_IN_FULL = {name: _WHOLE + at for at, name in enumerate(rows.CLAIM)}
_SPANS = tuple((end, _IN_FULL[f"{end}_start"], _IN_FULL[f"{end}_end"]) for end in ("subject", "object"))
_HOW = tuple((end, what, _IN_FULL[name]) for name in RESOLVED for _, end, what in [name.split("_")])
_record = rows.CLAIMS.record(CLAIM, [key for key in CLAIM_KEYS if key != "doc"])


class Source(NamedTuple):
    """What a citation says of its document."""

    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    source: str | None
    pages: tuple[int, ...]
    row: int | None
    story: str | None


NO_SOURCE = Source(None, None, None, None, None, (), None, None)
"""The source of a claim whose document is missing, as in a damaged store."""


def quotable(row: rows.Row, source: Source, text: str | None) -> Record:
    """Return as much of the record of a citation as its quotation needs."""
    start = row[START]
    return {
        "doc": row[DOC],
        "date": row[DATE],
        "title": source.title,
        "outlet": source.outlet,
        "published": source.published,
        "source": source.source,
        "page": (bisect_right(source.pages, start) or None) if source.pages and text is not None else None,
        "row": source.row,
        "sentence": None if text is None else text[start : row[END]],
    }


def citation(row: rows.Row, source: Source, text: str | None) -> Record:
    """Return what `Citation.as_record` gives, made of a row with the columns `FULL`."""
    start, end = row[START], row[END]
    claim = _record(row[_WHOLE:])
    for name, what, at in _HOW:
        if row[at] is not None:
            ends = claim["resolved"] = claim["resolved"] or {}
            ends.setdefault(name, {})[what] = row[at]
    outside = [] if text is None else [place for place in _SPANS if row[place[1]] < start or row[place[2]] > end]
    context = {}
    for name, first, last in outside:
        found = around(Span(row[first], row[last]), text or "")
        context[name] = {"text": found.text, "start": found.start}
    return {
        "doc": row[DOC],
        "title": source.title,
        "outlet": source.outlet,
        "published": source.published,
        "url": source.url,
        "source": source.source,
        "page": (bisect_right(source.pages, start) or None) if source.pages and text is not None else None,
        "row": source.row,
        "story": source.story,
        "sentence": None if text is None else text[start:end],
        **claim,
        "context": context,
    }


@lru_cache(maxsize=1 << 14)  # most claims are dated by one of few days
def spells_of_one(
    basis: str | None, date: str | None, first: str | None, last: str | None, spells: str
) -> tuple[tuple[str, ...], str | None, str | None]:
    """Return the spells of a link of a single claim, and the earliest and latest date of them, as `summary` does."""
    claim = ClaimFacts("", "", "", "", 0, None, date, None, "", first, last, basis, spells, False)
    held = in_order(claim.held)
    return tuple(map(str, held)), *hull(held)
