"""Communities: groups of actors with more ties among them than chance would give."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from graphbuild.analysis.adjacency import TieGraph

SEED = 1
_Edges: TypeAlias = list[tuple[int, int]]


def communities(graph: MultiDiGraph) -> tuple[frozenset[str], ...]:
    """Return the communities of a graph, largest first; each actor is in exactly one, possibly alone.

    Modularity is maximised, with the independent sources of links as weights: by Leiden (Traag, Waltman and van Eck
    2019) if igraph is installed, which is faster and leaves no community disconnected, else by Louvain (Blondel and
    others 2008). The two may draw a border differently. Each gives the same result for the same graph.
    """
    from graphbuild.analysis.adjacency import tie_graph

    return communities_of(tie_graph(graph))


def communities_of(ties: TieGraph) -> tuple[frozenset[str], ...]:
    """Return the same for ties that are numbered already."""
    numbers, edges, weights = _tied(ties)
    parts: list[set[int]] = [{at} for at in set(range(len(ties.ids))).difference(numbers)]
    if edges:
        divide = _leiden if find_spec("igraph") else _louvain
        parts += ({numbers[at] for at in part} for part in divide(len(numbers), edges, weights))
    named = (frozenset(ties.ids[at] for at in part) for part in parts)
    return tuple(sorted(named, key=lambda part: (-len(part), min(part))))


def _leiden(n: int, edges: _Edges, weights: list[float]) -> Iterable[Iterable[int]]:
    """Return communities by the Leiden algorithm of igraph, with a fixed seed."""
    import random

    import igraph

    graph = igraph.Graph(n=n, edges=edges)
    igraph.set_random_number_generator(random.Random(SEED))
    try:
        found: Iterable[Iterable[int]] = graph.community_leiden("modularity", weights=weights, n_iterations=-1)
    finally:
        igraph.set_random_number_generator(random)
    return found


def _louvain(n: int, edges: _Edges, weights: list[float]) -> Iterable[Iterable[int]]:
    """Return communities by the Louvain algorithm of networkx, with a fixed seed."""
    import networkx

    graph = networkx.Graph()  # of numbers, since a set of words has another order every time
    graph.add_nodes_from(range(n))
    graph.add_weighted_edges_from((*edge, weight) for edge, weight in zip(edges, weights, strict=True))
    found: Iterable[Iterable[int]] = networkx.community.louvain_communities(graph, seed=SEED)
    return found


def _tied(ties: TieGraph) -> tuple[list[int], _Edges, list[float]]:
    """Return the numbers of actors with ties, and their ties by index among these."""
    pairs = list(ties.pairs)
    numbers = sorted({end for one, other, _ in pairs for end in (one, other)})
    place = {number: at for at, number in enumerate(numbers)}
    return numbers, [(place[one], place[other]) for one, other, _ in pairs], [weight for *_, weight in pairs]
