"""`stats`: the figures of the graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from graphbuild.analysis.figures import Stats, figures_of
from graphbuild.cli.options import graph_option, json_option, shown_filters
from graphbuild.cli.terminal import BLANK, Line, heading, indented, table, write_json, write_lines
from graphbuild.query.filters import filters
from graphbuild.query.view import StoreView
from graphbuild.store import Store


@click.command("stats")
@graph_option
@shown_filters
@json_option
def stats_command(graph: Path, as_json: bool, **options: Any) -> None:
    """Show the figures of the graph.

    Actors, links, outlets, and who has most links; links as the filters let them through.
    """
    with Store.open(graph) as store:
        figures = figures_of(StoreView(store), filters(**options))
    if as_json:
        write_json(figures.as_record())
    else:
        write_lines(_lines(figures))


def _lines(figures: Stats) -> Iterator[Line]:
    totals = {
        "documents": figures.documents,
        "actors": figures.actors,
        "actors with links": figures.linked_actors,
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


def _counted(title: str, counts: Mapping[str, int]) -> Iterator[Line]:
    if counts:
        yield BLANK
        yield heading(title)
        yield from indented(table([[name, str(n)] for name, n in counts.items()]))
