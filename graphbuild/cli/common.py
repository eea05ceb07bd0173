"""`common`: the actors to which several actors are all linked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from graphbuild.answers.common import Common, common_of
from graphbuild.cli.options import graph_option, json_option, shown_filters
from graphbuild.cli.sentences import count, link_lines
from graphbuild.cli.terminal import BLANK, Line, heading, safe, write_json, write_lines
from graphbuild.graph.filters import filters
from graphbuild.graph.view import viewing


@click.command("common")
@click.argument("actors", nargs=-1, required=True, metavar="ACTOR OTHER...")
@graph_option
@shown_filters
@json_option
def common_command(actors: tuple[str, ...], graph: Path, as_json: bool, **options: Any) -> None:
    """Show whom several actors are all linked to.

    Each with the best link to every one of them; those first whose weakest link is told by most.
    """
    with viewing(graph) as view:
        found = common_of(view, actors, filters(**options), brief=not as_json)
    if as_json:
        write_json(found.as_record())
    elif found.shared:
        write_lines(_lines(found))
    else:
        click.echo(f"Nobody to show that {_names(found)} are all linked to.")


def _lines(found: Common) -> Iterator[Line]:
    """Yield the common neighbours with their links."""
    yield [(f"{_names(found)}: {count(len(found.shared), 'actor')} in common", "bold")]
    for one in found.shared:
        yield BLANK
        yield heading(f"{one.actor.name} ({one.actor.type})")
        for link in one.links:
            yield from link_lines(link, found.actors)


def _names(found: Common) -> str:
    """Return the names of the given actors, joined by "and"."""
    return " and ".join(safe(actor.name) for actor in found.among)
