"""Brokers: who ties groups together that would else be apart."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphbuild.errors import UsageError

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from graphbuild.analysis.measures import Measures
    from graphbuild.analysis.simple import Ints, Simple

TOP = 10
_SHARED = 1e-9  # of a way: less is what rounding leaves


@dataclass(frozen=True, slots=True, kw_only=True)
class Broker:
    """An actor between others.

    Attributes:
        actor: its id.
        share: of all ways in question, the part that runs through it, from 0 to 1.
        ties: the ids of those in question that it is linked to itself, in order.
    """

    actor: str
    share: float
    ties: tuple[str, ...]


def brokers(graph: MultiDiGraph, *, limit: int = TOP) -> tuple[Broker, ...]:
    """Who ties communities together: the actors with links into other communities than their own, those first through
    which most of the shortest ways between all actors run.

    `ties` are the actors of other communities that it is linked to. In a large graph the share is an estimate
    (`pivots`).
    """
    from graphbuild.analysis.measures import measures_of
    from graphbuild.analysis.simple import simple

    ties = simple(graph)
    return brokers_of(ties, measures_of(ties), limit=limit)


def brokers_of(ties: Simple, measures: Mapping[str, Measures], *, limit: int = TOP) -> tuple[Broker, ...]:
    """The same of ties that are numbered and measured already."""
    place = [measures[id_].community for id_ in ties.ids]
    found = []
    for at, id_ in enumerate(ties.ids):
        abroad = (ties.ids[n] for n in ties.neighbours(at) if place[n] != place[at])
        found.append(Broker(actor=id_, share=measures[id_].betweenness, ties=tuple(abroad)))
    return _best(found, limit)


def brokers_between(
    graph: MultiDiGraph, one: Collection[str], other: Collection[str], *, limit: int = TOP
) -> tuple[Broker, ...]:
    """Who stands between two groups: the actors of neither through which the shortest ways from the members of the one
    to those of the other run; those first through which most of them run.

    Args:
        graph: as `build`, `load` and `part` give it.
        one, other: ids of actors; whoever is in both is left out of both.
        limit: how many at most.

    Returns:
        Brokers; `ties` are the members of both groups that each is linked to.

    Raises:
        UsageError: a group without a member in the graph.
    """
    import numpy as np

    from graphbuild.analysis.flow import flow
    from graphbuild.analysis.simple import simple

    ties = simple(graph)
    first, second = (_numbers(ties, set(group) - set(rest)) for group, rest in ((one, other), (other, one)))
    wanted = np.zeros(len(ties.ids))
    wanted[second] = 1.0
    shares = flow(ties, first, wanted) / (len(first) * len(second))
    members = {ties.ids[at] for at in (*first.tolist(), *second.tolist())}
    found = [
        Broker(
            actor=ties.ids[at],
            share=float(f"{shares[at]:.6g}"),
            ties=tuple(ties.ids[n] for n in ties.neighbours(at) if ties.ids[n] in members),
        )
        for at in np.flatnonzero(shares > _SHARED).tolist()
        if ties.ids[at] not in members
    ]
    return _best(found, limit)


def _numbers(ties: Simple, members: Collection[str]) -> Ints:
    import numpy as np

    found = [at for at, id_ in enumerate(ties.ids) if id_ in members]
    if not found:
        raise UsageError("None of a group is in the graph.", hint="Perhaps no link of theirs passes the filters.")
    return np.array(found, dtype=np.int64)


def _best(found: list[Broker], limit: int) -> tuple[Broker, ...]:
    tied = (broker for broker in found if broker.ties and broker.share)
    return tuple(sorted(tied, key=lambda broker: (-broker.share, broker.actor))[:limit])
