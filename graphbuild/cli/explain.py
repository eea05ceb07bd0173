"""`explain`: what is extracted from one sentence, and by which rule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from graphbuild.cli.options import actors_option, json_option, model_option, ontology_option
from graphbuild.cli.reader_options import reader_options, second_of
from graphbuild.cli.terminal import safe_lines, write_json


@click.command("explain")
@click.argument("sentence")
@ontology_option
@actors_option
@model_option
@click.option(
    "--between",
    nargs=2,
    metavar="A B",
    help="Two actors of the sentence: also what was missing for a link between them.",
)
@click.option("--learned", is_flag=True, help="Also read with the learned reader (graphbuild[learned]).")
@reader_options
@json_option
def explain_command(
    sentence: str,
    between: tuple[str, str] | None,
    ontology: Path | None,
    actors: Path | None,
    model: str | None,
    learned: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Show what is read out of a sentence, and why.

    Its mentions, events and claims with the rule behind each and the word that gave it its status, or why there
    is none.
    """
    from graphbuild.extraction.explain import explain
    from graphbuild.knowledge import gazetteer
    from graphbuild.knowledge.ontology import load
    from graphbuild.workflow.second_reader import asked_once

    known = gazetteer.load(actors) if actors is not None else None
    words = load(ontology)
    with asked_once(second_of(options), words) as asked:
        found = explain(sentence, words, model, known, between, asked, learned=learned)
    if as_json:
        write_json(found.as_record())
    else:
        click.echo(safe_lines(str(found)))
