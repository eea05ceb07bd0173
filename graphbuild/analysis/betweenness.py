"""Betweenness centrality by the algorithm of Brandes (2001), with arrays.

Many breadth-first searches run at once, level by level, so that numpy does the work instead of Python. Actors with a
single tie, most of a graph of news, are taken out first: all their paths run through their only neighbour, so that what
they add is known without following them (Sariyuce and others 2013).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphbuild.analysis.adjacency import Floats, Ints, TieGraph

_AT_ONCE = 400_000
"""Number of ties followed at once; more are slower, since they do not fit the CPU cache."""

_FEW = 50
"""If the places are this many times fewer than all, they are sorted instead of marked in an array of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """The ties of one step of the searches: from which (search, actor) to which."""

    near: Ints
    far: Ints


def betweenness(ties: TieGraph, sources: Ints, targets: Floats | None = None) -> Floats:
    """Return the number of (source, target) pairs between which each actor lies; equal shortest paths share a pair.

    Args:
        ties: the graph; every tie has length 1.
        sources: numbers of the actors where paths start.
        targets: 1 for each actor that is a target, else 0, shape (actors,); all are if None. The ends of a path are not
            between.

    Returns:
        An array of shape (actors,).
    """
    wanted = np.ones(len(ties.ids)) if targets is None else targets
    core = _Core.of(ties, sources, wanted)
    n = len(core.ties.ids)
    between = np.zeros(n)
    width = int(max(1, _AT_ONCE // max(len(core.ties.others), n, 1)))
    for first in range(0, len(core.roots), width):
        between += _searches(core, slice(first, first + width))
    found = np.zeros(len(ties.ids))
    found[core.actors] = between
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Core:
    """A graph without the actors that have a single tie, and what these add to their only neighbours.

    Attributes:
        actors: the numbers that the actors of the core have in the whole graph, ascending.
        ties: those among them.
        targets: how many targets each is or has beside it, shape (actors,).
        beside: how many targets each has beside it.
        roots: the actors of the core where searches start: sources, and neighbours of sources that were taken out.
        times: for each root, the number of sources whose paths it starts.
        led: for each root, the number of these that were taken out.
        own: for each root, the targets among these; nobody is between an actor and itself.
    """

    actors: Ints
    ties: TieGraph
    targets: Floats
    beside: Floats
    roots: Ints
    times: Floats
    led: Floats
    own: Floats

    @classmethod
    def of(cls, ties: TieGraph, sources: Ints, targets: Floats) -> _Core:
        """Return the core of a graph for paths from these sources to these targets."""
        n, degrees = len(ties.ids), ties.degrees
        ends = np.repeat(np.arange(n), degrees)
        out = np.zeros(n, dtype=bool)
        out[ends[(degrees[ends] == 1) & (degrees[ties.others] > 1)]] = True
        hubs = np.arange(n)
        hubs[out] = ties.others[ties.starts[:-1][out]]
        beside = _sums(hubs[out], targets[out], n)
        actors = np.flatnonzero(~out)
        number = np.cumsum(~out) - 1
        kept = ~(out[ends] | out[ties.others])
        counts = np.bincount(number[ends[kept]], minlength=len(actors))
        none = np.zeros(0)
        core = TieGraph(
            ids=tuple(ties.ids[at] for at in actors.tolist()),
            starts=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
            others=number[ties.others[kept]],
            weights=ties.weights[kept],
            tails=none.astype(np.int64),
            heads=none.astype(np.int64),
            pulls=none,
        )
        roots, place = np.unique(number[hubs[sources]], return_inverse=True)
        led = out[sources].astype(np.float64)
        return cls(
            actors=actors,
            ties=core,
            targets=(targets + beside)[actors],
            beside=beside[actors],
            roots=roots,
            times=_sums(place, np.ones(len(place)), len(roots)),
            led=_sums(place, led, len(roots)),
            own=_sums(place, led * targets[sources], len(roots)),
        )


def _sums(places: Ints, values: Floats, n: int) -> Floats:
    """Return the sum of the values of each of `n` places, shape (n,)."""
    return np.bincount(places, weights=values, minlength=n).astype(np.float64)


def _searches(core: _Core, which: slice) -> Floats:
    """Return the betweenness from some of the roots, searched at once."""
    roots, n = core.roots[which], len(core.ties.ids)
    size = n * len(roots)
    starts = np.arange(len(roots)) * n + roots
    ways, levels = _outwards(core.ties, starts, size)
    passed = np.zeros(size)
    wanted = np.tile(core.targets, len(roots))
    for level in reversed(levels):
        share = ways[level.near] / ways[level.far] * (wanted[level.far] + passed[level.far])
        _add(passed, level.near, share)
    reached = (ways > 0).reshape(len(roots), n)
    found = passed.reshape(len(roots), n) + reached * core.beside
    found *= core.times[which, np.newaxis]
    ahead = (reached * core.targets).sum(axis=1) - core.targets[roots] + core.beside[roots]
    found[np.arange(len(roots)), roots] = core.led[which] * ahead - core.own[which]
    together: Floats = found.sum(axis=0)
    return together


def _outwards(ties: TieGraph, roots: Ints, size: int) -> tuple[Floats, list[_Level]]:
    """Return the number of shortest paths to each (search, actor), and the levels of the searches."""
    reached = np.zeros(size, dtype=bool)
    ways = np.zeros(size)
    reached[roots], ways[roots] = True, 1.0
    levels: list[_Level] = []
    front = roots
    while len(front):
        near, far = _steps(ties, front)
        new = ~reached[far]
        near, far = near[new], far[new]
        _add(ways, far, ways[near])
        front = _places(far, size)
        reached[front] = True
        levels.append(_Level(near=near, far=far))
    return ways, levels[:-1]


def _add(sums: Floats, places: Ints, values: Floats) -> None:
    """Add values at these places, which contain 0 so far."""
    if len(places) * _FEW < len(sums):
        np.add.at(sums, places, values)
    else:
        sums += np.bincount(places, weights=values, minlength=len(sums))


def _places(found: Ints, size: int) -> Ints:
    """Return each of these places once, ascending."""
    if len(found) * _FEW < size:
        return np.unique(found)
    there = np.zeros(size, dtype=bool)
    there[found] = True
    return np.flatnonzero(there)


def _steps(ties: TieGraph, front: Ints) -> tuple[Ints, Ints]:
    """Return all ties that lead on from these (search, actor) places, as two columns of places."""
    actors = front % len(ties.ids)
    counts = ties.starts[actors + 1] - ties.starts[actors]
    shifts = np.repeat(ties.starts[actors] - (np.cumsum(counts) - counts), counts)
    searches = np.repeat(front - actors, counts)
    return np.repeat(front, counts), searches + ties.others[shifts + np.arange(len(shifts))]
