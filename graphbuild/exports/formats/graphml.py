"""GraphML that Gephi, Gephi Lite, igraph, Cytoscape and networkx all read back whole.

networkx's own writer is not used: it takes the key of a parallel edge as the edge's id, so that readers
keep one edge of each kind, and it fails on lists and nulls. Here every edge has the id of its link, and its kind as
the XML attribute `label`, without which Gephi merges parallel edges of different relations. The columns `x y size r g
b` are what Gephi takes for positions, sizes and colours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from graphbuild.core.files import replacing
from graphbuild.exports.columns import Kind
from graphbuild.exports.graph_source import GraphSource
from graphbuild.exports.positions import places
from graphbuild.exports.report import Tally
from graphbuild.exports.sanitize import Scalar, scalars, text, written_scalar
from graphbuild.exports.source import Edge, Node, Source, edge_id
from graphbuild.exports.spool import halves
from graphbuild.exports.styles import Look, Place, look
from graphbuild.exports.xml import Ids, best_only, escape, quoteattr

if TYPE_CHECKING:
    import networkx

Row: TypeAlias = dict[str, Scalar]
Types: TypeAlias = dict[str, str]

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
TYPES = {Kind.INT: "int", Kind.LONG: "long", Kind.FLOAT: "double", Kind.BOOL: "boolean"}
LOOKS = {"x": "double", "y": "double", "size": "double", "r": "int", "g": "int", "b": "int"}
NO_TIME = (
    "GraphML knows no time: the dates of links are columns (first_date, last_date). For Gephi's timeline write gexf."
)


def write_graphml(graph: networkx.MultiDiGraph, path: Path) -> None:
    """Writes the graph as GraphML, whole or not at all. The same graph gives the same bytes.

    Actors get no positions, which take as long as all else: `export` computes them.

    Raises:
        StoreError: the file cannot be written.
    """
    write(GraphSource(graph), path, Tally(), placed=False)


def write(source: Source, path: Path, tally: Tally, *, placed: bool = True) -> None:
    """Writes the file; what GraphML cannot hold is taken down in the tally."""
    ids = Ids()
    columns = edge_columns_of(source)
    with replacing(path) as beside, halves(beside) as file:
        file.second(_edges(source, columns, ids, tally))
        own = node_columns_of(source)
        lines = chain(head(own, columns), _nodes(source, own, ids, tally, placed))
        file.first(lines, last=("</graph>", "</graphml>"))
    tally.say(NO_TIME)
    best_only(tally)


def edge_columns_of(source: Source) -> Types:
    """The GraphML type of each column of links."""
    return {**_typed(source.edge_columns), "link": "string", "evidence": "string"}


def _edges(source: Source, columns: Types, ids: Ids, tally: Tally) -> Iterator[str]:
    """Yield the XML element of each link, and count links and claims."""
    openings = openings_of("e", columns)
    clean = all(map(str.isprintable, source.edge_columns))
    for subject, object_, key, data in source.edges(quoted=True):
        tally.links += 1
        tally.claims += len(data.get("evidence", ()))
        tally.strip(data)
        yield edge_line((subject, object_, key, data if clean else scalars(data)), openings, ids)


def edge_line(edge: Edge, openings: Types, ids: Ids) -> str:
    """The XML element of a link, in one line. Names of attributes are clean."""
    subject, object_, key, data = edge
    ends = f"source={quoteattr(ids[subject])} target={quoteattr(ids[object_])}"
    id_ = edge_id(subject, key, object_)
    data = {**data, "link": id_}  # as a column too: igraph 1.0.0 loses the ids of edges
    return f'<edge id="{id_}" {ends} label={quoteattr(text(key))}>{data_of(data, openings)}</edge>'


def head(node_columns: Types, edge_columns: Types) -> Iterator[str]:
    """The file up to the nodes, an element a line."""
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f"<graphml xmlns={quoteattr(NAMESPACE)}>"
    for kind, types in (("node", node_columns), ("edge", edge_columns)):
        for number, (name, type_) in enumerate(types.items()):
            about = f'id="{kind[0]}{number}" for="{kind}" attr.name={quoteattr(name)} attr.type="{type_}"'
            yield f"<key {about}/>"
    yield '<graph edgedefault="directed" id="graph">'


def _nodes(source: Source, columns: Types, ids: Ids, tally: Tally, placed: bool) -> Iterator[str]:
    """Yield the XML element of each actor, and count the actors."""
    nodes = list(source.nodes())
    standing = places(source, nodes, tally) if placed else {}
    openings = openings_of("n", columns)
    for id_, data in nodes:
        tally.actors += 1
        tally.strip(data)
        yield node_line((id_, data), openings, ids, standing.get(id_))


def node_line(node: Node, openings: Types, ids: Ids, place: Place | None = None) -> str:
    """The XML element of an actor, in one line."""
    id_, data = node
    row = {**_looks(look(data, place)), **scalars(data)}
    return f"<node id={quoteattr(ids[id_])}>{data_of(row, openings)}</node>"


def node_columns_of(source: Source) -> Types:
    """The GraphML type of each column of actors."""
    return {**LOOKS, **_typed(source.node_columns)}


def _looks(seen: Look) -> Row:
    """Return the position, size and colour of a node as attributes."""
    place: Row = {"x": seen.place[0], "y": seen.place[1]} if seen.place else {}
    return {**place, "size": seen.size, "r": seen.red, "g": seen.green, "b": seen.blue}


def _typed(columns: Mapping[str, Kind]) -> Types:
    """Return the GraphML type of each column by its cleaned name."""
    return {text(name): TYPES.get(kind, "string") for name, kind in columns.items()}


def openings_of(prefix: str, columns: Iterable[str]) -> Types:
    """Return the opening `data` tag of each column by its name."""
    return {name: f'<data key="{prefix}{number}">' for number, name in enumerate(columns)}


def data_of(attributes: Mapping[str, Any], openings: Types) -> str:
    """Return the XML of the `data` elements of an actor or a link with these attributes, whose names are clean."""
    written, get = [], attributes.get
    for name, tag in openings.items():
        value = get(name)
        if value is None:
            continue
        kind = value.__class__  # of nearly all values it says how they are written, without a call for each
        if kind is int or kind is float:
            written.append(f"{tag}{value}</data>")
        elif (told := value if kind is str and value.isprintable() else written_scalar(name, value)) is not None:
            written.append(f"{tag}{escape(told)}</data>")
    return "".join(written)
