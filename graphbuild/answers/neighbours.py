"""What lies one link away: the map that a search for chains unfolds as it goes, read from ties or from claims."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from math import log10
from typing import Protocol, TypeAlias

from graphbuild.core.model import ActorType, Claim, Status
from graphbuild.evidence.duplicates import voices
from graphbuild.evidence.link import edge_key, strength
from graphbuild.graph.filters import Filters
from graphbuild.graph.view import StoreView, View
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

    def kinds(self, actors: Collection[str]) -> dict[str, tuple[ActorType, int]]:
        """The type of each of these actors, and in how many documents it is."""


def surroundings(view: View, wanted: Filters) -> Surroundings:
    """What the filters leave, from the ties of a store where these say it, else from the claims."""
    if isinstance(view, StoreView) and view.tied and wanted.usual and not wanted.relations:
        return _ByTies(view, wanted.open_claims)
    return _ByClaims(view, wanted)


@dataclass(slots=True)
class _ByTies:
    """Read from a store's ties, a thousand times faster than from its claims."""

    view: StoreView
    open_claims: bool
    _base: dict[tuple[str, str], float] = field(default_factory=dict)

    def near(self, actors: Collection[str]) -> Costs:
        costs: Costs = {actor: {} for actor in actors}
        base = self._base
        for actor, other, key, status, confidence, n_sources in self.view.store.hops(actors):
            fixed = base.get((key, status))
            if fixed is None:
                fixed = base[key, status] = self._fixed(key, status)
            cost = fixed - confidence + _SINGLE_COST / (n_sources or 1)
            known = costs[actor]
            if fixed and cost < known.get(other, fixed):
                known[other] = cost
        return costs

    def kinds(self, actors: Collection[str]) -> dict[str, tuple[ActorType, int]]:
        return self.view.store.kinds(actors)

    def _fixed(self, key: str, status: str) -> float:
        """The cost of such a link but for its confidence and its sources; 0 where it is not asked for."""
        relation, open_, _ = key.partition(":")
        if open_ and not self.open_claims:
            return 0.0
        return hop_cost(relation, Status(status), 0.0, 1, ontology=self.view.ontology) - _SINGLE_COST


@dataclass(slots=True)
class _ByClaims:
    """Read from the claims that pass the filters, of a store or of a graph."""

    view: View
    wanted: Filters

    def near(self, actors: Collection[str]) -> Costs:
        links: dict[tuple[str, str, str], list[Claim]] = {}
        for claim in self.wanted.claims(self.view, actors):
            key = (claim.subject, edge_key(claim.relation, claim.label), claim.object)
            links.setdefault(key, []).append(claim)
        costs: Costs = {actor: {} for actor in actors}
        for (subject, _, object_), said in links.items():
            cost = self._cost(said)
            for one, other in ((subject, object_), (object_, subject)):
                if one in costs:
                    costs[one][other] = min(cost, costs[one].get(other, cost))
        return costs

    def kinds(self, actors: Collection[str]) -> dict[str, tuple[ActorType, int]]:
        found = (self.view.actor(id_) for id_ in actors)
        return {actor.id: (actor.type, actor.n_documents) for actor in found if actor is not None}

    def _cost(self, said: list[Claim]) -> float:
        status = min((claim.status for claim in said), key=strength)
        confidence = max(claim.confidence for claim in said)
        n_sources = _sources(self.view, said)
        return hop_cost(said[0].relation, status, confidence, n_sources, ontology=self.view.ontology)


def _sources(view: View, claims: Iterable[Claim]) -> int:
    """How many independent sources these claims have; where all are of one document, it need not be read."""
    told = [claim for claim in claims if claim.evidence is not None]
    docs = {claim.evidence.doc for claim in told if claim.evidence}
    if len(docs) < 2:
        return len(docs)
    return voices((c.doc, c.outlet, c.story) for c in map(view.cite, told) if c.doc)
