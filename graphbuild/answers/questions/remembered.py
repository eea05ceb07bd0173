"""What statements were read as, remembered from one question to the next, so that the language model is not loaded.

A statement has made-up names in place of the actors of a question, so that "who arrested ...?" is read once, whoever
was arrested. What it is read as depends on its words, the relations, the model and the code that reads, and on nothing
else: answers are the same with and without this memory. It is a file of the user's cache folder. Statements stand in it
as hashes, without names; of a claim that no relation names there is the verb.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from graphbuild.answers.questions.statements import Statement
from graphbuild.core.errors import StoreError
from graphbuild.core.files import replacing
from graphbuild.core.model import Status, content_id

FOLDER = "GRAPHBUILD_CACHE"
"""The variable of the environment that names the folder; nothing is remembered where it is set to nothing."""
MOST = 5_000
"""Statements that are remembered; the oldest are forgotten."""


class Said(NamedTuple):
    """A claim that a statement was read as.

    Attributes:
        relation, key: the relation, and the key of the link (`link_key.LinkKey`).
        status: how it is said.
        subject, object: the numbers of the actors at its ends.
    """

    relation: str
    key: str
    status: Status
    subject: int
    object: int


def folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the user's cache folder for graphbuild; None where nothing is to be remembered."""
    if FOLDER in environment:
        return Path(environment[FOLDER]) if environment[FOLDER] else None
    given = environment.get("XDG_CACHE_HOME") or (environment.get("LOCALAPPDATA") if os.name == "nt" else None)
    with suppress(RuntimeError):  # there may be no home
        return (Path(given) if given else Path.home() / ".cache") / "graphbuild"
    return None


class Memory:
    """The statements that were read in one way."""

    def __init__(self, place: Path | None, way: str) -> None:
        """Remember statements in a folder (None: nowhere) that are read in this way (`pipeline.signature`)."""
        self._path = place / "statements.json" if place is not None else None
        self._way = way
        self._known = self._kept()

    def recall(self, statement: Statement) -> list[Said] | None:
        """Return what a statement was read as; None where it was not read before."""
        found = self._known.get(_hash(statement))
        return None if found is None else list(found)

    def keep(self, statements: Sequence[Statement], found: Sequence[list[Said]]) -> None:
        """Remember what statements were read as; a folder that cannot be written does no harm."""
        read = dict(zip(map(_hash, statements), found, strict=True))
        self._known = dict(list({**self._known, **self._kept(), **read}.items())[-MOST:])
        if self._path is None:
            return
        record = {"way": self._way, "statements": self._known}
        with suppress(OSError, StoreError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(self._path) as beside:
                beside.write_text(json.dumps(record), encoding="utf-8")

    def _kept(self) -> dict[str, list[Said]]:
        """Return what the file holds; nothing where it is of another way, is damaged or is not there."""
        try:
            record = json.loads(self._path.read_text(encoding="utf-8")) if self._path is not None else {}
            if record.get("way") != self._way:
                return {}
            return {str(key): [_said(*row) for row in found] for key, found in record["statements"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}


def _hash(statement: Statement) -> str:
    """Return the hash of a statement and of its placeholder names."""
    return content_id(statement.text, json.dumps(sorted(statement.stand_ins.items())))


def _said(relation: str, key: str, status: str, subject: int, object_: int) -> Said:
    """Return a claim of the file; raises ValueError, TypeError."""
    return Said(str(relation), str(key), Status(status), int(subject), int(object_))
