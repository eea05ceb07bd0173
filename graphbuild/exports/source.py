"""Where an export comes from: a graph that is loaded, or a store that is read link by link.

A store of a million claims does not fit into memory as a networkx graph, so its links are read a few hundred actors at
a time, and only what measures need (the ends and three attributes of each link) is kept. That is why links come first:
actors carry measures, and those are known when all links have been seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from graphbuild.core.errors import PromiseError
from graphbuild.core.model import Status, content_id
from graphbuild.core.records import Record, document_record
from graphbuild.evidence.attributes import edge_attributes, node_attributes
from graphbuild.evidence.link import EVERY_STATUS
from graphbuild.exports.columns import CODES, EDGE, NODE, Kind, columns
from graphbuild.knowledge import ontology
from graphbuild.knowledge.ontology import snapshot

if TYPE_CHECKING:
    import networkx

    from graphbuild.evidence.link import Link
    from graphbuild.graph.filters import Filters
    from graphbuild.knowledge.ontology import Ontology
    from graphbuild.store import Store

Node: TypeAlias = tuple[str, dict[str, Any]]
Edge: TypeAlias = tuple[str, str, str, dict[str, Any]]
"""Subject, object, key and attributes."""

ACTORS_AT_ONCE = 300
_MEASURED_BY = ("status", "symmetric", "n_outlets")
_CITED = ("title", "url", "outlet", "author", "published", "language", "source", "sha256")


class Source(Protocol):
    """What every format is written from; everything comes in a fixed order."""

    ontology: Ontology
    heard: int
    """How many claims the links that were given so far rest on."""

    @property
    def whole(self) -> int | None:
        """How many claims the store holds in all; null where that is not known."""

    @property
    def node_columns(self) -> Mapping[str, Kind]:
        """The attributes of actors."""

    @property
    def edge_columns(self) -> Mapping[str, Kind]:
        """The attributes of links, without their evidence."""

    def edges(self) -> Iterator[Edge]:
        """The links with the attributes that they have in networkx, and what other systems call their relation."""

    def nodes(self) -> Iterator[Node]:
        """The actors, with their measures. To be asked for after all edges."""

    def actors(self) -> Iterator[Node]:
        """The actors; their measures only where they are known anyway. To be asked for after all edges."""

    def ties(self) -> Iterator[tuple[str, str, str]]:
        """Subject, object and status of every link. To be asked for after all edges."""

    def documents(self) -> Iterator[Record]:
        """The cited documents, as `document_record` has them. To be asked for after all edges."""

    def types(self) -> dict[str, str]:
        """The type of every actor there may be, by id."""

    def names(self) -> dict[str, str]:
        """The name of every actor there may be, by id."""

    def countries(self) -> dict[str, str | None]:
        """The country code of every actor there may be, by id; null where none is known."""


class GraphSource:
    """A networkx graph as `build` and `load` give it, or any other with whatever attributes."""

    def __init__(self, graph: networkx.MultiDiGraph) -> None:
        kept = graph.graph.get(snapshot.META_KEY)
        self.ontology = snapshot.parse(kept) if isinstance(kept, str) else _built_in()
        self.whole = None
        self.heard = 0
        self._nodes = [(str(id_), dict(data)) for id_, data in sorted(graph.nodes(data=True), key=_first)]
        ends = sorted(graph.edges(keys=True, data=True), key=_ends)
        codes = codes_of(self.ontology)
        self._edges = [(str(s), str(o), str(key), _coded(data, codes)) for s, o, key, data in ends]
        _measured(dict(self._nodes), graph)
        self.node_columns = columns((data for _, data in self._nodes), NODE)
        self.edge_columns = columns((_plain(edge[3]) for edge in self._edges), EDGE)

    def edges(self) -> Iterator[Edge]:
        """As `Source` says."""
        return iter(self._edges)

    def nodes(self) -> Iterator[Node]:
        """As `Source` says."""
        return iter(self._nodes)

    def actors(self) -> Iterator[Node]:
        """As `Source` says."""
        return iter(self._nodes)

    def ties(self) -> Iterator[tuple[str, str, str]]:
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


class StoreSource:
    """An open store, as far as the filters let it through."""

    node_columns = NODE
    edge_columns = EDGE

    def __init__(self, store: Store, wanted: Filters) -> None:
        from graphbuild.graph.view import StoreView

        self._view = StoreView(store)
        self._store = store
        self._wanted = wanted
        self.ontology = self._view.ontology
        self.whole = store.counts().claims
        self.heard = 0
        self._ties: Ties | None = None
        self._cited: set[str] = set()

    def edges(self) -> Iterator[Edge]:
        """As `Source` says."""
        codes = codes_of(self.ontology)
        ties = Ties()
        cited: set[str] = set()
        ids = (actor.id for actor in self._store.actors())
        while some := set(islice(ids, ACTORS_AT_ONCE)):
            for link in sorted(self._wanted.links(self._view, some, leading=True), key=_ends_of):
                attributes = _coded(edge_attributes(link), codes)
                self.heard += len(link.evidence)
                ties.add(link.subject, link.object, attributes)
                cited.update(c.doc for c in link.evidence if c.doc)
                yield link.subject, link.object, link.key, attributes
        self._ties, self._cited = ties, cited

    def nodes(self) -> Iterator[Node]:
        """As `Source` says."""
        from graphbuild.analysis.measures import measure

        measures: Any = measure(self._known())  # it asks for no more than nodes and edges
        for id_, data in self.actors():
            yield id_, {**data, **_measures(measures[id_])}

    def actors(self) -> Iterator[Node]:
        """As `Source` says."""
        ends = self._known().nodes
        return ((actor.id, node_attributes(actor)) for actor in self._store.actors() if actor.id in ends)

    def ties(self) -> Iterator[tuple[str, str, str]]:
        """As `Source` says."""
        return ((s, o, data["status"]) for s, o, data in self._known().edges(data=True))

    def documents(self) -> Iterator[Record]:
        """As `Source` says."""
        return (document_record(document) for document in self._store.documents() if document.id in self._cited)

    def types(self) -> dict[str, str]:
        """As `Source` says."""
        return {actor.id: actor.type.value for actor in self._store.actors()}

    def names(self) -> dict[str, str]:
        """As `Source` says."""
        return {actor.id: actor.name for actor in self._store.actors()}

    def countries(self) -> dict[str, str | None]:
        """As `Source` says."""
        return {actor.id: actor.country for actor in self._store.actors()}

    def _known(self) -> Ties:
        if self._ties is None:
            raise PromiseError("The actors of an export were asked for before its links.")
        return self._ties


class Ties:
    """As much of a networkx graph as `analysis.measure` asks for, in a small part of the memory."""

    def __init__(self) -> None:
        self.nodes: set[str] = set()
        self._edges: list[tuple[str, str, dict[str, Any]]] = []
        self._kinds: dict[tuple[Any, ...], dict[str, Any]] = {}

    def add(self, subject: str, object: str, attributes: Mapping[str, Any]) -> None:
        """Takes a link in. Links that are alike in all that measures ask for share their attributes."""
        self.nodes.update((subject, object))
        kind = tuple(attributes[name] for name in _MEASURED_BY)
        shared = self._kinds.setdefault(kind, dict(zip(_MEASURED_BY, kind, strict=True)))
        self._edges.append((subject, object, shared))

    def edges(self, *, data: bool) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """The links, as a networkx graph gives them with `data`."""
        return iter(self._edges)


@contextmanager
def sourced(
    graph: networkx.MultiDiGraph | str | Path, options: Mapping[str, Any], *, statuses: frozenset[Status] = EVERY_STATUS
) -> Iterator[Source]:
    """What to write of a graph, or of the store at a path (opened for the block).

    Args:
        options: as for `query.filters`. A graph without any is taken as it is.
        statuses: those of a store's claims to take where the options name none.

    Raises:
        StoreError: there is no usable store at the path.
        UsageError: a filter that makes no sense.
    """
    from graphbuild.graph.filters import filters

    if not isinstance(graph, (str, Path)):
        yield GraphSource(_part(graph, options) if options else graph)
        return
    from graphbuild.store import Store

    wanted = filters(**options)
    with Store.open(Path(graph)) as store:
        yield StoreSource(store, wanted if options.get("status") else replace(wanted, statuses=statuses))


def _part(graph: networkx.MultiDiGraph, options: Mapping[str, Any]) -> networkx.MultiDiGraph:
    from graphbuild.answers.subgraph import part
    from graphbuild.graph.view import GraphView

    view = GraphView(graph)
    found = part(view, (), **options)
    found.graph[snapshot.META_KEY] = snapshot.dump(view.ontology)
    return found


def edge_id(subject: str, key: str, object: str) -> str:
    """The id of a link in every export: made from its ends and its relation alone."""
    return content_id("link", subject, key, object)


def codes_of(words: Ontology) -> dict[str, dict[str, list[str]]]:
    """What other systems call each relation, by its id.

    A store that was built before these were remembered says nothing of them; the built-in relations then do.
    """
    known = words.relations
    if not any(relation.plover or relation.ftm or relation.wikidata for relation in known.values()):
        built_in = _built_in().relations
        known = {id_: built_in.get(id_, relation) for id_, relation in known.items()}
    return {
        id_: {"plover": list(r.plover), "wikidata": list(r.wikidata), "ftm": list(r.ftm)} for id_, r in known.items()
    }


@cache
def _built_in() -> Ontology:
    return ontology.load()


def _coded(data: Mapping[str, Any], codes: Mapping[str, Mapping[str, list[str]]]) -> dict[str, Any]:
    found = codes.get(str(data.get("relation", "")), {})
    return {**data, **{system: codes_ for system in CODES if (codes_ := found.get(system)) and system not in data}}


def _measured(nodes: Mapping[str, dict[str, Any]], graph: networkx.MultiDiGraph) -> None:
    """Adds the measures to the attributes of the nodes, but never over what the graph's owner put there."""
    from graphbuild.analysis.measures import measure

    if all(isinstance(node, str) for node in graph):
        for id_, found in measure(graph).items():
            nodes[id_].update({k: v for k, v in _measures(found).items() if k not in nodes[id_]})


def _measures(found: Any) -> dict[str, Any]:
    return asdict(found)


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != "evidence"}


def _first(item: tuple[Any, Any]) -> str:
    return str(item[0])


def _ends_of(link: Link) -> tuple[str, str, str]:
    return link.subject, link.object, link.key


def _ends(item: tuple[Any, Any, Any, Any]) -> tuple[str, str, str]:
    return str(item[0]), str(item[1]), str(item[2])
