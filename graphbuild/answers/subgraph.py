"""A part of the graph as a graph of its own: what passes the filters, whole or around some actors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graphbuild.answers.links import ends_of, neighbourhood
from graphbuild.evidence.link import EVERY_STATUS
from graphbuild.graph.filters import filters
from graphbuild.graph.find import find_actor
from graphbuild.graph.view import View

if TYPE_CHECKING:
    import networkx


def part(view: View, actors: Sequence[str] = (), *, depth: int = 1, **options: Any) -> networkx.MultiDiGraph:
    """The links that pass, with every status unless some are asked for, as a graph.

    Args:
        actors: ids, names or aliases; only what is at most `depth` links away from one of them. All where
            empty.
        options: as for `query.filters`.

    Raises:
        UnknownActorError: no such actor, or several.
        UsageError: a filter that makes no sense.
    """
    from graphbuild.graph.graph import graph_of

    wanted = filters(**options)
    if not options.get("status"):
        wanted = replace(wanted, statuses=EVERY_STATUS)
    if actors:
        centres = {find_actor(view, actor).id for actor in actors}
        near = neighbourhood(view, centres, wanted, depth)
        links = wanted.links(view, near, ends=near)
    else:
        links = wanted.links(view)
    return graph_of(links, ends_of(view, links).values())
