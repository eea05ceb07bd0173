"""Reading a store: everything comes back in a fixed order, seen through the judgements."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import merge
from itertools import groupby
from pathlib import Path

from graphbuild.core.model import Actor, Claim, Document, Evidence, Mention, ObservedActor, Reading, Span, content_id
from graphbuild.core.names import fold
from graphbuild.evidence import duplicates
from graphbuild.knowledge.ontology.relation import OPEN
from graphbuild.resolution import resolve
from graphbuild.resolution.corrections import overlay as overlays
from graphbuild.resolution.corrections.overlay import LinkKey, Overlay
from graphbuild.store import rows
from graphbuild.store.connection import understood
from graphbuild.store.integrity import Tables

SYMMETRIC = "symmetric"
"""The meta key under which the relations without a direction are kept, so that readers need no ontology."""

JUDGED, CONTENT, NOTICES = "judged", "content", "notices"
"""The meta keys of what was judged last: in which way, on which documents, and which corrections did not apply."""

PENDING = "pending"
"""The meta key that is there while documents were added or removed, and who is who is still to be judged."""

_AMONG = "(SELECT value FROM json_each(?))"
_OBSERVED_AMONG = f"(SELECT observed FROM judgement WHERE actor IN {_AMONG})"

_CANONICAL = {
    "subject": "s.actor",
    "object": "o.actor",
    "attributed_to": "coalesce(a.actor, c.attributed_to)",
    "place": "coalesce(p.actor, c.place)",
}
_CLAIMS = (
    f"SELECT {', '.join(_CANONICAL.get(name, f'c.{name}') for name in rows.CLAIM)} FROM claim c "
    "CROSS JOIN judgement s ON s.observed = c.subject CROSS JOIN judgement o ON o.observed = c.object "
    "LEFT JOIN judgement a ON a.observed = c.attributed_to LEFT JOIN judgement p ON p.observed = c.place "
)
_MENTIONS = (
    'SELECT m.doc, m.start, m."end", m.text, j.actor, m.kind, m."join" FROM mention m '
    "CROSS JOIN judgement j ON j.observed = m.actor "
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a store holds. `observed` counts actors per document, `claims` all that are kept."""

    documents: int
    observed: int
    actors: int
    mentions: int
    claims: int


class View(Tables):
    """The reading side of a store."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        super().__init__(path, connection)
        self._overlay: Overlay | None = None

    @property
    def overlay(self) -> Overlay:
        """What people say beside who is who: of names, of single mentions, of links."""
        if self._overlay is None:
            text = self.get_meta(overlays.META_KEY)
            with understood(self.path):
                self._overlay = overlays.load(text) if text else Overlay()
        return self._overlay

    def documents(self) -> Iterator[Document]:
        """All documents, by id."""
        return self._made(rows.document, f"SELECT {rows.columns(rows.DOCUMENT)} FROM document ORDER BY id")

    def document(self, doc: str) -> Document | None:
        """The document of this id, if there is one."""
        query = f"SELECT {rows.columns(rows.DOCUMENT)} FROM document WHERE id = ?"
        return next(self._made(rows.document, query, doc), None)

    def has(self, doc: str) -> bool:
        """Whether there is a document of this id."""
        return any(self._rows("SELECT 1 FROM document WHERE id = ?", doc))

    def doc_ids(self) -> set[str]:
        """The ids of all documents."""
        return {id_ for (id_,) in self._rows("SELECT id FROM document")}

    def read_otherwise(self, way: str) -> set[str]:
        """The ids of the documents that were not read in this way (see `Store.add`)."""
        return {id_ for (id_,) in self._rows("SELECT id FROM document WHERE way <> ?", way)}

    def actors(self) -> Iterator[Actor]:
        """All actors, by id."""
        return self._made(rows.actor, f"SELECT {rows.columns(rows.ACTOR)} FROM actor ORDER BY id")

    def actor(self, actor_id: str) -> Actor | None:
        """The actor of this id, if there is one."""
        query = f"SELECT {rows.columns(rows.ACTOR)} FROM actor WHERE id = ?"
        return next(self._made(rows.actor, query, actor_id), None)

    def named(self, text: str) -> list[Actor]:
        """The actor of this id; else all actors of this name or alias (as `names.fold` compares), by id."""
        exact = self.actor(text)
        if exact is not None:
            return [exact]
        query = (
            f"SELECT {rows.columns(rows.ACTOR)} FROM actor "
            "WHERE id IN (SELECT actor FROM name WHERE key = ?) ORDER BY id"
        )
        return list(self._made(rows.actor, query, fold(text)))

    def names(self, words: Collection[str] = ()) -> Iterator[tuple[str, str]]:
        """Every name and alias with its actor's id, by name.

        Args:
            words: only names whose `names.name_key` may hold each of these; those of others may come too.
        """
        # What a key of names lacks of the key kept here: dots and apostrophes, `&` for "and", letters beyond ASCII.
        plain = "instr(replace(replace(key, '.', ''), char(39), ''), ?)"
        marked = "(instr(key, '.') OR instr(key, char(39)))"
        beyond = "instr(key, '&') OR length(key) <> length(CAST(key AS BLOB))"
        may_hold = f"(instr(key, ?) OR {marked} AND {plain} OR {beyond})"
        query = f"SELECT name, actor FROM name {_where([may_hold] * len(words))} ORDER BY name, actor"
        return ((name, actor) for name, actor in self._rows(query, *(word for word in words for _ in range(2))))

    def mentions(self, *, actor: str | None = None, doc: str | None = None) -> Iterator[Mention]:
        """Mentions with their actors' ids, by document and place in it; of one actor or document if given."""
        overlay = self.overlay
        conditions, values = [], []
        if actor is not None:
            conditions.append(f"m.actor IN {_OBSERVED_AMONG}")
            values.append(_json(with_sources({actor}, overlay)))
        if doc is not None:
            conditions.append("m.doc = ?")
            values.append(doc)
        order = 'ORDER BY m.doc, m.start, m."end", j.actor, m.kind, m."join"'
        found = self._made(rows.mention, f"{_MENTIONS}{_where(conditions)} {order}", *values)
        if not (overlay.moved or overlay.rejected):
            return found
        owned = map(overlay.mention, found)
        return (m for m in owned if m.actor not in overlay.rejected and actor in (None, m.actor))

    def claims(
        self,
        *,
        actors: Collection[str] | None = None,
        doc: str | None = None,
        relations: Collection[str] | None = None,
        ids: Collection[str] | None = None,
    ) -> Iterator[Claim]:
        """Claims with their actors' ids, by claim id.

        The ends of a symmetric relation come in the order of their ids. A claim whose two ends turned out to
        be one actor is left out, and so is what people rejected; what they added is there.

        Args:
            actors: only claims with one of these at either end.
            doc: only claims of this document.
            relations: only claims of these relations.
            ids: only these claims.
        """
        overlay = self.overlay
        found = self.heard(actors=actors, doc=doc, relations=relations, ids=ids)
        if overlay.added and doc is None:
            asked = (c for c in overlay.added if ids is None or c.id in ids)
            hand_made = (c for c in asked if relations is None or c.relation in relations)
            found = merge(found, _at(hand_made, actors), key=lambda claim: claim.id)
        if not (overlay.refused or overlay.rejected):
            return found
        return (claim for claim in found if overlay.stands(link_key(claim)))

    def heard(
        self,
        *,
        actors: Collection[str] | None = None,
        doc: str | None = None,
        relations: Collection[str] | None = None,
        ids: Collection[str] | None = None,
    ) -> Iterator[Claim]:
        """The claims of the documents alone, also those that people rejected; otherwise as `claims`."""
        overlay = self.overlay
        conditions, values = [], []
        if not overlay.moved:
            conditions.append("s.actor <> o.actor")
        wanted = actors
        if actors is not None:
            actors = with_sources(actors, overlay)
            either = " UNION ".join(
                f"SELECT id FROM claim WHERE {end} IN {_OBSERVED_AMONG}" for end in ("subject", "object")
            )
            conditions.append(f"c.id IN ({either})")
            conditions.append(f"(s.actor IN {_AMONG} OR o.actor IN {_AMONG})")
            values += [_json(actors)] * 4
        if doc is not None:
            conditions.append("c.doc = ?")
            values.append(doc)
        if relations is not None:
            conditions.append(f"c.relation IN {_AMONG}")
            values.append(_json(relations))
        if ids is not None:
            conditions.append(f"c.id IN {_AMONG}")
            values.append(_json(ids))
        symmetric = self._symmetric()
        query = f"{_CLAIMS}{_where(conditions)} ORDER BY c.id, c.doc"
        claims: Iterator[Claim] = map(overlay.claim, self._made(rows.claim, query, *values))
        if overlay.moved:
            claims = (claim for claim in _at(claims, wanted) if claim.subject != claim.object)
        return (ordered(claim, symmetric) for claim in claims)

    def observed_claims(self, observed: Iterable[str]) -> Iterator[Claim]:
        """The claims with one of these observed actors at an end, with observed ids, by claim id."""
        among = _json(list(observed))
        either = " UNION ".join(f"SELECT id FROM claim WHERE {end} IN {_AMONG}" for end in ("subject", "object"))
        query = f"SELECT {rows.columns(rows.CLAIM)} FROM claim WHERE id IN ({either}) ORDER BY id, doc"
        return self._made(rows.claim, query, among, among)

    def observed(self, *, doc: str | None = None) -> Iterator[ObservedActor]:
        """The actors as the documents show them, by id; of one document where given."""
        query = f"SELECT {rows.columns(rows.OBSERVED)} FROM observed"
        if doc is None:
            return self._made(rows.observed, f"{query} ORDER BY id")
        return self._made(rows.observed, f"{query} WHERE doc = ? ORDER BY id", doc)

    def judgements(self) -> Iterator[tuple[str, str, str]]:
        """Observed id, actor id and reason, by observed id."""
        query = "SELECT observed, actor, reason FROM judgement ORDER BY observed"
        return ((observed, actor, reason) for observed, actor, reason in self._rows(query))

    def reasons(self, actor: str) -> Iterator[str]:
        """Why what each document shows is this actor: a reason once for each document it holds for."""
        query = (
            "SELECT DISTINCT o.doc, j.reason FROM judgement j JOIN observed o ON o.id = j.observed "
            "WHERE j.actor = ? ORDER BY o.doc, j.reason"
        )
        return (reason for _, reason in self._rows(query, actor))

    def sources(self) -> dict[str, str]:
        """The source of each document, by its id."""
        return dict(self._rows("SELECT id, source FROM document ORDER BY id"))

    def copies(self) -> Iterator[duplicates.Copy]:
        """What the documents are known again by, by id."""
        query = "SELECT c.doc, d.published, c.signature FROM copy c JOIN document d ON d.id = c.doc ORDER BY c.doc"
        for doc, published, signature in self._rows(query):
            yield duplicates.Copy(doc=doc, published=published, signature=signature)

    def stories(self) -> dict[str, str]:
        """The story of each document that shares one with others, as the id of its earliest document."""
        return dict(self._rows("SELECT doc, story FROM copy WHERE story IS NOT NULL ORDER BY doc"))

    def story(self, doc: str) -> str | None:
        """The story of a document, where it shares one with others."""
        return next((story for (story,) in self._rows("SELECT story FROM copy WHERE doc = ?", doc)), None)

    def found(self, query: str) -> Iterator[tuple[str, Span]]:
        """The sentences that answer a query in the language of SQLite's FTS5, best first (BM25), then by place."""
        search = (
            'SELECT s.doc, s.start, s."end" FROM sentence_words JOIN sentence s ON s.id = sentence_words.rowid '
            "WHERE sentence_words MATCH ? ORDER BY round(bm25(sentence_words), 6), s.doc, s.start"
        )
        return ((doc, Span(start, end)) for doc, start, end in self._rows(search, query))

    def candidates(self) -> Iterator[resolve.Candidate]:
        """Pairs of actors that may be one, the likeliest first; none in a store of an early form."""
        if not any(self._rows("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'candidate'")):
            return
        for one, other, score, why in self._rows("SELECT * FROM candidate ORDER BY score DESC, one, other"):
            yield resolve.Candidate(one=one, other=other, score=score, why=why)

    def reading(self, doc: str) -> Reading | None:
        """What was observed in one document, with observed ids: as it was added, but for the order."""
        document = self.document(doc)
        if document is None:
            return None
        mentions = f'SELECT {rows.columns(rows.MENTION)} FROM mention WHERE doc = ? ORDER BY start, "end", rowid'
        claims = f"SELECT {rows.columns(rows.CLAIM)} FROM claim WHERE doc = ? ORDER BY id"
        sentences = 'SELECT start, "end" FROM sentence WHERE doc = ? ORDER BY start'
        return Reading(
            document=document,
            actors=tuple(self.observed(doc=doc)),
            mentions=tuple(self._made(rows.mention, mentions, doc)),
            claims=tuple(self._made(rows.claim, claims, doc)),
            sentences=tuple(Span(start, end) for start, end in self._rows(sentences, doc)),
        )

    def described(self) -> Iterator[Actor]:
        """The actors as the judgements make them out of the observations, by id; kept by `Store.resolve`."""
        counted = "SELECT j.actor, count(*) FROM mention m JOIN judgement j ON j.observed = m.actor GROUP BY j.actor"
        overlay = self.overlay
        mentions: Counter[str] = Counter(dict(self._rows(counted)))
        mentions.update(moved.actor for moved in overlay.moved)
        mentions.subtract(moved.source for moved in overlay.moved)
        judged = (
            f"SELECT j.actor, {rows.columns(rows.OBSERVED, 'o')} FROM judgement j "
            "JOIN observed o ON o.id = j.observed ORDER BY j.actor, o.id"
        )
        members = self._made(lambda row: (str(row[0]), rows.observed(row[1:])), judged)
        seen = ((actor, overlay.remaining(member)) for actor, member in members)
        for actor, group in groupby(merge(seen, overlay.parts, key=_first), key=_first):
            if actor not in overlay.rejected:
                observed = [member for _, member in group]
                yield overlay.dressed(resolve.describe(actor, observed, n_mentions=mentions[actor]))

    def relations(self) -> set[str]:
        """The relations of all claims."""
        return {relation for (relation,) in self._rows("SELECT DISTINCT relation FROM claim")}

    def counts(self) -> Counts:
        """How much there is of everything."""
        tables = ("document", "observed", "actor", "mention", "claim")
        query = "SELECT " + ", ".join(f"(SELECT count(*) FROM {table})" for table in tables)
        documents, observed, actors, mentions, claims = next(self._rows(query))
        return Counts(documents=documents, observed=observed, actors=actors, mentions=mentions, claims=claims)

    @property
    def pending(self) -> bool:
        """Whether a build or a removal was cut off before it had judged who is who: the next build does."""
        return self.get_meta(PENDING) is not None

    @property
    def state(self) -> str | None:
        """What stands for all that the store shows: the same for the same documents, judged in the same way; null while
        that is pending.
        """
        judged, content = self.get_meta(JUDGED), self.get_meta(CONTENT)
        return None if self.pending or judged is None or content is None else content_id(judged, content, length=64)

    def get_meta(self, key: str) -> str | None:
        """What is kept under this key, if anything."""
        return next((value for (value,) in self._rows("SELECT value FROM meta WHERE key = ?", key)), None)

    def folded(self) -> str:
        """Every name and alias as `names.fold` compares it, one in a line: in one piece, which is fetched at once."""
        [(lines,)] = self._rows("SELECT group_concat(key, char(10)) FROM name")
        return lines or ""

    def name_rows(self) -> Iterator[tuple[str, str, str]]:
        """Every name as it is looked up, its actor's id, and the name itself."""
        query = "SELECT key, actor, name FROM name ORDER BY key, actor, name"
        return ((key, actor, name) for key, actor, name in self._rows(query))

    def _symmetric(self) -> frozenset[str]:
        with understood(self.path):
            return frozenset(json.loads(self.get_meta(SYMMETRIC) or "[]"))


def ordered(claim: Claim, symmetric: frozenset[str]) -> Claim:
    """A claim of a symmetric relation with its ends, and their words, in the order of their ids."""
    if claim.relation not in symmetric or claim.subject <= claim.object:
        return claim
    e = claim.evidence
    turned = e and Evidence(doc=e.doc, sentence=e.sentence, subject=e.object, trigger=e.trigger, object=e.subject)
    return replace(claim, subject=claim.object, object=claim.subject, evidence=turned)


def link_key(claim: Claim) -> LinkKey:
    """The link that a claim belongs to."""
    relation = f"{OPEN.id}:{claim.label}" if claim.relation == OPEN.id else claim.relation
    return claim.subject, relation, claim.object


def _at(claims: Iterable[Claim], actors: Collection[str] | None) -> Iterator[Claim]:
    """The claims with one of these actors at an end."""
    return (c for c in claims if actors is None or c.subject in actors or c.object in actors)


def with_sources(actors: Collection[str], overlay: Overlay) -> Collection[str]:
    """These actors, and those that single mentions of theirs were taken from."""
    return {*actors, *(moved.source for moved in overlay.moved if moved.actor in actors)}


def _first(item: tuple[str, ObservedActor]) -> str:
    return item[0]


def _where(conditions: list[str]) -> str:
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


def _json(values: Collection[str]) -> str:
    return json.dumps(sorted(values))
