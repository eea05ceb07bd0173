"""Reading of a gazetteer file, with every line checked before any entry is made."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from graphbuild.core.collection import seldom_collected
from graphbuild.core.errors import DataError
from graphbuild.core.ids import usual_id
from graphbuild.core.model import ActorType
from graphbuild.knowledge.gazetteer import ftm, table
from graphbuild.knowledge.gazetteer.countries import country_code, near
from graphbuild.knowledge.gazetteer.entry import Entry, Gazetteer, states
from graphbuild.knowledge.gazetteer.namesakes import told_apart, unnamed
from graphbuild.knowledge.gazetteer.phrases import PhraseBook
from graphbuild.knowledge.gazetteer.row import NOTATION, Faults, Row

TYPES = {**{schema.lower(): kind for schema, kind in ftm.SCHEMATA.items()}, **{kind.value: kind for kind in ActorType}}
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_UNSAYABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def load(path: Path) -> Gazetteer:
    """Return the actors of a CSV file or a file of FollowTheMoney JSON lines.

    Raises:
        DataError: the file cannot be read, has no actor, a wrong line, or a duplicate name or id; names the lines.
    """
    raw = _bytes(path)
    text = _text(path, raw)
    faults = Faults(path)
    rows = ftm.rows if text[:1000].lstrip()[:1] in ("{", "[") else table.rows
    with seldom_collected():
        entries, set_aside = _entries(rows(text, faults), faults)
        book = _booked(entries, faults)
    faults.raise_any()
    if not entries:
        raise DataError(f"{path}: there is no actor in it.", hint=NOTATION)
    return Gazetteer(
        digest=hashlib.sha256(raw).hexdigest(),
        entries={entry.id: entry for entry in entries},
        phrases=book.phrases(),
        states=states(entries),
        set_aside=set_aside,
        unnamed=unnamed(entries),
    )


def _entries(rows: Iterable[Row], faults: Faults) -> tuple[list[Entry], int]:
    """Return the entries of rows without faults, and the number of names that were set aside."""
    entries, listed = [], False
    for row in rows:
        listed |= row.listed
        entry = _entry(row, faults)
        if entry is not None:
            entries.append(entry)
    return told_apart(entries) if listed else (entries, 0)


def _bytes(path: Path) -> bytes:
    """Return the bytes of the file; raises DataError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(
            f"{path}: cannot be read: {error.strerror or error}.", hint="Check the path and the file."
        ) from error


def _text(path: Path, raw: bytes) -> str:
    """Return the text of the file, which must be UTF-8; raises DataError."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DataError(f"{path}, line {line}: this is no UTF-8 text.", hint="Save the file as UTF-8.") from error


def _entry(row: Row, faults: Faults) -> Entry | None:
    """Return the entry of a row, or None if the row has faults, which are recorded."""
    name = " ".join(row.name.split())
    kind = TYPES.get(row.type) or _type(row, faults)
    codes = [_country(text) for text in row.countries[:1]]
    if not name:
        faults.add(row.line, "the name is missing")
    elif _UNSAYABLE.search("".join([row.id, name, *row.aliases, *row.weak])):
        faults.add(row.line, "it holds a character that is none (a control character or half a character)")
    elif codes == [None]:
        faults.add(row.line, f"unknown country {row.countries[0]!r}", near(row.countries[0]) or "Give an ISO code: IQ.")
    elif row.wikidata and not _WIKIDATA.fullmatch(row.wikidata):
        faults.add(row.line, f"{row.wikidata!r} is no Wikidata id", "They look like Q42.")
    elif kind is not None:
        return Entry(
            id=row.id or row.wikidata or usual_id(kind, name),
            name=name,
            type=kind,
            aliases=_distinct(row.aliases, {name}),
            weak=_distinct(row.weak, {name, *row.aliases}),
            country=codes[0] if codes else None,
            line=row.line,
        )
    return None


_country = lru_cache(maxsize=1024)(country_code)


def _type(row: Row, faults: Faults) -> ActorType | None:
    """Return the actor type of a row, or None with a fault recorded."""
    given = "_".join(row.type.lower().split())
    if given in TYPES:
        return TYPES[given]
    close = get_close_matches(given, TYPES, n=1)
    hint = f"Did you mean {TYPES[close[0]].value!r}?" if close else f"The types are {', '.join(ActorType)}."
    faults.add(row.line, f"unknown type {row.type!r}" if given else "the type is missing", hint)
    return None


def _distinct(names: list[str], but: set[str]) -> tuple[str, ...]:
    """Return the names with normalized spaces, without duplicates and without the excluded names."""
    return tuple(dict.fromkeys(n for name in names if (n := " ".join(name.split())) not in but)) if names else ()


def _booked(entries: list[Entry], faults: Faults) -> PhraseBook:
    """Return the names of all entries; a name or id of two entries is recorded as a fault."""
    book = PhraseBook()
    seen: dict[str, Entry] = {}
    for entry in entries:
        clash = _clash(book, entry, faults)
        first = seen.setdefault(entry.id, entry)
        if clash is not None:
            name, other = clash
            faults.add(entry.line, f"the name {name!r} is one of line {seen[other].line} ({seen[other].name}) already")
        elif first is not entry:
            faults.add(entry.line, f"the id {entry.id!r} is that of line {first.line} ({first.name}) already")
    return book


def _clash(book: PhraseBook, entry: Entry, faults: Faults) -> tuple[str, str] | None:
    """Add the names of an entry to the book. Return the first name that another entry has, with that entry's id."""
    for name in entry.names:
        try:
            other = book.add(name, entry.id)
        except ValueError:
            faults.add(entry.line, f"the name {name!r} has no letter in it")
            continue
        if other is not None:
            return name, other
    return None
