"""A cluster of names that are one actor, a name's options of joining one, and what stays in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from graphbuild.resolution import body
from graphbuild.resolution.context import ActorContext
from graphbuild.resolution.entry import Entry
from graphbuild.resolution.evidence_needed import NEEDED, Certainty, Likeness

STATED = 0.34
"""Share of a name's documents that must call an actor so, or name it in full, if the name alone says too little."""
_TOLD_APART = 0.5
"""Two names that are two actors in at least this share of the documents of the rarer one are two actors."""
_ESTABLISHED = 5
"""Documents from which on a name of several words that stands without its longer form is a name of its own."""
_FIRST_IN_FULL = frozenset({body.TAIL, body.KIND})
"""Reasons for which a short form that says little stands beside the full name in its documents."""


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


def borne_out(like: Likeness, short: Cluster, long: Cluster) -> Likeness:
    """Return the likeness of a short form to a longer name, doubtful where documents do not use both together.

    An article that writes "Lilly" has said "Eli Lilly" before: a word that many articles use without the longer name
    is rather another's, or a name of its own. So is a name of several words that is established without the longer one
    ("Premier League", and the Ryman Premier League).
    """
    if like.reason not in _FIRST_IN_FULL or like.certainty > Certainty.LIKELY:
        return like
    if like.certainty is Certainty.LIKELY and len(short.setting.docs) < _ESTABLISHED:
        return like
    together = len(short.setting.docs & long.setting.docs)
    return like if together >= STATED * len(short.setting.docs) else replace(like, certainty=Certainty.DOUBTFUL)


def told_apart(one: ActorContext, other: ActorContext) -> bool:
    """Return True if two contexts share so many documents that they must be of different actors."""
    both = len(one.docs & other.docs)
    return both > 0 and both >= _TOLD_APART * min(len(one.docs), len(other.docs))


def strength(option: Option) -> tuple[Certainty, float]:
    """Return how certain an option is, comparable with others."""
    return option.likeness.certainty, option.agreement


def order(option: Option) -> tuple[int, float, object]:
    """Return the sort key that puts the most certain options first."""
    return -option.likeness.certainty, -option.agreement, option.cluster.centre.rank


def why(option: Option, n_options: int) -> str:
    """Return why an option was not taken."""
    if option.told_apart:
        return f"{option.likeness.reason}, but one document names both"
    if n_options > 1 and option.likeness.short:
        return f"{option.likeness.reason}, but there are {n_options} that it can mean"
    return f"{option.likeness.reason}, but too little else agrees"
