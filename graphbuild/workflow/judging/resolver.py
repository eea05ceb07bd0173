"""Who is who in a store, before corrections: judged anew, or only where documents have changed since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from graphbuild.core.ids import Family
from graphbuild.resolution.cluster import Cluster, Doubt
from graphbuild.resolution.clustering import Clustering
from graphbuild.resolution.entry import KNOWN, Entry, Identity, entry_of, parts_of
from graphbuild.resolution.keys import (
    COUNTED,
    CROWD,
    KeyKind,
    code_of,
    counted_code,
    facing,
    folds_of,
    keys_of,
    kind_of,
)
from graphbuild.resolution.region import Neighbourhood, Region
from graphbuild.resolution.resolve import proposed_id, separate_id
from graphbuild.store import Store
from graphbuild.store.resolved import DoubtRow, EntryRow
from graphbuild.workflow.judging.contexts import StoredContext, update_contexts
from graphbuild.workflow.judging.identities import Regrouped, compared, regroup
from graphbuild.workflow.judging.pool import StoredPool
from graphbuild.workflow.judging.stories import Retold


@dataclass(frozen=True, slots=True, kw_only=True)
class Clustered:
    """What came of clustering: the centre and the reason of each entry, and the doubts, by the numbers of entries."""

    centres: dict[int, tuple[int, str]]
    doubts: list[DoubtRow]


def update_resolution(store: Store, docs: Collection[str], retold: Retold) -> set[int]:
    """Judge again who is who, as far as documents that have changed can concern it.

    Args:
        store: open for writing, within a transaction.
        docs: the documents that are new, have changed or are gone.
        retold: what came of their stories.

    Returns:
        The centres of the clusters whose observed actors need another judgement.
    """
    around = update_contexts(store, docs)
    groups = regroup(store, docs, around, retold)
    context = StoredContext(store)
    pool = StoredPool(store, context)
    disturbed = _update_entries(store, groups, context, pool)
    found = Neighbourhood(pool).region(disturbed)
    before = pool.rows(found.judged)
    clustered = _clustered(pool, context, found)
    store.put_clusters(clustered.centres)
    store.replace_doubts(found.judged, clustered.doubts)
    changed = {n for n in found.judged if (before[n].cluster, before[n].reason) != clustered.centres[n]}
    touched = {clustered.centres[n][0] for n in (*changed, *(disturbed & found.judged))}
    touched |= {before[n].cluster for n in changed} | {row.cluster for row in groups.before.values()}
    centres = store.entries("id", touched)
    proposals = {row.proposed for rows in (before, groups.before, centres) for row in rows.values()}
    return touched | update_ids(store, proposals)


def row_of(entry: Entry, number: int) -> EntryRow:
    """Return an entry as the store keeps it, before it is clustered."""
    codes = [code_of(key) for key in (*keys_of(entry), *folds_of(entry))]
    return EntryRow(
        number=number,
        identity=entry.identity,
        name=entry.name,
        keys=tuple(dict.fromkeys(codes)),
        cluster=number,
        reason="",
        proposed=proposed_id(entry),
        actor="",
    )


def clustered(
    found: Iterable[Cluster], doubts: Iterable[Doubt], numbers: Mapping[Identity, int], judged: Collection[int]
) -> Clustered:
    """Return clusters and doubts by the numbers of entries, as far as these are to be judged."""
    centres: dict[int, tuple[int, str]] = {}
    for cluster in found:
        centre = numbers[cluster.centre.identity]
        for entry, reason in ((cluster.centre, ""), *cluster.joined):
            number = numbers[entry.identity]
            if number in judged:
                centres[number] = centre, reason
    kept = []
    for doubt in doubts:
        one = numbers[doubt.one.identity]
        if one in judged:
            kept.append(DoubtRow(one=one, other=numbers[doubt.other.identity], score=doubt.score, why=doubt.why))
    return Clustered(centres=centres, doubts=kept)


def update_ids(store: Store, proposals: Collection[str]) -> set[int]:
    """Keep the ids of the actors whose centres propose one of these ids.

    Returns:
        The centres that have another id than before.
    """
    rows = store.entries("proposed", proposals).values()
    actors = actors_of(row for row in rows if row.cluster == row.number)
    joined = store.entries("cluster", actors).values()
    changed = {row.number: actors[row.cluster] for row in joined if row.actor != actors[row.cluster]}
    store.put_actors(changed)
    return {row.cluster for row in joined if row.number in changed}


def actors_of(centres: Iterable[EntryRow]) -> dict[int, str]:
    """Return the id of the actor of each centre, by its number; among the centres are all that propose one id."""
    rows = list(centres)
    alike = Counter(row.proposed for row in rows)
    found = {}
    for row in rows:
        known = row.identity[0] == KNOWN
        found[row.number] = row.proposed if known else separate_id(row.identity, row.proposed, alike[row.proposed])
    return found


def _update_entries(store: Store, groups: Regrouped, context: StoredContext, pool: StoredPool) -> set[int]:
    """Keep the entries of groups as they are now.

    Returns:
        The numbers of the entries that are new, have changed, or have other neighbours than before.
    """
    context.need(a.doc for group in compared(groups.members) for a in groups.members[group])
    built = [
        entry_of(identity, part, context)
        for group, members in sorted(groups.members.items())
        if members
        for identity, part in parts_of(group, members, context)
    ]
    known = {row.identity: row for row in groups.before.values()}
    fresh, numbers = store.next_entry(), {}
    for entry in built:
        if entry.identity in known:
            numbers[entry.identity] = known[entry.identity].number
        else:
            numbers[entry.identity], fresh = fresh, fresh + 1
    rows = {}
    for entry in built:
        row, old = row_of(entry, numbers[entry.identity]), known.get(entry.identity)
        rows[row.number] = replace(row, cluster=old.cluster, reason=old.reason, actor=old.actor) if old else row
    gone = set(groups.before) - set(rows)
    disturbed = _update_keys(store, groups.before, rows)
    store.drop_entries(gone)
    store.put_entries(rows.values())
    store.put_members({actor.id: numbers[entry.identity] for entry in built for actor in entry.members})
    pool.take({numbers[entry.identity]: entry for entry in built})
    return (disturbed | set(rows)) - gone


def _update_keys(store: Store, before: Mapping[int, EntryRow], after: Mapping[int, EntryRow]) -> set[int]:
    """Keep the keys of entries.

    Returns:
        The numbers of the entries that may have lost or gained a neighbour thereby.
    """
    lost = {(code, n) for n, row in before.items() for code in row.keys}
    won = {(code, n) for n, row in after.items() for code in row.keys}
    renamed = {n for n, row in after.items() if n in before and before[n].name != row.name}
    dropped, added = lost - won, won - lost
    left = {code for code, n in lost if ((code, n) in dropped or n in renamed) and kind_of(code) is not KeyKind.FOLD}
    used = (code for code in left if store.n_holders(counted_code(code)) <= CROWD)
    disturbed = {n for code in used for n in store.holders(facing(code))}
    counts = {code: store.n_holders(code) for code, _ in dropped | added if kind_of(code) in COUNTED}
    store.drop_keys(dropped)
    store.put_keys(sorted(added))
    for code, n in counts.items():
        if (n > CROWD) != (store.n_holders(code) > CROWD):
            disturbed |= {*store.holders(code), *store.holders(facing(code))}
    return disturbed


def _clustered(pool: StoredPool, context: StoredContext, region: Region) -> Clustered:
    """Cluster the entries of a region."""
    entries = pool.entries(region.judged | region.read)
    numbers = {entry.identity: number for number, entry in entries.items()}
    clusters: list[Cluster] = []
    doubts: list[Doubt] = []
    for family in Family:
        members = [entry for entry in entries.values() if entry.family is family]
        clustering = Clustering(family, context, pool.is_crowded)
        clustering.gather(members)
        clusters += clustering.clusters
        doubts += clustering.doubts
    return clustered(clusters, doubts, numbers, region.judged)
