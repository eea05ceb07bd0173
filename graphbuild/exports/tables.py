"""Actors, links, claims and documents as rows: what CSV, Parquet, pandas and Neo4j's importer are written from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from graphbuild.core.model import Document
from graphbuild.core.records import CLAIM as CLAIM_RECORD
from graphbuild.core.records import Form, flat_claim
from graphbuild.evidence.citation import SOURCE
from graphbuild.exports.columns import Kind, kinds_of
from graphbuild.exports.report import Tally
from graphbuild.exports.sanitize import BY_HAND, quotation
from graphbuild.exports.source import Edge, Node, Source, edge_id

ACTORS, LINKS, CLAIMS, DOCUMENTS = TABLES = ("actors", "links", "claims", "documents")

DOCUMENT: Mapping[str, Kind] = kinds_of(Form(Document, without=("text", "pages"), last=("source", "sha256")))
_NAMES = ("subject_name", "object_name")
_SOURCE = {name: kind for name, kind in kinds_of(SOURCE).items() if name != "sentence"}


def _claim_columns() -> Iterator[tuple[str, Kind]]:
    """A claim's own columns, with its link and its ends' names, and before the rule its sentence and source."""
    for name, kind in kinds_of(CLAIM_RECORD).items():
        if name == "rule":
            yield "sentence", Kind.TEXT
            yield from _SOURCE.items()
        yield name, kind
        if name == "id":
            yield "link", Kind.TEXT
        if f"{name}_name" in _NAMES:
            yield f"{name}_name", Kind.TEXT


CLAIM: Mapping[str, Kind] = dict(_claim_columns())


class Table(Protocol):
    """A table that is being written, and how many rows it has."""

    rows: int

    def write(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Write some rows."""


def fill(opened: Mapping[str, Table], source: Source, tally: Tally) -> None:
    """Write a source to the four opened tables, and count its rows.

    Args:
        opened: a table for each name in `TABLES`.
        source: what is exported.
        tally: takes the numbers of links, claims, actors and documents.
    """
    names = source.names()
    for edge in source.edges():
        opened[LINKS].write([link(edge, names)])
        opened[CLAIMS].write(claims(edge, names))
    opened[ACTORS].write(map(actor, source.nodes()))
    opened[DOCUMENTS].write(source.documents())
    tally.links, tally.claims = opened[LINKS].rows, opened[CLAIMS].rows
    tally.actors, tally.documents = opened[ACTORS].rows, opened[DOCUMENTS].rows


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
    """The rows of a link's claims, best first; columns that a row lacks are null."""
    subject, object_, key, data = edge
    link = edge_id(subject, key, object_)
    subject_name, object_name = names.get(subject, subject), names.get(object_, object_)
    for cited in data.get("evidence", ()):
        yield {
            **(flat_claim(cited) if cited.get("resolved") else cited),
            "link": link,
            "subject_name": subject_name,
            "object_name": object_name,
            "sentence": cited.get("sentence") if cited.get("doc") else BY_HAND,
        }


def _without(kinds: Mapping[str, Kind], *names: str) -> dict[str, Kind]:
    """Return the columns except those with the given names."""
    return {name: kind for name, kind in kinds.items() if name not in names}
