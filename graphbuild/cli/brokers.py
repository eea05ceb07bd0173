"""`brokers`: who connects two groups of actors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from graphbuild.analysis.group_brokers import DEPTH, TOP, WAYS_WITH_HUBS, Between, Connection, connection
from graphbuild.analysis.sides import Side
from graphbuild.cli.options import graph_option, json_option, shown_filters
from graphbuild.cli.sentences import count, link_lines
from graphbuild.cli.terminal import BLANK, Line, heading, safe, write_json, write_lines
from graphbuild.evidence.link import Link
from graphbuild.graph.filters import filters
from graphbuild.graph.view import viewing


@click.command("brokers")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@graph_option
@click.option(
    "--depth",
    type=click.IntRange(0),
    default=DEPTH,
    show_default=True,
    metavar="N",
    help="With each actor that is named also whoever is at most N links away, unless nearer to the other side.",
)
@click.option(
    "--hubs",
    type=click.Choice(WAYS_WITH_HUBS),
    default=WAYS_WITH_HUBS[0],
    show_default=True,
    help="Countries, places and media, to whom nearly all are linked: leave out those that are not named, or treat "
    "them like others.",
)
@click.option(
    "--limit", type=click.IntRange(1), default=TOP, show_default=True, metavar="N", help="At most so many brokers."
)
@shown_filters
@json_option
def brokers_command(
    one: str, other: str, graph: Path, depth: int, hubs: str, limit: int, as_json: bool, **options: Any
) -> None:
    """Show who connects two groups of actors, each with a way and its sentences.

    A and B are each an actor (with --depth 1 and those around it); several, apart by ";"; a community as
    stats --measures numbers them (community:0); or all actors of a type (type:company). Those come first through
    whom most of the shortest ways from A to B run.
    """
    with viewing(graph) as view:
        wanted = filters(**options)
        found = connection(view, one, other, wanted, depth=depth, hubs=hubs, limit=limit, brief=not as_json)
    if as_json:
        write_json(found.as_record())
    elif found.brokers or found.direct:
        write_lines(_lines(found))
    else:
        but = ", but through countries, places or media: --hubs allow shows it" if found.by_hubs else ""
        click.echo(f"No way from {_name(found.one)} to {_name(found.other)}{but}.")


def _lines(found: Connection) -> Iterator[Line]:
    """Yield the brokers with their paths, then the direct links."""
    counted = f"{count(len(found.brokers), 'broker')}, {count(found.n_direct, 'pair')} linked directly"
    yield [(f"Between {_name(found.one)} and {_name(found.other)}", "bold"), (f": {counted}", "")]
    if found.sampled:
        yield [(f"The shares are estimates, from the ways of {count(found.sampled, 'actor')}.", "dim")]
    shown: list[tuple[Link, ...]] = []
    for at, broker in enumerate(found.brokers, start=1):
        yield BLANK
        yield [(f"{at}. {safe(broker.actor.name)}", "bold"), (f" ({broker.actor.type}), {_part(broker)}", "")]
        if broker.way in shown:
            yield [(f"  on the same way as {shown.index(broker.way) + 1}", "dim")]
        else:
            for link in broker.way:
                yield from link_lines(link, found.actors)
        shown.append(broker.way)
    if found.direct:
        more = len(found.direct) < found.n_direct
        best = f"the best {len(found.direct)} of {found.n_direct}" if more else str(found.n_direct)
        yield BLANK
        yield heading(f"Linked directly ({best})")
        for link in found.direct:
            yield from link_lines(link, found.actors)
        if not found.brokers:
            yield BLANK
            yield [("Nobody is between them. A higher --depth takes in who is around those named.", "dim")]


def _part(broker: Between) -> str:
    """Return the share of a broker in words."""
    ways = "all of the shortest ways" if broker.share >= 1 else f"{broker.share:.1%} of the shortest ways"
    linked = f"linked to {broker.ties[0]} of the first and {broker.ties[1]} of the second"
    return f"{ways}, {linked}" + ("; without it there is no other way" if broker.only else "")


def _name(side: Side) -> str:
    """Return the name of a side, and how many actors it has besides those named."""
    rest = len(side.members) - len(side.named)
    if not side.named:
        return f"{safe(side.text)} ({count(rest, 'actor')})"
    return safe(side.text) + (f" (and {rest} more)" if rest else "")
