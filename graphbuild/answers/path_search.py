"""The search for the best chains: outwards from both ends, one hop at a time, as long as better ones can be there."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeAlias

from graphbuild.answers.neighbours import Costs, Surroundings
from graphbuild.core.path_cost import HUBS, LEAST_COST, passing_cost

Route: TypeAlias = tuple[str, ...]
"""The ids of the actors on a chain, from one end to the other."""


@dataclass(slots=True)
class _Side:
    """One end of the search: how cheaply each actor met so far is reached, and who is still to be looked round."""

    reached: dict[str, float]
    waiting: set[str]
    unfolded: set[str] = field(default_factory=set)


class ChainSearch:
    """The best chains between two actors.

    A chain costs what its hops cost and what it costs to pass the actors between. Each hop has a least cost, so when
    enough chains are found that are cheaper than any longer one could be, the search ends; and nobody is looked round
    who is too dear to pass by then. What comes out is what a search of everything would find.

    Args:
        around: the map.
        max_length: chains of at most so many hops.
        best: how many chains.
        avoid: ids of actors that no chain may pass.
        hubs: what a hub costs to pass counts (`discount`), hubs are like others (`allow`), or no chain passes one
            (`avoid`).
    """

    def __init__(
        self,
        around: Surroundings,
        *,
        max_length: int,
        best: int,
        avoid: Collection[str] = (),
        hubs: str = "discount",
    ) -> None:
        """Store the search options and create empty caches."""
        self._around = around
        self._max_length = max_length
        self._best = best
        self._avoid = frozenset(avoid)
        self._hubs = hubs
        self._map: Costs = {}
        self._passing: dict[str, float] = {}
        self._sizes: dict[str, int] = {}

    def routes(self, a: str, b: str) -> list[tuple[float, Route]]:
        """The chains from `a` to `b` with their costs, cheapest first."""
        sides = (_Side({a: 0.0}, {a}), _Side({b: 0.0}, {b}))
        found: list[tuple[float, Route]] = []
        for length in range(1, self._max_length + 1):
            bound = found[-1][0] if len(found) >= self._best else float("inf")
            if bound <= length * LEAST_COST:
                break
            side = min(sides, key=lambda side: self._work(side, bound))
            self._unfold(side, bound, ends=(a, b))
            found = self._joined(sides, a, b, length)
            if not side.waiting:  # whoever is linked to this end is known, and so are all chains
                return self._joined(sides, a, b, self._max_length)
        return found

    def _work(self, side: _Side, bound: float) -> int:
        """About how many links have to be read to look round all who wait on this side."""
        return sum(self._sizes.get(actor, 0) for actor in self._worth(side, bound))

    def _worth(self, side: _Side, bound: float) -> list[str]:
        """Those waiting through whom a chain can pass that is better than the worst one known."""
        self._learn(side.waiting)
        return [
            actor
            for actor in side.waiting
            if side.reached[actor] == 0.0 or side.reached[actor] + self._passing[actor] + LEAST_COST < bound
        ]

    def _unfold(self, side: _Side, bound: float, ends: tuple[str, str]) -> None:
        """Read the neighbours of the waiting actors of one side through whom a better path can pass."""
        chosen = [actor for actor in self._worth(side, bound) if self._passing[actor] < float("inf") or actor in ends]
        missing = [actor for actor in chosen if actor not in self._map]
        if missing:
            self._map |= self._around.near(missing)
        side.unfolded.update(chosen)
        side.waiting = set()
        for actor in chosen:
            so_far = side.reached[actor] + (0.0 if actor in ends else self._passing[actor])
            for other, cost in self._map.get(actor, {}).items():
                if so_far + cost < side.reached.get(other, float("inf")):
                    side.reached[other] = so_far + cost
                    side.waiting.add(other)
        side.waiting -= self._avoid
        side.waiting -= side.unfolded

    def _joined(self, sides: tuple[_Side, _Side], a: str, b: str, length: int) -> list[tuple[float, Route]]:
        """The best chains among all that was unfolded, of at most so many hops."""
        costs: Costs = {}
        for side, other in (sides, sides[::-1]):
            useful = (side.unfolded | other.reached.keys()) - self._avoid
            for actor in side.unfolded:
                known = self._map.get(actor, {})
                for end in known.keys() & useful:
                    costs.setdefault(actor, {})[end] = known[end]
                    costs.setdefault(end, {})[actor] = known[end]
        self._learn(costs.keys())
        return list(islice(_cheapest(costs, self._passing, a, b, length), self._best))

    def _learn(self, actors: Collection[str]) -> None:
        """Finds out what it costs to pass these actors."""
        unknown = [actor for actor in actors if actor not in self._passing]
        self._passing |= dict.fromkeys(unknown, 0.0)
        for actor, (kind, n_documents) in self._around.kinds(unknown).items():
            self._sizes[actor] = n_documents
            if self._hubs == "avoid" and kind in HUBS:
                self._passing[actor] = float("inf")
            elif self._hubs != "allow":
                self._passing[actor] = passing_cost(kind, n_documents)


def _cheapest(costs: Costs, passing: dict[str, float], a: str, b: str, length: int) -> Iterator[tuple[float, Route]]:
    """All simple routes of at most so many hops, cheapest first: A* over partial routes.

    What remains is never overestimated (the cheapest way to the goal, and its hops), so routes come out in order.
    """
    remaining = _distances(costs, passing, b)
    hops = _distances({actor: dict.fromkeys(near, 1.0) for actor, near in costs.items()}, {}, b)
    if a not in remaining:
        return
    queue: list[tuple[float, int, Route, float]] = [(remaining[a], 0, (a,), 0.0)]
    while queue:
        total, _, route, spent = heapq.heappop(queue)
        if route[-1] == b:
            yield total, route
            continue
        made = len(route)
        for following, cost in costs.get(route[-1], {}).items():
            if following in route or following not in remaining or made + hops[following] > length:
                continue
            so_far = spent + cost + (0.0 if following == b else passing.get(following, 0.0))
            if so_far < float("inf"):
                heapq.heappush(queue, (so_far + remaining[following], made, (*route, following), so_far))


def _distances(costs: Costs, passing: dict[str, float], goal: str) -> dict[str, float]:
    """Dijkstra: what each actor's cheapest way to the goal costs, passing whoever lies between."""
    known: dict[str, float] = {}
    queue = [(0.0, goal)]
    while queue:
        so_far, actor = heapq.heappop(queue)
        if actor in known:
            continue
        known[actor] = so_far
        passed = so_far + (0.0 if actor == goal else passing.get(actor, 0.0))
        for following, cost in costs.get(actor, {}).items():
            if following not in known and passed + cost < float("inf"):
                heapq.heappush(queue, (passed + cost, following))
    return known
