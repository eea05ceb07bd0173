"""Garbage collection while very many objects are made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_YOUNG = 200_000
"""New objects after which the youngest are looked at; 700 of Python's own choice."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for unreachable objects seldom while a block runs.

    Rows and records have no cycles, so that Python frees them without being asked to look; to look at all that are kept
    takes up to a third of the time in which they are made.
    """
    before = gc.get_threshold()
    gc.set_threshold(_YOUNG, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
