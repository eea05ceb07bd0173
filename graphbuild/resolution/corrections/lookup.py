"""Lookup of the actors that entries name: by id first, then by name, as they are before any correction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graphbuild.core.model import ObservedActor
from graphbuild.core.names import fold
from graphbuild.resolution.corrections.correction import ActorRef
from graphbuild.resolution.resolve import describe

SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Why an entry's actor was not found, in words that complete "it does not apply: "."""

    reason: str


@dataclass(slots=True, kw_only=True)
class ActorIndex:
    """The actors before the corrections, and those that corrections make, as nodes.

    Attributes:
        members: the observed actors of each node; none for a node that a correction splits off.
        names: the nodes of each name, as `names.fold` gives it.
        given: the same for names that only corrections give; used if no other node has the name.
    """

    members: dict[str, list[ObservedActor]]
    names: dict[str, set[str]]
    given: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def node(self, ref: ActorRef) -> str | Missing:
        """Return the node that an entry means, or why there is none."""
        for id_ in (ref.id, ref.name):
            if id_ is not None and id_ in self.members:
                return id_
        key = fold(ref.name)
        found = sorted(self.names.get(key, ())) or sorted(self.given.get(key, ()))
        if len(found) > 1:
            found = [node for node in found if self._own_name(node, key)] or found
        if len(found) == 1:
            return found[0]
        if not found:
            return Missing(reason=f"there is no actor {ref}")
        more = ", ..." if len(found) > SHOWN else ""
        return Missing(reason=f"{ref.name!r} can be any of {', '.join(found[:SHOWN])}{more}: give the id")

    def add_name(self, name: str, node: str) -> None:
        """Let a node be found by this name."""
        self.names.setdefault(fold(name), set()).add(node)

    def _own_name(self, node: str, key: str) -> bool:
        """Return True if the key is the main name of a node, not only an alias."""
        return bool(self.members[node]) and fold(describe(node, self.members[node]).name) == key


def cast(observed: Iterable[ObservedActor], node_of: Mapping[str, str]) -> ActorIndex:
    """Return the index of the actors that these judgements (observed id to actor id) make."""
    members: dict[str, list[ObservedActor]] = defaultdict(list)
    names: dict[str, set[str]] = defaultdict(set)
    for actor in sorted(observed, key=lambda actor: actor.id):
        node = node_of[actor.id]
        members[node].append(actor)
        for name in (actor.name, *actor.aliases):
            names[fold(name)].add(node)
    return ActorIndex(members=dict(members), names=dict(names))


def lacking(found: Sequence[str | Missing]) -> list[str]:
    """Return the reasons of those that were not found."""
    return [item.reason for item in found if isinstance(item, Missing)]
