"""`build`: articles become a store, a page and a GraphML file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from graphbuild.cli.group import INTERRUPTED_CODE
from graphbuild.cli.options import (
    actors_option,
    articles_options,
    files_options,
    heading_options,
    json_option,
    laid_over_option,
    learned_option,
    model_option,
    ocr_option,
    ontology_option,
    output_option,
    workers_option,
)
from graphbuild.cli.progress import Progress
from graphbuild.cli.reader_options import dry_lines, reader_options, second_lines, second_of
from graphbuild.cli.terminal import BLANK, Line, complain, heading, indented, safe, table, write_json, write_lines
from graphbuild.core.model import Failure
from graphbuild.workflow.build import DEFAULT_INPUT, DEFAULT_OUTPUT
from graphbuild.workflow.outputs import PAGE, STORE
from graphbuild.workflow.report import BuildReport
from graphbuild.workflow.second_reader import Second

REASONS = 3
"""Maximum number of reasons for skipping in the summary."""

LARGE = 50_000_000
"""Bytes of a store, some four thousand news reports, that take as much memory to judge and draw as a model."""


@click.command("build")
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@output_option
@click.option("--fresh", is_flag=True, help="Start anew instead of adding to what is in DIR.")
@files_options
@click.option("--open", "open_page", is_flag=True, help="Show the page in the browser afterwards.")
@model_option
@ontology_option
@laid_over_option
@actors_option
@articles_options
@heading_options
@ocr_option
@workers_option
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Read with the Dask cluster of this scheduler, or with one on this machine (local).",
)
@learned_option
@reader_options
@click.option("--dry-run", is_flag=True, help="Only say what a second reader would be asked; send and write nothing.")
@click.option("--strict", is_flag=True, help="Stop at the first input that cannot be read.")
@json_option
def build_command(
    inputs: tuple[str, ...],
    output: Path,
    page: bool | None,
    graphml: bool | None,
    open_page: bool,
    dry_run: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Read articles and build the graph of the actors in them.

    INPUT is any mix of files and folders, - for standard input; seeds/ unless given. DIR then holds graph.db,
    graph.html and graph.graphml. Where it has a graph.db, what is new is added to it.
    """
    if open_page and page is False:
        raise click.UsageError("--open shows the page that --no-page leaves out.")
    second = second_of(options)
    if dry_run:
        _say_questions(inputs, output, second, as_json=as_json, **options)
        return
    report = _built(inputs, output, page=True if open_page else page, graphml=graphml, reader=second, **options)
    show_report(report, as_json=as_json)
    if open_page:
        click.launch((output / PAGE).absolute().as_uri())
    if report.skipped or (report.second is not None and report.second.read_alone):
        click.get_current_context().exit(1)


def _say_questions(
    inputs: tuple[str, ...], output: Path, second: Second | None, *, as_json: bool, **options: Any
) -> None:
    """Write what a second reader would be asked."""
    from graphbuild.workflow.build import dry_run

    if second is None:
        raise click.UsageError("--dry-run counts the questions to a reader, and --no-reader asks none.")
    for other in ("corrections", "strict", "workers", "scheduler", "title", "subtitle", "note"):
        options.pop(other)
    found = dry_run(inputs, output, reader=second, **options)
    if as_json:
        write_json(found.as_record())
    else:
        write_lines(dry_lines(found))


def show_report(report: BuildReport, *, as_json: bool) -> None:
    """Write the report of a build."""
    if as_json:
        write_json(report.as_record())
    else:
        write_lines(_summary(report))


def _built(inputs: tuple[str, ...], output: Path, *, fresh: bool, **options: Any) -> BuildReport:
    """Run the build with a progress display; on Ctrl-C say how to continue."""
    from graphbuild.workflow.build import update

    there = output / STORE
    apart = not fresh and there.exists() and there.stat().st_size >= LARGE
    with Progress(inputs or (DEFAULT_INPUT,)) as progress:
        try:
            return update(inputs, output, fresh=fresh, apart=apart, listener=progress, **options)
        except KeyboardInterrupt:
            progress.clear()
            complain("Interrupted.", _going_on(output, fresh))
            click.get_current_context().exit(INTERRUPTED_CODE)


def _going_on(output: Path, fresh: bool) -> str:
    """Return what an interrupted build left behind."""
    if fresh:
        return f"{output} is as it was before."
    return f"What was read so far is kept in {output}; the same command goes on from there."


def _summary(report: BuildReport) -> list[Line]:
    """Return the lines of a build report."""
    lines: list[Line] = table(
        [
            ["Documents read", str(report.read)],
            *([["Read again", str(report.reread)]] if report.reread else []),
            *([["Already there", str(report.known)]] if report.known else []),
            *([["Corrections", str(report.corrections)]] if report.corrections else []),
            *([["Skipped", str(len(report.skipped))]] if report.skipped else []),
            *([["Remarks", str(len(report.remarks))]] if report.remarks else []),
            ["Documents in all", str(report.documents)],
            ["Actors", str(report.actors)],
            ["Linked actors", str(report.linked_actors)],
            ["Links", str(report.links)],
        ],
        styles=("", "bold"),
    )
    if report.skipped:
        lines += [[(safe(f"Skipped: {why_skipped(report.skipped)}."), "yellow")]]
    if report.relations:
        rows = [[name, str(n)] for name, n in report.relations.items()]
        lines += [BLANK, heading("Links by relation"), *indented(table(rows))]
    if report.second is not None:
        lines += [BLANK, *second_lines(report.second)]
    written = "As they were" if report.unchanged else "Written"
    lines += [BLANK, *_notices(report), heading(written), *_files(report), BLANK, *_next_steps(report)]
    return lines


def why_skipped(skipped: Sequence[Failure]) -> str:
    """Return in a few words why inputs were skipped: the most frequent reasons, without names of files."""
    reasons = Counter(_in_short(failure.reason) for failure in skipped)
    shown = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    said = [f"{n} x {reason}" for reason, n in shown[:REASONS]]
    others = sum(n for _, n in shown[REASONS:])
    return "; ".join([*said, *([f"{others} for other reasons"] if others else [])])


def _in_short(reason: str) -> str:
    """Return a reason without line number, quoted names and hint, which were shown when it occurred."""
    words = re.sub(r"^Line \d+: ", "", reason)
    words = re.sub(r"^Files .* are not a kind that is read.*", "a kind of file that is not read", words)
    words = re.sub(r"Its id .* has another text in .*", "an id with two texts", words)
    return re.split(r"[:;(]|\.$", words)[0].strip()


def _files(report: BuildReport) -> list[Line]:
    """Return the indented lines with the paths of the written files."""
    return indented([[(safe((report.output / name).as_posix()), "")] for name in report.files])


def _notices(report: BuildReport) -> list[Line]:
    """Return the notices of a build, in yellow."""
    said = [*_without_actors(report), *report.notices]
    if report.reread:
        said.append(f"{report.reread} were read again: they, or the way of reading them, have changed.")
    if report.outdated:
        said.append(f"{report.outdated} that were not given stay as an older way of reading read them.")
    return [*([(safe(text), "yellow")] for text in said), *([BLANK] if said else [])]


def _without_actors(report: BuildReport) -> list[str]:
    """Return the notice on articles without an actor: once, however many they are."""
    found = report.without_actors
    if len(found) < 2:
        return [f"No actor was found in {source}." for source in found]
    read = report.read + report.reread
    return [f"{len(found):,} of {read:,} documents had no actor (first: {found[0]})."]


def _next_steps(report: BuildReport) -> list[Line]:
    """Return commands to try next."""
    store = "" if report.output == Path(DEFAULT_OUTPUT) else f" --graph {(report.output / 'graph.db').as_posix()}"
    steps = []
    if report.first:
        steps.append(["See who is linked to whom", f'graphbuild links "{report.first}"{store}'])
    if PAGE in report.files:
        steps.append(["Look at the graph", f"open {(report.output / PAGE).as_posix()} in a browser"])
    steps.append(["Read texts of your own", "graphbuild build FILE_OR_FOLDER... --output DIR"])
    return [heading("Next"), *indented(table(steps, styles=("", "cyan")))]
