"""Centrality and community measures of every actor of a graph, and what each of them means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from graphbuild.core.model import content_id

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from graphbuild.analysis.adjacency import Ints, TieGraph

WORK = 30_000_000
"""Number of ties up to which betweenness is exact, which takes one or two seconds."""
FEWEST_PIVOTS = 100
_DIGITS = 6  # significant digits; further ones differ between machines


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The measures of an actor; `MEANINGS` explains each. Community 0 is the largest."""

    degree: int
    betweenness: float
    pagerank: float
    community: int
    core: int


MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "degree": (
            "How many others the actor is linked to. Grows with how much is written of an actor; no power by itself."
        ),
        "betweenness": (
            "The share of the shortest ways between all others that run through the actor, from 0 to 1. Who could "
            "connect or keep apart; not that anything passed through it."
        ),
        "pagerank": (
            "How often somebody comes by who follows links in their direction; all together 1. Who is at the "
            "receiving end of much, of those who are so themselves; arrests count like praise."
        ),
        "community": (
            "Actors that are linked to each other more than to the rest, numbered from the largest, 0. Where the text "
            "puts them together; no organisation, and no side in a conflict."
        ),
        "core": (
            "The largest k for which the actor is in a group whose members are each linked to at least k of it. How "
            "deep inside the web; not how high in it."
        ),
    }
)
"""What each measure means, and what it does not. Denied and hypothetical links do not count."""


def measure(graph: MultiDiGraph) -> dict[str, Measures]:
    """Return the measures of every actor, by id.

    Links between the same two actors count as one tie, weighted by their independent sources. Denied and hypothetical
    links do not count, unless the graph has no others. The result is the same on every machine, except that communities
    depend on whether igraph is installed (`communities`). In a large graph betweenness is estimated (`pivots`).

    Args:
        graph: as `build`, `load` and `part` return it. It is not changed.
    """
    from graphbuild.analysis.adjacency import tie_graph

    return measures_of(tie_graph(graph))


def measures_of(ties: TieGraph) -> dict[str, Measures]:
    """Return the same for ties that are numbered already."""
    from graphbuild.analysis.community_detection import communities_of
    from graphbuild.analysis.core_numbers import cores
    from graphbuild.analysis.pagerank import page_rank

    parts = communities_of(ties)
    community = {actor: at for at, part in enumerate(parts) for actor in part}
    columns = (ties.degrees.tolist(), _betweenness(ties), page_rank(ties).tolist(), cores(ties))
    return {
        id_: Measures(
            degree=degree,
            betweenness=_rounded(between),
            pagerank=_rounded(rank),
            community=community[id_],
            core=core,
        )
        for id_, degree, between, rank, core in zip(ties.ids, *columns, strict=True)
    }


def pivots(graph: MultiDiGraph) -> int | None:
    """Return the number of sampled actors from which betweenness is estimated, or None if it is exact.

    The sample is uniform (Brandes and Pich 2007).
    """
    from graphbuild.analysis.adjacency import tie_graph

    ties = tie_graph(graph)
    n = len(_sample(ties))
    return n if n < len(ties.ids) else None


def _betweenness(ties: TieGraph) -> list[float]:
    """Return the betweenness of each actor, normalised to 0 to 1."""
    from graphbuild.analysis.betweenness import betweenness

    n, roots = len(ties.ids), _sample(ties)
    if n < 3:
        return [0.0] * n
    scaled: list[float] = (betweenness(ties, roots) * (n / len(roots) / ((n - 1) * (n - 2)))).tolist()
    return scaled


def sampled(ties: TieGraph, among: Ints) -> Ints:
    """Return those of these actors from which paths are followed: all if that is little work, else a sample.

    The sample has the lowest hashes: as good as random, the same everywhere, and nearly the same when a graph grows.
    """
    import numpy as np

    many = max(WORK // max(len(ties.others), 1), FEWEST_PIVOTS)
    if many >= len(among):
        return among
    order = sorted(among.tolist(), key=lambda at: content_id("pivot", ties.ids[at], length=16))
    return np.array(sorted(order[:many]), dtype=np.int64)


def _sample(ties: TieGraph) -> Ints:
    """Return the sample of all actors."""
    import numpy as np

    return sampled(ties, np.arange(len(ties.ids)))


def _rounded(value: float) -> float:
    """Return a value rounded to a fixed number of significant digits."""
    return float(f"{value:.{_DIGITS}g}")
