"""`extract` and `merge`: reading on several machines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from graphbuild.cli.build import show_report
from graphbuild.cli.group import INTERRUPTED_CODE
from graphbuild.cli.options import (
    actors_option,
    articles_options,
    files_options,
    json_option,
    laid_over_option,
    model_option,
    ocr_option,
    ontology_option,
    output_option,
    workers_option,
)
from graphbuild.cli.progress import Progress
from graphbuild.cli.reader_options import asked_in_short, reader_options, second_of
from graphbuild.cli.terminal import Line, complain, safe, table, write_json, write_lines
from graphbuild.documents.sharing import WHOLE, Shard
from graphbuild.workflow.build import DEFAULT_INPUT


def _shard(ctx: click.Context, param: click.Parameter, value: str) -> Shard:
    """Return the shard that an option value denotes."""
    return Shard.parse(value)


@click.command("extract")
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@click.option("--shard", callback=_shard, default=str(WHOLE), metavar="I/N", help="Read only part I of N.")
@click.option(
    "--output", type=click.Path(path_type=Path), required=True, metavar="FILE", help="The Parquet file to write."
)
@model_option
@ontology_option
@actors_option
@articles_options
@ocr_option
@workers_option
@click.option("--learned", is_flag=True, help="Also read with the learned reader (graphbuild[learned]).")
@reader_options
@json_option
def extract_command(inputs: tuple[str, ...], output: Path, as_json: bool, **options: Any) -> None:
    """Read one part of the articles into a file, for merge.

    INPUT is all of the input, on every machine: which articles are in a part depends on their names and ids alone.
    Started again, it goes on where it was. Needs pyarrow: pip install 'graphbuild[parquet]'
    """
    from graphbuild.workflow.shards.extracting import PartReport, extract_part

    options["reader"] = second_of(options)
    with Progress(inputs or (DEFAULT_INPUT,)) as progress:
        try:
            report: PartReport = extract_part(inputs or (DEFAULT_INPUT,), output, listener=progress, **options)
        except KeyboardInterrupt:
            progress.clear()
            complain("Interrupted.", "The same command goes on from there.")
            click.get_current_context().exit(INTERRUPTED_CODE)
    if as_json:
        write_json(report.as_record())
    else:
        write_lines(_lines(report))
    if report.skipped or (report.second is not None and report.second.read_alone):
        click.get_current_context().exit(1)


def _lines(report: Any) -> list[Line]:
    """Return the report of one part."""
    rows = [["Part", report.shard], ["Documents read", str(report.read)]]
    rows += [["Already there", str(report.known)]] if report.known else []
    rows += [["Skipped", str(len(report.skipped))]] if report.skipped else []
    rows += [["Asked", asked_in_short(report.second)]] if report.second is not None else []
    said = [[(safe(notice), "yellow")] for notice in report.notices]
    return [*table([*rows, ["Written", report.output.as_posix()]], styles=("", "bold")), *said]


@click.command("merge")
@click.argument("parts", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@output_option
@click.option("--fresh", is_flag=True, help="Start anew instead of adding to what is in DIR.")
@files_options
@click.option("--partial", is_flag=True, help="Merge although parts are missing.")
@laid_over_option
@json_option
def merge_command(parts: tuple[Path, ...], output: Path, as_json: bool, **options: Any) -> None:
    """Merge parts that extract wrote into a graph.

    In any order and any number of times: the graph is the one that a single build would give.
    """
    from graphbuild.workflow.shards.merging import merge

    with Progress() as progress:
        report = merge(parts, output, listener=progress, **options)
    show_report(report, as_json=as_json)
    if report.skipped:
        click.get_current_context().exit(1)
