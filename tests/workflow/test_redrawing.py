"""Files that are drawn again out of what they show already are the same as files that are made from nothing."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import invented
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from outputs import without_places

from graphbuild.answers import background
from graphbuild.core.errors import GraphbuildError
from graphbuild.drawing import most_linked
from graphbuild.extraction import pipeline
from graphbuild.page import payload
from graphbuild.store import Store, ontology_of
from graphbuild.workflow import correct, judge
from graphbuild.workflow.build import update
from graphbuild.workflow.judging.changes import Changes
from graphbuild.workflow.outputs import draw
from graphbuild.workflow.outputs.redrawing import Redrawing
from graphbuild.workflow.remove import remove

PEOPLE = ("Ana Bell", "Bo Tarn", "Cy Ode", "Di Voss")
BODIES = ("Mill Board", "Hill Club", "Isle Choir")
Step = Callable[[Path], object]


@contextmanager
def redrawing(patch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """Small pages count as large; counts which files were drawn again out of themselves."""
    done: Counter[str] = Counter()
    for name in ("page", "graphml"):
        does = getattr(Redrawing, name)

        def counting(self: Redrawing, *args: Any, _name: str = name, _does: Any = does, **options: Any) -> Any:
            found = _does(self, *args, **options)
            done[_name] += bool(found)
            return found

        patch.setattr(Redrawing, name, counting)
    patch.setattr(payload, "MANY", 0)
    patch.setattr(judge, "_ANEW_FROM", 2.0)
    patch.setattr(pipeline, "extract", invented.extract)
    patch.setattr(pipeline, "signature", lambda *_, **__: "one")
    yield done


def article(name: str, sentences: list[tuple[str, str]]) -> Step:
    def write(out: Path) -> object:
        file = out.parent / f"{name}.txt"
        file.write_text(" ".join(f"{person} leads the {body}." for person, body in sentences))
        return update([file], out)

    return write


def gone(name: str) -> Step:
    return lambda out: remove(out / "graph.db", [f"{name}.txt"])


def corrected(text: str) -> Step:
    def correct_it(out: Path) -> object:
        file = out / "corrections.toml"
        before = file.read_text() if file.exists() else ""
        file.write_text(f"{before}[[correction]]\n{text}\n")
        try:
            return correct.reapply(out / "graph.db", file)
        except GraphbuildError:
            file.write_text(before)
            raise

    return correct_it


said = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(BODIES)), min_size=1, max_size=3)
articles = st.builds(article, st.sampled_from("abcd"), said)
CORRECTIONS = (
    'do = "rename"\nactor = "Ana Bell"\nname = "Anna Bell"',
    'do = "merge"\nactors = ["Bo Tarn", "Cy Ode"]',
    'do = "reject"\nactor = "Di Voss"',
    'do = "confirm"\nsubject = "Ana Bell"\nrelation = "leads"\nobject = "Mill Board"',
    'do = "reject"\nsubject = "Cy Ode"\nrelation = "leads"\nobject = "Hill Club"',
)
corrections = st.builds(corrected, st.sampled_from(CORRECTIONS))
steps = st.one_of(articles, articles, st.builds(gone, st.sampled_from("abcd")), corrections)


def drawn(out: Path) -> dict[str, bytes]:
    page = (out / "graph.html").read_text(encoding="utf-8")
    return {"page": without_places(page), "graphml": (out / "graph.graphml").read_bytes()}


def anew(out: Path) -> dict[str, bytes]:
    """The files as they are when all of them is made anew out of the same store."""
    with Store.write(out / "graph.db") as store:
        Changes().keep(store)
        words = ontology_of(store)
    for name in ("graph.html", "graph.graphml"):
        (out / name).unlink()
    draw(out / "graph.db", words, page=True)
    return drawn(out)


# A page of actors none of whom is linked to another of them, before it has links again.
NO_LINKS = [
    article("a", [("Bo Tarn", "Isle Choir")]),
    article("a", [("Ana Bell", "Hill Club"), ("Cy Ode", "Isle Choir")]),
]


@settings(max_examples=25, deadline=None)
@example(history=[*NO_LINKS, gone("a")], most=3)
@given(history=st.lists(steps, min_size=1, max_size=5), most=st.sampled_from([3, 10_000]))
def test_whatever_happened(history: list[Step], most: int) -> None:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as name, redrawing(patch):
        patch.setattr(most_linked, "MOST", most)
        out = Path(name) / "out"
        article("first", [(PEOPLE[0], BODIES[0]), (PEOPLE[1], BODIES[0]), (PEOPLE[2], BODIES[1])])(out)
        for step in history:
            try:
                step(out)
            except GraphbuildError:
                continue
            with Store.open(out / "graph.db") as store:
                assert Changes.of(store) == Changes(since=store.state)
        found = drawn(out)
        assert found == anew(out)


FIRST = [(person, body) for person in PEOPLE for body in BODIES[:2]]


@pytest.mark.parametrize("step", [article("b", [("Ed Marr", "Isle Choir")]), gone("b"), *map(corrected, CORRECTIONS)])
def test_only_what_has_changed_is_made_anew(step: Step, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    does = Redrawing._attributes

    def counting(self: Redrawing, *args: Any) -> Any:
        found = does(self, *args)
        read.append(len(found or ()))
        return found

    out = tmp_path / "out"
    with redrawing(monkeypatch) as done:
        monkeypatch.setattr(Redrawing, "_attributes", counting)
        article("a", FIRST)(out)
        article("b", [("Flo Gant", "Isle Choir")])(out)
        done.clear(), read.clear()
        step(out)
        assert done == {"page": 1, "graphml": 1}
        assert all(n <= 5 for n in read), "of ten links"
        assert drawn(out) == anew(out)


def test_a_page_that_somebody_has_changed_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    with redrawing(monkeypatch) as done:
        article("a", FIRST)(out)
        with (out / "graph.html").open("a") as file:
            file.write("<!-- mine -->")
        done.clear()
        article("b", [("Flo Gant", "Isle Choir")])(out)
        assert done == {"graphml": 1}
        assert drawn(out) == anew(out)


def test_small_pages_are_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    with redrawing(monkeypatch) as done:
        monkeypatch.setattr(payload, "MANY", 2_000)
        article("a", FIRST)(out)
        article("b", [("Flo Gant", "Isle Choir")])(out)
        assert done == {"page": 0, "graphml": 1}


def test_names_around_actors_are_kept_up_to_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    with redrawing(monkeypatch) as done:
        monkeypatch.setattr(background, "MOST_DOCUMENTS", 1)
        article("a", FIRST)(out)
        assert b"Mill Board" in drawn(out)["page"]
        article("b", [("Flo Gant", "Isle Choir")])(out)
        assert done["page"] == 0, "the second document is one too many for what stands around"
        assert drawn(out) == anew(out)
        article("c", [("Flo Gant", "Hill Club")])(out)
        assert done["page"] == 1
        assert drawn(out) == anew(out)


def test_a_link_that_the_earlier_file_lacks_has_all_of_it_made_anew(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.MonkeyPatch.context() as patch, redrawing(patch):
        article("a", FIRST)(out)
    file = out / "graph.graphml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    [first, *_] = [line for line in lines if line.startswith("<edge ")]
    without = "".join(line for line in lines if line != first)
    file.write_text(without, encoding="utf-8")
    with Store.open(out / "graph.db") as store:
        again = Redrawing(store, out / "graph.db", ontology_of(store), Changes(since=store.state))
        assert not again.graphml()
    assert file.read_text(encoding="utf-8") == without


def test_an_actor_that_the_earlier_file_lacks_is_made_anew(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.MonkeyPatch.context() as patch, redrawing(patch):
        article("a", FIRST)(out)
    file = out / "graph.graphml"
    whole = file.read_text(encoding="utf-8")
    lines = whole.splitlines(keepends=True)
    [first, *_] = [line for line in lines if line.startswith("<node ")]
    file.write_text("".join(line for line in lines if line != first), encoding="utf-8")
    with Store.open(out / "graph.db") as store:
        assert Redrawing(store, out / "graph.db", ontology_of(store), Changes(since=store.state)).graphml()
    assert file.read_text(encoding="utf-8") == whole
