"""`watch` on the command line: a line for each batch, JSON lines, Ctrl-C."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path

import invented
import pytest
from click.testing import CliRunner, Result

from graphbuild.cli import main
from graphbuild.extraction import pipeline
from graphbuild.workflow import watch as watching

ANA = "Ana Bell leads the Mill Board."


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Runs the command on a folder in which things happen, until Ctrl-C; files count as settled at once."""
    monkeypatch.setattr(pipeline, "extract", invented.extract)
    monkeypatch.setattr(pipeline, "signature", lambda *_, **__: "one")
    monkeypatch.setattr(watching, "SETTLED", 0)
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(ANA)

    def changes(*_: object) -> Iterator[Collection[object]]:
        yield set()
        (folder / "x\x1b[31m.zzz").write_text("?")
        (folder / "b.txt").write_text("Bo Tarn leads the Isle Choir.")
        yield {"something"}
        (folder / "a.txt").unlink()
        yield {"something"}
        (folder / "c.zzz").write_text("?")
        yield {"something"}
        raise KeyboardInterrupt

    monkeypatch.setattr(watching, "changes_in", changes)
    return lambda *args: CliRunner().invoke(main, ["watch", *args], prog_name="graphbuild")


def watched(run: object, *args: str) -> Result:
    return run("in", "--output", "out", "--no-page", *args)  # type: ignore[operator, no-any-return]


def test_a_line_for_each_batch_until_ctrl_c(run: object) -> None:
    result = watched(run)
    assert result.exit_code == 130
    assert result.stdout.splitlines() == [
        "1 read; in all 1 document, 2 actors, 1 link.",
        "1 read, 1 skipped (1 x a kind of file that is not read); in all 2 documents, 4 actors, 2 links.",
        "gone from the folder, kept in the store: a.txt.",
        "0 read, 1 skipped (1 x a kind of file that is not read).",
    ]
    assert "Watching in; Ctrl-C ends it." in result.stderr
    assert "Interrupted." in result.stderr and "goes on from there" in result.stderr
    assert "Skipped in/c.zzz: " in result.stderr
    assert "\x1b" not in result.output
    assert not Path("out/graph.html").exists()


def test_a_json_line_for_each_batch(run: object) -> None:
    result = watched(run, "--json")
    first, second, third, last = map(json.loads, result.stdout.splitlines())
    assert (first["read"], first["documents"], first["links"], first["vanished"]) == (1, 1, 1, [])
    assert (second["read"], [s["source"] for s in second["skipped"]]) == (1, ["in/x\x1b[31m.zzz"])
    assert (third["read"], third["vanished"], third["documents"]) == (0, ["a.txt"], None)
    assert "are not a kind" in last["skipped"][0]["reason"]


def test_a_missing_folder(run: object) -> None:
    result = run("missing")  # type: ignore[operator]
    assert result.exit_code == 3
    assert "There is no folder missing." in result.stderr
    assert "Watching" not in result.stderr
