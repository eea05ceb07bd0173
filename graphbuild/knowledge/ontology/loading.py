"""Loading of the ontology: the built-in files and a user's file, merged into relations and frames."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from graphbuild.core.model import ActorType
from graphbuild.knowledge.ontology.file import FAMILIES, REMOVE, TRIGGERS, Table, entry_pattern, fault, read_tables
from graphbuild.knowledge.ontology.patterns import parse
from graphbuild.knowledge.ontology.relation import TYPE_SETS, Example, Frame, FrameKind, Ontology, Relation
from graphbuild.knowledge.ontology.traits import Trait

BUILT_IN = Path(__file__).with_name("relations")
"""Folder with one file for each family."""
NEEDED = ("label", "family", "subject", "object")


def load(path: Path | None = None) -> Ontology:
    """Return the built-in ontology merged with the user's file. The built-in part is read once a process.

    Args:
        path: the user's file, or None.

    Raises:
        DataError: a file cannot be read or does not follow the notation; names file, entry and key.
    """
    if path is None:
        return _built_in()
    return _ontology(_lay_over(built_in_tables(), read_tables(path), path), path)


@cache
def _built_in() -> Ontology:
    """Return the built-in ontology; nothing can change it, so that everybody may have the same one."""
    return _ontology(built_in_tables(), BUILT_IN)


def _ontology(tables: Mapping[str, Table], path: Path) -> Ontology:
    """Return the ontology of checked tables; `path` is named where they are not whole."""
    _check_whole(tables, path)
    known = built_in_tables()
    relations = {
        id: _built_in_relation(id) if table is known.get(id) else _relation(id, table) for id, table in tables.items()
    }
    content = json.dumps(list(tables.items()), sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return Ontology(relations=MappingProxyType(relations), digest=hashlib.sha256(content.encode("ascii")).hexdigest())


@cache
def built_in_tables() -> Mapping[str, Table]:
    """Return the tables of the built-in relations, family by family."""
    files = (read_tables(BUILT_IN / f"{family}.toml") for family in FAMILIES)
    return MappingProxyType({id: table for tables in files for id, table in tables.items()})


@cache
def _built_in_relation(id: str) -> Relation:
    """Return a built-in relation that no file of the user changes."""
    return _relation(id, built_in_tables()[id])


def _lay_over(base: Mapping[str, Table], over: Mapping[str, Table], path: Path) -> dict[str, Table]:
    """Return the tables of both files merged."""
    merged = dict(base)
    for id, table in over.items():
        merged[id] = _merge(merged.get(id, {}), table, path, id)
    return merged


def _merge(old: Table, new: Table, path: Path, id: str) -> Table:
    """Merge the table of one relation: triggers are appended or removed, other keys replaced."""
    merged = dict(old)
    for key, value in new.items():
        merged[key] = _triggers(old.get(key, []), value, path, f"[{id}] {key}") if key in TRIGGERS else value
    return merged


def _triggers(old: list[Any], new: list[Any], path: Path, where: str) -> list[Any]:
    """Return the old triggers without those that the user removes, and the new ones."""
    removed = [e.removeprefix(REMOVE).strip() for e in new if isinstance(e, str) and e.startswith(REMOVE)]
    present = {entry_pattern(entry) for entry in old}
    for pattern in removed:
        if pattern not in present:
            raise fault(path, where, f"there is no trigger {pattern!r} to remove")
    kept = [entry for entry in old if entry_pattern(entry) not in removed]
    added = [e for e in new if not (isinstance(e, str) and e.startswith(REMOVE)) and e not in kept]
    return kept + added


def _check_whole(tables: Mapping[str, Table], path: Path) -> None:
    """Check what depends on all files: missing keys, and circles in `is_a`."""
    for id, table in tables.items():
        needed = NEEDED if table.get("symmetric") else (*NEEDED, "inverse")
        for key in needed:
            if key not in table:
                raise fault(path, f"[{id}]", f"{key} is missing", f"A relation needs {', '.join(needed)}.")
        if not any(table.get(kind) for kind in TRIGGERS):
            raise fault(path, f"[{id}]", "it has no trigger", f"Give it one under {', '.join(TRIGGERS)}.")
        if table.get("symmetric") and sorted(table["subject"]) != sorted(table["object"]):
            raise fault(path, f"[{id}]", "it is symmetric, but subject and object differ")
        for wider in table.get("is_a", []):
            if wider not in tables:
                raise fault(path, f"[{id}] is_a", f"there is no relation {wider!r}")
    for id in tables:
        _check_chain(tables, (id,), path)


def _check_chain(tables: Mapping[str, Table], chain: tuple[str, ...], path: Path) -> None:
    """Raise DataError if a relation is a case of itself by `is_a`."""
    for wider in tables[chain[-1]].get("is_a", []):
        if wider == chain[0]:
            raise fault(path, f"[{chain[0]}] is_a", f"a circle: {' is a '.join((*chain, wider))}")
        if wider not in chain:
            _check_chain(tables, (*chain, wider), path)


def _types(names: list[str]) -> frozenset[ActorType]:
    """Return all actor types in the named type sets."""
    return frozenset(type_ for name in names for type_ in TYPE_SETS[name])


def _relation(id: str, table: Table) -> Relation:
    """Return the relation of a checked table."""
    example = table.get("example")
    traits = frozenset(Trait(name) for name in table.get("traits", ()))
    return Relation(
        id=id,
        label=table["label"],
        inverse=table["inverse"] if "inverse" in table else table["label"],
        family=table["family"],
        subject=_types(table["subject"]),
        object=_types(table["object"]),
        symmetric=table.get("symmetric", False),
        traits=traits,
        is_a=tuple(table.get("is_a", ())),
        plover=tuple(table.get("plover", ())),
        ftm=tuple(table.get("ftm", ())),
        wikidata=tuple(table.get("wikidata", ())),
        example=Example(**example) if example else None,
        frames=tuple(_frame(id, kind, entry, traits) for kind in FrameKind for entry in table.get(kind.value, ())),
    )


def _frame(id: str, kind: FrameKind, entry: str | Table, traits: frozenset[Trait]) -> Frame:
    """Return the frame of a checked trigger."""
    table: Table = {"pattern": entry} if isinstance(entry, str) else entry
    return parse(
        table["pattern"],
        relation=id,
        kind=kind,
        subject=_types(table.get("subject", [])),
        object=_types(table.get("object", [])),
        only_object=table.get("only_object", ()),
        not_object=table.get("not_object", ()),
        not_subject=table.get("not_subject", ()),
        certain=table.get("certain", False),
        traits=traits,
    )
