"""Building: what is read, what is there already, what is skipped, and what an interruption leaves behind."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import invented
import networkx
import pytest
from outputs import written

import graphbuild
from graphbuild.analysis.statistics import stats
from graphbuild.core.errors import InputError, NothingReadError, StoreError
from graphbuild.core.model import Failure, Reading
from graphbuild.extraction import pipeline
from graphbuild.graph.graph import load
from graphbuild.page import packing
from graphbuild.store import Store
from graphbuild.workflow import run
from graphbuild.workflow.build import gather, update
from graphbuild.workflow.remove import remove


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "extract", invented.extract)
    monkeypatch.setattr(pipeline, "signature", lambda *_, **__: "one")


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("Ana Bell leads the Mill Board.")
    (folder / "b.txt").write_text("Bo Tarn leads the Mill Board. Bo Tarn leads the Isle Choir.")
    return folder


def test_every_letter_of_a_box_is_a_document_and_stays_one(tmp_path: Path) -> None:
    mark = "From x@post.example Mon Jun 10 10:00:00 2024\n"
    first = f"{mark}From: Ann <a@x.example>\nMessage-ID: <1@x>\n\nAna Bell leads the Mill Board.\n\n"
    second = f"{mark}From: Bo <b@x.example>\nMessage-ID: <2@x>\n\nBo Tarn leads the Isle Choir.\n\n"
    box = tmp_path / "box.mbox"
    box.write_text(first)
    assert update([box], tmp_path / "out").read == 1
    box.write_text(first + second)  # as boxes grow
    report = update([box], tmp_path / "out")
    assert (report.read, report.known, report.notices) == (1, 1, ())
    with Store.open(tmp_path / "out" / "graph.db") as store:
        assert sorted(store.sources().values()) == ["box.mbox/1", "box.mbox/2"]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_build_leaves_three_files_and_says_what_it_did(texts: Path, tmp_path: Path) -> None:
    report = update([texts], tmp_path / "out")
    assert names(tmp_path / "out") == ["graph.db", "graph.graphml", "graph.html"]
    assert report.files == ("graph.db", "graph.html", "graph.graphml")
    assert (report.read, report.known, report.documents) == (2, 0, 2)
    assert (report.actors, report.links, report.relations) == (4, 3, {"leads": 3})
    assert report.first == "Bo Tarn"
    assert len(networkx.read_graphml(tmp_path / "out" / "graph.graphml", force_multigraph=True)) == 4


def test_no_page(texts: Path, tmp_path: Path) -> None:
    assert update([texts], tmp_path / "out", page=False).files == ("graph.db", "graph.graphml")
    assert names(tmp_path / "out") == ["graph.db", "graph.graphml"]


def test_the_second_build_adds_what_is_new(texts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    update([texts / "a.txt"], out)
    (texts / "c.txt").write_text("Cy Ode leads the Isle Choir.")
    report = update([texts], out)
    assert (report.read, report.known, report.documents, report.links) == (2, 1, 3, 4)
    again = update([texts], out)
    assert (again.read, again.known, again.reread) == (0, 3, 0)


def test_any_order_and_any_steps_give_the_same_files(texts: Path, tmp_path: Path) -> None:
    update([texts], tmp_path / "at once")
    update([texts / "b.txt"], tmp_path / "in steps")
    update([texts / "a.txt"], tmp_path / "in steps")
    assert written(tmp_path / "at once") == written(tmp_path / "in steps")


def test_fresh_starts_anew(texts: Path, tmp_path: Path) -> None:
    update([texts / "a.txt"], tmp_path / "out")
    report = update([texts / "b.txt"], tmp_path / "out", fresh=True)
    assert (report.read, report.documents) == (1, 1)


def test_what_was_read_in_another_way_is_read_again(
    texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    update([texts], out)
    monkeypatch.setattr(pipeline, "signature", lambda *_, **__: "two")
    part = update([texts / "a.txt"], out)
    assert (part.reread, part.known, part.outdated) == (1, 0, 1)
    rest = update([texts], out)
    assert (rest.reread, rest.known, rest.outdated) == (1, 1, 0), "each document knows how it was read"
    assert (update([texts], out).known, load(out / "graph.db").number_of_edges()) == (2, 3)


def test_new_facts_about_an_article_are_taken_in(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    row = {"id": "1", "text": "Ana Bell leads the Mill Board."}
    file.write_text(json.dumps(row))
    update([file], tmp_path / "out")
    file.write_text(json.dumps({**row, "outlet": "Post", "published": "2022-01-01"}))
    report = update([file], tmp_path / "out")
    assert (report.read, report.reread, report.known) == (0, 1, 0)
    [edge] = [data for *_, data in load(tmp_path / "out" / "graph.db").edges(data=True)]
    assert edge["evidence"][0]["outlet"] == "Post"


def test_one_id_with_two_texts_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "1", "text": "Ana Bell leads the Mill Board."}')
    other = '{"id": "1", "text": "Bo Tarn leads the Mill Board."}'
    (tmp_path / "b.jsonl").write_text(other + "\n" + other.replace("1", "2", 1))
    update([tmp_path / "a.jsonl"], tmp_path / "out")
    report = update([tmp_path / "b.jsonl"], tmp_path / "out")
    [failure] = report.skipped
    assert "a.jsonl" in failure.reason and "b.jsonl" in failure.source
    assert (report.read, report.documents, report.links) == (1, 2, 2)


def test_what_cannot_be_read_is_skipped_and_the_rest_is_read(texts: Path, tmp_path: Path) -> None:
    (texts / "broken.txt").write_text("BREAK")
    (texts / "empty.txt").write_text("Nobody is here.")
    heard: list[Reading | Failure] = []
    report = update([texts, tmp_path / "missing.txt"], tmp_path / "out", listener=heard.append)
    assert report.read == 3
    assert report.without_actors == ("empty.txt",)
    assert [f.reason for f in report.skipped if f.source.endswith("broken.txt")] == ["It broke."]
    assert len(report.skipped) == 2
    assert sum(isinstance(item, Failure) for item in heard) == 2
    assert sum(isinstance(item, Reading) for item in heard) == 3


def test_strict_stops_at_the_first(texts: Path, tmp_path: Path) -> None:
    (texts / "a0.txt").write_text("BREAK")
    with pytest.raises(InputError, match="It broke"):
        update([texts], tmp_path / "out", strict=True)
    with pytest.raises(InputError):
        update([tmp_path / "missing.txt"], tmp_path / "out2", strict=True)
    assert not (tmp_path / "out2").exists()


def test_nothing_read_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NothingReadError):
        update([tmp_path / "missing.txt"], tmp_path / "out")
    assert not (tmp_path / "out").exists()
    (tmp_path / "x.txt").write_text("BREAK")
    with pytest.raises(NothingReadError):
        update([tmp_path / "x.txt"], tmp_path / "out")
    assert not (tmp_path / "out" / "graph.db").exists()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NothingReadError, match="seeds/"):
        update()


def test_nothing_read_leaves_what_was_there(texts: Path, tmp_path: Path) -> None:
    update([texts], tmp_path / "out")
    before = (tmp_path / "out" / "graph.html").read_bytes()
    (tmp_path / "x.txt").write_text("BREAK")
    for fresh in (False, True):
        with pytest.raises(NothingReadError):
            update([tmp_path / "x.txt"], tmp_path / "out", fresh=fresh)
    assert load(tmp_path / "out" / "graph.db").number_of_edges() == 3
    assert (tmp_path / "out" / "graph.html").read_bytes() == before


def test_an_interruption_keeps_what_was_read(texts: Path, tmp_path: Path) -> None:
    (texts / "c.txt").write_text("INTERRUPT")
    with pytest.raises(KeyboardInterrupt):
        update([texts], tmp_path / "out")
    assert load(tmp_path / "out" / "graph.db").number_of_edges() == 3, "and answers can be had of it"
    (texts / "c.txt").write_text("Cy Ode leads the Isle Choir.")
    report = update([texts], tmp_path / "out")
    assert (report.known, report.read) == (2, 1)


def test_an_interrupted_fresh_build_changes_nothing(texts: Path, tmp_path: Path) -> None:
    update([texts / "a.txt"], tmp_path / "out")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    (texts / "c.txt").write_text("INTERRUPT")
    with pytest.raises(KeyboardInterrupt):
        update([texts], tmp_path / "out", fresh=True)
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


def test_readings_are_kept_in_batches(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "BATCH", 1)
    sizes: list[int] = []
    add: Callable[..., None] = Store.add
    monkeypatch.setattr(Store, "add", lambda self, batch, **way: (sizes.append(len(batch)), add(self, batch, **way))[1])
    update([texts], tmp_path / "out")
    assert [size for size in sizes if size] == [1, 1]


def test_output_that_cannot_be_used(texts: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError):
        update([texts], tmp_path / "file")
    assert (tmp_path / "file").read_text() == "x"


def test_a_graph_in_memory(texts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    graph = graphbuild.build(texts)
    assert graph.number_of_edges() == 3
    assert graph.graph["report"].read == 2
    assert names(tmp_path) == ["texts"], "nothing is written here"


def test_a_graph_that_is_kept(texts: Path, tmp_path: Path) -> None:
    graph: Any = graphbuild.build([texts / "a.txt", texts / "b.txt"], tmp_path / "out")
    kept = graphbuild.load(tmp_path / "out" / "graph.db")
    assert dict(graph.nodes(data=True)) == dict(kept.nodes(data=True))
    assert list(graph.edges(keys=True, data=True)) == list(kept.edges(keys=True, data=True))


def test_a_file_that_was_rewritten_is_named_and_nothing_is_lost(texts: Path, tmp_path: Path) -> None:
    update([texts], tmp_path / "out", page=False)
    with Store.open(tmp_path / "out" / "graph.db") as store:
        [earlier] = [id_ for id_, source in store.sources().items() if source == "a.txt"]
    (texts / "a.txt").write_text("Cy Ode leads the Isle Choir.")
    (texts / "rows.jsonl").write_text('{"text": "Ana Bell leads the Mill Board."}\n')
    report = update([texts], tmp_path / "out", page=False)
    assert report.notices == (
        f"a.txt is in the store with another text too; `graphbuild remove {earlier}` takes that one out.",
    )
    (texts / "rows.jsonl").write_text('{"text": "Bo Tarn leads the Mill Board."}\n')
    assert update([texts], tmp_path / "out", page=False).notices == (), "said once; rows of a table are many"
    remove(tmp_path / "out" / "graph.db", [earlier])
    with Store.open(tmp_path / "out" / "graph.db") as store:
        assert sorted(store.sources().values()).count("a.txt") == 1


def test_the_page_is_headed_as_asked_and_keeps_that_until_it_is_asked_otherwise(texts: Path, tmp_path: Path) -> None:
    page = tmp_path / "out" / "graph.html"
    first = update([texts], tmp_path / "out", title="Harbour <file>", note="Not for print.")
    assert not first.unchanged and "<title>Harbour &lt;file&gt;</title>" in page.read_text(encoding="utf-8")
    assert update([texts], tmp_path / "out").unchanged, "it is kept"
    update([texts], tmp_path / "out", subtitle="Draft")
    text = page.read_text(encoding="utf-8")
    assert "<title>Harbour &lt;file&gt; – Draft</title>" in text and "Not for print." in text
    update([texts], tmp_path / "out", note="")
    assert "Not for print." not in page.read_text(encoding="utf-8")
    update([texts], tmp_path / "out", fresh=True)
    assert "<title>graphbuild</title>" in page.read_text(encoding="utf-8")


def test_build_stats_and_page_count_actors_and_links_alike(tmp_path: Path) -> None:
    report = gather(invented.readings(), tmp_path, way="one", words=invented.relations())
    figures = stats(tmp_path / "graph.db")
    assert (report.actors, report.linked_actors, report.links) == (figures.actors, figures.linked_actors, figures.links)
    content = packing.read((tmp_path / "graph.html").read_text(encoding="utf-8"))
    told = [link for link in content["links"] if link["status"] not in ("denied", "hypothetical")]
    assert len(told) == report.links == len(content["links"]) - 1
    assert len({end for link in told for end in (link["from"], link["to"])}) == report.linked_actors < report.actors
