"""Whom several actors are all linked to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from graphbuild.answers.links import actors_of, ends_of, link_record
from graphbuild.core.errors import UsageError
from graphbuild.core.model import Actor
from graphbuild.core.records import Record, actor_record
from graphbuild.evidence.link import Link
from graphbuild.evidence.summary import LinkSummary
from graphbuild.graph.filters import Filters, filters
from graphbuild.graph.find import find_actor
from graphbuild.graph.view import View, Viewable, viewing

T = TypeVar("T", bound=LinkSummary)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """An actor that all are linked to, with the best link to each of them, in their order."""

    actor: Actor
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """Whom these actors are all linked to: those first whose weakest link is told by most. `actors`: all by id."""

    among: tuple[Actor, ...]
    shared: tuple[Shared, ...]
    actors: dict[str, Actor]

    def as_record(self) -> Record:
        """The JSON shape of `graphbuild common --json`."""
        return {
            "among": [actor_record(actor) for actor in self.among],
            "shared": [
                {"actor": actor_record(one.actor), "links": [link_record(link, self.actors) for link in one.links]}
                for one in self.shared
            ],
        }


def common(graph: Viewable, actors: Sequence[str], **options: Any) -> Common:
    """Whom several actors are all linked to.

    Args:
        graph: the path of a `graph.db`, or a graph from `build` or `load`.
        actors: two or more ids, names or aliases.
        options: as for `links`.

    Raises:
        UnknownActorError: no such actor, or several.
        UsageError: fewer than two actors, or an option that makes no sense.
        StoreError: there is no usable store at the path.
    """
    with viewing(graph) as view:
        return common_of(view, actors, filters(**options))


def common_of(view: View, actors: Sequence[str], wanted: Filters, *, brief: bool = False) -> Common:
    """The same of an open view; `brief` as for `links.answer`."""
    among = list({actor.id: actor for actor in (find_actor(view, text) for text in actors)}.values())
    if len(among) < 2:
        raise UsageError("To have something in common takes two actors.", hint="Name two or more different ones.")
    reader = view.links(wanted)
    best = [best_by_end(reader.summaries(actor.id)[0], actor.id) for actor in among]
    ends = set(best[0]).intersection(*best[1:]) - {actor.id for actor in among}
    others = actors_of(view, ends)
    full = [dict(zip(others, reader.full([found[end] for end in others], brief=brief), strict=True)) for found in best]
    shared = [Shared(actor=others[end], links=tuple(found[end] for found in full)) for end in others]
    ordered = tuple(sorted(shared, key=lambda one: max((link.order, one.actor.id) for link in one.links)))
    shown: Iterable[Link] = (link for one in ordered for link in one.links)
    return Common(among=tuple(among), shared=ordered, actors=ends_of(view, shown))


def best_by_end(links: Iterable[T], actor: str) -> dict[str, T]:
    """The first link to each neighbour of an actor, by the neighbour's id."""
    found: dict[str, T] = {}
    for link in links:
        found.setdefault(link.other(actor), link)
    return found
