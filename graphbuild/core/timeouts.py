"""A time limit for work on one document, so that hostile text costs only itself."""

from __future__ import annotations

import ctypes
import signal
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

AGAIN = 1.0
"""Seconds until the error is raised again: one raised inside a destructor is swallowed."""


class TookTooLongError(BaseException):
    """The time limit is over. Not an `Exception`, so that no handler on the way takes it for its own fault."""


def within(seconds: float) -> AbstractContextManager[None]:
    """Raise `TookTooLongError` in the block if it takes longer than `seconds`, in any thread and on any system.

    The main thread is interrupted by a signal where the system has one. Another thread, such as a Dask worker's, is
    interrupted by a second thread, as soon as it runs Python code: not before a call into C returns.
    """
    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        return _by_clock(seconds)
    return _by_thread(seconds)


@contextmanager
def _by_clock(seconds: float) -> Iterator[None]:
    """Interrupt the main thread with SIGALRM."""

    def late(*_: object) -> None:
        """Raise TookTooLongError when the alarm signal arrives."""
        raise TookTooLongError

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _by_thread(seconds: float) -> Iterator[None]:
    """Interrupt the current thread from a second one, repeatedly until the block ends."""
    worker, done, gate = threading.get_ident(), threading.Event(), threading.Lock()

    def watch() -> None:
        """Raise TookTooLongError in the worker thread after the timeout, again and again until the block ends."""
        wait = seconds
        while not done.wait(wait):
            with gate:  # once it is done nothing may be raised any more
                if not done.is_set():
                    _raise_in(worker, TookTooLongError)
            wait = AGAIN

    try:
        threading.Thread(target=watch, name="graphbuild-deadline", daemon=True).start()
        yield
    finally:
        try:
            done.set()
        finally:
            done.set()  # the first may have been interrupted
            with gate:
                _raise_in(worker, None)  # cancel an error that would come too late


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Make a thread raise this error before its next instruction; None cancels an error not yet raised."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(error) if error else None)
