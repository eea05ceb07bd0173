"""Nouns as rows of the tables and back. Columns stand in one order here and in every query."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

from graphbuild.core.model import (
    Actor,
    ActorType,
    Claim,
    Document,
    Evidence,
    Mention,
    MentionKind,
    ObservedActor,
    Span,
    Status,
)
from graphbuild.core.names import fold
from graphbuild.evidence.summary import Tie

Row = tuple[Any, ...]

DOCUMENT = (
    "id",
    "text",
    "source",
    "sha256",
    "title",
    "url",
    "outlet",
    "author",
    "published",
    "language",
    "pages",
)
OBSERVED = (
    "id",
    "doc",
    "name",
    "type",
    "named",
    "aliases",
    "roles",
    "country",
    "known",
)
MENTION = (
    "doc",
    "start",
    "end",
    "text",
    "actor",
    "kind",
    "join",
)
CLAIM = (
    "id",
    "doc",
    "subject",
    "relation",
    "label",
    "object",
    "status",
    "rule",
    "confidence",
    "cue",
    "attributed_to",
    "attribution",
    "date",
    "date_text",
    "place",
    "place_text",
    "role",
    "sentence_start",
    "sentence_end",
    "subject_start",
    "subject_end",
    "trigger_start",
    "trigger_end",
    "object_start",
    "object_end",
)
ACTOR = (
    "id",
    "name",
    "type",
    "aliases",
    "roles",
    "country",
    "n_documents",
    "n_mentions",
)

LINK = (
    "subject",
    "key",
    "object",
    "status",
    "disputed",
    "weight",
    "n_documents",
    "n_outlets",
    "first_date",
    "last_date",
    "confidence",
    "latest",
    "claims",
)


def columns(names: Iterable[str], table: str = "") -> str:
    """Column names for a query, each with its table where one is given."""
    dot = f"{table}." if table else ""
    return ", ".join(f'{dot}"{name}"' for name in names)


def insertion(table: str, names: Iterable[str]) -> str:
    """The statement that inserts a row of these columns."""
    names = tuple(names)
    return f"INSERT INTO {table} ({columns(names)}) VALUES ({', '.join('?' * len(names))})"


def document_row(document: Document) -> Row:
    """A document as a row."""
    d = document
    fields = (d.id, d.text, d.source, d.sha256, d.title, d.url, d.outlet, d.author, d.published, d.language)
    return (*fields, json.dumps(d.pages))


def document(row: Row) -> Document:
    """The document of a row."""
    fields = dict(zip(DOCUMENT, row, strict=True))
    return Document(**{**fields, "pages": tuple(json.loads(fields["pages"]))})


def observed_row(actor: ObservedActor) -> Row:
    """An observed actor as a row."""
    a = actor
    return (a.id, a.doc, a.name, str(a.type), int(a.named), _listed(a.aliases), _listed(a.roles), a.country, a.known)


def observed(row: Row) -> ObservedActor:
    """The observed actor of a row."""
    id_, doc, name, type_, named, aliases, roles, country, known = row
    return ObservedActor(
        id=id_,
        doc=sys.intern(doc),  # all of them are held at once when it is judged who is who
        name=sys.intern(name),
        type=ActorType(type_),
        named=bool(named),
        aliases=_words(aliases),
        roles=_words(roles),
        country=country,
        known=known,
    )


def mention_row(mention: Mention) -> Row:
    """A mention as a row."""
    m = mention
    return (m.doc, m.span.start, m.span.end, m.text, m.actor, str(m.kind), m.join)


def mention(row: Row) -> Mention:
    """The mention of a row."""
    doc, start, end, text, actor, kind, join = row
    return Mention(doc=doc, span=Span(start, end), text=text, actor=actor, kind=MentionKind(kind), join=join)


def claim_row(claim: Claim, doc: str) -> Row:
    """A claim of document `doc` as a row."""
    c, e = claim, claim.evidence
    spans = (e.sentence, e.subject, e.trigger, e.object) if e else ()
    offsets: list[int | None] = [offset for span in spans for offset in (span.start, span.end)]
    offsets = offsets or [None] * 8
    said = (c.cue, c.attributed_to, c.attribution, c.date, c.date_text, c.place, c.place_text, c.role)
    head = (c.id, doc, c.subject, c.relation, c.label, c.object, str(c.status), c.rule, float(c.confidence))
    return (*head, *said, *offsets)


def claim(row: Row) -> Claim:
    """The claim of a row."""
    (id_, doc, subject, relation, label, object_, status, rule, confidence) = row[:9]
    (cue, attributed_to, attribution, date, date_text, place, place_text, role) = row[9:17]
    return Claim(
        id=id_,
        subject=subject,
        relation=relation,
        label=label,
        object=object_,
        status=Status(status),
        rule=rule,
        confidence=confidence,
        evidence=_evidence(doc, row[17:]),
        cue=cue,
        attributed_to=attributed_to,
        attribution=attribution,
        date=date,
        date_text=date_text,
        place=place,
        place_text=place_text,
        role=role,
    )


def actor_row(actor: Actor) -> Row:
    """An actor as a row."""
    a = actor
    said = (_listed(a.aliases), _listed(a.roles), a.country)
    return (a.id, a.name, str(a.type), *said, a.n_documents, a.n_mentions)


def actor(row: Row) -> Actor:
    """The actor of a row."""
    id_, name, type_, aliases, roles, country, n_documents, n_mentions = row
    return Actor(
        id=id_,
        name=name,
        type=ActorType(type_),
        aliases=_words(aliases),
        roles=_words(roles),
        country=country,
        n_documents=n_documents,
        n_mentions=n_mentions,
    )


def tie_row(tie: Tie) -> Row:
    """A tie as a row."""
    t = tie
    dates = (t.first_date, t.last_date, t.confidence, t.latest)
    counts = (int(t.disputed), t.weight, t.n_documents, t.n_outlets)
    return (t.subject, t.key, t.object, str(t.status), *counts, *dates, " ".join(t.claims))


def tie(row: Row) -> Tie:
    """The tie of a row."""
    fields = dict(zip(LINK, row, strict=True))
    made = {"status": Status(fields["status"]), "disputed": bool(fields["disputed"])}
    return Tie(**{**fields, **made, "claims": tuple(fields["claims"].split())})


def name_rows(actor: Actor) -> list[tuple[str, str, str]]:
    """The rows by which an actor is found: each of its names as it is looked up, its id, the name."""
    return [(fold(name), actor.id, name) for name in sorted({actor.name, *actor.aliases})]


def _evidence(doc: str, offsets: Row) -> Evidence | None:
    if offsets[0] is None:
        return None
    starts, ends = offsets[::2], offsets[1::2]
    sentence, subject, trigger, object_ = (Span(*pair) for pair in zip(starts, ends, strict=True))
    return Evidence(doc=doc, sentence=sentence, subject=subject, trigger=trigger, object=object_)


def _words(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text != "[]" else ()  # as nearly all are


def _listed(words: Iterable[str]) -> str:
    return json.dumps(list(words), ensure_ascii=False)
