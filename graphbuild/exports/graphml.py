"""GraphML that Gephi, igraph and networkx all read back whole.

networkx's own writer is not used: it takes the key of a parallel edge as the edge's id, so that readers
keep one edge of each kind, and it fails on lists and nulls. Here every edge has its own id, and its kind as
the XML attribute `label`, without which Gephi merges parallel edges of different relations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from graphbuild.atomic import replacing
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
        file.writelines(f"{line}\n" for line in _lines(nodes, edges))


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


def _lines(nodes: list[tuple[str, Row]], edges: list[Edge]) -> Iterator[str]:
    """The file, an element a line."""
    columns = {"node": _columns(row for _, row in nodes), "edge": _columns(edge[3] for edge in edges)}
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f"<graphml xmlns={quoteattr(NAMESPACE)}>"
    for kind, types in columns.items():
        for i, (name, type_) in enumerate(types.items()):
            about = f'id="{kind[0]}{i}" for="{kind}" attr.name={quoteattr(name)} attr.type="{type_}"'
            yield f"<key {about}/>"
    yield '<graph edgedefault="directed" id="graph">'
    openings = {kind: _openings(kind[0], types) for kind, types in columns.items()}
    for id_, row in nodes:
        yield f"<node id={quoteattr(id_)}>{_data(row, openings['node'])}</node>"
    for i, (source, target, key, row) in enumerate(edges, start=1):
        ends = f"source={quoteattr(source)} target={quoteattr(target)}"
        yield f'<edge id="e{i}" {ends} label={quoteattr(key)}>{_data(row, openings["edge"])}</edge>'
    yield "</graph>"
    yield "</graphml>"


def _openings(prefix: str, columns: Iterable[str]) -> dict[str, str]:
    return {name: f'<data key="{prefix}{i}">' for i, name in enumerate(columns)}


def _data(row: Row, openings: Mapping[str, str]) -> str:
    return "".join(f"{tag}{escape(_written(row[name]))}</data>" for name, tag in openings.items() if name in row)
