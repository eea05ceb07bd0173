"""A networkx graph as what an export is written from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from graphbuild.core.model import Document
from graphbuild.core.records import Form, Record
from graphbuild.exports.columns import EDGE, NODE, columns
from graphbuild.exports.relation_codes import built_in, coded, codes_of
from graphbuild.exports.source import Edge, Node
from graphbuild.knowledge.ontology import snapshot

if TYPE_CHECKING:
    import networkx

_CITED = tuple(Form(Document, last=("source", "sha256"), without=("id", "text", "pages")).columns)


class GraphSource:
    """A networkx graph as `build` and `load` give it, or any other with whatever attributes."""

    def __init__(self, graph: networkx.MultiDiGraph) -> None:
        """Read the nodes, edges and columns of a graph, and add measures to its nodes."""
        kept = graph.graph.get(snapshot.META_KEY)
        self.ontology = snapshot.parse(kept) if isinstance(kept, str) else built_in()
        self.whole = None
        self.heard = 0
        self._nodes = [(str(id_), dict(data)) for id_, data in sorted(graph.nodes(data=True), key=_first)]
        ends = sorted(graph.edges(keys=True, data=True), key=_ends)
        codes = codes_of(self.ontology)
        self._edges = [(str(s), str(o), str(key), coded(data, codes)) for s, o, key, data in ends]
        _measured(dict(self._nodes), graph)
        self.node_columns = columns((data for _, data in self._nodes), NODE)
        self.edge_columns = columns((_plain(edge[3]) for edge in self._edges), EDGE)

    def edges(self, *, quoted: bool = False) -> Iterator[Edge]:
        """As `Source` says; a graph has records and no citations."""
        return iter(self._edges)

    def nodes(self) -> Iterator[Node]:
        """As `Source` says."""
        return iter(self._nodes)

    def actors(self) -> Iterator[Node]:
        """As `Source` says."""
        return iter(self._nodes)

    def ends(self) -> Iterator[tuple[str, str, str]]:
        """As `Source` says."""
        return ((s, o, str(data.get("status", "asserted"))) for s, o, _, data in self._edges)

    def documents(self) -> Iterator[Record]:
        """As `Source` says; without what the graph does not hold: text, author, language, hash."""
        found: dict[str, Record] = {}
        for *_, data in self._edges:
            for cited in data.get("evidence", ()):
                if cited.get("doc"):
                    found[cited["doc"]] = {"id": cited["doc"], **{name: cited.get(name) for name in _CITED}}
        return (found[doc] for doc in sorted(found))

    def types(self) -> dict[str, str]:
        """As `Source` says."""
        return {id_: str(data.get("type", "")) for id_, data in self._nodes}

    def names(self) -> dict[str, str]:
        """As `Source` says."""
        return {id_: str(data.get("label", id_)) for id_, data in self._nodes}

    def countries(self) -> dict[str, str | None]:
        """As `Source` says."""
        return {id_: data.get("country") for id_, data in self._nodes}


def _measured(nodes: Mapping[str, dict[str, Any]], graph: networkx.MultiDiGraph) -> None:
    """Adds the measures to the attributes of the nodes, but never over what the graph's owner put there."""
    from graphbuild.analysis.measures import measure

    if all(isinstance(node, str) for node in graph):
        for id_, found in measure(graph).items():
            nodes[id_].update({k: v for k, v in asdict(found).items() if k not in nodes[id_]})


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes of a link without its evidence."""
    return {name: value for name, value in data.items() if name != "evidence"}


def _first(item: tuple[Any, Any]) -> str:
    """Return the sort key of a node: its id as a string."""
    return str(item[0])


def _ends(item: tuple[Any, Any, Any, Any]) -> tuple[str, str, str]:
    """Return the sort key of an edge: its two ends and its key as strings."""
    return str(item[0]), str(item[1]), str(item[2])
