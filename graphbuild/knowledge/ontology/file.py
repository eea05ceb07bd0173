"""Reading of an ontology file, with every entry checked before any relation is made."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import Any, TypeAlias

from graphbuild.core.errors import DataError, did_you_mean
from graphbuild.core.model import Status
from graphbuild.knowledge.ontology.patterns import PatternError, is_lemma, parse
from graphbuild.knowledge.ontology.relation import OPEN, TYPE_SETS, FrameKind
from graphbuild.knowledge.ontology.traits import Trait

Table: TypeAlias = dict[str, Any]

FAMILIES = ("rank", "help", "opposition", "force", "business", "place", "weak")
REMOVE = "- "
TRIGGERS = tuple(kind.value for kind in FrameKind)
TEXTS = ("label", "inverse", "family")
TYPES = ("subject", "object")
CODES = ("is_a", "plover", "ftm", "wikidata")
KEYS = (*TEXTS, *TYPES, "symmetric", "traits", *CODES, "example", *TRIGGERS)
LEMMAS = ("only_object", "not_object", "not_subject")
CERTAIN = "certain"
ENTRY_KEYS = ("pattern", *TYPES, *LEMMAS, CERTAIN)
EXAMPLE_KEYS = ("text", "subject", "object", "status")
NOTATION = "docs/ontology.md explains the notation."


def fault(path: Path, where: str, what: str, hint: str = NOTATION) -> DataError:
    """Return the error that names a file, the entry in it, and what is wrong."""
    return DataError(f"{path}: {where}: {what}.", hint=hint)


def read_tables(path: Path) -> dict[str, Table]:
    """Return the relations of a file as plain tables, with every key, type and pattern checked.

    Raises:
        DataError: the file cannot be read, is no TOML, or an entry does not follow the notation.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise DataError(f"{path}: cannot be read: {reason}.", hint="Check the path and the file.") from error
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path}: this is no TOML: {error}.", hint=NOTATION) from error
    for id, table in tables.items():
        _check_relation(path, id, table)
    return tables


def entry_pattern(entry: str | Table) -> str:
    """Return the pattern of a trigger, given as a text or as a table."""
    return entry if isinstance(entry, str) else str(entry["pattern"])


def _check_relation(path: Path, id: str, table: object) -> None:
    """Raise DataError if a relation has a bad id, an unknown key or a bad value."""
    where = f"[{id}]"
    if not isinstance(table, dict):
        raise fault(path, where, "a relation is a table of its own; this is a single value")
    if id == OPEN.id or not is_lemma(id.replace("_", "-")):
        raise fault(path, where, "this id cannot be used; use lower-case words joined by _, and not 'other'")
    for key, value in table.items():
        if key not in KEYS:
            raise fault(path, where, f"unknown key {key!r}", f"The keys are {', '.join(KEYS)}.")
        _check_value(path, where, key, value)


def _check_value(path: Path, where: str, key: str, value: object) -> None:
    """Raise DataError if the value of a key has the wrong form."""
    if key in TEXTS:
        if not isinstance(value, str) or not value.strip():
            raise fault(path, where, f"{key} must be a text")
        if key == "family" and value not in FAMILIES:
            raise fault(path, where, f"unknown family {value!r}", f"The families are {', '.join(FAMILIES)}.")
    elif key == "symmetric":
        if not isinstance(value, bool):
            raise fault(path, where, "symmetric must be true or false")
    elif key == "example":
        _check_example(path, where, value)
    elif key == "traits":
        _check_traits(path, f"{where} traits", value)
    elif key in TYPES:
        _check_types(path, f"{where} {key}", value)
    elif key in CODES:
        _texts(path, f"{where} {key}", value)
    else:
        _check_triggers(path, f"{where} {key}", FrameKind(key), value)


def _texts(path: Path, where: str, value: object) -> list[str]:
    """Return a list of texts; raises DataError for anything else."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise fault(path, where, "this must be a list of texts")
    return value


def _check_types(path: Path, where: str, value: object) -> None:
    """Raise DataError unless the value is a list of known types."""
    names = _texts(path, where, value)
    if not names:
        raise fault(path, where, "this must name at least one type")
    for name in names:
        if name not in TYPE_SETS:
            raise fault(path, where, f"unknown type {name!r}", f"The types are {', '.join(TYPE_SETS)}.")


def _check_traits(path: Path, where: str, value: object) -> None:
    """Raise DataError unless the value is a list of known traits."""
    for name in _texts(path, where, value):
        if name not in set(Trait):
            near = difflib.get_close_matches(name, list(Trait), n=1)
            raise fault(path, where, f"unknown trait {name!r}", did_you_mean(near, f"They are {', '.join(Trait)}."))


def _check_example(path: Path, where: str, value: object) -> None:
    """Raise DataError unless the value is a complete example with a known status."""
    if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
        raise fault(path, where, "example must be a table of texts")
    for key in value:
        if key not in EXAMPLE_KEYS:
            hint = f"The keys are {', '.join(EXAMPLE_KEYS)}."
            raise fault(path, f"{where} example", f"unknown key {key!r}", hint)
    for key in EXAMPLE_KEYS[:3]:
        if key not in value:
            raise fault(path, f"{where} example", f"{key} is missing")
    if value.get("status", "asserted") not in set(Status):
        hint = f"They are {', '.join(Status)}."
        raise fault(path, f"{where} example", f"unknown status {value['status']!r}", hint)


def _check_triggers(path: Path, where: str, kind: FrameKind, value: object) -> None:
    """Raise DataError unless the value is a list of valid triggers."""
    if not isinstance(value, list):
        raise fault(path, where, "triggers must be a list")
    for number, entry in enumerate(value, start=1):
        _check_entry(path, f"{where}, entry {number}", kind, entry)


def _check_entry(path: Path, where: str, kind: FrameKind, entry: object) -> None:
    """Raise DataError unless a trigger is a valid pattern, or a table with one."""
    if isinstance(entry, dict):
        for key in entry:
            if key not in ENTRY_KEYS:
                raise fault(path, where, f"unknown key {key!r}", f"The keys are {', '.join(ENTRY_KEYS)}.")
        if not isinstance(entry.get("pattern"), str):
            raise fault(path, where, "pattern is missing, or is not a text")
        for key in TYPES:
            if key in entry:
                _check_types(path, f"{where} {key}", entry[key])
        for key in LEMMAS:
            _check_lemmas(path, f"{where} {key}", entry.get(key, []))
        if not isinstance(entry.get(CERTAIN, False), bool):
            raise fault(path, where, f"{CERTAIN} must be true or false")
    elif not isinstance(entry, str):
        raise fault(path, where, "a trigger is a text or a table with a pattern")
    pattern = entry_pattern(entry).removeprefix(REMOVE)
    try:
        parse(pattern, relation="", kind=kind)
    except PatternError as error:
        raise fault(path, f"{where} ({pattern!r})", str(error)) from error


def _check_lemmas(path: Path, where: str, value: object) -> None:
    """Raise DataError unless the value is a list of single words in lower case."""
    for word in _texts(path, where, value):
        if not is_lemma(word):
            raise fault(path, where, f"{word!r} is not one word in lower case")
