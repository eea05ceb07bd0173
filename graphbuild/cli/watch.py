"""`watch`: what arrives in a folder is read as it arrives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from graphbuild.cli.build import why_skipped
from graphbuild.cli.group import INTERRUPTED_CODE
from graphbuild.cli.options import (
    actors_option,
    articles_options,
    files_options,
    laid_over_option,
    learned_option,
    model_option,
    ocr_option,
    ontology_option,
    output_option,
    workers_option,
)
from graphbuild.cli.progress import Progress
from graphbuild.cli.reader_options import reader_options, second_of
from graphbuild.cli.terminal import complain, notice, safe, write_lines
from graphbuild.workflow.watch import Batch

NAMED = 3
"""Maximum number of files in a line that are named."""


@click.command("watch")
@click.argument("folder", type=click.Path(path_type=Path))
@output_option
@files_options
@model_option
@ontology_option
@laid_over_option
@actors_option
@articles_options
@ocr_option
@workers_option
@learned_option
@reader_options
@click.option("--json", "as_json", is_flag=True, help="Write one JSON line for each batch and nothing else.")
def watch_command(folder: Path, output: Path, as_json: bool, **options: Any) -> None:
    """Read what arrives in a folder, as it arrives.

    First FOLDER is read as build reads it; then each file that arrives or changes is, once it has stayed the same for
    a second. Ctrl-C ends it; the same command goes on from there.
    """
    from graphbuild.workflow.watch import changes_in, watch

    second = second_of(options)
    try:
        changes = changes_in(folder, output)
        batches = watch(
            folder,
            output,
            changes,
            listener=Progress(),
            reader=second,
            **options,
        )
        notice(f"Watching {folder}; Ctrl-C ends it.")
        for batch in batches:
            _show(batch, as_json=as_json)
    except KeyboardInterrupt:
        complain("Interrupted.", f"What was read so far is kept in {output}; the same command goes on from there.")
        click.get_current_context().exit(INTERRUPTED_CODE)


def _show(batch: Batch, *, as_json: bool) -> None:
    """Write the line of a batch at once, also where the output is a pipe; what is to be known goes beside it."""
    if as_json:
        click.echo(json.dumps(batch.as_record()))
    else:
        write_lines([[(safe(_line(batch)), "")]])
    for text in batch.report.notices if batch.report is not None else ():
        notice(text)


def _line(batch: Batch) -> str:
    """Return what came of a batch in one line."""
    if batch.busy:
        return "Another process is writing the store; what has arrived waits until it is done."
    report, parts = batch.report, []
    if report is not None or batch.skipped:
        parts.append(f"{report.read if report is not None else 0} read")
    if report is not None:
        parts += [f"{report.reread} read again"] if report.reread else []
        parts += [f"{report.known} already there"] if report.known else []
    if batch.skipped:
        parts.append(f"{len(batch.skipped)} skipped ({why_skipped(batch.skipped)})")
    said = [", ".join(parts)] if parts else []
    if batch.vanished:
        said.append(f"gone from the folder, kept in the store: {_named(batch.vanished)}")
    if report is not None:
        said.append(
            f"in all {_n(report.documents, 'document')}, {_n(report.actors, 'actor')}, {_n(report.links, 'link')}"
        )
    return f"{'; '.join(said)}."


def _n(number: int, noun: str) -> str:
    """Return a number with its noun, which has a plural in s."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _named(sources: tuple[str, ...]) -> str:
    """Return the names of files, the first few where there are many."""
    more = [f"{len(sources) - NAMED:,} more"] if len(sources) > NAMED else []
    return ", ".join([*sources[:NAMED], *more])
