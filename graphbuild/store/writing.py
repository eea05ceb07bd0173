"""The writing side of a store. Each change is one transaction: all of it is kept, or nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from graphbuild.core import invariants, steps
from graphbuild.core.model import Reading
from graphbuild.core.names import name_key
from graphbuild.evidence import duplicates
from graphbuild.resolution.corrections import overlay as overlays
from graphbuild.resolution.corrections.overlay import Overlay
from graphbuild.store import rows
from graphbuild.store.connection import translated
from graphbuild.store.derived import DerivedWriter
from graphbuild.store.digest import digest_of
from graphbuild.store.metadata import CONTENT, JUDGED, PENDING, SIGNATURES, SYMMETRIC

_OF_DOCUMENT = ("mention", "claim", "observed", "sentence", "copy")


class WritableView(DerivedWriter):
    """All that an open store holds, and the changes of it."""

    _fresh_for: Path | None = None
    """Where a store that replaces another one will be: the path that errors name."""

    def add(self, readings: Iterable[Reading], *, way: str = "") -> None:
        """Add what was read in documents; a document that is there already is replaced where its reading differs.

        Actors and links do not show it before the store is judged (`workflow.judge`).

        Args:
            readings: of documents with different ids.
            way: how they were read (`pipeline.signature`), kept with each document; see `outdated`.

        Raises:
            PromiseError: a reading breaks an invariant; nothing is added then.
            StoreError: the store cannot be written.
        """
        with self._transaction():
            if next(self._rows("SELECT 1 FROM document LIMIT 1"), None) is None:
                self._keep(SIGNATURES, steps.SIGNATURES.key())
            for reading in readings:
                invariants.verify(reading)
                self._put(reading, way)

    def remove(self, docs: Iterable[str]) -> None:
        """Take documents out with all that was observed in them; ids that the store does not have are ignored.

        Raises:
            StoreError: the store cannot be written.
        """
        with self._transaction():
            for doc in docs:
                self._drop(doc)

    def move(self, places: Mapping[str, int | None]) -> None:
        """Note in which row of their table documents stand now, by their ids; nothing else of them changes.

        Raises:
            StoreError: the store cannot be written.
        """
        if places:
            with self._transaction():
                moved = ((row, doc) for doc, row in places.items())
                self._connection.executemany("UPDATE document SET row = ? WHERE id = ?", moved)
                if self.get_meta(CONTENT) is not None:
                    self._keep(CONTENT, self._content())

    def keep_judging(self, overlay: Overlay, symmetric: Iterable[str], keys: Mapping[str, str]) -> None:
        """Keep what corrections say beside who is who, which relations have no direction, and keys of the judging.

        The store answers by them from then on.
        """
        with self._transaction():
            self._keep(overlays.META_KEY, overlays.dump(overlay))
            self._overlay = overlay
            self._keep(SYMMETRIC, json.dumps(sorted(symmetric)))
            for key, value in keys.items():
                self._keep(key, value)

    def settle_judging(self, key: str) -> None:
        """Note that everything is judged.

        Args:
            key: what the judging depended on besides the documents.
        """
        with self._transaction():
            self.forget_touched()
            self._connection.execute("DELETE FROM meta WHERE key = ?", (PENDING,))
            self._keep(JUDGED, key)
            self._keep(CONTENT, self._content())

    def sign_documents(self) -> bool:
        """Make the signatures by which copies of one story are recognised again, where today's code made others.

        Returns:
            Whether that was so.

        Raises:
            StoreError: the store cannot be written.
        """
        key = steps.SIGNATURES.key()
        if self.get_meta(SIGNATURES) == key:
            return False
        with self._transaction():
            for doc in sorted(self.doc_ids()):
                [(text,)] = self._rows("SELECT text FROM document WHERE id = ?", doc)
                signed = (duplicates.signature(text), doc)
                self._connection.execute("UPDATE copy SET signature = ? WHERE doc = ?", signed)
            self._keep(SIGNATURES, key)
        return True

    def _content(self) -> str:
        """Return a hash of everything that was read in the documents."""
        digest = hashlib.sha256()
        for row in self._rows("SELECT id, digest || coalesce(' ' || row, '') FROM document ORDER BY id"):
            digest.update("\0".join(row).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def set_meta(self, key: str, value: str) -> None:
        """Keep a text under a key; where it is there already, nothing is written."""
        if self.get_meta(key) != value:
            with self._transaction():
                self._keep(key, value)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make all changes in the block one transaction: all of them are kept, or none."""
        with self._transaction():
            yield

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Begin a transaction, or take part in the one that has begun; a failure undoes all of it."""
        if self._connection.in_transaction:  # a part of a larger change
            with translated(self._fresh_for or self.path):
                yield
            return
        with translated(self._fresh_for or self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                self._overlay = None
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _put(self, reading: Reading, way: str) -> None:
        """Add a reading, or replace the one of its document; where it is the same, note only how it was read."""
        doc, digest = reading.document.id, digest_of(reading)
        if next(self._rows("SELECT digest FROM document WHERE id = ?", doc), None) == (digest,):
            self._connection.execute("UPDATE document SET way = ? WHERE id = ?", (way, doc))
            return
        self._drop(doc)
        insert = self._connection.executemany
        document = (*rows.document_row(reading.document), digest, way)
        self._connection.execute(rows.insertion("document", (*rows.DOCUMENT, "digest", "way")), document)
        observed = ((*rows.observed_row(actor), name_key(actor.name)) for actor in reading.actors)
        insert(rows.insertion("observed", (*rows.OBSERVED, "name_key")), observed)
        insert(rows.insertion("mention", rows.MENTION), map(rows.mention_row, reading.mentions))
        insert(rows.insertion("claim", rows.CLAIM), (rows.claim_row(claim, doc) for claim in reading.claims))
        insert("INSERT INTO copy VALUES (?, ?, NULL)", [(doc, duplicates.signature(reading.document.text))])
        for span in reading.sentences:
            at = self._connection.execute(
                'INSERT INTO sentence (doc, start, "end") VALUES (?, ?, ?)', (doc, span.start, span.end)
            )
            words = span.of(reading.document.text)
            self._connection.execute("INSERT INTO sentence_words (rowid, words) VALUES (?, ?)", (at.lastrowid, words))

    def _drop(self, doc: str) -> None:
        """Remove a document with all that was observed in it."""
        self._keep(PENDING, "1")
        self._touch_all(doc)
        judged = "DELETE FROM judgement WHERE observed IN (SELECT id FROM observed WHERE doc = ?)"
        self._connection.execute(judged, (doc,))
        spoken = "DELETE FROM sentence_words WHERE rowid IN (SELECT id FROM sentence WHERE doc = ?)"
        self._connection.execute(spoken, (doc,))
        for table in _OF_DOCUMENT:
            self._connection.execute(f"DELETE FROM {table} WHERE doc = ?", (doc,))
        self._connection.execute("DELETE FROM document WHERE id = ?", (doc,))

    def _touch_all(self, doc: str) -> None:
        """Note what the observations in a document, which is to be added or removed, have to do with."""
        self.touch("doc", [doc])
        if self.judged_by is None or not self.has(doc):
            return
        of_doc = "FROM observed o JOIN judgement j ON j.observed = o.id WHERE o.doc = ?"
        for kind, query in (
            ("entry", f"SELECT DISTINCT j.entry {of_doc}"),
            ("actor", f"SELECT DISTINCT j.actor {of_doc}"),
            ("name", "SELECT DISTINCT name_key FROM observed WHERE doc = ?"),
            ("story", "SELECT story FROM copy WHERE doc = ? AND story IS NOT NULL"),
        ):
            self.touch(kind, [id_ for (id_,) in self._rows(query, doc)])
        self.touch("pair", [json.dumps(pair) for pair in self.pairs_in([doc])])

    def _keep(self, key: str, value: str) -> None:
        """Keep a text under a key, within a transaction."""
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
