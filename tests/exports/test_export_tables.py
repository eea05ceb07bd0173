"""CSV, Parquet, pandas frames and JSON: whole, typed, safe for spreadsheets, and read back by what people use."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

import networkx
import pandas
import pyarrow.parquet
import pytest
from hostile import TEXTS, hostile_graph
from hypothesis import given
from hypothesis import strategies as st
from invented import make_store

import graphbuild
from graphbuild.core.errors import UsageError
from graphbuild.evidence.link import EVERY_STATUS
from graphbuild.exports import FORMATS, export
from graphbuild.exports.sanitize import BY_HAND, cell, text, uncell, unicode
from graphbuild.exports.tables import TABLES
from graphbuild.graph.graph import load

Tables = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("store") / "graph.db")


@pytest.fixture(scope="module")
def graph(store: Path) -> networkx.MultiDiGraph:
    return load(store, status=EVERY_STATUS)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> networkx.MultiDiGraph:
    return hostile_graph(tmp_path_factory.mktemp("hostile"))


def rows(folder: Path) -> Tables:
    """The CSV files of a folder, as a spreadsheet shows them."""
    found = {}
    for name in TABLES:
        with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            found[name] = list(csv.DictReader(file))
    return found


def test_csv_holds_actors_links_claims_and_documents(store: Path, tmp_path: Path, graph: networkx.MultiDiGraph) -> None:
    done = export(store, tmp_path / "csv", format="csv")
    found = rows(done.path)
    assert {row["id"]: row["name"] for row in found["actors"]} == dict(graph.nodes(data="label"))
    assert {(r["subject"], r["relation"], r["object"]) for r in found["links"]} == {
        (s, key, o) for s, o, key in graph.edges(keys=True)
    }
    assert len(found["claims"]) == sum(data["weight"] for *_, data in graph.edges(data=True)) == done.claims
    assert {row["link"] for row in found["claims"]} == {row["id"] for row in found["links"]}
    [voss] = [row for row in found["actors"] if row["id"] == "p-mira-voss"]
    assert (voss["aliases"], voss["degree"], voss["type"]) == ("Voss", "3", "person")
    [funds] = [row for row in found["claims"] if row["relation"] == "funds"]
    assert (funds["subject_name"], funds["object_name"]) == ("Tomas Reld", "Harbour Union")
    assert (funds["status"], funds["cue"], funds["attribution"]) == ("alleged", "allegedly", "Port police")
    assert funds["sentence"] == "Tomas Reld allegedly funds the Harbour Union, Port police said."
    [arrest] = [row for row in found["links"] if row["object"] == "p-mira-voss"]
    assert (arrest["plover"], arrest["first_date"], arrest["symmetric"]) == ("COERCE:arrest", "2022-03-03", "false")
    assert [row["id"] for row in found["documents"]] == ["courier", "gazette", "isle"]
    assert found["documents"][0]["sha256"]


def test_csv_begins_with_a_byte_order_mark_and_pandas_does_not_mind(store: Path, tmp_path: Path) -> None:
    folder = export(store, tmp_path / "csv", format="csv").path
    assert (folder / "links.csv").read_bytes().startswith(b"\xef\xbb\xbfid,subject,")
    frame = pandas.read_csv(folder / "links.csv")
    assert frame.columns[0] == "id"
    assert frame["weight"].sum() == 11


def test_no_cell_is_a_formula(hostile: networkx.MultiDiGraph, tmp_path: Path) -> None:
    folder = export(hostile, tmp_path / "csv", format="csv").path
    found = rows(folder)
    cells = {value for table in found.values() for row in table for value in row.values()}
    assert not [value for value in cells if value[:1] in set("=+-@\t\r＝＋－＠")]
    assert {uncell(row["name"]) for row in found["actors"]} == {text(label) for _, label in hostile.nodes(data="label")}
    assert {uncell(row["sentence"]) for row in found["claims"]} == {
        text(cited["sentence"]) for *_, data in hostile.edges(data=True) for cited in data["evidence"]
    }


@given(st.text())
def test_a_cell_gives_its_text_back(words: str) -> None:
    assert uncell(cell(words)) == text(words)


@pytest.mark.parametrize(
    ("words", "written"),
    [("=1+1", "'=1+1"), ("'=1", "''=1"), ("-2", "'-2"), ("’Abd", "’Abd"), ("'Abd", "'Abd"), ("a=1", "a=1"), ("", "")],
)
def test_only_what_would_run_gets_an_apostrophe(words: str, written: str) -> None:
    assert cell(words) == written


def test_numbers_stay_numbers(graph: networkx.MultiDiGraph, tmp_path: Path) -> None:
    below = graph.copy()
    below.nodes["p-mira-voss"]["balance"] = -3.5
    found = rows(export(below, tmp_path / "csv", format="csv").path)
    assert {row["balance"] for row in found["actors"]} == {"-3.5", ""}, "a column of the user's own is kept"


def test_parquet_is_typed_and_holds_the_texts(store: Path, tmp_path: Path) -> None:
    done = export(store, tmp_path / "parquet", format="parquet")
    found = {name: pyarrow.parquet.read_table(done.path / f"{name}.parquet") for name in TABLES}
    assert {name: table.num_rows for name, table in found.items()} == {
        "actors": done.actors,
        "links": done.links,
        "claims": done.claims,
        "documents": done.documents,
    }
    types = {field.name: str(field.type) for field in found["actors"].schema}
    assert (types["aliases"], types["degree"], types["pagerank"]) == ("list<element: string>", "int64", "double")
    assert str(found["links"].schema.field("symmetric").type) == "bool"
    assert found["documents"].column("text")[0].as_py().startswith("Mira Voss leads the Harbour Union.")
    claims = found["claims"].to_pylist()
    texts = dict(zip(found["documents"]["id"].to_pylist(), found["documents"]["text"].to_pylist(), strict=True))
    for claim in claims:
        cited = texts[claim["doc"]][claim["sentence_start"] : claim["sentence_end"]]
        assert cited == claim["sentence"]


def test_parquet_holds_any_text(hostile: networkx.MultiDiGraph, tmp_path: Path) -> None:
    folder = export(hostile, tmp_path / "parquet", format="parquet").path
    names = pyarrow.parquet.read_table(folder / "actors.parquet")["name"].to_pylist()
    assert names == [unicode(hostile.nodes[id_]["label"]) for id_ in sorted(hostile)]
    assert any("\x00" in name or "\x1b" in name for name in names), "Parquet keeps control characters"


def test_frames_are_the_same_tables(store: Path, graph: networkx.MultiDiGraph) -> None:
    for frames in (graphbuild.dataframes(store), graphbuild.dataframes(graph)):
        assert list(frames.actors["id"]) == sorted(graph.nodes)
        assert frames.links["weight"].sum() == len(frames.claims)
        joined = frames.claims.merge(frames.links, left_on="link", right_on="id", suffixes=("", "_link"))
        assert len(joined) == len(frames.claims)
        assert (joined["subject"] == joined["subject_link"]).all()
        assert str(frames.links["disputed"].dtype) == "boolean"
        assert frames.actors.set_index("id").loc["p-mira-voss", "aliases"] == ["Voss"]
        assert set(frames.claims["doc"]) == set(frames.documents["id"])
    assert graphbuild.dataframes(store, relation=["leads"]).links["relation"].tolist() == ["leads"]


@pytest.mark.parametrize("package", ["pandas", "pyarrow"])
def test_a_missing_package_is_named(package: str, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(UsageError, match=rf"{package}(.|\n)*graphbuild\[tables\]"):
        if package == "pandas":
            graphbuild.dataframes(store)
        else:
            export(store, tmp_path / "p", format="parquet")
    assert not (tmp_path / "p").exists()


def test_json_gives_the_graph_back(store: Path, graph: networkx.MultiDiGraph, tmp_path: Path) -> None:
    path = export(store, tmp_path / "g.json", format="json").path
    again = networkx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")
    assert set(again.nodes) == set(graph.nodes)
    assert set(again.edges(keys=True)) == set(graph.edges(keys=True))
    for id_, data in graph.nodes(data=True):
        assert again.nodes[id_].items() >= data.items()
        assert again.nodes[id_]["degree"] >= 0
    for ends in graph.edges(keys=True):
        assert again.edges[ends].items() >= graph.edges[ends].items()
    assert graphbuild.links(again, "Mira Voss") == graphbuild.links(graph, "Mira Voss"), "it answers like the graph"


def test_json_holds_any_text(hostile: networkx.MultiDiGraph, tmp_path: Path) -> None:
    read = json.loads(export(hostile, tmp_path / "g.json", format="json").path.read_text(encoding="utf-8"))
    assert {node["label"] for node in read["nodes"]} == {label for _, label in hostile.nodes(data="label")}
    sentences = {cited["sentence"] for edge in read["edges"] for cited in edge["evidence"]}
    assert sentences <= set(TEXTS)


@pytest.mark.parametrize("format", ["csv", "json", "parquet"])
def test_a_graph_without_anything_can_be_written(format: str, tmp_path: Path) -> None:
    done = export(networkx.MultiDiGraph(), tmp_path / "out", format=format)
    assert (done.actors, done.links, done.claims) == (0, 0, 0)
    assert done.path.exists()


def test_a_link_made_by_hand_says_so(graph: networkx.MultiDiGraph, tmp_path: Path) -> None:
    by_hand = graph.copy()
    link = by_hand.edges["p-mira-voss", "o-harbour-union", "leads"]
    nothing = dict.fromkeys(link["evidence"][0])
    kept = {name: link["evidence"][0][name] for name in ("id", "subject", "relation", "object", "label", "status")}
    link["evidence"] = [{**nothing, **kept, "rule": "user", "confidence": 1.0, "context": {}}]
    found = rows(export(by_hand, tmp_path / "csv", format="csv").path)
    assert [r["sentence"] for r in found["claims"] if r["relation"] == "leads"] == [BY_HAND]
    assert [r["evidence"] for r in found["links"] if r["relation"] == "leads"] == [BY_HAND]


@pytest.mark.parametrize("format", ["csv", "gexf", "graphml", "ftm", "json"])
def test_a_store_read_link_by_link_gives_what_the_loaded_graph_gives(
    format: str, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphbuild.exports.store_source.ACTORS_AT_ONCE", 2)
    whole = export(load(store, status=FORMATS[format].statuses), tmp_path / "whole", format=format).path
    streamed = export(store, tmp_path / "streamed", format=format).path
    files = [(whole, streamed)]
    if streamed.is_dir():  # of documents a graph holds less than a store
        files = [(whole / f"{name}.csv", streamed / f"{name}.csv") for name in ("actors", "links", "claims")]
    for one, other in files:
        lines = [path.read_text(encoding="utf-8").splitlines() for path in (one, other)]
        kept = [[line for line in found if '"Article"' not in line] for found in lines]
        assert kept[0] == kept[1], one.name
        assert kept[0]
