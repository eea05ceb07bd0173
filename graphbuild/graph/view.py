"""What answers are read from: a store, or a graph that is already loaded. Both give the same answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from graphbuild.core.link_key import LinkKey
from graphbuild.core.model import Actor, ActorType, Claim, Document, Review
from graphbuild.core.names import fold
from graphbuild.core.records import Record
from graphbuild.evidence.attributes import actor_of
from graphbuild.evidence.citation import NO_STORIES, Citation, citation_of, cite
from graphbuild.evidence.summary import ClaimFacts, Origin
from graphbuild.graph.link_reader import ClaimReader, LinkReader, reader
from graphbuild.knowledge.ontology import Ontology, load, snapshot
from graphbuild.store import Store, ontology_of

if TYPE_CHECKING:
    import networkx

    from graphbuild.graph.filters import Filters


class View(Protocol):
    """What a question needs to know of a graph."""

    ontology: Ontology

    def actor(self, actor_id: str) -> Actor | None:
        """The actor of this id."""

    def actors(self, ids: Collection[str] | None = None) -> Iterator[Actor]:
        """The actors of these ids (null: all), by id; whoever is not there is left out."""

    def actor_ids(self) -> Iterator[str]:
        """The ids of all actors, in their order."""

    def kinds(self, ids: Collection[str]) -> Mapping[str, tuple[ActorType, int]]:
        """The type of each of these actors, and in how many documents it is."""

    def named(self, text: str) -> list[Actor]:
        """The actor of this id, else all of this name or alias."""

    def names(self, words: Collection[str] = ()) -> Iterator[tuple[str, str]]:
        """Every name and alias, with the actor's id; where words are given, at least those that hold all of them."""

    def folded(self) -> str:
        """Every name and alias as `names.fold` compares it, one in a line."""

    def outlets(self) -> Collection[str]:
        """The outlets of the documents."""

    def claims(self, actors: Collection[str] | None, *, leading: bool = False) -> Iterator[Claim]:
        """The claims with one of these actors at an end, or with `leading` as their subject; all where null."""

    def cite(self, claim: Claim) -> Citation:
        """One of these claims with its sentence and its source."""

    def links(self, wanted: Filters) -> LinkReader:
        """What reads the links that pass these filters in the quickest way."""

    def claim_facts(self) -> Iterator[ClaimFacts]:
        """The facts of all claims, by their links."""

    def origins(self, docs: Collection[str] | None = None) -> Mapping[str, Origin]:
        """What each of these documents (null: all) counts for, by its id."""

    def disputed(self, link: LinkKey) -> bool:
        """Whether a link is known to be disputed though the denial itself is not in view."""

    def confirmed(self, link: LinkKey) -> bool:
        """Whether a person has seen this link and holds it to be right."""


CHARACTERS_KEPT = 30_000_000
"""Characters of articles that a view of a store keeps in memory at once."""

Viewable: TypeAlias = "View | Store | networkx.MultiDiGraph | str | Path"


def viewing(graph: Viewable) -> AbstractContextManager[View]:
    """A view of a store's path (opened for the block), an open store, a graph, or a view itself.

    Raises:
        StoreError: there is no usable store at the path.
    """
    if isinstance(graph, (str, Path)):
        return _OpenedView(Path(graph))
    if isinstance(graph, Store):
        return nullcontext(StoreView(graph))
    return nullcontext(graph if hasattr(graph, "cite") else GraphView(graph))


class StoreView:
    """A store as answers see it. Documents are read when a claim of theirs is cited, and once."""

    def __init__(self, store: Store) -> None:
        """Open a view of a store."""
        self.store = store
        self.ontology = ontology_of(store)
        self.actor = store.actor
        self.named = store.named
        self.names = store.names
        self.folded = store.folded
        self.actor_ids = store.actor_ids
        self.kinds = store.kinds
        self.claim_facts = store.claim_facts
        self.origins = store.origins
        self.summarized = store.has_links
        self._outlets: Collection[str] | None = None
        self._documents: dict[str, Document | None] = {}
        self._stories: dict[str, str] = {}
        self._characters = 0

    def actors(self, ids: Collection[str] | None = None) -> Iterator[Actor]:
        """As `View` says."""
        return self.store.actors() if ids is None else self.store.actors_of(ids)

    def outlets(self) -> Collection[str]:
        """As `View` says."""
        if self._outlets is None:
            self._outlets = self.store.outlets()
        return self._outlets

    def claims(self, actors: Collection[str] | None, *, leading: bool = False) -> Iterator[Claim]:
        """As `View` says."""
        return self.store.claims(actors=actors, leading=leading)

    def cite(self, claim: Claim) -> Citation:
        """As `View` says."""
        if claim.evidence is None:
            return cite(claim, None)
        document = self._document(claim.evidence.doc)
        return cite(claim, document, self._stories if document else NO_STORIES)

    def links(self, wanted: Filters) -> LinkReader:
        """As `View` says."""
        return reader(self, wanted)

    def disputed(self, link: LinkKey) -> bool:
        """Never beyond what the claims say: all of them are in view."""
        return False

    def confirmed(self, link: LinkKey) -> bool:
        """As `View` says."""
        return link in self.store.overlay.confirmed

    def _document(self, doc: str) -> Document | None:
        """Return a document, or None if there is none, and cache it and its story."""
        if doc not in self._documents:
            if self._characters > CHARACTERS_KEPT:
                self._documents.clear()
                self._characters = 0
            found = self._documents[doc] = self.store.document(doc)
            self._characters += len(found.text) if found is not None else 0
            story = self.store.story(doc)
            if story is not None:
                self._stories[doc] = story
        return self._documents[doc]


class _OpenedView:
    """Opens a store for the length of a block."""

    def __init__(self, path: Path) -> None:
        """Keep the path of the store to open."""
        self.path = path

    def __enter__(self) -> StoreView:
        """Open the store and return a view of it."""
        self.store = Store.open(self.path)
        return StoreView(self.store)

    def __exit__(self, *error: object) -> None:
        """Close the store."""
        self.store.close()


class ClaimView(View):
    """A view that has claims alone, out of which it makes all else."""

    def actors(self, ids: Collection[str] | None = None) -> Iterator[Actor]:
        """As `View` says."""
        asked = self.actor_ids() if ids is None else sorted(set(ids))
        return (actor for actor in map(self.actor, asked) if actor is not None)

    def kinds(self, ids: Collection[str]) -> dict[str, tuple[ActorType, int]]:
        """As `View` says."""
        return {actor.id: (actor.type, actor.n_documents) for actor in self.actors(ids)}

    def claim_facts(self) -> Iterator[ClaimFacts]:
        """As `View` says."""
        return iter(sorted(map(ClaimFacts.of, self.claims(None)), key=attrgetter("link_key")))

    def links(self, wanted: Filters) -> LinkReader:
        """As `View` says."""
        return ClaimReader(self, wanted)


class GraphView(ClaimView):
    """A graph of `build` or `load` as answers see it: they hold only what was loaded into it."""

    def __init__(self, graph: networkx.MultiDiGraph) -> None:
        """Open a view of a graph, with the ontology kept in it or else the default one."""
        self.graph = graph
        kept = graph.graph.get(snapshot.META_KEY)
        self.ontology = snapshot.parse(kept) if kept else load()
        self._cited: dict[str, Citation] = {}
        self._origins: dict[str, Origin] = {}

    def actor(self, actor_id: str) -> Actor | None:
        """As `View` says."""
        if actor_id not in self.graph:
            return None
        return actor_of(actor_id, self.graph.nodes[actor_id])

    def actor_ids(self) -> Iterator[str]:
        """As `View` says."""
        return iter(sorted(self.graph))

    def named(self, text: str) -> list[Actor]:
        """As `View` says."""
        wanted = fold(text)
        ids = [text] if text in self.graph else sorted({id_ for name, id_ in self.names() if fold(name) == wanted})
        return [actor for actor in map(self.actor, ids) if actor is not None]

    def names(self, words: Collection[str] = ()) -> Iterator[tuple[str, str]]:
        """As `View` says."""
        for actor_id, data in self.graph.nodes(data=True):
            yield from ((name, actor_id) for name in (data["label"], *data["aliases"]))

    def folded(self) -> str:
        """As `View` says."""
        return "\n".join(fold(name) for name, _ in self.names())

    def outlets(self) -> Collection[str]:
        """As `View` says."""
        cited = (record for _, _, data in self._edges(None) for record in data["evidence"])
        return {str(record["outlet"]) for record in cited if record.get("outlet")}

    def claims(self, actors: Collection[str] | None, *, leading: bool = False) -> Iterator[Claim]:
        """As `View` says."""
        for subject, _, data in self._edges(actors):
            for record in data["evidence"] if not leading or actors is None or subject in actors else ():
                citation = citation_of(record)
                self._cited[citation.claim.id] = citation
                if citation.doc:
                    self._origins[citation.doc] = citation.origin
                yield citation.claim

    def cite(self, claim: Claim) -> Citation:
        """As `View` says."""
        return self._cited[claim.id]

    def origins(self, docs: Collection[str] | None = None) -> dict[str, Origin]:
        """As `View` says, of the documents of claims that were read before."""
        return self._origins if docs is None else {doc: self._origins[doc] for doc in docs if doc in self._origins}

    def disputed(self, link: LinkKey) -> bool:
        """As `View` says."""
        return bool(self._edge(link).get("disputed"))

    def confirmed(self, link: LinkKey) -> bool:
        """As `View` says."""
        return bool(self._edge(link).get("review") == Review.CONFIRMED)

    def _edge(self, link: LinkKey) -> Record:
        """Return the attributes of the edge of a link; empty if there is none."""
        ends = (link.subject, link.object, link.key)
        return self.graph.edges[ends] if self.graph.has_edge(*ends) else {}

    def _edges(self, actors: Collection[str] | None) -> Iterator[tuple[str, str, Record]]:
        """Yield each edge with one of these actors at an end once; all edges if actors is None."""
        if actors is None:
            yield from self.graph.edges(data=True)
            return
        known = sorted(actor for actor in actors if actor in self.graph)
        yield from self.graph.out_edges(known, data=True)
        among = set(known)
        yield from (edge for edge in self.graph.in_edges(known, data=True) if edge[0] not in among)
