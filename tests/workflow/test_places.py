"""The picture does not jump: who is on the page stays where it was, and what is not wanted is not drawn."""

from __future__ import annotations

from pathlib import Path

import invented
import pytest
from click.testing import CliRunner
from outputs import places, without_places

from graphbuild.cli.group import main
from graphbuild.extraction import pipeline
from graphbuild.store import Store
from graphbuild.workflow.build import update
from graphbuild.workflow.outputs import Choice
from graphbuild.workflow.remove import remove

FIRST = "Ana Bell leads the Mill Board. Bo Tarn leads the Mill Board. Cy Ode leads the Hill Club. Bo Tarn met Cy Ode."
MORE = "Di Voss leads the Hill Club. Ed Marr leads the Isle Choir."


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "extract", invented.extract)
    monkeypatch.setattr(pipeline, "signature", lambda *_, **__: "one")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(FIRST)
    (tmp_path / "b.txt").write_text(MORE)
    update([tmp_path / "a.txt"], tmp_path / "out")
    return tmp_path / "out"


def page(out: Path) -> str:
    return (out / "graph.html").read_text(encoding="utf-8")


def cli(*words: str) -> str:
    result = CliRunner().invoke(main, list(words))
    assert result.exit_code == 0, result.output
    return result.output


def test_who_was_there_stays_and_who_is_new_stands_beside(out: Path) -> None:
    before = places(page(out))
    update([out.parent / "b.txt"], out)
    after = places(page(out))
    assert len(after) > len(before) >= 4
    assert {id_: after[id_] for id_ in before} == before
    club = next(id_ for id_ in before if "hill-club" in id_)
    new = next(id_ for id_ in after if "di-voss" in id_)
    away = max(abs(a - b) for a, b in zip(after[club], after[new], strict=True))
    assert away < 400
    assert len(set(after.values())) == len(after)


def test_who_goes_leaves_the_others_where_they_are(out: Path) -> None:
    update([out.parent / "b.txt"], out)
    before = places(page(out))
    remove(out / "graph.db", ["b.txt"])
    after = places(page(out))
    assert after.keys() < before.keys()
    assert all(before[id_] == spot for id_, spot in after.items())


def test_the_same_history_gives_the_same_bytes(out: Path) -> None:
    update([out.parent / "b.txt"], out)
    update([out.parent / "a.txt"], out.with_name("other"))
    update([out.parent / "b.txt"], out.with_name("other"))
    assert page(out) == page(out.with_name("other"))


def test_a_page_that_is_lost_is_drawn_as_it_was(out: Path) -> None:
    update([out.parent / "b.txt"], out)
    before = page(out)
    (out / "graph.html").unlink()
    update([out.parent / "b.txt"], out)
    assert page(out) == before


def test_laid_out_anew_it_is_the_page_of_a_build_from_nothing(out: Path) -> None:
    update([out.parent / "b.txt"], out)
    update([out.parent / "a.txt", out.parent / "b.txt"], out.with_name("anew"))
    anew = page(out.with_name("anew"))
    assert page(out) != anew and without_places(page(out)) == without_places(anew)
    cli("page", "--graph", str(out / "graph.db"), "--relayout")
    assert page(out) == anew
    cli("page", "--graph", str(out / "graph.db"))
    assert page(out) == anew, "the new places are kept"


def test_most_that_is_new_is_laid_out_anew(out: Path) -> None:
    (out.parent / "b.txt").write_text(" ".join(f"{a} {b}voss leads the {b}en Choir." for a in "AB" for b in "UVWXYZ"))
    update([out.parent / "b.txt"], out)
    update([out.parent / "a.txt", out.parent / "b.txt"], out.with_name("anew"))
    assert page(out) == page(out.with_name("anew"))


def test_places_of_another_version_are_no_places(out: Path) -> None:
    before = page(out)
    for damaged in ("{", "[1]", '{"a": 1}', '{"a": [1, "x"]}'):
        with Store.write(out / "graph.db") as store:
            store.set_meta("places", damaged)
        (out / "graph.html").unlink()
        update([out.parent / "a.txt"], out)
        assert page(out) == before, damaged


def test_a_part_is_always_laid_out_anew(out: Path) -> None:
    result = CliRunner().invoke(main, ["page", "Bo Tarn", "--graph", str(out / "graph.db"), "--relayout"])
    assert result.exit_code == 2 and "--relayout" in result.output


class TestWhatIsWanted:
    def test_no_page_holds_until_somebody_asks(self, out: Path) -> None:
        (out / "graph.html").unlink()
        assert update([out.parent / "a.txt"], out, page=False).files == ("graph.db", "graph.graphml")
        assert update([out.parent / "b.txt"], out).files == ("graph.db", "graph.graphml")
        assert "graph.html" not in cli("correct", "rename", "Bo Tarn", "Bob Tarn", "--graph", str(out / "graph.db"))
        assert not (out / "graph.html").exists()
        cli("page", "--graph", str(out / "graph.db"))
        assert "Bob Tarn" in page(out)
        assert "graph.html" in cli("correct", "rename", "Cy Ode", "Cyd Ode", "--graph", str(out / "graph.db"))
        assert "Cyd Ode" in page(out)
        assert update([out.parent / "b.txt"], out).files == ("graph.db", "graph.html", "graph.graphml")

    def test_a_correction_leaves_a_page_alone_that_is_not_wanted(self, out: Path) -> None:
        update([out.parent / "a.txt"], out, page=False)
        before = page(out)
        cli("correct", "rename", "Bo Tarn", "Bob Tarn", "--graph", str(out / "graph.db"))
        assert page(out) == before

    def test_each_file_is_remembered_by_itself(self, out: Path) -> None:
        update([out.parent / "a.txt"], out, graphml=False)
        assert update([out.parent / "a.txt"], out, page=False).files == ("graph.db",)
        assert update([out.parent / "a.txt"], out, graphml=True).files == ("graph.db", "graph.graphml")

    def test_opening_the_page_asks_for_it(self, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("click.launch", lambda _: 0)
        update([out.parent / "a.txt"], out, page=False)
        (out / "graph.html").unlink()
        cli("build", str(out.parent / "a.txt"), "--output", str(out), "--open")
        assert (out / "graph.html").exists()

    @pytest.mark.parametrize("text", ["{", "[]", '{"page": "no"}', '{"other": true}', "null"])
    def test_what_another_version_kept_is_nothing(self, out: Path, text: str) -> None:
        with Store.write(out / "graph.db") as store:
            store.set_meta("wanted", text)
            assert Choice.of(store) == Choice()
