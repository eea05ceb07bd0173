"""Spring layout of a graph, seeded, so that the same graph gives the same drawing.

Each connected part is laid out by itself and the parts are packed side by side. Nodes get room for their size and
label. Small parts are laid out several times at once, and the drawing with the least clutter is kept; large ones are
laid out from the best linked actors outwards (`multilevel`). Links that are hidden at first do not attract: a node with
no other links is placed next to its neighbours afterwards. Where most nodes have a place already, they keep it, and the
others are put beside their neighbours. Lengths are pixels at scale 1; y grows downwards.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from graphbuild.drawing.clutter import ASPECT, clutter_of, extent, polished
from graphbuild.drawing.multilevel import layered
from graphbuild.drawing.room import Point, Room
from graphbuild.drawing.spacing import MARGIN, apart
from graphbuild.drawing.springs import EXACT, LENGTH, Floats, Ints, sprung

Pairs = Sequence[tuple[int, int]]
Place = tuple[int, int]
"""Position of a node in a drawing, in pixels."""

ROOM = 2.2  # area of the canvas, in multiples of the area that nodes and names cover
CROWDED = 0.1  # share of nodes on each side that are outliers
READABLE = 80  # maximum number of nodes for which several layouts are tried
TRIES, TRIES_OF_MANY = 24, 4
STEPS = 320  # steps of the forces
FEW = 300  # nodes; with more, fewer layouts are tried for each part
MOST_NEW = 0.5
"""Share of nodes without a place from which on all are laid out anew: those that stay no longer carry the picture."""


def place(
    boxes: Sequence[tuple[float, float]],
    links: Pairs,
    shown: Sequence[bool],
    *,
    kept: Sequence[Place | None] = (),
) -> list[Place]:
    """Return a position for each node, in pixels.

    Args:
        boxes: half width and half height of each node with its label, in pixels.
        links: pairs of node numbers.
        shown: for each link, whether it is drawn at first.
        kept: the position that each node has already, or None. They stay where they are, unless they are too few.
    """
    half = np.asarray(boxes, dtype=float).reshape(-1, 2)
    drawn = [pair for pair, is_shown in zip(links, shown, strict=True) if is_shown]
    n_new = sum(spot is None for spot in kept)
    if kept and n_new < MOST_NEW * len(kept):
        return _let_in(half, list(kept), drawn, links) if n_new else [spot for spot in kept if spot is not None]
    linked = {end for pair in links for end in pair}
    first = {end for pair in drawn for end in pair} | (set(range(len(half))) - linked)
    spots = np.zeros_like(half)
    _arrange(spots, half, sorted(first), drawn)
    _hang(spots, half, first, links)
    if len(half):
        middle = spots[sorted(first)] if first else spots
        spots -= (middle.min(axis=0) + middle.max(axis=0)) / 2
    return [(int(x), int(y)) for x, y in np.rint(spots)]


def _let_in(half: Floats, kept: list[Place | None], drawn: Pairs, links: Pairs) -> list[Place]:
    """Return the kept positions, with the other nodes beside their neighbours, or in free corners where they have none.

    Args:
        half: half widths and half heights of the boxes, shape (nodes, 2).
        kept: the positions of nodes that stay.
        drawn: the links that are drawn at first.
        links: all links, which count for nodes that have no other.
    """
    sizes: list[Point] = [(float(w), float(h)) for w, h in half]
    spots = {node: spot for node, spot in enumerate(kept) if spot is not None}
    room = Room(((*spot, *sizes[node]) for node, spot in spots.items()), largest=float(half.max()))

    def put(node: int, spot: tuple[float, float]) -> None:
        """Give a node its place."""
        spots[node] = round(spot[0]), round(spot[1])
        room.add((*spots[node], *sizes[node]))

    for pairs in (drawn, links):
        near = _neighbours(pairs, without=spots.keys())
        while ready := [node for node in near if node not in spots and not spots.keys().isdisjoint(near[node])]:
            for node in ready:
                put(node, room.beside([spots[other] for other in near[node] if other in spots], sizes[node]))
        rest = [node for node in near if node not in spots]
        for part in _components(rest, pairs):
            own = _lay_out_part(half, part, pairs)
            low, high = (own - half[part]).min(axis=0), (own + half[part]).max(axis=0)
            corner = np.array(room.apart((float(high[0] - low[0]) / 2, float(high[1] - low[1]) / 2)))
            for node, spot in zip(part, own - (low + high) / 2 + corner, strict=True):
                put(node, (float(spot[0]), float(spot[1])))
    for node in range(len(half)):  # without any link
        if node not in spots:
            put(node, room.apart(sizes[node]))
    return [spots[node] for node in range(len(half))]


def _neighbours(pairs: Pairs, *, without: Collection[int]) -> dict[int, list[int]]:
    """Return the neighbours of each node that is linked, but for some, by number."""
    near: dict[int, set[int]] = {}
    for a, b in pairs:
        if a != b:
            if a not in without:
                near.setdefault(a, set()).add(b)
            if b not in without:
                near.setdefault(b, set()).add(a)
    return {node: sorted(near[node]) for node in sorted(near)}


def _lay_out_part(half: Floats, part: Sequence[int], pairs: Pairs) -> Floats:
    """Return the layout of one connected part by itself, in the order of its nodes."""
    number = {node: at for at, node in enumerate(part)}
    inner = {(number[a], number[b]) for a, b in pairs if a in number and b in number and a != b}
    return _lay_out(half[part], np.array(sorted(inner), dtype=np.int64).reshape(-1, 2), TRIES_OF_MANY)


def _arrange(spots: Floats, half: Floats, nodes: Sequence[int], links: Pairs) -> None:
    """Lay out the connected parts of `nodes` and pack them, in place."""
    parts = _components(nodes, links)
    home = {node: (at, number) for at, part in enumerate(parts) for number, node in enumerate(part)}
    inner: list[set[tuple[int, int]]] = [set() for _ in parts]
    for a, b in links:
        if a in home and b in home and a != b:
            inner[home[a][0]].add((home[a][1], home[b][1]))
    tries = TRIES if len(half) <= FEW else TRIES_OF_MANY
    for part, pairs in zip(parts, inner, strict=True):
        spots[part] = _lay_out(half[part], np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2), tries)
    _pack(spots, half, parts)


def _components(nodes: Sequence[int], links: Pairs) -> list[list[int]]:
    """Return the connected parts, largest first, then by their first node."""
    parent = {node: node for node in nodes}

    def root(node: int) -> int:
        """Return the representative of a node's part."""
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in links:
        if a in parent and b in parent:
            low, high = sorted((root(a), root(b)))
            parent[high] = low
    parts: dict[int, list[int]] = {}
    for node in nodes:
        parts.setdefault(root(node), []).append(node)
    return sorted(parts.values(), key=lambda part: (-len(part), part[0]))


def _lay_out(half: Floats, ends: Ints, tries: int) -> Floats:
    """Lay out one connected part: the best of several spring layouts, rotated, without overlaps."""
    n = len(half)
    if n <= 2:
        return np.array([[0.0, 0.0], [LENGTH, 0.0]])[:n]
    if n > READABLE:
        spots = layered(half, ends) if n > EXACT else sprung(n, ends, 1)[0]
        return apart(_scaled(_turned(spots, half), half, ends), half)
    steps = STEPS if tries == TRIES else STEPS // 2
    pictures = [apart(_scaled(_turned(one, half), half, ends), half) for one in sprung(n, ends, tries, steps=steps)]
    best = min(pictures, key=clutter_of(half, ends))
    return apart(polished(best, half, ends), half) if tries == TRIES else best


def _turned(spots: Floats, half: Floats) -> Floats:
    """Return the drawing rotated so that it fits the stage at the largest scale."""
    centred = spots - spots.mean(axis=0)
    turns = []
    for angle in np.arange(0, np.pi, np.pi / 18):
        cos, sin = np.cos(angle), np.sin(angle)
        turns.append(centred @ np.array([[cos, -sin], [sin, cos]]))
    return min(turns, key=lambda turn: extent(turn, half))


def _scaled(spots: Floats, half: Floats, ends: Ints) -> Floats:
    """Return the drawing scaled to the usual link length, with room for all boxes."""
    lengths = np.linalg.norm(spots[ends[:, 0]] - spots[ends[:, 1]], axis=1)
    by_length = LENGTH / max(1.0, float(np.median(lengths)))
    low, high = np.quantile(spots, (CROWDED, 1 - CROWDED), axis=0)  # ignores outliers
    area = float(np.prod(high - low + 1)) / (1 - 2 * CROWDED) ** 2
    by_area = (ROOM * float(np.prod(2 * half, axis=1).sum()) / area) ** 0.5
    return np.asarray(spots * max(by_length, by_area))


def _pack(spots: Floats, half: Floats, parts: Sequence[list[int]]) -> None:
    """Arrange the parts in rows, tallest first, as wide as the stage; in place."""
    if not parts:
        return
    lows = [(spots[part] - half[part]).min(axis=0) for part in parts]
    sizes = [(spots[part] + half[part]).max(axis=0) - low + 2 * MARGIN for part, low in zip(parts, lows, strict=True)]
    area = sum(float(w * h) for w, h in sizes)
    widest = max(float(sizes[0][0]), (area * ASPECT) ** 0.5 * 1.1, max(float(w) for w, _ in sizes))
    x = y = row = 0.0
    for at in sorted(range(len(parts)), key=lambda at: (-sizes[at][1], at)):
        width, height = sizes[at]
        if x and x + width > widest:
            x, y, row = 0.0, y + row, 0.0
        spots[parts[at]] += np.array([x, y]) - lows[at]
        x, row = x + width, max(row, height)


def _hang(spots: Floats, half: Floats, placed: set[int], links: Pairs) -> None:
    """Place nodes that have only hidden links: next to their neighbours, or in rows below; in place."""
    neighbours: dict[int, list[int]] = {}
    for a, b in links:
        neighbours.setdefault(a, []).append(b)
        neighbours.setdefault(b, []).append(a)
    rest = [node for node in range(len(half)) if node not in placed]
    known = sorted(placed)
    middle = spots[known].mean(axis=0) if known else np.zeros(2)
    beside = [node for node in rest if any(other in placed for other in neighbours[node])]
    for turn, node in enumerate(beside):
        base = spots[[other for other in neighbours[node] if other in placed]].mean(axis=0)
        out = base - middle
        angle = float(np.arctan2(out[1], out[0])) + 2.4 * (turn % 3 - 1)
        spots[node] = base + LENGTH * 0.8 * np.array([np.cos(angle), np.sin(angle)])
    below = [node for node in rest if node not in set(beside)]
    if below:
        _arrange(spots, half, below, links)
        top = float((spots[known] + half[known]).max(axis=0)[1]) if known else 0.0
        spots[below] += np.array([0.0, top + LENGTH])
    if beside:
        spots[:] = apart(spots, half)
