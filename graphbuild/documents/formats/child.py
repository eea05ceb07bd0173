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
from pathlib import Path

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Part, Unread
from graphbuild.documents.formats.dispatch import extract, pieces
from graphbuild.documents.formats.pdf import recognition
from graphbuild.documents.formats.sandbox import MEGABYTES, limit, message_of, receive, send
from graphbuild.documents.kinds import BY_NAME, Kind


def main() -> None:
    """Answers until the other side closes the pipe: each article is a message, and an empty one ends a file."""
    _hold_memory()
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # tesseract's threads slow each other down
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever asks; without him the pipe closes
    warnings.simplefilter("ignore")  # the parsers' remarks on bad files are of no use to anybody
    logging.disable(logging.CRITICAL)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr  # a parser that prints must not speak for us
    while (request := receive(sys.stdin.buffer)) is not None:
        data = receive(sys.stdin.buffer)
        if data is None:
            return
        asked, _, path = request.decode().partition("\n")
        name, _, ocr = asked.partition(" ")
        recognition.wanted.set(bool(ocr))
        parts = _parts(BY_NAME[name], data, path)
        while True:
            with _clock():  # while the answer waits to be taken, no time is counted
                part = next(parts, None)
            if part is None:
                break
            send(answers, json.dumps(message_of(part)).encode())
        send(answers, b"")


@contextmanager
def _clock() -> Iterator[None]:
    """Ends this process when nobody is left to end it: a build that was killed leaves no parser running for ever."""
    if not hasattr(signal, "setitimer"):  # Windows has none
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, 2 * limit(ocr=recognition.wanted.get()))
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)


def _parts(kind: Kind, data: bytes, path: str) -> Iterator[Part]:
    """What a file holds; what stops the reading of it comes last."""
    try:
        if path:
            with Path(path).open("rb") as file:
                yield from pieces(kind, file)
        else:
            yield from extract(kind, data)
    except InputError as error:
        yield Unread(reason=error.what)
    except MemoryError:
        yield Unread(reason="Reading it took too much memory: save its text as .txt.")
    except RecursionError:
        yield Unread(reason="It is nested too deeply to be read: save its text as .txt.")
    except OSError as error:
        yield Unread(reason=f"It cannot be read: {error.strerror or error}.")
    except Exception as error:  # a fault of a parser must cost one file, never the build
        what = f"It is damaged, or made in a way that cannot be read ({type(error).__name__})"
        yield Unread(reason=f"{what}: save its text as .txt.")


def _hold_memory() -> None:
    """Limit the memory of this process where the system can."""
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
