"""The vault for Obsidian: notes that link to each other, and a canvas that its specification allows."""

from __future__ import annotations

import json
import re
from pathlib import Path

import networkx
import pytest
import yaml
from invented import make_store

from graphbuild.answers.dossiers.markdown import escape
from graphbuild.core.errors import StoreError
from graphbuild.exports import export
from graphbuild.graph.graph import load

WIKILINK = re.compile(r"\[\[([^\]|]+)(?:\|[^\]]+)?\]\]")


def graph(*names: str) -> networkx.MultiDiGraph:
    made = networkx.MultiDiGraph()
    for number, name in enumerate(names):
        made.add_node(f"p-{number}", label=name, type="person")
    made.add_edge("p-0", "p-1", key="meets", label="meets", status="alleged", symmetric=True)
    return made


def test_every_actor_has_a_note_and_every_wikilink_leads_to_one(tmp_path: Path) -> None:
    found = export(make_store(tmp_path / "graph.db"), tmp_path / "vault", format="obsidian")
    notes = {path.stem for path in found.path.glob("*.md")}
    targets = {match for path in found.path.glob("*.md") for match in WIKILINK.findall(path.read_text("utf-8"))}
    assert len(notes) == found.actors
    assert targets
    assert targets <= notes


def test_a_link_has_status_and_sentence_in_both_notes(tmp_path: Path) -> None:
    store = make_store(tmp_path / "graph.db")
    export(store, tmp_path / "vault", format="obsidian")
    seen = 0
    for subject, object_, data in load(store).edges(data=True):
        for item in data["evidence"][:1]:
            names = [load(store).nodes[end]["label"] for end in (subject, object_)]
            notes = [(tmp_path / "vault" / f"{name}.md").read_text("utf-8") for name in names]
            assert all(escape(item["sentence"]) in note for note in notes)
            assert f"({data['status']}" in notes[0]
            seen += 1
    assert seen > 3


def test_the_front_matter_is_yaml(tmp_path: Path) -> None:
    export(graph('Omar "the: #1" Bell', "Ann Roe"), tmp_path / "vault", format="obsidian")
    (note,) = (path for path in (tmp_path / "vault").glob("Omar*.md"))
    front = yaml.safe_load(note.read_text("utf-8").split("---")[1])
    assert front == {"id": "p-0", "type": "person", "aliases": ['Omar "the: #1" Bell']}


@pytest.mark.parametrize(
    "names", [("A/B", "a b"), ("Con", "con"), ("..", "."), ("Graph", "GRAPH"), ("x" * 300, "x" * 301)]
)
def test_names_that_files_cannot_have(tmp_path: Path, names: tuple[str, str]) -> None:
    export(graph(*names), tmp_path / "vault", format="obsidian")
    assert len({path.name.lower() for path in (tmp_path / "vault").glob("*.md")}) == 2


def test_the_canvas_follows_its_specification(tmp_path: Path) -> None:
    vault = export(graph("Omar Bell", "Ann Roe"), tmp_path / "vault", format="obsidian").path
    canvas = json.loads((vault / "Graph.canvas").read_text("utf-8"))
    assert [edge["label"] for edge in canvas["edges"]] == ["meets (alleged)"]
    assert canvas["edges"][0]["toEnd"] == "none"
    ids = {node["id"] for node in canvas["nodes"]}
    for node in canvas["nodes"]:
        assert node["type"] == "file"
        assert (vault / node["file"]).is_file()
        assert all(isinstance(node[name], int) for name in ("x", "y", "width", "height"))
        assert re.fullmatch(r"#[0-9a-f]{6}", node["color"])
    assert all({edge["fromNode"], edge["toNode"]} <= ids for edge in canvas["edges"])


def test_notes_that_somebody_added_are_never_lost(tmp_path: Path) -> None:
    vault = export(graph("Omar Bell", "Ann Roe"), tmp_path / "vault", format="obsidian").path
    export(graph("Omar Bell", "Hugo Marr"), vault, format="obsidian")
    assert not (vault / "Ann Roe.md").exists()
    (vault / "My thoughts.md").write_text("x")
    with pytest.raises(StoreError, match="My thoughts"):
        export(graph("Omar Bell", "Ann Roe"), vault, format="obsidian")
    assert (vault / "Hugo Marr.md").exists()


def test_it_is_the_same_byte_for_byte(tmp_path: Path) -> None:
    store = make_store(tmp_path / "graph.db")
    written = []
    for name in ("one", "two"):
        folder = export(load(store), tmp_path / name, format="obsidian").path
        written.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert written[0] == written[1]
