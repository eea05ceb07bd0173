"""GraphML and GEXF as Gephi Lite, igraph and networkx read them: every actor, link and value, hostile or not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import igraph
import networkx
import pytest
from hostile import hostile_graph
from invented import make_store
from outside import with_node

from graphbuild.drawing.styles import TYPES
from graphbuild.evidence.link import EVERY_STATUS
from graphbuild.exports import export
from graphbuild.exports.formats.gexf import stretches
from graphbuild.exports.positions import LIMIT
from graphbuild.exports.sanitize import quotation, scalar, text
from graphbuild.exports.source import edge_id
from graphbuild.graph.graph import load

GEXF = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}
FORMATS = ("graphml", "gexf")
each_format = pytest.mark.parametrize("format", FORMATS)


@dataclass(frozen=True)
class Written:
    graph: networkx.MultiDiGraph
    files: dict[str, Path]
    read: dict[str, dict[str, Any]]
    """What graphology found in each file."""


def written(graph: networkx.MultiDiGraph, folder: Path) -> Written:
    files = {name: export(graph, folder / f"g.{name}", format=name).path for name in FORMATS}
    return Written(graph, files, dict(zip(files, with_node(*files.values()), strict=True)))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("plain")
    return written(load(make_store(folder / "graph.db"), status=EVERY_STATUS, open_claims=True), folder)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("hostile")
    return written(hostile_graph(folder), folder)


def nodes(read: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {node["key"]: node["attributes"] for node in read["nodes"]}


def links(read: dict[str, Any]) -> dict[tuple[str, str, str], dict[str, Any]]:
    # The attribute `kind` is what GEXF calls the key, `relation` with `label` what GraphML keeps of it.
    found = {}
    for edge in read["edges"]:
        data = edge["attributes"]
        key = f"other:{data['label']}" if data["relation"] == "other" else data["relation"]
        found[edge["source"], edge["target"], key] = data
    return found


@each_format
@pytest.mark.parametrize("which", ["plain", "hostile"])
def test_graphology_reads_every_actor_and_link_with_all_they_carry(
    which: str, format: str, request: pytest.FixtureRequest
) -> None:
    made: Written = request.getfixturevalue(which)
    read = made.read[format]
    assert (read["type"], read["multi"]) == ("directed", True)
    found = nodes(read)
    assert set(found) == set(made.graph.nodes)
    for id_, data in made.graph.nodes(data=True):
        for name, value in data.items():
            assert found[id_].get(name) == scalar(value), (id_, name)
        assert {"degree", "betweenness", "pagerank", "community", "core"} <= set(found[id_])
    assert set(links(read)) == set(made.graph.edges(keys=True))
    for ends, data in links(read).items():
        wanted = made.graph.edges[ends]
        for name in set(wanted) - {"evidence"}:
            assert data.get(name) == scalar(wanted[name]), (ends, name)
        assert data["evidence"] == text(quotation(wanted["evidence"][0])), ends


@each_format
def test_edges_have_ids_of_their_own(plain: Written, format: str) -> None:
    """Each edge has the id of its link, which is the same in every export."""
    ids = [edge["key"] for edge in plain.read[format]["edges"]]
    assert sorted(ids) == sorted({edge_id(subject, key, object_) for subject, object_, key in plain.graph.edges})


@each_format
def test_actors_have_the_colours_of_the_page_a_size_and_a_place(plain: Written, format: str) -> None:
    found = nodes(plain.read[format])
    colours = {"p-mira-voss": TYPES["person"].light, "o-port-police": TYPES["security_force"].light}  # type: ignore[index]
    for id_, colour in colours.items():
        rgb = ", ".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
        assert found[id_]["color"] in (colour, f"rgb({rgb})", f"rgb({rgb.replace(' ', '')})")
    assert found["p-mira-voss"]["size"] > found["p-jon-reld"]["size"] > 0
    places = {(data["x"], data["y"]) for data in found.values()}
    assert len(places) == len(found), "no two stand on one spot"


@pytest.mark.parametrize("which", ["plain", "hostile"])
def test_networkx_reads_gexf(which: str, request: pytest.FixtureRequest) -> None:
    made: Written = request.getfixturevalue(which)
    again = networkx.read_gexf(made.files["gexf"])
    assert set(again.nodes) == set(made.graph.nodes)
    assert again.number_of_edges() == made.graph.number_of_edges()
    assert {n: d["label"] for n, d in again.nodes(data=True)} == {
        n: text(d["label"]) for n, d in made.graph.nodes(data=True)
    }


def test_igraph_reads_the_hostile_graphml(hostile: Written) -> None:
    again = igraph.Graph.Read_GraphML(str(hostile.files["graphml"]))
    assert (again.vcount(), again.ecount()) == (len(hostile.graph), hostile.graph.number_of_edges())
    assert set(again.vs["label"]) == {text(label) for _, label in hostile.graph.nodes(data="label")}


def test_a_link_is_on_the_timeline_when_its_claims_are_dated(plain: Written) -> None:
    edges = ElementTree.parse(plain.files["gexf"]).findall(".//g:edge", GEXF)
    times = {(e.get("source"), e.get("target"), e.get("kind")): (e.get("start"), e.get("end")) for e in edges}
    assert times["o-port-police", "p-mira-voss", "arrests"] == ("2022-03-03", "2022-03-03")
    assert times["p-mira-voss", "p-tomas-reld", "met_with"] == ("2021-01-01", "2021-12-31")
    assert times["p-mira-voss", "o-harbour-union", "leads"] == (None, None), "an undated link is always there"


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([], []),
        ([None, "soon"], []),
        (["2020-02"], ["2020-02-01 2020-02-29"]),
        (["2014", "2021-05-26"], ["2014-01-01 2014-12-31", "2021-05-26 2021-05-26"]),
        (["2020-01-02", "2020-01-01", "2020-01-03"], ["2020-01-01 2020-01-03"]),
        (["2020", "2020-03-01"], ["2020-01-01 2020-12-31"]),
    ],
)
def test_stretches_of_days(dates: list[str | None], expected: list[str]) -> None:
    found = stretches((), [date for date in dates if date])
    assert [f"{spell.first} {spell.last}" for spell in found] == expected


def test_two_arrests_ten_years_apart_are_two_spells(plain: Written, tmp_path: Path) -> None:
    graph = plain.graph.copy()
    arrest = graph.edges["o-port-police", "p-mira-voss", "arrests"]
    said = arrest["evidence"][0]
    dates = ("2012", "2022-03-03")
    arrest["evidence"] = [{**said, **dict.fromkeys(("date", "date_from", "date_to"), date)} for date in dates]
    arrest["spells"] = ""
    path = export(graph, tmp_path / "g.gexf", format="gexf").path
    [edge] = [e for e in ElementTree.parse(path).findall(".//g:edge", GEXF) if e.find("g:spells", GEXF) is not None]
    assert (edge.get("kind"), edge.get("start")) == ("arrests", None)
    spells = [(s.get("start"), s.get("end")) for s in edge.findall("g:spells/g:spell", GEXF)]
    assert spells == [("2012-01-01", "2012-12-31"), ("2022-03-03", "2022-03-03")]
    assert with_node(path)[0]["edges"], "graphology reads on"


@each_format
def test_a_graph_too_large_for_a_layout_says_so(format: str, tmp_path: Path) -> None:
    graph = networkx.MultiDiGraph()
    graph.add_nodes_from(f"p-{n}" for n in range(LIMIT + 1))
    done = export(graph, tmp_path / "g", format=format)
    assert any("layout" in notice for notice in done.notices)
    assert done.actors == LIMIT + 1
    assert "position" not in done.path.read_text()


@each_format
def test_what_is_lost_is_said(plain: Written, hostile: Written, format: str, tmp_path: Path) -> None:
    done = export(plain.graph, tmp_path / "g", format=format)
    claims = sum(len(data["evidence"]) for *_, data in plain.graph.edges(data=True))
    further = claims - plain.graph.number_of_edges()
    assert (done.links, done.claims) == (plain.graph.number_of_edges(),) * 2
    assert any(f"{further} further claims" in notice for notice in done.notices)
    assert any("GraphML knows no time" in notice for notice in done.notices) == (format == "graphml")
    assert not any("control characters" in notice for notice in done.notices)
    lossy = export(hostile.graph, tmp_path / "h", format=format)
    assert any("control characters" in notice for notice in lossy.notices)
