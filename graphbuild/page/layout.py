"""Where each actor stands on the page: a spring layout, seeded, so that the same graph gives the same picture.

Each connected part is laid out by itself and the parts are packed side by side. Room is left for the size of a node
and its label. Parts small enough to be read line by line are laid out several times at once, and the picture with
the fewest crossings is kept. Links that are hidden at first do not pull: who hangs on them alone is set down
afterwards beside its neighbours. Lengths are pixels at scale 1; y grows downwards.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Pairs = Sequence[tuple[int, int]]

LENGTH = 135.0  # of a usual link
ROOM = 2.2  # of the canvas for each area that nodes and names cover
MARGIN = 14.0  # between the boxes of two nodes
ASPECT = 1.0  # width to height of the stage between legend and panel
ROUNDS, PATIENCE = 600, 25  # of pushing boxes apart, in all and until the picture is widened
SEED = 20_210_526
READABLE = 80  # up to here several pictures are tried
TRIES = 24
POLISH = 1600  # attempts to set one node elsewhere; fewer in larger pictures
EXACT = 250  # up to here each node repels each other one; above, cells of a grid do


def place(boxes: Sequence[tuple[float, float]], links: Pairs, shown: Sequence[bool]) -> list[tuple[int, int]]:
    """A position for each node.

    Args:
        boxes: half width and half height of each node with its label.
        links: pairs of node numbers.
        shown: for each link, whether it is drawn at first.
    """
    half = np.asarray(boxes, dtype=float).reshape(-1, 2)
    drawn = [pair for pair, is_shown in zip(links, shown, strict=True) if is_shown]
    linked = {end for pair in links for end in pair}
    first = {end for pair in drawn for end in pair} | (set(range(len(half))) - linked)
    spots = np.zeros_like(half)
    _arrange(spots, half, sorted(first), drawn)
    _hang(spots, half, first, links)
    if len(half):
        middle = spots[sorted(first)] if first else spots
        spots -= (middle.min(axis=0) + middle.max(axis=0)) / 2
    return [(int(x), int(y)) for x, y in np.rint(spots)]


def _arrange(spots: Floats, half: Floats, nodes: Sequence[int], links: Pairs) -> None:
    """Lay out the connected parts of `nodes` and pack them, in place."""
    parts = _components(nodes, links)
    for part in parts:
        number = {node: at for at, node in enumerate(part)}
        inner = sorted({(number[a], number[b]) for a, b in links if a in number and b in number and a != b})
        spots[part] = _lay_out(half[part], inner)
    _pack(spots, half, parts)


def _components(nodes: Sequence[int], links: Pairs) -> list[list[int]]:
    """The connected parts, largest first, then by their first node."""
    parent = {node: node for node in nodes}

    def root(node: int) -> int:
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


def _lay_out(half: Floats, links: Pairs) -> Floats:
    """One connected part: springs, the best of several tries, turned lengthwise, boxes pushed apart."""
    if len(half) <= 2:
        return np.array([[0.0, 0.0], [LENGTH, 0.0]])[: len(half)]
    tries = TRIES if len(half) <= READABLE else 1
    ends = np.asarray(links, dtype=np.int64).reshape(-1, 2)
    turned = [_turned(spots, half) for spots in _spring(len(half), ends, tries)]
    pictures = [_spread(_scaled(spots, half, ends), half) for spots in turned]
    if tries == 1:
        return pictures[0]
    best = min(pictures, key=lambda spots: _clutter(spots, half, ends))
    return _spread(_polished(best, half, ends), half)


def _spring(n: int, ends: Ints, tries: int) -> Floats:
    """Fruchterman and Reingold's forces for `tries` random starts at once: an array (tries, n, 2)."""
    rng = np.random.default_rng(SEED)
    spots = rng.normal(scale=LENGTH * n**0.5 / 2, size=(tries, n, 2))
    degree = np.bincount(ends.ravel(), minlength=n).astype(float)
    mass = 1 + 0.25 * np.sqrt(degree)
    steps = 320 if n <= EXACT else 160
    for step in range(steps):
        force = _repulsion(spots, mass) + _attraction(spots, ends) - spots * (0.02 * LENGTH / n**0.5 / 10)
        size = np.maximum(np.linalg.norm(force, axis=2, keepdims=True), 1e-9)
        heat = LENGTH * 0.8 * (1 - step / steps) ** 1.5 + 0.5
        spots = spots + force / size * np.minimum(size, heat)
    return spots


def _repulsion(spots: Floats, mass: Floats) -> Floats:
    if spots.shape[1] > EXACT:
        return np.stack([_repelled(one, *_cells(one, mass)) for one in spots])
    delta = spots[:, :, None, :] - spots[:, None, :, :]
    square = np.maximum((delta**2).sum(axis=3), 1.0)
    weight = mass[None, :, None] * mass[None, None, :] * LENGTH**2 / square
    return np.asarray((delta * weight[..., None]).sum(axis=2))


def _repelled(spots: Floats, centres: Floats, masses: Floats) -> Floats:
    """The push of each cell's centre on each node: what stands in one cell counts as standing together."""
    dx = spots[:, 0, None] - centres[None, :, 0]
    dy = spots[:, 1, None] - centres[None, :, 1]
    weight = masses[None, :] * LENGTH**2 / np.maximum(dx * dx + dy * dy, LENGTH**2 / 25)
    return np.stack([(dx * weight).sum(axis=1), (dy * weight).sum(axis=1)], axis=1)


def _cells(spots: Floats, mass: Floats) -> tuple[Floats, Floats]:
    """Centre and mass of the filled cells of a grid with about as many cells as a fifth of the nodes."""
    side = int(max(12, min(24, len(spots) ** 0.5 / 2)))
    low, high = spots.min(axis=0), spots.max(axis=0)
    cell = np.minimum(((spots - low) / (high - low + 1e-9) * side).astype(np.int64), side - 1)
    number = cell[:, 0] * side + cell[:, 1]
    masses: Floats = np.bincount(number, weights=mass, minlength=side * side).astype(float)
    filled = masses > 0
    sums = [np.bincount(number, weights=mass * spots[:, k], minlength=side * side) for k in (0, 1)]
    centres = np.stack([s[filled] / masses[filled] for s in sums], axis=1)
    return centres, masses[filled]


def _attraction(spots: Floats, ends: Ints) -> Floats:
    tries, n, _ = spots.shape
    delta = spots[:, ends[:, 0]] - spots[:, ends[:, 1]]
    pull = delta * (np.linalg.norm(delta, axis=2, keepdims=True) / LENGTH)
    shift = np.arange(tries)[:, None] * n
    first, second = (ends[:, 0] + shift).ravel(), (ends[:, 1] + shift).ravel()
    sums = [
        np.bincount(second, weights=one, minlength=tries * n) - np.bincount(first, weights=one, minlength=tries * n)
        for one in (pull[..., 0].ravel(), pull[..., 1].ravel())
    ]
    return np.asarray(np.stack(sums, axis=1).reshape(spots.shape))


def _turned(spots: Floats, half: Floats) -> Floats:
    """The picture turned so that it fits the stage at the largest scale."""
    centred = spots - spots.mean(axis=0)
    turns = []
    for angle in np.arange(0, np.pi, np.pi / 18):
        cos, sin = np.cos(angle), np.sin(angle)
        turns.append(centred @ np.array([[cos, -sin], [sin, cos]]))
    return min(turns, key=lambda turn: _extent(turn, half))


def _extent(spots: Floats, half: Floats) -> float:
    """The side of the smallest stage that holds the picture."""
    width, height = (spots + half).max(axis=0) - (spots - half).min(axis=0)
    return float(max(width / ASPECT, height))


def _scaled(spots: Floats, half: Floats, ends: Ints) -> Floats:
    """The picture at a size at which the usual link has its length, and there is room for all boxes."""
    lengths = np.linalg.norm(spots[ends[:, 0]] - spots[ends[:, 1]], axis=1)
    by_length = LENGTH / max(1.0, float(np.median(lengths)))
    area = float(np.prod(np.ptp(spots, axis=0) + 1))
    by_area = (ROOM * float(np.prod(2 * half, axis=1).sum()) / area) ** 0.5
    return np.asarray(spots * max(by_length, by_area))


def _spread(spots: Floats, half: Floats) -> Floats:
    """Push boxes apart until none overlap; where they are too many for that, widen the picture and go on."""
    spots = spots.copy()
    for round_ in range(1, ROUNDS + 1):
        first, second, gap = _overlaps(spots, half)
        if not len(first):
            break
        axis = (gap[:, 1] < gap[:, 0]).astype(np.int64)
        step = gap[np.arange(len(axis)), axis] / 2 + 0.5
        sign = np.where(spots[first, axis] <= spots[second, axis], -1.0, 1.0)
        np.add.at(spots, (first, axis), sign * step)
        np.add.at(spots, (second, axis), -sign * step)
        if round_ % PATIENCE == 0:
            spots = spots * 1.07
    return spots


def _overlaps(spots: Floats, half: Floats) -> tuple[Ints, Ints, Floats]:
    """The pairs of overlapping boxes, and by how much in x and y. Sweeps over the nodes from left to right."""
    order = np.argsort(spots[:, 0], kind="stable")
    x, reach = spots[order], half[order] + MARGIN / 2
    widest = 2 * reach[:, 0].max()
    found = []
    for ahead in range(1, len(order)):
        near = np.flatnonzero(x[ahead:, 0] - x[:-ahead, 0] < widest)
        if not len(near):
            break
        gap = reach[near + ahead] + reach[near] - np.abs(x[near + ahead] - x[near])
        hit = (gap[:, 0] > 0.01) & (gap[:, 1] > 0.01)
        found.append((order[near[hit]], order[near[hit] + ahead], gap[hit]))
    if not found:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty((0, 2))
    first, second, gaps = zip(*found, strict=True)
    return np.concatenate(first), np.concatenate(second), np.concatenate(gaps)


def _polished(spots: Floats, half: Floats, ends: Ints) -> Floats:
    """The picture after single nodes were tried elsewhere nearby, and left there where it reads better."""
    rng = np.random.default_rng(SEED)
    best, least = spots, _clutter(spots, half, ends)
    trials = min(POLISH, 60 * len(spots), 3_000_000 // (len(ends) * (len(spots) + len(ends))))
    for trial in range(trials):
        moved = best.copy()
        reach = LENGTH * (1.6 - 1.3 * trial / trials)
        moved[trial % len(spots)] += rng.normal(scale=reach, size=2)
        clutter = _clutter(moved, half, ends)
        if clutter < least:
            best, least = moved, clutter
    return best


def _clutter(spots: Floats, half: Floats, ends: Ints) -> float:
    """How hard a picture is to read: lines that cross or run through nodes, overlaps, odd lengths, sheer extent."""
    a, b = spots[ends[:, 0]], spots[ends[:, 1]]
    left = _side(a[:, None], b[:, None], a[None]) * _side(a[:, None], b[:, None], b[None])
    shared = (ends[:, None, :, None] == ends[None, :, None, :]).any(axis=(2, 3))
    crossings = ((left < 0) & (left.T < 0) & ~shared).sum() / 2
    span = b - a
    square = np.maximum((span**2).sum(axis=1), 1.0)
    along = (((spots[None] - a[:, None]) * span[:, None]).sum(axis=2) / square[:, None]).clip(0, 1)
    away = np.linalg.norm(spots[None] - a[:, None] - along[..., None] * span[:, None], axis=2)
    own = (ends[:, :, None] == np.arange(len(spots))[None, None, :]).any(axis=1)
    struck = np.where(own, 0, (1 - away / (half[None, :, 1] + MARGIN)).clip(0, None)).sum()
    length = np.sqrt(square) / LENGTH
    odd = ((0.9 - length).clip(0, None) * 8).sum() + (length - 1.8).clip(0, None).sum()
    apart = np.abs(spots[:, None] - spots[None]) / (half[:, None] + half[None] + MARGIN)
    overlaps = (1 - apart.max(axis=2)).clip(0, None).sum() - len(spots)
    extent = _extent(spots, half) / (LENGTH * len(spots) ** 0.5)
    return float(crossings + 4 * struck + 3 * overlaps + odd + 7 * extent)


def _side(a: Floats, b: Floats, c: Floats) -> Floats:
    return np.asarray(
        np.sign((b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (c[..., 0] - a[..., 0]))
    )


def _pack(spots: Floats, half: Floats, parts: Sequence[list[int]]) -> None:
    """Set the parts in rows, the tallest first, as wide together as the stage; in place."""
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
    """Set down who hangs on hidden links alone: beside its neighbours, or in rows below; in place."""
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
        spots[:] = _spread(spots, half)
