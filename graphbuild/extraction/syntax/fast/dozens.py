"""The order of the rows of a matrix for a BLAS that rounds the two halves of each dozen rows in two ways.

Each row has a half, first or second, that depends on nothing but itself. The halves of the dozens are filled with the
rows of each; as both have about as many, few places stay empty at the end.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

DOZEN, HALF = 12, 6
JUDGED = 4
"""Columns by which the half of a row is told."""
_MIXED = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], dtype=np.uint64)  # odd, and of no pattern

Flags = NDArray[np.bool_]
Places = NDArray[np.int64]


def halves_of(rows: NDArray[np.float32]) -> Flags:
    """Return for each row whether it belongs into the second half of a dozen: one bit of a hash of its numbers.

    Args:
        rows: shape (n, columns), of at least `JUDGED` columns.
    """
    bits = np.ascontiguousarray(rows[:, :JUDGED]).view(np.uint64)
    hashed = bits[:, 0] * _MIXED[0] + bits[:, 1] * _MIXED[1]
    second: Flags = hashed.view(np.int64) < 0
    return second


def filled(second: Flags) -> Places:
    """Return which row stands at each place of the matrix of dozens; the number of rows stands for none.

    Args:
        second: for each row whether it belongs into the second half of a dozen.
    """
    n, halves = len(second), (np.flatnonzero(~second), np.flatnonzero(second))
    dozens = max(-(-max(map(len, halves)) // HALF), 1)
    order = np.full((2, dozens * HALF), n, dtype=np.int64)
    for row, mine in zip(order, halves, strict=True):
        row[: len(mine)] = mine
    return order.reshape(2, dozens, HALF).swapaxes(0, 1).reshape(-1)
