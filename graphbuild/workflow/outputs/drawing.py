"""The files that are drawn from a store, the page and the GraphML file: each drawn again only where it would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.core import steps
from graphbuild.core.collection import seldom_collected
from graphbuild.core.errors import StoreError
from graphbuild.core.model import ActorType, content_id
from graphbuild.evidence.link import EVERY_STATUS
from graphbuild.knowledge.ontology import Ontology
from graphbuild.store import Store, ontology_of
from graphbuild.workflow.heading import heading_of
from graphbuild.workflow.judging.changes import Changes
from graphbuild.workflow.outputs.choice import Choice
from graphbuild.workflow.outputs.places import Places, keep_places, places_of
from graphbuild.workflow.outputs.record import GRAPHML, META_KEY, PAGE, Drawn, Record, figures_of, hash_of, most_first

if TYPE_CHECKING:
    from graphbuild.exports.source import Source


@seldom_collected()
def draw(path: Path, words: Ontology, *, page: bool, graphml: bool = True, relayout: bool = False) -> Drawn:
    """Write the files that are drawn from a store beside it, each unless it is there and shows what the store holds.

    Actors that were on the page before stay where they are.

    Args:
        path: the store.
        words: the relations that the page explains.
        page: also write the page.
        graphml: also write the GraphML file.
        relayout: lay out the page anew, whatever there was.

    Raises:
        StoreError: there is no usable store at the path, or the files cannot be written.
    """
    files = {**({GRAPHML: steps.GRAPHML} if graphml else {}), **({PAGE: steps.PAGE} if page else {})}
    with Store.open(path) as store:
        state, record = store.state, Record.parsed(store.get_meta(META_KEY))
        heading = {PAGE: heading_of(store).dump()}

        def keys_at(state: str | None) -> dict[str, str]:
            """Return for each file what it is drawn from where the store is in a state."""
            return {n: content_id(state, step.key(), heading.get(n, ""), length=64) for n, step in files.items()}

        keys = keys_at(state)
        outdated = {name for name in files if state is None or not record.is_current(path, name, keys[name])}
        outdated |= {PAGE} if relayout else set()
        if not outdated and record.state == state and (kept := record.drawn):
            return kept if page else replace(kept, unseen="")
        drawing = _Drawing(store, path, words, unseen=record.figures.get("unseen", ""))
        changes = Changes.of(store)
        before = keys_at(changes.since) if changes.since is not None else {}
        as_before = {name for name, key in before.items() if record.is_current(path, name, key)}
        places = {} if relayout else places_of(store)
        drawing.write_again(outdated & as_before, places, changes, n_documents=record.figures.get("documents", 0))
        drawing.write((outdated or set(files)) - drawing.written, places)
        drawn = drawing.figures()
    if state is not None:
        hashes = {name: hash_of(path.with_name(name)) for name in files}
        all_keys, all_hashes = record.keys | keys, record.hashes | hashes
        new = Record(state=state, keys=all_keys, hashes=all_hashes, figures=figures_of(drawn))
        _remember(path, new, drawing.places)
    return drawn if page else replace(drawn, unseen="")


def draw_page(path: Path, *, relayout: bool = False) -> Drawn | None:
    """Draw the page of a store because it is asked for; from now on builds and corrections keep it right.

    Args:
        path: the store.
        relayout: lay it out anew.

    Returns:
        What was drawn; None where nothing was, as the store is of an older form or not judged yet.

    Raises:
        StoreError: there is no usable store at the path, or the page cannot be written.
    """
    with Store.open(path) as store:
        words, fitting = ontology_of(store), store.has_links
    if not fitting:
        return None
    with suppress(StoreError), Store.write(path) as store:
        Choice(page=True).remembered(store)
    return draw(path, words, page=True, graphml=False, relayout=relayout)


class _Drawing:
    """One drawing of the files of a store.

    Attributes:
        places: where actors stand on the page; None where no page was written.
        written: the names of the files that were written.
    """

    def __init__(self, store: Store, path: Path, words: Ontology, *, unseen: str) -> None:
        """Draw a store at a path. `unseen` is the notice of the page that is there."""
        self._store, self._path, self._words, self._unseen = store, path, words, unseen
        self.places: Places | None = None
        self.written: set[str] = set()

    def write_again(self, files: set[str], places: Places, changes: Changes, *, n_documents: int) -> None:
        """Write files out of what they show of an earlier state, as far as that costs less.

        Args:
            files: the names of files that show the state since which there are changes.
            places: where actors stand on the page.
            changes: since then.
            n_documents: how many documents the store had then.
        """
        from graphbuild.answers.background import MOST_DOCUMENTS
        from graphbuild.drawing.most_linked import left_out
        from graphbuild.workflow.outputs.redrawing import Redrawing

        if not files or self._store.overlay.moved or self._store.overlay.struck:
            return
        redrawing = Redrawing(self._store, self._path, self._words, changes)
        if PAGE in files:
            self.places = redrawing.page(places, with_background=n_documents <= MOST_DOCUMENTS)
            if self.places is not None:
                self._unseen = left_out(redrawing.linked)
                self.written.add(PAGE)
        if GRAPHML in files and redrawing.graphml():
            self.written.add(GRAPHML)

    def write(self, files: set[str], places: Places) -> None:
        """Write some of the files.

        Args:
            files: their names.
            places: where actors stood on the last page.
        """
        if PAGE in files:
            self._write_page(places, graphml=GRAPHML in files)
        elif GRAPHML in files:
            self._write_graphml_alone()

    def _write_page(self, places: Places, *, graphml: bool) -> None:
        """Write the page, which needs the graph in memory, and if asked for the same graph as GraphML."""
        from graphbuild.answers.background import background
        from graphbuild.drawing.most_linked import left_out
        from graphbuild.exports.columns import EDGE, NODE
        from graphbuild.exports.graph_source import GraphSource
        from graphbuild.graph.graph import stored_graph
        from graphbuild.graph.view import StoreView
        from graphbuild.page import write_page

        graph = stored_graph(self._store, statuses=EVERY_STATUS)
        if graphml:
            source = GraphSource(graph)
            source.node_columns, source.edge_columns = dict(NODE), dict(EDGE)  # as of a store, also where one is empty
            _write_graphml(source, self._path)
        more, heading = background(StoreView(self._store), graph), asdict(heading_of(self._store))
        file = self._path.with_name(PAGE)
        self.places = write_page(graph, file, ontology=self._words, background=more, places=places, **heading)
        self._unseen = left_out(graph)

    def _write_graphml_alone(self) -> None:
        """Write the GraphML file without the graph in memory: the same to the byte, but of a store of any size."""
        from graphbuild.exports.store_source import StoreSource
        from graphbuild.graph.filters import Filters

        _write_graphml(StoreSource(self._store, Filters(statuses=EVERY_STATUS)), self._path)

    def figures(self) -> Drawn:
        """Return the figures of the store, with the notice of its page."""
        return _figures(self._store, self._unseen)


def _write_graphml(source: Source, path: Path) -> None:
    """Write the GraphML file beside a store."""
    from graphbuild.exports.formats.graphml import write
    from graphbuild.exports.report import Tally

    write(source, path.with_name(GRAPHML), Tally(), placed=False)


def _figures(store: Store, unseen: str) -> Drawn:
    """Return the figures of a store, with the notice of its page."""
    relations: Counter[str] = Counter()
    for (key, _), n in store.kept_kinds().items():
        relations[key] += n
    degrees = {id_: degree.n_links for id_, degree in store.kept_degrees().items()}
    counts = store.counts()
    return Drawn(
        documents=counts.documents,
        actors=counts.actors,
        links=relations.total(),
        linked_actors=len(degrees),
        relations=most_first(relations),
        first=_most_linked_person(store, degrees),
        unseen=unseen,
    )


def _remember(path: Path, record: Record, places: Places | None) -> None:
    """Keep in the store what was drawn; where another process is writing it by now, all is drawn again next time."""
    try:
        with Store.write(path) as store, store.transaction():
            store.set_meta(META_KEY, record.dump())
            if store.state == record.state:
                Changes(since=record.state).keep(store)
            if places is not None:
                keep_places(store, places)
    except StoreError:
        return


def _most_linked_person(store: Store, degrees: Mapping[str, int]) -> str | None:
    """Return the name to show the commands with: a person where there is one, as people ask for people."""
    kinds = store.kinds(degrees)
    best = min(degrees, key=lambda id_: (kinds[id_][0] is not ActorType.PERSON, -degrees[id_], id_), default=None)
    actor = store.actor(best) if best is not None else None
    return actor.name if actor is not None else None
