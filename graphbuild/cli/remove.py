"""`remove`: removes documents from a store."""

from __future__ import annotations

from pathlib import Path

import click

from graphbuild.cli.options import graph_option, json_option
from graphbuild.cli.sentences import count
from graphbuild.cli.terminal import Line, notice, safe, write_json, write_lines


@click.command("remove")
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@graph_option
@click.option(
    "--corrections",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The corrections to lay over what is left; corrections.toml beside the store unless given.",
)
@json_option
def remove_command(documents: tuple[str, ...], graph: Path, corrections: Path | None, as_json: bool) -> None:
    """Take documents out of the store, with all that only they said.

    DOCUMENT is the id of a document or its source, the path under which it was read; of a file with many
    articles, all of them. The page and the GraphML file beside the store are written anew.
    """
    from graphbuild.workflow.remove import remove

    done = remove(graph, documents, corrections)
    if as_json:
        write_json(done.as_record())
        return
    for text in done.notices:
        notice(text)
    lines: list[Line] = [[(safe(f"Removed {source} ({id_})."), "")] for id_, source in done.documents.items()]
    record = done.as_record()
    gone = f"{count(record['actors_gone'], 'actor')} and {count(record['claims_gone'], 'claim')}"
    left = f"{count(record['documents'], 'document')}, {count(record['actors'], 'actor')}"
    lines += [[(f"Gone with them: {gone}. Left: {left}.", "")], [(f"Written anew: {', '.join(done.files)}.", "")]]
    write_lines(lines)
