"""A link: all that is said of one actor's relation to another, taken together. The edge of every graph."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from graphbuild.core.errors import UsageError
from graphbuild.core.model import Claim, Review, Status
from graphbuild.evidence.citation import Citation, voices
from graphbuild.knowledge.ontology import Ontology, Relation

OPEN = "other"
LinkKey: TypeAlias = tuple[str, str, str]
"""Subject id, key (`edge_key`), object id."""
SHOWN = frozenset({Status.ASSERTED, Status.ENDED, Status.ALLEGED, Status.FUTURE})
"""What is shown unless asked otherwise: what somebody holds to be so, once was so, or is about to be."""
EVERY_STATUS = frozenset(Status)
MIN_CONFIDENCE = 0.5

_STRENGTH = {status: rank for rank, status in enumerate(Status)}
_AFFIRMING = frozenset({Status.ASSERTED, Status.ENDED, Status.ALLEGED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One (subject, relation, object), with its claims as `evidence`, best first.

    `weight` counts claims, `n_outlets` independent voices (`citation.voices`); the dates are the events',
    null when none is dated. `disputed`: one claim says it is so and another denies it, even where the
    denial itself is not shown.
    """

    subject: str
    relation: str
    label: str
    inverse: str
    object: str
    symmetric: bool
    status: Status
    disputed: bool
    weight: int
    n_documents: int
    n_outlets: int
    first_date: str | None
    last_date: str | None
    confidence: float
    review: Review
    evidence: tuple[Citation, ...]

    @property
    def key(self) -> str:
        """The relation, or for an open claim `other:LEMMA`: what tells parallel links apart."""
        return edge_key(self.relation, self.label)

    @property
    def best(self) -> Citation:
        """The citation to show when there is room for one."""
        return self.evidence[0]

    def other(self, actor: str) -> str:
        """The end that is not `actor`."""
        return self.object if self.subject == actor else self.subject


def strength(status: Status) -> int:
    """A key that sorts the strongest status first."""
    return _STRENGTH[status]


def edge_key(relation: str, label: str) -> str:
    """The key of a link among all links of the same two ends."""
    return f"{OPEN}:{label}" if relation == OPEN else relation


def gather(
    citations: Iterable[Citation],
    ontology: Ontology,
    *,
    statuses: Collection[Status] = EVERY_STATUS,
    confirmed: Collection[LinkKey] = (),
) -> list[Link]:
    """One link for each (subject, relation, object) among the citations, ordered by those three.

    Only claims of these statuses become evidence; the others are still heard on whether a link is disputed.
    Those that are `confirmed` say so.
    """
    groups: dict[tuple[str, str, str], list[Citation]] = {}
    for citation in citations:
        claim = citation.claim
        key = (claim.subject, edge_key(claim.relation, claim.label), claim.object)
        groups.setdefault(key, []).append(citation)
    links = (
        _link(groups[key], ontology, statuses, Review.CONFIRMED if key in confirmed else Review.AUTO)
        for key in sorted(groups)
    )
    return [link for link in links if link is not None]


def _link(group: list[Citation], ontology: Ontology, statuses: Collection[Status], review: Review) -> Link | None:
    kept = sorted((c for c in group if c.claim.status in statuses), key=_best_first)
    if not kept:
        return None
    held = {citation.claim.status for citation in group}
    dates = sorted(c.claim.date for c in kept if c.claim.date)
    first = kept[0].claim
    label, inverse, symmetric = _wording(first, ontology)
    return Link(
        subject=first.subject,
        relation=first.relation,
        label=label,
        inverse=inverse,
        object=first.object,
        symmetric=symmetric,
        status=first.status,
        disputed=Status.DENIED in held and not held.isdisjoint(_AFFIRMING),
        weight=len(kept),
        n_documents=len({c.doc for c in kept} - {None}),
        n_outlets=voices(kept),
        first_date=dates[0] if dates else None,
        last_date=dates[-1] if dates else None,
        confidence=max(c.claim.confidence for c in kept),
        review=review,
        evidence=tuple(kept),
    )


def _best_first(citation: Citation) -> tuple[int, float, str, int, str]:
    claim = citation.claim
    start = claim.evidence.sentence.start if claim.evidence else -1
    return _STRENGTH[claim.status], -claim.confidence, citation.doc or "", start, claim.id


def _wording(claim: Claim, ontology: Ontology) -> tuple[str, str, bool]:
    """Label, inverse label, symmetric. A relation that the ontology lacks keeps the claim's own label."""
    if claim.relation == OPEN:
        return claim.label, claim.label, False
    try:
        relation: Relation = ontology.relation(claim.relation)
    except UsageError:
        return claim.label, claim.label, False
    return relation.label, relation.inverse, relation.symmetric
