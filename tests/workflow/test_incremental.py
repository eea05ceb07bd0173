"""A build on an existing output writes byte for byte what a build from nothing writes, in any order of input."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import invented
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from outputs import written

from graphbuild import page
from graphbuild.core.model import Document, content_id
from graphbuild.exports.formats import graphml
from graphbuild.extraction import pipeline
from graphbuild.store import Store
from graphbuild.workflow import judge
from graphbuild.workflow.build import update
from graphbuild.workflow.remove import remove

PEOPLE, BODIES = ("Ana Bell", "Bo Tarn", "Cy Ode"), ("Mill Board", "Isle Choir", "Port Guild")
STORY = "The meeting was held behind closed doors on Tuesday, and nobody who was there wanted to say what it was about"

sentences = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(BODIES)).map(
    lambda ends: f"{ends[0]} leads the {ends[1]}."
)
articles = st.fixed_dictionaries(
    {
        "text": st.lists(sentences, min_size=1, max_size=3, unique=True).map(" ".join),
        "copied": st.booleans(),
        "outlet": st.sampled_from([None, "Post", "Courier"]),
        "published": st.sampled_from([None, "2022-03-04", "2021-01-01"]),
    }
)
states = st.dictionaries(st.sampled_from("abcdef"), articles, min_size=1, max_size=6)


def table(folder: Path, state: dict[str, dict[str, object]], order: list[str]) -> list[Path]:
    """The articles of a state as files of one row each, in this order. The id of an article is told by its text too."""
    files = []
    for name in sorted(state, key=order.index):
        row = {key: value for key, value in state[name].items() if key != "copied"}
        text = f"{STORY}. {row['text']}" if state[name]["copied"] else row["text"]
        id_ = f"{name}-{content_id(text)}"  # the same sentences in another order are another text
        path = folder / f"{name}.jsonl"
        path.write_text(json.dumps(row | {"text": text, "id": id_}), encoding="utf-8")
        files.append(path)
    return files


def ids(files: list[Path]) -> set[str]:
    return {json.loads(path.read_text(encoding="utf-8"))["id"] for path in files}


@settings(max_examples=12, deadline=None)
@given(
    history=st.lists(states, min_size=1, max_size=3),
    last=states,
    orders=st.lists(st.permutations("abcdef"), min_size=5, max_size=5),
)
def test_whatever_was_built_before(
    history: list[dict[str, dict[str, object]]], last: dict[str, dict[str, object]], orders: list[list[str]]
) -> None:
    """Documents are added, changed (text, outlet, date) and removed on the way."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as name:
        patch.setattr(pipeline, "extract", invented.extract)
        patch.setattr(pipeline, "signature", lambda *_, **__: "one")
        folder = Path(name)
        there: set[str] = set()
        for state, order in zip([*history, last], orders, strict=False):
            files = table(folder, state, order)
            update(files, folder / "living", page=False)
            there |= ids(files)
        if gone := sorted(there - ids(files)):
            remove(folder / "living" / "graph.db", gone)
        update(table(folder, last, orders[-1]), folder / "anew", page=False)
        assert written(folder / "living") == written(folder / "anew")


def test_the_page_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "extract", invented.extract)
    monkeypatch.setattr(pipeline, "signature", lambda *_, **__: "one")
    for n, name in enumerate("abc"):
        (tmp_path / f"{name}.txt").write_text(f"{PEOPLE[n]} leads the {BODIES[n]}. {PEOPLE[n]} leads the Hill Club.")
    files = [tmp_path / f"{name}.txt" for name in "abc"]
    for given_ in (files[:1], files[1:], files[::-1]):
        update(given_, tmp_path / "living")
    remove(tmp_path / "living" / "graph.db", ["b.txt"])
    update([files[2], files[0]], tmp_path / "anew")
    found = written(tmp_path / "living")
    assert "graph.html" in found
    assert found == written(tmp_path / "anew")


def test_rows_that_move_in_their_table_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "extract", invented.extract)
    monkeypatch.setattr(pipeline, "signature", lambda *_, **__: "one")
    rows = [json.dumps({"text": f"{person} leads the {body}."}) for person, body in zip(PEOPLE, BODIES, strict=True)]
    (tmp_path / "a.jsonl").write_text("\n".join(rows[1:]))
    update([tmp_path / "a.jsonl"], tmp_path / "living")
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    report = update([tmp_path / "a.jsonl"], tmp_path / "living")
    assert (report.read, report.known, report.reread) == (1, 2, 0)
    with Store.open(tmp_path / "living" / "graph.db") as store:
        assert sorted((document.text, document.row) for document in store.documents()) == [
            (f"{person} leads the {body}.", n) for n, (person, body) in enumerate(zip(PEOPLE, BODIES, strict=True), 1)
        ]
    update([tmp_path / "a.jsonl"], tmp_path / "anew")
    assert written(tmp_path / "living") == written(tmp_path / "anew")


def test_documents_differ_where_they_should() -> None:
    """So that the property does not hold because all articles are the same."""
    [one, other] = invented.extract(
        [
            Document(id=i, text=f"{p} leads the Mill Board.", source="s", sha256="0" * 64)
            for i, p in enumerate(PEOPLE[:2])
        ]
    )
    assert one.claims != other.claims


TOLD = {
    "a": "Soldiers arrested Tomas Reld in Velde. Reld, who leads the Harbour Union, denied the charges.",
    "b": "Tomas Reld met Mira Voss of the Harbour Union on Monday. Voss funds the Isle Choir, police said.",
    "c": "Iran-backed militias killed three Iraqi officials near Basra. The militias deny it.",
    "d": "The Harbour Union (HU) accused Velde of bribery. The HU is allied with the Isle Choir.",
    "e": "Mira Voss, the director of Voss Shipping, was questioned by police. She allegedly paid Tomas Reld.",
}


def test_with_the_language_model_too(tmp_path: Path, nlp: object) -> None:
    """The model reads articles a few at a time: which ones come together must not matter."""
    for name, text in TOLD.items():
        (tmp_path / f"{name}.txt").write_text(text)
    files = {name: tmp_path / f"{name}.txt" for name in TOLD}
    for given_ in ("c", "eb", "bcda"):
        update([files[name] for name in given_], tmp_path / "living")
    update([files[name] for name in "abcde"], tmp_path / "anew")
    update([files[name] for name in "edcba"], tmp_path / "backwards")
    found = written(tmp_path / "living")
    assert found["claims.jsonl"].count(b"\n") >= 5
    assert found == written(tmp_path / "anew") == written(tmp_path / "backwards")


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often it is judged who is who, and a file drawn."""
    done: Counter[str] = Counter()

    def counted(module: ModuleType, name: str) -> None:
        does = getattr(module, name)

        def counting(*args: Any, **options: Any) -> Any:
            done[name] += 1
            return does(*args, **options)

        monkeypatch.setattr(module, name, counting)

    monkeypatch.setattr(pipeline, "extract", invented.extract)
    monkeypatch.setattr(pipeline, "signature", lambda *_, **__: "one")
    counted(judge, "judge_again")
    counted(graphml, "write")
    counted(page, "write_page")
    return done


WORK = {"judge_again": 1, "write": 1, "write_page": 1}


@pytest.fixture
def built(tmp_path: Path, work: Counter[str]) -> Path:
    (tmp_path / "a.txt").write_text("Ana Bell leads the Mill Board. Bo Tarn leads the Hill Club.")
    assert not update([tmp_path / "a.txt"], tmp_path / "out").unchanged
    assert work == WORK
    work.clear()
    return tmp_path / "out"


def test_where_nothing_is_new_nothing_is_done_again(built: Path, work: Counter[str]) -> None:
    before = {name: (built / name).read_bytes() for name in ("graph.html", "graph.graphml")}
    first = update([built.parent / "a.txt"], built)
    again = update([built.parent / "a.txt"], built)
    assert not work
    assert first.unchanged and again == first
    assert (again.known, again.documents, again.links) == (1, 1, 2) and again.relations == {"leads": 2}
    assert {name: (built / name).read_bytes() for name in before} == before


def test_an_input_that_cannot_be_read_makes_no_work_either(built: Path, work: Counter[str]) -> None:
    (built.parent / "b.pdf").write_bytes(b"no pdf")
    report = update([built.parent], built)  # the output lies in there too, and is no input
    assert [failure.source for failure in report.skipped] == [str(built.parent / "b.pdf")]
    assert (report.known, report.documents) == (1, 1) and not work


def touch_page(out: Path) -> None:
    (out / "graph.html").write_text("changed by hand")


def lose_graphml(out: Path) -> None:
    (out / "graph.graphml").unlink()


@pytest.mark.parametrize(("harm", "drawn"), [(touch_page, "write_page"), (lose_graphml, "write")])
def test_a_file_that_was_touched_is_drawn_again(
    built: Path, work: Counter[str], harm: Callable[[Path], None], drawn: str
) -> None:
    before = {name: (built / name).read_bytes() for name in ("graph.html", "graph.graphml")}
    harm(built)
    assert not update([built.parent / "a.txt"], built).unchanged
    assert work == {drawn: 1}
    assert {name: (built / name).read_bytes() for name in before} == before


def test_a_page_that_was_not_asked_for_then_is_drawn_when_it_is(tmp_path: Path, work: Counter[str]) -> None:
    (tmp_path / "a.txt").write_text("Ana Bell leads the Mill Board.")
    update([tmp_path / "a.txt"], tmp_path / "out", page=False)
    assert update([tmp_path / "a.txt"], tmp_path / "out").files == ("graph.db", "graph.graphml"), "as the last time"
    update([tmp_path / "a.txt"], tmp_path / "out", page=True)
    assert (tmp_path / "out" / "graph.html").exists() and work["judge_again"] == 1


def test_new_corrections_or_relations_are_judged_by(built: Path, work: Counter[str]) -> None:
    def redone(**options: Any) -> bool:
        work.clear()
        update([built.parent / "a.txt"], built, **options)
        return work["judge_again"] > 0 and work["write_page"] > 0

    (built / "corrections.toml").write_text('[[correction]]\ndo = "rename"\nactor = "Ana Bell"\nname = "Anna Bell"\n')
    assert redone() and b"Anna Bell" in (built / "graph.html").read_bytes()
    assert not redone()
    (built.parent / "own.toml").write_text('[leads]\nlabel = "heads"\n')
    assert redone(ontology=built.parent / "own.toml")
    assert not redone(ontology=built.parent / "own.toml")


def test_what_the_store_remembers_of_the_files_may_be_damaged(built: Path, work: Counter[str]) -> None:
    for record in ("", "null", "[]", '{"keys": 1}', '{"figures": {"links": 1}}', '{"hashes": null}', '{"state": "a"}'):
        with Store.write(built / "graph.db") as store:
            store.set_meta("drawn", record)
        assert not update([built.parent / "a.txt"], built).unchanged
        assert update([built.parent / "a.txt"], built).unchanged
