"""Exports: other tools read them back whole, hostile text included, and nothing is ever half-written."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import igraph
import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import Article, P, document, make_store, readings

from graphbuild.core.errors import StoreError, UsageError
from graphbuild.core.files import replacing, replacing_folder
from graphbuild.core.model import Reading
from graphbuild.evidence.link import EVERY_STATUS
from graphbuild.exports import Export, export
from graphbuild.exports.formats.graphml import write_graphml
from graphbuild.exports.formats.jsonl import FILES, write_jsonl
from graphbuild.exports.sanitize import quotation, scalar, text
from graphbuild.graph.graph import load
from graphbuild.store import Store

NS = {"g": "http://graphml.graphdrawing.org/xmlns"}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return make_store(tmp_path / "graph.db")


def read_back(path: Path | Export) -> networkx.MultiDiGraph:
    return networkx.read_graphml(os.fspath(path), force_multigraph=True)


def test_graphml_holds_every_node_and_edge(store: Path, tmp_path: Path) -> None:
    graph = load(store, status=EVERY_STATUS)
    again = read_back(export(graph, tmp_path / "graph.graphml", format="graphml"))
    assert set(again.nodes) == set(graph.nodes)
    kinds = sorted((s, o, d["relation"]) for s, o, d in graph.edges(data=True))
    assert sorted((s, o, d["relation"]) for s, o, d in again.edges(data=True)) == kinds
    voss = again.nodes["p-mira-voss"]
    assert (voss["label"], voss["aliases"], voss["n_documents"]) == ("Mira Voss", "Voss", 2)
    [arrest] = again["o-port-police"]["p-anna-holt"].values()
    assert (arrest["disputed"], arrest["weight"], arrest["confidence"]) == (True, 2, 0.8)
    assert arrest["evidence"] == "“Port police detained Anna Holt.” (The sister, Evening Gazette, 2022-04-01)"
    [met] = again["p-mira-voss"]["p-tomas-reld"].values()
    assert (met["symmetric"], met["first_date"]) == (True, "2021")
    assert "country" not in voss, "nulls are left out"


def test_edges_have_ids_of_their_own_and_carry_their_kind(store: Path, tmp_path: Path) -> None:
    graph = load(store, open_claims=True)
    assert graph.number_of_edges("p-mira-voss", "p-tomas-reld") == 2, "parallel links"
    write_graphml(graph, tmp_path / "g")
    edges = ElementTree.parse(tmp_path / "g").findall(".//g:edge", NS)
    assert len({edge.get("id") for edge in edges}) == len(edges) == graph.number_of_edges()
    labels = {(e.get("source"), e.get("target"), e.get("label")) for e in edges}
    assert labels == set(graph.edges(keys=True))


def test_igraph_reads_it(store: Path, tmp_path: Path) -> None:
    graph = load(store, status=EVERY_STATUS, open_claims=True)
    write_graphml(graph, tmp_path / "graph.graphml")
    again = igraph.Graph.Read_GraphML(str(tmp_path / "graph.graphml"))
    assert (again.vcount(), again.ecount()) == (graph.number_of_nodes(), graph.number_of_edges())
    assert again.is_directed()
    assert set(again.vs["label"]) == {label for _, label in graph.nodes(data="label")}
    assert sorted(again.es["weight"]) == sorted(w for *_, w in graph.edges(data="weight"))


def test_what_gephi_takes_for_looks_are_looks(store: Path, tmp_path: Path) -> None:
    graph = load(store)
    graph.nodes["p-mira-voss"]["x"] = "a cross"
    write_graphml(graph, tmp_path / "g")
    keys = ElementTree.parse(tmp_path / "g").findall("g:key", NS)
    kinds = {(key.get("for"), key.get("attr.name")): key.get("attr.type") for key in keys}
    looks = {"y": "double", "size": "double", "r": "int", "g": "int", "b": "int"}
    assert {name: kinds["node", name] for name in looks} == looks
    assert kinds["node", "x"] == "string", "a column that is there already keeps its meaning"
    assert not {("edge", name) for name in (*looks, "x", "color")} & set(kinds)
    assert ("edge", "weight") in kinds


def test_the_same_graph_gives_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for i, content in enumerate((readings(), readings()[::-1])):
        path = make_store(tmp_path / str(i) / "graph.db", content)
        written.append(export(path, tmp_path / f"{i}.graphml", format="graphml").path.read_bytes())
    assert written[0] == written[1]


hostile = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cs", "Cc", "Cf", "Cn"]),
        st.sampled_from("<>&\"'\t\n\r\x00\x1b\ufffe\uffff]"),
    ),
    max_size=20,
)


@given(st.dictionaries(hostile, hostile, min_size=2, max_size=4), hostile, hostile)
@settings(max_examples=60, deadline=None)
def test_graphml_survives_any_text(
    tmp_path_factory: pytest.TempPathFactory, nodes: dict[str, str], key: str, label: str
) -> None:
    graph = networkx.MultiDiGraph()
    for node, name in nodes.items():
        graph.add_node(node, label=name, aliases=[name, label])
    first, second = list(nodes)[:2]
    graph.add_edge(first, second, key=key, label=label, weight=1)
    graph.add_edge(first, second, key=f"{key}x", label=label, weight=2)
    path = tmp_path_factory.mktemp("xml") / "g.graphml"
    write_graphml(graph, path)
    again = read_back(path)
    assert (len(again), again.number_of_edges()) == (len(nodes), 2)
    assert {text(name) for name in nodes.values()} == {d["label"] for _, d in again.nodes(data=True)}
    assert {d["label"] for *_, d in again.edges(data=True)} == {text(label)}
    assert igraph.Graph.Read_GraphML(str(path)).ecount() == 2


def test_a_column_has_one_type(tmp_path: Path) -> None:
    graph = networkx.MultiDiGraph()
    graph.add_node("a", n=1, mixed=1, big=2**40)
    graph.add_node("b", n=0.5, mixed="x", big=1)
    write_graphml(graph, tmp_path / "g")
    again = read_back(tmp_path / "g")
    assert [again.nodes[n]["n"] for n in "ab"] == [1.0, 0.5]
    assert [again.nodes[n]["mixed"] for n in "ab"] == ["1", "x"]
    assert again.nodes["a"]["big"] == 2**40


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, None), (True, True), (3, 3), (["a", "b\x00"], "a; b"), ({"b", "a"}, "a; b"), ("x\r\ny", "x\ny")],
)
def test_values_become_scalars(value: object, expected: object) -> None:
    assert scalar(value) == expected


def test_a_link_made_by_hand_says_so_in_place_of_a_sentence(store: Path) -> None:
    record = load(store).edges["p-mira-voss", "o-harbour-union", "leads"]["evidence"][0]
    bare = {**record, "sentence": None, "rule": "user"}
    assert quotation(bare) == "added by hand"


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n")[:-1]]


def test_jsonl_holds_everything(store: Path, tmp_path: Path) -> None:
    folder = export(store, tmp_path / "out", format="jsonl").path
    assert sorted(p.name for p in folder.iterdir()) == sorted(FILES)
    tables = {name.removesuffix(".jsonl"): lines(folder / name) for name in FILES}
    assert [d["id"] for d in tables["documents"]] == ["courier", "gazette", "isle"]
    assert tables["documents"][0]["text"] == readings()[0].document.text
    assert len(tables["claims"]) == sum(len(r.claims) for r in readings()), "every status and confidence"
    assert len(tables["mentions"]) == sum(len(r.mentions) for r in readings())
    known = {actor["id"] for actor in tables["actors"]}
    for claim in tables["claims"]:
        assert {claim["subject"], claim["object"]} <= known
        assert claim["attributed_to"] is None or claim["attributed_to"] in known
    assert {m["actor"] for m in tables["mentions"]} <= known
    texts = {d["id"]: d["text"] for d in tables["documents"]}
    assert all(texts[m["doc"]][m["start"] : m["end"]] == m["text"] for m in tables["mentions"])


FIELDS = {
    "documents": "id title text url outlet author published language source sha256 pages row",
    "actors": "id name type aliases roles n_documents n_mentions country",
    "mentions": "doc start end text actor kind",
    "claims": "id doc subject relation label object status cue attributed_to attribution denied_by denial date"
    " date_text place place_text role date_from date_to date_basis spells resolved guess rule confidence"
    " sentence_start sentence_end subject_start"
    " subject_end trigger_start trigger_end object_start object_end",
}


@pytest.mark.parametrize("table", FIELDS)
def test_the_fields_of_each_line(store: Path, tmp_path: Path, table: str) -> None:
    folder = export(store, tmp_path / "out", format="jsonl").path
    assert {tuple(line) for line in lines(folder / f"{table}.jsonl")} == {tuple(FIELDS[table].split())}


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
@settings(max_examples=40, deadline=None)
def test_jsonl_gives_any_text_back(tmp_path_factory: pytest.TempPathFactory, words: str) -> None:
    folder = tmp_path_factory.mktemp("jsonl")
    path = make_store(folder / "graph.db", [Reading(document=document("x", words, title=words))])
    with Store.open(path) as opened:
        write_jsonl(opened, folder / "out")
    [line] = lines(folder / "out" / "documents.jsonl")
    assert (line["text"], line["title"]) == (words, words)


def test_an_export_is_replaced_but_other_files_are_not(store: Path, tmp_path: Path) -> None:
    folder = export(store, tmp_path / "out", format="jsonl").path
    (folder / "claims.jsonl").write_text("old\n")
    export(store, folder, format="jsonl")
    assert "old" not in (folder / "claims.jsonl").read_text()
    (folder / "thesis.docx").write_text("years of work")
    with pytest.raises(StoreError, match=r"thesis\.docx"):
        export(store, folder, format="jsonl")
    assert (folder / "thesis.docx").read_text() == "years of work"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["graph.db", "out"], "nothing is left beside it"


def test_what_cannot_be_exported(store: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no format"):
        export(store, tmp_path / "x", format="xlsx")
    with pytest.raises(UsageError, match="whole store"):
        export(load(store), tmp_path / "x", format="jsonl")
    with pytest.raises(StoreError):
        export(load(store), tmp_path / "no" / "such" / "x.graphml", format="graphml")
    with pytest.raises(StoreError):
        export(store, tmp_path / "graph.db", format="jsonl")
    assert [p.name for p in tmp_path.iterdir()] == ["graph.db"]


@pytest.mark.parametrize("error", [RuntimeError, OSError, KeyboardInterrupt])
def test_what_fails_half_way_leaves_what_was_there(tmp_path: Path, error: type[BaseException]) -> None:
    file, folder = tmp_path / "file", tmp_path / "folder"
    file.write_text("before")
    folder.mkdir()
    (folder / "a").write_text("before")
    with pytest.raises((error, StoreError)), replacing(file) as beside:
        beside.write_text("half")
        raise error("stop")
    with pytest.raises((error, StoreError)), replacing_folder(folder, files=["a"]) as beside:
        (beside / "a").write_text("half")
        raise error("stop")
    assert (file.read_text(), (folder / "a").read_text()) == ("before", "before")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder"]


def test_graphml_from_a_store_has_every_status(tmp_path: Path) -> None:
    a = Article("x", "Ana never met Bo Tarn.")
    a.actor("Ana", P)
    a.actor("Bo Tarn", P)
    from graphbuild.core.model import Status

    a.claim("Ana", "met_with", "Bo Tarn", "Ana never met Bo Tarn.", "met", status=Status.DENIED, cue="never")
    path = make_store(tmp_path / "graph.db", [a.reading()])
    again = read_back(export(path, tmp_path / "g.graphml", format="graphml"))
    assert [d["status"] for *_, d in again.edges(data=True)] == ["denied"]
