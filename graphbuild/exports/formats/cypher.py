"""A Cypher script for Neo4j 5 (and what speaks its language): running it twice changes nothing.

Actors become nodes with the label Actor and one for their type, links relationships of the type of their relation
(`ARRESTS`), claims nodes of their own with their sentence, tied to both actors and to their Document. Texts become
literals by `literal`, which is the only way into the script; labels and types have letters, digits and `_` alone.
https://neo4j.com/docs/cypher-manual/current/syntax/
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from graphbuild.core.files import replacing
from graphbuild.core.link_key import relation_of
from graphbuild.core.model import ActorType
from graphbuild.exports import tables
from graphbuild.exports.report import Tally
from graphbuild.exports.sanitize import text
from graphbuild.exports.source import Source
from graphbuild.exports.spool import halves

T = TypeVar("T")

ROWS_AT_ONCE = 500
NO_TEXTS = "The script has the cited sentences, but no texts of articles and no mentions; jsonl has them."
CONSTRAINTS = tuple(
    f"CREATE CONSTRAINT graphbuild_{label.lower()} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE;"
    for label in ("Actor", "Claim", "Document")
)
_ESCAPES = str.maketrans({"\\": "\\\\", "'": "\\'", "\n": "\\n", "\t": "\\t"})
_UNFIT = re.compile("[^A-Za-z0-9_]+")


def write(source: Source, path: Path, tally: Tally) -> None:
    """Writes the script; what it does not hold is taken down in the tally."""
    with replacing(path) as beside, halves(beside) as file:
        file.second(_links_and_claims(source, tally))
        file.first(_nodes(source, tally))
    tally.say(NO_TEXTS)


def literal(value: object) -> str:
    """The value as a Cypher literal. Texts are cleaned, and nothing in them can end the literal.

    Line breaks are escaped too: some tools take a line that begins with `:` for a command.
    """
    kind = value.__class__
    if kind is int:
        return str(value)
    if isinstance(value, str):
        if value.isprintable() and "'" not in value and "\\" not in value:
            return f"'{value}'"  # as nearly all are; this is asked much faster
        clean = text(str(value))
        return f"'{clean.translate(_ESCAPES)}'"
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return repr(value) if math.isfinite(value) else "null"
    if isinstance(value, dict):
        return mapping(value)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(literal, value))}]"
    return literal(str(value))


def mapping(values: Mapping[str, Any]) -> str:
    """A map literal, without nulls; names are made such that none needs quoting."""
    return "{" + ", ".join([f"{_word(k)}: {literal(v)}" for k, v in values.items() if v is not None]) + "}"


def _mapping_of(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return the same of these columns of a row, given with how their values are introduced in the script."""
    told, get = [], row.get
    for name, opening in names.items():
        value = get(name)
        if value is None:
            continue
        kind = value.__class__  # numbers and plain texts, as nearly all values are, without a call for each
        if kind is int:
            told.append(f"{opening}{value}")
        elif kind is str and value.isprintable() and "'" not in value and "\\" not in value:
            told.append(f"{opening}'{value}'")
        else:
            told.append(f"{opening}{literal(value)}")
    return f"{{{', '.join(told)}}}"


def _openings(names: Iterable[str]) -> dict[str, str]:
    """Return the names of columns with how their values are introduced in the script."""
    return {name: f"{_word(name)}: " for name in names}


def relationship_type(relation: str) -> str:
    """The type that a relation becomes: `arrests` is ARRESTS."""
    return _word(relation_of(relation)).upper()


def label(type: str) -> str:
    """The label that a type of actor becomes: `armed_group` is ArmedGroup."""
    return "".join(part.capitalize() for part in _word(type).split("_")) or "Unknown"


@lru_cache(maxsize=1_000)
def _word(name: str) -> str:
    """Return the name as a Cypher identifier that needs no quoting."""
    clean = _UNFIT.sub("_", name)
    return clean if clean[:1].isalpha() else f"x_{clean}"


def _nodes(source: Source, tally: Tally) -> Iterator[str]:
    """Yield the statements for actors and documents."""
    yield from CONSTRAINTS
    every = ":".join(label(type_.value) for type_ in ActorType)
    names, of_documents = _openings(tables.columns(source)[tables.ACTORS]), _openings(tables.DOCUMENT)
    for rows in grouped(map(tables.actor, source.nodes()), _type):
        own = label(_type(rows[0]))
        tally.actors += len(rows)
        for row in rows:
            tally.strip(row)
        merge = f"MERGE (a:Actor {{id: row.id}}) REMOVE a:{every} SET a += row, a:{own}"
        yield _statement([_mapping_of(row, names) for row in rows], merge)
    for rows in _batches(source.documents()):
        tally.documents += len(rows)
        yield _statement(
            [_mapping_of(row, of_documents) for row in rows], "MERGE (d:Document {id: row.id}) SET d += row"
        )


def _links_and_claims(source: Source, tally: Tally) -> Iterator[str]:
    """Yield the statements for links and their claims."""
    names = source.names()
    kinds = tables.columns(source)[tables.LINKS]
    ends = ("id", "subject", "object", "subject_name", "object_name")
    properties, of_claims = _openings(name for name in kinds if name not in ends), _openings(tables.CLAIM)
    for edges in _batches(source.edges()):
        rows = [tables.link(edge, names) for edge in edges]
        for row in rows:
            tally.strip(row)
        tally.links += len(rows)
        for same in grouped(sorted(rows, key=_relation), _relation):
            yield _links(same, properties)
        claims = [row for edge in edges for row in tables.claims(edge, names)]
        tally.claims += len(claims)
        for some in _batches(claims):
            yield from _claims(some, of_claims)


def _links(rows: list[dict[str, Any]], properties: Mapping[str, str]) -> str:
    """The statement that merges links of one relation."""
    kept = [
        f"{{subject: {literal(row['subject'])}, object: {literal(row['object'])}, id: {literal(row['id'])}, "
        f"properties: {_mapping_of(row, properties)}}}"
        for row in rows
    ]
    type_ = relationship_type(_relation(rows[0]))
    ends = "MATCH (s:Actor {id: row.subject}) MATCH (o:Actor {id: row.object})"
    return _statement(kept, f"{ends} MERGE (s)-[r:{type_} {{id: row.id}}]->(o) SET r += row.properties")


_TIES = (
    ("doc", "Document", "STATED_IN"),
    ("attributed_to", "Actor", "ATTRIBUTED_TO"),
    ("denied_by", "Actor", "DENIED_BY"),
)


def _claims(rows: list[dict[str, Any]], names: Mapping[str, str]) -> Iterator[str]:
    """The statements that merge claims and tie them to their actors and articles."""
    merge = (
        "MATCH (s:Actor {id: row.subject}) MATCH (o:Actor {id: row.object}) MERGE (c:Claim {id: row.id}) "
        "SET c += row MERGE (c)-[:SUBJECT]->(s) MERGE (c)-[:OBJECT]->(o)"
    )
    yield _statement([_mapping_of(row, names) for row in rows], merge)
    for name, kind, tie in _TIES:
        tied = [f"{{id: {literal(row['id'])}, to: {literal(row[name])}}}" for row in rows if row.get(name)]
        if tied:
            match = f"MATCH (c:Claim {{id: row.id}}) MATCH (t:{kind} {{id: row.to}})"
            yield _statement(tied, f"{match} MERGE (c)-[:{tie}]->(t)")


def _statement(rows: Iterable[str], does: str) -> str:
    """One statement over many rows, each a map literal."""
    listed = ",\n".join(rows)
    return f"UNWIND [\n{listed}\n] AS row\n{does};"


def _relation(row: Mapping[str, Any]) -> str:
    """Return the relation of a row."""
    return str(row["relation"])


def _type(row: Mapping[str, Any]) -> str:
    """Return the actor type of a row, or an empty string if it has none."""
    return str(row.get("type") or "")


def grouped(rows: Iterable[T], key: Callable[[T], str]) -> Iterator[list[T]]:
    """The rows in lists of one key each, none longer than a statement should be, in the order of their first rows."""
    waiting: dict[str, list[T]] = {}
    for row in rows:
        group = waiting.setdefault(key(row), [])
        group.append(row)
        if len(group) == ROWS_AT_ONCE:
            yield waiting.pop(key(row))
    yield from waiting.values()


def _batches(rows: Iterable[T]) -> Iterator[list[T]]:
    """Yield the rows in lists of at most `ROWS_AT_ONCE`."""
    left = iter(rows)
    while batch := list(islice(left, ROWS_AT_ONCE)):
        yield batch
