"""Matrix products for the language model by numpy's BLAS, with results that do not depend on batch size.

spaCy multiplies with blis, which on current processors takes two to three times as long as OpenBLAS (or Accelerate) in
numpy. Those use another code path for few rows than for many, and round differently on it. So few rows are padded, and
what is read of a text does not depend on the other texts of its batch. Threads are limited to one: for such small
matrices they cost more than they gain, and cores are better used for more documents.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController

FEWEST_ROWS = 128

Floats = NDArray[np.float32]


def product(left: Floats, right: Floats) -> Floats:
    """Return `left @ right`, computed on one thread, each row rounded alike for any number of rows."""
    n = len(left)
    if n < FEWEST_ROWS:
        filled = np.zeros((FEWEST_ROWS, left.shape[1]), dtype=left.dtype)
        filled[:n] = left
        left = filled
    with one_thread():
        result: Floats = np.matmul(left, right)
    return result[:n]


def one_thread() -> AbstractContextManager[Any]:
    """Return what limits numpy's BLAS to one thread, so that sums are added up in one order everywhere."""
    limited: AbstractContextManager[Any] = _threads().limit(limits=1, user_api="blas")
    return limited


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController:
    """Return the cached controller of the BLAS threads."""
    return ThreadpoolController().select(user_api="blas")


class SteadyOps(NumpyOps):  # type: ignore[misc]  # thinc's compiled module has no types
    """Thinc's operations on the CPU, with `product` for matrix products."""

    def __init__(self) -> None:
        """Create the operations without BLIS."""
        super().__init__(use_blis=False)

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """Multiply matrices; arguments as in thinc."""
        result = product(x.T if trans1 else x, y.T if trans2 else y)
        if out is None:
            return result
        out[:] = result
        return out


def use_steady(model: Model[Any, Any]) -> None:
    """Make every layer of a model on the CPU multiply by `product`."""
    steady = SteadyOps()
    for layer in model.walk():
        if type(layer.ops) is NumpyOps:
            layer.ops = steady
