"""What lies one link away: the map that a search for chains unfolds as it goes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Protocol, TypeAlias

from graphbuild.core.link_key import relation_of
from graphbuild.core.model import ActorType, Status
from graphbuild.core.path_cost import OPEN_FAMILY, hop_cost
from graphbuild.graph.filters import Filters
from graphbuild.graph.link_reader import LinkReader
from graphbuild.graph.view import View
from graphbuild.knowledge.ontology import Ontology

Costs: TypeAlias = dict[str, dict[str, float]]
"""For each of some actors its neighbours, with what the best link between the two costs (see `core.path_cost`)."""


def family_of(relation: str, ontology: Ontology) -> str:
    """Return the family of a relation; that of open links where the ontology does not have it."""
    known = ontology.relations.get(relation)
    return known.family if known else OPEN_FAMILY


class Surroundings(Protocol):
    """What lies round actors."""

    def near(self, actors: Collection[str]) -> Costs:
        """The neighbours of each of these actors; of one without any, nothing or an empty entry."""

    def kinds(self, actors: Collection[str]) -> Mapping[str, tuple[ActorType, int]]:
        """The type of each of these actors, and in how many documents it is."""


def surroundings(view: View, wanted: Filters) -> Surroundings:
    """What lies round the actors of a view, as far as the filters let it through."""
    return _Surroundings(view, view.links(wanted))


@dataclass(slots=True)
class _Surroundings:
    """Read from the links of a view."""

    view: View
    links: LinkReader
    _costs: dict[tuple[str, Status, float, int], float] = field(default_factory=dict)

    def near(self, actors: Collection[str]) -> Costs:
        """As `Surroundings` says."""
        costs: Costs = {actor: {} for actor in actors}
        for subject, key, object_, status, _, confidence, n_sources, _ in self.links.facts(actors):
            cost = self._cost(key, status, confidence, n_sources)
            for one, other in ((subject, object_), (object_, subject)):
                known = costs.get(one)
                if known is not None and cost < known.get(other, inf):
                    known[other] = cost
        return costs

    def kinds(self, actors: Collection[str]) -> Mapping[str, tuple[ActorType, int]]:
        """As `Surroundings` says."""
        return self.view.kinds(actors)

    def _cost(self, key: str, status: Status, confidence: float, n_sources: int) -> float:
        """What such a hop costs; kept, as a hub has thousands of hops of a few kinds."""
        facts = (key, status, confidence, n_sources)
        if facts not in self._costs:
            family = family_of(relation_of(key), self.view.ontology)
            self._costs[facts] = hop_cost(family, status, confidence, n_sources)
        return self._costs[facts]
