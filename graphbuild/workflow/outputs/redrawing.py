"""Drawing the files of a store again out of what they show of an earlier state: only what has changed is made anew.

The files are the same, to the byte, as if all had been made anew (with the same places of actors).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graphbuild.core.link_key import LinkKey
from graphbuild.evidence.attributes import edge_attributes, node_attributes
from graphbuild.evidence.link import EVERY_STATUS
from graphbuild.knowledge.ontology import Ontology
from graphbuild.store import Store
from graphbuild.workflow.heading import heading_of
from graphbuild.workflow.judging.changes import MOST, Changes
from graphbuild.workflow.outputs.places import Places
from graphbuild.workflow.outputs.record import GRAPHML, PAGE
from graphbuild.workflow.outputs.standing import links_between, standing_links

Attributes = dict[LinkKey, dict[str, Any]]


class Redrawing:
    """One drawing again of the files of a store."""

    def __init__(self, store: Store, path: Path, words: Ontology, changes: Changes) -> None:
        """Draw a store at a path.

        Args:
            store: open for reading.
            path: where it lies.
            words: the relations that the page explains.
            changes: since the state that the files show.
        """
        self._store, self._path, self._words, self._changes = store, path, words, changes
        self._links = standing_links(store)
        self._keys = list(self._links)
        self._actors = {end for key in self._links for end in (key.subject, key.object)}
        self._read: Attributes = {}
        self._pairs: set[tuple[str, str]] = set()

    @property
    def linked(self) -> Collection[str]:
        """The ids of all actors that have a link."""
        return self._actors

    def page(self, places: Places, *, with_background: bool) -> Places | None:
        """Write the page.

        Args:
            places: where actors stand.
            with_background: whether the page that is there has what stands around its sentences, and names.

        Returns:
            Where actors stand now; None where all of the page has to be made anew, so that nothing was written.
        """
        from graphbuild.answers.background import MOST_DOCUMENTS, background_of
        from graphbuild.drawing.most_linked import best_linked
        from graphbuild.graph.view import StoreView
        from graphbuild.page import families_of, states_of, write_data
        from graphbuild.page.earlier import EarlierPage

        if with_background != (self._store.counts().documents <= MOST_DOCUMENTS):
            return None
        file = self._path.with_name(PAGE)
        earlier = EarlierPage(file.read_text(encoding="utf-8"))
        if not earlier.is_large:
            return None
        drawn = best_linked(self._actors, ((*_ends(key), status) for key, status in self._links.items()))
        renamed = (self._changes.actors & drawn) | earlier.new(drawn)
        nodes = {actor.id: node_attributes(actor) for actor in self._store.actors_of(renamed)}
        keys = [key for key in self._keys if key.subject in drawn and key.object in drawn]
        changed = self._attributes(keys, set(earlier.differing(drawn, nodes, keys)))
        if changed is None:
            return None
        cited: dict[str, set[int]] = {}
        for item in (item for data in changed.values() for item in data["evidence"]):
            if item["sentence_start"] is not None:
                cited.setdefault(item["doc"], set()).add(item["sentence_start"])
        mentions = (mention for id_ in sorted(renamed) for mention in self._store.mentions(actor=id_))
        more = background_of(StoreView(self._store), cited, renamed, mentions if with_background else ())
        families = families_of(self._words)
        data = earlier.renewed(keys, changed, families, around=more.around, names=more.names, renamed=renamed)
        if data is None:
            return None
        states = states_of(self._words)
        return write_data(data, file, states=states, places=places, **asdict(heading_of(self._store)))

    def graphml(self) -> bool:
        """Write the GraphML file; returns whether it was, and not where all of it has to be made anew."""
        from graphbuild.exports.formats.graphml_again import EarlierGraphML, OutdatedError
        from graphbuild.exports.relation_codes import coded, codes_of
        from graphbuild.exports.store_source import StoreSource
        from graphbuild.graph.filters import Filters

        changed = self._attributes(self._keys, set())
        if changed is None:
            return False
        file = self._path.with_name(GRAPHML)
        source = StoreSource(self._store, Filters(statuses=EVERY_STATUS))
        codes = codes_of(source.ontology)
        attributes = {key: coded(data, codes) for key, data in changed.items()}
        try:
            EarlierGraphML(file).write(source, file, self._keys, attributes, self._changes.actors)
        except OutdatedError:
            return False
        return True

    def _attributes(self, keys: Collection[LinkKey], new: set[LinkKey]) -> Mapping[LinkKey, dict[str, Any]] | None:
        """Return the attributes of those of these links that may have changed, or are new; None where they are many."""
        pairs = self._changes.pairs
        ends = {end for pair in pairs for end in pair}  # most links have none of them, which is told sooner
        wanted = {key for key in keys if key in new or (key.subject in ends and key.pair in pairs)}
        read = {key.pair for key in wanted}
        if len(read) > MOST:
            return None
        self._read |= {link.link_key: edge_attributes(link) for link in links_between(self._store, read - self._pairs)}
        self._pairs |= read
        return {key: self._read[key] for key in wanted}


def _ends(key: LinkKey) -> tuple[str, str]:
    """Return the subject and the object of a link."""
    return key.subject, key.object
