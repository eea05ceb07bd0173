"""Reading the documents of a store, their sentences, and the stories that they share."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from graphbuild.core.model import Document, Span
from graphbuild.evidence import duplicates
from graphbuild.store import rows
from graphbuild.store.metadata import Metadata
from graphbuild.store.sql import AMONG, among


class DocumentReader(Metadata):
    """The documents of an open store."""

    def documents(self) -> Iterator[Document]:
        """Yield all documents, by id."""
        return self._made(rows.document, f"SELECT {rows.columns(rows.DOCUMENT)} FROM document ORDER BY id")

    def document(self, doc: str) -> Document | None:
        """Return the document of this id, if there is one."""
        query = f"SELECT {rows.columns(rows.DOCUMENT)} FROM document WHERE id = ?"
        return next(self._made(rows.document, query, doc), None)

    def has(self, doc: str) -> bool:
        """Return whether there is a document of this id."""
        return any(self._rows("SELECT 1 FROM document WHERE id = ?", doc))

    def doc_ids(self) -> set[str]:
        """Return the ids of all documents."""
        return {id_ for (id_,) in self._rows("SELECT id FROM document")}

    def sources(self) -> dict[str, str]:
        """Return the source of each document, by its id."""
        return dict(self._rows("SELECT id, source FROM document ORDER BY id"))

    def outdated(self, way: str) -> set[str]:
        """Return the ids of the documents that were read in another way than this one (see `Store.add`)."""
        return {id_ for (id_,) in self._rows("SELECT id FROM document WHERE way <> ?", way)}

    def copies(self, docs: Collection[str] | None = None) -> Iterator[duplicates.Copy]:
        """Yield what copies of one story are recognised by, for each document, or each of these, by id."""
        query = "SELECT c.doc, d.published, c.signature FROM copy c JOIN document d ON d.id = c.doc"
        among_, values = ("", ()) if docs is None else (f"WHERE c.doc IN {AMONG}", (among(docs),))
        for doc, published, signature in self._rows(f"{query} {among_} ORDER BY c.doc", *values):
            yield duplicates.Copy(doc=doc, published=published, signature=signature)

    def stories(self, docs: Collection[str] | None = None) -> dict[str, str]:
        """Return the story of each document, or of these, that shares one, as the id of its earliest document."""
        query = "SELECT doc, story FROM copy WHERE story IS NOT NULL"
        if docs is None:
            return dict(self._rows(f"{query} ORDER BY doc"))
        return dict(self._rows(f"{query} AND doc IN {AMONG} ORDER BY doc", among(docs)))

    def story(self, doc: str) -> str | None:
        """Return the story of a document, where it shares one with others."""
        return next((story for (story,) in self._rows("SELECT story FROM copy WHERE doc = ?", doc)), None)

    def sentences(self, doc: str) -> list[Span]:
        """Return the sentences of a document, in the order of its text."""
        query = 'SELECT start, "end" FROM sentence WHERE doc = ? ORDER BY start'
        return [Span(start, end) for start, end in self._rows(query, doc)]

    def document_sources(self) -> Iterator[rows.Row]:
        """Yield of each document, in no order: id, title, outlet, date, URL, file, pages (a JSON list), row, story."""
        return self._rows(
            "SELECT d.id, d.title, d.outlet, d.published, d.url, d.source, d.pages, d.row, c.story "
            "FROM document d LEFT JOIN copy c ON c.doc = d.id"
        )

    def texts(self, docs: Collection[str]) -> Iterator[tuple[str, str]]:
        """Yield id and text of each of these documents, by id."""
        query = f"SELECT id, text FROM document WHERE id IN {AMONG} ORDER BY id"
        return ((doc, text) for doc, text in self._rows(query, among(docs)))

    def found(self, query: str) -> Iterator[tuple[str, Span]]:
        """Yield the sentences that match a full-text query, best first, then by document and offset.

        Args:
            query: in the query language of SQLite's FTS5; ranked by BM25.
        """
        search = (
            'SELECT s.doc, s.start, s."end" FROM sentence_words JOIN sentence s ON s.id = sentence_words.rowid '
            "WHERE sentence_words MATCH ? ORDER BY round(bm25(sentence_words), 6), s.doc, s.start"
        )
        return ((doc, Span(start, end)) for doc, start, end in self._rows(search, query))
