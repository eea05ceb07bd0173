"""Who is who in a store, before corrections, judged from nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from graphbuild.core.ids import Family
from graphbuild.core.model import ObservedActor
from graphbuild.core.names import name_key
from graphbuild.evidence import duplicates
from graphbuild.resolution.cluster import Cluster, Doubt
from graphbuild.resolution.clustering import Clustering
from graphbuild.resolution.context import CorpusContext, Token, tokens_of
from graphbuild.resolution.entry import Entry, entries
from graphbuild.store import Store
from graphbuild.store.resolved import DoubtRow, EntryRow, ResolutionRow, rows_of_resolution
from graphbuild.workflow.judging.identities import facts_of
from graphbuild.workflow.judging.resolver import Clustered, actors_of, clustered, row_of


@dataclass(frozen=True, slots=True, kw_only=True)
class FromNothing:
    """Who is who before corrections, with all that the store keeps of how it was judged.

    Attributes:
        rows: the entries by number.
        members: the number of the entry of each observed actor, by its id.
        names: the `names.name_key` of each observed actor, by its id.
        doubts: between entries, by their numbers.
        tokens: the neighbour tokens of documents.
        facts: what is known of the countries of names.
    """

    rows: dict[int, EntryRow]
    members: dict[str, int]
    names: dict[str, str]
    doubts: list[DoubtRow]
    tokens: Mapping[str, set[Token]]
    facts: dict[str, str]

    @property
    def spread(self) -> Counter[Token]:
        """In how many documents each token is."""
        return Counter(token for found in self.tokens.values() for token in found)

    def comparable(self) -> Iterator[ResolutionRow]:
        """Yield all of it without the numbers of entries, as `ResolvedTables.comparable` does for a store."""
        return rows_of_resolution(
            entries=self.rows,
            members=self.members,
            names=self.names,
            doubts=self.doubts,
            tokens=self.tokens,
            spread=self.spread,
            facts=self.facts,
        )


def judged_from_nothing(store: Store) -> FromNothing:
    """Return who is who before corrections, out of the observations and signatures alone; nothing is written."""
    observed = sorted(store.observed(), key=lambda actor: actor.id)
    context = CorpusContext(observed)
    return _numbered(observed, context, entries(observed, context, duplicates.stories(store.copies())))


def resolve_anew(store: Store) -> set[int]:
    """Judge who is who from nothing, and which documents tell one story.

    Args:
        store: open for writing, within a transaction.

    Returns:
        The centres of all clusters.
    """
    store.forget_resolution()
    stories = duplicates.stories(store.copies())
    store.put_stories({doc: stories.get(doc) for doc in {*store.stories(), *stories}})
    found = judged_from_nothing(store)
    store.put_contexts(found.tokens)
    store.put_spread(found.spread)
    store.put_facts(found.facts)
    store.put_entries(found.rows.values())
    store.put_keys(sorted((code, number) for number, row in found.rows.items() for code in row.keys))
    store.put_members(dict(sorted(found.members.items())))
    store.replace_doubts((), found.doubts)
    return {row.cluster for row in found.rows.values()}


def _numbered(observed: list[ObservedActor], context: CorpusContext, found: list[Entry]) -> FromNothing:
    """Return clustered entries under numbers from 1."""
    numbers = {entry.identity: number for number, entry in enumerate(found, 1)}
    clusters: list[Cluster] = []
    doubts: list[Doubt] = []
    for family in Family:
        clustering = Clustering(family, context)
        clustering.gather(entry for entry in found if entry.family is family)
        clusters += clustering.clusters
        doubts += clustering.doubts
    result: Clustered = clustered(clusters, doubts, numbers, range(1, len(found) + 1))
    rows = {}
    for number, entry in enumerate(found, 1):
        centre, reason = result.centres[number]
        rows[number] = replace(row_of(entry, number), cluster=centre, reason=reason)
    actors = actors_of(row for row in rows.values() if row.cluster == row.number)
    return FromNothing(
        rows={number: replace(row, actor=actors[row.cluster]) for number, row in rows.items()},
        members={actor.id: number for number, entry in enumerate(found, 1) for actor in entry.members},
        names={actor.id: name_key(actor.name) for actor in observed},
        doubts=result.doubts,
        tokens=tokens_of(observed),
        facts=facts_of([actor for actor in observed if not actor.known]),
    )
