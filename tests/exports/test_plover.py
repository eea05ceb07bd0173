"""Event types of PLOVER: what is no fact does not read as one."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import igraph
import networkx
import pytest

from graphbuild.exports import export
from graphbuild.exports.plover import with_mode
from graphbuild.exports.source import edge_id


@pytest.mark.parametrize(
    ("types", "status", "expected"),
    [
        (["COERCE:arrest"], "asserted", ["COERCE:arrest"]),
        (["COERCE:arrest"], "alleged", ["COERCE:arrest"]),
        (["COERCE:arrest"], "future", ["COERCE:arrest + future"]),
        (["ASSAULT"], "hypothetical", ["ASSAULT + hypothetical"]),
        (["ASSAULT"], "denied", ["ASSAULT + negation"]),
        (["SUPPORT"], "future", ["AGREE"]),
        (["COOPERATE", "AGREE"], "future", ["AGREE"]),
        (["AID"], "denied", ["AID + negation"]),
        ([], "future", []),
    ],
)
def test_the_mode_follows_the_status(types: list[str], status: str, expected: list[str]) -> None:
    assert with_mode(types, status) == expected


def small() -> networkx.MultiDiGraph:
    graph = networkx.MultiDiGraph()
    for name in ("a", "b"):
        graph.add_node(name, label=name, type="person")
    graph.add_edge("a", "b", key="supports", relation="supports", label="supports", status="future", weight=1)
    graph.add_edge("b", "a", key="arrests", relation="arrests", label="arrests", status="denied", weight=1)
    return graph


def test_an_export_says_them(tmp_path: Path) -> None:
    export(small(), tmp_path / "g.graphml", format="graphml")
    again = networkx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    found = {data["relation"]: data["plover"] for _, _, data in again.edges(data=True)}
    assert found == {"supports": "AGREE", "arrests": "COERCE:arrest + negation"}


def test_edges_carry_the_id_of_their_link(tmp_path: Path) -> None:
    ids = {edge_id("a", "supports", "b"), edge_id("b", "arrests", "a")}
    for name in ("graphml", "gexf"):
        export(small(), tmp_path / f"g.{name}", format=name)
        assert {edge.get("id") for edge in ET.parse(tmp_path / f"g.{name}").iter() if edge.tag.endswith("}edge")} == ids
    assert set(igraph.Graph.Read_GraphML(str(tmp_path / "g.graphml")).es["link"]) == ids
