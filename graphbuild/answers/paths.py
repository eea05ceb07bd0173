"""The chains between two actors, best first. Only actors are hops, never documents."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import Any

from graphbuild.answers.common import best_by_end
from graphbuild.answers.links import actors_of, ends_of, link_record
from graphbuild.answers.neighbours import family_of, surroundings
from graphbuild.answers.path_search import ChainSearch, Route
from graphbuild.core.errors import UsageError
from graphbuild.core.model import Actor
from graphbuild.core.path_cost import hop_cost
from graphbuild.core.records import Record, actor_record
from graphbuild.evidence.link import EVERY_STATUS, Link
from graphbuild.evidence.summary import Order, best_first
from graphbuild.graph.filters import Filters, filters
from graphbuild.graph.find import find_actor
from graphbuild.graph.view import View, Viewable, viewing

MAX_LENGTH = 4
BEST = 5
HUBS = ("discount", "avoid", "allow")
_MORE = 10  # chains to and from an actor that all have to go through, for each that is asked for
_FEW = 2_000  # documents; of whoever is in more, going through all that was ever said would take too long
_SEEN = 5  # actors that both are linked to, where there is no chain


@dataclass(frozen=True, slots=True, kw_only=True)
class Detour:
    """How chains may go.

    Attributes:
        max_length: at most so many hops.
        best: at most so many chains.
        avoid: ids, names or aliases that no chain may pass.
        through: one that every chain has to pass, where given.
        hubs: countries, places and media, and whoever is in very many articles, cost more to pass (`discount`) or no
            more (`allow`); with `avoid` no chain passes a country, place or outlet.
    """

    max_length: int = MAX_LENGTH
    best: int = BEST
    avoid: tuple[str, ...] = ()
    through: str | None = None
    hubs: str = HUBS[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chains:
    """The chains from one actor to another: each a tuple of links, of which each joins two neighbours.

    `beside` is there where there is no chain: links of both to the same actors that the filters leave out, or that may
    not be passed; for each such actor the link of the one and that of the other.
    """

    start: Actor
    goal: Actor
    paths: tuple[tuple[Link, ...], ...]
    beside: tuple[tuple[Actor, Link, Link], ...]
    actors: dict[str, Actor]

    def as_record(self) -> Record:
        """The JSON shape of `graphbuild path --json`."""
        return {
            "from": actor_record(self.start),
            "to": actor_record(self.goal),
            "paths": [[link_record(link, self.actors) for link in path] for path in self.paths],
            "beside": [
                {
                    "actor": actor_record(actor),
                    "links": [link_record(one, self.actors), link_record(other, self.actors)],
                }
                for actor, one, other in self.beside
            ],
        }


def paths(
    graph: Viewable,
    start: str,
    goal: str,
    *,
    max_length: int = MAX_LENGTH,
    best: int = BEST,
    avoid: Iterable[str] = (),
    through: str | None = None,
    hubs: str = HUBS[0],
    **options: Any,
) -> Chains:
    """The best chains between two actors, whichever way its links point.

    A chain is the better the fewer hops it has and the stronger each is: claimed as fact, surely read, in several
    independent sources, and saying more than that two are in one place. It is the worse the more everybody is linked to
    those that it passes.

    Args:
        graph: the path of a `graph.db`, or a graph from `build` or `load`.
        start, goal: ids, names or aliases.
        max_length, best, avoid, through, hubs: see `Detour`.
        options: as for `links`.

    Returns:
        The chains, each a tuple of `Link`s; `as_record` gives the JSON shape.

    Raises:
        UnknownActorError: no such actor, or several.
        UsageError: an option that makes no sense.
        StoreError: there is no usable store at the path.
    """
    avoided = (avoid,) if isinstance(avoid, str) else tuple(avoid)
    detour = Detour(max_length=max_length, best=best, avoid=avoided, through=through, hubs=hubs)
    with viewing(graph) as view:
        return chains(view, start, goal, filters(**options), detour)


def chains(
    view: View, start: str, goal: str, wanted: Filters, detour: Detour | None = None, *, brief: bool = False
) -> Chains:
    """The chains as `paths` finds them, with the actors on them; `brief` as for `links.answer`."""
    way = detour or Detour()
    way = replace(way, best=min(way.best, sys.maxsize // _MORE))
    if way.max_length < 1 or way.best < 1:
        raise UsageError("A chain has at least one hop, and at least one chain is to be shown.")
    if way.hubs not in HUBS:
        raise UsageError(f"There is no way {way.hubs!r} with hubs.", hint=f"The ways are: {', '.join(HUBS)}.")
    a, b = find_actor(view, start), find_actor(view, goal)
    if a.id == b.id:
        raise UsageError(f"{start!r} and {goal!r} are one actor: {a.name}.", hint="Name two actors.")
    through = find_actor(view, way.through).id if way.through is not None else None
    avoid = _avoided(view, way.avoid, {a.id: start, b.id: goal, **({through: way.through or ""} if through else {})})
    routes = _routes(view, a.id, b.id, wanted, replace(way, avoid=avoid, through=through))
    links = {pair: best_link(view, pair, wanted, brief) for pair in _pairs(routes)}
    found = tuple(tuple(links[frozenset(pair)] for pair in pairwise(route)) for route in routes)
    beside = () if found else tuple(_beside(view, a, b))
    shown = (*chain.from_iterable(found), *chain.from_iterable(links for _, *links in beside))
    return Chains(start=a, goal=b, paths=found, beside=beside, actors=ends_of(view, shown))


def _avoided(view: View, avoid: Iterable[str], needed: dict[str, str]) -> tuple[str, ...]:
    """Return the ids of the actors to avoid; raises UsageError if the path needs one."""
    ids = tuple(find_actor(view, actor).id for actor in avoid)
    for id_ in ids:
        if id_ in needed:
            raise UsageError(f"{needed[id_]!r} cannot be avoided: the chain needs it.", hint="Avoid others.")
    return ids


def _routes(view: View, a: str, b: str, wanted: Filters, way: Detour) -> list[Route]:
    """Return the best routes between two actors, through a third one if given."""
    around = surroundings(view, wanted)

    def search(*barred: str, best: int, max_length: int) -> ChainSearch:
        """Return a search for the best chains that also avoids the barred actors."""
        return ChainSearch(around, max_length=max_length, best=best, avoid=(*way.avoid, *barred), hubs=way.hubs)

    if way.through is None or way.through in (a, b):
        return [route for _, route in search(best=way.best, max_length=way.max_length).routes(a, b)]
    most = {"best": way.best * _MORE, "max_length": way.max_length - 1}
    there, on = search(b, **most).routes(a, way.through), search(a, **most).routes(way.through, b)
    joined = (
        (before + after, (*first, *second[1:]))
        for before, first in there
        for after, second in on
        if len(first) + len(second) - 2 <= way.max_length and set(first).isdisjoint(second[1:])
    )
    return [route for _, route in sorted(joined)[: way.best]]


def _pairs(routes: Iterable[Route]) -> Iterator[frozenset[str]]:
    """Yield each pair of consecutive actors on the routes."""
    return (frozenset(pair) for route in routes for pair in pairwise(route))


def best_link(view: View, pair: Collection[str], wanted: Filters, brief: bool) -> Link:
    """The link between two neighbours that costs least; `brief` as for `links.answer`."""

    def cost(link: Link) -> tuple[int, Order]:
        """Return the sort key of a link: its path cost, then its order."""
        family = family_of(link.relation, view.ontology)
        return hop_cost(family, link.status, link.confidence, link.n_outlets), link.order

    return min(links_between(view, pair, wanted, brief=brief), key=cost)


def links_between(view: View, pair: Collection[str], wanted: Filters, *, brief: bool = False) -> Sequence[Link]:
    """The links between two actors, best first; `brief` as for `links.answer`."""
    one, other = sorted(pair)
    reader = view.links(wanted)
    return reader.full(reader.summaries(one, other=other)[0], brief=brief)


def _beside(view: View, a: Actor, b: Actor) -> Iterator[tuple[Actor, Link, Link]]:
    """Whom both are linked to by anything that was ever said, be it denied, unsure or a country: the best ones."""
    if max(a.n_documents, b.n_documents) > _FEW:
        return iter(())
    everything = Filters(statuses=EVERY_STATUS, min_confidence=0.0, open_claims=True)
    found = (best_first(everything.links(view, {actor.id})) for actor in (a, b))
    first, second = (best_by_end(links, actor.id) for links, actor in zip(found, (a, b), strict=True))
    shared = sorted(first.keys() & second.keys(), key=lambda end: (first[end].order, second[end].order))[:_SEEN]
    actors = actors_of(view, shared)
    return ((actors[end], first[end], second[end]) for end in shared if end in actors)
