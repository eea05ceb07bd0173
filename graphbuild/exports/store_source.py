"""A store as what an export is written from: its links are read a few hundred actors at a time.

A store of a million claims does not fit into memory as a networkx graph, so only what measures need is kept: the ends
and three attributes of each link.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from graphbuild.core.errors import PromiseError
from graphbuild.core.records import Record, document_record
from graphbuild.evidence.attributes import edge_attributes, node_attributes
from graphbuild.exports.columns import EDGE, MEASURES, NODE
from graphbuild.exports.link_rows import LinkRows
from graphbuild.exports.relation_codes import coded, codes_of
from graphbuild.exports.source import Edge, Node
from graphbuild.graph.link_reader import ACTORS_AT_ONCE

if TYPE_CHECKING:
    from graphbuild.evidence.link import Link
    from graphbuild.graph.filters import Filters
    from graphbuild.store import Store

_MEASURED = attrgetter(*MEASURES)
MEASURED_BY = ("status", "symmetric", "n_outlets")


class StoreSource:
    """An open store, as far as the filters let it through."""

    node_columns = NODE
    edge_columns = EDGE

    def __init__(self, store: Store, wanted: Filters) -> None:
        """Set up a source that reads a store through the given filters."""
        from graphbuild.graph.view import StoreView

        self._view = StoreView(store)
        self._store = store
        self._wanted = wanted
        self.ontology = self._view.ontology
        self.whole = store.counts().claims
        self.heard = 0
        self._linked: SlimGraph | None = None
        self._cited: set[str] = set()

    def edges(self, *, quoted: bool = False) -> Iterator[Edge]:
        """As `Source` says."""
        if self._store.overlay.changes_claims or self._wanted.asks_for_claims:
            found = self._from_claims()
        else:
            found = LinkRows(self._view, self._wanted, quoted=quoted).edges()
        linked = SlimGraph()
        cited: set[str] = set()
        for edge in found:
            subject, object_, _, attributes = edge
            evidence = attributes["evidence"]
            self.heard += len(evidence)
            linked.add(subject, object_, attributes)
            cited.update([record["doc"] for record in evidence if record["doc"]])
            yield edge
        self._linked, self._cited = linked, cited

    def _from_claims(self) -> Iterator[Edge]:
        """Yield the links from the claims in full, of which every filter and every correction can be asked."""
        codes = codes_of(self.ontology)
        ids = self._store.actor_ids()
        while some := set(islice(ids, ACTORS_AT_ONCE)):
            for link in sorted(self._wanted.links(self._view, some, leading=True), key=_ends_of):
                yield link.subject, link.object, link.key, coded(edge_attributes(link), codes)

    def nodes(self) -> Iterator[Node]:
        """As `Source` says."""
        measures = self.measures()
        for id_, data in self.actors():
            yield id_, {**data, **measures[id_]}

    def measures(self) -> dict[str, dict[str, Any]]:
        """The measures of every actor, by id. To be asked for after all edges."""
        from graphbuild.analysis.measures import measure

        known: Any = self._known()  # as much of a graph as is asked for
        return {id_: dict(zip(MEASURES, _MEASURED(found), strict=True)) for id_, found in measure(known).items()}

    def actors(self, ids: Collection[str] | None = None) -> Iterator[Node]:
        """As `Source` says; only those of these ids, if given."""
        linked = self._known().nodes if ids is None else ids
        return ((actor.id, node_attributes(actor)) for actor in self._store.actors_of(linked))

    def ends(self) -> Iterator[tuple[str, str, str]]:
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

    def take(self, linked: SlimGraph) -> None:
        """Take the links as read that somebody has read already."""
        self._linked = linked

    def _known(self) -> SlimGraph:
        """Return the links that `edges` has read; raises PromiseError if it has not been read to its end."""
        if self._linked is None:
            raise PromiseError("The actors of an export were asked for before its links.")
        return self._linked


class SlimGraph:
    """As much of a networkx graph as `analysis.measure` asks for, in a small part of the memory."""

    def __init__(self) -> None:
        """Create an empty graph."""
        self.nodes: set[str] = set()
        self._edges: list[tuple[str, str, dict[str, Any]]] = []
        self._kinds: dict[tuple[Any, ...], dict[str, Any]] = {}

    def add(self, subject: str, object: str, attributes: Mapping[str, Any]) -> None:
        """Adds a link. Links that are alike in all that measures ask for share their attributes."""
        self.add_kind(subject, object, tuple([attributes[name] for name in MEASURED_BY]))

    def add_kind(self, subject: str, object: str, kind: tuple[Any, ...]) -> None:
        """Adds a link with these values of `MEASURED_BY`."""
        self.nodes.add(subject)
        self.nodes.add(object)
        shared = self._kinds.get(kind)
        if shared is None:
            shared = self._kinds[kind] = dict(zip(MEASURED_BY, kind, strict=True))
        self._edges.append((subject, object, shared))

    def edges(self, *, data: bool) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """The links, as a networkx graph gives them with `data`."""
        return iter(self._edges)


def _ends_of(link: Link) -> tuple[str, str, str]:
    """Return the sort key of a link: its subject, object and key."""
    return link.subject, link.object, link.key
