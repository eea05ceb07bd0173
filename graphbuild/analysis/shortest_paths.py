"""Distances between actors in ties, and shortest paths through a given actor."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graphbuild.analysis.adjacency import Ints, TieGraph

AWAY = -1
"""Distance of an actor that cannot be reached."""


def distances(ties: TieGraph, roots: Ints, *, without: int | None = None) -> Ints:
    """Return the number of ties from each actor to the nearest of the roots; `AWAY` if there is no path.

    Args:
        ties: the graph.
        roots: numbers of actors.
        without: number of an actor that no path may pass.

    Returns:
        An array of shape (actors,).
    """
    far = np.full(len(ties.ids), AWAY, dtype=np.int64)
    far[roots] = 0
    front, step = roots, 0
    if without is not None:
        far[without] = len(far)  # as if visited, so that no path enters it
        front = roots[roots != without]
    while len(front):
        step += 1
        met = ties.around(front)
        far[met[far[met] == AWAY]] = step
        front = np.flatnonzero(far == step)
    if without is not None:
        far[without] = AWAY
    return far


def way_through(ties: TieGraph, actor: int, first: Ints, second: Ints) -> tuple[int, ...]:
    """Return the shortest path through an actor from one group to another that no path around it beats.

    Of equally short paths it is the one over the ties with most sources. Empty if there is none.
    """
    near = distances(ties, np.array([actor]))
    best: tuple[int, int, int] | None = None
    goals = second[near[second] > 0]
    for start in sorted(first[near[first] > 0].tolist(), key=lambda at: (near[at], at)):
        if not len(goals) or (best and near[start] + near[goals].min() >= best[0]):
            break
        fitting = goals[distances(ties, np.array([start]))[goals] == near[start] + near[goals]]
        if len(fitting):
            goal = min(fitting.tolist(), key=lambda at: (near[at], at))
            found = (int(near[start] + near[goal]), start, goal)
            best = min(best, found) if best else found
    if best is None:
        return ()
    there, back = (list(_descent(ties, near, end)) for end in best[1:])
    return (*there, *reversed(back[:-1]))


def _descent(ties: TieGraph, near: Ints, start: int) -> Iterator[int]:
    """Yield the actors from a start down to distance 0, both ends included."""
    at = start
    yield at
    while near[at]:
        span = slice(ties.starts[at], ties.starts[at + 1])
        others, weights = ties.others[span], ties.weights[span]
        lower = near[others] == near[at] - 1
        at = int(others[lower][np.argmax(weights[lower])])
        yield at
