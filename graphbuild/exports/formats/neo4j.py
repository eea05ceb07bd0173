"""CSV for `neo4j-admin database import`: how a graph of millions gets into Neo4j at all. Nodes and ties as in `cypher`.

A folder of tables with the headers that the importer wants, and a file of its arguments:
`neo4j-admin database import full DATABASE @neo4j-admin.args`.
https://neo4j.com/docs/operations-manual/current/tools/neo4j-admin/neo4j-admin-import/
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from graphbuild.core.files import replacing_folder
from graphbuild.exports import tables
from graphbuild.exports.columns import Kind
from graphbuild.exports.formats.cypher import label, relationship_type
from graphbuild.exports.report import Tally
from graphbuild.exports.sanitize import text
from graphbuild.exports.source import Source

BETWEEN = "\x1f"
"""Between the members of a list: a character that cleaning takes out of every text."""
ARGS = "neo4j-admin.args"
NODES = (tables.ACTORS, tables.DOCUMENTS, tables.CLAIMS)
TIES = (tables.LINKS, "ends", "sources")
FILES = (*(f"{name}.csv" for name in (*NODES, *TIES)), ARGS)
NO_TEXTS = "The tables have the cited sentences, but no texts of articles and no mentions; jsonl has them."
_AS_IT_IS = frozenset({int, float, type(None)})
_OWN = frozenset({":LABEL"})
"""The columns that this module writes itself, whose lists are joined already."""
_TYPES = {Kind.LIST: "string[]", Kind.INT: "long", Kind.LONG: "long", Kind.FLOAT: "double", Kind.BOOL: "boolean"}


def write(source: Source, path: Path, tally: Tally) -> None:
    """Writes the folder; what it does not hold is taken down in the tally."""
    kinds = tables.columns(source)
    with replacing_folder(path, files=FILES) as folder, ExitStack() as stack:
        open_ = {n: stack.enter_context(_Table(folder / f"{n}.csv", _header(n, kinds), tally)) for n in (*NODES, *TIES)}
        names = source.names()
        for edge in source.edges():
            open_[tables.LINKS].write([_tie(tables.link(edge, names))])
            claims = list(tables.claims(edge, names))
            open_[tables.CLAIMS].write({**row, ":LABEL": "Claim"} for row in claims)
            open_["ends"].write(end for row in claims for end in _ends(row))
            open_["sources"].write(_source(row) for row in claims if row.get("doc"))
        open_[tables.ACTORS].write(_labelled(map(tables.actor, source.nodes())))
        open_[tables.DOCUMENTS].write({**row, ":LABEL": "Document"} for row in source.documents())
        (folder / ARGS).write_text(_args(), encoding="utf-8", newline="\n")
        tally.links, tally.claims = open_[tables.LINKS].rows, open_[tables.CLAIMS].rows
        tally.actors, tally.documents = open_[tables.ACTORS].rows, open_[tables.DOCUMENTS].rows
    tally.say(NO_TEXTS)


def _header(name: str, kinds: Mapping[str, Mapping[str, Kind]]) -> dict[str, str]:
    """Each column of a file and how it is headed."""
    if name in NODES:
        space = {tables.ACTORS: "Actor", tables.DOCUMENTS: "Document", tables.CLAIMS: "Claim"}[name]
        return {**_headed(kinds[name]), "id": f"id:ID({space})", ":LABEL": ":LABEL"}
    if name == tables.LINKS:
        own = {k: v for k, v in kinds[name].items() if k not in ("subject", "object", "subject_name", "object_name")}
        return {"subject": ":START_ID(Actor)", "object": ":END_ID(Actor)", ":TYPE": ":TYPE", **_headed(own)}
    far = "Actor" if name == "ends" else "Document"
    return {"from": ":START_ID(Claim)", "to": f":END_ID({far})", ":TYPE": ":TYPE"}


def _headed(kinds: Mapping[str, Kind]) -> dict[str, str]:
    """Return the header of each column: its cleaned name, with its Neo4j type where it is not a string."""
    clean = {name: text(name).replace(":", "_") for name in kinds}
    return {name: f"{clean[name]}:{_TYPES[kind]}" if kind in _TYPES else clean[name] for name, kind in kinds.items()}


def _tie(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row of a link with its relationship type."""
    return {**row, ":TYPE": relationship_type(str(row["relation"]))}


def _ends(claim: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the relationships from a claim to its subject and to its object."""
    for end in ("subject", "object"):
        yield {"from": claim["id"], "to": claim[end], ":TYPE": end.upper()}


def _source(claim: Mapping[str, Any]) -> dict[str, Any]:
    """Return the relationship from a claim to its document."""
    return {"from": claim["id"], "to": claim["doc"], ":TYPE": "STATED_IN"}


def _labelled(actors: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the rows of actors with their labels."""
    for row in actors:
        yield {**row, ":LABEL": f"Actor{BETWEEN}{label(str(row.get('type') or ''))}"}


def _args() -> str:
    """Return the arguments for Neo4j's importer, one per line."""
    spaces = [f"--nodes={name}.csv" for name in NODES] + [f"--relationships={name}.csv" for name in TIES]
    return "\n".join([*spaces, "--array-delimiter=U+001F", "--multiline-fields=true"]) + "\n"


class _Table:
    """One CSV file that is being written."""

    def __init__(self, path: Path, header: Mapping[str, str], tally: Tally) -> None:
        """Set up the table of a path with its header, without opening the file."""
        self._path, self._header, self._tally = path, header, tally
        self.rows = 0

    def __enter__(self) -> _Table:
        """Open the file and write the header row."""
        self._file = self._path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file, lineterminator="\n")
        self._writer.writerow(self._header.values())
        return self

    def __exit__(self, *error: object) -> None:
        """Close the file."""
        self._file.close()

    def write(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Writes the rows; what is no column is left out."""
        for row in rows:
            self.rows += 1
            get = row.get
            self._writer.writerow(
                [
                    value if (value := get(name)).__class__ in _AS_IT_IS or name in _OWN else self._value(value)
                    for name in self._header
                ]
            )

    def _value(self, value: object) -> object:
        """Return a value as the importer reads it, and count it if it loses characters."""
        if isinstance(value, str) and value.isprintable():
            return value
        self._tally.strip({"": value})
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, (list, tuple)):
            return BETWEEN.join(text(str(item)) for item in value)
        return text(value) if isinstance(value, str) else value
