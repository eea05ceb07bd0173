"""The reading side of a store: everything comes back in a fixed order, seen through the judgements."""

from __future__ import annotations

from dataclasses import dataclass

from graphbuild.core.model import Reading
from graphbuild.store import rows
from graphbuild.store.actors import ActorReader
from graphbuild.store.documents import DocumentReader
from graphbuild.store.leading import LeadingReader


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a store holds. `observed` counts actors per document, `claims` all that are kept."""

    documents: int
    observed: int
    actors: int
    mentions: int
    claims: int


class View(DocumentReader, ActorReader, LeadingReader):
    """All that an open store holds, but for the summaries of links."""

    def reading(self, doc: str) -> Reading | None:
        """What was observed in one document, with observed ids: as it was added, but for the order."""
        document = self.document(doc)
        if document is None:
            return None
        mentions = f'SELECT {rows.columns(rows.MENTION)} FROM mention WHERE doc = ? ORDER BY start, "end", rowid'
        claims = f"SELECT {rows.columns(rows.CLAIM)} FROM claim WHERE doc = ? ORDER BY id"
        return Reading(
            document=document,
            actors=tuple(self.observed(doc=doc)),
            mentions=tuple(self._made(rows.mention, mentions, doc)),
            claims=tuple(self._made(rows.claim, claims, doc)),
            sentences=tuple(self.sentences(doc)),
        )

    def counts(self) -> Counts:
        """How much there is of everything."""
        tables = ("document", "observed", "actor", "mention", "claim")
        query = "SELECT " + ", ".join(f"(SELECT count(*) FROM {table})" for table in tables)
        documents, observed, actors, mentions, claims = next(self._rows(query))
        return Counts(documents=documents, observed=observed, actors=actors, mentions=mentions, claims=claims)
