"""Ties: the links of a store in brief, so that who is linked to whom is answered without reading every claim.

A tie is what `link.Link` says of the claims that are shown unless asked otherwise, without their sentences. A store
keeps them, made anew whenever it is judged who is who.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from graphbuild.core.model import Status
from graphbuild.core.periods import period
from graphbuild.evidence.duplicates import voices
from graphbuild.evidence.link import MIN_CONFIDENCE, SHOWN, strength


class Said(NamedTuple):
    """A claim as far as ties go. `key` as of links; document and place are null for what a person added."""

    subject: str
    key: str
    object: str
    status: str
    confidence: float
    doc: str | None
    date: str | None
    start: int | None
    claim: str


class Origin(NamedTuple):
    """What a document counts for: its outlet, the story that it shares with others, its date."""

    outlet: str | None
    story: str | None
    published: str | None


NOWHERE = Origin(None, None, None)
"""A document that is not there, as in a damaged store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A link in brief. `latest` is the last day that any of its claims tells of or was printed on, as an ordinal, 0
    where there is none; `claims` are the ids of its claims, best first.
    """

    subject: str
    key: str
    object: str
    status: Status
    disputed: bool
    weight: int
    n_documents: int
    n_outlets: int
    first_date: str | None
    last_date: str | None
    confidence: float
    latest: int
    claims: tuple[str, ...]

    def other(self, actor: str) -> str:
        """The end that is not `actor`."""
        return self.object if self.subject == actor else self.subject

    @property
    def order(self) -> tuple[int, float, int, str, str, str]:
        """A key that sorts the best tie first: most outlets, surest, latest."""
        return -self.n_outlets, -self.confidence, -self.latest, self.subject, self.key, self.object


_RANKS = {status.value: strength(status) for status in Status}
_KEPT = frozenset(status.value for status in SHOWN)
_AFFIRMING = frozenset({Status.ASSERTED.value, Status.ENDED.value, Status.ALLEGED.value})


def tally(claims: Iterable[Said], origins: Mapping[str, Origin]) -> Iterator[Tie]:
    """The ties of these claims, in the order of their ends and keys.

    Args:
        claims: ordered by subject, key and object; those below `MIN_CONFIDENCE` do not count.
        origins: of every document, by its id.
    """
    counted = (said for said in claims if said.confidence >= MIN_CONFIDENCE)
    for _, group in groupby(counted, key=lambda said: said[:3]):
        told = list(group)
        kept = sorted((said for said in told if said.status in _KEPT), key=_best_first)
        if kept:
            yield _tie(kept, {said.status for said in told}, origins)


def _tie(kept: list[Said], held: set[str], origins: Mapping[str, Origin]) -> Tie:
    best = kept[0]
    docs = sorted({said.doc for said in kept if said.doc})
    dates = sorted(said.date for said in kept if said.date)
    printed = (origins.get(doc, NOWHERE).published for doc in docs)
    days = {_last_day(date or "") for date in (*(said.date for said in kept), *printed)}
    return Tie(
        subject=best.subject,
        key=best.key,
        object=best.object,
        status=Status(best.status),
        disputed=Status.DENIED.value in held and not held.isdisjoint(_AFFIRMING),
        weight=len(kept),
        n_documents=len(docs),
        n_outlets=len(docs) if len(docs) < 2 else voices((doc, *origins.get(doc, NOWHERE)[:2]) for doc in docs),
        first_date=dates[0] if dates else None,
        last_date=dates[-1] if dates else None,
        confidence=max(said.confidence for said in kept),
        latest=max(days),
        claims=tuple(said.claim for said in kept),
    )


def _best_first(said: Said) -> tuple[int, float, str, int, str]:
    start = said.start if said.start is not None else -1
    return _RANKS[said.status], -said.confidence, said.doc or "", start, said.claim


@lru_cache(maxsize=1 << 16)
def _last_day(date: str) -> int:
    found = period(date)
    return found.last.toordinal() if found else 0
