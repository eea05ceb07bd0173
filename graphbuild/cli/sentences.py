"""Links, paths and their sentences as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from graphbuild.answers.links import Answer, heading_key
from graphbuild.answers.paths import Chains
from graphbuild.cli.terminal import BLANK, Line, Piece, heading, safe, safe_piece
from graphbuild.core.model import Actor, Review, Status
from graphbuild.core.second_reading import ReadBy, read_by
from graphbuild.core.spells import DOCUMENT
from graphbuild.evidence.citation import Citation
from graphbuild.evidence.guesses import guess_words
from graphbuild.evidence.link import Link

_STYLES = {"subject": "bold cyan", "trigger": "bold magenta", "object": "bold cyan"}
_STATUS_STYLES = {Status.DENIED: "red", Status.HYPOTHETICAL: "yellow", Status.ALLEGED: "yellow"}
_READ_BY = {
    ReadBy.LEARNED: "read by the learned reader",
    ReadBy.READER: "read by a second reader alone",
    ReadBy.BOTH: "read by both",
}
_INDENT = "  "
KINDS_IN_SHORT = 10
"""Maximum number of relations in a summary of links in one line."""


def answer_lines(answer: Answer, told: Mapping[str, int] | None = None) -> Iterator[Line]:
    """Yield the links of an actor, grouped by relation; before them how many there are of each, where that is given."""
    actor = answer.actor
    more = f", the best {len(answer.links)} shown: --limit 0 shows all" if answer.total > len(answer.links) else ""
    undated = f", {answer.undated} without a date" if answer.undated else ""
    yield [(safe(actor.name), "bold"), (f" ({actor.type}), {count(answer.total, 'link')}{undated}{more}", "")]
    if told and len(told) > 1:
        yield [(in_short(told), "")]
    for _, group in groupby(answer.links, key=lambda link: heading_key(link, actor.id)):
        links = list(group)
        turned = links[0].object == actor.id and not links[0].symmetric
        yield BLANK
        yield heading(f"{links[0].inverse if turned else links[0].label} ({len(links)})")
        for link in links:
            yield from link_lines(link, answer.actors)


def in_short(told: Mapping[str, int]) -> str:
    """Return "accused by 2, criticised by 1": how many links there are by their words, the most frequent."""
    shown = [f"{safe_piece(words)} {n}" for words, n in list(told.items())[:KINDS_IN_SHORT]]
    return ", ".join(shown) + (f" and {len(told) - KINDS_IN_SHORT} more" if len(told) > KINDS_IN_SHORT else "")


def chain_lines(chains: Chains) -> Iterator[Line]:
    """Yield the paths between two actors: each in one line, then its hops with their sentences."""
    for i, path in enumerate(chains.paths, start=1):
        if i > 1:
            yield BLANK
        yield [(f"{i}. ", "bold"), *_route(chains.start.id, path, chains.actors)]
        for link in path:
            yield from link_lines(link, chains.actors)
    for actor, one, other in chains.beside:
        yield BLANK
        yield heading(f"Both are linked to {actor.name}, though:")
        for link in (one, other):
            yield from link_lines(link, chains.actors)


def link_lines(link: Link, actors: Mapping[str, Actor]) -> Iterator[Line]:
    """Yield one link: its ends, status, best sentence, and the source of that."""
    best = link.best
    arrow = f" —{link.label}{'—' if link.symmetric else '→'} "
    yield [
        (_INDENT + _name(link.subject, actors), "cyan"),
        (safe_piece(arrow), "magenta"),
        (_name(link.object, actors), "cyan"),
        *_marks(link, actors),
    ]
    if best.sentence is not None:
        yield [(_INDENT * 2, ""), ("“", ""), *sentence(best), ("”", "")]
    for end, context in sorted(best.context.items()):
        words = f"{end}: “… {context.text.strip()} …”"
        yield [(_INDENT * 2 + safe(words), "dim")]
    if guess := guess_words(best.as_record(), _ends(link, actors)):
        yield [(_INDENT * 2 + safe(guess), "yellow")]
    yield [(_INDENT * 2 + safe(source_of(best)), "dim")]


def sentence(citation: Citation) -> list[Piece]:
    """Return the cited sentence in pieces, with subject, trigger and object emphasised."""
    evidence, text = citation.claim.evidence, citation.sentence or ""
    if evidence is None:
        return [(safe(text), "")]
    base = evidence.sentence.start
    styles = [""] * len(text)
    for name, style in _STYLES.items():
        span = getattr(evidence, name)
        if span.within(evidence.sentence):
            styles[span.start - base : span.end - base] = [style] * (span.end - span.start)
    pieces = ((style, "".join(c for _, c in run)) for style, run in groupby(zip(styles, text, strict=True), key=_first))
    return [(safe_piece(words), style) for style, words in pieces]


def source_of(citation: Citation) -> str:
    """Return the source of a sentence: title (or file), page, outlet, date."""
    if citation.claim.evidence is None:
        source = citation.claim.attribution
        return "added by hand" + (f", source: {source}" if source else "")
    page = f"page {citation.page}" if citation.page else None
    parts = (citation.called, page, citation.outlet, citation.published)
    return ", ".join(part for part in parts if part) or f"document {citation.doc}"


def count(n: int, noun: str, several: str = "") -> str:
    """Return `1 link`, `2 links`; `several` is the plural if adding s is not enough."""
    return f"{n} {noun if n == 1 else several or noun + 's'}"


def _first(item: tuple[str, str]) -> str:
    """Return the first item of a pair."""
    return item[0]


def _route(start: str, path: tuple[Link, ...], actors: Mapping[str, Actor]) -> Iterator[Piece]:
    """Yield a path as names and arrows."""
    here = start
    yield _name(here, actors), "bold"
    for link in path:
        there = link.other(here)
        if link.symmetric:
            arrow = f" —{link.label}— "
        else:
            arrow = f" —{link.label}→ " if link.subject == here else f" ←{link.label}— "
        yield safe_piece(arrow), "magenta"
        yield _name(there, actors), "bold"
        here = there


def _marks(link: Link, actors: Mapping[str, Actor]) -> Iterator[Piece]:
    """Yield status (unless asserted), dispute and number of sources of a link."""
    claim = link.best.claim
    said = []
    if link.status is not Status.ASSERTED:
        said.append(link.status.value)
    by_hand = claim.evidence is None
    who = "" if by_hand else claim.attribution or (_name(claim.attributed_to, actors) if claim.attributed_to else "")
    if who:
        said.append(f"by {who}" if link.status is Status.DENIED else f"says {who}")
    if denier := claim.denial or (_name(claim.denied_by, actors) if claim.denied_by else ""):
        said.append(f"denied by {denier}")
    if claim.cue and not (who or denier):
        said.append(f"“{claim.cue}”")
    if claim.date or claim.date_text:
        inferred = ", the year inferred from the document" if claim.date_basis == DOCUMENT else ""
        said.append((claim.date or claim.date_text or "") + inferred)
    if link.disputed:
        said.append("disputed: denied elsewhere")
    if link.review is Review.CONFIRMED and not by_hand:
        said.append("confirmed")
    if (reading := _READ_BY.get(read_by(claim.rule))) is not None:
        said.append(reading)
    if link.n_documents > 1:
        said.append(f"{count(link.n_documents, 'article')}, {count(link.n_outlets, 'independent source')}")
    elif link.weight > 1:
        said.append(f"{link.weight} claims")
    if said:
        yield safe_piece("  [" + ", ".join(said) + "]"), _STATUS_STYLES.get(link.status, "")


def _ends(link: Link, actors: Mapping[str, Actor]) -> dict[str, str]:
    """Return the names of the two ends of a link."""
    return {"subject": _name(link.subject, actors), "object": _name(link.object, actors)}


def _name(actor_id: str, actors: Mapping[str, Actor]) -> str:
    """Return the printable name of an actor, or its id if the actor is unknown."""
    actor = actors.get(actor_id)
    return safe(actor.name if actor else actor_id)
