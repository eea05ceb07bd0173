"""A measure of clutter in a drawing, and local moves of single nodes that reduce it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from graphbuild.drawing.spacing import MARGIN
from graphbuild.drawing.springs import LENGTH, SEED, Floats, Ints

ASPECT = 1.0
"""Ratio of width to height of the stage between legend and panel."""
POLISH = 1600  # attempts to move one node; fewer in larger drawings
TRIALS_A_NODE = 60  # maximum number of attempts for each node
WORK = 3_000_000  # maximum of attempts * links * (nodes + links)
FIRST_REACH, LESS_REACH = 1.6, 1.3  # how far a node is moved at first, and how much less at the end, in link lengths
SHORT, LONG = 0.9, 1.8  # links shorter or longer than this, in link lengths, add to the clutter
# Weights of the kinds of clutter; a crossing counts 1, and so does each link length by which a link is too long.
STRUCK, OVERLAP, TOO_SHORT, EXTENT = 4, 3, 8, 7


def extent(spots: Floats, half: Floats) -> float:
    """Return the side length of the smallest stage that holds the drawing, in pixels."""
    width, height = (spots + half).max(axis=0) - (spots - half).min(axis=0)
    return float(max(width / ASPECT, height))


def polished(spots: Floats, half: Floats, ends: Ints) -> Floats:
    """Return the drawing after single nodes were moved nearby wherever that reduces clutter.

    Args:
        spots: centres of the nodes, shape (nodes, 2).
        half: half widths and half heights of the boxes, shape (nodes, 2).
        ends: node numbers of each link, shape (links, 2).
    """
    rng = np.random.default_rng(SEED)
    clutter = clutter_of(half, ends)
    best, least = spots, clutter(spots)
    trials = min(POLISH, TRIALS_A_NODE * len(spots), WORK // (len(ends) * (len(spots) + len(ends))))
    for trial in range(trials):
        moved = best.copy()
        reach = LENGTH * (FIRST_REACH - LESS_REACH * trial / trials)
        moved[trial % len(spots)] += rng.normal(scale=reach, size=2)
        found = clutter(moved)
        if found < least:
            best, least = moved, found
    return best


def clutter_of(half: Floats, ends: Ints) -> Callable[[Floats], float]:
    """Return the function that measures drawings of a graph; what all of them have in common is counted once.

    It returns the clutter of a drawing: crossings, links through nodes, overlaps, unequal lengths, extent.

    Args:
        half: half widths and half heights of the boxes, shape (nodes, 2).
        ends: node numbers of each link, shape (links, 2).
    """
    n = len(half)
    apart_of_ends = ~(ends[:, None, :, None] == ends[None, :, None, :]).any(axis=(2, 3))
    own = (ends[:, :, None] == np.arange(n)[None, None, :]).any(axis=1)
    beside, around = half[None, :, 1] + MARGIN, half[:, None] + half[None] + MARGIN

    def clutter(spots: Floats) -> float:
        """Return the clutter of a drawing with these centres of the nodes, shape (nodes, 2)."""
        a, b = spots[ends[:, 0]], spots[ends[:, 1]]
        left = _side(a[:, None], b[:, None], a[None]) * _side(a[:, None], b[:, None], b[None])
        crossings = ((left < 0) & (left.T < 0) & apart_of_ends).sum() / 2
        span = b - a
        square = np.maximum((span**2).sum(axis=1), 1.0)
        along = (((spots[None] - a[:, None]) * span[:, None]).sum(axis=2) / square[:, None]).clip(0, 1)
        away = np.linalg.norm(spots[None] - a[:, None] - along[..., None] * span[:, None], axis=2)
        struck = np.where(own, 0, (1 - away / beside).clip(0, None)).sum()
        length = np.sqrt(square) / LENGTH
        odd = ((SHORT - length).clip(0, None) * TOO_SHORT).sum() + (length - LONG).clip(0, None).sum()
        apart = np.abs(spots[:, None] - spots[None]) / around
        overlaps = (1 - apart.max(axis=2)).clip(0, None).sum() - n
        size = extent(spots, half) / (LENGTH * n**0.5)
        return float(crossings + STRUCK * struck + OVERLAP * overlaps + odd + EXTENT * size)

    return clutter


def _side(a: Floats, b: Floats, c: Floats) -> Floats:
    """Return on which side of the line a-b each point c lies: -1, 0 or 1."""
    return np.asarray(
        np.sign((b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (c[..., 0] - a[..., 0]))
    )
