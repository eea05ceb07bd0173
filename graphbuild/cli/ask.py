"""`ask`: a plain question, how it was understood, and the answer of the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from graphbuild.answers.directions import tally
from graphbuild.answers.questions import Kind, Question, Reply, ask
from graphbuild.cli.options import graph_option, json_option, model_option, named_ends_option, ontology_option
from graphbuild.cli.sentences import chain_lines, count, in_short, link_lines
from graphbuild.cli.terminal import BLANK, Line, heading, safe, safe_piece, write_json, write_lines
from graphbuild.core.link_key import verb_of
from graphbuild.core.model import Actor, Status
from graphbuild.evidence.link import Link

MOST = 40
_FORMS = (
    'graphbuild ask "who arrested {a}?"',
    'graphbuild ask "is {a} aligned with {b}?"',
    'graphbuild ask "how is {a} linked to {b}?"',
    'graphbuild ask "what happened to {a} in 2021?"',
    "graphbuild links {q}",
    "graphbuild search WORDS",
)
_HELD = {
    Status.ASSERTED: "Yes, it is said to be so",
    Status.ENDED: "It was so, and has ended",
    Status.ALLEGED: "It is alleged",
    Status.FUTURE: "It is planned or announced",
    Status.HYPOTHETICAL: "It is only spoken of as possible",
}


@click.command("ask")
@click.argument("question")
@graph_option
@ontology_option
@model_option
@named_ends_option
@json_option
def ask_command(
    question: str, graph: Path, ontology: Path | None, model: str | None, named_ends: bool, as_json: bool
) -> None:
    """Answer a plain question from the graph, with the sentences behind the answer.

    Who did what to whom, of any relation, active or passive; whether two actors are so linked, and who says so; how two
    are connected; what happened to somebody, and when. How the question was understood is shown first, with the command
    that shows the same. The language model reads the question, once for each form of it that is not fixed: what it
    was read as is remembered in your cache folder, without names (GRAPHBUILD_CACHE names another folder; set to
    nothing, nothing is remembered).
    """
    found = ask(graph, question, ontology=ontology, model=model, named_ends=named_ends)
    if as_json:
        write_json(found.as_record())
    else:
        write_lines(_lines(found))


def _lines(reply: Reply) -> Iterator[Line]:
    """Yield the lines of a reply."""
    question = reply.question
    if question.kind is Kind.UNCLEAR:
        yield from _unclear(question)
        yield from _called(reply)
        return
    yield [("Understood  ", "bold"), (safe_piece(understood(question)), "")]
    for actor in question.assumed:
        said = f"{actor.name} is taken for {actor.id} ({actor.type}): `graphbuild actors {actor.name!r}` has the others"
        yield [("Taken       ", "bold"), (safe_piece(said), "")]
    if question.aside:
        yield [("Left aside  ", "bold"), (safe_piece(", ".join(actor.name for actor in question.aside)), "")]
    yield [("Same as     ", "bold"), (safe_piece(question.command or ""), "dim")]
    yield BLANK
    yield from _answer(reply)
    if reply.undated:
        what = f"{count(reply.undated, 'link')} with no date, or with none that has a year, left out"
        yield [(f"{what}: ask without the time to see them.", "dim")]


def understood(question: Question) -> str:
    """Return the parsed question in one line."""
    names = [actor.name for actor in question.actors]
    relation = " or ".join(verb_of(name) or name for name in question.relations)
    asked = " or ".join(sorted(kind.value for kind in question.types)) or "anybody"
    if question.kind is Kind.WHO:
        said = (
            f"? ({asked}) —{relation}→ {names[0]}"
            if question.asked == "subject"
            else f"{names[0]} —{relation}→ ? ({asked})"
        )
    elif question.kind is Kind.WHETHER:
        ends = [names[0], names[1] if len(names) > 1 else "anybody"]
        subject, target = ends if question.asked == "subject" else ends[::-1]
        said = f"whether {subject} —{relation}→ {target}"
    else:
        said = {
            Kind.PATH: "chains between {}",
            Kind.COMMON: "who is linked to both {}",
            Kind.LINKS: "links of {}",
            Kind.TIMELINE: "what is told of {}, in time",
            Kind.SHOW: "who {} is",
        }[question.kind].format(" and ".join(names[:2]))
    held = ", ".join(sorted(status.value for status in question.statuses))
    when = "".join(f", {word} {date}" for word, date in (("from", question.since), ("to", question.until)) if date)
    return said + (f", {held}" if held else "") + when


def _answer(reply: Reply) -> Iterator[Line]:
    """Yield the lines of the answer itself, by kind of question."""
    if reply.chains is not None:
        yield from chain_lines(reply.chains) if reply.chains.paths or reply.chains.beside else _nothing()
    elif reply.timeline is not None:
        for entry in reply.timeline.entries[-MOST:]:
            yield heading(entry.date or "without a date")
            yield from link_lines(entry.link, reply.actors)
        if not reply.timeline.entries:
            yield from _nothing()
    elif reply.question.kind is Kind.WHETHER:
        yield from _verdict(reply)
    elif reply.question.kind is Kind.SHOW:
        yield from _described(reply.question.actors[0])
        yield from _told(reply.links, reply)
    else:
        yield [(count(len(reply.links), "answer") if reply.links else "Nothing in the graph says so.", "bold")]
        yield from _told(reply.links, reply)
        yield from _called(reply)
        yield from _near(reply)


def _told(links: tuple[Link, ...], reply: Reply) -> Iterator[Line]:
    """Yield at most `MOST` links."""
    for link in links[:MOST]:
        yield from link_lines(link, reply.actors)
    if len(links) > MOST:
        yield [(f"… and {len(links) - MOST} more.", "dim")]


def _described(actor: Actor) -> Iterator[Line]:
    """Yield name, type, roles and aliases of an actor."""
    yield heading(actor.name)
    yield [(safe_piece(", ".join((actor.type.value.replace("_", " "), *actor.roles))), "")]
    others = [alias for alias in actor.aliases if alias != actor.name]
    if others:
        yield [("also called " + safe_piece("; ".join(others)), "dim")]
    yield BLANK


def _called(reply: Reply) -> Iterator[Line]:
    """Yield the actors that articles call by the role asked for."""
    if reply.called:
        yield BLANK
        yield heading(f"Whom articles call “{safe(reply.question.role)}”")
        for actor in reply.called[:MOST]:
            yield [("  " + safe_piece(f"{actor.name} ({', '.join(actor.roles)})"), "")]


def _near(reply: Reply) -> Iterator[Line]:
    """Yield what comes near the answer, in one line, and where nothing answers the question with its sentences."""
    if reply.beside and reply.question.kind is Kind.WHO:
        told = tally(reply.beside, reply.question.actors[0].id)
        yield BLANK
        yield [("Near it     ", "bold"), (in_short(told), "")]
    if not reply.links:
        yield from _beside("What comes near it", reply)


def _beside(title: str, reply: Reply) -> Iterator[Line]:
    """Yield related links under a heading."""
    if reply.beside:
        yield BLANK
        yield heading(title)
        yield from _told(reply.beside, reply)


def _verdict(reply: Reply) -> Iterator[Line]:
    """Yield the answer to a yes/no question."""
    held = _HELD[reply.held] if reply.held else "It is denied" if reply.denied else ""
    if not held:
        yield [("Nothing in the graph says so. That does not mean that it is not so.", "bold")]
    else:
        yield [(held + ("; and it is denied." if reply.denied and reply.held else "."), "bold")]
    yield from _told(reply.links, reply)
    yield from _beside("What else is told of the two", reply)


def _nothing() -> Iterator[Line]:
    """Yield the line for an answer that found nothing."""
    yield [("Nothing in the graph.", "")]


def _unclear(question: Question) -> Iterator[Line]:
    """Yield what to do if a question was not understood."""
    names = [actor.name for actor in question.actors]
    yield [("This question was not understood.", "bold")]
    if names:
        yield [("Actors in it: " + ", ".join(map(safe, names)), "")]
    first = safe(names[0]) if names else "NAME"
    second = safe(names[1]) if len(names) > 1 else "OTHER"
    yield [("Try, for example:", "")]
    for form in _FORMS:
        yield [("  " + safe_piece(form.format(a=first, b=second, q=f'"{first}"')), "dim")]
