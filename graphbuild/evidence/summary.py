"""The summary of a link: what its claims come to together, without their sentences.

A store keeps the summaries of all links that are shown unless asked otherwise, made anew whenever it is judged who is
who, so that who is linked to whom is answered without reading every claim. A `link.Link` is a summary with its wording
and its evidence.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter, neg
from typing import NamedTuple, TypeAlias, TypeVar

from graphbuild.core.link_key import LinkKey, relation_key
from graphbuild.core.model import Claim, Status
from graphbuild.core.periods import period
from graphbuild.core.spells import ARTICLE, Spell, hull, in_order, interval_spells
from graphbuild.evidence.duplicates import voices

Order: TypeAlias = tuple[float | str, ...]

_MOST_FIRST, _THEN = ("n_outlets", "confidence", "latest"), ("subject", "key", "object")
_FIGURES, _ENDS = attrgetter(*_MOST_FIRST), attrgetter(*_THEN)

_SQL = (*(f"{column} DESC" for column in _MOST_FIRST), *(f'"{column}"' for column in _THEN))
BEST_FIRST_SQL = ", ".join(("guess", *_SQL))
"""What SQL has to order links by, so that they come as `LinkSummary.order` sorts them."""

_STRENGTH = {status: rank for rank, status in enumerate(Status)}
_STRENGTH_OF = {status.value: rank for status, rank in _STRENGTH.items()}
_AFFIRMING = frozenset({Status.ASSERTED, Status.ENDED, Status.ALLEGED})


class ClaimFacts(NamedTuple):
    """A claim as far as the summary of its link goes.

    `key` is the relation key (`link_key.LinkKey`). `doc` and `start`, the sentence's offset there, are null for a claim
    that a person added by hand.
    """

    subject: str
    key: str
    object: str
    status: str
    confidence: float
    doc: str | None
    date: str | None
    start: int | None
    claim: str
    date_from: str | None
    date_to: str | None
    basis: str | None
    spells: str
    guess: bool

    @classmethod
    def of(cls, claim: Claim) -> ClaimFacts:
        """The facts of a claim."""
        evidence = claim.evidence
        return cls(
            claim.subject,
            relation_key(claim.relation, claim.label),
            claim.object,
            claim.status.value,
            claim.confidence,
            evidence.doc if evidence else None,
            claim.date,
            evidence.sentence.start if evidence else None,
            claim.id,
            claim.date_from,
            claim.date_to,
            claim.date_basis,
            json.dumps(claim.spells) if claim.spells else "[]",
            claim.guess,
        )

    @property
    def link_key(self) -> LinkKey:
        """The link that the claim belongs to."""
        return LinkKey(self.subject, self.key, self.object)

    @property
    def held(self) -> tuple[Spell, ...]:
        """When it was so, as far as the text says; nothing where only the article has a date."""
        if self.basis == ARTICLE:
            return ()
        return interval_spells(
            self.date, self.date_from, self.date_to, () if self.spells == "[]" else json.loads(self.spells)
        )

    @property
    def order(self) -> tuple[int, bool, float, str, int, str]:
        """A key that sorts the best evidence first: the strongest status, no end a guess, surest, then by place."""
        start = self.start if self.start is not None else -1
        return _STRENGTH_OF[self.status], self.guess, -self.confidence, self.doc or "", start, self.claim


class Origin(NamedTuple):
    """What a document counts for: its outlet, the story that it shares with others, its date."""

    outlet: str | None
    story: str | None
    published: str | None


UNKNOWN = Origin(None, None, None)
"""The origin of a document that is not there, as in a damaged store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSummary:
    """One (subject, relation, object) and what its claims come to.

    Attributes:
        subject, object: the ids of its ends.
        key: the relation key, see `link_key.LinkKey`.
        status: the strongest of its claims.
        disputed: one claim says it is so and another denies it, even where the denial itself is not shown.
        weight: how many claims there are.
        n_documents, n_outlets: how many documents, and how many independent voices (`duplicates.voices`).
        first_date, last_date: of the events, null when none is dated.
        confidence: that of the surest claim.
        latest: the last day that any claim tells of or was printed on, as an ordinal, 0 where there is none.
        guess: whether in its best claim, and so in all of its status, an end is a guess (`Claim.guess`).
        claims: the ids of its claims, best first.
        date_from, date_to: the earliest and latest day, month or year in which the texts say that it was so; null
            where one of them says no more than that it began, or ended.
        spells: the intervals that the texts give (`core.spells`), in order of time.
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
    guess: bool
    claims: tuple[str, ...]
    date_from: str | None = None
    date_to: str | None = None
    spells: tuple[str, ...] = ()

    @property
    def link_key(self) -> LinkKey:
        """What tells the link from all others."""
        return LinkKey(self.subject, self.key, self.object)

    @property
    def order(self) -> Order:
        """A key that sorts the best link first: no guess, most outlets, surest, latest; as `BEST_FIRST_SQL`."""
        return self.guess, *map(neg, _FIGURES(self)), *_ENDS(self)

    @property
    def facts(self) -> LinkFacts:
        """The few facts of the link that are asked for of very many links at once."""
        return LinkFacts(*_FACTS(self))

    def other(self, actor: str) -> str:
        """The end that is not `actor`."""
        return self.object if self.subject == actor else self.subject


class LinkFacts(NamedTuple):
    """The few facts of a link that are asked for of very many links at once; each as in `LinkSummary`."""

    subject: str
    key: str
    object: str
    status: Status
    disputed: bool
    confidence: float
    n_outlets: int
    spells: tuple[str, ...] = ()

    @property
    def link_key(self) -> LinkKey:
        """What tells the link from all others."""
        return LinkKey(self.subject, self.key, self.object)


_FACTS = attrgetter(*LinkFacts._fields)
T = TypeVar("T", bound=LinkSummary)


def best_first(links: Iterable[T]) -> list[T]:
    """Links in their order: those that rest on no guess, in most outlets, then the surest, then the latest."""
    return sorted(links, key=attrgetter("order"))


def strength(status: Status) -> int:
    """A key that sorts the strongest status first."""
    return _STRENGTH[status]


def summaries(
    claims: Iterable[ClaimFacts], origins: Mapping[str, Origin], *, statuses: Collection[Status]
) -> Iterator[LinkSummary]:
    """The summaries of the links that these claims belong to, in the order of their keys.

    Args:
        claims: ordered by their links.
        origins: of every document, by its id.
        statuses: those of the claims that count; the others are only heard on whether a link is disputed.
    """
    for _, group in groupby(claims, key=lambda claim: claim[:3]):
        found = summary(list(group), origins, statuses=statuses)
        if found is not None:
            yield found


def summary(
    claims: Sequence[ClaimFacts], origins: Mapping[str, Origin], *, statuses: Collection[Status]
) -> LinkSummary | None:
    """The summary of the one link of these claims, null where none of them counts; arguments as for `summaries`."""
    kept = sorted((claim for claim in claims if claim.status in statuses), key=lambda claim: claim.order)
    if not kept:
        return None
    held = {claim.status for claim in claims}
    docs = sorted({claim.doc for claim in kept if claim.doc})
    known = [origins.get(doc, UNKNOWN) for doc in docs]
    dates = sorted(claim.date for claim in kept if claim.date)
    spells = in_order(spell for claim in kept for spell in claim.held)
    date_from, date_to = hull(spells)
    articles = ((doc, origin.outlet, origin.story) for doc, origin in zip(docs, known, strict=True))
    return LinkSummary(
        subject=kept[0].subject,
        key=kept[0].key,
        object=kept[0].object,
        status=Status(kept[0].status),
        disputed=Status.DENIED in held and not held.isdisjoint(_AFFIRMING),
        weight=len(kept),
        n_documents=len(docs),
        n_outlets=len(docs) if len(docs) < 2 else voices(articles),
        first_date=dates[0] if dates else None,
        last_date=dates[-1] if dates else None,
        confidence=max(claim.confidence for claim in kept),
        latest=max(_last_day(date or "") for date in (None, *dates, *(origin.published for origin in known))),
        guess=bool(kept[0].guess),
        claims=tuple(claim.claim for claim in kept),
        date_from=date_from,
        date_to=date_to,
        spells=tuple(map(str, spells)),
    )


@lru_cache(maxsize=1 << 16)
def _last_day(date: str) -> int:
    """The last day of a date of any precision as an ordinal; 0 where it is none."""
    found = period(date)
    return found.last.toordinal() if found else 0
