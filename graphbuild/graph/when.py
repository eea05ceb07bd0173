"""When a claim was so, or was reported, and whether that lies in the time that is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphbuild.core.model import Status
from graphbuild.core.periods import Period
from graphbuild.core.spells import OPEN, Spell, any_meets, dated_by_text, moment, spells_of
from graphbuild.evidence.citation import Citation
from graphbuild.evidence.link import Link
from graphbuild.knowledge.ontology import Ontology

HAPPENED, REPORTED = "happened", "reported"
"""By which dates one goes: when it was so as far as the text says, or when an article printed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The time that is asked for; `graph.filters.Filters` describes the fields."""

    since: Period | None = None
    until: Period | None = None
    as_of: Period | None = None
    reported: bool = False
    dated: bool = False

    def __bool__(self) -> bool:
        """Whether anything may be left out for its time."""
        return self.dated or any((self.since, self.until, self.as_of))

    def times(self, citation: Citation) -> tuple[Spell, ...]:
        """When it happened or held, else when it was printed; the latter alone where that is asked for."""
        told = () if self.reported else spells_of(citation.claim)
        printed = moment(citation.published)
        return told or ((printed,) if printed else ())

    def passes(self, citation: Citation, ontology: Ontology) -> bool:
        """Whether a citation is of the time that is asked for; one without any date is, unless it has to be dated."""
        times = self.times(citation)
        if not times:
            return not self.dated
        day = self.as_of
        if day is not None and not any(one.meets(day.first, day.last) for one in self._held(citation, ontology)):
            return False
        return any_meets(times, self.since, self.until)

    def undated(self, links: Iterable[Link]) -> int:
        """How many of these links no citation dates."""
        return sum(not any(self.times(citation) for citation in link.evidence) for link in links)

    def _held(self, citation: Citation, ontology: Ontology) -> tuple[Spell, ...]:
        """The times of a citation up to the day on which it is no longer so.

        A deed has been done ever since, and so has a report. A state that an article tells of as its own day's goes on:
        nothing says when it ended.
        """
        claim, times = citation.claim, self.times(citation)
        relation = ontology.relations.get(claim.relation)
        by_article = not dated_by_text(claim)
        if claim.status is Status.ENDED and by_article and not self.reported:
            return tuple(Spell(OPEN, one.last) for one in times)
        lasts = relation is not None and relation.state and not self.reported and not by_article
        return times if lasts else tuple(Spell(one.first, OPEN) for one in times)
