"""`review`: the page with buttons that write to the store."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

from graphbuild.cli.options import graph_option
from graphbuild.cli.terminal import notice, safe


@click.command("review")
@graph_option
@click.option(
    "--corrections",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The corrections file; corrections.toml beside the store unless given.",
)
@click.option("--who", metavar="NAME", envvar="GRAPHBUILD_WHO", show_envvar=True, help="Who reviews.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="The port; a free one unless given."
)
@click.option("--no-browser", is_flag=True, help="Only say the address.")
def review_command(graph: Path, file: Path | None, who: str | None, port: int, no_browser: bool) -> None:
    """Go through the links that are least sure and most central.

    Opens the page from a small server on this machine, that nobody else can reach. What you say there (right, wrong,
    not this person, the same as) is written to the corrections file and to the store at once. Ctrl-C ends it, and
    draws page and GraphML file anew.
    """
    from graphbuild.store import Store
    from graphbuild.workflow.correct import file_of, reapply
    from graphbuild.workflow.review import Desk, ReviewServer

    with Store.open(graph):  # a wrong path is said before anything is opened
        own = file_of(graph, file)
    with ReviewServer(Desk(graph=graph, file=own, who=who), port) as server:
        click.echo(f"Reviewing at {safe(server.address)}")
        click.echo("Ctrl-C ends it.")
        if not no_browser:
            click.launch(server.address)
        with suppress(KeyboardInterrupt):
            server.serve_forever()
    if own.exists():
        done = reapply(graph, own)
        for text in done.notices:
            notice(text)
        click.echo(f"{len(done.corrections.entries)} corrections in {safe(own.as_posix())}.")
