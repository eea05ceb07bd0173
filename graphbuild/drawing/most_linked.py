"""Selection of the actors with most links, for a graph too large for a page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from graphbuild.core.model import Status

if TYPE_CHECKING:
    from networkx import MultiDiGraph

_HIDDEN = frozenset({Status.DENIED, Status.HYPOTHETICAL})
MOST = 10_000
"""Maximum number of actors on a page; with more, a browser takes too long to open it."""


def left_out(graph: MultiDiGraph) -> str:
    """Return a notice of what a drawing of this graph leaves out; empty if nothing."""
    if len(graph) <= MOST:
        return ""
    what = f"The page shows the {MOST:,} actors with the most links, of {len(graph):,}"
    return f"{what}; `graphbuild page ACTOR` draws the part around one."


def most_linked(graph: MultiDiGraph, most: int | None = None) -> MultiDiGraph:
    """Return `graph` if it is small enough, else a copy without the actors that have the fewest links.

    Links that are hidden at first count only to break ties.
    """
    most = MOST if most is None else most
    if len(graph) <= most:
        return graph
    links: Counter[str] = Counter()
    for subject, object_, data in graph.edges(data=True):
        links.update(dict.fromkeys((subject, object_), int(data["status"] not in _HIDDEN)))
    ranked = sorted(graph, key=lambda actor: (-links[actor], -graph.degree(actor), actor))
    core = graph.copy()
    core.remove_nodes_from(ranked[most:])
    return core
