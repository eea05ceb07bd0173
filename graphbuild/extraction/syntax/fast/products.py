"""Matrix products for the language model by numpy's BLAS, with results that do not depend on batch size.

spaCy multiplies with blis, which on current processors takes two to three times as long as OpenBLAS (or Accelerate) in
numpy. Those use another code path for few rows than for many, and round differently on it; so few rows are padded. On
some processors the rounding even depends on where a row stands (OpenBLAS with its Haswell code, which takes rows by the
dozen and then by the four); there rows are multiplied in blocks of a fixed size, which costs up to two thirds more. So
what is read of a text does not depend on the other texts of its batch. Threads are limited to one: for such small
matrices they cost more than they gain, and cores are better used for more documents.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController

FEWEST_ROWS = 128
BLOCK = 8
"""Rows of a block where the rounding depends on the position of a row."""
_TRIED = 500
"""Rows with which it is tried whether it does."""

Floats = NDArray[np.float32]


def product(left: Floats, right: Floats) -> Floats:
    """Return `left @ right`, computed on one thread, each row rounded alike for any number of rows."""
    n = len(left)
    with one_thread():
        if steady(*right.shape):
            result: Floats = np.matmul(_filled(left, max(n, FEWEST_ROWS)), right)
            return result[:n]
        blocks = _filled(left, -(-max(n, 1) // BLOCK) * BLOCK).reshape(-1, BLOCK, left.shape[1])
        result = np.matmul(blocks, right).reshape(-1, right.shape[1])
        return result[:n]


def product_of_parts(left: Floats, right: Floats, parts: Sequence[slice]) -> Floats:
    """Return `left @ right`, on one thread; how a row is rounded depends on nothing outside its part.

    Where the rounding depends on the position of a row, parts are multiplied one by one, which takes a third less than
    the small blocks of `product`.

    Args:
        left, right: the matrices.
        parts: which rows belong together; all rows, in order.
    """
    if steady(*right.shape):
        return product(left, right)
    result = np.empty((len(left), right.shape[1]), dtype=np.float32)
    with one_thread():
        for part in parts:
            np.matmul(left[part], right, out=result[part])
    return result


@lru_cache(maxsize=256)
def steady(width: int, columns: int) -> bool:
    """Return True if a row is rounded alike wherever it stands and however many rows there are.

    Args:
        width, columns: the shape of the right matrix.
    """
    draw = np.random.default_rng(0)
    row, right = (draw.standard_normal(shape).astype(np.float32) for shape in ((1, width), (width, columns)))
    with one_thread():
        many, few = (np.matmul(np.repeat(row, n, axis=0), right) for n in (_TRIED, FEWEST_ROWS))
    return bool((many == many[0]).all() and (few == many[0]).all())


def _filled(left: Floats, rows: int) -> Floats:
    """Return a matrix with rows of zeros behind it, up to a number of rows."""
    if len(left) == rows:
        return left
    filled = np.zeros((rows, left.shape[1]), dtype=left.dtype)
    filled[: len(left)] = left
    return filled


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
