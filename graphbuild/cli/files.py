"""`page` and `export`: the graph, or a part of it, as a file."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphbuild.cli.options import all_filters, graph_option, heading_options
from graphbuild.cli.terminal import notice, safe
from graphbuild.core.errors import UsageError

if TYPE_CHECKING:
    from networkx import MultiDiGraph

redact_option = click.option(
    "--redact",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Leave out the actors, documents, outlets and quotations that this file names.",
)


@click.command("page")
@click.argument("actors", nargs=-1, metavar="[ACTOR]...")
@graph_option
@click.option(
    "--depth",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    metavar="N",
    help="With ACTOR: how many links away.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file to write; graph.html beside the store unless given, of a part part.html.",
)
@heading_options
@click.option("--plain", is_flag=True, help="Do not compress a large page: for browsers of before 2023.")
@click.option("--relayout", is_flag=True, help="Lay out the whole page anew; else actors stay where they were.")
@redact_option
@all_filters
def page_command(
    actors: tuple[str, ...],
    graph: Path,
    depth: int,
    output: Path | None,
    redact: Path | None,
    plain: bool,
    relayout: bool,
    title: str | None,
    subtitle: str | None,
    note: str | None,
    **options: Any,
) -> None:
    """Draw the interactive page, whole or in part.

    With ACTOR only what is at most N links away from one of them. The page has a switch for what is denied
    or hypothetical, which it hides at first. With --redact nothing of what the file names remains in it. On the whole
    page actors stand where they stood the last time. It is kept right by builds and corrections from then on.
    """
    from graphbuild.answers.background import background
    from graphbuild.answers.subgraph import part
    from graphbuild.drawing.most_linked import left_out
    from graphbuild.graph.view import StoreView
    from graphbuild.page import write_page
    from graphbuild.store import Store
    from graphbuild.workflow.heading import heading_of
    from graphbuild.workflow.outputs import PAGE, draw_page, places_of

    whole = not (actors or redact or _filters_given())
    if relayout and not whole:
        raise UsageError("A part of the graph is laid out anew every time.", hint="Leave out --relayout.")
    target = output or graph.with_name(PAGE if whole else "redacted.html" if redact else "part.html")
    own = plain or any(text is not None for text in (title, subtitle, note))
    if whole and (output is None or relayout):
        kept = draw_page(graph, relayout=relayout)
        if kept is not None and output is None and not own:
            click.echo(safe(str(target)))
            if kept.unseen:
                notice(kept.unseen)
            return
    with Store.open(graph) as store:
        view = StoreView(store)
        if redact is None:
            drawn = part(view, actors, depth=depth, **options)
        else:
            drawn = _redacted(graph, redact, actors, depth, options)
        more = background(view, drawn) if redact is None else None  # the words around a sentence are not redacted
        words = asdict(heading_of(store).changed(title=title, subtitle=subtitle, note=note))
        places = places_of(store) if whole else None
        write_page(drawn, target, ontology=view.ontology, plain=plain, background=more, places=places, **words)
    click.echo(safe(str(target)))
    if unseen := left_out(drawn):
        notice(unseen)


@click.command("export")
@graph_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["graphml", "gexf", "ftm", "cypher", "neo4j", "csv", "json", "parquet", "jsonl", "obsidian"]),
    required=True,
    help="What to write.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Where to; beside the store unless given.",
)
@redact_option
@all_filters
def export_command(graph: Path, format_: str, output: Path | None, redact: Path | None, **options: Any) -> None:
    """Write the graph for other tools.

    Whole or not at all; an existing PATH is replaced. What the format cannot hold is said.

    \b
    graphml  Gephi, Gephi Lite, igraph, Cytoscape, networkx
    gexf     the same with a timeline: Gephi, Gephi Lite
    ftm      FollowTheMoney entities: Aleph, nomenklatura
    cypher   a script for Neo4j
    neo4j    a folder of tables for neo4j-admin database import
    csv      a folder of tables for spreadsheets
    json     node-link data: networkx, D3
    parquet  a folder of typed tables: pandas, DuckDB, Spark
    jsonl    a folder of four files with everything there is; takes no filters
    obsidian a vault with a note for each actor, and a canvas

    ftm, cypher and neo4j leave out what is denied or hypothetical unless --status asks for it: the tools that read
    them show every link as a fact.
    """
    from graphbuild.exports import FORMATS, export

    asked = _filters_given()
    if format_ == "jsonl" and (asked or redact):
        option = asked[0] if asked else "--redact"
        raise UsageError(f"jsonl holds everything and takes no {option}.", hint=f"Leave {option} out.")
    target = output or graph.with_name(FORMATS[format_].target)
    if redact is None:
        done = export(graph, target, format=format_, **(options if asked else {}))
    else:
        options["status"] = options["status"] or tuple(FORMATS[format_].statuses)
        done = export(_redacted(graph, redact, (), 1, options), target, format=format_)
    click.echo(safe(str(target)))
    for said in done.notices:
        notice(said)


def _redacted(graph: Path, file: Path, actors: tuple[str, ...], depth: int, options: dict[str, Any]) -> MultiDiGraph:
    """Return the graph without what the redaction file names."""
    from graphbuild import redaction
    from graphbuild.graph.view import StoreView
    from graphbuild.store import Store

    rules = redaction.load(file)
    with Store.open(graph) as store:
        return redaction.redacted(StoreView(store), rules, actors, depth=depth, **options)


def _filters_given() -> list[str]:
    """Return the filter options that the user gave, as typed."""
    context = click.get_current_context()
    own = {"graph", "format_", "output", "actors", "depth", "redact", "plain", "relayout", "title", "subtitle", "note"}
    return [
        option.opts[0]
        for option in context.command.params
        if option.name not in own
        and context.get_parameter_source(option.name or "") is click.core.ParameterSource.COMMANDLINE
    ]
