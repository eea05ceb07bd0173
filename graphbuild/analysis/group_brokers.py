"""Brokers between two groups of actors: who connects them, by which paths, and whether another path exists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from graphbuild.analysis.sides import Asked, Side, around, asked, fixed, numbers
from graphbuild.answers.links import actors_of, ends_of, link_record
from graphbuild.answers.paths import best_link
from graphbuild.core.errors import UsageError
from graphbuild.core.model import Actor, ActorType
from graphbuild.core.path_cost import HUBS
from graphbuild.core.records import Record, actor_record
from graphbuild.evidence.link import Link
from graphbuild.graph.filters import Filters, filters
from graphbuild.graph.view import View, Viewable, viewing

if TYPE_CHECKING:
    from graphbuild.analysis.adjacency import Floats, Ints, TieGraph

TOP = 10
DEPTH = 0
WAYS_WITH_HUBS = ("avoid", "allow")
_SHARED = 1e-9  # of a path; a smaller share is a rounding error
_DIRECT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """An actor through which one side reaches the other.

    Attributes:
        actor: the actor.
        share: share of all shortest paths between the sides that pass through the actor, 0 to 1.
        ties: how many members of the one side, and of the other, are linked to the actor.
        only: without the actor there is no path at all.
        way: one of those paths: links from a member of the one side to a member of the other.
    """

    actor: Actor
    share: float
    ties: tuple[int, int]
    only: bool
    way: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """Brokers and direct links between two sides.

    Attributes:
        one, other: the sides.
        brokers: those between them, with the largest share first.
        direct: links from one side to the other, those with most sources first.
        n_direct: number of pairs that are linked directly.
        sampled: number of start actors if paths were sampled; None if all were followed.
        by_hubs: whether the only paths pass through countries, places and media, which were left out.
        actors: all actors at the ends of these links, by id.
    """

    one: Side
    other: Side
    brokers: tuple[Between, ...]
    direct: tuple[Link, ...]
    n_direct: int
    sampled: int | None
    by_hubs: bool
    actors: dict[str, Actor]

    def as_record(self) -> Record:
        """Return the JSON object of `graphbuild brokers --json`."""
        return {
            "one": _side_record(self.one),
            "other": _side_record(self.other),
            "brokers": [
                {
                    "actor": actor_record(broker.actor),
                    "share": broker.share,
                    "ties": list(broker.ties),
                    "only": broker.only,
                    "way": [link_record(link, self.actors) for link in broker.way],
                }
                for broker in self.brokers
            ],
            "direct": [link_record(link, self.actors) for link in self.direct],
            "n_direct": self.n_direct,
            "sampled": self.sampled,
            "by_hubs": self.by_hubs,
        }


def brokers_between(
    graph: Viewable,
    one: str | Iterable[str],
    other: str | Iterable[str],
    *,
    depth: int = DEPTH,
    hubs: str = WAYS_WITH_HUBS[0],
    limit: int = TOP,
    **options: Any,
) -> Connection:
    """Return who connects two groups of actors: those on most shortest paths between them, each with a path.

    The share is the betweenness of a subset (Brandes 2008).

    Args:
        graph: the path of a `graph.db`, or a graph from `build` or `load`.
        one, other: actors (ids, names or aliases; several separated by `;` or in a list), `community:0` as `stats
            --measures` numbers them, or `type:person`.
        depth: actors at most this many links from a named actor are on the same side, unless nearer to the other one; 0
            for named actors only.
        hubs: countries, places and media, which are linked to nearly all, are on no side and no broker unless named
            (`avoid`), or are treated like others (`allow`).
        limit: maximum number of brokers.
        options: as for `links`.

    Raises:
        UnknownActorError: no such actor, or several.
        UsageError: an actor on both sides, no such community, an option that makes no sense.
        StoreError: there is no usable store at the path.
    """
    with viewing(graph) as view:
        return connection(view, one, other, filters(**options), depth=depth, hubs=hubs, limit=limit)


def connection(
    view: View,
    one: str | Iterable[str],
    other: str | Iterable[str],
    wanted: Filters,
    *,
    depth: int = DEPTH,
    hubs: str = WAYS_WITH_HUBS[0],
    limit: int = TOP,
    brief: bool = False,
) -> Connection:
    """Return the same for an open view; `brief` as for `links.answer`."""
    if hubs not in WAYS_WITH_HUBS:
        raise UsageError(f"There is no way {hubs!r} with hubs.", hint=f"The ways are: {', '.join(WAYS_WITH_HUBS)}.")
    if depth < 0 or limit < 1:
        raise UsageError("The depth is 0 or more, and at least one broker is to be shown.")
    sides = asked(view, one), asked(view, other)
    whole, ties, members = _settled(view, wanted, sides, depth, hubs)
    first, second = (numbers(ties, group) for group in members)
    shares, sampled = shares_between(ties, first, second)
    found = _ordered(ties, shares, {*first.tolist(), *second.tolist()})[:limit]
    between = [_between(view, wanted, ties, at, shares, first, second, brief) for at in found]
    pairs = _direct(ties, first, second)
    direct = tuple(best_link(view, frozenset(pair), wanted, brief) for pair in pairs[:_DIRECT])
    shown = (*direct, *chain.from_iterable(broker.way for broker in between))
    return Connection(
        one=_side(sides[0], members[0]),
        other=_side(sides[1], members[1]),
        brokers=tuple(between),
        direct=direct,
        n_direct=len(pairs),
        sampled=sampled,
        by_hubs=not (pairs or between) and _linked(whole, members),
        actors=ends_of(view, shown),
    )


def shares_between(ties: TieGraph, first: Ints, second: Ints) -> tuple[Floats, int | None]:
    """Return the share of all shortest paths between two groups that passes through each actor.

    Paths start in the smaller group. Where that is too much work, they start from a sample of it, as for betweenness.

    Returns:
        The shares, shape (actors,), and the number of sampled actors; None if all were used.
    """
    import numpy as np

    from graphbuild.analysis.betweenness import betweenness
    from graphbuild.analysis.measures import sampled

    if not (len(first) and len(second)):
        return np.zeros(len(ties.ids)), None
    few, many = sorted((first, second), key=len)
    roots = sampled(ties, few)
    wanted = np.zeros(len(ties.ids))
    wanted[many] = 1.0
    shares = betweenness(ties, roots, wanted) / (len(roots) * len(many))
    return shares, len(roots) if len(roots) < len(few) else None


def _settled(
    view: View, wanted: Filters, sides: tuple[Asked, Asked], depth: int, hubs: str
) -> tuple[TieGraph, TieGraph, tuple[set[str], set[str]]]:
    """Return all ties, the ties that paths may take, and the members of each side."""
    from graphbuild.analysis.community_detection import communities_of

    whole = _ties(view, wanted)
    kinds = {id_: kind for id_, (kind, _) in view.kinds(whole.ids).items()}
    parts = communities_of(whole) if any(side.communities for side in sides) else ()
    members = fixed(sides, parts, kinds)
    asked_for = {actor.id for side in sides for actor in side.named}
    types = {kind for side in sides for kind in side.types}
    barred = _barred(kinds, asked_for, types) if hubs == "avoid" else set()
    ties = whole.without(numbers(whole, barred)) if barred else whole
    for group in members:
        group -= barred
    if depth:
        centres = tuple({actor.id for actor in side.named} for side in sides)
        around(ties, members, (centres[0], centres[1]), depth)
    return whole, ties, members


def _barred(kinds: dict[str, ActorType], named: set[str], types: set[ActorType]) -> set[str]:
    """Return the ids of hub actors that are neither named nor of a requested type."""
    return {id_ for id_, kind in kinds.items() if kind in HUBS and kind not in types and id_ not in named}


def _ties(view: View, wanted: Filters) -> TieGraph:
    """Return the graph of all links that pass the filters."""
    from graphbuild.analysis.adjacency import tie_graph_of, weighted

    links = list(view.links(wanted).facts())
    ends = {end for link in links for end in (link.subject, link.object)}
    return tie_graph_of(ends, weighted(links, view.ontology))


def _ordered(ties: TieGraph, shares: Floats, members: set[int]) -> list[int]:
    """Return the actors between the sides, of neither side, with the largest share first."""
    import numpy as np

    found = (at for at in np.flatnonzero(shares > _SHARED).tolist() if at not in members)
    return sorted(found, key=lambda at: (-round(float(shares[at]), 9), ties.ids[at]))


def _between(
    view: View, wanted: Filters, ties: TieGraph, at: int, shares: Floats, first: Ints, second: Ints, brief: bool
) -> Between:
    """Return one broker with an example path."""
    from graphbuild.analysis.shortest_paths import AWAY, distances, way_through

    near = set(ties.neighbours(at))
    way = way_through(ties, at, first, second)
    hops = (frozenset((ties.ids[a], ties.ids[b])) for a, b in pairwise(way))
    id_ = ties.ids[at]
    return Between(
        actor=actors_of(view, [id_])[id_],
        share=float(f"{shares[at]:.6g}"),
        ties=(len(near.intersection(first.tolist())), len(near.intersection(second.tolist()))),
        only=bool((distances(ties, first, without=at)[second] == AWAY).all()),
        way=tuple(best_link(view, hop, wanted, brief) for hop in hops),
    )


def _direct(ties: TieGraph, first: Ints, second: Ints) -> list[tuple[str, str]]:
    """Return the pairs of both sides that are linked directly, those with most sources first."""
    goals = set(second.tolist())
    pairs: list[tuple[float, str, str]] = []
    for at in first.tolist():
        span = slice(ties.starts[at], ties.starts[at + 1])
        met = zip(ties.others[span].tolist(), ties.weights[span].tolist(), strict=True)
        pairs += ((-weight, ties.ids[at], ties.ids[other]) for other, weight in met if other in goals)
    return [(one, other) for _, one, other in sorted(pairs)]


def _linked(ties: TieGraph, members: tuple[set[str], set[str]]) -> bool:
    """Return True if any path connects the two sides."""
    from graphbuild.analysis.shortest_paths import AWAY, distances

    first, second = (numbers(ties, group) for group in members)
    return bool((distances(ties, first)[second] != AWAY).any())


def _side(side: Asked, members: set[str]) -> Side:
    """Return one side with its named actors first and its other members in order."""
    named = [actor.id for actor in side.named]
    return Side(text=side.text, named=side.named, members=(*named, *sorted(members.difference(named))))


def _side_record(side: Side) -> Record:
    """Return a side as a JSON object."""
    return {
        "text": side.text,
        "named": [actor_record(actor) for actor in side.named],
        "members": list(side.members),
    }
