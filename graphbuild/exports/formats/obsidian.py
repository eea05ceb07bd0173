"""A vault for Obsidian: a note for each actor, its links as wikilinks with status and sentences, and a canvas.

The canvas follows JSON Canvas 1.0 (https://jsoncanvas.org). A vault that was exported before is replaced only while it
holds nothing but what the export wrote: notes that somebody added are never lost.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from graphbuild.answers.dossiers.markdown import escape
from graphbuild.core.files import replacing_folder
from graphbuild.exports.positions import places
from graphbuild.exports.report import Tally, counted
from graphbuild.exports.sanitize import quotation, text
from graphbuild.exports.source import Edge, Node, Source, edge_id
from graphbuild.exports.styles import look

CANVAS = "Graph.canvas"
WRITTEN = "graphbuild.json"
"""Lists the files of the export."""
MOST = 300
"""Actors on the canvas: those with the most links. More cannot be read there."""
_SENTENCES = 5  # of a link in each of its two notes
_FORBIDDEN = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST = 80  # letters in the name of a note
_WIDTH, _HEIGHT = 260, 60  # of an actor on the canvas
_SPREAD = 4.0  # the canvas shows boxes where the page shows dots


def write(source: Source, path: Path, tally: Tally) -> None:
    """Writes the folder; what a vault cannot hold is taken down in the tally."""
    names = source.names()
    notes = _Names(names)
    links: dict[str, list[str]] = defaultdict(list)
    edges: list[dict[str, Any]] = []
    further = 0
    for edge in source.edges():
        tally.links += 1
        evidence = edge[3].get("evidence", ())
        tally.claims += min(len(evidence), _SENTENCES)
        further += max(0, len(evidence) - _SENTENCES)
        _add_link(links, edge, notes, names)
        edges.append(_canvas_edge(edge))
    nodes = list(source.nodes())
    tally.actors = len(nodes)
    files = [f"{notes[id_]}.md" for id_, _ in nodes]
    with replacing_folder(path, files=_earlier(path)) as folder:
        for (id_, data), name in zip(nodes, files, strict=True):
            (folder / name).write_text(_note(id_, data, links[id_]), "utf-8")
        (folder / CANVAS).write_text(_canvas(source, nodes, edges, notes, tally), "utf-8")
        (folder / WRITTEN).write_text(json.dumps(sorted([*files, CANVAS, WRITTEN]), indent=0), "utf-8")
    if further:
        tally.say(f"Each link has its {_SENTENCES} best sentences; json and csv have {counted(further, 'claim')} more.")
    tally.say("A vault has no texts of articles; jsonl has them.")


class _Names:
    """The name of each actor's note: its own, as far as files can have it, and no other's in whatever case."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """Start without any note names; only the export's own files are reserved."""
        self._names = names
        self._found: dict[str, str] = {}
        self._taken: set[str] = {CANVAS.lower(), WRITTEN.lower()}

    def __getitem__(self, id_: str) -> str:
        """Return the note name of an actor, choosing one on first use."""
        if id_ not in self._found:
            self._found[id_] = self._free(self._names.get(id_, id_))
        return self._found[id_]

    def _free(self, name: str) -> str:
        """Return a name that a file can have and no other note has."""
        clean = (
            " ".join(_FORBIDDEN.sub(" ", unicodedata.normalize("NFC", text(name))).split())[:_LONGEST].strip(" .")
            or "_"
        )
        clean = f"{clean}_" if _RESERVED.fullmatch(clean) else clean
        unique, n = clean, 1
        while unique.lower() in self._taken:
            n += 1
            unique = f"{clean} {n}"
        self._taken.add(unique.lower())
        return unique


def _earlier(path: Path) -> frozenset[str]:
    """The files of an export that is there already; none where its list cannot be read."""
    try:
        held = json.loads((path / WRITTEN).read_text("utf-8"))
    except (OSError, ValueError):
        return frozenset()
    return frozenset(str(name) for name in held) if isinstance(held, list) else frozenset()


def _add_link(links: dict[str, list[str]], edge: Edge, notes: _Names, names: Mapping[str, str]) -> None:
    """Puts a link into the notes of both its ends."""
    subject, object_, key, data = edge
    label, status = str(data.get("label", key)), _status(data)
    cited = [f"    - {_cited(item, data)}" for item in list(data.get("evidence", ()))[:_SENTENCES]]
    there, back = _wikilink(object_, notes, names), _wikilink(subject, notes, names)
    links[subject] += [f"- {escape(label)} → {there}{status}", *cited]
    if subject != object_:
        inverse = str(data.get("inverse") or "")
        said = f"- {escape(inverse)} → {back}" if inverse else f"- {back} → {escape(label)} this"
        links[object_] += [f"{said}{status}", *cited]


def _cited(item: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    """A sentence, with its own status where that is not the link's."""
    status = item.get("status")
    own = f" ({status})" if status and status != data.get("status") else ""
    return f"{escape(quotation(item))}{own}"


def _status(data: Mapping[str, Any]) -> str:
    """Return the status of a link in parentheses, or an empty string if it has none."""
    said = [str(data[name]) for name in ("status",) if data.get(name)]
    said += ["disputed"] if data.get("disputed") else []
    return f" ({', '.join(said)})" if said else ""


def _wikilink(id_: str, notes: _Names, names: Mapping[str, str]) -> str:
    """Return the wikilink to an actor's note, with the actor's name as alias where it differs."""
    shown = " ".join(_FORBIDDEN.sub(" ", text(names.get(id_, id_))).split())
    return f"[[{notes[id_]}]]" if shown == notes[id_] else f"[[{notes[id_]}|{shown or notes[id_]}]]"


def _note(id_: str, data: Mapping[str, Any], links: Iterable[str]) -> str:
    """Return the text of an actor's note."""
    name = str(data.get("label", id_))
    front: dict[str, Any] = {"id": id_, "type": data.get("type"), "aliases": [name, *_listed(data.get("aliases"))]}
    front |= {key: data[key] for key in ("roles", "country", "n_documents", "n_mentions") if data.get(key)}
    yaml = "\n".join(f"{key}: {_yaml(value)}" for key, value in front.items())
    return f"---\n{yaml}\n---\n\n# {escape(name)}\n\n## Links\n\n" + "".join(f"{line}\n" for line in links)


def _listed(value: Any) -> list[str]:
    """Return the items of a list as strings, or an empty list for any other value."""
    return [str(item) for item in value] if isinstance(value, (list, tuple)) else []


def _yaml(value: Any) -> str:
    """A value as YAML, of which JSON is a part."""
    plain = [text(str(item)) for item in value] if isinstance(value, (list, tuple)) else value
    return json.dumps(text(plain) if isinstance(plain, str) else plain, ensure_ascii=False)


def _canvas_edge(edge: Edge) -> dict[str, Any]:
    """Return a link as an edge of the canvas."""
    subject, object_, key, data = edge
    label = text(f"{data.get('label', key)}{_status(data)}")
    found = {"id": edge_id(subject, key, object_), "fromNode": subject, "toNode": object_, "label": label}
    return found | ({"toEnd": "none"} if data.get("symmetric") is True else {})


def _canvas(source: Source, nodes: list[Node], edges: list[dict[str, Any]], notes: _Names, tally: Tally) -> str:
    """Return the canvas with the actors of the most links."""
    ties: dict[str, int] = defaultdict(int)
    for edge in edges:
        ties[edge["fromNode"]] += 1
        ties[edge["toNode"]] += 1
    shown = {id_ for id_, _ in sorted(nodes, key=lambda node: (-ties[node[0]], node[0]))[:MOST]}
    if len(nodes) > MOST:
        tally.say(f"The canvas shows the {MOST} actors with the most links; every actor has its note.")
    standing = places(source, nodes, tally)
    boxes = list(_boxes([node for node in nodes if node[0] in shown], standing, notes))
    kept = [edge for edge in edges if {edge["fromNode"], edge["toNode"]} <= shown]
    return json.dumps({"nodes": boxes, "edges": kept}, ensure_ascii=False, indent=1) + "\n"


def _boxes(nodes: list[Node], standing: Mapping[str, tuple[float, float]], notes: _Names) -> Iterator[dict[str, Any]]:
    """The actors as files on the canvas: where they stand on the page, or in rows where they are too many."""
    for number, (id_, data) in enumerate(nodes):
        x, y = standing.get(id_, (100.0 * (number % 20), -30.0 * (number // 20)))
        drawn = look(data, None)
        yield {
            "id": id_,
            "type": "file",
            "file": f"{notes[id_]}.md",
            "x": round(_SPREAD * x),
            "y": round(-_SPREAD * y),
            "width": _WIDTH,
            "height": _HEIGHT,
            "color": f"#{drawn.red:02x}{drawn.green:02x}{drawn.blue:02x}",
        }
