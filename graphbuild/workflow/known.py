"""Comparing documents that are given with those that a store holds already."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from graphbuild.core.model import Document
from graphbuild.documents.kinds import Way, by_ending
from graphbuild.store import Store


class Comparison(Enum):
    """What a store holds of a document that is given."""

    NEW = auto()
    """Nothing of this id."""
    SAME = auto()
    """The same document, read in the same way."""
    OUTDATED = auto()
    """The same text, with other fields (outlet, date ...) or read in another way."""
    CONFLICT = auto()
    """Another text under the same id."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The result of a comparison.

    Attributes:
        result: what the store holds.
        source: for a conflict, the source of the other text.
        earlier: for a new document, the id of a document from the same file with another text, if there is one.
    """

    result: Comparison
    source: str | None = None
    earlier: str | None = None


class KnownDocuments:
    """The documents of a store, to compare others with while a run adds to them.

    Attributes:
        outdated: the ids of those that were read in another way, when the run began; whoever reads one again takes
            it out.
        moved: the rows of those that are the same but stand in another row of their table, by id.
    """

    def __init__(self, store: Store, way: str) -> None:
        """Ask the store once which documents are outdated, and which files they came from.

        Args:
            store: it may be written to meanwhile.
            way: how documents are read now (`pipeline.signature`).
        """
        self._store = store
        self.outdated = store.outdated(way)
        self.moved: dict[str, int | None] = {}
        self._ids = {source: id_ for id_, source in store.sources().items() if not _is_table(source)}

    def compare(self, document: Document) -> Compared:
        """Return what the store holds of a document. Reads the stored document, and changes nothing."""
        there = self._store.document(document.id)
        if there is None:
            return Compared(Comparison.NEW, earlier=self._ids.get(document.source))
        if there.text != document.text:
            return Compared(Comparison.CONFLICT, source=there.source)
        same = there == document and document.id not in self.outdated
        if same and there.row != document.row:
            self.moved[document.id] = document.row
        return Compared(Comparison.SAME if same else Comparison.OUTDATED)


def _is_table(source: str) -> bool:
    """Return whether a file holds many documents, so that another text in it is nothing to report."""
    kind = by_ending(source)
    return kind is not None and (kind.way is Way.ROWS or kind.module.startswith("tables."))
