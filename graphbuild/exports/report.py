"""What an export wrote, and what its format could not hold."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graphbuild.exports.sanitize import loses

_NUMBERS = frozenset({int, float, bool, type(None)})
"""The types of values that have no characters to lose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export(os.PathLike[str]):
    """A finished export; can be used as the path that was written.

    Attributes:
        path: the file, or the folder.
        format: its name.
        actors, links, claims, documents: how many of each were written. Claims of a format that keeps one sentence
            for each link are those it keeps.
        notices: what the format could not hold or was not asked for, a sentence each; empty where nothing is missing.
    """

    path: Path
    format: str
    actors: int
    links: int
    claims: int
    documents: int
    notices: tuple[str, ...] = ()

    def __fspath__(self) -> str:
        """Return the path as a string, so that an export can be opened as a file."""
        return str(self.path)


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts while an export is written, and takes down what is lost."""

    actors: int = 0
    links: int = 0
    claims: int = 0
    documents: int = 0
    stripped: int = 0
    notices: list[str] = field(default_factory=list)

    def strip(self, attributes: dict[str, Any]) -> None:
        """Counts the values that lose characters when they are cleaned."""
        for value in attributes.values():
            kind = value.__class__
            if kind is str:
                if not value.isprintable() and loses(value):
                    self.stripped += 1
            elif kind not in _NUMBERS and loses(value):
                self.stripped += 1

    def say(self, notice: str) -> None:
        """Takes down what the format could not hold."""
        self.notices.append(notice)

    def export(self, path: Path, format: str) -> Export:
        """The report, now that all is written."""
        notices = list(self.notices)
        if self.stripped:
            notices.append(
                f"{counted(self.stripped, 'value')} held control characters or broken Unicode, which {format} cannot "
                "hold; these characters were left out."
            )
        return Export(
            path=path,
            format=format,
            actors=self.actors,
            links=self.links,
            claims=self.claims,
            documents=self.documents,
            notices=tuple(notices),
        )


def counted(n: int, noun: str) -> str:
    """`1 claim`, `2,500 claims`."""
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
