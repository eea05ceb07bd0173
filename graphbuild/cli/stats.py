"""`stats`: statistics of the graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import click

from graphbuild.analysis.measures import MEANINGS, Measures
from graphbuild.analysis.over_time import OverTime
from graphbuild.analysis.periods import Unit
from graphbuild.analysis.statistics import Standing, Stats, figures_of
from graphbuild.cli.options import graph_option, json_option, shown_filters
from graphbuild.cli.sentences import count
from graphbuild.cli.terminal import BLANK, Line, heading, indented, table, write_json, write_lines
from graphbuild.graph.filters import filters
from graphbuild.graph.view import StoreView
from graphbuild.store import Store

BAR, NAMED = 12, 3
"""The length of the longest bar, and how many actors are named for a period."""


@click.command("stats")
@graph_option
@click.option(
    "--measures",
    "measured",
    is_flag=True,
    help="Also who stands in the middle, who together, and who between.",
)
@click.option(
    "--over-time", "periods", is_flag=True, help="Also by month, or longer: new and ended links, who is in the middle."
)
@click.option(
    "--by",
    type=click.Choice([unit.value for unit in Unit]),
    help="How long the periods of --over-time are; as short as makes few of them unless given.",
)
@shown_filters
@json_option
def stats_command(graph: Path, measured: bool, periods: bool, by: str | None, as_json: bool, **options: Any) -> None:
    """Show the figures of the graph.

    Actors, links, outlets, and who has most links; links as the filters let them through. With --as-of they are those
    of the network as it was on that day, and with --measures its communities and who was central then.
    """
    with Store.open(graph) as store:
        figures = figures_of(StoreView(store), filters(**options), measured=measured, periods=periods, by=by)
    if as_json:
        write_json(figures.as_record())
    else:
        write_lines(_lines(figures))


def _lines(figures: Stats) -> Iterator[Line]:
    """Yield the statistics as lines."""
    totals = {
        "documents": figures.documents,
        "actors": figures.actors,
        "linked actors": figures.linked_actors,
        "links": figures.links,
        "mentions": figures.mentions,
        "claims, shown or not": figures.claims,
    }
    yield from table([[name, str(n)] for name, n in totals.items()], styles=("", "bold"))
    for title, counts in (
        ("Actors by type", figures.types),
        ("Links by relation", figures.relations),
        ("Links by status", figures.statuses),
        ("Documents by outlet", figures.outlets),
    ):
        yield from _counted(title, counts)
    if figures.top:
        yield BLANK
        yield heading("Most linked")
        rows = [[actor.name, actor.type.value, str(n), "actors", str(m), "links"] for actor, n, m in figures.top]
        yield from indented(table(rows, styles=("bold",)))
    if figures.standing:
        yield from _standing(figures, figures.standing)
    if figures.over_time:
        yield from _over_time(figures.over_time)


def _standing(figures: Stats, standing: Standing) -> Iterator[Line]:
    """Yield measures, communities and brokers."""
    if figures.top:
        yield BLANK
        yield heading("Measures of the most linked")
        named = [field.name for field in fields(Measures)]
        rows = [
            [actor.name, *(f"{getattr(standing.measures[actor.id], name):.4g}" for name in named)]
            for actor, *_ in figures.top
        ]
        yield from indented(table([["", *named], *rows], styles=("bold",)))
        yield from indented(table([[name, MEANINGS[name]] for name in named], styles=("dim", "dim")))
    if standing.communities:
        yield BLANK
        yield heading(f"Largest of {standing.n_communities} communities")
        rows = [
            [str(at), str(part.size), "actors", ", ".join(actor.name for actor in part.first)]
            for at, part in enumerate(standing.communities)
        ]
        yield from indented(table(rows))
    if standing.brokers:
        yield BLANK
        yield heading("Between communities")
        rows = [
            [actor.name, actor.type.value, f"{broker.share:.4g}", f"with {count(len(broker.ties), 'actor')} of others"]
            for actor, broker in standing.brokers
        ]
        yield from indented(table(rows, styles=("bold",)))


def _over_time(found: OverTime) -> Iterator[Line]:
    """Yield a row for each period, with a bar as long as it has new links."""
    yield BLANK
    yield heading(f"By {found.unit}")
    most = max((figures.new for figures in found.periods), default=0)
    rows = [["", "new", "", "ended", "links", "actors", "linked to most others"]]
    for at, figures in enumerate(found.periods):
        beyond = (found.before and at == 0, found.after and at == len(found.periods) - 1)
        name = figures.row.name + (" or earlier" if beyond[0] else "") + (" or later" if beyond[1] else "")
        bar = "█" * -(-BAR * figures.new // most) if most else ""
        central = ", ".join(f"{actor.name} {near}" for actor, near, _ in figures.central[:NAMED])
        rows.append([name, f"{figures.new}", bar, *map(str, (figures.ended, figures.links, figures.actors)), central])
    yield from indented(table(rows, styles=("", "bold", "cyan")))
    for n, words in ((found.vague, "of a time that is less precise, new in none"), (found.undated, "without a date")):
        if n:
            yield [(f"  {count(n, 'link')} {words}", "dim")]


def _counted(title: str, counts: Mapping[str, int]) -> Iterator[Line]:
    """Yield a table of counts under a title; nothing if it is empty."""
    if counts:
        yield BLANK
        yield heading(title)
        yield from indented(table([[name, str(n)] for name, n in counts.items()]))
