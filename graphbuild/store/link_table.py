"""The summaries of links that a store keeps: reading them, and making them out of the claims."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from heapq import merge
from operator import attrgetter

from graphbuild.core.link_key import is_open_sql, relation_key_sql
from graphbuild.core.model import Actor, ActorType, Status
from graphbuild.evidence.link import EVERY_STATUS, MIN_CONFIDENCE, SHOWN
from graphbuild.evidence.summary import (
    BEST_FIRST_SQL,
    ClaimFacts,
    LinkFacts,
    LinkSummary,
    Origin,
    best_first,
    summaries,
)
from graphbuild.store import rows
from graphbuild.store.claims import ordered
from graphbuild.store.figures import CountedLink, Degree, LinkFigures
from graphbuild.store.reading import View
from graphbuild.store.upgrade import is_whole

_AMONG = "(SELECT value FROM json_each(?))"
_LINKS = f"SELECT {rows.columns(rows.LINK)} FROM link"
_SYMMETRIC = f"c.relation IN {_AMONG}"
_FACTS = (
    f"SELECT CASE WHEN {_SYMMETRIC} THEN min(s.actor, o.actor) ELSE s.actor END, "
    f"{relation_key_sql('c.relation', 'c.label')}, "
    f"CASE WHEN {_SYMMETRIC} THEN max(s.actor, o.actor) ELSE o.actor END, "
    "c.status, c.confidence, c.doc, c.date, c.sentence_start, c.id, "
    "c.date_from, c.date_to, c.date_basis, c.spells, c.guess FROM"
)
_CLAIM_FACTS = (
    f"{_FACTS} claim c CROSS JOIN judgement s ON s.observed = c.subject "
    "CROSS JOIN judgement o ON o.observed = c.object WHERE s.actor <> o.actor"
)
_BY_LINK = "ORDER BY 1, 2, 3"
_FACTS_BETWEEN = (
    f"{_FACTS} judgement s CROSS JOIN claim c ON c.subject = s.observed "
    "CROSS JOIN judgement o ON o.observed = c.object WHERE s.actor = ? AND o.actor = ?",
    f"{_FACTS} judgement o CROSS JOIN claim c ON c.object = o.observed "
    "CROSS JOIN judgement s ON s.observed = c.subject WHERE o.actor = ? AND s.actor = ?",
)
"""The claims of one actor about another, and of the other about the one; gone through from the one."""
_IDS_BETWEEN = tuple(f"SELECT c.id {query[query.index('FROM judgement') :]}" for query in _FACTS_BETWEEN)
_OPEN = is_open_sql('"key"')
_LINKED = (
    f"SELECT EXISTS (SELECT 1 FROM link WHERE subject = ?1 AND NOT {_OPEN}) "
    f"OR EXISTS (SELECT 1 FROM link WHERE object = ?1 AND NOT {_OPEN})"
)
_STATUSES = {status.value: status for status in Status}


class LinkedView(View):
    """The reading side of a store, with the summaries of its links."""

    @property
    def has_links(self) -> bool:
        """Whether the summaries are there and hold: not in a store of an early form, nor while judging is to come."""
        there = any(self._rows("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'link'"))
        return there and not self.pending and is_whole(self._connection)

    def links(self) -> Iterator[LinkSummary]:
        """All links, by subject, key and object."""
        return map(rows.link, self._rows(f'{_LINKS} ORDER BY subject, "key", object'))

    def links_of(self, actor: str, other: str | None = None) -> Iterator[LinkSummary]:
        """The links with this actor at an end, in no order; only those with `other` at the other end where given.

        With two actors the links of the first are gone through: name the one first that has fewer.
        """
        if other is not None:  # the plus keeps SQLite from going through the links of the second
            out = f"{_LINKS} WHERE subject = ?1 AND +object = ?2"
            back = f"{_LINKS} INDEXED BY link_object WHERE object = ?1 AND +subject = ?2"
            return map(rows.link, self._rows(f"{out} UNION ALL {back}", actor, other))
        either = f"{_LINKS} WHERE subject = ? UNION ALL {_LINKS} WHERE object = ?"
        return map(rows.link, self._rows(either, actor, actor))

    def best_links(self, actor: str, limit: int, *, open_claims: bool) -> tuple[list[LinkSummary], int]:
        """The best links of an actor in their order, and how many it has in all.

        Args:
            open_claims: also those that no relation names.
        """
        typed = "" if open_claims else f" AND NOT {_OPEN}"
        brief = 'SELECT guess, n_outlets, confidence, latest, subject, "key", object FROM link WHERE'
        sides = f"{brief} subject = ?1{typed} UNION ALL {brief} object = ?1{typed}"
        best = f'SELECT subject, "key", object FROM ({sides}) ORDER BY {BEST_FIRST_SQL} LIMIT ?2'
        full = f'{_LINKS} WHERE (subject, "key", object) IN ({best})'
        counts = f"SELECT count(*) FROM ({sides})"
        found = best_first(map(rows.link, self._rows(full, actor, limit)))
        [(total,)] = self._rows(counts, actor)
        return found, total

    def counted_links(self) -> Iterator[CountedLink]:
        """The links that the figures count (`figures`), in no order."""
        found = self._rows(f'SELECT subject, "key", object, status FROM link WHERE NOT {_OPEN}')
        return (CountedLink(subject, key, object_, _STATUSES[status]) for subject, key, object_, status in found)

    def kept_kinds(self) -> dict[tuple[str, Status], int]:
        """The kept number of links of each relation key and status."""
        return dict(self._made(lambda row: ((row[0], _STATUSES[row[1]]), row[2]), "SELECT key, status, n FROM kind"))

    def kept_degrees(self, limit: int | None = None) -> dict[str, Degree]:
        """The kept degrees of actors, those with most neighbours first, then those with most links; only so many."""
        query = (
            "SELECT actor, n_neighbours, n_links FROM degree ORDER BY n_neighbours DESC, n_links DESC, actor LIMIT ?"
        )
        return {actor: Degree(near, n) for actor, near, n in self._rows(query, -1 if limit is None else limit)}

    def kept_figures(self, top: int) -> LinkFigures:
        """The kept figures of the links that are shown unless asked otherwise, with so many actors at the top."""
        [(n_linked,)] = self._rows("SELECT count(*) FROM degree")
        return LinkFigures(kinds=self.kept_kinds(), n_linked=n_linked, top=tuple(self.kept_degrees(top).items()))

    def link_facts(self, actors: Collection[str] | None = None) -> Iterator[LinkFacts]:
        """The facts of all links by subject, key and object; or of those with one of these actors at an end, in no
        order.
        """
        facts = 'SELECT subject, "key", object, status, disputed, confidence, n_outlets, spells FROM link'
        if actors is None:
            found = self._rows(f'{facts} ORDER BY subject, "key", object')
        else:
            among = json.dumps(sorted(actors))
            back = f"{facts} WHERE object IN {_AMONG} AND subject NOT IN {_AMONG}"
            found = self._rows(f"{facts} WHERE subject IN {_AMONG} UNION ALL {back}", among, among, among)
        return (
            LinkFacts(s, key, o, _STATUSES[status], bool(d), c, n, tuple(spells.split()))
            for s, key, o, status, d, c, n, spells in found
        )

    def linked_actors(self, *, limit: int | None = None, types: Collection[ActorType] = ()) -> Iterator[Actor]:
        """The actors with a link that a relation names, those in most documents first, then those with most mentions.

        Args:
            limit: how many are wanted; those that come equally with the last of them come too.
            types: only actors of these types.
        """
        kind, values = (f"WHERE type IN {_AMONG}", [json.dumps(sorted(types))]) if types else ("", [])
        ordered = f"SELECT id, n_documents, n_mentions FROM actor {kind} ORDER BY 2 DESC, 3 DESC"
        found: list[str] = []
        last: tuple[int, int] | None = None
        for id_, *weight in self._rows(ordered, *values):
            if limit is not None and len(found) >= limit and tuple(weight) != last:
                break
            if next(self._rows(_LINKED, id_))[0]:
                found.append(id_)
                last = (weight[0], weight[1])
        return self.actors_of(found)

    def actor_ids(self) -> Iterator[str]:
        """The ids of all actors, in their order."""
        return (id_ for (id_,) in self._rows("SELECT id FROM actor ORDER BY id"))

    def kinds(self, actors: Collection[str]) -> dict[str, tuple[ActorType, int]]:
        """The type of each of these actors, and in how many documents it is."""
        query = f"SELECT id, type, n_documents FROM actor WHERE id IN {_AMONG}"
        return {id_: (ActorType(type_), n) for id_, type_, n in self._rows(query, json.dumps(sorted(actors)))}

    def actors_of(self, ids: Collection[str]) -> Iterator[Actor]:
        """The actors of these ids, by id."""
        query = f"SELECT {rows.columns(rows.ACTOR)} FROM actor WHERE id IN {_AMONG} ORDER BY id"
        return map(rows.actor, self._rows(query, json.dumps(sorted(ids))))

    def outlets(self) -> dict[str, int]:
        """How many documents each outlet has, those with most first."""
        query = "SELECT outlet, count(*) FROM document WHERE outlet <> '' GROUP BY outlet ORDER BY 2 DESC, 1"
        return dict(self._rows(query))

    def types(self) -> dict[str, int]:
        """How many actors of each type there are, the most frequent first."""
        return dict(self._rows("SELECT type, count(*) FROM actor GROUP BY type ORDER BY 2 DESC, 1"))

    def summarized(self) -> Iterator[LinkSummary]:
        """The links as the judgements make them out of the claims; kept by `Store.resolve`."""
        counted = (claim for claim in self.claim_facts() if claim.confidence >= MIN_CONFIDENCE)
        return summaries(counted, self.origins(), statuses=SHOWN)

    def summarized_between(self, one: str, other: str) -> Iterator[LinkSummary]:
        """The links between two actors as the judgements make them out of the claims; not where mentions are moved.

        The claims of the first are gone through: name the one first that has fewer.
        """
        symmetric = json.dumps(sorted(self._symmetric()))
        both = (row for query in _FACTS_BETWEEN for row in self._rows(query, symmetric, symmetric, one, other))
        added = (ClaimFacts.of(ordered(claim, self._symmetric())) for claim in self.overlay.added)
        between = (claim for claim in added if {claim.subject, claim.object} == {one, other})
        heard = sorted({*map(ClaimFacts._make, both), *between}, key=attrgetter("link_key"))
        counted = [c for c in heard if c.confidence >= MIN_CONFIDENCE and self.overlay.stands(c.link_key)]
        return summaries(counted, self.origins({c.doc for c in counted if c.doc}), statuses=SHOWN)

    def claims_between(self, one: str, other: str) -> set[str]:
        """The ids of the claims of two actors about each other, as the judgements make them; not where mentions are
        moved. The claims of the first are gone through: name the one first that has fewer.
        """
        found = {id_ for query in _IDS_BETWEEN for (id_,) in self._rows(query, one, other)}
        return found | {claim.id for claim in self.overlay.added if {claim.subject, claim.object} == {one, other}}

    def origins(self, docs: Collection[str] | None = None) -> dict[str, Origin]:
        """What each document, or each of these, counts for, by its id."""
        query = "SELECT d.id, d.outlet, c.story, d.published FROM document d LEFT JOIN copy c ON c.doc = d.id"
        among = [] if docs is None else [json.dumps(sorted(docs))]
        found = self._rows(f"{query} WHERE d.id IN {_AMONG}" if among else query, *among)
        return {doc: Origin(outlet, story, published) for doc, outlet, story, published in found}

    def claim_facts(self, statuses: Collection[Status] = EVERY_STATUS) -> Iterator[ClaimFacts]:
        """Every claim of one of these statuses that stands, by subject, key and object."""
        overlay, link_key = self.overlay, attrgetter("link_key")
        if (
            overlay.moved or overlay.struck
        ):  # few stores have such, and only the claims in full tell where their ends are
            wanted = (claim for claim in self.claims() if claim.status in statuses)
            return iter(sorted(map(ClaimFacts.of, wanted), key=link_key))
        symmetric = json.dumps(sorted(self._symmetric()))
        query, asked = f"{_CLAIM_FACTS} {_BY_LINK}", [symmetric, symmetric]
        if len(statuses) < len(EVERY_STATUS):
            query, asked = f"{_CLAIM_FACTS} AND c.status IN {_AMONG} {_BY_LINK}", [*asked, json.dumps(sorted(statuses))]
        heard: Iterable[ClaimFacts] = map(ClaimFacts._make, self._rows(query, *asked))
        hand_made = (ordered(claim, self._symmetric()) for claim in overlay.added if claim.status in statuses)
        added = sorted(map(ClaimFacts.of, hand_made), key=link_key)
        return (claim for claim in merge(heard, added, key=link_key) if overlay.stands(claim.link_key))
