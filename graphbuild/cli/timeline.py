"""`timeline`: the links of an actor in order of date."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from graphbuild.answers.timeline import Entry, Timeline, timeline_of
from graphbuild.cli.options import graph_option, json_option, shown_filters
from graphbuild.cli.sentences import count, link_lines
from graphbuild.cli.terminal import BLANK, Line, heading, safe, write_json, write_lines
from graphbuild.core.spells import in_words
from graphbuild.graph.filters import filters
from graphbuild.graph.view import viewing


@click.command("timeline")
@click.argument("actor")
@graph_option
@click.option("--with", "other", metavar="OTHER", help="Only links with this actor.")
@shown_filters
@json_option
def timeline_command(actor: str, graph: Path, other: str | None, as_json: bool, **options: Any) -> None:
    """Show what happened to an actor, in the order of time.

    Each link stands under the date that the text gives it. Where it gives none, it stands under the day on which the
    article was published, marked as reported then: the event may lie before.
    """
    with viewing(graph) as view:
        found = timeline_of(view, actor, filters(**options), other=other)
    if as_json:
        write_json(found.as_record())
    elif found.entries:
        write_lines(_lines(found))
    else:
        click.echo(f"Nothing of {safe(found.actor.name)} to show.")


def _lines(found: Timeline) -> Iterator[Line]:
    """Yield the entries under their dates."""
    actor = found.actor
    undated = f", {found.undated} without a date" if found.undated else ""
    said = f" ({actor.type}), {count(len(found.entries), 'entry', 'entries')}{undated}"
    yield [(safe(actor.name), "bold"), (said, "")]
    for when, group in groupby(found.entries, key=_heading):
        yield BLANK
        yield heading(when)
        for entry in group:
            yield from link_lines(entry.link, found.actors)


def _heading(entry: Entry) -> str:
    """Return the date of an entry, marked if it is that of the report."""
    if entry.date is None:
        return "No date"
    return in_words(entry.spell or entry.date) if entry.dated else f"{entry.date}, as reported"
