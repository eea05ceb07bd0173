"""Notices about entries that do not apply (any more)."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphbuild.resolution.corrections.correction import Correction, Corrections


@dataclass(frozen=True, slots=True, order=True)
class Notice:
    """A sentence about the entry of this number."""

    number: int
    text: str


@dataclass(slots=True)
class Notices:
    """Collects notices on the entries of one file."""

    corrections: Corrections
    found: set[Notice] = field(default_factory=set)

    def make(self, entry: Correction, what: str) -> Notice:
        """Return the notice that an entry does not apply, and why."""
        return Notice(entry.number, self.corrections.notice(entry, what))

    def add(self, entry: Correction, what: str) -> None:
        """Record that an entry does not apply, and why."""
        self.found.add(self.make(entry, what))
