"""Reading foreign formats in a process of its own, with limits on its time and memory.

A hostile PDF or page can keep a parser busy for ever, or make it eat all memory. A child is started when the first
such file comes, reads one after the other, and is thrown away when one goes over the limits; the build goes on.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, TypeAlias

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Extract, Fields, Note, Part, Unread

SECONDS = 60
"""The longest that the reading of one file, or of one article of a collection, may take."""
RECOGNITION_SECONDS = 3600
"""The same where scanned pages are recognised, each of which takes some seconds."""
MEGABYTES = 4096
"""The most memory that the reading of one file may take, where the system can hold a process to that."""

Child: TypeAlias = "subprocess.Popen[bytes]"

_idle: list[Child] = []
"""Children that wait for a file. One that reads is in the hands of who asked it, and comes back when it has ended."""


def extract(
    kind: str, data: bytes = b"", *, path: Path | None = None, ocr: bool = False, seconds: float | None = None
) -> Iterator[Part]:
    """The articles in a file of a foreign format, as they are read.

    Args:
        kind: the name of its kind.
        data: the file's bytes.
        path: where the child reads a collection from, in place of `data`.
        ocr: recognise the text of scanned pages.
        seconds: how long each article may take; the usual limit unless given.

    Raises:
        InputError: it cannot be read further within the limits.
    """
    seconds = limit(ocr=ocr) if seconds is None else seconds
    child = _taken()
    try:
        _ask(child, f"{kind}{' ocr' if ocr else ''}\n{path.absolute() if path else ''}", data, seconds)
        while answer := _answer(child, seconds):
            yield _part(json.loads(answer))
    except BaseException:  # also where nobody wants the rest
        _throw_away(child)
        raise
    _idle.append(child)


def limit(*, ocr: bool) -> int:
    """Return the seconds that the reading of one article may take."""
    return RECOGNITION_SECONDS if ocr else SECONDS


def _ask(child: Child, request: str, data: bytes, seconds: float) -> None:
    """Send a request and the bytes of a file to a child."""
    assert child.stdin is not None
    with _limit(child, seconds), contextlib.suppress(OSError):  # of a child that died, the answer tells
        send(child.stdin, request.encode())
        send(child.stdin, data)


def _answer(child: Child, seconds: float) -> bytes:
    """The next message; an empty one ends the file."""
    assert child.stdout is not None
    with _limit(child, seconds) as late:
        try:
            answer = receive(child.stdout)
        except OSError:
            answer = None
    if answer is None:
        raise InputError(
            f"Reading it took longer than {seconds:g} seconds: is it a real article? Save its text as .txt."
            if late.is_set()
            else "Reading it took too much memory, or broke the reader: save its text as .txt."
        )
    return answer


@contextlib.contextmanager
def _limit(child: Child, seconds: float) -> Iterator[threading.Event]:
    """Kills the child when the time is over; the event says so."""
    late = threading.Event()

    def end() -> None:
        """Record that the time limit was exceeded and kill the child process."""
        late.set()
        child.kill()

    clock = threading.Timer(seconds, end)
    clock.start()
    try:
        yield late
    finally:
        clock.cancel()


def _taken() -> Child:
    """A child that waits, or a new one."""
    while _idle:
        child = _idle.pop()
        if child.poll() is None:
            return child
        _throw_away(child)
    command = [sys.executable, "-P", "-m", "graphbuild.documents.formats.child"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def _throw_away(child: Child) -> None:
    """End a child and close its pipes."""
    child.kill()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):  # what was still to be sent to it does not matter
                pipe.close()
    child.wait()


@atexit.register
def _end() -> None:
    """Stop all idle child processes when the program exits."""
    while _idle:
        _throw_away(_idle.pop())


def send(pipe: IO[bytes], message: bytes) -> None:
    """Writes one message: its length on a line, and its bytes."""
    pipe.write(b"%d\n" % len(message))
    pipe.write(message)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """The next message; None when the other side is gone."""
    head = pipe.readline()
    if not head.endswith(b"\n"):
        return None
    size = int(head)
    message = pipe.read(size)
    return message if len(message) == size else None


def message_of(part: Part) -> dict[str, Any]:
    """A part of a file as the message that carries it."""
    return asdict(part)


def _part(message: dict[str, Any]) -> Part:
    """Return the part of a file that a message carries."""
    if "reason" in message:
        return Unread(**message)
    if "said" in message:
        return Note(**message)
    fields = Fields(**message.pop("fields"))
    pages, remarks = tuple(message.pop("pages")), tuple(message.pop("remarks"))
    return Extract(fields=fields, pages=pages, remarks=remarks, **message)
