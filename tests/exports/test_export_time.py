"""The intervals of links, from the store through the filters to the files that other tools read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx
import pytest
from invented import Article, O, P, make_store

from graphbuild.answers.links import links
from graphbuild.answers.timeline import timeline
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


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = " ".join(sentence for sentence, _ in SENTENCES.values()) + " Ed Farr leads Mill Board now."
    article = Article("d1", text, published="2021-06-15", outlet="Courier")
    article.actor("Mill Board", O)
    for name, (sentence, fields) in SENTENCES.items():
        article.actor(name, P)
        article.claim(name, "leads", "Mill Board", sentence, "leads", date_basis="text", **fields)
    article.actor("Ed Farr", P)
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


def spells(path: Path) -> dict[str, list[tuple[str | None, str | None]]]:
    """The spells of each edge of a GEXF file by its subject's name."""
    root = ElementTree.parse(path)
    names = {node.get("id"): node.get("label") for node in root.iterfind(".//g:node", GEXF)}
    found = {}
    for edge in root.iterfind(".//g:edge", GEXF):
        inner = edge.findall(".//g:spell", GEXF)
        each = inner or ([edge] if edge.get("start") or edge.get("end") else [])
        found[str(names[edge.get("source")])] = [(one.get("start"), one.get("end")) for one in each]
    return found


def test_gexf_has_spells_with_start_and_end(store: Path, tmp_path: Path) -> None:
    path = export(store, tmp_path / "g.gexf", format="gexf").path
    assert spells(path) == {
        "Ana Bell": [("2019-01-01", None)],
        "Bo Tarn": [(None, "2018-12-31")],
        "Cy Dunn": [("2012-01-01", "2013-12-31"), ("2016-01-01", "2017-12-31")],
        "Di Ekow": [(None, "2019-12-31")],
        "Ed Farr": [],
    }
    assert networkx.read_gexf(path).number_of_edges() == 5


def test_followthemoney_has_start_and_end(store: Path, tmp_path: Path) -> None:
    path = export(store, tmp_path / "g.json", format="ftm").path
    entities = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    told = [e["properties"] for e in entities if e["schema"] == "Directorship"]
    led = {(*one.get("startDate", ()), "/", *one.get("endDate", ())) for one in told}
    assert led == {("2019", "/"), ("/", "2018"), ("2012", "/", "2017"), ("/", "2019-12-31"), ("/",)}


def test_tables_and_cypher_have_the_columns(store: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    folder = export(store, tmp_path / "tables", format="parquet").path
    rows = parquet.read_table(folder / "links.parquet").to_pylist()
    assert {tuple(row["spells"]) for row in rows if row["subject_name"] == "Cy Dunn"} == {("2012/2013", "2016/2017")}
    claims = parquet.read_table(folder / "claims.parquet").to_pylist()
    assert {row["date_basis"] for row in claims} == {"text", "article"}
    script = export(store, tmp_path / "g.cypher", format="cypher").path.read_text(encoding="utf-8")
    assert "date_from: '2012'" in script
    assert "spells: ['2012/2013', '2016/2017']" in script
