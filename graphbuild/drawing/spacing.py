"""Removal of overlaps: boxes of nodes and labels are pushed apart."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graphbuild.drawing.springs import Floats, Ints, settled

MARGIN = 14.0
"""Distance between the boxes of two nodes, in pixels at scale 1."""
ROUNDS, PATIENCE = 600, 25  # rounds of pushing, in all and before the drawing is enlarged


def apart(spots: Floats, half: Floats) -> Floats:
    """Return the layout with boxes pushed apart until none overlap; if they are too crowded, it is enlarged.

    Args:
        spots: centres of the boxes, shape (nodes, 2).
        half: half widths and half heights of the boxes, shape (nodes, 2).
    """
    spots = settled(spots)
    for round_ in range(1, ROUNDS + 1):
        first, second, gap = overlaps(spots, half)
        if not len(first):
            break
        axis = (gap[:, 1] < gap[:, 0]).astype(np.int64)
        step = gap[np.arange(len(axis)), axis] / 2 + 0.5
        sign = np.where(spots[first, axis] <= spots[second, axis], -1.0, 1.0)
        np.add.at(spots, (first, axis), sign * step)
        np.add.at(spots, (second, axis), -sign * step)
        spots = settled(spots * 1.07 if round_ % PATIENCE == 0 else spots)
    return spots


def overlaps(spots: Floats, half: Floats) -> tuple[Ints, Ints, Floats]:
    """Return the pairs of overlapping boxes, and the overlap in x and y.

    Only boxes in neighbouring cells of a grid are compared; a cell is as large as the largest box.
    """
    reach = half + MARGIN / 2
    cells = ((spots - spots.min(axis=0)) / (2 * reach.max(axis=0))).astype(np.int64)
    stride = int(cells[:, 1].max()) + 2
    key = cells[:, 0] * stride + cells[:, 1]
    order = np.argsort(key, kind="stable")
    found = []
    for one, other in _neighbours(key[order], stride):
        first, second = order[one], order[other]
        gap = reach[first] + reach[second] - np.abs(spots[first] - spots[second])
        hit = (gap[:, 0] > 0.01) & (gap[:, 1] > 0.01)
        found.append((first[hit], second[hit], gap[hit]))
    firsts, seconds, gaps = zip(*found, strict=True)
    return np.concatenate(firsts), np.concatenate(seconds), np.concatenate(gaps)


def _neighbours(key: Ints, stride: int) -> Iterator[tuple[Ints, Ints]]:
    """Yield the pairs of indices into `key`, which is sorted, whose cells are equal or adjacent."""
    at = np.arange(len(key))
    for shift in (0, 1, stride - 1, stride, stride + 1):
        start = at + 1 if not shift else np.searchsorted(key, key + shift, "left")
        count = np.maximum(np.searchsorted(key, key + shift, "right") - start, 0)
        before = np.cumsum(count) - count
        yield np.repeat(at, count), np.arange(count.sum()) - np.repeat(before - start, count)
