"""`search`: full-text search in the stored sentences."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from graphbuild.answers.search import LIMIT, Found, Hit, search
from graphbuild.cli.options import graph_option, json_option
from graphbuild.cli.terminal import BLANK, Line, safe, safe_piece, write_json, write_lines
from graphbuild.evidence.citation import place_of
from graphbuild.store import Store


@click.command("search", context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, required=True)
@graph_option
@click.option(
    "--limit", type=click.IntRange(1), default=LIMIT, show_default=True, metavar="N", help="At most so many sentences."
)
@json_option
def search_command(words: tuple[str, ...], graph: Path, limit: int, as_json: bool) -> None:
    """Find sentences by their words, with the actors and the claims in each.

    All WORDS have to stand in the sentence, in any case and with or without accents. "Two words" in quotation
    marks stand together, secur* stands for all that begins so, and -word leaves out sentences with that word.
    """
    with Store.open(graph) as store:
        found = search(store, " ".join(map(_as_typed, words)), limit=limit)
    if as_json:
        write_json(found.as_record())
    elif found.hits:
        write_lines(_lines(found))
    else:
        click.echo("No sentence with these words.")


def _as_typed(word: str) -> str:
    """Return a word with quotation marks if it has blanks, since the shell removed them."""
    bare = word.removeprefix("-")
    return word if " " not in bare or '"' in bare else f'{word[: len(word) - len(bare)]}"{bare}"'


def _lines(found: Found) -> Iterator[Line]:
    """Yield the sentences found, with source, actors and claims."""
    for n, hit in enumerate(found.hits):
        if n:
            yield BLANK
        yield [("“", ""), (safe(" ".join(hit.text.split())), ""), ("”", "")]
        yield [(safe("  " + _place(hit)), "dim")]
        names = dict.fromkeys(found.actors[m.actor].name for m in hit.mentions if m.actor in found.actors)
        if names:
            yield [("  actors: ", ""), (safe(", ".join(names)), "cyan")]
        for line in dict.fromkeys(_claims(hit, found)):
            yield [("  ", ""), (safe_piece(line), "magenta")]
    if found.more:
        yield BLANK
        yield [("There are more; --limit shows them.", "dim")]


def _claims(hit: Hit, found: Found) -> Iterator[str]:
    """Yield each claim of a sentence in one line."""
    for claim in (citation.claim for citation in hit.claims):
        ends = [found.actors[end].name if end in found.actors else end for end in (claim.subject, claim.object)]
        yield f"{ends[0]} —{claim.label}→ {ends[1]}" + (f"  [{claim.status}]" if claim.status != "asserted" else "")


def _place(hit: Hit) -> str:
    """Return title, page, outlet and date of a sentence."""
    document, page = hit.document, f"page {hit.page}" if hit.page else None
    parts = (document.title or place_of(document.source, document.row), page, document.outlet, document.published)
    return ", ".join(part for part in parts if part)
