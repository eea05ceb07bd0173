"""`actors` and `show`: the list of actors, and one of them in detail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from graphbuild.answers.candidates import CandidatePair, candidate_pairs
from graphbuild.answers.profile import NameSeen, Office, names_of
from graphbuild.answers.show import Dossier, dossier_of
from graphbuild.cli.options import graph_option, json_option, shown_filters
from graphbuild.cli.sentences import answer_lines, count
from graphbuild.cli.terminal import BLANK, Line, heading, indented, notice, safe, table, write_json, write_lines
from graphbuild.core.errors import UsageError
from graphbuild.core.files import replacing
from graphbuild.core.model import Actor, ActorType, Status
from graphbuild.core.records import Record, actor_record
from graphbuild.graph.filters import filters
from graphbuild.graph.find import matching, ranked
from graphbuild.graph.view import StoreView
from graphbuild.store import Store

_SHOWN_ALIASES = 3
_SHOWN_DOCUMENTS = 5
_SHOWN_WORDS = 100


@click.command("actors")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@graph_option
@click.option(
    "--type",
    "types",
    multiple=True,
    type=click.Choice([type_.value for type_ in ActorType]),
    help="Only actors of this type; may be given again.",
)
@click.option("--all", "unlinked", is_flag=True, help="Also those without a link.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the first N; all unless given.")
@click.option("--candidates", is_flag=True, help="Pairs of actors that may be one, the likeliest first.")
@json_option
def actors_command(
    words: tuple[str, ...],
    graph: Path,
    types: tuple[str, ...],
    unlinked: bool,
    limit: int | None,
    candidates: bool,
    as_json: bool,
) -> None:
    """List the actors that have a link, those in most documents first.

    With --all also those without. With WORDS only those with a name that has all these words, or
    words that begin so. With --candidates the pairs that were kept apart though they may be one: what of them is shown
    has one of these actors in it.
    """
    with Store.open(graph) as store:
        listed, n_unlinked = _listed(store, words, types, limit, linked_only=not (words or unlinked or candidates))
        pairs = candidate_pairs(store, {actor.id for actor in listed}) if candidates else []
        listed = listed[:limit]
        names = [_name_records(names_of(store, actor)) for actor in listed] if as_json and not candidates else []
    if candidates:
        _show_pairs(pairs[:limit], as_json=as_json)
    elif as_json:
        records = zip(listed, names, strict=True)
        write_json({"actors": [{**actor_record(actor), "names": of_actor} for actor, of_actor in records]})
    elif listed or n_unlinked:
        write_lines(table(map(_row, listed), styles=("bold", "", "", "", "dim")))
        if n_unlinked and limit is None:
            notice(f"{n_unlinked} actors without a link are left out: --all lists them too.")
    else:
        click.echo("No actor to show.")


def _listed(
    store: Store, words: tuple[str, ...], types: tuple[str, ...], limit: int | None, *, linked_only: bool
) -> tuple[list[Actor], int]:
    """Return the actors to list, at least the first `limit` of them, and how many are left out as they have no link.

    Of a store with summaries of its links no more than are asked for are read, and the others counted only without a
    limit.
    """
    if linked_only and store.has_links:
        linked = ranked(store.linked_actors(limit=limit, types=[ActorType(type_) for type_ in types]))
        kinds = store.types() if limit is None else {}
        return linked, max(sum(n for type_, n in kinds.items() if not types or type_ in types) - len(linked), 0)
    found = matching(StoreView(store), " ".join(words)) if words else ranked(store.actors())
    found = [actor for actor in found if not types or actor.type in types]
    listed = _linked(store, found) if linked_only else found
    return listed, len(found) - len(listed)


def _linked(store: Store, actors: list[Actor]) -> list[Actor]:
    """Return those of these actors that have a link, by the claims of a store that keeps no summaries of links."""
    facts = StoreView(store).links(filters()).facts()
    linked = {end for subject, _, object_, *_ in facts for end in (subject, object_)}
    return [actor for actor in actors if actor.id in linked]


@click.command("show")
@click.argument("actor")
@graph_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["md", "docx"]),
    help="Write a report to file, in Markdown or for Word: each statement with its sentences as footnotes.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Where to write the report; beside the store, under the actor's id, unless given.",
)
@shown_filters
@json_option
def show_command(
    actor: str, graph: Path, format_: str | None, output: Path | None, as_json: bool, **options: Any
) -> None:
    """Show one actor: names, offices, documents, links, and why it is one.

    ACTOR is an id, a name or an alias. With --format the dossier becomes a report to file, whose footnotes are numbered
    and give the sentence, article, outlet, date, page, and the SHA-256 of the document.
    """
    if as_json and (format_ or output):
        raise UsageError("--json writes an answer and --format a report.", hint="Leave one of them out.")
    if output and not format_:
        raise UsageError("--output is for reports.", hint="Say which kind with --format md or --format docx.")
    with Store.open(graph) as store:
        view = StoreView(store)
        dossier = dossier_of(view, actor, filters(**options))
        report = _report(dossier, view, format_) if format_ else b""
    if format_:
        target = output or graph.with_name(f"{_file_name(dossier.actor.id)}.{format_}")
        with replacing(target) as beside:
            beside.write_bytes(report)
        click.echo(safe(str(target)))
    elif as_json:
        write_json(dossier.as_record())
    else:
        write_lines(_dossier_lines(dossier))


def _file_name(actor_id: str) -> str:
    """Return an id as a file name; ids from a user's own list may contain any character."""
    return re.sub(r"[^\w.-]|^\.", "_", actor_id)[:100]


def _report(dossier: Dossier, view: StoreView, format_: str) -> bytes:
    """Return the dossier as a file in this format."""
    from graphbuild.answers.dossiers import dump
    from graphbuild.answers.dossiers.content import sheet_of

    return dump(sheet_of(dossier, view), format_)


def _show_pairs(pairs: list[CandidatePair], *, as_json: bool) -> None:
    """Write the pairs of actors that may be one."""
    if as_json:
        write_json({"candidates": [pair.as_record() for pair in pairs]})
    elif pairs:
        write_lines(table(map(_pair_row, pairs), styles=("", "bold", "dim", "bold", "dim", "")))
    else:
        click.echo("No candidate to show.")


def _pair_row(pair: CandidatePair) -> list[str]:
    """Return the table row of a candidate pair: score, names and ids, and reason."""
    ends = (cell for end in (pair.one, pair.other) for cell in (end.name, end.id))
    return [f"{pair.score:.2f}", *ends, pair.why]


def _name_records(names: Iterable[NameSeen]) -> list[Record]:
    """Return names in the JSON shape, with the number of their documents rather than these."""
    kept = ("name", "n_mentions", "reason", "possible", "sentence")
    return [{key: seen.as_record()[key] for key in kept} | {"n_documents": len(seen.documents)} for seen in names]


def _row(actor: Actor) -> list[str]:
    """Return the table row of an actor: name, type, document count, id and aliases."""
    aliases = "; ".join(actor.aliases[:_SHOWN_ALIASES])
    return [actor.name, actor.type.value, count(actor.n_documents, "document"), actor.id, aliases]


def _section(title: str, lines: list[Line]) -> Iterator[Line]:
    """Yield a heading and indented lines; nothing if there are none."""
    if lines:
        yield BLANK
        yield heading(title)
        yield from indented(lines)


def _name_lines(names: Iterable[NameSeen], dossier: Dossier) -> list[Line]:
    """Return how often each name is used, why it is the actor's and in which documents, each above a sentence."""
    found = list(names)
    titles = {document.id: document.title or document.source for document, _ in dossier.documents}
    rows = []
    for seen in found:
        shown = [f"{titles.get(doc, doc)} ({n})" for doc, n in seen.documents[:_SHOWN_DOCUMENTS]]
        more = len(seen.documents) - len(shown)
        where = "; ".join(shown) + (f"; and {more} more" if more else "")
        rows.append([seen.name, str(seen.n_mentions), seen.reason, where])
    lines: list[Line] = []
    for seen, line in zip(found, table(rows) if rows else (), strict=True):
        lines.append(line)
        if seen.quote is not None:
            lines.append([("  " + safe(f"“{_shortened(seen.quote.text)}”"), "dim")])
    return lines


def _shortened(words: str) -> str:
    """Return a sentence, cut where it is very long."""
    return words if len(words) <= _SHOWN_WORDS else words[: _SHOWN_WORDS - 1].rstrip() + "…"


def _office(office: Office, dossier: Dossier) -> str:
    """Return an office in words, with status and dates."""
    of = dossier.answer.actors.get(office.of)
    said = [office.role or office.label, "of" if office.role else "", of.name if of else office.of]
    notes = [*([office.status] if office.status != Status.ASSERTED else []), *office.dates]
    return " ".join(word for word in said if word) + (f"  [{', '.join(notes)}]" if notes else "")


def _joins(dossier: Dossier) -> list[Line]:
    """Return a table of the rules that joined mentions and documents to the actor."""
    rows = [[f"{join.rule}", count(join.n, "mention")] for join in dossier.mention_joins]
    rows += [[join.rule, count(join.n, "document")] for join in dossier.document_joins]
    rows += [[reason, ""] for reason in dossier.corrections]
    return table(rows) if rows else []


def _dossier_lines(dossier: Dossier) -> Iterator[Line]:
    """Yield the lines of a dossier."""
    actor = dossier.actor
    yield heading(actor.name)
    facts = [
        ["id", actor.id],
        ["type", actor.type.value],
        ["country", actor.country or ""],
        ["roles", "; ".join(actor.roles)],
        ["mentioned", f"{count(actor.n_mentions, 'time')} in {count(actor.n_documents, 'document')}"],
    ]
    yield from indented(table([name, value] for name, value in facts if value))
    yield from _section("Names", _name_lines((n for n in dossier.names if not n.possible), dossier))
    yield from _section("Possible aliases", _name_lines((n for n in dossier.names if n.possible), dossier))
    yield from _section("Roles and offices", [[(safe(_office(office, dossier)), "")] for office in dossier.offices])
    yield from _section("Why this is one actor", _joins(dossier))
    yield BLANK
    yield heading("Documents")
    for document, n in dossier.documents:
        parts = (document.title or document.source, document.outlet, document.published, count(n, "mention"))
        yield [("  " + safe(", ".join(part for part in parts if part)), "")]
    yield BLANK
    yield from answer_lines(dossier.answer)
