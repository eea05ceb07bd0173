"""The process that reads foreign formats: one file after the other, from standard input to standard output."""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from graphbuild.core.errors import InputError
from graphbuild.documents.formats.registry import extract
from graphbuild.documents.formats.sandbox import MEGABYTES, SECONDS, answer_of, receive, send


def main() -> None:
    """Answers until the other side closes the pipe."""
    _hold_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever asks; without him the pipe closes
    warnings.simplefilter("ignore")  # the parsers' remarks on bad files are of no use to anybody
    logging.disable(logging.CRITICAL)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr  # a parser that prints must not speak for us
    while (name := receive(sys.stdin.buffer)) is not None:
        data = receive(sys.stdin.buffer)
        if data is None:
            return
        with _clock():
            answer = _answer(name.decode(), data)
        send(answers, json.dumps(answer).encode())


@contextmanager
def _clock() -> Iterator[None]:
    """Ends this process when nobody is left to end it: a build that was killed leaves no parser running for ever."""
    if not hasattr(signal, "setitimer"):  # Windows has none
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, 2 * SECONDS)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)


def _answer(name: str, data: bytes) -> dict[str, object]:
    try:
        return answer_of(extract(name, data))
    except InputError as error:
        return {"error": error.what}
    except MemoryError:
        return {"error": "Reading it took too much memory: save its text as .txt."}
    except RecursionError:
        return {"error": "It is nested too deeply to be read: save its text as .txt."}
    except Exception as error:  # a fault of a parser must cost one file, never the build
        what = f"It is damaged, or made in a way that cannot be read ({type(error).__name__})"
        return {"error": f"{what}: save its text as .txt."}


def _hold_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has none
        return
    most = MEGABYTES << 20
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or hard > most:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


if __name__ == "__main__":
    main()
