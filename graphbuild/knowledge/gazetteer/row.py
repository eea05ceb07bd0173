"""One line of a gazetteer file as it was written, and the faults that are found in such lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from graphbuild.core.errors import DataError

SHOWN = 10
"""How many faults are told at once: enough to mend a file in few rounds."""

NOTATION = "docs/actors-file.md tells what such a file looks like."


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What a line says, all of it text as given; lists without what is empty."""

    line: int
    id: str
    name: str
    type: str
    aliases: list[str]
    weak: list[str]
    countries: list[str]
    wikidata: str


@dataclass(slots=True)
class Faults:
    """What is wrong with a file, line by line."""

    path: Path
    found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, what: str, hint: str = "") -> None:
        """Notes a fault, and what may have been meant."""
        self.found.append((line, f"{what}. {hint}" if hint else f"{what}."))

    def raise_any(self) -> None:
        """Raises what was found, by lines.

        Raises:
            DataError: there is a fault; it names the file and the lines.
        """
        if not self.found:
            return
        told = [f"{self.path}, line {line}: {what}" for line, what in sorted(self.found)[:SHOWN]]
        more = len(self.found) - len(told)
        if more > 0:
            told.append(f"And {more} more.")
        raise DataError("\n".join(told), hint=NOTATION)
