"""A graph as arrays for the measures: numbered actors, with parallel links merged into one tie."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from graphbuild.evidence.link import SHOWN
from graphbuild.evidence.summary import LinkFacts
from graphbuild.knowledge.ontology import Ontology

if TYPE_CHECKING:
    from networkx import MultiDiGraph

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_T = TypeVar("_T", bound=np.generic)

_SHOWN = frozenset(status.value for status in SHOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class TieGraph:
    """Actors in the order of their ids, and their ties as arrays.

    Attributes:
        ids: the number of an actor is its index here.
        starts, others: the neighbours of actor `i`, ascending, are `others[starts[i] : starts[i + 1]]`; each tie occurs
            at both its ends. Shapes (actors + 1,) and (2 * ties,).
        weights: for each entry of `others`, the independent sources of all links between the two.
        tails, heads, pulls: the directed ties and their independent sources, shape (directed ties,); a symmetric one
            occurs in both directions.
    """

    ids: tuple[str, ...]
    starts: Ints
    others: Ints
    weights: Floats
    tails: Ints
    heads: Ints
    pulls: Floats

    @property
    def degrees(self) -> Ints:
        """Return the number of neighbours of each actor."""
        return np.diff(self.starts)

    def neighbours(self, actor: int) -> list[int]:
        """Return the numbers of an actor's neighbours."""
        found: list[int] = self.others[self.starts[actor] : self.starts[actor + 1]].tolist()
        return found

    def without(self, actors: Ints) -> TieGraph:
        """Return a graph of the same actors without the ties of these."""
        barred = np.zeros(len(self.ids), dtype=bool)
        barred[actors] = True
        ends = np.repeat(np.arange(len(self.ids)), self.degrees)
        kept = ~(barred[ends] | barred[self.others])
        pulled = ~(barred[self.tails] | barred[self.heads])
        return TieGraph(
            ids=self.ids,
            starts=_starts(ends[kept], len(self.ids)),
            others=self.others[kept],
            weights=self.weights[kept],
            tails=self.tails[pulled],
            heads=self.heads[pulled],
            pulls=self.pulls[pulled],
        )

    def around(self, actors: Ints) -> Ints:
        """Return the neighbours of all of these actors, concatenated, with repetitions."""
        counts = self.starts[actors + 1] - self.starts[actors]
        shifts = np.repeat(self.starts[actors] - (np.cumsum(counts) - counts), counts)
        return self.others[shifts + np.arange(len(shifts))]

    @property
    def pairs(self) -> Iterator[tuple[int, int, float]]:
        """Yield each tie once: lower number, higher number, weight."""
        one = np.repeat(np.arange(len(self.ids)), self.degrees)
        once = one < self.others
        ties = (one[once].tolist(), self.others[once].tolist(), self.weights[once].tolist())
        return zip(*ties, strict=True)


def tie_graph(graph: MultiDiGraph) -> TieGraph:
    """Return the ties of a graph without denied and hypothetical links.

    If a graph has only such links, as when somebody selected the denied ones, they count.
    """
    edges = [(s, o, data) for s, o, data in graph.edges(data=True) if s != o]
    held = [edge for edge in edges if edge[2].get("status", "asserted") in _SHOWN]
    ties = ((s, o, _sources(data), bool(data.get("symmetric"))) for s, o, data in held or edges)
    return tie_graph_of(graph.nodes, ties)


def weighted(links: Iterable[LinkFacts], ontology: Ontology) -> Iterator[tuple[str, str, float, bool]]:
    """Yield links as `tie_graph_of` takes them: subject, object, independent sources, and whether it is symmetric."""
    symmetric = {id_ for id_, relation in ontology.relations.items() if relation.symmetric}
    return ((link.subject, link.object, float(link.n_outlets or 1), link.key in symmetric) for link in links)


def tie_graph_of(actors: Iterable[str], ties: Iterable[tuple[str, str, float, bool]]) -> TieGraph:
    """Return the graph of these actors and ties.

    Args:
        actors: ids, in any order.
        ties: subject, object, weight, and whether the tie is symmetric.
    """
    ids = tuple(sorted(actors))
    number = {id_: at for at, id_ in enumerate(ids)}
    told = [(number[subject], number[object_], weight, both) for subject, object_, weight, both in ties]
    columns = np.array(told, dtype=np.float64).reshape(-1, 4)
    one, other = columns[:, 0].astype(np.int64), columns[:, 1].astype(np.int64)
    weight, mutual = columns[:, 2], columns[:, 3] > 0
    tails, heads, pulls = _summed(
        _joined(one, other[mutual]), _joined(other, one[mutual]), _joined(weight, weight[mutual])
    )
    ends, others, weights = _summed(_joined(one, other), _joined(other, one), _joined(weight, weight))
    return TieGraph(
        ids=ids, starts=_starts(ends, len(ids)), others=others, weights=weights, tails=tails, heads=heads, pulls=pulls
    )


def _sources(data: Mapping[str, Any]) -> float:
    """Return the independent sources of a link; a link that a person added counts as one."""
    return float(max(data.get("n_outlets") or 1, 1))


def _starts(ends: Ints, n: int) -> Ints:
    """Return the offset of the first tie of each node, given the sorted node numbers of all ties."""
    return np.concatenate(([0], np.cumsum(np.bincount(ends, minlength=n)))).astype(np.int64)


def _summed(tails: Ints, heads: Ints, weights: Floats) -> tuple[Ints, Ints, Floats]:
    """Return each pair of ends once, with the sum of its weights."""
    n = int(max(tails.max(), heads.max())) + 1 if len(tails) else 1
    keys, place = np.unique(tails * n + heads, return_inverse=True)
    return keys // n, keys % n, np.bincount(place, weights=weights, minlength=len(keys)).astype(np.float64)


def _joined(one: NDArray[_T], other: NDArray[_T]) -> NDArray[_T]:
    """Return two arrays concatenated."""
    return np.concatenate((one, other))
