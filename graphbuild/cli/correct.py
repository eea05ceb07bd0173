"""`correct`: corrections by a person, written to the corrections file and applied at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphbuild.cli.options import graph_option, json_option, together
from graphbuild.cli.terminal import Line, notice, safe, safe_lines, table, write_json, write_lines
from graphbuild.core.model import ActorType, Status

if TYPE_CHECKING:
    from graphbuild.resolution.corrections import Correction
    from graphbuild.workflow.correct import Corrected, Finder

Entry = dict[str, Any]

_SIGNED = (
    click.option("--who", metavar="NAME", envvar="GRAPHBUILD_WHO", show_envvar=True, help="Who says so."),
    click.option("--when", metavar="DATE", help="When; today unless given."),
    click.option("--why", metavar="TEXT", help="Why: what it rests on."),
)
_file_option = click.option(
    "--corrections",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The corrections file; corrections.toml beside the store unless given.",
)
_name_option = click.option("--name", metavar="NAME", help="The name to show for it.")
_type_choice = click.Choice([type_.value for type_ in ActorType])
_common = together(graph_option, _file_option, *_SIGNED, json_option)


@click.group("correct")
def correct_command() -> None:
    """Say what is right, and keep it said.

    Each command writes an entry to corrections.toml, which a person may edit too, and applies it to the store
    at once; each build applies the file again. Taking an entry out (undo) undoes it. What the articles say is
    never changed.
    """


@correct_command.command("merge")
@click.argument("actors", nargs=-1, required=True, metavar="ACTOR OTHER...")
@_name_option
@_common
def merge_command(actors: tuple[str, ...], name: str | None, **options: Any) -> None:
    """These actors are one."""
    _write(lambda find: {"do": "merge", **_several(find, actors), "name": name}, **options)


@correct_command.command("apart")
@click.argument("actors", nargs=-1, required=True, metavar="ACTOR OTHER...")
@_common
def apart_command(actors: tuple[str, ...], **options: Any) -> None:
    """These actors are never one."""
    _write(lambda find: {"do": "apart", **_several(find, actors)}, **options)


@correct_command.command("split")
@click.argument("actor")
@click.option("--document", "documents", multiple=True, metavar="DOC", help="All that this document says of it.")
@click.option("--mention", "mentions", multiple=True, metavar="DOC:START-END", help="A single mention of it.")
@click.option("--name", required=True, metavar="NAME", help="The name of the actor that is split off.")
@click.option("--type", "type_", type=_type_choice, help="The type of the actor that is split off.")
@_common
def split_command(
    actor: str, documents: tuple[str, ...], mentions: tuple[str, ...], name: str, type_: str | None, **options: Any
) -> None:
    """Some of what is said of an actor is said of another one.

    DOC is the id or the source of a document; --document and --mention may be given again. START and END are
    offsets into its text.
    """
    parts = {"documents": documents, "mentions": mentions, "name": name, "type": type_}
    _write(lambda find: {"do": "split", **_one(find, actor), **parts}, **options)


@correct_command.command("rename")
@click.argument("actor")
@click.argument("name")
@_common
def rename_command(actor: str, name: str, **options: Any) -> None:
    """Show an actor under this name; the others stay aliases."""
    _write(lambda find: {"do": "rename", **_one(find, actor), "name": name}, **options)


@correct_command.command("retype")
@click.argument("actor")
@click.argument("type_", metavar="TYPE", type=_type_choice)
@_common
def retype_command(actor: str, type_: str, **options: Any) -> None:
    """Say what an actor is: person, company, party..."""
    _write(lambda find: {"do": "retype", **_one(find, actor), "type": type_}, **options)


@correct_command.command("alias")
@click.argument("actor")
@click.argument("alias")
@_common
def alias_command(actor: str, alias: str, **options: Any) -> None:
    """Let an actor be found by this name too."""
    _write(lambda find: {"do": "alias", **_one(find, actor), "alias": alias}, **options)


@correct_command.command("confirm")
@click.argument("subject")
@click.argument("relation")
@click.argument("object_", metavar="OBJECT")
@_common
def confirm_command(subject: str, relation: str, object_: str, **options: Any) -> None:
    """A person has seen this link, and it is right.

    RELATION is the id that --json shows; of an open link other:VERB.
    """
    _write(lambda find: {"do": "confirm", **_link(find, subject, relation, object_)}, **options)


@correct_command.command("reject")
@click.argument("words", nargs=-1, required=True, metavar="ACTOR | SUBJECT RELATION OBJECT")
@click.option(
    "--sentence",
    "sentences",
    multiple=True,
    metavar="DOC:START-END",
    help="Only this sentence does not say so; may be given again.",
)
@_common
def reject_command(words: tuple[str, ...], sentences: tuple[str, ...], **options: Any) -> None:
    """This link is wrong; or with one argument: this is no actor.

    With --sentence the link stays, with what other sentences say of it. DOC is the id or the source of a document,
    START and END are offsets into its text, as --json shows them.
    """
    if sentences and len(words) != 3:
        raise click.UsageError("--sentence needs the link that was read in it: SUBJECT RELATION OBJECT.")
    if len(words) not in (1, 3):
        raise click.UsageError("Give an ACTOR, or SUBJECT RELATION OBJECT; names of several words in quotes.")
    said = {"sentences": sentences}
    _write(lambda find: {"do": "reject", **(_one if len(words) == 1 else _link)(find, *words), **said}, **options)


@correct_command.command("add")
@click.argument("subject")
@click.argument("relation")
@click.argument("object_", metavar="OBJECT")
@click.option("--source", required=True, metavar="TEXT", help="Where it stands: a register, an address, a file.")
@click.option("--status", type=click.Choice([s.value for s in Status]), help="How it is held; asserted unless given.")
@click.option("--date", "date_", metavar="DATE", help="When it happened.")
@click.option("--role", metavar="WORDS", help="The words for a rank or kinship.")
@_common
def add_command(
    subject: str,
    relation: str,
    object_: str,
    source: str,
    status: str | None,
    date_: str | None,
    role: str | None,
    **options: Any,
) -> None:
    """Add a link that no article says, with its source."""
    told = {"source": source, "status": status, "date": date_, "role": role}
    _write(lambda find: {"do": "add", **_link(find, subject, relation, object_), **told}, **options)


@correct_command.command("undo")
@click.argument("number", type=int)
@graph_option
@_file_option
@json_option
def undo_command(number: int, graph: Path, file: Path | None, as_json: bool) -> None:
    """Take an entry out, by its number in `correct list`."""
    from graphbuild.workflow.correct import file_of, undo

    _report(undo(graph, file_of(graph, file), number), "Took out", as_json=as_json)


@correct_command.command("apply")
@click.argument("saved", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@graph_option
@_file_option
@json_option
def apply_command(saved: tuple[Path, ...], graph: Path, file: Path | None, as_json: bool) -> None:
    """Apply the file as it is now, after editing it by hand.

    With FILE, one that was saved from the page or that a colleague sent: its entries are added to the corrections
    first, without those that are there already.
    """
    from graphbuild.workflow.correct import file_of, reapply, take

    own = file_of(graph, file)
    done = take(graph, own, saved) if saved else reapply(graph, own)
    _report(done, "Applied", as_json=as_json)


@correct_command.command("list")
@graph_option
@_file_option
@json_option
def list_command(graph: Path, file: Path | None, as_json: bool) -> None:
    """List the entries with their numbers."""
    from graphbuild.resolution.corrections import read
    from graphbuild.resolution.corrections.file import FILE

    path = file or graph.with_name(FILE)
    entries = read(path).entries if file or path.exists() else ()
    if as_json:
        write_json({"file": path.as_posix(), "corrections": [_record(entry) for entry in entries]})
    elif entries:
        write_lines(table([str(e.number), e.says, e.who or "", e.when or "", e.why or ""] for e in entries))
    else:
        click.echo("No corrections.")


def _record(entry: Correction) -> Entry:
    """Return an entry as a JSON object."""
    return {
        "number": entry.number,
        "line": entry.line,
        "do": entry.kind.value,
        "says": entry.says,
        "who": entry.who,
        "when": entry.when,
        "why": entry.why,
    }


def _one(find: Finder, actor: str) -> Entry:
    """Return the part of a correction that identifies an actor, with its name and id."""
    name, id_ = find(actor)
    return {"actor": name, "id": id_}


def _several(find: Finder, actors: tuple[str, ...]) -> Entry:
    """Return two or more actors as fields of an entry."""
    if len(actors) < 2:
        raise click.UsageError("Name two or more actors; names of several words in quotes.")
    names, ids = zip(*map(find, actors), strict=True)
    return {"actors": names, "ids": ids if len(set(ids)) == len(ids) else None}


def _link(find: Finder, subject: str, relation: str, object_: str) -> Entry:
    """Return a link as fields of an entry."""
    (one, one_id), (other, other_id) = find(subject), find(object_)
    return {
        "subject": one,
        "relation": relation,
        "object": other,
        "subject_id": one_id,
        "object_id": other_id,
    }


def _write(
    entry: Callable[[Finder], Entry],
    *,
    graph: Path,
    file: Path | None,
    as_json: bool,
    who: str | None,
    when: str | None,
    why: str | None,
) -> None:
    """Write an entry, apply it, and report what changed."""
    from graphbuild.workflow.correct import correct, file_of

    signed = {"who": who, "when": when or date.today().isoformat(), "why": why}
    done = correct(graph, file_of(graph, file), lambda find: {**entry(find), **signed})
    _report(done, "Wrote", as_json=as_json)


def _report(done: Corrected, what: str, *, as_json: bool) -> None:
    """Write what was done to the corrections file and which files were rewritten."""
    if as_json:
        write_json(done.as_record())
        return
    for text in done.notices:
        notice(text)
    number = f" entry {done.entry}" if done.entry else ""
    name = safe(done.corrections.path.as_posix())
    place = {"Took out": " of ", "Wrote": " to "}.get(what, " ")
    said: Line = [(safe_lines(f"{what}{number}{place}{name}; {len(done.corrections.entries)} in all."), "")]
    written = ", ".join(done.files)
    write_lines([said, [(f"Written anew: {written}.", "")]])
