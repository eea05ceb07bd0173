"""`explain`: what is read out of one sentence, and by which rule."""

from __future__ import annotations

from pathlib import Path

import click

from graphbuild.cli.options import model_option, ontology_option
from graphbuild.cli.terminal import safe_lines


@click.command("explain")
@click.argument("sentence")
@ontology_option
@model_option
def explain_command(sentence: str, ontology: Path | None, model: str | None) -> None:
    """Show what is read out of a sentence, and why.

    Its mentions, events and claims with the rule behind each, or why there is none.
    """
    from graphbuild.explain import explain
    from graphbuild.ontology import load

    click.echo(safe_lines(str(explain(sentence, load(ontology), model))))
