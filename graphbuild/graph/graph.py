"""The graph: actors as nodes, links as edges, as a networkx MultiDiGraph."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import networkx

from graphbuild.core.link_key import OPEN, LinkKey
from graphbuild.core.model import Actor, Claim, Document, Status
from graphbuild.evidence.attributes import edge_attributes, node_attributes
from graphbuild.evidence.citation import NO_STORIES, cite
from graphbuild.evidence.link import MIN_CONFIDENCE, SHOWN, Link, gather
from graphbuild.knowledge.ontology import Ontology, snapshot
from graphbuild.store import Store, ontology_of


class ActorGraph(networkx.MultiDiGraph):  # type: ignore[misc]
    """A networkx graph of actors and their links that shows itself in a notebook: Jupyter, VS Code or Colab."""

    def _repr_html_(self) -> str:
        """The interactive page in a frame. A graph that is not of this package's making shows its figures only."""
        from graphbuild.page import iframe

        if not all("relation" in data for *_, data in self.edges(data=True)):
            return f"<p>A graph of {len(self)} nodes and {self.number_of_edges()} edges.</p>"
        kept = self.graph.get(snapshot.META_KEY)
        return iframe(self, ontology=snapshot.parse(kept) if kept else None)


def build_graph(
    actors: Iterable[Actor],
    claims: Iterable[Claim],
    documents: Iterable[Document],
    ontology: Ontology,
    *,
    statuses: Collection[Status] = SHOWN,
    min_confidence: float = MIN_CONFIDENCE,
    open_claims: bool = False,
    unlinked: bool = False,
    confirmed: Collection[LinkKey] = (),
    stories: Mapping[str, str] = NO_STORIES,
) -> networkx.MultiDiGraph:
    """The graph of these claims: node and edge attributes as documented in `docs/json.md`.

    Args:
        statuses: which claims become evidence of edges.
        min_confidence: claims below it are left out.
        open_claims: also links that no relation of the ontology names (edge key `other:LEMMA`).
        unlinked: also actors without any edge.
        confirmed: links that a person holds to be right.
        stories: of the documents that share one with others, by their ids.
    """
    texts = {document.id: document for document in documents}
    citations = (
        cite(claim, texts.get(claim.evidence.doc) if claim.evidence else None, stories)
        for claim in claims
        if claim.confidence >= min_confidence and (open_claims or claim.relation != OPEN)
    )
    links = gather(citations, ontology, statuses=statuses, confirmed=confirmed)
    return graph_of(links, actors, unlinked=unlinked)


def graph_of(links: Iterable[Link], actors: Iterable[Actor], *, unlinked: bool = False) -> networkx.MultiDiGraph:
    """The graph of these links and of the actors at their ends."""
    edges = list(links)
    ends = {end for link in edges for end in (link.subject, link.object)}
    graph = ActorGraph()
    for actor in sorted(actors, key=lambda actor: actor.id):
        if unlinked or actor.id in ends:
            graph.add_node(actor.id, **node_attributes(actor))
    for link in edges:
        graph.add_edge(link.subject, link.object, key=link.key, **edge_attributes(link))
    return graph


def load(
    path: str | Path,
    *,
    status: Collection[Status | str] = SHOWN,
    min_confidence: float = MIN_CONFIDENCE,
    open_claims: bool = False,
    unlinked: bool = False,
) -> networkx.MultiDiGraph:
    """The graph in a store, as `build` returns it.

    Left out unless asked: claims below .5, denied and hypothetical ones, and open ones, so that a path
    found by networkx walks on what somebody holds to be so.

    Raises:
        StoreError: there is no usable store at `path`.
    """
    with Store.open(Path(path)) as store:
        return stored_graph(
            store,
            statuses={Status(s) for s in status},
            min_confidence=min_confidence,
            open_claims=open_claims,
            unlinked=unlinked,
        )


def stored_graph(store: Store, **options: Any) -> networkx.MultiDiGraph:
    """The graph of an open store; the options are those of `build_graph`."""
    words = ontology_of(store)
    said = (store.actors(), store.claims(), store.documents(), words)
    graph = build_graph(*said, confirmed=store.overlay.confirmed, stories=store.stories(), **options)
    graph.graph[snapshot.META_KEY] = snapshot.dump(words)
    return graph
