"""Matrix products for the language model: by numpy's own BLAS, and the same row by row whatever stands beside it.

spaCy multiplies with blis, which on current processors takes two to three times as long as the OpenBLAS (or
Accelerate) that numpy brings. These take another path for a handful of rows than for many, and round differently on
it; so few rows are filled up, and what is read of a text does not depend on the texts that are read beside it. They
also share products among threads, which for matrices as small as these costs more than it gains: whoever has more
cores reads more documents at once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController

FEWEST_ROWS = 128

Floats = NDArray[np.float32]


def product(left: Floats, right: Floats) -> Floats:
    """`left @ right` on one thread, each row rounded alike however many rows there are."""
    n = len(left)
    if n < FEWEST_ROWS:
        filled = np.zeros((FEWEST_ROWS, left.shape[1]), dtype=left.dtype)
        filled[:n] = left
        left = filled
    with _threads().limit(limits=1, user_api="blas"):
        result: Floats = np.matmul(left, right)
    return result[:n]


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController:
    return ThreadpoolController().select(user_api="blas")


class SteadyOps(NumpyOps):  # type: ignore[misc]  # thinc's compiled module has no types
    """Thinc's operations on the processor with `product` for its products."""

    def __init__(self) -> None:
        super().__init__(use_blis=False)

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """As thinc's."""
        result = product(x.T if trans1 else x, y.T if trans2 else y)
        if out is None:
            return result
        out[:] = result
        return out


def use_steady(model: Model[Any, Any]) -> None:
    """Lets every layer of a model that runs on the processor multiply by `product`."""
    steady = SteadyOps()
    for layer in model.walk():
        if type(layer.ops) is NumpyOps:
            layer.ops = steady
