"""The options of a second reader, which commands that read articles share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from graphbuild.cli.options import together
from graphbuild.cli.terminal import Line, heading, indented, safe, table
from graphbuild.workflow.second_reader import Second
from graphbuild.workflow.second_report import DryRun, SecondReport

NAMES = ("reader", "reader_model", "reader_answers", "reader_timeout", "reader_parallel", "send_text_to", "no_reader")

reader_options = together(
    click.option(
        "--reader",
        metavar="URL",
        help="Also ask a language model behind an OpenAI-compatible server, or an installed reader of this name; "
        "what it says is verified.",
    ),
    click.option("--reader-model", metavar="NAME", help="The model to ask, where the server has several."),
    click.option(
        "--reader-answers",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Where answers are kept, answers.jsonl in DIR unless given; without --reader only these are read.",
    ),
    click.option(
        "--reader-timeout",
        type=click.FloatRange(0, min_open=True),
        metavar="SECONDS",
        help="How long an answer may take; 120 unless given.",
    ),
    click.option(
        "--reader-parallel",
        type=click.IntRange(1, 256),
        metavar="N",
        help="Questions to ask at once; 4 unless given.",
    ),
    click.option(
        "--send-text-to",
        metavar="HOST",
        help="Say once that article texts may be sent to this host, which is not this machine.",
    ),
    click.option("--no-reader", is_flag=True, help="Ask none, whatever the environment or configuration says."),
)


def second_of(options: dict[str, Any]) -> Second | None:
    """Take the options of a second reader out of a command's options, and return what they ask for."""
    given = {name: options.pop(name) for name in NAMES}
    if given["no_reader"]:
        return None
    return Second(
        reader=given["reader"],
        model=given["reader_model"],
        answers=given["reader_answers"],
        timeout=given["reader_timeout"],
        parallel=given["reader_parallel"],
        send_text_to=given["send_text_to"],
    )


def asked_in_short(report: SecondReport) -> str:
    """Return what a second reader did in a few words."""
    tokens = f", {report.tokens_in:,} tokens in, {report.tokens_out:,} out" if report.tokens_in else ""
    kept = f", {report.kept} answered before" if report.kept else ""
    return f"{report.reader}: {report.questions} questions{kept}, {report.requests} requests{tokens}"


def second_lines(report: SecondReport) -> list[Line]:
    """Return the part of a build's report on a second reader: its costs, and what became of its links."""
    reasons = sorted(report.refused.items(), key=lambda item: (-item[1], item[0]))
    rows = [
        ["Asked", safe(asked_in_short(report))],
        ["Links it gave", str(report.said)],
        ["Claims that both read", str(report.agreed)],
        ["Claims that it read alone", str(report.alone)],
        ["Links refused", str(sum(report.refused.values()))],
        *([f"  {reason}", str(n)] for reason, n in reasons),
    ]
    return [heading("Second reader"), *indented(table(rows))]


def dry_lines(found: DryRun) -> list[Line]:
    """Return what a build would ask a second reader."""
    rows = [
        ["Documents to read", str(found.documents)],
        ["Questions", str(found.questions)],
        ["Answered before", str(found.kept)],
        ["Requests", str(found.requests)],
        ["Tokens to send, about", f"{found.tokens:,}"],
    ]
    return [[(safe(f"{found.reader} would be asked; nothing was sent."), "bold")], *table(rows)]
