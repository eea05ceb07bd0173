"""Reading the claims of a store, as the documents make them and as corrections leave them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from heapq import merge

from graphbuild.core.model import Claim, Evidence, Resolved
from graphbuild.core.records import CLAIM, CLAIM_KEYS, RESOLVED, Record, claim_record
from graphbuild.store import rows
from graphbuild.store.metadata import Metadata
from graphbuild.store.sql import AMONG, OBSERVED_AMONG, among, where

CANONICAL = {
    "subject": "s.actor",
    "object": "o.actor",
    "attributed_to": "coalesce(a.actor, c.attributed_to)",
    "denied_by": "coalesce(d.actor, c.denied_by)",
    "place": "coalesce(p.actor, c.place)",
}
"""Where the columns of a claim that name actors come from: who these were judged to be."""
_CLAIMS = (
    f"SELECT {', '.join(CANONICAL.get(name, f'c.{name}') for name in rows.CLAIM)} FROM claim c "
    "CROSS JOIN judgement s ON s.observed = c.subject CROSS JOIN judgement o ON o.observed = c.object "
    "LEFT JOIN judgement a ON a.observed = c.attributed_to LEFT JOIN judgement p ON p.observed = c.place "
    "LEFT JOIN judgement d ON d.observed = c.denied_by "
)
_RESOLVED_AT = tuple(rows.CLAIM.index(name) for name in RESOLVED)
_RELATION_AT = rows.CLAIM.index("relation")


class ClaimReader(Metadata):
    """The claims of an open store."""

    def claims(
        self,
        *,
        actors: Collection[str] | None = None,
        doc: str | None = None,
        relations: Collection[str] | None = None,
        ids: Collection[str] | None = None,
        leading: bool = False,
    ) -> Iterator[Claim]:
        """Yield claims between actors as they are judged, by claim id.

        The ends of a symmetric relation come in the order of their ids. A claim whose ends are one actor is left out,
        and so is one that corrections refuse; one that they add is there.

        Args:
            actors: only claims with one of these at either end.
            doc: only claims of this document.
            relations: only claims of these relations.
            ids: only these claims.
            leading: only claims whose subject, as it is yielded, is one of the actors.
        """
        overlay = self.overlay
        found = self._document_claims(actors=actors, doc=doc, relations=relations, ids=ids, leading=leading)
        if overlay.added and doc is None:
            asked = (c for c in overlay.added if ids is None or c.id in ids)
            hand_made = (c for c in asked if relations is None or c.relation in relations)
            found = merge(found, _with_end(hand_made, actors), key=lambda claim: claim.id)
        if leading and actors is not None:
            subjects = frozenset(actors)
            found = (claim for claim in found if claim.subject in subjects)
        if not (overlay.refused or overlay.rejected or overlay.struck):
            return found
        return filter(overlay.keeps, found)

    def _document_claims(
        self,
        *,
        actors: Collection[str] | None = None,
        doc: str | None = None,
        relations: Collection[str] | None = None,
        ids: Collection[str] | None = None,
        leading: bool = False,
    ) -> Iterator[Claim]:
        """Yield the claims of the documents, also those that corrections refuse; otherwise as `claims`.

        With `leading` some come too whose subject is none of the actors.
        """
        overlay = self.overlay
        symmetric = self._symmetric()
        conditions, values = [], []
        if not overlay.moved:
            conditions.append("s.actor <> o.actor")
        wanted = actors
        if actors is not None:
            actors = overlay.with_sources(actors)
            # The ends of a symmetric relation are turned where that puts them in order.
            turned = f" AND relation IN {AMONG}" if leading and not overlay.moved else ""
            first, second = (f"SELECT id FROM claim WHERE {end} IN {OBSERVED_AMONG}" for end in ("subject", "object"))
            conditions.append(f"c.id IN ({first} UNION {second}{turned})")
            conditions.append(f"(s.actor IN {AMONG} OR o.actor IN {AMONG})")
            asked = among(actors)
            values += [asked, asked, *([among(symmetric)] if turned else ()), asked, asked]
        if doc is not None:
            conditions.append("c.doc = ?")
            values.append(doc)
        if relations is not None:
            conditions.append(f"c.relation IN {AMONG}")
            values.append(among(relations))
        if ids is not None:
            conditions.append(f"c.id IN {AMONG}")
            values.append(among(ids))
        query = f"{_CLAIMS}{where(conditions)} ORDER BY c.id, c.doc"
        claims: Iterator[Claim] = map(overlay.claim, self._made(rows.claim, query, *values))
        if overlay.moved:
            claims = (claim for claim in _with_end(claims, wanted) if claim.subject != claim.object)
        return (ordered(claim, symmetric) for claim in claims)

    def claim_records(self) -> Iterator[Record]:
        """Yield the JSON records (`records.claim_record`) of all claims, as `claims` yields the claims."""
        if self.overlay.changes_claims:
            yield from map(claim_record, self.claims())
            return
        symmetric = self._symmetric()
        flat = rows.CLAIMS.record(CLAIM, CLAIM_KEYS)
        query = f"{_CLAIMS}WHERE s.actor <> o.actor ORDER BY c.id, c.doc"
        for row in self._made(tuple, query):
            if any(row[at] is not None for at in _RESOLVED_AT) or row[_RELATION_AT] in symmetric:
                yield claim_record(ordered(rows.claim(row), symmetric))
            else:
                yield flat(row)

    def observed_claims(self, observed: Iterable[str]) -> Iterator[Claim]:
        """Yield the claims with one of these observed actors at an end, with observed ids, by claim id."""
        ids = among(list(observed))
        either = " UNION ".join(f"SELECT id FROM claim WHERE {end} IN {AMONG}" for end in ("subject", "object"))
        query = f"SELECT {rows.columns(rows.CLAIM)} FROM claim WHERE id IN ({either}) ORDER BY id, doc"
        return self._made(rows.claim, query, ids, ids)

    def relations(self) -> set[str]:
        """Return the ids of the relations of all claims."""
        return {relation for (relation,) in self._rows("SELECT DISTINCT relation FROM claim")}


def ordered(claim: Claim, symmetric: frozenset[str]) -> Claim:
    """Return a claim with its ends in the order of their ids where its relation is symmetric.

    Their spans, and how each was resolved, are turned with them.
    """
    if claim.relation not in symmetric or claim.subject <= claim.object:
        return claim
    e = claim.evidence
    turned = e and Evidence(doc=e.doc, sentence=e.sentence, subject=e.object, trigger=e.trigger, object=e.subject)
    r = claim.resolved
    resolved = r and Resolved(subject=r.object, object=r.subject)
    return replace(claim, subject=claim.object, object=claim.subject, evidence=turned, resolved=resolved)


def _with_end(claims: Iterable[Claim], actors: Collection[str] | None) -> Iterator[Claim]:
    """Yield the claims with one of these actors at an end; all of them where None."""
    return (c for c in claims if actors is None or c.subject in actors or c.object in actors)
