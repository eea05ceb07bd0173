"""Brokers: actors that connect communities which would otherwise be separate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from graphbuild.analysis.adjacency import TieGraph
    from graphbuild.analysis.measures import Measures

TOP = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Broker:
    """An actor between communities.

    Attributes:
        actor: its id.
        share: share of the shortest paths between all actors that pass through it, 0 to 1.
        ties: ids of the actors of other communities to which it is linked, in order.
    """

    actor: str
    share: float
    ties: tuple[str, ...]


def brokers(graph: MultiDiGraph, *, limit: int = TOP) -> tuple[Broker, ...]:
    """Return the actors that connect communities, those on most shortest paths first.

    Only actors with links into other communities count. In a large graph the share is an estimate (`pivots`).

    Args:
        graph: as `build`, `load` and `part` return it.
        limit: maximum number of brokers.
    """
    from graphbuild.analysis.adjacency import tie_graph
    from graphbuild.analysis.measures import measures_of

    ties = tie_graph(graph)
    return brokers_of(ties, measures_of(ties), limit=limit)


def brokers_of(ties: TieGraph, measures: Mapping[str, Measures], *, limit: int = TOP) -> tuple[Broker, ...]:
    """Return the same for ties that are numbered and measured already."""
    place = [measures[id_].community for id_ in ties.ids]
    found = []
    for at, id_ in enumerate(ties.ids):
        abroad = (ties.ids[n] for n in ties.neighbours(at) if place[n] != place[at])
        found.append(Broker(actor=id_, share=measures[id_].betweenness, ties=tuple(abroad)))
    return _best(found, limit)


def _best(found: list[Broker], limit: int) -> tuple[Broker, ...]:
    """Return the brokers with ties to other communities and a nonzero share, the highest share first."""
    tied = (broker for broker in found if broker.ties and broker.share)
    return tuple(sorted(tied, key=lambda broker: (-broker.share, broker.actor))[:limit])
