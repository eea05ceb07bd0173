"""`diff`: what changed between two stores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from graphbuild.answers.diff import Change, Diff, diff_of
from graphbuild.cli.options import json_option, shown_filters
from graphbuild.cli.sentences import link_lines
from graphbuild.cli.terminal import BLANK, Line, heading, safe, write_json, write_lines
from graphbuild.core.spells import in_words
from graphbuild.graph.filters import filters
from graphbuild.graph.view import StoreView
from graphbuild.store import Store


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path), metavar="OLD.db")
@click.argument("new", type=click.Path(path_type=Path), metavar="NEW.db")
@shown_filters
@json_option
def diff_command(old: Path, new: Path, as_json: bool, **options: Any) -> None:
    """Show what changed from one store to another: articles, actors, links, their status and time.

    Copy graph.db before a build to see afterwards what it brought.
    """
    with Store.open(old) as before, Store.open(new) as after:
        found = diff_of(StoreView(before), StoreView(after), filters(**options))
    if as_json:
        write_json(found.as_record())
    elif found:
        write_lines(_lines(found))
    else:
        click.echo("Nothing changed.")


def _lines(found: Diff) -> Iterator[Line]:
    """Yield what is new, gone or changed, under headings with counts."""
    otherwise = [change for change in found.links_changed if change.held_otherwise]
    moved = [change for change in found.links_changed if not change.held_otherwise]
    parts = [
        ("New articles", [_plain(source) for source in found.documents_new.values()]),
        ("Articles gone", [_plain(source) for source in found.documents_gone.values()]),
        ("New actors", [_plain(f"{actor.name} ({actor.type})") for actor in found.actors_new]),
        ("Actors gone", [_plain(f"{actor.name} ({actor.type})") for actor in found.actors_gone]),
        ("New links", [line for link in found.links_new for line in link_lines(link, found.actors)]),
        ("Links gone", [line for link in found.links_gone for line in link_lines(link, found.actors)]),
        ("Links held otherwise", [line for change in otherwise for line in _change(change, found)]),
        ("Links of another time", [line for change in moved for line in _moved(change, found)]),
    ]
    sizes = {"New links": len(found.links_new), "Links gone": len(found.links_gone)}
    sizes |= {"Links held otherwise": len(otherwise), "Links of another time": len(moved)}
    shown = [(title, lines) for title, lines in parts if lines]
    for n, (title, lines) in enumerate(shown):
        if n:
            yield BLANK
        yield heading(f"{title} ({sizes.get(title, len(lines))})")
        yield from lines


def _plain(text: str) -> Line:
    """Return an indented line without a style."""
    return [(safe(f"  {text}"), "")]


def _moved(change: Change, found: Diff) -> Iterator[Line]:
    """Yield a link whose intervals changed."""
    first, *rest = link_lines(change.link, found.actors)
    yield [*first, (f"  ({_times(change.spells_before)} before, {_times(change.link.spells)} now)", "yellow")]
    yield from rest


def _times(spells: Iterable[str]) -> str:
    """Return intervals in words."""
    return ", ".join(map(in_words, spells)) or "no date"


def _change(change: Change, found: Diff) -> Iterator[Line]:
    """Yield a link whose status changed."""
    first, *rest = link_lines(change.link, found.actors)
    was = change.before.value + (", disputed" if change.disputed_before else "")
    now = change.link.status.value + (", disputed" if change.link.disputed else "")
    yield [*first, (f"  ({was} before, {now} now)", "yellow")]
    yield from rest
