"""One line of a gazetteer file as it was written, and the faults found in such lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from graphbuild.core.errors import DataError

SHOWN = 10
"""Maximum number of faults in one message."""

NOTATION = "docs/actors-file.md tells what such a file looks like."


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The fields of a line as given; lists have no empty texts.

    `listed` says that it is of a published list, in which one name of several entries is no fault: nobody makes such a
    list for reading texts.
    """

    line: int
    id: str
    name: str
    type: str
    aliases: list[str]
    weak: list[str]
    countries: list[str]
    wikidata: str
    listed: bool = False


@dataclass(slots=True)
class Faults:
    """The faults of a file, by line."""

    path: Path
    found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, what: str, hint: str = "") -> None:
        """Record a fault and a hint."""
        self.found.append((line, f"{what}. {hint}" if hint else f"{what}."))

    def raise_any(self) -> None:
        """Raise the recorded faults, ordered by line.

        Raises:
            DataError: there is a fault; names the file and the lines.
        """
        if not self.found:
            return
        told = [f"{self.path}, line {line}: {what}" for line, what in sorted(self.found)[:SHOWN]]
        more = len(self.found) - len(told)
        if more > 0:
            told.append(f"And {more} more.")
        raise DataError("\n".join(told), hint=NOTATION)
