"""Core numbers: how deep inside the graph each actor is (Batagelj and Zaversnik 2003)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graphbuild.analysis.adjacency import TieGraph


def cores(ties: TieGraph) -> list[int]:
    """Return the core number of each actor, in time linear in the ties.

    The actor with the fewest remaining ties is removed repeatedly. Its core number is that count, or the number of the
    actor before it if that is higher. networkx takes longer to import than this to run.
    """
    left = ties.degrees.tolist()
    starts, others = ties.starts.tolist(), ties.others.tolist()
    waiting: list[list[int]] = [[] for _ in range(max(left, default=0) + 1)]
    for actor, degree in enumerate(left):
        waiting[degree].append(actor)
    found, core = [-1] * len(left), 0
    while core < len(waiting):
        if not waiting[core]:
            core += 1
            continue
        actor = waiting[core].pop()
        if found[actor] >= 0:  # an outdated entry of the queue
            continue
        found[actor] = core
        for other in others[starts[actor] : starts[actor + 1]]:
            if found[other] < 0 and left[other] > core:
                left[other] -= 1
                waiting[left[other]].append(other)
    return found
