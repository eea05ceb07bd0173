"""Selection of the actors with most links, for a graph too large for a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sized
from typing import TYPE_CHECKING

from graphbuild.core.model import Status

if TYPE_CHECKING:
    from networkx import MultiDiGraph

_HIDDEN = frozenset({Status.DENIED, Status.HYPOTHETICAL})
MOST = 10_000
"""Maximum number of actors on a page; with more, a browser takes too long to open it."""


def left_out(actors: Sized) -> str:
    """Return a notice of what a drawing of these linked actors, or of a graph, leaves out; empty if nothing."""
    if len(actors) <= MOST:
        return ""
    what = f"The page shows the {MOST:,} actors with the most links, of {len(actors):,}"
    return f"{what}; `graphbuild page ACTOR` draws the part around one."


def most_linked(graph: MultiDiGraph, most: int | None = None) -> MultiDiGraph:
    """Return `graph` if it is small enough, else a copy without the actors that have the fewest links."""
    most = MOST if most is None else most
    if len(graph) <= most:
        return graph
    drawn = best_linked(graph, ((s, o, data["status"]) for s, o, data in graph.edges(data=True)), most)
    core = graph.copy()
    core.remove_nodes_from([actor for actor in graph if actor not in drawn])
    return core


def best_linked(
    actors: Collection[str], links: Iterable[tuple[str, str, str | Status]], most: int | None = None
) -> set[str]:
    """Return the actors that a drawing has: all if it can, else those with the most links.

    Links that are hidden at first count only to break ties.

    Args:
        actors: ids.
        links: subject, object and status of each.
        most: how many a drawing can have; `MOST` if None.
    """
    most = MOST if most is None else most
    if len(actors) <= most:
        return set(actors)
    shown: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    for subject, object_, status in links:
        all_.update((subject, object_))
        if status not in _HIDDEN:
            shown.update({subject, object_})
    return set(sorted(actors, key=lambda actor: (-shown[actor], -all_[actor], actor))[:most])
