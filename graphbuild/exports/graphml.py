"""GraphML that Gephi, igraph and networkx all read back whole.

networkx's own writer is not used: it takes the key of a parallel edge as the edge's id, so that readers
keep one edge of each kind, and it fails on lists and nulls. Here every edge has its own id, and its kind as
the XML attribute `label`, without which Gephi merges parallel edges of different relations.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import TextIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from graphbuild.exports.atomic import replacing
from graphbuild.exports.clean import Scalar, scalars, text

if TYPE_CHECKING:
    import networkx

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
Row = dict[str, Scalar]
Edge = tuple[str, str, str, Row]


def write_graphml(graph: networkx.MultiDiGraph, path: Path) -> None:
    """Writes the graph as GraphML, whole or not at all. The same graph gives the same bytes.

    Raises:
        StoreError: the file cannot be written.
    """
    ids = _ids(graph.nodes)
    nodes = [(ids[node], scalars(data)) for node, data in sorted(graph.nodes(data=True), key=_node_order)]
    rows = sorted(graph.edges(keys=True, data=True), key=_edge_order)
    edges = [(ids[s], ids[o], text(str(key)), scalars(data)) for s, o, key, data in rows]
    with replacing(path) as beside, beside.open("w", encoding="utf-8", newline="\n") as file:
        _Writer(file).write(nodes, edges)


def _node_order(item: tuple[Any, Any]) -> str:
    return str(item[0])


def _edge_order(item: tuple[Any, Any, Any, Any]) -> tuple[str, str, str]:
    return str(item[0]), str(item[1]), str(item[2])


def _ids(nodes: Iterable[object]) -> dict[object, str]:
    """Each node's id in XML: its own, unless cleaning it made it empty or another's."""
    ids: dict[object, str] = {}
    taken: set[str] = set()
    for node in sorted(nodes, key=str):
        clean = text(str(node)) or "_"
        unique, n = clean, 1
        while unique in taken:
            n += 1
            unique = f"{clean}_{n}"
        taken.add(unique)
        ids[node] = unique
    return ids


def _kind(value: Scalar) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "long" if abs(value) >= 2**31 else "int"
    return "double" if isinstance(value, float) else "string"


def _columns(rows: Iterable[Mapping[str, Scalar]]) -> dict[str, str]:
    """Name and type of every column. A column of mixed types is made the one type that holds them all."""
    kinds: dict[str, set[str]] = {}
    for row in rows:
        for name, value in row.items():
            kinds.setdefault(name, set()).add(_kind(value))
    return {name: _common(kinds[name]) for name in kinds}


def _common(kinds: set[str]) -> str:
    if len(kinds) == 1:
        return next(iter(kinds))
    if kinds <= {"int", "long"}:
        return "long"
    return "double" if kinds <= {"int", "long", "double"} else "string"


def _written(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


class _Writer:
    """The XML of one file."""

    def __init__(self, file: TextIOBase) -> None:
        self.xml = XMLGenerator(file, encoding="utf-8", short_empty_elements=True)
        self.file = file

    def write(self, nodes: list[tuple[str, Row]], edges: list[Edge]) -> None:
        columns = {"node": _columns(row for _, row in nodes), "edge": _columns(edge[3] for edge in edges)}
        self.xml.startDocument()
        self._open("graphml", xmlns=NAMESPACE)
        for kind, names in columns.items():
            for i, (name, type_) in enumerate(names.items()):
                self._empty(
                    "key", **{"id": f"{kind[0]}{i}", "for": kind, "attr.name": name, "attr.type": type_}
                )
        self._open("graph", edgedefault="directed", id="graph")
        for id_, row in nodes:
            self._element("node", "n", columns["node"], row, id=id_)
        for i, (source, target, key, row) in enumerate(edges, start=1):
            self._element(
                "edge", "e", columns["edge"], row, id=f"e{i}", source=source, target=target, label=key
            )
        self._close("graph")
        self._close("graphml")
        self.xml.endDocument()

    def _element(
        self, tag: str, prefix: str, columns: Mapping[str, str], row: Row, **attributes: str
    ) -> None:
        self._open(tag, **attributes)
        for i, name in enumerate(columns):
            if name in row:
                self.xml.startElement("data", AttributesImpl({"key": f"{prefix}{i}"}))
                self.xml.characters(_written(row[name]))
                self.xml.endElement("data")
        self._close(tag)

    def _empty(self, tag: str, **attributes: str) -> None:
        self.xml.startElement(tag, AttributesImpl(attributes))
        self._close(tag)

    def _open(self, tag: str, **attributes: str) -> None:
        self.xml.startElement(tag, AttributesImpl(attributes))
        if tag != "key":
            self.xml.ignorableWhitespace("\n")

    def _close(self, tag: str) -> None:
        self.xml.endElement(tag)
        self.xml.ignorableWhitespace("\n")
