"""Merges as sets: which nodes are one, whether entries contradict each other, and which entries join two nodes."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence

from graphbuild.core.names import fold
from graphbuild.resolution.corrections.correction import Correction, Corrections, Kind

Joined = tuple[Correction, frozenset[str]]
"""An entry and the nodes that it names."""


def components(
    corrections: Corrections, merges: Sequence[Joined], aparts: Iterable[Joined]
) -> dict[str, frozenset[str]]:
    """Return the connected component of each node of a merge.

    Raises:
        DataError: merges form a circle, or join nodes that are to be kept apart.
    """
    groups: dict[str, frozenset[str]] = {}
    seen: list[Joined] = []
    for entry, nodes in sorted(distinct(merges), key=lambda item: sorted(item[1])):
        _refuse_circle(corrections, entry, nodes, groups, seen)
        joined = nodes.union(*(groups.get(node, frozenset()) for node in nodes))
        groups.update(dict.fromkeys(joined, joined))
        seen.append((entry, nodes))
    for entry, nodes in aparts:
        for one in sorted(nodes):
            for other in sorted(nodes & groups.get(one, frozenset())):
                if one < other:
                    by = chain(seen, one, other)
                    what = f"{entry.says}, but {_numbers(by)} merges them" + (" through others" if len(by) > 1 else "")
                    raise corrections.contradiction([entry, *by], what)
    return groups


def distinct(merges: Sequence[Joined]) -> list[Joined]:
    """Return the merges without those that only repeat (a part of) another."""
    ordered = sorted(merges, key=lambda item: (-len(item[1]), sorted(item[1]), item[0].number))
    kept: list[Joined] = []
    holders: dict[str, list[frozenset[str]]] = defaultdict(list)
    for entry, nodes in ordered:
        if len(nodes) < 2 or any(nodes <= other for other in holders[min(nodes)]):
            continue
        kept.append((entry, nodes))
        for node in nodes:
            holders[node].append(nodes)
    return kept


def refuse_at_once(corrections: Corrections) -> None:
    """Check for contradictions that the file alone shows, before anything is read.

    Raises:
        DataError: entries contradict each other.
    """

    def nodes(entry: Correction) -> frozenset[str]:
        """Return the actors of an entry by id, or by folded name if no id is given."""
        return frozenset(actor.id or fold(actor.name) for actor in entry.actors)

    merges, aparts = ([(e, nodes(e)) for e in corrections.of(kind)] for kind in (Kind.MERGE, Kind.APART))
    components(corrections, merges, aparts)


def chain(merges: Iterable[Joined], start: str, goal: str) -> list[Correction]:
    """Return the smallest sequence of merges that joins two nodes."""
    around: Mapping[str, list[Joined]] = defaultdict(list)
    for merge in merges:
        for node in merge[1]:
            around[node].append(merge)
    queue, known = deque([(start, [])]), {start}  # type: deque[tuple[str, list[Correction]]], set[str]
    while queue:
        here, path = queue.popleft()
        if here == goal:
            return path
        for entry, nodes in around[here]:
            for node in sorted(nodes - known):
                known.add(node)
                queue.append((node, [*path, entry]))
    return []


def _refuse_circle(
    corrections: Corrections,
    entry: Correction,
    nodes: frozenset[str],
    groups: Mapping[str, frozenset[str]],
    seen: Sequence[Joined],
) -> None:
    """Raise DataError if an entry joins nodes that earlier merges join already."""
    for one in sorted(nodes):
        for other in sorted(nodes & groups.get(one, frozenset())):
            if one < other:
                by = chain(seen, one, other)
                what = f"these merges go round in a circle: {entry.says}, whom {_numbers(by)} joins already"
                raise corrections.contradiction([entry, *by], what)


def _numbers(entries: Iterable[Correction]) -> str:
    """Return the numbers of entries in order, as text for a message."""
    return " and ".join(f"entry {entry.number}" for entry in sorted(entries, key=lambda e: e.number))
