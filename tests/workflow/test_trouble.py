"""What can go wrong around a build: a full disk, folders that nobody may write to, others at the same store."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import invented
import pytest
from click.testing import CliRunner
from folders import ROOT, SUPPORT
from written import PAGE

from graphbuild.cli import main
from graphbuild.core.errors import ModelError, StoreError
from graphbuild.core.model import Failure, Reading
from graphbuild.extraction import pipeline
from graphbuild.graph.graph import load
from graphbuild.store import Store, ontology_of
from graphbuild.workflow import judge, run
from graphbuild.workflow.build import update
from graphbuild.workflow.judge import judge_store
from graphbuild.workflow.remove import remove
from graphbuild.workflow.verify import check

CHILD = """
import sys, resource, signal
sys.path[:0] = {paths!r}
import invented
from graphbuild.extraction import pipeline
from graphbuild.workflow import judge, run
from graphbuild.cli import main
pipeline.extract, pipeline.signature, run.BATCH = invented.extract, lambda *_, **__: "one", 5
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
main(sys.argv[1:], prog_name="graphbuild")
"""


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "extract", invented.extract)
    monkeypatch.setattr(pipeline, "signature", lambda *_, **__: "one")


def texts(folder: Path, n: int = 4, *, filler: int = 0) -> Path:
    folder.mkdir(exist_ok=True)
    for i in range(n):
        words = " ".join(f"the of and w{i}x{k}" for k in range(filler))
        (folder / f"{i:03}.txt").write_text(f"{words}. Ana Bell leads the Mill Board. Bo Tarn leads the Isle Choir.")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith((".lock", "-shm"))}


def whole(path: Path) -> bool:
    with Store.open(path) as store:
        return check(store, ontology_of(store)) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize("limit", [20_000, 300_000])
@pytest.mark.parametrize("option", [[], ["--fresh"]])
def test_a_full_disk_is_told_and_harms_nothing(tmp_path: Path, limit: int, option: list[str]) -> None:
    """A file may not grow beyond a limit, which stops the build at different places."""
    out = tmp_path / "out"
    update([texts(tmp_path / "few")], out)
    before, docs = files(out), load(out / "graph.db").number_of_nodes()
    more = texts(tmp_path / "more", 60, filler=800)
    code = CHILD.format(paths=[str(ROOT), str(SUPPORT)], limit=limit)
    done = subprocess.run(
        [sys.executable, "-c", code, "build", str(more), "--output", str(out), *option],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 6, done.stderr
    assert "Traceback" not in done.stderr
    assert str(out) in done.stderr
    after = files(out)
    if option:
        assert after == before
    assert {name: after[name] for name in ("graph.html", "graph.graphml")} == {
        name: before[name] for name in ("graph.html", "graph.graphml")
    }
    assert whole(out / "graph.db")
    assert load(out / "graph.db").number_of_nodes() >= docs - 4
    update([more], out)
    assert whole(out / "graph.db")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_nobody_may_write_to(tmp_path: Path) -> None:
    out = tmp_path / "out"
    update([texts(tmp_path / "few")], out)
    before = files(out)
    out.chmod(0o555)
    try:
        with pytest.raises(StoreError):
            update([texts(tmp_path / "few", 5)], out)
    finally:
        out.chmod(0o755)
    assert files(out) == before


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: b"",
        lambda data: data[:5000],
        lambda data: b"no store" * 999,
        lambda data: data[:60] + b"\0\0\0\x63" + data[64:],
        lambda data: data[:4096] + b"\xff" * (len(data) - 4096),
    ],
    ids=["empty", "cut off", "other", "newer", "overwritten"],
)
def test_a_harmed_store_is_told_by_its_name_and_left_as_it_is(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    out = tmp_path / "out"
    few = texts(tmp_path / "few")
    update([few], out)
    path = out / "graph.db"
    path.write_bytes(harm(path.read_bytes()))
    before = files(out)
    result = CliRunner().invoke(main, ["build", str(few), "--output", str(out)])
    if not before["graph.db"]:  # an empty file is a store that is still to be made
        assert result.exit_code == 0
        return
    assert result.exit_code == 6, result.output
    assert str(path) in result.output
    assert files(out) == before


def test_a_build_that_fails_at_once_leaves_no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise ModelError("There is none.")

    monkeypatch.setattr(pipeline, "extract", missing)
    with pytest.raises(ModelError):
        update([texts(tmp_path / "few")], tmp_path / "out")
    assert files(tmp_path / "out") == {}


def test_the_second_of_two_builds_says_so(tmp_path: Path) -> None:
    few, out = texts(tmp_path / "few"), tmp_path / "out"
    seen: list[str] = []

    def second(outcome: Reading | Failure) -> None:
        with pytest.raises(StoreError, match="being written by another process") as caught:
            update([few], out)
        seen.append(caught.value.hint)

    update([few], out, listener=second)
    assert len(seen) == 4
    assert "another --output" in seen[0]
    assert whole(out / "graph.db")


def test_a_leftover_log_of_a_store_that_is_gone_is_not_played_into_the_next(tmp_path: Path) -> None:
    out = tmp_path / "out"
    update([texts(tmp_path / "few")], out)
    killed = Store.write(out / "graph.db")
    killed.add([invented.isle()])
    log = out / "graph.db-wal"
    saved = log.read_bytes()
    killed.close()
    shutil.rmtree(out)
    out.mkdir()
    log.write_bytes(saved)
    update([texts(tmp_path / "few")], out)
    assert whole(out / "graph.db")
    with Store.open(out / "graph.db") as store:
        assert store.counts().documents == 4


def test_readers_see_one_state_while_a_build_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A graph that is read in many queries, while each of many builds judges anew who is who."""
    monkeypatch.setattr(run, "BATCH", 1)
    out = tmp_path / "out"
    update([texts(tmp_path / "few", 2)], out, page=False)
    trouble: list[BaseException] = []
    reads = 0
    done = threading.Event()

    def read() -> None:
        nonlocal reads
        try:
            while not done.is_set():
                load(out / "graph.db")
                assert whole(out / "graph.db")
                reads += 1
        except BaseException as error:
            trouble.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for n in range(3, 9):
        update([texts(tmp_path / "few", n)], out, page=False)
    done.set()
    reader.join()
    assert trouble == []
    assert reads > 0


def test_what_a_reader_saw_first_it_sees_to_the_end(tmp_path: Path) -> None:
    out = tmp_path / "out"
    update([texts(tmp_path / "few", 2)], out, page=False)
    with Store.write(out / "graph.db") as writer, Store.open(out / "graph.db") as reader:
        assert len(reader.doc_ids()) == 2
        writer.add([invented.isle()])
        judge_store(writer, invented.relations())
        assert len(reader.doc_ids()) == 2
        assert "Isle Choir" not in {name for name, _ in reader.names() if "Jon" in name}
        with Store.open(out / "graph.db") as later:
            assert len(later.doc_ids()) == 3


def test_a_removal_is_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    update([texts(tmp_path / "few")], out)
    path = out / "graph.db"

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(judge, "describe_actors", stopped)
        remove(path, ["001.txt"])
    with Store.open(path) as store:
        assert store.counts().documents == 4
        assert not store.pending
    assert whole(path)
    assert remove(path, ["001.txt"]).after.documents == 3


def test_each_document_knows_in_which_way_it_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off while it reads again in another way, a build that goes back to the first way reads those again."""
    few, out = texts(tmp_path / "few"), tmp_path / "out"
    update([few], out)
    (few / "002.txt").write_text("INTERRUPT")
    monkeypatch.setattr(pipeline, "signature", lambda *_, **__: "two")
    with pytest.raises(KeyboardInterrupt):
        update([few], out)
    monkeypatch.setattr(pipeline, "signature", lambda *_, **__: "one")
    texts(few)
    report = update([few], out)
    assert (report.reread, report.known) == (2, 2)


SLOW = """
import sys, time
sys.path[:0] = {paths!r}
import invented
from graphbuild.extraction import pipeline
from graphbuild.cli import main
from graphbuild.workflow.judge import judge_store

def extract(documents, **_):
    for n, outcome in enumerate(invented.extract(documents)):
        yield outcome
        if n == 2:
            print("reading", flush=True)
            time.sleep(60)

pipeline.extract, pipeline.signature = extract, lambda *_, **__: "one"
main(sys.argv[1:], prog_name="graphbuild")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no signals")
@pytest.mark.parametrize("option", [[], ["--fresh"], ["--json"]])
def test_ctrl_c_stops_cleanly_and_says_how_to_go_on(tmp_path: Path, option: list[str]) -> None:
    """As a terminal sends it: to every process of the group, so also to the one that reads web pages."""
    more, out = texts(tmp_path / "more", 5), tmp_path / "out"
    (more / "000.html").write_text(PAGE)
    code = SLOW.format(paths=[str(ROOT), str(SUPPORT)])
    command = [sys.executable, "-c", code, "build", str(more), "--output", str(out), *option]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True
    ) as build:
        assert build.stdout is not None
        assert build.stdout.readline() == "reading\n"
        os.killpg(build.pid, signal.SIGINT)
        said, complaint = build.communicate(timeout=20)
    assert build.returncode == 130
    assert said == ""
    assert "Traceback" not in complaint
    assert ("is as it was before" if option == ["--fresh"] else "the same command goes on from there") in complaint
    if option == ["--fresh"]:
        assert not (out / "graph.db").exists()
    else:
        assert whole(out / "graph.db")
        assert load(out / "graph.db").number_of_nodes() == 4
    report = update([more], out)
    update([more], tmp_path / "anew")
    assert (report.known, report.read) == ((0, 6) if option == ["--fresh"] else (3, 3))
    found, wanted = files(out), files(tmp_path / "anew")
    assert found["graph.html"] == wanted["graph.html"]
    assert found["graph.graphml"] == wanted["graph.graphml"]
