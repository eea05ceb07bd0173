"""The intervals of links, from the store through the filters to the files that other tools read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx
import pytest
from invented import Article, O, P, make_store
from outside import with_node

from graphbuild.answers.links import links
from graphbuild.answers.timeline import timeline
from graphbuild.core.model import ActorType
from graphbuild.exports import export

GEXF = {"g": "http://gexf.net/1.3"}
SENTENCES = {
    "Ana Bell": ("Ana Bell leads Mill Board since 2019.", {"date": "2019", "date_from": "2019"}),
    "Bo Tarn": ("Bo Tarn leads Mill Board until 2018.", {"date_to": "2018"}),
    "Cy Dunn": (
        "Cy Dunn leads Mill Board twice.",
        {"date_from": "2012", "date_to": "2017", "spells": ("2012/2013", "2016/2017")},
    ),
    "Di Ekow": ("Di Ekow leads Mill Board once.", {"date_to": "2020", "spells": ("/2019-12-31",)}),
}
OWNER = "Gil Hart owned Quay Freight in those years and ran it."


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = " ".join(sentence for sentence, _ in SENTENCES.values()) + " Ed Farr leads Mill Board now." + f" {OWNER}"
    article = Article("d1", text, published="2021-06-15", outlet="Courier")
    article.actor("Mill Board", O)
    for name, (sentence, fields) in SENTENCES.items():
        article.actor(name, P)
        article.claim(name, "leads", "Mill Board", sentence, "leads", date_basis="text", **fields)
    article.actor("Ed Farr", P)
    article.actor("Gil Hart", P)
    article.actor("Quay Freight", ActorType.COMPANY)
    article.claim(
        "Gil Hart", "owns", "Quay Freight", OWNER, "owned", date_from="2014", date_to="2015", date_basis="document"
    )
    article.claim("Gil Hart", "leads", "Quay Freight", OWNER, "ran", date_from="2013", date_basis="text")
    reported: dict[str, Any] = {"date_from": "2021-06-15", "date_to": "2021-06-15", "date_basis": "article"}
    article.claim("Ed Farr", "leads", "Mill Board", "Ed Farr leads Mill Board now.", "leads", **reported)
    return make_store(tmp_path_factory.mktemp("time") / "graph.db", [article.reading()])


@pytest.mark.parametrize(
    ("options", "leaders"),
    [
        ({"since": "2021", "until": "2021"}, {"Ana Bell", "Ed Farr"}),
        ({"since": "2016", "until": "2016"}, {"Bo Tarn", "Cy Dunn"}),
        ({"since": "2014", "until": "2015"}, {"Bo Tarn"}),
        ({"since": "2019", "until": "2019"}, {"Ana Bell", "Di Ekow"}),
        ({"since": "2020", "until": "2020"}, {"Ana Bell"}),
        ({"since": "2021", "dates": "reported"}, {*SENTENCES, "Ed Farr"}),
        ({"as_of": "2016"}, {"Bo Tarn", "Cy Dunn"}),
        ({"as_of": "2014"}, {"Bo Tarn"}),
        ({"as_of": "2022"}, {"Ana Bell", "Ed Farr"}),
        ({"as_of": "2022", "dates": "reported"}, {*SENTENCES, "Ed Farr"}),
        ({"as_of": "2020", "dates": "reported"}, set()),
        ({"until": "2020", "dates": "reported"}, set()),
    ],
)
def test_who_led_it_then(store: Path, options: dict[str, str], leaders: set[str]) -> None:
    answer = links(store, "Mill Board", **options)
    assert {answer.actors[link.subject].name for link in answer.links} == leaders


def test_the_timeline_has_an_entry_for_each_spell(store: Path) -> None:
    found = timeline(store, "Cy Dunn")
    assert [(entry.date, entry.dated, entry.spell) for entry in found.entries] == [
        ("2012", True, "2012/2013"),
        ("2016", True, "2016/2017"),
    ]
    [reported] = timeline(store, "Ed Farr").entries
    assert (reported.date, reported.dated) == ("2021-06-15", False)


def spells(path: Path, relation: str) -> dict[str, list[tuple[str | None, str | None]]]:
    """The spells of each edge of a relation in a GEXF file by its subject's name."""
    root = ElementTree.parse(path)
    names = {node.get("id"): node.get("label") for node in root.iterfind(".//g:node", GEXF)}
    found = {}
    for edge in root.iterfind(f".//g:edge[@kind='{relation}']", GEXF):
        inner = edge.findall(".//g:spell", GEXF)
        each = inner or ([edge] if edge.get("start") or edge.get("end") else [])
        found[str(names[edge.get("source")])] = [(one.get("start"), one.get("end")) for one in each]
    return found


def test_gexf_has_spells_with_start_and_end(store: Path, tmp_path: Path) -> None:
    path = export(store, tmp_path / "g.gexf", format="gexf").path
    assert spells(path, "leads") == {
        "Ana Bell": [("2019-01-01", None)],
        "Bo Tarn": [(None, "2018-12-31")],
        "Cy Dunn": [("2012-01-01", "2013-12-31"), ("2016-01-01", "2017-12-31")],
        "Di Ekow": [(None, "2019-12-31")],
        "Ed Farr": [],
        "Gil Hart": [("2013-01-01", None)],
    }


def test_networkx_reads_the_spells_of_parallel_links(store: Path, tmp_path: Path) -> None:
    graph = networkx.read_gexf(export(store, tmp_path / "g.gexf", format="gexf").path)
    names = dict(graph.nodes(data="label"))
    told = {(names[one], data["relation"]): data for one, _, data in graph.edges(data=True)}
    assert len(told) == graph.number_of_edges() == 7
    assert told["Cy Dunn", "leads"]["spells"] == [("2012-01-01", "2013-12-31"), ("2016-01-01", "2017-12-31")]
    assert (told["Gil Hart", "owns"]["start"], told["Gil Hart", "owns"]["end"]) == ("2014-01-01", "2015-12-31")
    assert told["Gil Hart", "leads"]["start"] == "2013-01-01"
    assert told["Ana Bell", "leads"]["start"] == "2019-01-01" and "end" not in told["Ana Bell", "leads"]


def test_graphology_reads_the_intervals(store: Path, tmp_path: Path) -> None:
    paths = [export(store, tmp_path / f"g.{form}", format=form).path for form in ("gexf", "graphml")]
    for found in with_node(*paths):
        assert found["multi"]
        told = {
            tuple(e["attributes"].get(k) or None for k in ("date_from", "date_to", "spells")) for e in found["edges"]
        }
        assert {
            ("2019", None, "2019/.."),
            ("2012", "2017", "2012/2013; 2016/2017"),
            ("2014", "2015", "2014/2015"),
        } <= told


def test_node_link_json_has_the_intervals(store: Path, tmp_path: Path) -> None:
    path = export(store, tmp_path / "g.json", format="json").path
    graph = networkx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")
    told = {(data["label"], data.get("date_from"), data.get("date_to")) for *_, data in graph.edges(data=True)}
    assert ("leads", "2012", "2017") in told and ("owns", "2014", "2015") in told


def test_followthemoney_has_start_and_end(store: Path, tmp_path: Path) -> None:
    ftm = pytest.importorskip("followthemoney")
    path = export(store, tmp_path / "g.json", format="ftm").path
    entities = [ftm.model.get_proxy(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
    led = {(*e.get("startDate"), "/", *e.get("endDate")) for e in entities if e.schema.name == "Directorship"}
    assert led == {("2019", "/"), ("/", "2018"), ("2012", "/", "2017"), ("/", "2019-12-31"), ("/",), ("2013", "/")}
    [owned] = [e for e in entities if e.schema.name == "Ownership"]
    assert (owned.get("startDate"), owned.get("endDate")) == (["2014"], ["2015"])


def test_tables_and_cypher_have_the_columns(store: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    folder = export(store, tmp_path / "tables", format="parquet").path
    rows = parquet.read_table(folder / "links.parquet").to_pylist()
    assert {tuple(row["spells"]) for row in rows if row["subject_name"] == "Cy Dunn"} == {("2012/2013", "2016/2017")}
    claims = parquet.read_table(folder / "claims.parquet").to_pylist()
    assert {row["date_basis"] for row in claims} == {"text", "document", "article"}
    cypher = export(store, tmp_path / "g.cypher", format="cypher").path
    assert with_node(cypher) == [{"faults": []}]
    script = cypher.read_text(encoding="utf-8")
    assert "date_from: '2012'" in script
    assert "spells: ['2012/2013', '2016/2017']" in script
