"""Corrections of how one actor is shown: its name, its type, its aliases, and whether it is one at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from graphbuild.core.model import ActorType
from graphbuild.core.names import fold
from graphbuild.resolution.corrections.correction import Correction, Corrections, Kind
from graphbuild.resolution.corrections.lookup import ActorIndex, Missing
from graphbuild.resolution.corrections.merging import Joined
from graphbuild.resolution.corrections.notice import Notices
from graphbuild.resolution.corrections.overlay import Look
from graphbuild.resolution.corrections.splitting import Split

Entries = dict[str, list[Correction]]
"""Entries by the actor that they are about."""


def targets_of(
    corrections: Corrections, who: ActorIndex, final: Mapping[str, str], notices: Notices
) -> dict[Kind, Entries]:
    """Return the entries about one actor, by kind and actor."""
    targets: dict[Kind, Entries] = {kind: {} for kind in Kind}
    for entry in corrections.of(Kind.RENAME, Kind.RETYPE, Kind.ALIAS, Kind.REJECT):
        if entry.link is not None:
            continue
        node = who.node(entry.actors[0])
        if isinstance(node, Missing):
            notices.add(entry, node.reason)
        elif node not in final:
            notices.add(entry, f"nothing is left of {node}")
        else:
            targets[entry.kind].setdefault(final[node], []).append(entry)
    return targets


def looks_of(
    corrections: Corrections,
    targets: Mapping[Kind, Entries],
    groups: Mapping[str, frozenset[str]],
    merges: Sequence[Joined],
    final: Mapping[str, str],
    found: Sequence[Split],
    node_of: Mapping[str, str],
) -> dict[str, Look]:
    """Return how to show each actor that entries rename, retype or give aliases."""
    named: Entries = defaultdict(list)
    for entry, nodes in merges:
        ids = {final[node] for node in nodes if node in final}
        if entry.name and len(nodes) > 1:
            for id_ in ids:
                named[id_].append(entry)
    made: Entries = defaultdict(list)
    for split in found:
        if split.node in final:
            made[final[split.node]].append(split.entry)
    _refuse_shared_aliases(corrections, targets[Kind.ALIAS])
    looks = {}
    for id_ in sorted({*named, *made, *(i for k in (Kind.RENAME, Kind.RETYPE, Kind.ALIAS) for i in targets[k])}):
        own = made.get(id_, []) if id_ in {split.node for split in found} else []
        namers = targets[Kind.RENAME].get(id_) or named.get(id_) or []
        typers = targets[Kind.RETYPE].get(id_) or []
        aliases = targets[Kind.ALIAS].get(id_, [])
        looks[id_] = Look(
            name=_agreed(corrections, namers, "name") or min((e.name for e in own if e.name), default=None),
            type=_type(corrections, typers) or min((e.type for e in own if e.type), default=None),
            aliases=tuple(sorted({entry.alias for entry in aliases if entry.alias})),
            reasons=tuple(sorted({e.reason for e in (*namers, *typers, *aliases) if e.kind is not Kind.MERGE})),
        )
    return looks


def _agreed(corrections: Corrections, entries: Sequence[Correction], what: str) -> str | None:
    """Return the one value that entries give; raises DataError if they give several."""
    values = {str(value) for entry in entries if (value := getattr(entry, what))}
    if len(values) > 1:
        told = " and ".join(map(repr, sorted(values)))
        raise corrections.contradiction(list(entries), f"they give one actor the {what}s {told}")
    return min(values, default=None)


def _type(corrections: Corrections, entries: Sequence[Correction]) -> ActorType | None:
    """Return the one actor type that entries give, or None; raises DataError if they give several."""
    agreed = _agreed(corrections, entries, "type")
    return ActorType(agreed) if agreed else None


def _refuse_shared_aliases(corrections: Corrections, said: Entries) -> None:
    """Raise DataError if entries give one alias to several actors."""
    owners: dict[str, dict[str, Correction]] = defaultdict(dict)
    for id_, entries in said.items():
        for entry in entries:
            owners[fold(entry.alias or "")][id_] = entry
    for by_actor in owners.values():
        if len(by_actor) > 1:
            names = " and ".join(sorted(by_actor))
            entries = list(by_actor.values())
            raise corrections.contradiction(entries, f"{entries[0].alias!r} is to be an alias of {names}")


def note_shared_aliases(
    corrections: Corrections,
    who: ActorIndex,
    final: Mapping[str, str],
    targets: Mapping[Kind, Entries],
    notices: Notices,
) -> None:
    """Add a notice for each alias that is another actor's name, since it finds nobody."""
    for id_, entries in targets[Kind.ALIAS].items():
        for entry in entries:
            bearers = who.names.get(fold(entry.alias or ""), set())
            others = sorted({final[node] for node in bearers if node in final} - {id_} - set(targets[Kind.REJECT]))
            if others:
                notices.add(entry, f"{entry.alias!r} is a name of {', '.join(others)} too: merge them if they are one")
