"""What users do wrong, in every command that answers or writes: what is said, the code, and nothing half-written."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from invented import make_store

from graphbuild.cli import main
from graphbuild.exports import FORMATS

ASKING = [
    *(["links"], ["path", "voss"], ["timeline"], ["show"], ["common", "voss"], ["brokers", "voss"], ["page"]),
    ["show", "--format", "md"],
]
FILTERED = [
    *(["links", "voss"], ["path", "voss", "holt"], ["timeline", "voss"], ["show", "voss"], ["stats"], ["page", "voss"]),
    *(["common", "voss", "holt"], ["brokers", "voss", "holt"], ["page"]),
    *(["export", "--format", name] for name in FORMATS if name != "jsonl"),
]
WRITING = [
    *(["export", "--format", name] for name in FORMATS),
    *(["page"], ["show", "voss", "--format", "md"], ["show", "voss", "--format", "docx"]),
]
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("misuse") / "graph.db")


@pytest.fixture
def store(kept: Path, tmp_path: Path) -> Path:
    """A store in a folder of its own, so that whatever is left beside it is seen."""
    return Path(shutil.copy(kept, tmp_path / "graph.db"))


@pytest.fixture
def run(store: Path) -> Run:
    return lambda *args: CliRunner().invoke(main, [*args, "--graph", str(store)], prog_name="graphbuild")


def refused(result: Result, code: int, *said: str) -> None:
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    for words in said:
        assert words in result.stderr
    assert "defect" not in result.stderr and "Traceback" not in result.stderr


def name(command: list[str]) -> str:
    return " ".join(command)


@pytest.mark.parametrize("command", ASKING, ids=name)
def test_an_actor_that_is_not_meant_clearly(command: list[str], run: Run, store: Path) -> None:
    refused(run(*command, "Mira Vos"), 7, "no actor 'Mira Vos'", "Did you mean", "p-mira-voss", "2 documents")
    refused(run(*command, "reld"), 7, "2 actors", "p-tomas-reld  Tomas Reld (person", "p-jon-reld  Jon Reld")
    refused(run(*command, "zzzz qqqq"), 7, "no actor", "graphbuild actors")
    assert [path.name for path in store.parent.iterdir()] == ["graph.db"]


@pytest.mark.parametrize(
    "text", ["", " ", "%", '"', "*", "'; DROP TABLE actor; --", "\u202eevil", "\x1b[2J", "\x00", "😀"]
)
@pytest.mark.parametrize("command", ASKING[:6], ids=name)
def test_an_actor_of_strange_signs(command: list[str], text: str, run: Run) -> None:
    result = run(*command, text)
    assert result.exit_code in (2, 7)
    refused(result, result.exit_code)
    assert not {"\x1b", "\u202e", "\x00"} & set(result.stderr)


@pytest.mark.parametrize("command", FILTERED, ids=name)
def test_filters_that_cannot_be(command: list[str], run: Run, store: Path) -> None:
    refused(run(*command, "--relation", "lead"), 2, "no relation 'lead'", "Did you mean leads")
    refused(run(*command, "--since", "2021-02-30"), 2, "not a date", "2021-05-26")
    refused(run(*command, "--as-of", "soon"), 2, "not a date")
    refused(run(*command, "--since", "2022-03", "--until", "2021"), 2, "between 2022-03 and 2021")
    refused(run(*command, "--min-confidence", "2"), 2, "0<=x<=1")
    assert [path.name for path in store.parent.iterdir()] == ["graph.db"]


@pytest.mark.parametrize("span", [("2021", "2021"), ("2021-05", "2021"), ("2021", "2021-05-26")])
def test_a_span_of_one_year_or_less_is_one(span: tuple[str, str], run: Run) -> None:
    assert run("links", "voss", "--since", span[0], "--until", span[1]).exit_code == 0


@pytest.mark.parametrize(
    "args",
    [
        *(["links", "voss", "--limit", "-1"], ["links", "voss", "--depth", "0"], ["links", "voss", "--depth", "x"]),
        *(["path", "voss", "holt", "--best", "0"], ["path", "voss", "holt", "--max-length", "-3"]),
        *(["brokers", "voss", "holt", "--limit", "0"], ["brokers", "voss", "holt", "--depth", "-1"]),
        *(["search", "x", "--limit", "0"], ["page", "--depth", "-1"], ["common", "voss"], ["brokers", "voss"]),
        *(["export"], ["export", "--format", "doc"], ["show", "voss", "--format", "pdf"], ["search", "*"]),
    ],
    ids=name,
)
def test_numbers_and_words_that_make_no_sense(args: list[str], run: Run) -> None:
    refused(run(*args), 2)


@pytest.mark.parametrize("number", ["100", "99999999999999999999999"])
def test_very_large_numbers_are_no_error(number: str, run: Run) -> None:
    for args in (
        ["links", "voss", "--depth", number],
        ["links", "voss", "--limit", number],
        ["path", "voss", "holt", "--best", number, "--max-length", number],
        ["brokers", "voss", "holt", "--depth", number, "--limit", number],
        ["search", "arrested", "--limit", number],
    ):
        assert run(*args).exit_code == 0, args


@pytest.mark.parametrize("command", WRITING, ids=name)
def test_a_path_that_cannot_be_written(command: list[str], run: Run, store: Path) -> None:
    folder, file = store.parent / "folder", store.parent / "file"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    file.write_text("keep", encoding="utf-8")
    refused(run(*command, "--output", str(folder)), 6, str(folder))
    refused(run(*command, "--output", str(file / "below")), 6, "cannot be written")
    refused(run(*command, "--output", str(store.parent / ("n" * 300))), 6, "cannot be written")
    assert sorted(path.name for path in store.parent.iterdir()) == ["file", "folder", "graph.db"]
    assert (folder / "mine.txt").read_text(encoding="utf-8") == "mine"
    assert file.read_text(encoding="utf-8") == "keep"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes among the files there")
@pytest.mark.parametrize("command", WRITING, ids=name)
def test_a_device_or_a_pipe_is_not_replaced(command: list[str], run: Run, store: Path) -> None:
    pipe = store.parent / "pipe"
    os.mkfifo(pipe)
    refused(run(*command, "--output", str(pipe)), 6, str(pipe))
    assert pipe.is_fifo()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("command", WRITING, ids=name)
def test_a_folder_without_leave(command: list[str], run: Run, store: Path) -> None:
    shut = store.parent / "shut"
    shut.mkdir(mode=0o500)
    refused(run(*command, "--output", str(shut / "out")), 6, "ermission denied")


def test_with_json_an_error_leaves_standard_output_empty(run: Run) -> None:
    for command in ASKING[:6]:
        refused(run(*command, "Mira Vos", "--json"), 7)
    assert json.loads(run("links", "voss", "--json").stdout)["total"] == 3
