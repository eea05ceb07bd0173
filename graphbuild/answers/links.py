"""Who is linked to whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from graphbuild.core.errors import UsageError
from graphbuild.core.model import Actor
from graphbuild.core.names import fold
from graphbuild.core.records import Record, actor_record
from graphbuild.core.second_reading import ReadBy
from graphbuild.evidence.link import Link
from graphbuild.evidence.summary import best_first
from graphbuild.graph.filters import Filters, filters
from graphbuild.graph.find import find_actor
from graphbuild.graph.view import View, Viewable, viewing

_OTHERS = frozenset({ReadBy.LEARNED, ReadBy.READER, ReadBy.BOTH})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The links of an actor, best first, and every actor at their ends by id.

    `total` counts all links that there are, also those beyond the limit that was asked for; `undated` those of them
    without any date, None where no time was asked for.
    """

    actor: Actor
    links: tuple[Link, ...]
    actors: dict[str, Actor]
    total: int
    undated: int | None = None

    def as_record(self) -> Record:
        """The JSON shape of `graphbuild links --json`."""
        return {
            "actor": actor_record(self.actor),
            "links": [link_record(link, self.actors) for link in self.links],
            "total": self.total,
            **({} if self.undated is None else {"undated": self.undated}),
        }


def links(
    graph: Viewable,
    actor: str,
    *,
    other: str | None = None,
    depth: int | None = None,
    limit: int | None = None,
    **options: Any,
) -> Answer:
    """The links of an actor, best first: those that rest on no guess, in most outlets, the surest, the latest.

    Args:
        graph: the path of a `graph.db`, or a graph from `build` or `load`.
        actor: an id, a name or an alias.
        other: only links with this actor.
        depth: all links among the actors that are at most so many links away.
        limit: only so many, the best.
        options: `relation`, `status`, `since`, `until`, `as_of`, `source`, `min_confidence`, `open_claims`,
            `named_ends`; see `query.filters`.

    Returns:
        The links as `Link`s, each with its evidence, and the actors at their ends; `as_record` gives the JSON shape.

    Raises:
        UnknownActorError: no such actor, or several.
        UsageError: an unknown relation or status, no date, a limit or depth below 1.
        StoreError: there is no usable store at the path.
    """
    with viewing(graph) as view:
        return answer(view, actor, filters(**options), other=other, depth=depth, limit=limit)


def answer(
    view: View,
    actor: str,
    wanted: Filters,
    *,
    other: str | None = None,
    depth: int | None = None,
    limit: int | None = None,
    brief: bool = False,
) -> Answer:
    """The links of an actor as `links` finds them, with the actors at their ends.

    Args:
        brief: only the best claim of each link is needed as its evidence; where that is quicker, others are left out.
    """
    if min(1 if depth is None else depth, 1 if limit is None else limit) < 1:
        raise UsageError("A depth or a limit is 1 or more.", hint="Leave it out to have no limit.")
    centre = find_actor(view, actor)
    far = find_actor(view, other).id if other is not None else None
    if depth is None:
        reader = view.links(wanted)
        best, total = reader.summaries(centre.id, other=far, limit=None if wanted.when else limit)
        found = reader.full(best, brief=brief)
    else:
        found = best_first(_links_around(view, centre.id, wanted, far, depth))
        total = len(found)
    undated = wanted.when.undated(found) if wanted.when else None
    found = found[:limit]
    return Answer(
        actor=centre,
        links=tuple(_grouped(found, centre.id)),
        actors=ends_of(view, found),
        total=total,
        undated=undated,
    )


def _links_around(view: View, centre: str, wanted: Filters, other: str | None, depth: int) -> list[Link]:
    """Return the links among the actors at most `depth` links away."""
    near = neighbourhood(view, {centre}, wanted, depth)
    found = wanted.links(view, near, ends=near)
    return [link for link in found if other is None or other in (link.subject, link.object)]


def neighbourhood(view: View, centres: Collection[str], wanted: Filters, depth: int) -> set[str]:
    """The ids of all actors at most `depth` links away, the centres among them."""
    known, frontier = set(centres), set(centres)
    for _ in range(depth):
        if not frontier:
            break
        claims = wanted.claims(view, frontier)
        frontier = {end for claim in claims for end in (claim.subject, claim.object)} - known
        known |= frontier
    return known


def ends_of(view: View, found: Iterable[Link]) -> dict[str, Actor]:
    """Every actor at an end of these links, or named as who says so, by id."""
    ids = {end for link in found for end in (link.subject, link.object)}
    claims = [citation.claim for link in found for citation in link.evidence]
    ids |= {said for claim in claims for said in (claim.attributed_to, claim.denied_by) if said}
    return actors_of(view, ids)


def actors_of(view: View, ids: Iterable[str]) -> dict[str, Actor]:
    """These actors by id, in its order; whoever is not there is left out."""
    return {actor.id: actor for actor in view.actors(set(ids))}


def link_record(link: Link, actors: dict[str, Actor]) -> Record:
    """A link in the JSON shape of all answers."""
    return {
        "subject": _end(actors[link.subject]),
        "relation": link.relation,
        "label": link.label,
        "object": _end(actors[link.object]),
        "status": link.status.value,
        "disputed": link.disputed,
        "weight": link.weight,
        "n_outlets": link.n_outlets,
        "guess": link.guess,
        "confidence": link.confidence,
        "review": link.review.value,
        **({"read_by": readers} if (readers := _readers(link)) else {}),
        "evidence": [citation.as_record() for citation in link.evidence],
    }


def _readers(link: Link) -> list[str]:
    """Return who read the claims of a link, if not the rules alone; who used nothing else need not be told."""
    found = link.read_by
    return [reader.value for reader in found] if _OTHERS.intersection(found) else []


def _end(actor: Actor) -> Record:
    """Return the record of an actor at one end of a link."""
    return {"id": actor.id, "name": actor.name, "type": actor.type.value}


def _grouped(found: list[Link], centre: str) -> list[Link]:
    """Best first, but links of one relation and direction stand together, where the best of them is."""
    ordered = best_first(found)
    groups: dict[tuple[str, bool], list[Link]] = {}
    for link in ordered:
        groups.setdefault(heading_key(link, centre), []).append(link)
    return [link for group in groups.values() for link in group]


def heading_key(link: Link, centre: str) -> tuple[str, bool]:
    """What links are grouped by: the relation, and whether the actor asked for is its object."""
    return fold(link.key), link.object == centre and not link.symmetric
