"""Reading of the corrections file, with every entry checked before any is applied."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from graphbuild.core.errors import DataError, UsageError
from graphbuild.core.model import ActorType, Span, Status
from graphbuild.core.names import fold
from graphbuild.core.periods import asked_period
from graphbuild.resolution.corrections.correction import (
    HINT,
    ActorRef,
    Correction,
    Corrections,
    Kind,
    LinkRef,
    MentionRef,
)

Table: TypeAlias = dict[str, Any]

FILE = "corrections.toml"
LIST, KIND = "correction", "do"
HEADER = re.compile(rf"^\s*\[\[\s*{LIST}\s*\]\]\s*(#.*)?$")
COMMON = ("who", "when", "why")
_LINK = ("subject", "relation", "object")
_LINK_IDS = ("subject_id", "object_id")
REQUIRED: dict[Kind, tuple[str, ...]] = {
    Kind.MERGE: ("actors",),
    Kind.APART: ("actors",),
    Kind.SPLIT: ("actor", "name"),
    Kind.RENAME: ("actor", "name"),
    Kind.RETYPE: ("actor", "type"),
    Kind.ALIAS: ("actor", "alias"),
    Kind.CONFIRM: _LINK,
    Kind.REJECT: (),
    Kind.ADD: (*_LINK, "source"),
}
OPTIONAL: dict[Kind, tuple[str, ...]] = {
    Kind.MERGE: ("ids", "name"),
    Kind.APART: ("ids",),
    Kind.SPLIT: ("id", "documents", "mentions", "type"),
    Kind.RENAME: ("id",),
    Kind.RETYPE: ("id",),
    Kind.ALIAS: ("id",),
    Kind.CONFIRM: _LINK_IDS,
    Kind.REJECT: ("actor", "id", *_LINK, *_LINK_IDS, "sentences"),
    Kind.ADD: (*_LINK_IDS, "status", "date", "role"),
}
_LISTS = ("actors", "ids", "documents", "mentions", "sentences")
_MENTION = re.compile(r"(?P<doc>.+):(?P<start>\d+)-(?P<end>\d+)")

Fault: TypeAlias = Callable[..., DataError]


def read(path: Path) -> Corrections:
    """Return the corrections of a file.

    Raises:
        DataError: it cannot be read, is no TOML, or an entry is not as `docs/corrections.md` says.
    """
    return parse(read_text(path), path)


def read_text(path: Path) -> str:
    """Return the text of a corrections file.

    Raises:
        DataError: it cannot be read.
    """
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise DataError(f"{path}: cannot be read: {reason}.", hint="Check the path and the file.") from error


def parse(text: str, path: Path) -> Corrections:
    """Return the corrections in the text of the file `path`; raises as `read` does."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path}: this is no TOML: {error}.", hint=HINT) from error
    for key in tables:
        if key != LIST:
            raise DataError(f"{path}: unknown key {key!r}.", hint=f"Each entry begins with [[{LIST}]]. {HINT}")
    entries = tables.get(LIST, [])
    if not isinstance(entries, list):
        raise DataError(f"{path}: {LIST} is not a list of entries.", hint=f"Each entry begins with [[{LIST}]].")
    lines = header_lines(text)
    known = lines if len(lines) == len(entries) else [None] * len(entries)
    numbered = enumerate(zip(entries, known, strict=True), start=1)
    return Corrections(
        path=path, entries=tuple(_entry(path, number, line, entry) for number, (entry, line) in numbered)
    )


def tables(text: str, path: Path) -> list[Table]:
    """The entries of a corrections file as they are written; raises as `read` does."""
    parse(text, path)
    return [dict(table) for table in tomllib.loads(text).get(LIST, [])]


def header_lines(text: str) -> list[int | None]:
    """Return the numbers of the lines that begin an entry, from 1."""
    return [number for number, line in enumerate(text.split("\n"), start=1) if HEADER.match(line)]


def _entry(path: Path, number: int, line: int | None, table: object) -> Correction:
    """Return the correction of a TOML table; raises DataError."""
    where = f"entry {number}" + (f" (line {line})" if line else "")

    def fault(what: str, key: str = "", hint: str = HINT) -> DataError:
        """Return the error for a fault in this entry."""
        return DataError(f"{path}: {where}{f', {key}' if key else ''}: {what}.", hint=hint)

    if not isinstance(table, dict):
        raise fault("an entry is a table of its own; this is a single value")
    kind = _chosen(table, KIND, Kind, fault)
    _check_keys(kind, table, fault)
    fields: Table = {key: table.get(key) for key in ("name", "alias", "source", "role", "who", "why")}
    entry = Correction(
        kind=kind,
        number=number,
        line=line,
        **fields,
        actors=_actors(table, fault),
        link=_link(table, fault),
        type=_chosen(table, "type", ActorType, fault) if "type" in table else None,
        status=_chosen(table, "status", Status, fault) if "status" in table else Status.ASSERTED,
        documents=tuple(table.get("documents", ())),
        mentions=_places(table, "mentions", fault),
        sentences=_places(table, "sentences", fault),
        date=_date(table, "date", fault),
        when=_when(table),
    )
    _check_sense(entry, fault)
    return entry


def _chosen(table: Table, key: str, choices: Any, fault: Fault) -> Any:
    """Return the enum member that a key names; raises DataError for an unknown value."""
    try:
        return choices(table.get(key))
    except ValueError:
        what = f"unknown value {table[key]!r}" if key in table else "it is missing"
        raise fault(what, key, f"It is one of {', '.join(choices)}.") from None


def _check_keys(kind: Kind, table: Table, fault: Fault) -> None:
    """Raise DataError for unknown or missing keys and values of a wrong type."""
    known = (KIND, *REQUIRED[kind], *OPTIONAL[kind], *COMMON)
    for key, value in table.items():
        if key not in known:
            raise fault(f"unknown key {key!r}", hint=f"The keys of a {kind} are {', '.join(known)}.")
        if key in _LISTS:
            if not (isinstance(value, list) and value and all(_is_text(item) for item in value)):
                raise fault("this must be a list of texts", key)
        elif not (_is_text(value) or (key in ("when", "date") and isinstance(value, datetime.date))):
            raise fault("this must be a text", key)
    for key in REQUIRED[kind]:
        if key not in table:
            raise fault("it is missing", key)


def _is_text(value: object) -> bool:
    """Return True if a value is a string that is not blank."""
    return isinstance(value, str) and bool(value.strip())


def _actors(table: Table, fault: Fault) -> tuple[ActorRef, ...]:
    """Return the actors that an entry names."""
    if "actor" in table:
        return (ActorRef(name=table["actor"], id=table.get("id")),)
    names, ids = table.get("actors", []), table.get("ids")
    if ids is not None and len(ids) != len(names):
        raise fault(f"there are {len(ids)} ids for {len(names)} actors", "ids")
    return tuple(ActorRef(name=name, id=id_) for name, id_ in zip(names, ids or [None] * len(names), strict=True))


def _link(table: Table, fault: Fault) -> LinkRef | None:
    """Return the link that an entry names, or None."""
    given = [key for key in _LINK if key in table]
    if not given:
        return None
    for key in _LINK:
        if key not in table:
            raise fault("it is missing", key)
    ends = [ActorRef(name=table[end], id=table.get(f"{end}_id")) for end in ("subject", "object")]
    return LinkRef(subject=ends[0], key=table["relation"], object=ends[1])


def _places(table: Table, key: str, fault: Fault) -> tuple[MentionRef, ...]:
    """Return the places that a list of `DOCUMENT:START-END` names."""
    return tuple(_place(text, key, fault) for text in table.get(key, ()))


def _place(text: str, key: str, fault: Fault) -> MentionRef:
    """Return the mention or sentence that `DOCUMENT:START-END` names."""
    match = _MENTION.fullmatch(text)
    span = Span(int(match["start"]), int(match["end"])) if match else Span(0, 0)
    if match is None or span.start >= span.end:
        raise fault(f"{text!r} is not DOCUMENT:START-END", key)
    return MentionRef(doc=match["doc"], span=span)


def _date(table: Table, key: str, fault: Fault) -> str | None:
    """Return the date of a key as text, or None."""
    if key not in table:
        return None
    text = str(table[key])
    try:
        asked_period(text)
    except UsageError as error:
        raise fault(error.what.rstrip("."), key, error.hint) from None
    return text


def _when(table: Table) -> str | None:
    """Return the "when" value of an entry as text, or None if it has none."""
    return str(table["when"]) if "when" in table else None


def _check_sense(entry: Correction, fault: Fault) -> None:
    """Raise DataError if the values of an entry make no sense together."""
    if entry.kind in (Kind.MERGE, Kind.APART):
        same = {(fold(actor.name), actor.id) for actor in entry.actors}
        if len(entry.actors) < 2 or len(same) < len(entry.actors):
            raise fault("it takes two or more different actors", "actors")
    if entry.kind is Kind.SPLIT and bool(entry.documents) == bool(entry.mentions):
        raise fault("it takes either documents or mentions")
    if entry.kind is Kind.REJECT and (entry.link is None) == (not entry.actors):
        raise fault("it takes either an actor, or subject, relation and object")
    if entry.sentences and entry.link is None:
        raise fault("only what sentences say of a link can be rejected", "sentences")
    link = entry.link
    if link is not None and (fold(link.subject.name), link.subject.id) == (fold(link.object.name), link.object.id):
        raise fault("both ends are one actor", "object")
