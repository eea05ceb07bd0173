"""The command line: what each command writes and exits with, and that hostile text does nothing to a terminal."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import invented
import pytest
from click.testing import CliRunner, Result
from folders import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import Article, O, P, make_store
from readings import reading

from graphbuild.answers.links import answer
from graphbuild.cli import main
from graphbuild.cli.group import _COMMANDS
from graphbuild.cli.progress import Progress
from graphbuild.cli.sentences import answer_lines
from graphbuild.cli.terminal import safe, safe_lines, table, write_lines
from graphbuild.core.model import Failure
from graphbuild.exports import FORMATS
from graphbuild.extraction import pipeline
from graphbuild.graph.filters import filters
from graphbuild.graph.view import viewing
from graphbuild.store import Store
from graphbuild.workflow.judge import judge_store

COMMANDS = [
    *(
        "build",
        "watch",
        "links",
        "path",
        "ask",
        "timeline",
        "common",
        "brokers",
        "search",
        "actors",
        "show",
        "stats",
        "page",
    ),
    *("export", "correct", "review", "remove", "diff", "check", "explain", "extract", "merge"),
]
HOSTILE = "\x1b]0;owned\x07\x1b[2J\u202egnp.exe\r\n[red]x[/red] \x9b31m\u2066"
Run = Callable[..., Result]


def harmless(output: str) -> bool:
    """Whether nothing in it steers a terminal: no control characters but newlines, no turning of the direction."""
    turning = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    return not any(unicodedata.category(c) == "Cc" or c in turning for c in output.replace("\n", ""))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("cli") / "graph.db")


@pytest.fixture
def run(store: Path) -> Run:
    """Runs a command on the store; `--graph` need not be given."""

    def invoke(*args: str, graph: Path | None = store) -> Result:
        given = [*args, "--graph", str(graph)] if graph else [*args]
        return CliRunner().invoke(main, given, prog_name="graphbuild")

    return invoke


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "extract", invented.extract)
    monkeypatch.setattr(pipeline, "signature", lambda *_, **__: "one")


def test_the_list_of_commands_says_what_each_does_without_importing_it() -> None:
    code = "import sys; sys.argv[1:] = ['-h']\nfrom graphbuild.cli import main\ntry: main()\nexcept SystemExit: pass\n"
    shown = "print(*(m for m in sys.modules if m.startswith('graphbuild.')), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code + shown], capture_output=True, text=True, check=True)
    needed = {f"graphbuild.{name}" for name in ("cli", "cli.group", "cli.terminal", "core", "core.errors")}
    assert set(done.stderr.split()) <= needed
    said = " ".join(done.stdout.split())
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        assert f"{name} {command.get_short_help_str(limit=200)} " in f"{said} "


def test_the_commands() -> None:
    assert main.list_commands(click.Context(main)) == COMMANDS


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
def test_every_command_has_help_and_a_word_on_every_option(command: list[str], run: Run) -> None:
    result = run(*command, "--help", graph=None)
    assert result.exit_code == 0
    asked = main.get_command(click.Context(main), command[0]) if command else main
    assert asked is not None
    assert (asked.help or "").strip()
    for option in asked.params:
        if isinstance(option, click.Option):
            assert option.help, option.name
            assert option.opts[0] in result.output


def test_links(run: Run) -> None:
    result = run("links", "voss")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0] == "Mira Voss (person), 3 links"
    assert "arrested by (1)" in lines
    assert "  Port police —arrests→ Mira Voss  [2022-03-03, 2 claims]" in lines
    assert "    “Port police arrested Mira Voss on 3 March 2022.”" in lines
    assert "    Union head held, Northern Courier, 2022-03-05" in lines
    assert "  Mira Voss —met with— Tomas Reld  [2021]" in lines, "without a direction"


def test_the_best_links_and_how_many_there_are(run: Run) -> None:
    output = run("links", "voss", "--limit", "2").output
    first, second, *_ = output.splitlines()
    assert first == "Mira Voss (person), 3 links, the best 2 shown: --limit 0 shows all"
    assert second == "arrested by 1, leads 1, met with 1", "all of them are counted"
    assert "met with (" not in output
    assert "met with" in run("links", "voss", "--limit", "0").output
    found = json.loads(run("links", "voss", "--limit", "2", "--json").stdout)
    assert (len(found["links"]), found["total"]) == (2, 3)


def test_links_say_how_they_are_held(run: Run) -> None:
    assert "[alleged, says Port police]" in run("links", "tomas reld").output
    assert "[disputed: denied elsewhere]" in run("links", "holt").output
    assert "[denied, “never”, disputed: denied elsewhere]" in run("links", "holt", "--status", "denied").output


def test_the_words_around_an_end_in_another_sentence(run: Run) -> None:
    output = run("links", "port police", "--min-confidence", "0.5", "--json").output
    contexts = [e["context"] for link in json.loads(output)["links"] for e in link["evidence"]]
    assert any("Port police" in c["subject"]["text"] for c in contexts if c)


def test_links_as_json(run: Run) -> None:
    found = json.loads(run("links", "voss", "--json").stdout)
    assert list(found) == ["actor", "links", "total"]
    assert found["actor"]["name"] == "Mira Voss"
    assert [link["relation"] for link in found["links"]] == ["leads", "arrests", "met_with"]


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["--with", "tomas reld"], {"met_with"}),
        (["--relation", "leads", "--relation", "arrests"], {"leads", "arrests"}),
        (["--relation", "member_of"], {"leads"}),
        (["--status", "denied", "--status", "hypothetical"], set()),
        (["--source", "EVENING GAZETTE"], {"leads", "met_with"}),
        (["--until", "2021"], {"met_with"}),
        (["--since", "2022"], {"leads", "arrests"}),
        (["--as-of", "2022-03-04"], {"arrests", "met_with"}),
        (["--as-of", "2022-03-10", "--dates", "reported"], {"leads", "arrests"}),
        (["--min-confidence", ".85"], {"leads", "arrests"}),
        (["--all-verbs"], {"leads", "arrests", "met_with", "other"}),
        (["--depth", "1"], {"leads", "arrests", "met_with", "funds"}),
    ],
)
def test_the_options_of_links(run: Run, args: list[str], expected: set[str]) -> None:
    found = json.loads(run("links", "voss", "--json", *args).stdout)
    assert {link["relation"] for link in found["links"]} == expected


@pytest.mark.parametrize(
    "command", [["links", "voss"], ["path", "holt", "harbour union"], ["timeline", "voss"], ["stats"]]
)
def test_an_outlet_that_no_document_is_from_is_a_mistake_and_not_nothing(run: Run, command: list[str]) -> None:
    for asked in ("Evenin Gazete", "gazette"):
        result = run(*command, "--source", asked)
        assert result.exit_code == 2
        assert f"No document is from an outlet {asked.lower()!r}.\nDid you mean Evening Gazette?" in result.output


def test_path(run: Run) -> None:
    result = run("path", "holt", "harbour union")
    assert result.output.startswith("1. Anna Holt —family of— Tomas Reld —funds→ Harbour Union\n")
    assert "2. Anna Holt ←arrests— Port police —arrests→ Mira Voss —leads→ Harbour Union" in result.output
    assert "    “Anna Holt is the sister of Tomas Reld.”" in result.output
    found = json.loads(run("path", "holt", "harbour union", "--json", "--best", "1").stdout)
    assert list(found) == ["from", "to", "paths", "beside"]
    assert [[link["relation"] for link in path] for path in found["paths"]] == [["family_of", "funds"]]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["links", "brok"], "No link of Ida Brok to show."),
        (["path", "holt", "isle choir"], "No chain of at most 4 links between Anna Holt and Isle Choir."),
        (["actors", "zzz"], "No actor to show."),
    ],
)
def test_nothing_to_show_is_no_error(run: Run, args: list[str], said: str) -> None:
    result = run(*args)
    assert (result.exit_code, result.output.strip()) == (0, said)


def test_actors(run: Run) -> None:
    assert run("actors", "rel").output.splitlines() == [
        "Tomas Reld  person  2 documents  p-tomas-reld  Reld",
        "Jon Reld    person  1 document   p-jon-reld    Reld",
    ]
    found = json.loads(run("actors", "--type", "organization", "--json").stdout)["actors"]
    assert [actor["name"] for actor in found] == ["Harbour Union", "Isle Choir"], "those that have a link"
    found = json.loads(run("actors", "--type", "organization", "--all", "--json").stdout)["actors"]
    assert [actor["name"] for actor in found] == ["Harbour Union", "Dask Foundation", "Isle Choir"]


def test_candidates(run: Run, tmp_path: Path) -> None:
    articles = [
        reading("d1", "Corwin R. Tellaby", "met", "Odalys Brink"),
        reading("d2", "Corwin W. Tellaby", "met", "Odalys Brink"),
        reading("d3", "Corwin Tellaby", "met", "Odalys Brink"),
    ]
    path = tmp_path / "graph.db"
    with Store.write(path) as store:
        store.add(articles)
        judge_store(store, invented.relations())
    found = json.loads(run("actors", "--candidates", "--json", graph=path).stdout)
    assert [(c["one"]["name"], c["other"]["name"]) for c in found["candidates"]] == [
        ("Corwin R. Tellaby", "Corwin Tellaby"),
        ("Corwin Tellaby", "Corwin W. Tellaby"),
    ]
    shown = run("actors", "--candidates", "W.", graph=path).output
    assert shown.splitlines() == [
        "0.69  Corwin Tellaby  p-corwin-tellaby  Corwin W. Tellaby  p-corwin-w-tellaby  "
        "middle name left out, but there are 2 that it can mean"
    ]
    none = run("actors", "--candidates", "odalys", graph=path)
    assert (none.exit_code, none.output) == (0, "No candidate to show.\n")


def test_show(run: Run) -> None:
    output = run("show", "voss").output
    assert output.startswith("Mira Voss\n  id         p-mira-voss\n  type       person\n")
    assert "\nNames\n  Mira Voss  2  name shown        Union head held (1); The sister (1)\n    “" in output
    assert "\n  Voss       0  usual name of it\n" in output
    assert "\nRoles and offices\n  leads Harbour Union\n" in output
    assert "\nWhy this is one actor\n  name       2 mentions\n  same name  2 documents\n" in output
    assert "  The sister, Evening Gazette, 2022-04-01, 1 mention\n" in output
    assert list(json.loads(run("show", "voss", "--json").stdout)) == [
        "actor",
        "names",
        "offices",
        "joins",
        "documents",
        "links",
    ]


def test_stats(run: Run) -> None:
    output = run("stats").output
    assert "links                  7" in output
    assert "  arrests    2" in output
    assert json.loads(run("stats", "--json").stdout)["links"] == 7
    assert json.loads(run("stats", "--json", "--status", "denied").stdout)["links"] == 1


def test_check(run: Run) -> None:
    assert run("check").output == "No faults; documents checked: 3.\n"
    assert json.loads(run("check", "--json").stdout) == {"documents": 3, "faults": []}


def test_check_exits_with_1_where_there_are_faults(tmp_path: Path, run: Run) -> None:
    import sqlite3

    path = make_store(tmp_path / "graph.db")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE claim SET trigger_start = 0, trigger_end = 1")
    connection.close()
    result = run("check", graph=path)
    assert result.exit_code == 1
    assert "its trigger is not in its sentence" in result.output
    assert json.loads(run("check", "--json", graph=path).stdout)["faults"]


def test_export(run: Run, tmp_path: Path) -> None:
    assert run("export", "--format", "jsonl", "--output", str(tmp_path / "j")).exit_code == 0
    assert (tmp_path / "j" / "claims.jsonl").exists()
    whole, part = tmp_path / "whole.graphml", tmp_path / "part.graphml"
    result = run("export", "--format", "graphml", "--output", str(whole))
    assert result.stdout == f"{whole}\n"
    assert "GraphML knows no time" in result.stderr
    assert run("export", "--format", "graphml", "--output", str(part), "--relation", "leads").exit_code == 0
    assert whole.read_text().count("<edge") > part.read_text().count("<edge") == 1


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_goes_beside_the_store(format: str, tmp_path: Path, run: Run) -> None:
    path = make_store(tmp_path / "graph.db")
    result = run("export", "--format", format, graph=path)
    target = tmp_path / FORMATS[format].target
    assert (result.exit_code, result.stdout) == (0, f"{target}\n"), result.stderr
    assert sorted(entry.name for entry in tmp_path.iterdir()) == sorted(["graph.db", target.name])


def test_an_export_that_cannot_be_written(tmp_path: Path, run: Run) -> None:
    result = run("export", "--format", "gexf", "--output", str(tmp_path / "no" / "such" / "folder"))
    assert (result.exit_code, result.stdout) == (6, "")
    assert not (tmp_path / "no").exists()


def test_jsonl_takes_no_filters(run: Run, tmp_path: Path) -> None:
    result = run("export", "--format", "jsonl", "--output", str(tmp_path / "j"), "--relation", "leads")
    assert result.exit_code == 2
    assert "takes no --relation" in result.stderr


def test_page_of_a_part(tmp_path: Path, run: Run) -> None:
    path = make_store(tmp_path / "graph.db")
    assert run("page", "isle choir", graph=path).output == f"{tmp_path / 'part.html'}\n"
    html = (tmp_path / "part.html").read_text(encoding="utf-8")
    assert "Jon Reld" in html
    assert "Mira Voss" not in html
    assert run("page", graph=path).output == f"{tmp_path / 'graph.html'}\n"
    assert "Mira Voss" in (tmp_path / "graph.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["lnks"], 2, "Did you mean links?"),
        (["qqqqqqq"], 2, "no command"),
        (["links"], 2, "ACTOR"),
        (["links", "voss", "--relation", "lead"], 2, "Did you mean leads?"),
        (["links", "voss", "--since", "May"], 2, "2021-05-26"),
        (["links", "voss", "--status", "sure"], 2, "asserted"),
        (["links", "reld"], 7, "p-jon-reld"),
        (["links", "Tomas Relt"], 7, "Tomas Reld"),
        (["path", "voss", "nobody at all here"], 7, "no actor"),
        (["path", "voss", "mira"], 2, "one actor"),
    ],
)
def test_what_a_user_did_wrong(run: Run, args: list[str], code: int, said: str) -> None:
    result = run(*args, graph=None) if "qs" in args[0][1:] or args[0] in ("lnks", "qqqqqqq") else run(*args)
    assert result.exit_code == code
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout == ""


def test_a_store_that_is_not_there(run: Run, tmp_path: Path) -> None:
    for command in (["links", "x"], ["stats"], ["export", "--format", "jsonl"], ["page"], ["check"]):
        result = run(*command, graph=tmp_path / "none.db")
        assert result.exit_code == 6
        assert "graphbuild build" in result.stderr


def test_a_defect_is_named_as_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr("graphbuild.cli.links.answer", broken)
    result = run("links", "voss")
    assert result.exit_code == 70
    assert "ZeroDivisionError: by nought" in result.stderr
    assert "GRAPHBUILD_DEBUG=1" in result.stderr
    monkeypatch.setenv("GRAPHBUILD_DEBUG", "1")
    assert isinstance(run("links", "voss").exception, ZeroDivisionError)


def test_an_interruption(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("graphbuild.cli.links.answer", interrupted)
    assert run("links", "voss").exit_code == 130


def test_explain(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from graphbuild.extraction import explain as module

    reading = invented.courier()
    found = module.Explanation(text=HOSTILE, mentions=(), events=(), reading=reading)
    monkeypatch.setattr(module, "explain", lambda *_, **__: found)
    result = run("explain", "x", graph=None)
    assert "rule leads/verbs/leads" in result.output
    assert harmless(result.output)
    claims = json.loads(run("explain", "x", "--json", graph=None).stdout)["claims"]
    assert len(claims) == len(reading.claims)


@pytest.mark.usefixtures("no_model")
class TestBuild:
    @pytest.fixture
    def texts(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.chdir(tmp_path)
        folder = tmp_path / "texts"
        folder.mkdir()
        (folder / "a.txt").write_text("Ana Bell leads the Mill Board.")
        return folder

    def test_it_says_what_to_do_next(self, texts: Path, run: Run) -> None:
        result = run("build", "texts", graph=None)
        assert result.exit_code == 0, result.output
        assert "Documents read    1" in result.stdout
        assert "  leads  1" in result.stdout
        assert "  output/graph.html" in result.stdout
        assert 'graphbuild links "Ana Bell"\n' in result.stdout
        assert result.stderr == ""
        again = run("build", "texts", graph=None).stdout
        assert "Already there     1" in again

    def test_each_skipped_input_is_named(self, texts: Path, run: Run) -> None:
        (texts / "b.txt").write_text("BREAK")
        (texts / "c.txt").write_text("Nobody.")
        result = run("build", "texts", "--output", "o u t", "--no-page", graph=None)
        assert result.exit_code == 1
        assert "b.txt: It broke." in result.stderr
        assert "No actor was found in c.txt." in result.stdout
        (texts / "rows.csv").write_text("id,text\nr1,Nobody.\nr2,Nobody at all.\n")
        result = run("build", "texts", "--output", "new", "--no-page", graph=None)
        assert "3 of 4 documents had no actor (first: c.txt)." in result.stdout
        assert result.stdout.count("actor (first") == 1
        assert "graph.html" not in result.stdout

    def test_one_json_document(self, texts: Path, run: Run) -> None:
        (texts / "b.txt").write_text("BREAK")
        result = run("build", "texts", "--json", graph=None)
        found = json.loads(result.stdout)
        assert (found["read"], found["links"], found["relations"]) == (1, 1, {"leads": 1})
        assert found["skipped"] == [{"source": "b.txt", "reason": "It broke."}]
        assert found["files"] == ["graph.db", "graph.html", "graph.graphml"]

    def test_what_was_left_out_is_named_and_changes_no_exit_code(self, texts: Path, run: Run) -> None:
        Path("t.csv").write_text("text,mood\nBo Tarn leads the Isle Choir.,good\n")
        result = run("build", "t.csv", "--strict", "--no-page", graph=None)
        assert result.exit_code == 0
        assert "t.csv: Columns that are not read: mood." in result.stderr
        assert "Skipped" not in result.output
        found = json.loads(run("build", "t.csv", "--json", graph=None).stdout)
        assert found["remarks"] == [{"source": "t.csv", "remark": "Columns that are not read: mood."}]
        assert found["skipped"] == []

    def test_the_scorer_s_way(self, texts: Path, run: Run) -> None:
        Path("t.jsonl").write_text('{"id": "7", "text": "Bo Tarn leads the Isle Choir."}\n')
        assert run("build", "t.jsonl", "--output", "r", "--no-page", graph=None).exit_code == 0
        assert run("export", "--format", "jsonl", "--output", "r/jsonl", graph=Path("r/graph.db")).exit_code == 0
        [line] = Path("r/jsonl/claims.jsonl").read_text().splitlines()
        assert json.loads(line)["doc"] == "7"

    @pytest.mark.parametrize(
        ("args", "code", "said"),
        [
            ([], 3, "seeds/"),
            (["missing.txt"], 3, "missing.txt"),
            (["texts", "--strict", "missing.txt"], 1, "missing.txt"),
            (["missing.txt", "texts"], 1, "missing.txt"),
            (["texts", "--open", "--no-page"], 2, "--no-page"),
            (["texts", "--ontology", "missing.toml"], 4, "missing.toml"),
            (["texts", "--output", "texts/a.txt"], 6, "a.txt"),
            (["texts", "--frsh"], 2, "--fresh"),
        ],
    )
    def test_exit_codes(self, texts: Path, run: Run, args: list[str], code: int, said: str) -> None:
        result = run("build", *args, graph=None)
        assert result.exit_code == code, result.output
        assert said in result.stderr

    @pytest.mark.parametrize(("option", "said"), [([], "goes on from there"), (["--fresh"], "as it was before")])
    def test_interrupted_it_says_how_to_go_on(self, texts: Path, run: Run, option: list[str], said: str) -> None:
        (texts / "b.txt").write_text("INTERRUPT")
        result = run("build", "texts", *option, graph=None)
        assert result.exit_code == 130
        assert said in result.stderr

    def test_the_page_is_shown(self, texts: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        shown: list[str] = []
        monkeypatch.setattr(click, "launch", shown.append)
        assert run("build", "texts", "--open", graph=None).exit_code == 0
        assert shown == [(Path("output") / "graph.html").absolute().as_uri()]

    def test_progress_is_for_terminals_only(
        self, texts: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        [reading] = invented.extract([invented.document("x", "Hello you.", title="A \x1b[31m title")])
        with Progress() as progress:
            progress(reading)
            assert capsys.readouterr().err == ""
        screen = io.StringIO()
        monkeypatch.setattr(screen, "isatty", lambda: True)
        monkeypatch.setattr(sys, "stderr", screen)
        monkeypatch.setenv("TERM", "xterm-256color")
        with Progress([str(texts)]) as progress:
            progress(reading)
            progress(reading.document)
            progress(Failure(source="a\x1b[31m.txt", reason="It is empty."))
            assert progress.said.startswith("1 read, 1 there already; ")
        written = screen.getvalue()
        assert "words a second" in written
        assert "left" in written
        assert "Skipped a\ufffd[31m.txt: It is empty." in written
        assert written.rstrip().endswith("\x1b[2K"), "and is taken away again"

    def test_why_inputs_were_skipped_is_told_in_one_line(self, texts: Path, run: Run) -> None:
        rows = [f'{{"id": "{n}", "text": {text}}}' for n, text in enumerate(["1", "2", '"Ana Bell fled."'])]
        (texts / "rows.jsonl").write_text("\n".join([*rows, "{"]))
        (texts / "empty.txt").write_text("")
        result = run("build", "texts", graph=None)
        [line] = [line for line in result.stdout.splitlines() if line.startswith("Skipped: ")]
        assert line == "Skipped: 2 x its text is not a string; 1 x It is empty; 1 x broken JSON."


def hostile_store(folder: Path, name: str = f"Eve {HOSTILE}") -> Path:
    text = f"{name} leads {HOSTILE} the Board. "
    a = Article("x", text, title=HOSTILE, outlet=HOSTILE, published=HOSTILE)
    a.actor(name, P, id="eve")
    a.actor("Board", O)
    a.claim(name, "leads", "Board", text.rstrip(" "), "leads", cue=HOSTILE, attribution=HOSTILE)
    a.claim(name, "other", "Board", text.rstrip(" "), "leads", label=HOSTILE)
    return make_store(folder / "graph.db", [a.reading()])


@pytest.mark.parametrize(
    "args",
    [
        ["links", "board"],
        ["links", "board", "--all-verbs"],
        ["path", "board", "eve"],
        ["actors"],
        ["show", "board"],
        ["stats"],
        ["links", HOSTILE],
        ["links", "board", "--relation", HOSTILE],
    ],
)
def test_hostile_text_does_nothing_to_a_terminal(tmp_path: Path, run: Run, args: list[str]) -> None:
    result = run(*args, graph=hostile_store(tmp_path))
    assert "[red]x[/red]" in result.output or args[0] == "stats" or args[-1] == HOSTILE
    assert harmless(result.output)


def on_a_terminal(monkeypatch: pytest.MonkeyPatch, lines: Any) -> str:
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "70")
    monkeypatch.delenv("NO_COLOR", raising=False)
    write_lines(lines)
    return screen.getvalue()


def test_on_a_terminal_words_are_emphasised_and_lines_wrapped(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with viewing(store) as view:
        lines = list(answer_lines(answer(view, "voss", filters())))
    written = on_a_terminal(monkeypatch, lines)
    assert "\x1b[1;35marrested\x1b[0m" in written
    assert "\x1b[1;36mMira Voss\x1b[0m" in written


def test_on_a_terminal_only_our_own_escapes_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with viewing(hostile_store(tmp_path)) as view:
        lines = list(answer_lines(answer(view, "board", filters(open_claims=True))))
    written = on_a_terminal(monkeypatch, lines)
    assert "[red]x[/red]" in written.replace("\n", " ")

    assert harmless(re.sub(r"\x1b\[[\d;]*m", "", written))


@given(st.text(st.characters(exclude_categories=[])))
@settings(max_examples=200)
def test_safe_text_is_one_harmless_line(text: str) -> None:
    shown = safe(text)
    assert harmless(shown)
    assert "\n" not in shown
    shown.encode()
    assert safe(shown) == shown
    assert harmless(safe_lines(text))


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="\u00a0"), max_size=40))
def test_safe_text_keeps_what_can_be_read(text: str) -> None:
    assert "".join(safe(text).split()) == "".join(text.split())


@given(st.text(min_size=1, max_size=12).filter(lambda name: name.strip("^ \t\r\n") and "^" not in name))
@settings(max_examples=15, deadline=None)
def test_any_name_can_be_shown(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    path = hostile_store(tmp_path_factory.mktemp("names"), name)
    for args in (["links", "eve"], ["actors"], ["show", "eve"], ["path", "eve", "board"]):
        result = CliRunner().invoke(main, [*args, "--graph", str(path)])
        assert result.exit_code in (0, 2, 7), result.output
        assert harmless(result.output)


def test_a_table_stands_in_columns() -> None:
    lines = table([["a", "1"], ["bbb", "20"], ["c", ""]])
    assert ["".join(words for words, _ in line) for line in lines] == ["a     1", "bbb  20", "c"]


HEAVY = {
    *("spacy", "thinc", "pyvis", "jinja2", "IPython", "numpy", "networkx", "igraph", "rich", "rapidfuzz", "dateparser"),
    *("pandas", "pyarrow", "matplotlib", "distributed", "trafilatura", "pypdf", "lxml", "rensa"),
}
MEASURED = {"numpy", "networkx", "igraph", "matplotlib"}  # who stands where; igraph brings matplotlib where that is
DRAWN = {"numpy", "networkx", "pyvis", "jinja2", "IPython"}
LIGHT = [
    *(["--version"], ["--help"], *([command, "--help"] for command in _COMMANDS)),
    *(["links", "voss"], ["links", "voss", "--depth", "2", "--json"], ["path", "holt", "harbour union"]),
    *(["timeline", "voss"], ["search", "port"], ["actors"], ["show", "voss"], ["stats"], ["diff", "STORE", "STORE"]),
    *(["correct", "list"], ["export", "--format", "jsonl", "--output", "OUT"]),
    ["export", "--format", "ftm", "--output", "OUT/ftm"],
]
RUN = """
import json, sys
from graphbuild.cli import main

known = set()
for args in json.loads(sys.argv[1]):
    try: main(args)
    except SystemExit as end: print(json.dumps([end.code, *set(sys.modules) - known]), file=sys.stderr)
    known = set(sys.modules)
"""


def modules_of(commands: list[list[str]], store: Path, out: Path) -> list[tuple[int, set[str]]]:
    """How each of these commands ends and what it imports, one after another in a new process."""
    named = {"STORE": str(store), "OUT": str(out), "OUT/ftm": str(out / "ftm")}
    given = [[named.get(arg, arg) for arg in args] for args in commands]
    given = [args if {"--help", "--version", "diff"} & set(args) else [*args, "--graph", str(store)] for args in given]
    command = [sys.executable, "-c", RUN, json.dumps(given)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    ended = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("[")]
    return [(code, set(modules)) for code, *modules in ended]


def name(args: list[str]) -> str:
    return " ".join(args[:3])


@pytest.fixture(scope="module")
def light(store: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, set[str]]]:
    found = modules_of(LIGHT, store, tmp_path_factory.mktemp("light") / "out")
    return dict(zip(map(" ".join, LIGHT), found, strict=True))


@pytest.mark.parametrize("args", LIGHT, ids=name)
def test_a_command_imports_nothing_heavy(light: dict[str, tuple[int, set[str]]], args: list[str]) -> None:
    code, modules = light[" ".join(args)]
    assert code == 0
    assert not HEAVY & modules


@pytest.mark.parametrize(
    ("args", "allowed"),
    [
        (["check"], {"rensa"}),
        (["export", "--format", "csv", "--output", "OUT"], MEASURED),
        (["export", "--format", "parquet", "--output", "OUT"], MEASURED | {"pyarrow", "pandas"}),
        (["export", "--format", "graphml", "--output", "OUT"], MEASURED),
        (["page", "voss", "--output", "OUT"], DRAWN),
        (["links", "nobody"], {"rapidfuzz", "numpy"}),
    ],
    ids=lambda value: name(value) if isinstance(value, list) else "",
)
def test_a_command_imports_only_what_it_needs(store: Path, tmp_path: Path, args: list[str], allowed: set[str]) -> None:
    [(code, modules)] = modules_of([args], store, tmp_path / "out")
    assert code == (7 if args[-1] == "nobody" else 0)
    assert HEAVY & modules <= allowed


def test_a_reader_that_stops_reading_is_no_error(store: Path) -> None:
    command = f'"{sys.executable}" -m graphbuild actors --graph "{store}" | true'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stderr == ""


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_any_encoding_of_the_terminal_will_do(tmp_path: Path, encoding: str) -> None:
    path = hostile_store(tmp_path, "Łukasz Ωmega 😀")
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    for extra in ([], ["--json"]):
        done = subprocess.run(
            [sys.executable, "-m", "graphbuild", "links", "board", "--graph", str(path), *extra],
            capture_output=True,
            env=environment,
            check=True,
        )
        if extra:
            assert json.loads(done.stdout.decode(encoding))["links"][0]["subject"]["name"].startswith("Łukasz")


def documentation() -> Any:
    """The script that writes what commands say into the documentation."""
    path = ROOT / "docs" / "regenerate.py"
    spec = importlib.util.spec_from_file_location("regenerate", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_documentation_has_the_help_of_every_command() -> None:
    docs = documentation()
    path = docs.PAGES[0]
    page = path.read_text(encoding="utf-8")
    commands = {match["command"] for match in docs.BLOCK.finditer(page)}
    assert {f"graphbuild {name} --help" for name in COMMANDS} <= commands
    for name in set(COMMANDS) - {"review", "watch"}:  # they serve until somebody ends them
        assert any(c.startswith(f"graphbuild {name}") and not c.endswith("--help") for c in commands), name
    again = docs.filled(page, only=lambda command: command.endswith("--help"))
    assert " ".join(again.split()) == " ".join(page.split()), "run: python docs/regenerate.py"


def json_documentation() -> str:
    return (ROOT / "docs" / "json.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "args",
    [
        ["links", "voss"],
        ["path", "holt", "harbour union"],
        ["timeline", "voss"],
        ["common", "holt", "voss"],
        ["brokers", "holt", "harbour union"],
        ["actors"],
        ["show", "voss"],
        ["stats"],
        ["check"],
    ],
)
def test_every_field_of_an_answer_is_documented(run: Run, args: list[str]) -> None:
    def names(value: Any) -> set[str]:
        if isinstance(value, list):
            return {name for item in value for name in names(item)}
        if isinstance(value, dict):
            counted = {"outlets", "types", "relations", "statuses"}
            return set(value) | {n for key, item in value.items() if key not in counted for n in names(item)}
        return set()

    known = set(re.findall(r"\w+", json_documentation()))
    found = names(json.loads(run(*args, "--json").stdout))
    assert len(found) > 1
    assert found <= known
    row = next(line for line in json_documentation().splitlines() if line.startswith(f"| `{args[0]}` |"))
    assert set(json.loads(run(*args, "--json").stdout)) <= set(re.findall(r"\w+", row))


def test_links_of_one_family_and_one_direction(run: Run) -> None:
    every = json.loads(run("links", "voss", "--json").stdout)["links"]
    into = json.loads(run("links", "voss", "--in", "--json").stdout)
    out = json.loads(run("links", "voss", "--out", "--json").stdout)
    voss = into["actor"]["id"]
    assert into["links"] and all(link["object"]["id"] == voss or link in out["links"] for link in into["links"])
    keys = {json.dumps(link, sort_keys=True) for link in (*into["links"], *out["links"])}
    assert keys == {json.dumps(link, sort_keys=True) for link in every} and into["total"] == len(into["links"])
    rank = json.loads(run("links", "voss", "--family", "rank", "--json").stdout)["links"]
    assert 0 < len(rank) < len(every)
    assert "The families are" in run("links", "voss", "--family", "zzz").output


def test_a_reader_that_has_seen_enough_is_no_error(store: Path) -> None:
    """As in `graphbuild actors | head -1`."""
    command = [sys.executable, "-m", "graphbuild", "links", "voss", "--graph", str(store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0
