"""One correction: what a person says about an actor or a link, with author, date and reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from graphbuild.core.errors import DataError
from graphbuild.core.model import ActorType, Span, Status

HINT = "docs/corrections.md explains the file."


class Kind(StrEnum):
    """What a correction does."""

    MERGE = "merge"
    APART = "apart"
    SPLIT = "split"
    RENAME = "rename"
    RETYPE = "retype"
    ALIAS = "alias"
    CONFIRM = "confirm"
    REJECT = "reject"
    ADD = "add"


_DONE = {
    Kind.MERGE: "merged",
    Kind.APART: "kept apart",
    Kind.SPLIT: "split off",
    Kind.CONFIRM: "confirmed",
    Kind.REJECT: "rejected",
    Kind.ADD: "added",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRef:
    """An actor as an entry names it. The id counts first; the name if the id does not exist (any more)."""

    name: str
    id: str | None = None

    def __str__(self) -> str:
        """Return the quoted name, followed by the id if it differs."""
        return repr(self.name) + (f" ({self.id})" if self.id and self.id != self.name else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRef:
    """A link as an entry names it. `key` is the relation, or `other:VERB` for an open link."""

    subject: ActorRef
    key: str
    object: ActorRef


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRef:
    """A mention or a sentence as an entry names it: the id or source of its document, and its offsets there."""

    doc: str
    span: Span

    def __str__(self) -> str:
        """Return the reference as the file writes it, `DOCUMENT:START-END`."""
        return f"{self.doc}:{self.span.start}-{self.span.end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """An entry of the file. `number` and `line` give its position and have no other meaning.

    `actors` are those merged or kept apart, else the one concerned; `link` is what is confirmed, rejected or added. The
    other fields belong to the kinds that have keys of that name (`docs/corrections.md`).
    """

    kind: Kind
    number: int
    line: int | None = None
    actors: tuple[ActorRef, ...] = ()
    link: LinkRef | None = None
    name: str | None = None
    type: ActorType | None = None
    alias: str | None = None
    documents: tuple[str, ...] = ()
    mentions: tuple[MentionRef, ...] = ()
    sentences: tuple[MentionRef, ...] = ()
    source: str | None = None
    status: Status = Status.ASSERTED
    date: str | None = None
    role: str | None = None
    who: str | None = None
    when: str | None = None
    why: str | None = None

    @property
    def reason(self) -> str:
        """Return the reason to show: "merged by Ana: one passport"."""
        done = _DONE.get(self.kind, f"{self.kind.value}d")
        return f"{done} by {self.who or 'hand'}" + (f": {self.why}" if self.why else "")

    @property
    def says(self) -> str:
        """Return the entry in a few words."""
        if self.link is not None:
            where = f" in {' and '.join(map(str, self.sentences))}" if self.sentences else ""
            return f"{self.kind} {self.link.subject.name!r} {self.link.key} {self.link.object.name!r}{where}"
        told = self.name or self.alias or (self.type.value if self.type else None)
        names = " and ".join(repr(actor.name) for actor in self.actors)
        return f"{self.kind} {names}" + (f" as {told!r}" if told else "")

    @property
    def where(self) -> str:
        """Return the position of the entry in its file."""
        return f"entry {self.number}" + (f" (line {self.line})" if self.line else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """All entries of a file; `path` is used in messages."""

    path: Path
    entries: tuple[Correction, ...] = ()

    def of(self, *kinds: Kind) -> list[Correction]:
        """Return the entries of these kinds."""
        return [entry for entry in self.entries if entry.kind in kinds]

    def notice(self, entry: Correction, what: str) -> str:
        """Return a sentence about an entry that does not apply."""
        return f"{self.path}, {entry.where}: {entry.says} does not apply: {what}."

    def contradiction(self, entries: list[Correction], what: str) -> DataError:
        """Return the error for entries that contradict each other."""
        where = " and ".join(entry.where for entry in sorted(entries, key=lambda entry: entry.number))
        hint = "Take one of them out, by hand or with `graphbuild correct undo NUMBER`."
        return DataError(f"{self.path}: {where}: {what}.", hint=hint)
