"""How much of the traffic between actors runs through each: betweenness by Brandes (2001), in arrays.

Many breadth-first searches run side by side, one level after another, so that the work is numpy's and not Python's.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graphbuild.analysis.adjacency import Floats, Ints, TieGraph

_AT_ONCE = 400_000
"""Ties that are followed at a time: more are slower, since they do not fit a processor's cache."""

_FEW = 50
"""Where so many times fewer places than all are meant, they are gone through alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """The ties by which searches went one step further: from which (search, actor) to which."""

    near: Ints
    far: Ints


def betweenness(ties: TieGraph, sources: Ints, targets: Floats | None = None) -> Floats:
    """For each actor how many (source, target) pairs it stands between, a pair with several shortest ways shared out.

    Args:
        ties: the graph; all ties are one step long.
        sources: numbers of the actors from which the ways start.
        targets: 1 for each actor that is a target, else 0; all are where null. The ends of a way are not between.
    """
    n = len(ties.ids)
    between = np.zeros(n)
    width = int(max(1, _AT_ONCE // max(len(ties.others), n, 1)))
    for first in range(0, len(sources), width):
        between += _searches(ties, sources[first : first + width], np.ones(n) if targets is None else targets)
    return between


def _searches(ties: TieGraph, sources: Ints, targets: Floats) -> Floats:
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
    """The number of shortest ways to each actor in each search, and the levels in which they were found."""
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
    """Adds values to the places they belong to, none of which holds anything yet."""
    if len(places) * _FEW < len(sums):
        np.add.at(sums, places, values)
    else:
        sums += np.bincount(places, weights=values, minlength=len(sums))


def _places(found: Ints, size: int) -> Ints:
    """Each of these places once, in their order."""
    if len(found) * _FEW < size:
        return np.unique(found)
    there = np.zeros(size, dtype=bool)
    there[found] = True
    return np.flatnonzero(there)


def _steps(ties: TieGraph, front: Ints) -> tuple[Ints, Ints]:
    """Every tie that leads on from these (search, actor) places, as two columns of places."""
    actors = front % len(ties.ids)
    counts = ties.starts[actors + 1] - ties.starts[actors]
    shifts = np.repeat(ties.starts[actors] - (np.cumsum(counts) - counts), counts)
    searches = np.repeat(front - actors, counts)
    return np.repeat(front, counts), searches + ties.others[shifts + np.arange(len(shifts))]
