"""The Cypher script holds to Neo4j's own grammar whatever the texts; the importer's tables hold the same graph."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import networkx
import pytest
from hostile import hostile_graph
from hypothesis import given
from hypothesis import strategies as st
from invented import make_store
from outside import with_node

from graphbuild.evidence.link import SHOWN
from graphbuild.exports import export
from graphbuild.exports.formats.cypher import label, literal, relationship_type
from graphbuild.exports.formats.neo4j import ARGS, BETWEEN, FILES
from graphbuild.exports.sanitize import text
from graphbuild.graph.graph import load

UNESCAPED = {"\\\\": "\\", "\\'": "'", "\\n": "\n", "\\t": "\t"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("store") / "graph.db")


def read_literal(written: str) -> str:
    """The text of a literal, read as the manual has it: a quote ends it unless it is escaped."""
    assert written[0] == written[-1] == "'"
    assert re.fullmatch(r"(?:[^'\\]|\\.)*", written[1:-1], re.DOTALL), "nothing ends it early"
    return re.sub(r"\\.", lambda match: UNESCAPED[match[0]], written[1:-1])


@given(st.text())
def test_a_literal_is_read_as_the_text(words: str) -> None:
    written = literal(words)
    assert read_literal(written) == text(words)
    assert "\n" not in written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, "true"),
        (3, "3"),
        (0.5, "0.5"),
        (float("nan"), "null"),
        (None, "null"),
        (["a'b", "c"], "['a\\'b', 'c']"),
        ({"a b": 1, "c": None}, "{a_b: 1}"),
    ],
)
def test_other_literals(value: object, written: str) -> None:
    assert literal(value) == written


@pytest.mark.parametrize(
    ("relation", "type_"),
    [("arrests", "ARRESTS"), ("other:take`]-()", "OTHER"), ("x`y\\u0060", "X_Y_U0060"), ("1", "X_1")],
)
def test_types_need_no_quoting(relation: str, type_: str) -> None:
    assert relationship_type(relation) == type_
    assert label("armed_group") == "ArmedGroup"


def test_the_script_holds_to_the_grammar(tmp_path: Path) -> None:
    """Neo4j's own parser takes a tenth of a second a row, so one link is enough: with every text hostile."""
    graph = hostile_graph(tmp_path)
    ends = ("p-tomas-reld", "o-harbour-union")
    part = networkx.MultiDiGraph(graph.subgraph(ends))
    path = export(part, tmp_path / "g.cypher", format="cypher").path
    broken = tmp_path / "broken.cypher"
    broken.write_text("MATCH (a {name: 'it's'}) RETURN a;")
    found = with_node(path, broken)
    assert found[0] == {"faults": []}
    assert found[1]["faults"], "the parser would have seen a quote that is not escaped"


def test_the_script_has_every_link_and_claim(store: Path, tmp_path: Path) -> None:
    graph = load(store, status=SHOWN)
    done = export(store, tmp_path / "g.cypher", format="cypher")
    script = done.path.read_text(encoding="utf-8")
    assert (done.actors, done.links) == (len(graph), graph.number_of_edges())
    for subject, object_, key in graph.edges(keys=True):
        assert f"{{subject: '{subject}', object: '{object_}', id: " in script
        assert f"-[r:{key.upper()} {{id: row.id}}]->" in script
    assert script.startswith("CREATE CONSTRAINT graphbuild_actor IF NOT EXISTS FOR (n:Actor)")
    assert "never detained" not in script, "what is denied is left out unless asked for"
    asked = export(store, tmp_path / "all", format="cypher", status=["denied"]).path.read_text()
    assert "never detained" in asked


def test_nodes_come_before_what_ties_them(store: Path, tmp_path: Path) -> None:
    script = export(store, tmp_path / "g.cypher", format="cypher").path.read_text(encoding="utf-8")
    order = [script.rindex("MERGE (a:Actor"), script.rindex("MERGE (d:Document"), script.index("MATCH (s:Actor")]
    assert order == sorted(order)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("which", ["plain", "hostile"])
def test_the_tables_of_the_importer(which: str, store: Path, tmp_path: Path) -> None:
    graph = load(store, status=SHOWN) if which == "plain" else hostile_graph(tmp_path)
    folder = export(graph, tmp_path / "neo4j", format="neo4j").path
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)
    actors = {row["id:ID(Actor)"]: row for row in table(folder / "actors.csv")}
    assert set(actors) == set(graph)
    for id_, data in graph.nodes(data=True):
        assert actors[id_]["name"] == text(data["label"])
        assert actors[id_][":LABEL"].split(BETWEEN) == ["Actor", label(data["type"])]
        aliases = actors[id_]["aliases:string[]"]
        assert aliases == BETWEEN.join(map(text, data["aliases"]))
    links = table(folder / "links.csv")
    assert {(r[":START_ID(Actor)"], r[":TYPE"], r[":END_ID(Actor)"]) for r in links} == {
        (s, relationship_type(key), o) for s, o, key in graph.edges(keys=True)
    }
    claims = {row["id:ID(Claim)"] for row in table(folder / "claims.csv")}
    assert len(claims) == sum(len(data["evidence"]) for *_, data in graph.edges(data=True))
    ends = table(folder / "ends.csv")
    assert {row[":START_ID(Claim)"] for row in ends} == claims
    assert {row[":END_ID(Actor)"] for row in ends} <= set(actors)
    documents = {row["id:ID(Document)"] for row in table(folder / "documents.csv")}
    assert {row[":END_ID(Document)"] for row in table(folder / "sources.csv")} == documents
    args = (folder / ARGS).read_text().split()
    named = [arg.partition("=")[2] for arg in args if arg.startswith(("--nodes", "--relationships"))]
    assert sorted([*named, ARGS]) == sorted(FILES)
