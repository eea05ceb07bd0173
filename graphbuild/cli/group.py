"""The group of all commands: imports them lazily, and turns errors into messages and exit codes."""

from __future__ import annotations

import difflib
import errno
import os
import sys
from importlib import import_module
from typing import Any

import click

from graphbuild.cli.terminal import complain, prepare_streams
from graphbuild.core.errors import GraphbuildError, did_you_mean

DEBUG = "GRAPHBUILD_DEBUG"
DEFECT_CODE = 70
INTERRUPTED_CODE = 130

_COMMANDS = {
    "build": ("build", "Read articles and build the graph of the actors in them."),
    "watch": ("watch", "Read what arrives in a folder, as it arrives."),
    "links": ("links", "Show who an actor is linked to, each link with its best sentence."),
    "path": ("links", "Show the chains between two actors, each hop with its sentence."),
    "ask": ("ask", "Answer a plain question from the graph, with the sentences behind the answer."),
    "timeline": ("timeline", "Show what happened to an actor, in the order of time."),
    "common": ("common", "Show whom several actors are all linked to."),
    "brokers": ("brokers", "Show who connects two groups of actors, each with a way and its sentences."),
    "search": ("search", "Find sentences by their words, with the actors and the claims in each."),
    "actors": ("actors", "List the actors that have a link, those in most documents first."),
    "show": ("actors", "Show one actor: names, offices, documents, links, and why it is one."),
    "stats": ("stats", "Show the figures of the graph."),
    "page": ("files", "Draw the interactive page, whole or in part."),
    "export": ("files", "Write the graph for other tools."),
    "correct": ("correct", "Say what is right, and keep it said."),
    "review": ("review", "Go through the links that are least sure and most central."),
    "remove": ("remove", "Take documents out of the store, with all that only they said."),
    "diff": ("diff", "Show what changed from one store to another: articles, actors, links, their status and time."),
    "check": ("check", "Verify every promise of a store."),
    "explain": ("explain", "Show what is read out of a sentence, and why."),
    "extract": ("shards", "Read one part of the articles into a file, for merge."),
    "merge": ("shards", "Merge parts that extract wrote into a graph."),
}
"""Module and summary of each command, so that listing them imports none of the modules."""


class Commands(click.Group):
    """A command group that imports a command only when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, ordered by usual use."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name, or None."""
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"graphbuild.cli.{_COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of all commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in _COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the arguments name.

        Raises:
            click.UsageError: there is none; names similar ones.
        """
        name = args[0]
        if name in _COMMANDS or name.startswith("-"):
            return super().resolve_command(ctx, args)
        near = difflib.get_close_matches(name, _COMMANDS, n=3)
        raise click.UsageError(f"There is no command {name!r}. {did_you_mean(near)}".rstrip(), ctx)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command line; see `click.Command.main`."""
        prepare_streams()
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command. A user's mistake never shows a traceback; a defect says how to see one."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except GraphbuildError as error:
            complain(error.what, error.hint)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            complain("Interrupted.")
            ctx.exit(INTERRUPTED_CODE)
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                _close_output()
                ctx.exit(0)
            if os.environ.get(DEBUG):
                raise
            complain(
                f"This is a defect of graphbuild: {type(error).__name__}: {error}",
                f"Please report it. With {DEBUG}=1 in the environment the command shows where it happened.",
            )
            ctx.exit(DEFECT_CODE)


def _close_output() -> None:
    """Write what is left nowhere: the reader, as `head` does, has seen enough."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: graphbuild build, then: graphbuild links NAME",
)
@click.version_option(package_name="graphbuild", message="%(prog)s %(version)s")
def main() -> None:
    """Reads news and reports, finds the actors and their links, and shows the sentence behind each link.

    Exit codes: 0 done; 1 done, but some input was skipped or faults were found; 2 wrong usage; 3 nothing
    could be read; 4 bad ontology, corrections or actors file; 5 language model missing; 6 output or store cannot be
    used; 7 unknown or ambiguous actor; 130 interrupted.
    """
