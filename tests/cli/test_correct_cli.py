"""`correct`, and builds with corrections: the file is written, applied, applied again, and undone."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import invented
import pytest
from click.testing import CliRunner, Result
from invented import make_store

from graphbuild.cli import main
from graphbuild.core.errors import DataError
from graphbuild.extraction import pipeline
from graphbuild.graph.graph import load
from graphbuild.store import Store
from graphbuild.workflow import build

FILE = "corrections.toml"


def run(*args: str) -> Result:
    return CliRunner().invoke(main, [*args], prog_name="graphbuild")


@pytest.fixture
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "output").mkdir()
    make_store(tmp_path / "output" / "graph.db")
    (tmp_path / "output" / "graph.graphml").touch()  # what is there is kept right
    return tmp_path / "output"


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def actor(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("show", name, "--json").stdout)["actor"]
    return found


def test_merge_writes_the_file_and_applies_it_at_once(output: Path) -> None:
    result = run("correct", "merge", "voss", "Anna Holt", "--name", "M. Voss", "--who", "Ana", "--why", "one man")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Wrote entry 1 to output/corrections.toml; 1 in all.\n")
    text = (output / FILE).read_text()
    assert 'actors = ["voss", "Anna Holt"]\nids = ["p-mira-voss", "p-anna-holt"]\nname = "M. Voss"\n' in text
    assert 'who = "Ana"\n' in text
    assert (actor("anna holt")["id"], actor("anna holt")["name"]) == ("p-mira-voss", "M. Voss")
    assert (output / "graph.graphml").exists()
    assert not (output / "graph.html").exists(), "there was no page"


def test_the_page_is_drawn_anew_where_there_is_one(output: Path) -> None:
    assert run("page").exit_code == 0
    done = json.loads(run("correct", "rename", "Mira Voss", "Zora Quill", "--json").stdout)
    assert done == {
        "file": "output/corrections.toml",
        "entry": 1,
        "corrections": 1,
        "notices": [],
        "files": ["graph.db", "graph.html", "graph.graphml"],
    }
    assert "Zora Quill" in (output / "graph.html").read_text()
    assert "Zora Quill" in (output / "graph.graphml").read_text()


@pytest.mark.parametrize(
    "args",
    [
        ["merge", "Mira Voss", "Jon Reld"],
        ["apart", "Mira Voss", "Jon Reld"],
        ["split", "Mira Voss", "--document", "gazette", "--name", "Another", "--type", "group"],
        ["split", "Mira Voss", "--mention", "gazette:14-23", "--name", "Another"],
        ["rename", "Mira Voss", "Another"],
        ["retype", "Mira Voss", "group"],
        ["alias", "Mira Voss", "The Voice"],
        ["confirm", "Mira Voss", "leads", "Harbour Union"],
        ["reject", "Mira Voss", "leads", "Harbour Union"],
        ["reject", "Mira Voss"],
        ["add", "Mira Voss", "allied_with", "Isle Choir", "--source", "A letter", "--status", "ended", "--role", "x"],
    ],
)
def test_each_correction_is_undone_by_taking_it_out(output: Path, args: list[str]) -> None:
    run("correct", "apply")
    before = load(output / "graph.db", unlinked=True)
    drawn = (output / "graph.graphml").read_bytes()
    result = run("correct", *args, "--when", "2022-05-06")
    assert result.exit_code == 0, result.output
    after = load(output / "graph.db", unlinked=True)
    if args[0] != "apart":
        assert (dict(after.nodes(data=True)), list(after.edges(data=True))) != (
            dict(before.nodes(data=True)),
            list(before.edges(data=True)),
        )
    assert run("check").exit_code == 0
    result = run("correct", "undo", "1")
    assert result.stdout.startswith("Took out entry 1 of output/corrections.toml; 0 in all.\n")
    assert (output / "graph.graphml").read_bytes() == drawn
    assert dict(load(output / "graph.db", unlinked=True).nodes(data=True)) == dict(before.nodes(data=True))


def test_a_file_that_is_not_there_is_not_drawn(output: Path) -> None:
    (output / "graph.graphml").unlink()
    done = json.loads(run("correct", "rename", "Mira Voss", "Zora Quill", "--json").stdout)
    assert done["files"] == ["graph.db"] and not (output / "graph.graphml").exists()


def test_what_a_person_edits_is_applied(output: Path) -> None:
    (output / FILE).write_text('[[correction]]\ndo = "rename"\nactor = "Mira Voss"\nname = "Zora Quill"\n')
    assert run("correct", "apply").stdout.startswith("Applied output/corrections.toml; 1 in all.")
    assert actor("p-mira-voss")["name"] == "Zora Quill"


def test_list(output: Path) -> None:
    assert run("correct", "list").stdout == "No corrections.\n"
    run("correct", "rename", "Mira Voss", "Zora Quill", "--who", "Ana", "--when", "2022-05-06", "--why", "married")
    assert run("correct", "list").stdout == "1  rename 'Mira Voss' as 'Zora Quill'  Ana  2022-05-06  married\n"
    [entry] = json.loads(run("correct", "list", "--json").stdout)["corrections"]
    assert entry == {
        "number": 1,
        "line": 4,
        "do": "rename",
        "says": "rename 'Mira Voss' as 'Zora Quill'",
        "who": "Ana",
        "when": "2022-05-06",
        "why": "married",
    }


def test_an_older_entry_that_no_longer_applies_is_told(output: Path) -> None:
    (output / FILE).write_text('[[correction]]\ndo = "rename"\nactor = "Nobody Known"\nname = "Z"\n')
    result = run("correct", "alias", "Mira Voss", "The Voice")
    assert result.exit_code == 0
    assert "entry 1 (line 1): rename 'Nobody Known' as 'Z' does not apply: there is no actor" in result.stderr


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["merge", "Mira Voss"], 2, "two or more"),
        (["merge", "Mira Voss", "Mira Voss"], 4, "two or more different"),
        (["merge", "Mira Voss", "Mira Vosk"], 7, "Mira Voss"),
        (["merge", "Mira Voss", "reld"], 7, "p-jon-reld"),
        (["merge", "Mira Voss", "p-nobody"], 4, "nothing was written: There is no actor 'p-nobody'"),
        (["retype", "Mira Voss", "robot"], 2, "person"),
        (["confirm", "Mira Voss", "leads", "Isle Choir"], 4, "there is no such link"),
        (["confirm", "Mira Voss", "lead", "Harbour Union"], 4, "Did you mean leads?"),
        (["reject", "Mira Voss", "leads"], 2, "SUBJECT RELATION OBJECT"),
        (["add", "Mira Voss", "leads", "Isle Choir"], 2, "--source"),
        (["add", "Mira Voss", "leads", "Isle Choir", "--source", "s", "--date", "May"], 4, "not a date"),
        (["split", "Mira Voss", "--name", "X"], 4, "either documents or mentions"),
        (["split", "Mira Voss", "--name", "X", "--document", "isle"], 4, "does not mention it"),
        (["split", "Mira Voss", "--name", "X", "--mention", "isle"], 4, "DOCUMENT:START-END"),
        (["alias", "Mira Voss", "Anna Holt"], 4, "merge them if they are one"),
        (["apart", "Mira Voss", "Ida Brok"], 4, "entry 1 (line 1) and entry 2"),
        (["merge", "Ida Brok", "Anna Holt", "--graph", "none.db"], 6, "graphbuild build"),
        (["undo", "9"], 4, "there is no entry 9"),
        (["mrge", "a", "b"], 2, "mrge"),
    ],
)
def test_what_a_user_did_wrong_changes_nothing(output: Path, args: list[str], code: int, said: str) -> None:
    (output / FILE).write_text('[[correction]]\ndo = "merge"\nactors = ["Mira Voss", "Ida Brok"]\n')
    if args[0] != "apart":
        (output / FILE).unlink()
    before = files(output)
    result = run("correct", *args)
    assert result.exit_code == code, result.output
    assert said in result.stderr
    assert result.stdout == ""
    assert files(output) == before


def test_a_file_that_cannot_be_written_leaves_the_store_as_it_was(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store.open(output / "graph.db") as store:
        before = list(store.actors())
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    result = run("correct", "rename", "Mira Voss", "Zora Quill")
    assert result.exit_code == 6
    assert "corrections.toml cannot be written: No space left" in result.stderr
    with Store.open(output / "graph.db") as store:
        assert list(store.actors()) == before
    assert list(files(output)) == ["graph.db", "graph.graphml"]


def test_hostile_text_does_nothing_to_a_terminal(output: Path) -> None:
    hostile = "\x1b[2J\u202eevil\r\n[red]x[/red]"
    for args in (["rename", "Mira Voss", hostile, "--why", hostile], ["list"], ["undo", "1"]):
        result = run("correct", *args)
        assert result.exit_code == 0, result.output
        shown = result.output.replace("\n", "")
        assert not any(unicodedata.category(c) == "Cc" or c == "\u202e" for c in shown)


class TestBuild:
    @pytest.fixture(autouse=True)
    def texts(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setattr(pipeline, "extract", invented.extract)
        monkeypatch.setattr(pipeline, "signature", lambda *_, **__: "one")
        monkeypatch.chdir(tmp_path)
        folder = tmp_path / "texts"
        folder.mkdir()
        (folder / "a.txt").write_text("Ana Bell leads the Mill Board.")
        (folder / "b.txt").write_text("Anna Belle leads the Mill Board.")
        return folder

    MERGE = '[[correction]]\ndo = "merge"\nactors = ["Ana Bell", "Anna Belle"]\nwho = "Bo"\n'
    APART = '[[correction]]\ndo = "apart"\nactors = ["Anna Belle", "ana bell"]\n'

    def test_the_file_in_the_output_folder_is_applied_at_each_build(self, texts: Path) -> None:
        assert run("build", "texts", "--no-page").exit_code == 0
        assert run("correct", "merge", "Ana Bell", "Anna Belle").exit_code == 0
        (texts / "c.txt").write_text("Anna Belle leads the Isle Choir.")
        for fresh in ([], ["--fresh"]):
            result = run("build", "texts", "--no-page", *fresh)
            assert result.exit_code == 0, result.output
            assert "Corrections       1\n" in result.stdout
            graph = load("output/graph.db")
            assert sorted(graph.nodes) == ["o-isle-choir", "o-mill-board", "p-ana-bell"]
        Path("output", FILE).unlink()
        run("build", "texts", "--no-page")
        assert "p-anna-belle" in load("output/graph.db")

    def test_a_file_that_is_named(self) -> None:
        Path("c.toml").write_text(self.MERGE)
        report = build.update(["texts"], "out", page=False, corrections="c.toml")
        assert (report.corrections, report.notices) == (1, ())
        assert "p-anna-belle" not in load("out/graph.db")

    def test_what_does_not_apply_is_told(self) -> None:
        Path("c.toml").write_text(self.MERGE.replace("Ana Bell", "Ana Gone"))
        result = run("build", "texts", "--no-page", "--corrections", "c.toml")
        assert result.exit_code == 0
        assert "c.toml, entry 1 (line 1): merge 'Ana Gone' and 'Anna Belle' does not apply" in result.stdout
        found = json.loads(run("build", "texts", "--no-page", "--corrections", "c.toml", "--json").stdout)
        assert (found["corrections"], len(found["notices"])) == (1, 1)

    @pytest.mark.parametrize("option", [[], ["--fresh"]])
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (MERGE + APART, "c.toml: entry 1 (line 1) and entry 2 (line 5)"),
            (MERGE + APART.replace("Anna Belle", "p-anna-belle"), "c.toml: entry 1 (line 1) and entry 2 (line 5)"),
            ("[[correction]]\ndo = 'x'\n", "c.toml: entry 1 (line 1), do"),
            ("[[", "c.toml: this is no TOML"),
            (None, "c.toml: cannot be read"),
        ],
    )
    def test_a_bad_file_leaves_the_graph_as_it_was(
        self, texts: Path, text: str | None, said: str, option: list[str]
    ) -> None:
        assert run("build", "texts", "--no-page").exit_code == 0
        before = files(Path("output"))
        (texts / "c.txt").write_text("Anna Belle leads the Isle Choir.")
        if text is not None:
            Path("c.toml").write_text(text)
        result = run("build", "texts", "--no-page", "--corrections", "c.toml", *option)
        assert result.exit_code == 4
        assert said in result.stderr
        assert files(Path("output")) == before

    def test_a_contradiction_that_only_new_articles_show_hides_them_and_changes_nothing_else(self, texts: Path) -> None:
        assert run("build", "texts", "--no-page").exit_code == 0
        before = sorted(load("output/graph.db").edges)
        (texts / "c.txt").write_text("Cy Tarn leads the Isle Choir.")
        names = (("p-cy-tarn", "Ana Bell"), ("Cy Tarn", "Ana Bell"))
        entries = (
            f'[[correction]]\ndo = "{d}"\nactors = {list(n)}\n' for d, n in zip(("merge", "apart"), names, strict=True)
        )
        Path("c.toml").write_text("".join(entries))
        result = run("build", "texts", "--no-page", "--corrections", "c.toml")
        assert result.exit_code == 4
        assert sorted(load("output/graph.db").edges) == before
        assert run("build", "texts", "--no-page").exit_code == 0
        assert "p-cy-tarn" in load("output/graph.db")

    def test_the_python_face(self) -> None:
        Path("c.toml").write_text(self.MERGE + self.APART)
        with pytest.raises(DataError):
            build.build("texts", corrections="c.toml")
        Path("c.toml").write_text(self.MERGE)
        assert "p-anna-belle" not in build.build("texts", corrections="c.toml")


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from graphbuild.cli import main\ntry: main(['correct', 'merge', '--help'])\n"
    code += "except SystemExit: pass\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"networkx", "pyvis", "spacy", "numpy", "rich", "rapidfuzz"} & set(done.stderr.split())
