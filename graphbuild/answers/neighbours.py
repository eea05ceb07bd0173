"""What lies one link away: the map that a search for chains unfolds as it goes, read from ties or from claims."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import inf
from typing import Protocol, TypeAlias

from graphbuild.core.model import ActorType, Claim, Status
from graphbuild.core.path_cost import OPEN_FAMILY, hop_cost
from graphbuild.evidence.duplicates import voices
from graphbuild.evidence.link import edge_key, strength
from graphbuild.graph.filters import Filters
from graphbuild.graph.view import StoreView, View
from graphbuild.knowledge.ontology import Ontology

Costs: TypeAlias = dict[str, dict[str, float]]
"""For each of some actors its neighbours, with what the best link between the two costs (see `core.path_cost`)."""


def family_of(relation: str, ontology: Ontology) -> str:
    """The family of a relation; that of open links where the ontology does not have it."""
    known = ontology.relations.get(relation)
    return known.family if known else OPEN_FAMILY


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

    def near(self, actors: Collection[str]) -> Costs:
        costs: Costs = {actor: {} for actor in actors}
        prices: dict[tuple[str, str, float, int], float] = {}  # a few hundred, for as many hops as a hub has
        for actor, other, key, status, confidence, n_sources in self.view.store.hops(actors):
            price = (key, status, confidence, n_sources)
            if price not in prices:
                prices[price] = self._cost(*price)
            cost = prices[price]
            known = costs[actor]
            if cost < known.get(other, inf):
                known[other] = cost
        return costs

    def kinds(self, actors: Collection[str]) -> dict[str, tuple[ActorType, int]]:
        return self.view.store.kinds(actors)

    def _cost(self, key: str, status: str, confidence: float, n_sources: int) -> float:
        """What such a link costs; without end where it is not asked for."""
        relation, open_, _ = key.partition(":")
        if open_ and not self.open_claims:
            return inf
        return hop_cost(family_of(relation, self.view.ontology), Status(status), confidence, n_sources)


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
        return hop_cost(family_of(said[0].relation, self.view.ontology), status, confidence, n_sources)


def _sources(view: View, claims: Iterable[Claim]) -> int:
    """How many independent sources these claims have; where all are of one document, it need not be read."""
    told = [claim for claim in claims if claim.evidence is not None]
    docs = {claim.evidence.doc for claim in told if claim.evidence}
    if len(docs) < 2:
        return len(docs)
    return voices((c.doc, c.outlet, c.story) for c in map(view.cite, told) if c.doc)
