"""Matrix products for the language models by numpy's BLAS, with results that do not depend on batch size.

spaCy multiplies with blis, which on current processors takes two to three times as long as OpenBLAS (or Accelerate) in
numpy. Those use another code path for few rows than for many, and round differently on it; so few rows are padded. On
some processors the rounding even depends on where a row stands: OpenBLAS with its Haswell code takes rows by the dozen,
rounds the second six of each in another way than the first six, and what is left over in a third way. There every row
is given its half of a dozen by its own numbers, or by its place in its text, and the dozens are filled up. So what is
read of a text does not depend on the other texts of its batch. Where not even that helps, rows are multiplied in blocks
of a fixed size, which takes up to twice as long. Threads are limited to one: for such small matrices they cost more
than they gain, and cores are better used for more documents.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from enum import Enum
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController

from graphbuild.extraction.syntax.fast.dozens import DOZEN, HALF, filled, halves_of

FEWEST_ROWS = 128
BLOCK = 8
"""Rows of a block where it is not known how the rounding depends on the position of a row."""
AT_HAND = 32 * DOZEN
"""Rows that are put in order and multiplied at a time, while they are in the processor's cache."""
_TRIED = (FEWEST_ROWS, 131, 501)
_TRIED_DOZENS = (DOZEN, 2 * DOZEN, 5 * DOZEN, 42 * DOZEN, 129 * DOZEN)
"""Numbers of rows with which it is tried whether and how it does."""

Floats = NDArray[np.float32]


class Rounding(Enum):
    """What the rounding of a row of a product depends on, beside its own numbers and the right matrix."""

    STEADY = "nothing"
    HALVES = "the half of the dozen in which it stands, if dozens are full"
    PLACE = "its place, in an unknown way"


def product(left: Floats, right: Floats) -> Floats:
    """Return `left @ right`, computed on one thread, each row rounded alike for any number of rows."""
    n = len(left)
    with one_thread():
        rounding = rounding_of(*right.shape)
        if rounding is Rounding.STEADY:
            result: Floats = np.matmul(_filled(left, max(n, FEWEST_ROWS)), right)
            return result[:n]
        if rounding is Rounding.HALVES and n:
            return _by_halves(left, right)
        return _by_blocks(left, right)


def product_of_dozens(left: Floats, right: Floats) -> Floats:
    """Return `left @ right` for rows that stand in the halves of full dozens (`dozens.filled`), on one thread."""
    if len(left) % DOZEN:
        raise ValueError(f"{len(left)} rows are no full dozens")
    with one_thread():
        rounding = rounding_of(*right.shape)
        if rounding is Rounding.PLACE:
            return _by_blocks(left, right)
        fewest = FEWEST_ROWS if rounding is Rounding.STEADY else 0
        result: Floats = np.matmul(_filled(left, max(len(left), fewest)), right)
        return result[: len(left)]


def _by_halves(left: Floats, right: Floats) -> Floats:
    """Return `left @ right`, each row multiplied in the half of a dozen that its own numbers give it."""
    n = len(left)
    order = filled(halves_of(left))
    result = np.empty((n + 1, right.shape[1]), dtype=np.float32)
    for start in range(0, len(order), AT_HAND):
        rows = order[start : start + AT_HAND]
        result[rows] = np.matmul(left.take(rows, axis=0, mode="clip"), right)  # an empty place takes the last row
    return result[:n]


def _by_blocks(left: Floats, right: Floats) -> Floats:
    """Return `left @ right`, multiplied in blocks of a fixed size."""
    n = len(left)
    blocks = _filled(left, -(-max(n, 1) // BLOCK) * BLOCK).reshape(-1, BLOCK, left.shape[1])
    result: Floats = np.matmul(blocks, right).reshape(-1, right.shape[1])
    return result[:n]


@lru_cache(maxsize=256)
def rounding_of(width: int, columns: int) -> Rounding:
    """Return what the rounding of a row depends on, tried with one row many times over.

    Args:
        width, columns: the shape of the right matrix.
    """
    draw = np.random.default_rng(0)
    row, right = (draw.standard_normal(shape).astype(np.float32) for shape in ((1, width), (width, columns)))
    with one_thread():
        tried = [np.matmul(np.repeat(row, n, axis=0), right) for n in _TRIED]
        if all((found == tried[0][0]).all() for found in tried):
            return Rounding.STEADY
        tried = [np.matmul(np.repeat(row, n, axis=0), right) for n in _TRIED_DOZENS]
    halves = [found.reshape(-1, 2, HALF, columns) for found in tried]
    if all((found == halves[0][0, :, :1]).all() for found in halves):
        return Rounding.HALVES
    return Rounding.PLACE


def _filled(left: Floats, rows: int) -> Floats:
    """Return a matrix with rows of zeros behind it, up to a number of rows."""
    if len(left) == rows:
        return left
    filled = np.zeros((rows, left.shape[1]), dtype=left.dtype)
    filled[: len(left)] = left
    return filled


def one_thread() -> AbstractContextManager[Any]:
    """Return what limits numpy's BLAS to one thread, so that sums are added up in one order everywhere."""
    threads = _threads()
    if all(library.num_threads == 1 for library in threads.lib_controllers):
        return nullcontext()  # to limit what is limited would cost more than to ask
    limited: AbstractContextManager[Any] = threads.limit(limits=1, user_api="blas")
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
