"""Watching a folder: what arrives is read once it has settled, and gives what a build of the folder gives."""

from __future__ import annotations

import builtins
import os
import threading
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

import invented
import pytest
from watchfiles import Change

from graphbuild.core.errors import NothingReadError, UsageError
from graphbuild.extraction import pipeline
from graphbuild.store import Store, ontology_of
from graphbuild.workflow import watch as watching
from graphbuild.workflow.build import update
from graphbuild.workflow.verify import check
from graphbuild.workflow.watch import Batch, changes_in, watch

ANA = "Ana Bell leads the Mill Board."
BO = "Bo Tarn leads the Isle Choir."
Step = Callable[[], object] | None


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "extract", invented.extract)
    monkeypatch.setattr(pipeline, "signature", lambda *_, **__: "one")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


class Clock:
    """Stands still but for the seconds between two looks at the folder."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def watched(folder: Path, output: Path, *steps: Step, pause: float = 0.6, **options: Any) -> list[Batch]:
    """All batches of a watch: before each look one step is taken, None for none; some looks without a step follow."""
    clock = Clock()

    def changes() -> Iterator[Collection[object]]:
        for step in steps:
            if step is not None:
                step()
            yield set() if step is None else {"something"}
            clock.now += pause
        for _ in range(3):
            yield set()
            clock.now += pause

    return list(watch(folder, output, changes(), clock=clock, **{"page": False, "graphml": False, **options}))


def put(path: Path, text: str) -> Callable[[], object]:
    return lambda: (path.parent.mkdir(exist_ok=True), path.write_text(text))


def rows(output: Path) -> list[tuple[str, str]]:
    with Store.open(output / "graph.db") as store:
        assert check(store, ontology_of(store)) == []
        return sorted(store.sources().items())


def figures(batches: list[Batch]) -> list[tuple[int, int, int]]:
    """For each batch, how many were read, known and skipped."""
    return [
        (batch.report.read if batch.report else 0, batch.report.known if batch.report else 0, len(batch.skipped))
        for batch in batches
    ]


def test_first_the_folder_is_read_then_what_arrives(folder: Path, tmp_path: Path) -> None:
    put(folder / "a.txt", ANA)()
    put(folder / "more" / "b.txt", BO)()
    batches = watched(folder, tmp_path / "out", None, None, None, put(folder / "more" / "c.txt", ANA))
    assert figures(batches) == [(2, 0, 0), (1, 0, 0)], "what is there is not compared again when more arrives"
    assert batches[1].report is not None and batches[1].report.documents == 3
    update([folder], tmp_path / "built", page=False, graphml=False)
    assert rows(tmp_path / "out") == rows(tmp_path / "built"), "the same ids and sources, in sub-folders too"


def test_a_file_that_is_still_written_is_waited_for(folder: Path, tmp_path: Path) -> None:
    path = folder / "a.txt"
    steps = [put(path, f"{'Some words. ' * n}{ANA}") for n in range(5)]
    seen: list[int] = []
    batches = watched(folder, tmp_path / "out", *steps, listener=lambda item: seen.append(len(item.document.text)))  # type: ignore[union-attr]
    assert figures(batches) == [(1, 0, 0)]
    assert seen == [len(path.read_text())]


def test_a_file_that_keeps_its_size_is_known_by_its_time(folder: Path, tmp_path: Path) -> None:
    path = folder / "a.txt"
    times = [lambda n=n: (path.write_text(ANA), os.utime(path, (n, n))) for n in range(1, 6)]
    assert figures(watched(folder, tmp_path / "out", *times)) == [(1, 0, 0)]


def test_nothing_is_read_twice_and_a_new_watch_goes_on(folder: Path, tmp_path: Path) -> None:
    put(folder / "a.txt", ANA)()
    touched = lambda: None  # noqa: E731
    assert figures(watched(folder, tmp_path / "out", touched, None, None, touched, touched)) == [(1, 0, 0)]
    put(folder / "b.txt", BO)()
    assert figures(watched(folder, tmp_path / "out")) == [(1, 1, 0)]


def test_an_interrupted_watch_is_resumed(folder: Path, tmp_path: Path) -> None:
    put(folder / "a.txt", ANA)()
    put(folder / "b.txt", "INTERRUPT")()
    with pytest.raises(KeyboardInterrupt):
        watched(folder, tmp_path / "out")
    assert [source for _, source in rows(tmp_path / "out")] == ["a.txt"]
    put(folder / "b.txt", BO)()
    assert figures(watched(folder, tmp_path / "out")) == [(1, 1, 0)]


def test_a_changed_text_and_a_changed_description_are_read(folder: Path, tmp_path: Path) -> None:
    put(folder / "a.txt", ANA)()
    put(folder / "b.txt", BO)()
    changes = [put(folder / "a.txt", f"{ANA} {BO}"), None, None, put(folder / "b.meta.json", '{"outlet": "Tide"}')]
    first, text, described = watched(folder, tmp_path / "out", None, None, None, *changes)
    assert figures([first, text]) == [(2, 0, 0), (1, 0, 0)]
    assert text.report is not None and "a.txt is in the store with another text" in text.report.notices[0]
    assert described.report is not None and (described.report.reread, described.report.read) == (1, 0)


def test_what_cannot_be_read_is_named_once_and_ends_nothing(folder: Path, tmp_path: Path) -> None:
    put(folder / "x.zzz", "?")()
    batches = watched(folder, tmp_path / "out", None, None, None, put(folder / "a.txt", ANA), None, None)
    assert figures(batches) == [(0, 0, 1), (1, 0, 0)]
    assert batches[0].skipped[0].source == str(folder / "x.zzz")
    assert batches[0].as_record()["documents"] is None
    assert batches[1].as_record()["documents"] == 1


def test_what_vanishes_is_named_once_and_kept(folder: Path, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "x.zzz"):
        put(folder / name, ANA)()
    gone = [(folder / name).unlink for name in ("a.txt", "x.zzz")]
    batches = watched(folder, tmp_path / "out", None, None, None, *gone)
    assert [batch.vanished for batch in batches] == [(), ("a.txt",)], "of what was never read nothing is kept"
    assert [source for _, source in rows(tmp_path / "out")] == ["a.txt", "b.txt"]


def test_an_article_of_a_table_that_vanishes_is_named(folder: Path, tmp_path: Path) -> None:
    (folder / "sub").mkdir()
    mail = "From: a@tide.example\nDate: Mon, 3 Jan 2022 10:00:00 +0000\nSubject: News\n\n{}\n"
    box = folder / "sub" / "box.mbox"
    put(box, "".join(f"From x Mon Jan  3 10:00:00 2022\n{mail.format(text)}\n" for text in (ANA, BO)))()
    batches = watched(folder, tmp_path / "out", None, None, None, box.unlink)
    sources = {source for _, source in rows(tmp_path / "out")}
    assert figures(batches[:1]) == [(2, 0, 0)]
    assert set(batches[1].vanished) == sources


@pytest.mark.parametrize("place", ["out", "."])
def test_own_outputs_in_the_folder_are_no_articles(folder: Path, place: str) -> None:
    put(folder / "a.txt", ANA)()
    output = folder / place
    later = put(output / "answers.jsonl", '{"text": "Ana Bell leads the Mill Board."}')
    mine = put(output / "corrections.toml", "")
    batches = watched(folder, output, mine, None, None, later, None, put(folder / "b.txt", BO), page=True, graphml=True)
    assert figures(batches) == [(1, 0, 0), (1, 0, 0)]
    assert (output / "graph.html").exists()
    assert [source for _, source in rows(output)] == ["a.txt", "b.txt"]


def test_while_another_process_writes_files_wait(folder: Path, tmp_path: Path) -> None:
    put(folder / "a.txt", ANA)()
    update([folder], tmp_path / "out", page=False, graphml=False)
    put(folder / "b.txt", BO)()
    other = Store.write(tmp_path / "out" / "graph.db")
    batches = watched(folder, tmp_path / "out", None, None, None, None, other.commit)
    assert [batch.busy for batch in batches] == [True, False], "told once"
    assert figures(batches[1:]) == [(1, 1, 0)]


def test_a_change_that_the_system_does_not_tell_is_seen(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "ROUNDS", 4)
    clock = Clock()

    def changes() -> Iterator[Collection[object]]:
        for n in range(12):
            if n == 2:
                put(folder / "a.txt", ANA)()
            yield set()
            clock.now += 0.6

    assert figures(list(watch(folder, tmp_path / "out", changes(), clock=clock, page=False))) == [(1, 0, 0)]


def test_there_has_to_be_a_folder(tmp_path: Path) -> None:
    with pytest.raises(NothingReadError, match="no folder"):
        watch(tmp_path / "missing", tmp_path / "out", [])


def test_without_watchfiles_the_hint_says_what_to_install(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "watchfiles":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(UsageError) as error:
        changes_in(folder, folder)
    assert error.value.hint == "pip install 'graphbuild[watch]'"


def test_a_real_folder_is_watched(folder: Path, tmp_path: Path) -> None:
    """With the system's own notices, in a thread; files are written in parts, into a new sub-folder too."""
    put(folder / "a.txt", ANA)()
    stop, output = threading.Event(), folder / "out"
    batches: list[Batch] = []

    def run() -> None:
        for batch in watch(folder, output, changes_in(folder, output, stop), page=False):
            batches.append(batch)  # noqa: PERF402  as they come

    thread = threading.Thread(target=run)
    thread.start()
    try:
        until(lambda: len(batches) == 1)
        (folder / "new").mkdir()
        with (folder / "new" / "b.txt").open("w") as file:
            for _ in range(4):
                file.write("Bo Tarn ")
                file.flush()
                time.sleep(0.4)
                assert len(batches) == 1
            file.write(f"\n\n{BO}")
        until(lambda: len(batches) == 2)
    finally:
        stop.set()
        thread.join(20)
    assert not thread.is_alive()
    assert figures(batches) == [(1, 0, 0), (1, 0, 0)]
    assert [source for _, source in rows(output)] == ["a.txt", "new/b.txt"]


def test_outputs_wake_nobody(folder: Path) -> None:
    """What is written into the output folder is no change; an article that arrives after it is."""
    output = folder / "out"
    output.mkdir()
    seen = changes_in(folder, output)
    assert next(iter(seen)) == set(), "nothing has happened yet, and the system tells from now on"
    put(output / "graph.db", "")()
    put(folder / "a.txt", ANA)()
    end = time.monotonic() + 30
    changed: set[object] = set()
    while not changed and time.monotonic() < end:
        changed |= set(next(iter(seen)))
    assert {path for _, path in changed} == {str(folder / "a.txt")}  # type: ignore[misc]
    assert Change.added in {kind for kind, _ in changed}  # type: ignore[misc]


def until(done: Callable[[], bool], most: float = 30) -> None:
    """Wait until something is so."""
    end = time.monotonic() + most
    while not done():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)
