"""Whom several actors are all linked to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graphbuild.answers.links import actors_of, best_ties, ends_of, link_record, links_of_ties, rank
from graphbuild.core.errors import UsageError
from graphbuild.core.model import Actor
from graphbuild.core.records import Record, actor_record
from graphbuild.evidence.link import Link
from graphbuild.evidence.summary import Tie
from graphbuild.graph.filters import Filters, filters
from graphbuild.graph.find import find_actor
from graphbuild.graph.view import StoreView, View, Viewable, viewing


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
    if isinstance(view, StoreView) and view.tied and wanted.usual:
        found = _by_ties(view, among, wanted, brief=brief)
    else:
        found = [_by_end(sorted(wanted.links(view, {actor.id}), key=rank), actor.id) for actor in among]
    ends = set(found[0]).intersection(*found[1:]) - {actor.id for actor in among}
    others = actors_of(view, ends)
    shared = [Shared(actor=others[end], links=tuple(best[end] for best in found)) for end in ends if end in others]
    ordered = tuple(sorted(shared, key=lambda one: max((rank(link), one.actor.id) for link in one.links)))
    shown: Iterable[Link] = (link for one in ordered for link in one.links)
    return Common(among=tuple(among), shared=ordered, actors=ends_of(view, shown))


def _by_ties(view: StoreView, among: Sequence[Actor], wanted: Filters, *, brief: bool) -> list[dict[str, Link]]:
    """The best link of each to whom all are linked; claims are read of these alone."""
    best: list[dict[str, Tie]] = []
    for actor in among:
        ties: dict[str, Tie] = {}
        for tie in best_ties(view, actor.id, wanted)[0]:
            ties.setdefault(tie.other(actor.id), tie)
        best.append(ties)
    ends = set(best[0]).intersection(*best[1:])
    chosen = [[ties[end] for end in sorted(ends)] for ties in best]
    return [
        _by_end(links_of_ties(view, ties, wanted, brief=brief), actor.id)
        for actor, ties in zip(among, chosen, strict=True)
    ]


def _by_end(links: Iterable[Link], actor: str) -> dict[str, Link]:
    """The first link to each neighbour."""
    found: dict[str, Link] = {}
    for link in links:
        found.setdefault(link.other(actor), link)
    return found
