"""The chains between two actors, best first. Only actors are hops, never documents."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any, NamedTuple

from graphbuild.errors import UsageError
from graphbuild.link import Link
from graphbuild.model import Actor, Status
from graphbuild.query.filters import Filters, filters
from graphbuild.query.find import find_actor
from graphbuild.query.links import ends_of, link_record, neighbourhood, rank
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
_VAGUE = frozenset({"place", "weak", "open"})
"""Families that say little about two actors: sharing a country is a poor chain between people."""
_VAGUE_COST = 0.6


class _Hop(NamedTuple):
    """The best link between two neighbours, and how far apart it leaves them."""

    link: Link
    cost: float


_Neighbours = dict[str, dict[str, _Hop]]


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
    between = _between(view, a.id, b.id, wanted, max_length)
    routes = islice(_routes(between, a.id, b.id, max_length), best)
    found = [tuple(between[x][y].link for x, y in pairwise(route)) for route in routes]
    return Chains(start=a, goal=b, paths=tuple(found), actors=ends_of(view, [x for p in found for x in p]))


def hop_cost(link: Link, view: View) -> float:
    """How far apart a link leaves its ends: 1 at best, below 4 always."""
    known = view.ontology.relations.get(link.relation)
    vague = _VAGUE_COST if (known.family if known else "open") in _VAGUE else 0.0
    single = 0.2 / max(link.n_outlets, 1)
    return 1.0 + _STATUS_COST[link.status] + (1.0 - link.confidence) + vague + single


def _between(view: View, a: str, b: str, wanted: Filters, max_length: int) -> _Neighbours:
    """The best link of each two neighbours, for all actors that a chain of this length can pass.

    Every actor on such a chain is at most half its length away from one of its ends.
    """
    half = max_length // 2
    near = neighbourhood(view, {a}, wanted, half) | neighbourhood(view, {b}, wanted, max_length - half)
    hops = [_Hop(link, hop_cost(link, view)) for link in wanted.links(view, near, ends=near)]
    joined: _Neighbours = {}
    for hop in sorted(hops, key=lambda hop: (hop.cost, rank(hop.link))):
        subject, object_ = hop.link.subject, hop.link.object
        joined.setdefault(subject, {}).setdefault(object_, hop)
        joined.setdefault(object_, {}).setdefault(subject, hop)
    return joined


def _routes(near: _Neighbours, a: str, b: str, max_length: int) -> Iterator[tuple[str, ...]]:
    """All simple routes of at most `max_length` hops, cheapest first: A* over partial routes.

    What remains is never overestimated (the cheapest way to the goal, and its hops), so routes come out in
    order.
    """
    remaining = _distances(near, b)
    hops = _distances(near, b, hops_only=True)
    queue: list[tuple[float, int, tuple[str, ...], float]] = [(remaining.get(a, 0.0), 0, (a,), 0.0)]
    while queue:
        _, _, route, spent = heapq.heappop(queue)
        if route[-1] == b:
            yield route
            continue
        length = len(route)
        for following, hop in near.get(route[-1], {}).items():
            if following in route or length + hops.get(following, max_length) > max_length:
                continue
            cost = spent + hop.cost
            heapq.heappush(queue, (cost + remaining[following], length, (*route, following), cost))


def _distances(near: _Neighbours, goal: str, *, hops_only: bool = False) -> dict[str, float]:
    """Dijkstra: what each actor's cheapest way to the goal costs, or of how many hops its shortest is."""
    known: dict[str, float] = {}
    queue = [(0.0, goal)]
    while queue:
        cost, actor = heapq.heappop(queue)
        if actor in known:
            continue
        known[actor] = cost
        for following, hop in near.get(actor, {}).items():
            if following not in known:
                heapq.heappush(queue, (cost + (1.0 if hops_only else hop.cost), following))
    return known
