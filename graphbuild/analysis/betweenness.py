"""Betweenness centrality by the algorithm of Brandes (2001), with arrays.

Many breadth-first searches run at once, level by level, so that numpy does the work instead of Python.
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
    n = len(ties.ids)
    between = np.zeros(n)
    width = int(max(1, _AT_ONCE // max(len(ties.others), n, 1)))
    for first in range(0, len(sources), width):
        between += _searches(ties, sources[first : first + width], np.ones(n) if targets is None else targets)
    return between


def _searches(ties: TieGraph, sources: Ints, targets: Floats) -> Floats:
    """Return the betweenness from these sources, searched at once."""
    n, size = len(ties.ids), len(ties.ids) * len(sources)
    roots = np.arange(len(sources)) * n + sources
    ways, levels = _outwards(ties, roots, size)
    passed = np.zeros(size)
    wanted = np.tile(targets, len(sources))
    for level in reversed(levels):
        share = ways[level.near] / ways[level.far] * (wanted[level.far] + passed[level.far])
        _add(passed, level.near, share)
    passed[roots] = 0.0
    together: Floats = passed.reshape(len(sources), n).sum(axis=0)
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
