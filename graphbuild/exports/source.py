"""Where an export comes from: a graph that is loaded (`graph_source`), or a store (`store_source`).

Links come first: actors carry measures, and those are known when all links have been seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from graphbuild.core.model import Status, content_id
from graphbuild.core.records import Record
from graphbuild.evidence.link import EVERY_STATUS
from graphbuild.exports.columns import Kind
from graphbuild.knowledge.ontology import snapshot

if TYPE_CHECKING:
    import networkx

    from graphbuild.knowledge.ontology import Ontology

Node: TypeAlias = tuple[str, dict[str, Any]]
Edge: TypeAlias = tuple[str, str, str, dict[str, Any]]
"""Subject, object, key and attributes."""


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

    def edges(self, *, quoted: bool = False) -> Iterator[Edge]:
        """The links with the attributes that they have in networkx, and what other systems call their relation.

        Args:
            quoted: only the best sentence of each is quoted (`sanitize.quotation`), so that its evidence need not be
                records.
        """

    def nodes(self) -> Iterator[Node]:
        """The actors, with their measures. To be asked for after all edges."""

    def actors(self) -> Iterator[Node]:
        """The actors; their measures only where they are known anyway. To be asked for after all edges."""

    def ends(self) -> Iterator[tuple[str, str, str]]:
        """Subject, object and status of every link. To be asked for after all edges."""

    def documents(self) -> Iterator[Record]:
        """The cited documents, as `document_record` has them. To be asked for after all edges."""

    def types(self) -> dict[str, str]:
        """The type of every actor there may be, by id."""

    def names(self) -> dict[str, str]:
        """The name of every actor there may be, by id."""

    def countries(self) -> dict[str, str | None]:
        """The country code of every actor there may be, by id; null where none is known."""


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
    from graphbuild.exports.graph_source import GraphSource
    from graphbuild.exports.store_source import StoreSource
    from graphbuild.graph.filters import filters

    if not isinstance(graph, (str, Path)):
        yield GraphSource(_part(graph, options) if options else graph)
        return
    from graphbuild.store import Store

    wanted = filters(**options)
    with Store.open(Path(graph)) as store:
        yield StoreSource(store, wanted if options.get("status") else replace(wanted, statuses=statuses))


def _part(graph: networkx.MultiDiGraph, options: Mapping[str, Any]) -> networkx.MultiDiGraph:
    """Return the part of a graph that the filters select, with its ontology."""
    from graphbuild.answers.subgraph import part
    from graphbuild.graph.view import GraphView

    view = GraphView(graph)
    found = part(view, (), **options)
    found.graph[snapshot.META_KEY] = snapshot.dump(view.ontology)
    return found


def edge_id(subject: str, key: str, object: str) -> str:
    """The id of a link in every export: made from its ends and its relation alone."""
    return content_id("link", subject, key, object)
