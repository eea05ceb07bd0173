"""PageRank (Brin and Page 1998): the stationary distribution of a random walk that sometimes restarts."""

from __future__ import annotations

import numpy as np

from graphbuild.analysis.adjacency import Floats, TieGraph

FOLLOWS = 0.85
"""Probability that the next step follows a link; else it leads to a random actor."""

_NEAR_ENOUGH = 1e-12
_MOST = 500


def page_rank(ties: TieGraph) -> Floats:
    """Return the share of steps that end at each actor, shape (actors,), sum 1.

    Links are followed in their direction, in proportion to their independent sources.
    """
    n = len(ties.ids)
    if not n:
        return np.zeros(0)
    leaving = np.bincount(ties.tails, weights=ties.pulls, minlength=n)
    shares = ties.pulls / leaving[ties.tails]
    stuck = leaving == 0
    rank = np.full(n, 1 / n)
    for _ in range(_MOST):
        followed = np.bincount(ties.heads, weights=rank[ties.tails] * shares, minlength=n)
        new = FOLLOWS * (followed + rank[stuck].sum() / n) + (1 - FOLLOWS) / n
        moved = float(np.abs(new - rank).sum())
        rank = new
        if moved < _NEAR_ENOUGH:
            break
    return rank
