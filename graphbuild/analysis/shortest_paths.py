"""How far actors are from each other, counted in ties, and the ways that lead through one of them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graphbuild.analysis.adjacency import Ints, TieGraph

AWAY = -1
"""The distance of whoever cannot be reached."""


def distances(ties: TieGraph, roots: Ints, *, without: int | None = None) -> Ints:
    """How many ties each actor is from the nearest of these; `AWAY` where there is no way.

    Args:
        roots: numbers of actors.
        without: the number of one that no way may pass.
    """
    far = np.full(len(ties.ids), AWAY, dtype=np.int64)
    far[roots] = 0
    front, step = roots, 0
    if without is not None:
        far[without] = len(far)  # as if it had been seen, so that nobody goes there
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
    """The shortest of all ways through an actor that no way round it beats, from one of the first to one of the second.

    Of several that are as short the one over the ties with most sources. Empty where there is none.
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
    """From an actor down to where the distances are counted from, both ends included."""
    at = start
    yield at
    while near[at]:
        span = slice(ties.starts[at], ties.starts[at + 1])
        others, weights = ties.others[span], ties.weights[span]
        lower = near[others] == near[at] - 1
        at = int(others[lower][np.argmax(weights[lower])])
        yield at
