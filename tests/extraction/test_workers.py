"""Several processes read what one would read, whatever happens to them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from multiprocessing import active_children
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from graphbuild.core.errors import DataError
from graphbuild.core.model import Document, Failure, Reading
from graphbuild.extraction import pipeline, process_pool, workers
from graphbuild.extraction.process_pool import Outcome, ProcessPool, WorkerError, lots
from graphbuild.extraction.workers import Recipe, extract
from graphbuild.store import Store

POISON, FRAGILE, WRONG = "poison", "fragile", "wrong"


def documents(*texts: str) -> list[Document]:
    return [Document(id=f"d{i}", text=text, source=f"{i}.txt", sha256="") for i, text in enumerate(texts)]


def play(pipe: Connection) -> None:
    """A worker without a model: dies of poison, and of what is fragile where it is not alone."""
    pipe.send("ready")
    while True:
        try:
            lot = pipe.recv()
        except EOFError:
            return
        if any(d.text == POISON or (d.text == FRAGILE and len(lot) > 1) for d in lot):
            os.kill(os.getpid(), signal.SIGKILL)
        if any(d.text == WRONG for d in lot):
            pipe.send(DataError("A file is wrong.", hint="Look at it."))
        pipe.send([Reading(document=replace(d, title=d.text.upper())) for d in lot])


def die(pipe: Connection) -> None:
    os._exit(3)


def outcomes(texts: Iterable[str], told: list[str] | None = None, size: int = 2) -> list[Outcome]:
    pool = ProcessPool(size, play, (told if told is not None else []).append)
    return list(pool.readings(documents(*texts)))


def said(outcome: Outcome) -> str | None:
    return outcome.document.title if isinstance(outcome, Reading) else outcome.reason


@pytest.fixture
def small_lots(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process_pool, "LOT_DOCUMENTS", 4)


@pytest.mark.usefixtures("small_lots")
def test_outcomes_come_in_the_order_of_the_documents() -> None:
    texts = [f"text {i}" for i in range(30)]
    assert [said(outcome) for outcome in outcomes(texts, size=3)] == [text.upper() for text in texts]
    assert not active_children()


@pytest.mark.usefixtures("small_lots")
def test_what_a_dead_worker_had_is_read_again_and_what_kills_twice_is_named() -> None:
    told: list[str] = []
    texts = ["a", FRAGILE, "b", "c", "d", POISON, "e", "f", "g"]
    found = outcomes(texts, told)
    assert [said(o) for o in found if isinstance(o, Reading)] == ["A", "FRAGILE", "B", "C", "D", "E", "F", "G"]
    assert found[5] == Failure(
        source="5.txt", reason="the process that read it was killed by signal 9, twice. Too little memory for it?"
    )
    assert told == ["A worker process was killed by signal 9; the 4 documents it had were tried again."] * 2


def test_an_error_in_a_worker_is_raised_as_it_was() -> None:
    with pytest.raises(DataError, match="wrong") as caught:
        outcomes(["a", WRONG])
    assert caught.value.hint == "Look at it."
    assert not active_children()


def test_workers_that_never_start_are_an_error() -> None:
    with pytest.raises(WorkerError, match="ended with code 3") as caught:
        list(ProcessPool(2, die, lambda _: None).readings(documents("a")))
    assert "--workers 1" in caught.value.hint


@pytest.mark.usefixtures("small_lots")
def test_only_a_few_lots_are_taken_ahead() -> None:
    taken = 0

    def counted() -> Iterable[Document]:
        nonlocal taken
        for document in documents(*["x"] * 400):
            taken += 1
            yield document

    running = ProcessPool(2, play, lambda _: None).readings(counted())
    next(running)
    time.sleep(0.2)
    assert taken <= 4 * 2 * process_pool.LOTS_AHEAD + 1
    running.close()
    assert not active_children()


def test_lots_are_of_about_the_same_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process_pool, "LOT_CHARACTERS", 10)
    sizes = [[len(d.text) for d in lot] for lot in lots(documents("aaaa", "bbbb", "cccc", "d" * 50, "e"))]
    assert sizes == [[4, 4, 4], [50], [1]]


def test_little_text_is_read_by_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "ProcessPool", None)
    [reading] = extract(documents("Ana Bell met Tor Vik."), Recipe(), workers=4)
    assert isinstance(reading, Reading)


def test_little_text_is_read_in_another_process_where_the_memory_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []

    class Pool:
        def __init__(self, size: int, *_: object) -> None:
            started.append(size)

        def readings(self, given: Iterable[Document]) -> Iterable[Outcome]:
            return (Failure(source=document.source, reason="elsewhere") for document in given)

    monkeypatch.setattr(workers, "ProcessPool", Pool)
    monkeypatch.setattr(workers, "cores", lambda: 4)
    given = documents("Ana Bell met Tor Vik.", "She left.")
    assert [found.source for found in extract(given, Recipe(), apart=True)] == ["0.txt", "1.txt"]
    assert started == [1]
    assert list(extract([], Recipe(), apart=True)) == []
    [reading] = extract(given[:1], Recipe(), workers=1, apart=True)
    assert isinstance(reading, Reading) and started == [1], "one process was asked for, or there is nothing to read"


def test_two_processes_one_of_them_killed_read_what_one_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "SMALL", 0)
    monkeypatch.setattr(process_pool, "LOT_DOCUMENTS", 2)
    given = documents(
        *(f"Police in Varna arrested Ana Bell on Monday. She leads the Kestrel Front. {i}" for i in range(12))
    )
    told: list[str] = []
    running = extract(given, Recipe(), workers=2, told=told.append)
    found = [next(running)]
    os.kill(active_children()[0].pid or 0, signal.SIGKILL)
    found += running
    assert found == list(pipeline.extract(given))
    assert len(told) <= 1  # one that had nothing to read is replaced in silence


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux shows them")
def test_an_interrupted_build_leaves_no_process_and_goes_on(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    for i in range(400):
        text = f"Police in Varna arrested Ana Bell on Monday, officials said. She leads the Kestrel Front {i}. " * 10
        (articles / f"{i:03}.txt").write_text(text)
    command = [sys.executable, "-m", "graphbuild", "build", str(articles), "--workers", "2", "--no-page"]
    process = subprocess.Popen(
        [*command, "--output", str(tmp_path / "out")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    while not kept(tmp_path / "out"):
        assert process.poll() is None
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, complaint = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Interrupted" in complaint and "Traceback" not in complaint
    deadline = time.monotonic() + 5  # the helper of multiprocessing that cleans up goes last
    while running := living(process.pid):
        assert time.monotonic() < deadline, running
        time.sleep(0.05)


def living(group: int) -> list[str]:
    """The processes of a group that have not ended."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, of = path.read_text().rpartition(")")[2].split()[:3]
            if int(of) == group and state != "Z":
                found.append(path.parent.name)
    return found


def kept(output: Path) -> int:
    if not (output / "graph.db").exists():
        return 0
    with Store.open(output / "graph.db") as store:
        return store.counts().documents
