"""The answers of second readers, kept in a file beside the store: by what was asked, one a line, only ever added to.

An answer that is there is not asked for again, by whatever build on whatever machine: the file may be copied, and
several put together by `cat`. A line that was cut off, since a build was killed, is ignored.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graphbuild.core.errors import DataError, StoreError
from graphbuild.core.model import content_id
from graphbuild.core.records import from_nested
from graphbuild.second_reader.protocol import Answer, GoneError, Question, SecondReader

FILE = "answers.jsonl"
KEY_LENGTH = 64


def key_of(reader: SecondReader, question: Question) -> str:
    """Return what an answer is kept under: a hash of the reader and of all that it is told."""
    asked = json.dumps(asdict(question), ensure_ascii=True, sort_keys=True)
    return content_id(reader.name, reader.version, asked, length=KEY_LENGTH)


class Answers:
    """The answers in a file.

    Args:
        path: the file; made with the first answer.
    """

    def __init__(self, path: Path) -> None:
        """Read the file, if there is one.

        Raises:
            DataError: it cannot be read.
        """
        self._path, self._lock = path, threading.Lock()
        self._found: dict[str, Answer] = {}
        self.readers: dict[tuple[str, str], int] = {}
        """How many answers there are of each reader, by its name and version."""
        for record in self._records():
            try:
                answer = from_nested(Answer, record["answer"])
                key, reader = str(record["key"]), (str(record["reader"]), str(record["version"]))
            except (KeyError, TypeError, ValueError, AttributeError):
                continue
            self._found[key] = answer
            self.readers[reader] = self.readers.get(reader, 0) + 1

    def get(self, key: str) -> Answer | None:
        """Return the answer under a key, or None."""
        return self._found.get(key)

    def put(self, key: str, reader: SecondReader, answer: Answer) -> None:
        """Keep an answer, in the file too before anything else happens.

        Raises:
            StoreError: the file cannot be written.
        """
        record = {"key": key, "reader": reader.name, "version": reader.version, "answer": asdict(answer)}
        line = json.dumps(record, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"
        with self._lock:
            self._found[key] = answer
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                with self._path.open("a+b") as file:
                    if file.seek(0, os.SEEK_END) and not self._ended(file):
                        line = b"\n" + line
                    file.write(line)
            except OSError as error:
                raise StoreError(f"{self._path} cannot be written: {error}") from error

    @staticmethod
    def _ended(file: Any) -> bool:
        """Return True if the last line of a file is whole."""
        file.seek(-1, os.SEEK_END)
        return bool(file.read(1) == b"\n")

    def _records(self) -> Iterator[Mapping[str, Any]]:
        """Yield the records of the file that are whole."""
        try:
            with self._path.open("rb") as file:
                for line in file:
                    try:
                        record = json.loads(line)
                    except (ValueError, RecursionError):
                        continue
                    if isinstance(record, dict):
                        yield record
        except FileNotFoundError:
            return
        except OSError as error:
            raise DataError(f"{self._path} cannot be read: {error}") from error


class Recorded:
    """A reader that is not there, whose answers are: what it was never asked has no answer.

    Args:
        name, version: of the reader that gave them.
        batch: the characters of a question then.
    """

    parallel = 1

    def __init__(self, name: str, version: str, batch: int) -> None:
        """Take the name of a reader."""
        self.name, self.version, self.batch = name, version, batch

    def read(self, question: Question) -> Answer:
        """Raise GoneError: nothing is asked anew."""
        raise GoneError("only kept answers are read, and it has none to this")
