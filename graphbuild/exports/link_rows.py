"""The links of a store as exports have them, made from the rows of its claims without making objects of these.

Each claim is read once, in the order in which links are written, and each document once for some thousand claims. What
comes out is what `evidence.attributes` makes of the same links.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from graphbuild.core.link_key import LinkKey
from graphbuild.core.model import Review
from graphbuild.core.records import Record
from graphbuild.core.second_reading import read_by
from graphbuild.evidence.attributes import READ_BY
from graphbuild.evidence.link import wording
from graphbuild.evidence.summary import ClaimFacts, Origin, summary
from graphbuild.exports import claim_rows as claims
from graphbuild.exports.relation_codes import codes_of, named_by
from graphbuild.exports.source import Edge
from graphbuild.store import rows

if TYPE_CHECKING:
    from graphbuild.graph.filters import Filters
    from graphbuild.graph.view import StoreView

CLAIMS_AT_ONCE = 10_000
"""Of how many claims, and of all others of the same subject, the documents are read together."""


class LinkRows:
    """The links of an open store whose claims no correction changes."""

    def __init__(self, view: StoreView, wanted: Filters, *, quoted: bool) -> None:
        """Read the links that pass these filters, which may ask for nothing that only claims in full tell.

        Args:
            view: of the store.
            wanted: what passes.
            quoted: see `Source.edges`.
        """
        self._store, self._ontology, self._quoted = view.store, view.ontology, quoted
        self._statuses, self._sure = wanted.statuses, wanted.min_confidence
        self._passes = wanted.relation_filter(view)
        self._confirmed = view.store.overlay.confirmed
        self._sources = {
            id_: claims.Source(title, outlet, published, url, source, rows.listed(pages), row, story)
            for id_, title, outlet, published, url, source, pages, row, story in view.store.document_sources()
        }
        self._codes = codes_of(view.ontology)
        self._worded: dict[tuple[str, str], tuple[str, str, bool]] = {}
        self._coded: dict[tuple[str, str], Mapping[str, list[str]]] = {}
        self._readers: dict[str, str] = {}

    def edges(self) -> Iterator[Edge]:
        """Yield the links by subject, object and key, as `Source.edges` does."""
        columns = claims.BRIEF if self._quoted else claims.FULL
        found = self._store.leading_rows(columns, min_confidence=self._sure)
        waiting: list[rows.Row] = []
        for _, own in groupby(found, claims.SUBJECT):
            passing = [row for row in own if self._passes(row[claims.RELATION], row[2])]
            passing.sort(key=claims.LINK_ORDER)
            waiting += passing
            if len(waiting) >= CLAIMS_AT_ONCE:
                yield from self._cited(waiting)
                waiting = []
        yield from self._cited(waiting)

    def _cited(self, sorted_rows: Sequence[rows.Row]) -> Iterator[Edge]:
        """Yield the links of these claims, which are sorted by link, with their evidence."""
        told = [self._told(list(group)) for _, group in groupby(sorted_rows, claims.LINK)]
        quoted = self._quoted
        records = self._records([row for _, kept in told for row in (kept[:1] if quoted else kept)])
        for attributes, kept in told:
            if not kept:
                continue
            first = kept[0]
            if quoted:  # all but the best are only counted, and dated
                known = [next(records), *({"doc": row[claims.DOC], "date": row[claims.DATE]} for row in kept[1:])]
            else:
                known = [next(records) for _ in kept]
            codes = self._named(first[claims.RELATION], attributes["status"])
            yield first[0], first[2], first[1], {**attributes, "evidence": known, **codes}

    def _told(self, group: list[rows.Row]) -> tuple[dict[str, Any], list[rows.Row]]:
        """Return the attributes of a link but for its evidence and the codes of its relation, and those of its claims
        that are its evidence, best first; there are none where none of them has one of the statuses.
        """
        if len(group) == 1:
            return (self._alone(group[0]), group) if group[0][claims.STATUS] in self._statuses else ({}, [])
        facts = [ClaimFacts._make(row[: claims.N_FACTS]) for row in group]
        origins = {row[claims.DOC]: self._origin(row[claims.DOC]) for row in group}
        found = summary(facts, origins, statuses=self._statuses)
        if found is None:
            return {}, []
        kept = [(fact.order, row) for fact, row in zip(facts, group, strict=True) if fact.status in self._statuses]
        evidence = [row for _, row in sorted(kept)]
        readers = sorted({self._reader(row[claims.RULE]) for row in evidence})
        figures = (found.disputed, found.weight, found.n_documents, found.n_outlets, found.first_date, found.last_date)
        times = (found.spells, found.date_from, found.date_to)
        return self._attributes(evidence[0], readers, figures, found.confidence, times), evidence

    def _alone(self, row: rows.Row) -> dict[str, Any]:
        """Return the same attributes of a link of a single claim."""
        _, _, _, _, confidence, doc, date, _, _, first, last, basis, spells, _ = row[: claims.N_FACTS]
        n = 1 if doc else 0
        figures = (False, 1, n, n, date or None, date or None)
        times = claims.spells_of_one(basis, date, first, last, spells)
        return self._attributes(row, [self._reader(row[claims.RULE])], figures, confidence, times)

    def _attributes(
        self,
        best: rows.Row,
        readers: list[str],
        figures: tuple[bool, int, int, int, str | None, str | None],
        confidence: float,
        times: tuple[tuple[str, ...], str | None, str | None],
    ) -> dict[str, Any]:
        """Return the attributes of a link, in the order of `attributes.EDGE`.

        Args:
            best: its best claim, which has its wording, its status, and whether an end is a guess.
            readers: who read its claims.
            figures: whether it is disputed, its weight, documents, outlets, first and last date.
            confidence: that of its surest claim.
            times: its spells, and the first and last date of these.
        """
        label, inverse, symmetric = self._wording(best[claims.RELATION], best[claims.LABEL])
        disputed, weight, n_documents, n_outlets, first_date, last_date = figures
        spells, date_from, date_to = times
        confirmed = self._confirmed and LinkKey(*best[:3]) in self._confirmed
        return {
            "relation": best[claims.RELATION],
            "label": label,
            "inverse": inverse,
            "symmetric": symmetric,
            "status": best[claims.STATUS],
            "disputed": disputed,
            "weight": weight,
            "n_documents": n_documents,
            "n_outlets": n_outlets,
            "first_date": first_date,
            "last_date": last_date,
            "confidence": confidence,
            "guess": bool(best[claims.GUESS]),
            "date_from": date_from,
            "date_to": date_to,
            "spells": list(spells),
            "review": _CONFIRMED if confirmed else _AUTO,
            READ_BY: readers,
        }

    def _records(self, cited: Sequence[rows.Row]) -> Iterator[Record]:
        """Return the record of each of these claims, in their order, with its source and its sentence."""
        by_document: dict[str, list[int]] = {}
        for at, row in enumerate(cited):
            by_document.setdefault(row[claims.DOC], []).append(at)
        make = claims.quotable if self._quoted else claims.citation
        made: list[Record] = [{}] * len(cited)
        for doc, text in self._store.texts(by_document):
            source = self._sources[doc]
            for at in by_document.pop(doc):
                made[at] = make(cited[at], source, text)
        for missing in by_document.values():
            for at in missing:
                made[at] = make(cited[at], claims.NO_SOURCE, None)
        return iter(made)

    def _wording(self, relation: str, label: str) -> tuple[str, str, bool]:
        """Return `link.wording` of a claim."""
        known = self._worded.get((relation, label))
        if known is None:
            known = self._worded[relation, label] = wording(relation, label, self._ontology)
        return known

    def _named(self, relation: str, status: str) -> Mapping[str, list[str]]:
        """Return what other systems call a relation where its links have this status."""
        known = self._coded.get((relation, status))
        if known is None:
            known = self._coded[relation, status] = named_by(relation, status, self._codes)
        return known

    def _reader(self, rule: str) -> str:
        """Return who read a claim of this rule."""
        known = self._readers.get(rule)
        if known is None:
            known = self._readers[rule] = read_by(rule).value
        return known

    def _origin(self, doc: str) -> Origin:
        """Return what a document counts for."""
        source = self._sources.get(doc, claims.NO_SOURCE)
        return Origin(source.outlet, source.story, source.published)


_CONFIRMED, _AUTO = Review.CONFIRMED.value, Review.AUTO.value
