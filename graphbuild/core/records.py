"""The nouns as flat records: what JSON Lines, JSON answers and edges of a graph hold of them.

Field names and their order are a promise (`docs/json.md`): others read them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from graphbuild.core.model import Actor, Claim, Document, Evidence, Mention, Span, Status

Record = dict[str, Any]

_SPANS = ("sentence", "subject", "trigger", "object")
_CLAIM_FIELDS = tuple(field.name for field in fields(Claim))


def document_record(document: Document) -> Record:
    """A line of `documents.jsonl`."""
    return {
        "id": document.id,
        "title": document.title,
        "text": document.text,
        "url": document.url,
        "outlet": document.outlet,
        "author": document.author,
        "published": document.published,
        "language": document.language,
        "source": document.source,
        "sha256": document.sha256,
        "pages": list(document.pages),
    }


def actor_record(actor: Actor) -> Record:
    """A line of `actors.jsonl`."""
    return {
        "id": actor.id,
        "name": actor.name,
        "type": actor.type.value,
        "aliases": list(actor.aliases),
        "roles": list(actor.roles),
        "n_documents": actor.n_documents,
        "n_mentions": actor.n_mentions,
    }


def mention_record(mention: Mention) -> Record:
    """A line of `mentions.jsonl`."""
    return {
        "doc": mention.doc,
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.text,
        "actor": mention.actor,
        "kind": mention.kind.value,
    }


def claim_record(claim: Claim) -> Record:
    """A line of `claims.jsonl`: the evidence as flat offsets, null for a claim made by hand."""
    record: Record = {
        "id": claim.id,
        "doc": claim.evidence.doc if claim.evidence else None,
        "subject": claim.subject,
        "relation": claim.relation,
        "label": claim.label,
        "object": claim.object,
        "status": claim.status.value,
        "cue": claim.cue,
        "attributed_to": claim.attributed_to,
        "attribution": claim.attribution,
        "date": claim.date,
        "date_text": claim.date_text,
        "place": claim.place,
        "place_text": claim.place_text,
        "role": claim.role,
        "rule": claim.rule,
        "confidence": claim.confidence,
    }
    for name in _SPANS:
        span: Span | None = getattr(claim.evidence, name) if claim.evidence else None
        record[f"{name}_start"] = span.start if span else None
        record[f"{name}_end"] = span.end if span else None
    return record


def claim_of(record: Mapping[str, Any]) -> Claim:
    """The claim that a record (with other keys beside or not) was made from."""
    evidence = None
    if record["sentence_start"] is not None:
        spans = {name: Span(record[f"{name}_start"], record[f"{name}_end"]) for name in _SPANS}
        evidence = Evidence(doc=record["doc"], **spans)
    kept = {name: record[name] for name in _CLAIM_FIELDS if name not in ("status", "evidence")}
    return Claim(status=Status(record["status"]), evidence=evidence, **kept)
