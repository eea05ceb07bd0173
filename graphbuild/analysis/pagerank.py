"""PageRank (Brin and Page 1998): where somebody is likeliest met who follows links, and now and then starts anew."""

from __future__ import annotations

import numpy as np

from graphbuild.analysis.adjacency import Floats, Simple

FOLLOWS = 0.85
"""How likely the next step follows a link; else it leads to any actor."""

_NEAR_ENOUGH = 1e-12
_MOST = 500


def page_rank(simple: Simple) -> Floats:
    """The share of steps that end at each actor; all together 1. Links are followed in their direction, and in
    proportion to their independent sources.
    """
    n = len(simple.ids)
    if not n:
        return np.zeros(0)
    leaving = np.bincount(simple.tails, weights=simple.pulls, minlength=n)
    shares = simple.pulls / leaving[simple.tails]
    stuck = leaving == 0
    rank = np.full(n, 1 / n)
    for _ in range(_MOST):
        followed = np.bincount(simple.heads, weights=rank[simple.tails] * shares, minlength=n)
        new = FOLLOWS * (followed + rank[stuck].sum() / n) + (1 - FOLLOWS) / n
        moved = float(np.abs(new - rank).sum())
        rank = new
        if moved < _NEAR_ENOUGH:
            break
    return rank
