"""A pool of worker processes that read lots of documents, and survives the death of each of them.

Only a few lots are under way at any time, so memory does not grow with the input. A worker that dies (killed, out of
memory) is replaced, and what it was reading is read again one by one; a document that a second worker dies of is a
failure, and the rest go on.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TypeAlias

from graphbuild.core.errors import GraphbuildError
from graphbuild.core.model import Document, Failure, Reading

LOT_CHARACTERS, LOT_DOCUMENTS = 30_000, 32
"""The size of a lot: half a second's reading."""
LOTS_AHEAD = 3
"""Lots a worker that may be under way, or read and waiting for an earlier one."""
STILLBORN = 3
"""Workers that may die in a row before they are ready."""
STOPPING = 5.0
"""Seconds that a worker is given to stop."""

Outcome: TypeAlias = Reading | Failure
Told: TypeAlias = Callable[[str], None]


class WorkerError(GraphbuildError):
    """Worker processes cannot be started here."""


def lots(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Documents in lots of about the same work."""
    lot: list[Document] = []
    size = 0
    for document in documents:
        lot.append(document)
        size += len(document.text)
        if size >= LOT_CHARACTERS or len(lot) >= LOT_DOCUMENTS:
            yield lot
            lot, size = [], 0
    if lot:
        yield lot


@dataclass(slots=True)
class _Lot:
    """Documents that are read together, and what is known of them so far."""

    number: int
    documents: list[Document]
    outcomes: list[Outcome] = field(default_factory=list)
    again: bool = False

    @property
    def rest(self) -> list[Document]:
        """The documents that are not read yet."""
        return self.documents[len(self.outcomes) :]

    @property
    def next_part(self) -> list[Document]:
        """What to read next: all of it, or after a death one document at a time."""
        return self.rest[:1] if self.again else self.rest


@dataclass(slots=True)
class _Worker:
    """A worker process, its pipe and the lot that it reads."""

    process: BaseProcess
    pipe: Connection
    lot: _Lot | None = None
    ready: bool = False


class ProcessPool:
    """The worker processes of one extraction.

    Args:
        size: how many there are.
        work: what each of them runs, given its end of a pipe.
        told: hears of a worker that died.
    """

    def __init__(self, size: int, work: Callable[[Connection], None], told: Told) -> None:
        """Create a pool without workers; they start with the first reading."""
        self.size, self.work, self.told = size, work, told
        self.workers: list[_Worker] = []
        self.given = 0
        self.stillborn = 0

    def readings(self, documents: Iterable[Document]) -> Generator[Outcome, None, None]:
        """What comes of the documents, in their order."""
        waiting = (_Lot(number, lot) for number, lot in enumerate(lots(documents)))
        read: dict[int, list[Outcome]] = {}
        turn = 0
        try:
            self.workers = [self._started() for _ in range(self.size)]
            while self._busy(waiting, turn + self.size * LOTS_AHEAD):
                for lot in self._finished():
                    read[lot.number] = lot.outcomes
                while turn in read:
                    yield from read.pop(turn)
                    turn += 1
        finally:
            self._stop()

    def _busy(self, waiting: Iterator[_Lot], before: int) -> bool:
        """Gives the idle workers lots below a number; whether anybody has one."""
        for worker in self.workers:
            if worker.ready and worker.lot is None and self.given < before:
                worker.lot = next(waiting, None)
                if worker.lot is not None:
                    self.given += 1
                    self._send(worker, worker.lot.next_part)
        return any(worker.lot is not None or not worker.ready for worker in self.workers)

    def _finished(self) -> Iterator[_Lot]:
        """Waits until a worker says something; the lots that are read with that."""
        heard = wait([worker.pipe for worker in self.workers])
        for number, worker in enumerate(self.workers):
            if worker.pipe not in heard:
                continue
            try:
                said = worker.pipe.recv()
            except (EOFError, OSError):
                lot = worker.lot
                self.workers[number] = worker = self._replaced(worker)
            else:
                lot = self._heard(worker, said)
            if lot is None:
                continue
            if lot.rest:
                worker.lot = lot
                if worker.ready:
                    self._send(worker, lot.next_part)
            else:
                worker.lot = None
                yield lot

    def _heard(self, worker: _Worker, said: object) -> _Lot | None:
        """The lot that a worker has, after what it said of it."""
        if isinstance(said, Exception):
            raise said
        if isinstance(said, list) and worker.lot is not None:
            worker.lot.outcomes += said
        worker.ready, self.stillborn = True, 0
        return worker.lot

    def _replaced(self, dead: _Worker) -> _Worker:
        """A worker in the place of one that died; it goes on with the documents of the dead one."""
        dead.process.join(STOPPING)
        dead.pipe.close()
        how = _how_it_died(dead.process.exitcode)
        self.stillborn += not dead.ready
        if self.stillborn > STILLBORN:
            raise WorkerError(
                f"Worker processes do not start here: the last one {how} before it could read anything.",
                hint="With --workers 1 one process reads everything. A Python script that calls graphbuild with "
                'workers has to do so under `if __name__ == "__main__":`.',
            )
        if dead.ready and dead.lot is not None:
            self._try_again(dead.lot, how)
        return self._started()

    def _try_again(self, lot: _Lot, how: str) -> None:
        """Marks a lot to be read one by one; a document that killed a second worker becomes a failure."""
        if lot.again:
            reason = f"the process that read it {how}, twice. Too little memory for it?"
            lot.outcomes.append(Failure(source=lot.rest[0].source, reason=reason))
        else:
            lot.again = True
            n = len(lot.rest)
            self.told(
                f"A worker process {how}; {f'the {n} documents' if n > 1 else 'the document'} it had were tried again."
            )

    def _send(self, worker: _Worker, part: list[Document]) -> None:
        """Sends documents to a worker."""
        try:
            worker.pipe.send(part)
        except OSError:  # it has died; waiting for its answer finds that out
            return

    def _started(self) -> _Worker:
        """A new worker, started."""
        context = get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=self.work, args=(there,), daemon=True, name="graphbuild worker")
        with _deaf_to_interrupts():
            process.start()
        there.close()
        return _Worker(process, here)

    def _stop(self) -> None:
        """Stops all workers, by force where they do not stop in time."""
        for worker in self.workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self.workers:
            worker.process.join(STOPPING)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes started meanwhile do not hear Ctrl-C, which reaches a whole group: whoever started them stops them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _how_it_died(code: int | None) -> str:
    """How a process ended, in words, from its exit code."""
    if code is not None and code < 0:
        return f"was killed by signal {-code}"
    return f"ended with code {code}"
