"""A graph as the measures see it: numbered actors, and who is tied to whom, parallel links taken together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from graphbuild.link import SHOWN

if TYPE_CHECKING:
    from networkx import MultiDiGraph

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_SHOWN = frozenset(status.value for status in SHOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Simple:
    """Actors in the order of their ids, and their ties as arrays.

    Attributes:
        ids: an actor's number is its place here.
        starts, others: the neighbours of actor `i`, ascending, are `others[starts[i] : starts[i + 1]]`; every tie is
            there from both its ends.
        weights: of each entry of `others`, the independent sources of all links between the two.
        tails, heads, pulls: the ties with their direction and independent sources; one without a direction runs
            both ways.
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
        """How many others each actor is tied to."""
        return np.diff(self.starts)

    def neighbours(self, actor: int) -> list[int]:
        """The numbers of those that an actor is tied to."""
        found: list[int] = self.others[self.starts[actor] : self.starts[actor + 1]].tolist()
        return found

    @property
    def pairs(self) -> Iterator[tuple[int, int, float]]:
        """Each tie once: the lower number, the higher one, the weight."""
        one = np.repeat(np.arange(len(self.ids)), self.degrees)
        once = one < self.others
        ties = (one[once].tolist(), self.others[once].tolist(), self.weights[once].tolist())
        return zip(*ties, strict=True)


def simple(graph: MultiDiGraph) -> Simple:
    """The graph without what only looks like a tie: links that are denied or hypothetical.

    Where a graph has no others, as when somebody asked for the denied ones alone, these count.
    """
    edges = [(s, o, data) for s, o, data in graph.edges(data=True) if s != o]
    held = [edge for edge in edges if edge[2].get("status", "asserted") in _SHOWN]
    ties = ((s, o, _sources(data), bool(data.get("symmetric"))) for s, o, data in held or edges)
    return simple_of(graph.nodes, ties)


def simple_of(actors: Iterable[str], ties: Iterable[tuple[str, str, float, bool]]) -> Simple:
    """The same of actors and of ties, each with its ends, its weight, and whether it runs both ways."""
    ids = tuple(sorted(actors))
    number = {id_: at for at, id_ in enumerate(ids)}
    both: defaultdict[tuple[int, int], float] = defaultdict(float)
    directed: defaultdict[tuple[int, int], float] = defaultdict(float)
    for subject, object_, weight, symmetric in ties:
        one, other = number[subject], number[object_]
        both[one, other] += weight
        both[other, one] += weight
        directed[one, other] += weight
        if symmetric:
            directed[other, one] += weight
    tails, heads, pulls = _columns(directed)
    ends, others, weights = _columns(both)
    starts = np.concatenate(([0], np.cumsum(np.bincount(ends, minlength=len(ids))))).astype(np.int64)
    return Simple(ids=ids, starts=starts, others=others, weights=weights, tails=tails, heads=heads, pulls=pulls)


def _sources(data: Mapping[str, Any]) -> float:
    """The independent sources of a link; what a person added by hand counts as one."""
    return float(max(data.get("n_outlets") or 1, 1))


def _columns(ties: Mapping[tuple[int, int], float]) -> tuple[Ints, Ints, Floats]:
    keys = sorted(ties)
    ends = np.array(keys, dtype=np.int64).reshape(-1, 2)
    return ends[:, 0], ends[:, 1], np.array([ties[key] for key in keys], dtype=np.float64)
