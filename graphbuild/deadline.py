"""A deadline for work on one document, so that hostile text costs itself only."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class TookTooLongError(BaseException):
    """The deadline has passed. No `Exception`, so that nothing on the way takes it for a fault of its own."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Ends the block by a `TookTooLongError` when it takes longer than that.

    The system's clock can interrupt the main thread only, and on Windows nothing: elsewhere there is no deadline.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def late(*_: object) -> None:
        raise TookTooLongError

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
