"""A real Dask cluster reads what one process reads, also when one of its workers is killed."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from distributed import Client, LocalCluster
from outputs import written

import graphbuild
from graphbuild.core.errors import UsageError
from graphbuild.core.model import Document, Failure, Reading
from graphbuild.extraction import dask_pool, pipeline
from graphbuild.extraction.process_pool import Outcome, WorkerError
from graphbuild.extraction.reader import Reader
from graphbuild.extraction.workers import Recipe
from graphbuild.workflow.build import update

pytestmark = pytest.mark.filterwarnings("default")  # the libraries of the cluster warn of one another


def documents(n: int) -> list[Document]:
    text = "Police in Varna arrested Ana Bell on Monday. She leads the Kestrel Front. Article"
    return [Document(id=f"d{i}", text=f"{text} {i}.", source=f"{i}.txt", sha256="") for i in range(n)]


@pytest.fixture(scope="module")
def two_workers() -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as running:
        yield running


def test_one_of_two_workers_is_killed_and_nothing_is_lost(
    two_workers: LocalCluster, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("graphbuild.extraction.process_pool.LOT_DOCUMENTS", 3)
    given = documents(36)
    running = dask_pool.extract(given, Recipe(), scheduler=two_workers.scheduler_address)
    found: list[Outcome] = [next(running)]
    with Client(two_workers, set_as_default=False) as client:
        os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)
    found += running
    assert found == list(pipeline.extract(given))
    for document in given[:4]:
        (tmp_path / document.source).write_text(document.text, encoding="utf-8")
    files = [tmp_path / document.source for document in given[:4]]
    update(files, tmp_path / "cluster", scheduler=two_workers.scheduler_address)
    update(files, tmp_path / "here")
    assert written(tmp_path / "cluster") == written(tmp_path / "here")


def read_without_end(way: str, lot: list[Document]) -> tuple[bool, list[Outcome]]:
    """What a worker does, which has less time than the second document takes; and whether in the main thread."""
    whole = Reader.interpret

    def interpret(self: Reader, document: Document, *rest: Any) -> Reading:
        while document.id == "d1":
            with suppress(Exception):
                sum(range(1000))
        return whole(self, document, *rest)

    before = pipeline.SECONDS, pipeline.SECONDS_A_WORD
    pipeline.SECONDS, pipeline.SECONDS_A_WORD = 0.5, 0.0
    Reader.interpret = interpret  # type: ignore[method-assign]
    try:
        return threading.current_thread() is threading.main_thread(), dask_pool.read_lot(way, lot)
    finally:
        Reader.interpret = whole  # type: ignore[method-assign]
        pipeline.SECONDS, pipeline.SECONDS_A_WORD = before


def test_a_document_without_end_costs_itself_only(two_workers: LocalCluster) -> None:
    given = documents(3)
    with Client(two_workers, set_as_default=False) as client:
        way = dask_pool._way(Recipe())
        client.register_plugin(dask_pool._Recipe(way, Recipe()))
        main, found = client.submit(read_without_end, way, given, pure=False).result(timeout=60)
    assert not main, "Dask runs tasks in threads"
    assert [type(outcome) for outcome in found] == [Reading, Failure, Reading]
    assert "took more than 0.5 seconds of processor time" in found[1].reason


class Killed:
    """A cluster whose workers die of one document."""

    def __init__(self, poison: str) -> None:
        self.poison = poison

    def submit(self, function: object, way: str, lot: list[Document], *, pure: bool) -> Killed.Answer:
        return Killed.Answer(lot, self.poison)

    class Answer:
        def __init__(self, lot: list[Document], poison: str) -> None:
            self.lot, self.poison = lot, poison

        def result(self) -> list[Outcome]:
            if any(document.id == self.poison for document in self.lot):
                raise dask_pool.KilledWorker("task", "worker", 3)
            return [Reading(document=document) for document in self.lot]


def test_what_kills_workers_is_named_and_the_rest_is_read() -> None:
    told: list[str] = []
    lot, client = documents(3), Killed("d1")
    answer = client.submit(None, "way", lot, pure=False)
    found = list(dask_pool._outcomes(client, "way", lot, answer, told.append))
    assert [type(outcome) for outcome in found] == [Reading, Failure, Reading]
    assert len(told) == 1 and "3 documents" in told[0]


def test_a_scheduler_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_pool, "WAITING", "300ms")
    with pytest.raises(WorkerError, match="does not answer") as caught:
        list(dask_pool.extract(documents(1), Recipe(), scheduler="tcp://127.0.0.1:9"))
    assert "dask scheduler" in caught.value.hint


def test_another_version_on_a_worker_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(dask_pool._recipes, "other", Recipe())
    with pytest.raises(UsageError, match="another version"):
        dask_pool.read_lot("other", documents(1))


def test_without_dask_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ana Bell leads the Kestrel Front.")
    monkeypatch.delitem(sys.modules, "graphbuild.extraction.dask_pool")
    monkeypatch.delattr(graphbuild.extraction, "dask_pool")
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError) as caught:
        update([tmp_path / "a.txt"], tmp_path / "out", scheduler="local")
    assert caught.value.hint == "pip install 'graphbuild[dask]'"
    assert not (tmp_path / "out").exists()
