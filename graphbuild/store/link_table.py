"""The ties that a store keeps: reading them, and making them out of the claims."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from heapq import merge

from graphbuild.core.model import Actor, ActorType, Claim
from graphbuild.evidence.summary import Origin, Said, Tie, tally
from graphbuild.knowledge.ontology.relation import OPEN
from graphbuild.store import rows
from graphbuild.store.claims import link_key, ordered
from graphbuild.store.reading import View

_AMONG = "(SELECT value FROM json_each(?))"
_TIES = f"SELECT {rows.columns(rows.LINK)} FROM link"
_SYMMETRIC = f"c.relation IN {_AMONG}"
_SAID = (
    f"SELECT CASE WHEN {_SYMMETRIC} THEN min(s.actor, o.actor) ELSE s.actor END, "
    f"CASE c.relation WHEN '{OPEN.id}' THEN '{OPEN.id}:' || c.label ELSE c.relation END, "
    f"CASE WHEN {_SYMMETRIC} THEN max(s.actor, o.actor) ELSE o.actor END, "
    "c.status, c.confidence, c.doc, c.date, c.sentence_start, c.id FROM claim c "
    "CROSS JOIN judgement s ON s.observed = c.subject CROSS JOIN judgement o ON o.observed = c.object "
    "WHERE s.actor <> o.actor ORDER BY 1, 2, 3"
)


class LinkedView(View):
    """The reading side of a store, with its ties."""

    @property
    def has_ties(self) -> bool:
        """Whether the ties are there and hold: not in a store of an early form, nor while judging is still to come."""
        there = any(self._rows("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'link'"))
        return there and not self.pending

    def ties(self) -> Iterator[Tie]:
        """All ties, by subject, key and object."""
        return map(rows.tie, self._rows(f'{_TIES} ORDER BY subject, "key", object'))

    def ties_of(self, actor: str, other: str | None = None) -> Iterator[Tie]:
        """The ties with this actor at an end, in no order; only those with `other` at the other end where given.

        With two actors the ties of the first are gone through: name the one first that has fewer.
        """
        if other is not None:  # the plus keeps SQLite from going through the ties of the second
            out = f"{_TIES} WHERE subject = ?1 AND +object = ?2"
            back = f"{_TIES} INDEXED BY link_object WHERE object = ?1 AND +subject = ?2"
            return map(rows.tie, self._rows(f"{out} UNION ALL {back}", actor, other))
        return map(rows.tie, self._rows(f"{_TIES} WHERE subject = ? UNION ALL {_TIES} WHERE object = ?", actor, actor))

    def best_ties(self, actor: str, limit: int, *, open_claims: bool) -> tuple[list[Tie], int]:
        """The best ties of an actor in their order, and how many it has in all.

        Args:
            open_claims: also those that no relation names.
        """
        typed = "" if open_claims else f" AND \"key\" NOT LIKE '{OPEN.id}:%'"
        brief = 'SELECT n_outlets, confidence, latest, subject, "key", object FROM link WHERE'
        sides = f"{brief} subject = ?1{typed} UNION ALL {brief} object = ?1{typed}"
        order = 'ORDER BY n_outlets DESC, confidence DESC, latest DESC, subject, "key", object LIMIT ?2'
        best = f'SELECT subject, "key", object FROM ({sides}) {order}'
        full = f'{_TIES} WHERE (subject, "key", object) IN ({best})'
        counts = f"SELECT count(*) FROM ({sides})"
        found = sorted(map(rows.tie, self._rows(full, actor, limit)), key=lambda tie: tie.order)
        [(total,)] = self._rows(counts, actor)
        return found, total

    def hops(self, actors: Collection[str]) -> Iterator[tuple[str, str, str, str, float, int]]:
        """What lies one tie away from each of these actors: actor, other end, key, status, confidence, outlets."""
        facts = '"key", status, confidence, n_outlets FROM link WHERE'
        out = f"SELECT subject, object, {facts} subject IN {_AMONG}"
        back = f"SELECT object, subject, {facts} object IN {_AMONG}"
        among = json.dumps(sorted(actors))
        return self._rows(f"{out} UNION ALL {back}", among, among)

    def brief(self) -> Iterator[tuple[str, str, str, str, int]]:
        """Of every tie the subject, key, object, status and independent sources, in this order."""
        query = 'SELECT subject, "key", object, status, n_outlets FROM link ORDER BY subject, "key", object'
        return self._rows(query)

    def held(self) -> Iterator[tuple[str, str, str, str, int]]:
        """Of every tie the subject, key, object, status and whether it is disputed, in this order."""
        query = 'SELECT subject, "key", object, status, disputed FROM link ORDER BY subject, "key", object'
        return self._rows(query)

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

    def tallied(self) -> Iterator[Tie]:
        """The ties as the judgements make them out of the claims; kept by `Store.resolve`."""
        return tally(self._said(), self.origins())

    def origins(self) -> dict[str, Origin]:
        """What each document counts for, by its id."""
        query = "SELECT d.id, d.outlet, c.story, d.published FROM document d LEFT JOIN copy c ON c.doc = d.id"
        return {doc: Origin(outlet, story, published) for doc, outlet, story, published in self._rows(query)}

    def _said(self) -> Iterator[Said]:
        """Every claim that stands, by subject, key and object."""
        overlay = self.overlay
        if overlay.moved:  # few stores have such, and only the claims in full tell whose words their ends are
            return iter(sorted((_brief(claim) for claim in self.claims()), key=_key))
        symmetric = json.dumps(sorted(self._symmetric()))
        heard: Iterable[Said] = map(Said._make, self._rows(_SAID, symmetric, symmetric))
        added = sorted((_brief(ordered(claim, self._symmetric())) for claim in overlay.added), key=_key)
        return (said for said in merge(heard, added, key=_key) if overlay.stands(_key(said)))


def _brief(claim: Claim) -> Said:
    evidence = claim.evidence
    return Said(
        *link_key(claim),
        status=claim.status.value,
        confidence=claim.confidence,
        doc=evidence.doc if evidence else None,
        date=claim.date,
        start=evidence.sentence.start if evidence else None,
        claim=claim.id,
    )


def _key(said: Said) -> tuple[str, str, str]:
    return said.subject, said.key, said.object
