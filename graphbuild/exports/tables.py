"""Actors, links, claims and documents as rows: what CSV, Parquet, pandas and Neo4j's importer are written from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graphbuild.exports.columns import Kind
from graphbuild.exports.sanitize import BY_HAND, quotation
from graphbuild.exports.source import Edge, Node, Source, edge_id

ACTORS, LINKS, CLAIMS, DOCUMENTS = TABLES = ("actors", "links", "claims", "documents")

_OFFSETS = [f"{name}_{end}" for name in ("sentence", "subject", "trigger", "object") for end in ("start", "end")]
CLAIM: Mapping[str, Kind] = {
    "id": Kind.TEXT,
    "link": Kind.TEXT,
    "doc": Kind.TEXT,
    "subject": Kind.TEXT,
    "subject_name": Kind.TEXT,
    "relation": Kind.TEXT,
    "label": Kind.TEXT,
    "object": Kind.TEXT,
    "object_name": Kind.TEXT,
    "status": Kind.TEXT,
    "cue": Kind.TEXT,
    "attributed_to": Kind.TEXT,
    "attribution": Kind.TEXT,
    "date": Kind.TEXT,
    "date_text": Kind.TEXT,
    "place": Kind.TEXT,
    "place_text": Kind.TEXT,
    "role": Kind.TEXT,
    "sentence": Kind.TEXT,
    "title": Kind.TEXT,
    "outlet": Kind.TEXT,
    "published": Kind.TEXT,
    "url": Kind.TEXT,
    "source": Kind.TEXT,
    "page": Kind.INT,
    "story": Kind.TEXT,
    "rule": Kind.TEXT,
    "confidence": Kind.FLOAT,
    **dict.fromkeys(_OFFSETS, Kind.INT),
}
DOCUMENT: Mapping[str, Kind] = dict.fromkeys(
    ("id", "title", "url", "outlet", "author", "published", "language", "source", "sha256"), Kind.TEXT
)


def columns(source: Source, *, texts: bool = False) -> dict[str, dict[str, Kind]]:
    """The columns of each table, in order, with their types; documents with their `texts` or without."""
    return {
        ACTORS: {"id": Kind.TEXT, "name": Kind.TEXT, **_without(source.node_columns, "id", "name", "label")},
        LINKS: {
            **dict.fromkeys(("id", "subject", "subject_name", "relation", "label", "object", "object_name"), Kind.TEXT),
            **_without(source.edge_columns, "id", "relation", "label", "subject", "object"),
            "evidence": Kind.TEXT,
        },
        CLAIMS: dict(CLAIM),
        DOCUMENTS: {**DOCUMENT, "text": Kind.TEXT} if texts else dict(DOCUMENT),
    }


def actor(node: Node) -> dict[str, Any]:
    """A row of actors."""
    id_, data = node
    return {**data, "id": id_, "name": data.get("label", id_)}


def link(edge: Edge, names: Mapping[str, str]) -> dict[str, Any]:
    """A row of links; the evidence is the best sentence and its source."""
    subject, object_, key, data = edge
    evidence = data.get("evidence")
    return {
        "relation": key,
        "label": key,
        **data,
        "id": edge_id(subject, key, object_),
        "subject": subject,
        "subject_name": names.get(subject, subject),
        "object": object_,
        "object_name": names.get(object_, object_),
        "evidence": quotation(evidence[0]) if evidence else None,
    }


def claims(edge: Edge, names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The rows of a link's claims, best first."""
    subject, object_, key, data = edge
    for cited in data.get("evidence", ()):
        yield {
            **cited,
            "link": edge_id(subject, key, object_),
            "subject_name": names.get(subject, subject),
            "object_name": names.get(object_, object_),
            "sentence": cited.get("sentence") if cited.get("doc") else BY_HAND,
        }


def _without(kinds: Mapping[str, Kind], *names: str) -> dict[str, Kind]:
    return {name: kind for name, kind in kinds.items() if name not in names}
