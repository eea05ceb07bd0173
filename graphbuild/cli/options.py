"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click

from graphbuild.core.model import Status
from graphbuild.core.second_reading import ReadBy
from graphbuild.graph.when import HAPPENED, REPORTED

DEFAULT_FOLDER = Path("output")
DEFAULT_GRAPH = DEFAULT_FOLDER / "graph.db"

graph_option = click.option(
    "--graph",
    type=click.Path(path_type=Path),
    default=DEFAULT_GRAPH,
    show_default=True,
    metavar="FILE",
    help="The store to answer from.",
)
output_option = click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=DEFAULT_FOLDER,
    show_default=True,
    metavar="DIR",
    help="The folder to write to.",
)
laid_over_option = click.option(
    "--corrections",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The corrections to lay over what is read; corrections.toml in DIR unless given.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Write one JSON document and nothing else.")
ontology_option = click.option(
    "--ontology",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A file of relations laid over the built-in ones.",
)
actors_option = click.option(
    "--actors",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Actors that are known already, CSV or FollowTheMoney JSON lines.",
)


def _lean_without_model(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Let spaCy be imported without what only other models use, if none is named."""
    if value is None:
        from graphbuild.extraction.syntax import lean_spacy

        lean_spacy.leave_out()
    return value


model_option = click.option(
    "--model", metavar="NAME", callback=_lean_without_model, help="The spaCy model to read with."
)
learned_option = click.option(
    "--learned/--no-learned",
    default=None,
    help="Also read with the learned reader (graphbuild[learned]); as last time unless given, at first without.",
)
ocr_option = click.option(
    "--ocr", is_flag=True, help="Read scanned pages of PDF files too, with the tesseract that is installed."
)


FC = TypeVar("FC", bound=Callable[..., Any] | click.Command)


class Option(Protocol):
    """What adds one option, or several, to a command."""

    def __call__(self, command: FC, /) -> FC:
        """Return the command with them."""


def together(*options: Option) -> Option:
    """Return one decorator for several options, which `--help` shows in this order."""

    def decorate(command: FC) -> FC:
        """Add the options to a command."""
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


# What articles do not say of themselves, and those in other languages.
articles_options = together(
    click.option("--outlet", metavar="NAME", help="The outlet of articles that name none."),
    click.option("--date", metavar="DATE", help="The date of articles that name none."),
    click.option("--any-language", is_flag=True, help="Read articles in other languages than English too."),
)

# Which files are drawn beside the store; each is None unless it is given.
files_options = together(
    click.option(
        "--page/--no-page",
        default=None,
        help="Write the interactive page, or leave it out; as the last time unless given, the first time with it.",
    ),
    click.option(
        "--graphml/--no-graphml",
        default=None,
        help="Write the GraphML file, or leave it out; as the last time unless given, the first time with it.",
    ),
)

# What a page says above the graph; each is None unless it is given.
heading_options = together(
    click.option("--title", metavar="TEXT", help="The heading of the page; the last one given unless given."),
    click.option("--subtitle", metavar="TEXT", help="A line below the heading of the page."),
    click.option("--note", metavar="TEXT", help="What a reader of the page should know first."),
)


workers_option = click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes to read with; as many as there are cores unless given, but one for little text.",
)

named_ends_option = click.option(
    "--named-ends", is_flag=True, help="Only where the sentence itself names both ends: no “he”, no “the group”."
)

_OTHER_FILTERS = (
    click.option(
        "--relation",
        multiple=True,
        metavar="R",
        help="Only this relation and narrower ones; may be given again.",
    ),
    click.option("--since", metavar="DATE", help="Only what happened, else was published, then or later."),
    click.option("--until", metavar="DATE", help="Only what happened, else was published, then or before."),
    click.option("--as-of", metavar="DATE", help="Only what was so then: what had begun, and had not ended."),
    click.option(
        "--dates",
        type=click.Choice([HAPPENED, REPORTED]),
        default=HAPPENED,
        show_default=True,
        help="What these go by: when it happened or held, or when it was published: with --as-of, what was known then.",
    ),
    click.option("--dated", is_flag=True, help="Leave out what has no date at all, which these keep."),
    click.option("--source", multiple=True, metavar="OUTLET", help="Only this outlet; may be given again."),
    click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        default=0.5,
        show_default=True,
        metavar="X",
        help="Only claims that are at least this sure, from 0 to 1.",
    ),
    named_ends_option,
    click.option(
        "--read-by",
        multiple=True,
        type=click.Choice([reader.value for reader in ReadBy]),
        help="Only what the rules, the learned reader, a second reader, both, or you (user) read; may be given again.",
    ),
    click.option("--all-verbs", "open_claims", is_flag=True, help="Also links by verbs that no relation stands for."),
)


def filter_options(*, unless_given: str) -> Option:
    """Return a decorator that adds the options of `graph.filters`, which a command takes as `**options`.

    Args:
        unless_given: which statuses the command uses by default, in words.
    """
    status = click.option(
        "--status",
        multiple=True,
        type=click.Choice([status.value for status in Status]),
        help=f"Only claims held like this; may be given again. Unless given: {unless_given}.",
    )
    return together(*_OTHER_FILTERS[:1], status, *_OTHER_FILTERS[1:])


shown_filters = filter_options(unless_given="asserted, ended, alleged and future")
all_filters = filter_options(unless_given="all")
