"""Multilevel layout of large graphs, from the best linked actors outwards.

The core is laid out by itself; then further nodes are added level by level, each next to its placed neighbours, and all
nodes relax a little. So the core keeps its shape however much is shown around it, as in Gajer, Goodrich and Kobourov
(2004). Links within a community (Louvain) attract more strongly than those between two.
"""

from __future__ import annotations

from heapq import heappop, heappush

import numpy as np

from graphbuild.drawing.clutter import clutter_of
from graphbuild.drawing.spacing import apart
from graphbuild.drawing.springs import LENGTH, SEED, Floats, Ints, relaxed, scattered

LEVELS = (100, 250, 600, 1500, 4000)
"""Number of placed nodes at each level; the same as the levels of the page."""
CORES = 8  # layouts of the core that are tried
NAMED = (38.0, 24.0)  # half width and half height, in pixels, of a node with its name, which the core shows
FIRM = 0.1  # share of their movement that placed nodes may make when others are added; the core does not move
BETWEEN = 0.15  # attraction of links between communities; within them it is 1
INWARD = 0.3  # attraction of every node to the middle
CORE_STEPS, STEPS = 320, 60  # steps of the forces: for the core, and for each further level


def layered(half: Floats, ends: Ints) -> Floats:
    """Return a layout of one connected part, shape (nodes, 2).

    Args:
        half: half widths and half heights of the boxes, shape (nodes, 2).
        ends: node numbers of each link, shape (links, 2).
    """
    n = len(half)
    order = _order(n, ends)
    rank = np.empty(n, dtype=np.int64)
    rank[order] = np.arange(n)
    ranked = rank[ends]
    pulls = _pulls(n, ranked)
    near = _neighbours(n, ranked, pulls)
    rng = np.random.default_rng(SEED)
    before, *sizes = [size for size in LEVELS if size < n] + [n]
    core = before
    spots = _core(np.maximum(half[order[:core]], NAMED), *_within(ranked, pulls, core))
    for size in sizes:
        spots = _let_in(spots * (size / before) ** 0.5, size, near, rng.normal(scale=LENGTH * 0.6, size=(size, 2)))
        loose = np.where(np.arange(size) < before, FIRM, 1.0)
        loose[:core] = 0.0
        spots = _relaxed(spots[None], *_within(ranked, pulls, size), STEPS, loose)[0]
        before = size
    placed = np.empty_like(spots)
    placed[order] = spots
    return placed


def _order(n: int, ends: Ints) -> Ints:
    """Return all nodes, always the best linked one among those linked to an earlier one."""
    near: list[list[int]] = [[] for _ in range(n)]
    for a, b in ends.tolist():
        near[a].append(b)
        near[b].append(a)
    first = max(range(n), key=lambda node: (len(near[node]), -node))
    known, waiting, order = {first}, [(0, first)], []
    while waiting:
        _, node = heappop(waiting)
        order.append(node)
        for other in near[node]:
            if other not in known:
                known.add(other)
                heappush(waiting, (-len(near[other]), other))
    return np.array(order)


def _core(half: Floats, ends: Ints, pulls: Floats) -> Floats:
    """Return the least cluttered of several layouts of the core."""
    pictures = [apart(one, half) for one in _relaxed(scattered(len(half), CORES), ends, pulls, CORE_STEPS)]
    return min(pictures, key=clutter_of(half, ends))


def _relaxed(spots: Floats, ends: Ints, pulls: Floats, steps: int, loose: Floats | None = None) -> Floats:
    """Return the layout after some steps of the forces, with attraction weakened at hubs."""
    degree = np.bincount(ends.ravel(), minlength=spots.shape[1])
    mass = np.sqrt(1 + degree)
    fewer = np.sqrt(np.maximum(1.0, np.minimum(*degree[ends].T) / 2))
    pulls = pulls / fewer
    return relaxed(spots, ends, pulls, mass=mass, inward=INWARD * mass, steps=steps, heat=LENGTH * 0.6, loose=loose)


def _within(ends: Ints, pulls: Floats, size: int) -> tuple[Ints, Floats]:
    """Return the links among the first `size` nodes, and their attraction."""
    inner = (ends < size).all(axis=1)
    return ends[inner], pulls[inner]


def _let_in(spots: Floats, size: int, near: list[list[tuple[int, float]]], jitter: Floats) -> Floats:
    """Return the layout with the next nodes, each next to its placed neighbours."""
    grown = np.concatenate([spots, np.zeros((size - len(spots), 2))])
    for node in range(len(spots), size):
        others, weights = zip(*((other, pull) for other, pull in near[node] if other < node), strict=True)
        grown[node] = np.average(grown[list(others)], axis=0, weights=weights) + jitter[node]
    return grown


def _neighbours(n: int, ends: Ints, pulls: Floats) -> list[list[tuple[int, float]]]:
    """Return the neighbours of each node with the attraction of each link."""
    near: list[list[tuple[int, float]]] = [[] for _ in range(n)]
    for (a, b), pull in zip(ends.tolist(), pulls.tolist(), strict=True):
        near[a].append((b, pull))
        near[b].append((a, pull))
    return near


def _pulls(n: int, ends: Ints) -> Floats:
    """Return the attraction of each link, shape (links,)."""
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(ends.tolist())
    home = np.zeros(n, dtype=np.int64)
    for number, members in enumerate(networkx.community.louvain_communities(graph, seed=SEED)):
        home[sorted(members)] = number
    return np.where(home[ends[:, 0]] == home[ends[:, 1]], 1.0, BETWEEN)
