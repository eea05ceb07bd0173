"""Who is linked to whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from graphbuild.link import Link
from graphbuild.model import Actor
from graphbuild.names import fold
from graphbuild.period import period
from graphbuild.query.filters import Filters, filters
from graphbuild.query.find import find_actor
from graphbuild.query.view import View, Viewable, viewing
from graphbuild.records import Record, actor_record


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The links of an actor, best first, and every actor at their ends by id."""

    actor: Actor
    links: tuple[Link, ...]
    actors: dict[str, Actor]

    def as_record(self) -> Record:
        """The JSON shape of `graphbuild links --json`."""
        return {
            "actor": actor_record(self.actor),
            "links": [link_record(link, self.actors) for link in self.links],
        }


def links(
    graph: Viewable, actor: str, *, other: str | None = None, depth: int | None = None, **options: Any
) -> list[Record]:
    """The links of an actor, best first: those in most outlets, then the surest, then the latest.

    Args:
        graph: the path of a `graph.db`, or a graph from `build` or `load`.
        actor: an id, a name or an alias.
        other: only links with this actor.
        depth: all links among the actors that are at most so many links away.
        options: `relation`, `status`, `since`, `until`, `as_of`, `source`, `min_confidence`, `open_claims`;
            see `query.filters`.

    Returns:
        Records in the shape of `docs/json.md`.

    Raises:
        UnknownActorError: no such actor, or several.
        UsageError: an unknown relation or status, or no date.
        StoreError: there is no usable store at the path.
    """
    with viewing(graph) as view:
        found: list[Record] = answer(view, actor, filters(**options), other=other, depth=depth).as_record()["links"]
        return found


def answer(view: View, actor: str, wanted: Filters, *, other: str | None = None, depth: int | None = None) -> Answer:
    """The links of an actor as `links` finds them, with the actors at their ends."""
    centre = find_actor(view, actor)
    if depth is None:
        found = wanted.links(view, {centre.id})
    else:
        near = neighbourhood(view, {centre.id}, wanted, depth)
        found = wanted.links(view, near, ends=near)
    if other is not None:
        far = find_actor(view, other)
        found = [link for link in found if far.id in (link.subject, link.object)]
    return Answer(actor=centre, links=tuple(_grouped(found, centre.id)), actors=ends_of(view, found))


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
    ids |= {c.claim.attributed_to for link in found for c in link.evidence if c.claim.attributed_to}
    return {id_: actor for id_ in sorted(ids) if (actor := view.actor(id_)) is not None}


def rank(link: Link) -> tuple[int, float, int, str, str, str]:
    """A key that sorts the best link first: most outlets, surest, latest."""
    dates = [period(d) for c in link.evidence for d in (c.claim.date, c.published) if d]
    latest = max((p.last.toordinal() for p in dates if p), default=0)
    return -link.n_outlets, -link.confidence, -latest, link.subject, link.key, link.object


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
        "confidence": link.confidence,
        "review": link.review.value,
        "evidence": [citation.as_record() for citation in link.evidence],
    }


def _end(actor: Actor) -> Record:
    return {"id": actor.id, "name": actor.name, "type": actor.type.value}


def _grouped(found: list[Link], centre: str) -> list[Link]:
    """Best first, but links of one relation and direction stand together, where the best of them is."""
    ordered = sorted(found, key=rank)
    groups: dict[tuple[str, bool], list[Link]] = {}
    for link in ordered:
        groups.setdefault(heading_key(link, centre), []).append(link)
    return [link for group in groups.values() for link in group]


def heading_key(link: Link, centre: str) -> tuple[str, bool]:
    """What links are grouped by: the relation, and whether the actor asked for is its object."""
    return fold(link.key), link.object == centre and not link.symmetric
