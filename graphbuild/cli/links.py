"""`links` and `path`: the links of an actor, and the paths between two."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from graphbuild.answers.directions import pointing, relations_of, tally, tally_of_all
from graphbuild.answers.links import answer
from graphbuild.answers.paths import BEST, HUBS, MAX_LENGTH, Detour, chains
from graphbuild.cli.options import graph_option, json_option, shown_filters
from graphbuild.cli.sentences import answer_lines, chain_lines
from graphbuild.cli.terminal import safe, write_json, write_lines
from graphbuild.graph.filters import filters
from graphbuild.graph.view import viewing

LIMIT = 100


@click.command("links")
@click.argument("actor")
@graph_option
@click.option("--with", "other", metavar="OTHER", help="Only links with this actor.")
@click.option("--depth", type=click.IntRange(1), metavar="N", help="All links among the actors within N links.")
@click.option(
    "--limit",
    type=click.IntRange(0),
    metavar="N",
    help=f"Only the N best links, 0 for all; {LIMIT} unless given, with --json all.",
)
@click.option("--in", "direction", flag_value="in", help="Only links that point to the actor, or to neither.")
@click.option("--out", "direction", flag_value="out", help="Only links that point from the actor, or to neither.")
@click.option("--family", "families", multiple=True, metavar="F", help="Only this family, as opposition; may repeat.")
@shown_filters
@json_option
def links_command(
    actor: str,
    graph: Path,
    other: str | None,
    depth: int | None,
    limit: int | None,
    direction: str | None,
    families: tuple[str, ...],
    as_json: bool,
    **options: Any,
) -> None:
    """Show who an actor is linked to, each link with its best sentence.

    ACTOR is an id, a name or an alias. Links come by relation, those told by most outlets first. What is only
    alleged, ended or yet to come is marked; what is denied or hypothetical is shown with --status.
    """
    with viewing(graph) as view:
        most = (None if as_json else LIMIT) if limit is None else limit or None
        if families:
            options["relation"] = (*options["relation"], *relations_of(families, view.ontology))
        asked = None if direction else most  # the best of those that point this way are chosen among all
        found = answer(view, actor, filters(**options), other=other, depth=depth, limit=asked, brief=not as_json)
        told = tally(found.links, found.actor.id)
        if direction:
            when = filters(**options).when
            told = tally(pointing(found, direction, when).links, found.actor.id)
            found = pointing(found, direction, when, most)
        elif len(found.links) < found.total and not as_json:
            told = tally_of_all(view, found.actor.id, filters(**options))
    if as_json:
        write_json(found.as_record())
    elif found.links:
        write_lines(answer_lines(found, told))
    else:
        click.echo(f"No link of {safe(found.actor.name)} to show.")


@click.command("path")
@click.argument("start", metavar="A")
@click.argument("goal", metavar="B")
@graph_option
@click.option(
    "--max-length",
    type=click.IntRange(1),
    default=MAX_LENGTH,
    show_default=True,
    metavar="N",
    help="Chains of at most so many links.",
)
@click.option(
    "--best",
    type=click.IntRange(1),
    default=BEST,
    show_default=True,
    metavar="K",
    help="At most so many chains.",
)
@click.option("--avoid", multiple=True, metavar="ACTOR", help="No chain through this actor; may be given again.")
@click.option("--through", metavar="ACTOR", help="Only chains through this actor.")
@click.option(
    "--hubs",
    type=click.Choice(HUBS),
    default=HUBS[0],
    show_default=True,
    help="Countries, places and media, to whom nearly all are linked: prefer other chains, never pass them, or treat "
    "them like others.",
)
@shown_filters
@json_option
def path_command(
    start: str,
    goal: str,
    graph: Path,
    max_length: int,
    best: int,
    avoid: tuple[str, ...],
    through: str | None,
    hubs: str,
    as_json: bool,
    **options: Any,
) -> None:
    """Show the chains between two actors, each hop with its sentence.

    The best come first: short ones, of links that are asserted, surely read and told by several independent sources,
    through actors to whom not everybody is linked. A hop may be walked against its direction; its arrow shows the
    direction that the sentence gives it.
    """
    way = Detour(max_length=max_length, best=best, avoid=avoid, through=through, hubs=hubs)
    with viewing(graph) as view:
        found = chains(view, start, goal, filters(**options), way, brief=not as_json)
    if as_json:
        write_json(found.as_record())
        return
    if not found.paths:
        names = f"{safe(found.start.name)} and {safe(found.goal.name)}"
        click.echo(f"No chain of at most {max_length} links between {names}.")
    write_lines(chain_lines(found))
