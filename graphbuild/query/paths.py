"""The chains between two actors, best first. Only actors are hops, never documents."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

from graphbuild.errors import UsageError
from graphbuild.link import Link, edge_key, strength
from graphbuild.model import Actor, Claim, Status
from graphbuild.ontology import Ontology
from graphbuild.query.filters import Filters, filters
from graphbuild.query.find import find_actor
from graphbuild.query.links import ends_of, link_record, rank
from graphbuild.query.view import View, Viewable, viewing
from graphbuild.records import Record, actor_record

MAX_LENGTH = 4
BEST = 5
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
"""What a link costs that one article alone tells; shared out among the articles that do."""


_Costs = dict[str, dict[str, float]]
"""For each two neighbours, both ways, how far apart their best link leaves them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chains:
    """The chains from one actor to another: each a tuple of links, of which each joins two neighbours."""

    start: Actor
    goal: Actor
    paths: tuple[tuple[Link, ...], ...]
    actors: dict[str, Actor]

    def as_record(self) -> Record:
        """The JSON shape of `graphbuild path --json`."""
        return {
            "from": actor_record(self.start),
            "to": actor_record(self.goal),
            "paths": [[link_record(link, self.actors) for link in path] for path in self.paths],
        }


def paths(
    graph: Viewable, start: str, goal: str, *, max_length: int = MAX_LENGTH, best: int = BEST, **options: Any
) -> list[list[Record]]:
    """The best chains between two actors, whichever way its links point.

    A chain is the better the fewer hops it has and the stronger each is: claimed as fact, surely read, in
    several outlets, and saying more than that two are in one place.

    Args:
        graph: the path of a `graph.db`, or a graph from `build` or `load`.
        start, goal: ids, names or aliases.
        max_length: at most so many hops.
        best: at most so many chains.
        options: as for `links`.

    Returns:
        Chains, each a list of link records in the shape of `docs/json.md`.

    Raises:
        UnknownActorError: no such actor, or several.
        UsageError: an option that makes no sense.
        StoreError: there is no usable store at the path.
    """
    with viewing(graph) as view:
        found = chains(view, start, goal, filters(**options), max_length=max_length, best=best)
        chain_records: list[list[Record]] = found.as_record()["paths"]
        return chain_records


def chains(
    view: View, start: str, goal: str, wanted: Filters, *, max_length: int = MAX_LENGTH, best: int = BEST
) -> Chains:
    """The chains as `paths` finds them, with the actors on them."""
    if max_length < 1 or best < 1:
        raise UsageError("A chain has at least one hop, and at least one chain is to be shown.")
    a, b = find_actor(view, start), find_actor(view, goal)
    if a.id == b.id:
        raise UsageError(f"{start!r} and {goal!r} are one actor: {a.name}.", hint="Name two actors.")
    costs = _costs(view, a.id, b.id, wanted, max_length)
    routes = list(islice(_routes(costs, a.id, b.id, max_length), best))
    links = {pair: _best_link(view, pair, wanted) for route in routes for pair in map(frozenset, pairwise(route))}
    found = [tuple(links[frozenset(pair)] for pair in pairwise(route)) for route in routes]
    return Chains(start=a, goal=b, paths=tuple(found), actors=ends_of(view, [x for p in found for x in p]))


def hop_cost(relation: str, status: Status, confidence: float, n_documents: int, *, ontology: Ontology) -> float:
    """How far apart a link leaves its ends: 1 at best, below 4 always."""
    known = ontology.relations.get(relation)
    vague = _VAGUE_COST if (known.family if known else OPEN_FAMILY) in _VAGUE else 0.0
    return 1.0 + _STATUS_COST[status] + (1.0 - confidence) + vague + _SINGLE_COST / max(n_documents, 1)


def _costs(view: View, a: str, b: str, wanted: Filters, max_length: int) -> _Costs:
    """The costs between all neighbours that a chain of this length can pass."""
    links: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in _claims_between(view, a, b, wanted, max_length):
        key = (claim.subject, edge_key(claim.relation, claim.label), claim.object)
        links.setdefault(key, []).append(claim)
    costs: _Costs = {}
    for (subject, _, object_), said in links.items():
        cost = _cost_of(said, view.ontology)
        for x, y in ((subject, object_), (object_, subject)):
            near = costs.setdefault(x, {})
            near[y] = min(cost, near.get(y, cost))
    return costs


def _claims_between(view: View, a: str, b: str, wanted: Filters, max_length: int) -> Iterable[Claim]:
    """All claims that a chain of this length can rest on, and others.

    In as many steps as the chain may have hops, claims are met outwards from both ends: however the steps are
    shared out, each hop is met from one end or the other. So each step is taken where fewer actors wait.
    """
    found: dict[str, Claim] = {}
    known, waiting = [{a}, {b}], [{a}, {b}]
    for _ in range(max_length):
        side = 0 if len(waiting[0]) <= len(waiting[1]) else 1
        if not waiting[side]:
            break
        met = {claim.id: claim for claim in wanted.claims(view, waiting[side])}
        found |= met
        waiting[side] = {end for claim in met.values() for end in (claim.subject, claim.object)} - known[side]
        known[side] |= waiting[side]
    return found.values()


def _cost_of(claims: list[Claim], ontology: Ontology) -> float:
    documents = {claim.evidence.doc for claim in claims if claim.evidence}
    status = min((claim.status for claim in claims), key=strength)
    confidence = max(claim.confidence for claim in claims)
    return hop_cost(claims[0].relation, status, confidence, len(documents), ontology=ontology)


def _best_link(view: View, pair: frozenset[str], wanted: Filters) -> Link:
    """The link between two neighbours that costs least."""

    def cost(link: Link) -> tuple[float, tuple[int, float, int, str, str, str]]:
        said = [citation.claim for citation in link.evidence]
        return _cost_of(said, view.ontology), rank(link)

    return min(wanted.links(view, {min(pair)}, ends=pair), key=cost)


def _routes(costs: _Costs, a: str, b: str, max_length: int) -> Iterator[tuple[str, ...]]:
    """All simple routes of at most `max_length` hops, cheapest first: A* over partial routes.

    What remains is never overestimated (the cheapest way to the goal, and its hops), so routes come out in order.
    """
    remaining = _distances(costs, b)
    hops = _distances({x: dict.fromkeys(near, 1.0) for x, near in costs.items()}, b)
    queue: list[tuple[float, int, tuple[str, ...], float]] = [(remaining.get(a, 0.0), 0, (a,), 0.0)]
    while queue:
        _, _, route, spent = heapq.heappop(queue)
        if route[-1] == b:
            yield route
            continue
        length = len(route)
        for following, cost in costs.get(route[-1], {}).items():
            if following in route or length + hops.get(following, max_length) > max_length:
                continue
            total = spent + cost
            heapq.heappush(queue, (total + remaining[following], length, (*route, following), total))


def _distances(costs: _Costs, goal: str) -> dict[str, float]:
    """Dijkstra: what each actor's cheapest way to the goal costs."""
    known: dict[str, float] = {}
    queue = [(0.0, goal)]
    while queue:
        so_far, actor = heapq.heappop(queue)
        if actor in known:
            continue
        known[actor] = so_far
        for following, cost in costs.get(actor, {}).items():
            if following not in known:
                heapq.heappush(queue, (so_far + cost, following))
    return known
