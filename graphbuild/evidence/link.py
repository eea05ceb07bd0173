"""A link: all that is said of one actor's relation to another, taken together. The edge of every graph."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace

from graphbuild.core.errors import UsageError
from graphbuild.core.link_key import OPEN, LinkKey
from graphbuild.core.model import Review, Status
from graphbuild.core.second_reading import ReadBy, read_by
from graphbuild.evidence.citation import Citation
from graphbuild.evidence.summary import ClaimFacts, LinkSummary, summary
from graphbuild.knowledge.ontology import Ontology, Relation

SHOWN = frozenset({Status.ASSERTED, Status.ENDED, Status.ALLEGED, Status.FUTURE})
"""What is shown unless asked otherwise: what somebody holds to be so, once was so, or is about to be."""
EVERY_STATUS = frozenset(Status)
MIN_CONFIDENCE = 0.5

_SUMMARIZED = tuple(field.name for field in fields(LinkSummary))


@dataclass(frozen=True, slots=True, kw_only=True)
class Link(LinkSummary):
    """A link with its wording and its evidence.

    Attributes:
        relation: the id of its relation.
        label, inverse: the relation in words, and read from the object; a claim's own verb for an open one.
        symmetric: whether the relation has no direction.
        review: whether a person has seen the link and holds it to be right.
        evidence: its claims with their sentences, best first; of a link that was asked for in brief the best alone.
    """

    relation: str
    label: str
    inverse: str
    symmetric: bool
    review: Review
    evidence: tuple[Citation, ...]

    @property
    def best(self) -> Citation:
        """The citation to show when there is room for one."""
        return self.evidence[0]

    @property
    def read_by(self) -> tuple[ReadBy, ...]:
        """Who read its claims, as far as they are at hand: each once, in alphabetical order."""
        return tuple(sorted({read_by(citation.claim.rule) for citation in self.evidence}))


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
    groups: dict[LinkKey, list[Citation]] = {}
    for citation in citations:
        groups.setdefault(LinkKey.of(citation.claim), []).append(citation)
    links = (_link(groups[key], ontology, statuses, confirmed=key in confirmed) for key in sorted(groups))
    return [link for link in links if link is not None]


def link_of(found: LinkSummary, evidence: Sequence[Citation], ontology: Ontology, *, confirmed: bool) -> Link:
    """The link of a summary.

    Args:
        found: what all claims of the link come to.
        evidence: those of them that are at hand, best first; at least one.
        ontology: says how the relation is worded.
        confirmed: whether a person holds the link to be right.
    """
    first = evidence[0].claim
    label, inverse, symmetric = wording(first.relation, first.label, ontology)
    return Link(
        **{name: getattr(found, name) for name in _SUMMARIZED},
        relation=first.relation,
        label=label,
        inverse=inverse,
        symmetric=symmetric,
        review=Review.CONFIRMED if confirmed else Review.AUTO,
        evidence=tuple(evidence),
    )


def narrowed(link: Link, evidence: Sequence[Citation]) -> Link:
    """The link as only these of its citations tell it, best first; whether it is disputed stays as it is."""
    found = _summary(evidence, [ClaimFacts.of(citation.claim) for citation in evidence], EVERY_STATUS)
    told = {name: getattr(found, name) for name in _SUMMARIZED if name != "disputed"}
    return replace(link, **told, evidence=tuple(evidence))


def ordered_evidence(citations: Iterable[Citation]) -> list[Citation]:
    """Citations of one link in the order of its evidence."""
    return sorted(citations, key=lambda citation: ClaimFacts.of(citation.claim).order)


def _link(group: list[Citation], ontology: Ontology, statuses: Collection[Status], *, confirmed: bool) -> Link | None:
    """Return the link of claims with the same key, or None if no claim has one of the statuses."""
    facts = [ClaimFacts.of(citation.claim) for citation in group]
    found = _summary(group, facts, statuses)
    if found is None:
        return None
    if len(group) > 1:
        kept = [(told, citation) for told, citation in zip(facts, group, strict=True) if told.status in statuses]
        group = [citation for _, citation in sorted(kept, key=lambda pair: pair[0].order)]
    return link_of(found, group, ontology, confirmed=confirmed)


def _summary(
    group: Sequence[Citation], facts: Sequence[ClaimFacts], statuses: Collection[Status]
) -> LinkSummary | None:
    """Return the summary of citations of one link, and of the facts of their claims in the same order, or None if no
    claim has one of the statuses.
    """
    origins = {c.doc: c.origin for c in group if c.doc}
    return summary(facts, origins, statuses=statuses)


def wording(relation: str, label: str, ontology: Ontology) -> tuple[str, str, bool]:
    """The label, inverse label and symmetry of claims of this relation and label.

    A relation that the ontology lacks keeps the claim's own label.
    """
    if relation == OPEN:
        return label, label, False
    try:
        known: Relation = ontology.relation(relation)
    except UsageError:
        return label, label, False
    return known.label, known.inverse, known.symmetric
