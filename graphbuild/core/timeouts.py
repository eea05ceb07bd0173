"""A limit of processor time for work on one document, so that hostile text costs only itself.

The clock does not count: what else a machine does must not decide what is read.
"""

from __future__ import annotations

import ctypes
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

AGAIN = 1.0
"""Seconds of the clock until the error is raised again: one raised inside a destructor is swallowed."""


class TookTooLongError(BaseException):
    """The time limit is over. Not an `Exception`, so that no handler on the way takes it for its own fault."""


def within(seconds: float) -> AbstractContextManager[None]:
    """Raise `TookTooLongError` in the block if it takes more than `seconds` of the processor, in any thread.

    The main thread is interrupted by a signal where the system has one; the time of all threads of the process counts.
    Another thread, such as a Dask worker's, is interrupted by a second thread, as soon as it runs Python code: not
    before a call into C returns. Its own time counts, or that of the process where the system does not tell a thread's.
    """
    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        return _by_signal(seconds)
    return _by_thread(seconds)


@contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    """Interrupt the main thread with SIGPROF."""

    def late(*_: object) -> None:
        """Raise TookTooLongError when the signal arrives."""
        raise TookTooLongError

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _by_thread(seconds: float) -> Iterator[None]:
    """Interrupt the current thread from a second one, repeatedly until the block ends."""
    worker, done, gate = threading.get_ident(), threading.Event(), threading.Lock()
    end = _spent(worker) + seconds

    def watch() -> None:
        """Raise TookTooLongError in the worker thread after the timeout, again and again until the block ends."""
        wait = seconds
        while not done.wait(wait):
            with gate:  # once it is done nothing may be raised any more
                left = end - _spent(worker) if not done.is_set() else 0.0
                if left <= 0 and not done.is_set():
                    _raise_in(worker, TookTooLongError)
            wait = left if left > 0 else AGAIN

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


def _spent(thread: int) -> float:
    """Return the seconds of the processor that a running thread has taken, or all of the process."""
    if hasattr(time, "pthread_getcpuclockid"):
        return time.clock_gettime(time.pthread_getcpuclockid(thread))
    return time.process_time()


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Make a thread raise this error before its next instruction; None cancels an error not yet raised."""
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(error) if error else None)
