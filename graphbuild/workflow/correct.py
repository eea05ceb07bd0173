"""Correcting: an entry is written to the corrections file and applied to the store, both or neither."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphbuild.core.errors import DataError, UnknownActorError
from graphbuild.core.model import Actor
from graphbuild.core.names import fold, name_key
from graphbuild.core.records import Record
from graphbuild.graph.find import find_actor
from graphbuild.graph.view import StoreView
from graphbuild.resolution.corrections import Corrections, parse, read
from graphbuild.resolution.corrections.editing import current, save, with_entry, without_entry
from graphbuild.resolution.corrections.file import COMMON, FILE, read_text, tables
from graphbuild.resolution.corrections.merging import refuse_at_once
from graphbuild.store import Store, ontology_of
from graphbuild.workflow.judge import judge_store, verdict
from graphbuild.workflow.outputs import GRAPHML, PAGE, Choice, draw

_ID = re.compile(r"[a-z]-[a-z0-9-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """The result of a correction.

    Attributes:
        corrections: the file as it is now.
        entry: the number of the entry that was written; None where none was.
        notices: for each entry that does not apply, why.
        files: the names of the store and of the files that are drawn from it.
    """

    corrections: Corrections
    entry: int | None
    notices: tuple[str, ...]
    files: tuple[str, ...]

    def as_record(self) -> Record:
        """Return the JSON shape of `graphbuild correct ... --json`."""
        return {
            "file": self.corrections.path.as_posix(),
            "entry": self.entry,
            "corrections": len(self.corrections.entries),
            "notices": list(self.notices),
            "files": list(self.files),
        }


def file_of(graph: Path, named: Path | None) -> Path:
    """Return the corrections file of a store: the one that is named, else the one beside it."""
    return named if named is not None else graph.with_name(FILE)


def correct(graph: Path, file: Path, entry: Callable[[Finder], dict[str, Any]]) -> Corrected:
    """Write an entry at the end of the file and apply the file to the store.

    Args:
        graph: the store.
        file: the corrections file; made where there is none.
        entry: makes the keys of the entry; is called with a function that finds the actor that a text means.

    Raises:
        DataError: the entry does not apply, or contradicts another; neither file nor store is changed.
        UnknownActorError: it names an actor that does not exist, or several have the name.
        StoreError: the store or the file cannot be written.
    """
    with Store.open(graph) as store:
        text = with_entry(current(file), file, entry(Finder(store, file)))
    corrections = parse(text, file)
    number = len(corrections.entries)
    notices = _applied(graph, corrections, text, number)
    return _drawn(graph, corrections, notices, number)


def note(graph: Path, file: Path, entry: Mapping[str, Any]) -> tuple[str, ...]:
    """Writes an entry with its ids at the end of the file and applies the file to the store, but draws nothing anew.

    Raises:
        DataError: the entry is wrong, does not apply, or contradicts another; neither file nor store is changed.
        StoreError: the store or the file cannot be written.
    """
    text = with_entry(current(file), file, dict(entry))
    corrections = parse(text, file)
    return _applied(graph, corrections, text, len(corrections.entries))


def undo(graph: Path, file: Path, number: int) -> Corrected:
    """Take an entry out of the file and apply the rest to the store.

    Raises:
        DataError: there is no such entry, or the rest cannot be applied; nothing is changed.
        StoreError: the store or the file cannot be written.
    """
    text = without_entry(current(file), file, number)
    corrections = parse(text, file)
    notices = _applied(graph, corrections, text)
    return _drawn(graph, corrections, notices, number)


def reapply(graph: Path, file: Path) -> Corrected:
    """Apply a file that a person has edited to the store.

    Raises:
        DataError: the file is wrong or contradicts itself; the store is as it was.
        StoreError: the store cannot be written.
    """
    corrections = read(file) if file.exists() else Corrections(path=file)
    notices = _applied(graph, corrections)
    return _drawn(graph, corrections, notices, None)


def take(graph: Path, file: Path, saved: Sequence[Path]) -> Corrected:
    """Adds the entries of other files to the corrections file, without those it has, and applies it to the store.

    Raises:
        DataError: a file is wrong, or its entries contradict others; neither file nor store is changed.
        StoreError: the store or the file cannot be written.
    """
    text = current(file)
    known = [_unsigned(entry) for entry in tables(text, file)]
    for path in saved:
        for entry in tables(read_text(path), path):
            if _unsigned(entry) not in known:
                text = with_entry(text, file, entry)
                known.append(_unsigned(entry))
    corrections = parse(text, file)
    notices = _applied(graph, corrections, text)
    return _drawn(graph, corrections, notices, None)


def _unsigned(entry: dict[str, Any]) -> dict[str, Any]:
    """What an entry says, whoever says so and when."""
    return {key: value for key, value in entry.items() if key not in COMMON}


class Finder:
    """Finds the actor that a person means, in a store."""

    def __init__(self, store: Store, file: Path) -> None:
        """Find actors in a store; errors name the corrections file."""
        self._view = StoreView(store)
        self._file = file

    def __call__(self, text: str) -> tuple[str, str]:
        """Return the name and the id of the actor that a text means; the text itself where it is one of its names.

        Raises:
            UnknownActorError: no actor or several have the name.
            DataError: the text has the form of an id, and there is no such actor.
        """
        try:
            actor = find_actor(self._view, text)
            return _called(actor, text), actor.id
        except UnknownActorError as error:
            if _ID.fullmatch(text):
                raise DataError(f"{self._file}: nothing was written: {error.what}", hint=error.hint) from error
            raise


def _called(actor: Actor, text: str) -> str:
    """Return the name that a text means: itself, else one with its words, else (for an id) the one shown."""
    names = (actor.name, *actor.aliases)
    words = set(name_key(text).split())
    if any(fold(name) == fold(text) for name in names):
        return text
    return next((name for name in names if words <= set(name_key(name).split())), actor.name)


def _applied(
    graph: Path, corrections: Corrections, text: str | None = None, number: int | None = None
) -> tuple[str, ...]:
    """Apply the corrections, and write their file with `text`, if given: both or neither.

    Returns:
        A notice for each entry that does not apply.

    Raises:
        DataError: they contradict each other, or entry `number` does not apply.
    """
    refuse_at_once(corrections)
    with Store.open(graph) as store:  # reading only, so that what is refused leaves the file as it was
        words = ontology_of(store)
        found = sorted(verdict(store, words, corrections).notices)
    for notice in found:
        if notice.number == number:
            raise DataError(notice.text, hint="Nothing was written.")
    with Store.write(graph) as store:
        judge_store(store, words, corrections, before_commit=lambda: save(corrections.path, text) if text else None)
    return tuple(notice.text for notice in found)


def _drawn(graph: Path, corrections: Corrections, notices: tuple[str, ...], entry: int | None) -> Corrected:
    """Write what is drawn from a corrected store, and return the result of the correction."""
    with Store.open(graph) as store:
        words, there = ontology_of(store), Choice.of(store).beside(graph)
    draw(graph, words, page=PAGE in there, graphml=GRAPHML in there)
    files = (graph.name, *there)
    return Corrected(corrections=corrections, entry=entry, notices=notices, files=files)
