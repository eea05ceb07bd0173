"""Which observed actors are one by their name, again for those that a change can concern."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from graphbuild.core.model import ObservedActor
from graphbuild.core.names import name_key
from graphbuild.resolution import entry as entries
from graphbuild.resolution.entry import Identity, group_of
from graphbuild.store import Store
from graphbuild.store.resolved import EntryRow
from graphbuild.workflow.judging.stories import Retold

_SETTLED = {entries.COUNTRY, entries.STORY, entries.KNOWN}
"""The kinds of entries for which no context counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouped:
    """The groups of observed actors that have to be looked at again.

    Attributes:
        members: the observed actors of each group, by id; none where a group is gone.
        before: the entries of these groups until now.
    """

    members: dict[Identity, list[ObservedActor]]
    before: dict[int, EntryRow]


def regroup(store: Store, docs: Collection[str], around: Collection[str], retold: Retold) -> Regrouped:
    """Return the groups of observed actors that a change can concern, as they are now.

    Args:
        store: open for writing, within a transaction.
        docs: documents that are new, have changed or are gone.
        around: all documents whose neighbours have changed.
        retold: what came of the stories.
    """
    identities, observed = _identities(store, docs, retold)
    lost = [int(n) for n in store.touched("entry")]
    numbers = store.entry_numbers(observed)
    context = store.entries_of(set(around) - set(docs))
    rows = store.entries("id", {*numbers.values(), *lost, *context})
    dirty = {group_of(rows[n].identity) for n in lost if n in rows}
    dirty |= {group_of(rows[n].identity) for n in context if rows[n].identity[0] not in _SETTLED}
    for id_, identity in identities.items():
        before = group_of(rows[numbers[id_]].identity) if id_ in numbers else None
        if before != identity:
            dirty |= {identity} if before is None else {identity, before}
    return _grouped(store, dirty, identities, observed)


def facts_of(observed: Sequence[ObservedActor]) -> dict[str, str]:
    """Return what observed actors tell of the countries of their names, as the store keeps it, by `names.name_key`."""
    codes, owners = entries.country_names(observed), entries.owners_of(observed)
    told: dict[str, list[str]] = defaultdict(list)
    for key, code in codes.items():
        told[key].append(code)
    for (family, key), found in owners.items():
        told[key].append(f"{family.value}:{' '.join(sorted(found))}")
    return {key: json.dumps(sorted(parts)) for key, parts in told.items()}


def _identities(
    store: Store, docs: Collection[str], retold: Retold
) -> tuple[dict[str, Identity], dict[str, ObservedActor]]:
    """Return the groups of the observed actors that a change can concern, and these, by their ids."""
    new = {actor.id: actor for actor in store.observed_where("doc", docs)}
    names = {name_key(actor.name) for actor in new.values()} | set(store.touched("name"))
    changed = _update_facts(store, names)
    renamed = [a for a in store.observed_where("name_key", changed) if a.named and not a.known]
    told = [a for a in store.observed_where("doc", retold.docs) if not a.named and not a.known]
    kinds = list(store.kinds_of_names({*names, *(name_key(actor.name) for actor in renamed)}))
    codes, owners = entries.country_names(kinds), entries.owners_of(kinds)
    shared = entries.retold_in(told, retold.stories)
    observed = new | {actor.id: actor for actor in (*renamed, *told)}
    found = {
        id_: group_of(shared.get(id_) or entries.identity_of(actor, codes, owners)) for id_, actor in observed.items()
    }
    return found, observed


def _update_facts(store: Store, names: Collection[str]) -> set[str]:
    """Keep what is known of the countries of names, and return the names of which something else is known now."""
    now = facts_of(list(store.kinds_of_names(names)))
    known = store.facts(names)
    changed = {key for key in names if known.get(key, "") != now.get(key, "")}
    store.put_facts({key: now.get(key, "") for key in changed})
    return changed


def _grouped(
    store: Store, dirty: Collection[Identity], identities: dict[str, Identity], observed: dict[str, ObservedActor]
) -> Regrouped:
    """Return the members of groups: those that the store knows, without those that left, with those that came."""
    before = store.entries('"group"', [json.dumps(group) for group in dirty])
    members: dict[Identity, dict[str, ObservedActor]] = {group: {} for group in dirty}
    for number, found in store.members(before).items():
        group = group_of(before[number].identity)
        members[group].update((a.id, a) for a in found if identities.get(a.id, group) == group)
    for id_, identity in identities.items():
        if identity in members:
            members[identity][id_] = observed[id_]
    return Regrouped(
        members={group: [found[id_] for id_ in sorted(found)] for group, found in members.items()}, before=before
    )


def compared(groups: Iterable[Identity]) -> Iterator[Identity]:
    """Yield the groups for which the context counts."""
    return (group for group in groups if group[0] not in _SETTLED)
