"""The writing side of a store. Each change is one transaction: all of it is kept, or nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from graphbuild.core import invariants, steps
from graphbuild.core.model import Actor, Reading
from graphbuild.evidence import duplicates
from graphbuild.resolution.corrections import overlay as overlays
from graphbuild.store import rows
from graphbuild.store.connection import translated
from graphbuild.store.digest import digest_of
from graphbuild.store.judgements import Judgements
from graphbuild.store.link_table import LinkedView
from graphbuild.store.metadata import CONTENT, JUDGED, PENDING, SIGNATURES, SYMMETRIC
from graphbuild.store.schema import LATER

_OF_DOCUMENT = ("mention", "claim", "observed", "sentence", "copy")


class WritableView(LinkedView):
    """All that an open store holds, and the changes of it."""

    _fresh_for: Path | None = None
    """Where a store that replaces another one will be: the path that errors name."""

    def add(self, readings: Iterable[Reading], *, way: str = "") -> None:
        """Add what was read in documents; a document that is there already is replaced where its reading differs.

        Actors and links do not show it before the store is judged (`replace_judgements`).

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

    def replace_judgements(self, judgements: Judgements, describe: Callable[[], Iterable[Actor]]) -> None:
        """Replace who is who and which articles tell one story, and with these the actors, names and links.

        Args:
            judgements: made of the documents that the store holds now.
            describe: makes the actors; called when the store already answers by the new judgements.

        Raises:
            StoreError: the store cannot be written.
        """
        with self._transaction():
            self._keep(overlays.META_KEY, overlays.dump(judgements.overlay))
            self._overlay = judgements.overlay
            for statement in LATER:
                self._connection.execute(statement)
            for table in ("judgement", "candidate", "actor", "name", "link"):
                self._connection.execute(f"DELETE FROM {table}")
            judged = ((id_, actor, judgements.reasons[id_]) for id_, actor in judgements.actors.items())
            self._connection.executemany("INSERT INTO judgement VALUES (?, ?, ?)", judged)
            candidates = ((c.one, c.other, c.score, c.why) for c in judgements.candidates)
            self._connection.executemany("INSERT INTO candidate VALUES (?, ?, ?, ?)", candidates)
            for actor in describe():
                self._connection.execute(rows.insertion("actor", rows.ACTOR), rows.actor_row(actor))
                self._connection.executemany("INSERT INTO name VALUES (?, ?, ?)", rows.name_rows(actor))
            self._connection.execute("UPDATE copy SET story = NULL WHERE story IS NOT NULL")
            shared = ((story, doc) for doc, story in sorted(judgements.stories.items()))
            self._connection.executemany("UPDATE copy SET story = ? WHERE doc = ?", shared)
            self._keep(SYMMETRIC, json.dumps(sorted(judgements.symmetric)))
            self._connection.executemany(rows.insertion("link", rows.LINK), map(rows.link_row, self.summarized()))
            self._connection.execute("DELETE FROM meta WHERE key = ?", (PENDING,))
            self._keep(JUDGED, judgements.key)
            self._keep(CONTENT, self._content())

    def sign_documents(self) -> None:
        """Make the signatures by which copies of one story are recognised again, where today's code made others.

        Raises:
            StoreError: the store cannot be written.
        """
        key = steps.SIGNATURES.key()
        if self.get_meta(SIGNATURES) == key:
            return
        with self._transaction():
            for doc in sorted(self.doc_ids()):
                [(text,)] = self._rows("SELECT text FROM document WHERE id = ?", doc)
                signed = (duplicates.signature(text), doc)
                self._connection.execute("UPDATE copy SET signature = ? WHERE doc = ?", signed)
            self._keep(SIGNATURES, key)

    def _content(self) -> str:
        """Return a hash of everything that was read in the documents."""
        digest = hashlib.sha256()
        for row in self._rows("SELECT id, digest FROM document ORDER BY id"):
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
        insert(rows.insertion("observed", rows.OBSERVED), map(rows.observed_row, reading.actors))
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
        judged = "DELETE FROM judgement WHERE observed IN (SELECT id FROM observed WHERE doc = ?)"
        self._connection.execute(judged, (doc,))
        spoken = "DELETE FROM sentence_words WHERE rowid IN (SELECT id FROM sentence WHERE doc = ?)"
        self._connection.execute(spoken, (doc,))
        for table in _OF_DOCUMENT:
            self._connection.execute(f"DELETE FROM {table} WHERE doc = ?", (doc,))
        self._connection.execute("DELETE FROM document WHERE id = ?", (doc,))

    def _keep(self, key: str, value: str) -> None:
        """Keep a text under a key, within a transaction."""
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
