"""What lies one link away: the map that a search for chains unfolds as it goes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from math import inf, log10
from typing import Protocol, TypeAlias

from graphbuild.core.link_key import relation_of
from graphbuild.core.model import ActorType, Status
from graphbuild.graph.filters import Filters
from graphbuild.graph.link_reader import LinkReader
from graphbuild.graph.view import View
from graphbuild.knowledge.ontology import Ontology

Costs: TypeAlias = dict[str, dict[str, float]]
"""For each of some actors its neighbours, with how far apart the best link leaves the two."""

# How much further away a hop is for how its claims are held, next to 1 for an asserted one.
_STATUS_COST = {
    Status.ASSERTED: 0.0,
    Status.ENDED: 0.2,
    Status.ALLEGED: 0.3,
    Status.FUTURE: 0.4,
    Status.HYPOTHETICAL: 0.8,
    Status.DENIED: 1.0,
}
OPEN_FAMILY = "open"
_VAGUE = frozenset({"place", "weak", OPEN_FAMILY})
"""Families that say little about two actors: sharing a country is a poor chain between people."""
_VAGUE_COST = 0.6
_SINGLE_COST = 0.2
"""What a link costs that one source alone tells; shared out among the independent sources that do."""
LEAST_COST = 1.0

HUBS = frozenset({ActorType.COUNTRY, ActorType.PLACE, ActorType.MEDIA})
"""Kinds of actors that nearly everybody is linked to: a chain through one says little."""
_HUB_COST = 0.75
_CROWD_COST = 0.4
_CROWD = 5
"""Whoever is in more documents than this costs more to pass, by `_CROWD_COST` for each tenfold."""


def hop_cost(relation: str, status: Status, confidence: float, n_sources: int, *, ontology: Ontology) -> float:
    """How far apart a link leaves its ends: 1 at best, below 4 always."""
    known = ontology.relations.get(relation)
    vague = _VAGUE_COST if (known.family if known else OPEN_FAMILY) in _VAGUE else 0.0
    return LEAST_COST + _STATUS_COST[status] + (1.0 - confidence) + vague + _SINGLE_COST / max(n_sources, 1)


def passing_cost(kind: ActorType, n_documents: int) -> float:
    """What a chain costs more because it goes through this actor: nothing for most, the more for hubs."""
    hub = _HUB_COST if kind in HUBS else 0.0
    return hub + _CROWD_COST * max(log10(n_documents / _CROWD), 0.0) if n_documents else hub


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
        for subject, key, object_, status, _, confidence, n_sources in self.links.facts(actors):
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
            ontology = self.view.ontology
            self._costs[facts] = hop_cost(relation_of(key), status, confidence, n_sources, ontology=ontology)
        return self._costs[facts]
