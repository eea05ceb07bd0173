"""The store: the one place that writes. Each change is one transaction: all of it is kept, or nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace as changed
from pathlib import Path
from types import TracebackType
from typing import Self

from graphbuild.core import fingerprint, invariants
from graphbuild.core.model import Claim, Mention, Reading, content_id
from graphbuild.evidence import duplicates
from graphbuild.knowledge import ontology
from graphbuild.resolution import resolve as resolution
from graphbuild.resolution.corrections import Corrections
from graphbuild.resolution.corrections import overlay as overlays
from graphbuild.resolution.corrections.apply import Verdict, judge
from graphbuild.resolution.corrections.notice import Notice
from graphbuild.resolution.corrections.overlay import Overlay
from graphbuild.resolution.corrections.splitting import Archive
from graphbuild.store import rows
from graphbuild.store.connection import (
    connect_reading,
    connect_writing,
    is_there,
    reachable,
    refuse_read_only,
    remove_leftovers,
    remove_unfinished,
    replace,
    settle,
    translated,
)
from graphbuild.store.digest import digest_of
from graphbuild.store.link_table import LinkedView
from graphbuild.store.lock import WriterLock
from graphbuild.store.reading import CONTENT, JUDGED, NOTICES, PENDING, SYMMETRIC, link_key, ordered, with_sources
from graphbuild.store.schema import LATER

_OF_DOCUMENT = ("mention", "claim", "observed", "sentence", "copy")


class Store(LinkedView):
    """A store that is open; use it in a `with` block. Made by `Store.open` and `Store.write`."""

    _lock: WriterLock | None = None
    _fresh_for: Path | None = None
    _abandoned = False

    @classmethod
    def open(cls, path: Path | str) -> Self:
        """Opens a store for reading.

        Raises:
            StoreError: there is none, or it is damaged, of a newer version, or something else.
        """
        path = Path(path)
        return cls(path, connect_reading(path))

    @classmethod
    def write(cls, path: Path | str, *, fresh: bool = False) -> Self:
        """Opens a store for adding; makes it, and its folder, where there is none.

        Args:
            fresh: start anew: all is written beside `path` and takes its place when the `with` block is left
                (or by `commit`). Where that fails, what was there stays as it was.

        Raises:
            StoreError: somebody else is writing it, it cannot be written, or what is there is not a store.
        """
        path = Path(path)
        with reachable(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            lock = WriterLock(path)
        try:
            return cls._locked(path, lock, fresh=fresh)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _locked(cls, path: Path, lock: WriterLock, *, fresh: bool) -> Self:
        target = path.with_name(f"{path.name}.part") if fresh else path
        is_there(path, older=fresh)  # raises where it is not ours to change or replace
        refuse_read_only(path)
        with reachable(path):
            remove_unfinished(path)
        store = cls(target, connect_writing(target))
        store._lock = lock
        store._fresh_for = path if fresh else None
        return store

    def add(self, readings: Iterable[Reading], *, way: str = "") -> None:
        """Adds what was read out of documents. One that is there already is replaced where it differs.

        Their actors are seen once `resolve` has judged who they are.

        Args:
            readings: of documents with different ids.
            way: the way of reading, kept with each document; see `read_otherwise`.

        Raises:
            PromiseError: a reading breaks a promise; nothing is added then.
            StoreError: the store cannot be written.
        """
        with self._transaction():
            for reading in readings:
                invariants.verify(reading)
                self._put(reading, way)

    def remove(self, docs: Iterable[str]) -> None:
        """Takes documents out with all that was observed in them; ids that are not there do not matter."""
        with self._transaction():
            for doc in docs:
                self._drop(doc)

    def resolve(
        self,
        relations: ontology.Ontology | None = None,
        corrections: Corrections | None = None,
        *,
        before_commit: Callable[[], None] | None = None,
    ) -> tuple[Notice, ...]:
        """Judges who is who and which articles tell one story, and makes the actors, names and links from that.

        Where the same code has judged the same documents with the same corrections before, all stays as it is.

        Args:
            relations: says which relations are symmetric; the built-in ontology unless given.
            corrections: what people say of it; they have the last word.
            before_commit: called while nothing is final yet; where it raises, all is as it was.

        Returns:
            A notice for each correction that does not apply.

        Raises:
            DataError: the corrections contradict each other; the judgements are as they were.
        """
        known = relations if relations is not None else ontology.load()
        if self.is_judged(known, corrections):
            if before_commit is not None:
                before_commit()
            return self._notices()
        symmetric = sorted(id_ for id_, relation in known.relations.items() if relation.symmetric)
        told = duplicates.stories(self.copies())
        verdict = self.judged(known, corrections, told)
        resolved = verdict.resolution
        judgements = ((id_, actor, resolved.reasons[id_]) for id_, actor in resolved.canonical.items())
        with self._transaction():
            self._keep(overlays.META_KEY, overlays.dump(verdict.overlay))
            self._overlay = verdict.overlay
            for statement in LATER:
                self._connection.execute(statement)
            for table in ("judgement", "candidate", "actor", "name", "link"):
                self._connection.execute(f"DELETE FROM {table}")
            self._connection.executemany("INSERT INTO judgement VALUES (?, ?, ?)", judgements)
            candidates = ((c.one, c.other, c.score, c.why) for c in resolved.candidates)
            self._connection.executemany("INSERT INTO candidate VALUES (?, ?, ?, ?)", candidates)
            for actor in self.described():
                self._connection.execute(rows.insertion("actor", rows.ACTOR), rows.actor_row(actor))
                self._connection.executemany("INSERT INTO name VALUES (?, ?, ?)", rows.name_rows(actor))
            self._connection.execute("UPDATE copy SET story = NULL WHERE story IS NOT NULL")
            shared = ((story, doc) for doc, story in sorted(told.items()))
            self._connection.executemany("UPDATE copy SET story = ? WHERE doc = ?", shared)
            self._keep(SYMMETRIC, json.dumps(symmetric))
            self._connection.executemany(rows.insertion("link", rows.LINK), map(rows.tie_row, self.tallied()))
            self._connection.execute("DELETE FROM meta WHERE key = ?", (PENDING,))
            self._keep(JUDGED, _way_of_judging(known, corrections))
            self._keep(CONTENT, self._content())
            self._keep(NOTICES, json.dumps([[notice.number, notice.text] for notice in sorted(verdict.notices)]))
            if before_commit is not None:
                before_commit()
        return tuple(sorted(verdict.notices))

    def is_judged(self, relations: ontology.Ontology, corrections: Corrections | None) -> bool:
        """Whether `resolve` has nothing to do."""
        return not self.pending and self.get_meta(JUDGED) == _way_of_judging(relations, corrections)

    def _notices(self) -> tuple[Notice, ...]:
        with translated(self.path):
            return tuple(Notice(number, text) for number, text in json.loads(self.get_meta(NOTICES) or "[]"))

    def _content(self) -> str:
        """What stands for everything that was read in the documents."""
        digest = hashlib.sha256()
        for row in self._rows("SELECT id, digest FROM document ORDER BY id"):
            digest.update("\0".join(row).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def judged(
        self, relations: ontology.Ontology, corrections: Corrections | None, told: Mapping[str, str] | None = None
    ) -> Verdict:
        """Who is who with these corrections; nothing is written.

        Args:
            relations: the ontology.
            corrections: what people say of it.
            told: the stories of the documents, where they are known already.

        Raises:
            DataError: the corrections contradict each other.
        """
        observed = list(self.observed())
        told = told if told is not None else duplicates.stories(self.copies())
        resolved = resolution.resolve(observed, told)
        if corrections is None or not corrections.entries:
            return Verdict(resolution=resolved, overlay=Overlay(), notices=frozenset(), awaited=())
        archive = Archive(sources=self.sources(), mentions=self._mentions_in)
        verdict = judge(corrections, observed, resolved, archive, relations)
        symmetric = frozenset(id_ for id_, relation in relations.relations.items() if relation.symmetric)
        there = {link_key(claim) for claim in self._claims_under(verdict, symmetric)}
        missing = {notice for key, notice in verdict.awaited if key not in there}
        return changed(verdict, notices=verdict.notices | missing, awaited=())

    def _mentions_in(self, doc: str) -> tuple[Mention, ...]:
        reading = self.reading(doc)
        return reading.mentions if reading is not None else ()

    def _claims_under(self, verdict: Verdict, symmetric: frozenset[str]) -> Iterator[Claim]:
        """The claims of the actors of links that corrections speak of, as they will be seen."""
        yield from verdict.overlay.added
        actors = with_sources({key[0] for key, _ in verdict.awaited}, verdict.overlay)
        canonical = verdict.resolution.canonical
        for claim in self.observed_claims(id_ for id_, actor in canonical.items() if actor in actors):
            ends = changed(claim, subject=canonical[claim.subject], object=canonical[claim.object])
            yield ordered(verdict.overlay.claim(ends), symmetric)

    def set_meta(self, key: str, value: str) -> None:
        """Keeps a text under a key; where it is there already, nothing is written."""
        if self.get_meta(key) != value:
            with self._transaction():
                self._keep(key, value)

    def commit(self) -> None:
        """Ends the writing; a fresh store takes the place of the old one. Nothing can follow.

        Raises:
            StoreError: the disk is full, say; a fresh store is given up then, and the old one stays.
        """
        try:
            with translated(self._fresh_for or self.path):
                settle(self._connection)
            if self._fresh_for is not None:
                replace(self._fresh_for, self.path)
        finally:
            self._release()

    def discard(self) -> None:
        """Ends the writing; a fresh store is thrown away, and what was there before stays."""
        self._connection.close()
        self._release()

    def abandon(self) -> None:
        """Has the store removed when the writing ends: it was made for nothing."""
        self._abandoned = True

    def close(self) -> None:
        """Ends reading or writing; the same as `commit`."""
        if self._lock is not None:
            self.commit()
        else:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None and self._fresh_for is not None:
            self.discard()
        else:
            self.close()

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Makes one change of all changes in the block: all of them are kept, or none."""
        with self._transaction():
            yield

    @contextmanager
    def _transaction(self) -> Iterator[None]:
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
        self._keep(PENDING, "1")
        judged = "DELETE FROM judgement WHERE observed IN (SELECT id FROM observed WHERE doc = ?)"
        self._connection.execute(judged, (doc,))
        spoken = "DELETE FROM sentence_words WHERE rowid IN (SELECT id FROM sentence WHERE doc = ?)"
        self._connection.execute(spoken, (doc,))
        for table in _OF_DOCUMENT:
            self._connection.execute(f"DELETE FROM {table} WHERE doc = ?", (doc,))
        self._connection.execute("DELETE FROM document WHERE id = ?", (doc,))

    def _keep(self, key: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def _release(self) -> None:
        """Takes away what an unfinished fresh store left, and gives the lock back."""
        if self._fresh_for is not None or self._abandoned:
            _discard(self.path)
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def _way_of_judging(relations: ontology.Ontology, corrections: Corrections | None) -> str:
    said = repr(corrections) if corrections is not None and corrections.entries else ""
    return content_id(fingerprint.of_code(), relations.digest, said, length=64)


def _discard(path: Path) -> None:
    path.unlink(missing_ok=True)
    remove_leftovers(path)
