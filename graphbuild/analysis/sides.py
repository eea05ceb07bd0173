"""The two sides of a question about brokers: which actors belong to each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphbuild.core.errors import UsageError
from graphbuild.core.model import Actor, ActorType
from graphbuild.graph.find import find_actor
from graphbuild.graph.view import View

if TYPE_CHECKING:
    from graphbuild.analysis.adjacency import Ints, TieGraph

COMMUNITY = "community:"
TYPE = "type:"
APART = ";"
"""Separator of the names of a side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two groups of actors.

    Attributes:
        text: what was asked for, with names as the graph has them.
        named: the actors that were named individually.
        members: ids of all on this side, in order; those that were named first.
    """

    text: str
    named: tuple[Actor, ...]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A side as it was written: actors, numbers of communities, types of actors."""

    named: tuple[Actor, ...]
    communities: tuple[int, ...]
    types: tuple[ActorType, ...]

    @property
    def text(self) -> str:
        """Return the side in words."""
        numbered = (f"community {number}" for number in self.communities)
        return ", ".join((*(actor.name for actor in self.named), *numbered, *(f"all of type {t}" for t in self.types)))


def asked(view: View, side: str | Iterable[str]) -> Asked:
    """Parse a side: names separated by `;` or in a list, `community:0`, `type:person`.

    Raises:
        UnknownActorError: no such actor, or several.
        UsageError: an empty side, or an impossible type or community.
    """
    words = [part.strip() for text in ([side] if isinstance(side, str) else side) for part in text.split(APART)]
    words = [word for word in words if word]
    if not words:
        raise UsageError("A side needs somebody on it.", hint="Name an actor, several apart by ';', or community:0.")
    named = [find_actor(view, word) for word in words if not word.startswith((COMMUNITY, TYPE))]
    return Asked(
        named=tuple({actor.id: actor for actor in named}.values()),
        communities=tuple(_number(word) for word in words if word.startswith(COMMUNITY)),
        types=tuple(_type(word) for word in words if word.startswith(TYPE)),
    )


def _number(word: str) -> int:
    """Return the number of a community; raises UsageError."""
    number = word.removeprefix(COMMUNITY).strip()
    if not (number.isascii() and number.isdecimal()):
        raise UsageError(f"{word!r} is no community.", hint="They have numbers: `graphbuild stats --measures`.")
    return int(number)


def _type(word: str) -> ActorType:
    """Return the type of actors that a word names; raises UsageError."""
    try:
        return ActorType(word.removeprefix(TYPE).strip())
    except ValueError:
        types = ", ".join(type_.value for type_ in ActorType)
        raise UsageError(f"{word!r} is no type of actors.", hint=f"The types are: {types}.") from None


def fixed(
    sides: Sequence[Asked], parts: Sequence[Collection[str]], kinds: dict[str, ActorType]
) -> tuple[set[str], set[str]]:
    """Return the members of each side before neighbours are added.

    An actor named on one side is not on the other by its community or type; one that is on both by these is on none.

    Args:
        sides: the sides as written.
        parts: the communities, by number; needed if one is asked for.
        kinds: the type of every actor in the graph.

    Raises:
        UsageError: an actor is named on both sides, or there is no such community.
    """
    names = [{actor.id for actor in side.named} for side in sides]
    if both := names[0] & names[1]:
        twice = next(actor.name for actor in sides[0].named if actor.id in both)
        raise UsageError(f"{twice} is named on both sides.", hint="Between two sides somebody can only be on one.")
    groups = [set(_grouped(side, parts, kinds)) for side in sides]
    (one, other), (first, second) = names, groups
    return one | (first - second - other), other | (second - first - one)


def _grouped(side: Asked, parts: Sequence[Collection[str]], kinds: dict[str, ActorType]) -> Iterator[str]:
    """Yield the actors of a side's communities and types; raises UsageError for an unknown community."""
    for number in side.communities:
        if number >= len(parts):
            raise UsageError(
                f"There is no community {number}: there are {len(parts)}, from 0.",
                hint="`graphbuild stats --measures` shows the largest.",
            )
        yield from parts[number]
    for id_, kind in kinds.items():
        if kind in side.types:
            yield id_


def around(ties: TieGraph, sides: tuple[set[str], set[str]], centres: tuple[set[str], set[str]], depth: int) -> None:
    """Add to each side the actors within `depth` ties of its centres that are nearer to them than to the other's.

    An actor equally near to both is between them, so on neither side.
    """
    import numpy as np

    from graphbuild.analysis.shortest_paths import distances

    far = [distances(ties, numbers(ties, centre)) for centre in centres]
    far = [np.where(one < 0, len(ties.ids) + 1, one) for one in far]
    taken = sides[0] | sides[1]
    for side, own, other in ((sides[0], far[0], far[1]), (sides[1], far[1], far[0])):
        near = np.flatnonzero((own <= min(depth, len(ties.ids))) & (own < other)).tolist()
        side.update(ties.ids[at] for at in near if ties.ids[at] not in taken)


def numbers(ties: TieGraph, ids: Collection[str]) -> Ints:
    """Return the numbers of those of these actors that have ties."""
    import numpy as np

    return np.array([at for at, id_ in enumerate(ties.ids) if id_ in ids], dtype=np.int64)
