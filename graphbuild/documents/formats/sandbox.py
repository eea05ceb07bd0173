"""Reading foreign formats in a process of its own, with limits on its time and memory.

A hostile PDF or page can keep a parser busy for ever, or make it eat all memory. The child is started when the first
such file comes, reads one after the other, and is thrown away when one goes over the limits; the build goes on.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import subprocess
import sys
import threading
from dataclasses import asdict
from typing import IO, Any

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Extract, Fields

SECONDS = 60
"""The longest that the reading of one file may take."""
MEGABYTES = 4096
"""The most memory that the reading of one file may take, where the system can hold a process to that."""

_child: subprocess.Popen[bytes] | None = None
_turn = threading.Lock()


def extract(format_name: str, data: bytes, *, seconds: float = SECONDS) -> Extract:
    """What a file of a foreign format holds.

    Args:
        format_name: a key of `formats.FORMATS`.
        data: the file's bytes.
        seconds: how long that may take.

    Raises:
        InputError: it cannot be read, or not within the limits.
    """
    with _turn:
        answer = _asked(format_name, data, seconds)
    if "error" in answer:
        raise InputError(answer["error"])
    return Extract(text=answer["text"], fields=Fields(**answer["fields"]), pages=tuple(answer["pages"]))


def _asked(format_name: str, data: bytes, seconds: float) -> dict[str, Any]:
    child = _started()
    assert child.stdin is not None and child.stdout is not None
    late = threading.Event()

    def end() -> None:
        late.set()
        child.kill()

    clock = threading.Timer(seconds, end)
    clock.start()
    try:
        send(child.stdin, format_name.encode())
        send(child.stdin, data)
        answer = receive(child.stdout)
    except OSError:
        answer = None
    finally:
        clock.cancel()
    if answer is None:
        _thrown_away()
        raise InputError(
            f"Reading it took longer than {seconds:g} seconds: is it a real article? Save its text as .txt."
            if late.is_set()
            else "Reading it took too much memory, or broke the reader: save its text as .txt."
        )
    found: dict[str, Any] = json.loads(answer)
    return found


def _started() -> subprocess.Popen[bytes]:
    global _child
    if _child is not None and _child.poll() is not None:
        _thrown_away()
    if _child is None:
        command = [sys.executable, "-P", "-m", "graphbuild.documents.formats.child"]
        _child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return _child


@atexit.register
def _thrown_away() -> None:
    global _child
    if _child is not None:
        _child.kill()
        for pipe in (_child.stdin, _child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what was still to be sent to it does not matter
                    pipe.close()
        _child.wait()
        _child = None


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


def answer_of(extract: Extract) -> dict[str, object]:
    """An extract as the message that carries it."""
    return {"text": extract.text, "fields": asdict(extract.fields), "pages": extract.pages}
