"""A cluster of names that are one actor, a name's options of joining one, and what stays in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from graphbuild.resolution.context import ActorContext
from graphbuild.resolution.entry import Entry
from graphbuild.resolution.evidence_needed import NEEDED, Likeness


@dataclass(slots=True, kw_only=True, eq=False)
class Cluster:
    """One actor: its centre, the names joined to it, each with the reason, and its context."""

    centre: Entry
    setting: ActorContext
    joined: list[tuple[Entry, str]] = field(default_factory=list)
    into: Cluster | None = None

    def entries(self) -> Iterator[Entry]:
        """Yield all names, the centre first."""
        yield self.centre
        yield from (entry for entry, _ in self.joined)

    def home(self) -> Cluster:
        """Return the cluster into which this one was merged, or itself."""
        return self if self.into is None else self.into.home()


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Two names that may belong to one actor, undecided."""

    one: Entry
    other: Entry
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A cluster to which a name may belong."""

    cluster: Cluster
    likeness: Likeness
    agreement: float
    told_apart: bool

    @property
    def enough(self) -> bool:
        """Return True if the context agrees as much as the certainty of the match requires."""
        return self.agreement >= NEEDED[self.likeness.certainty] and not self.told_apart
