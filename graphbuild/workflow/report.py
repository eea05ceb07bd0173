"""The report of a build: what it did, and what the store holds now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from graphbuild.core.model import Failure, Remark
from graphbuild.core.records import Record
from graphbuild.workflow.second_report import SecondReport

NAMED = 5
"""Files that a notice names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build did, and what the store holds now.

    Attributes:
        files: the names of the files in `output`.
        unchanged: whether nothing was new, and all of them are as they were.
        read: documents read and added.
        known: documents that were there already and were left as they are.
        reread: documents that were there already and were read again, because their fields, the ontology, or the code
            and libraries that read have changed.
        outdated: documents of the store that were read in another way than today's, and were not given this time.
        skipped: inputs that could not be read, each with its reason.
        remarks: what was left out of inputs that were read, or is to be known about them.
        without_actors: the sources of articles in which no actor was found, each with its own id where it has one.
        corrections: entries of the corrections file.
        notices: on corrections that do not apply, files with another text, dead workers, actors left out of the page,
            names of known actors that were set aside.
        documents, actors, links: how many the store holds (links as `load` shows them).
        linked_actors: how many actors have such a link.
        relations: the number of links of each relation, most first.
        first: the name of an actor with many links, to try the commands on.
        second: what a second reader did, if one was asked.
    """

    output: Path
    files: tuple[str, ...]
    unchanged: bool
    read: int
    known: int
    reread: int
    outdated: int
    skipped: tuple[Failure, ...]
    remarks: tuple[Remark, ...]
    without_actors: tuple[str, ...]
    corrections: int
    notices: tuple[str, ...]
    documents: int
    actors: int
    links: int
    linked_actors: int
    relations: dict[str, int]
    first: str | None
    second: SecondReport | None = None

    def as_record(self) -> Record:
        """Return the JSON shape of `graphbuild build --json`."""
        return {
            "output": self.output.as_posix(),
            "files": list(self.files),
            "unchanged": self.unchanged,
            "read": self.read,
            "known": self.known,
            "reread": self.reread,
            "outdated": self.outdated,
            "skipped": [{"source": f.source, "reason": f.reason} for f in self.skipped],
            "remarks": [{"source": f.source, "remark": f.reason} for f in self.remarks],
            "without_actors": list(self.without_actors),
            "corrections": self.corrections,
            "notices": list(self.notices),
            "documents": self.documents,
            "actors": self.actors,
            "links": self.links,
            "linked_actors": self.linked_actors,
            "relations": self.relations,
            **({"second_reader": self.second.as_record()} if self.second is not None else {}),
        }


def rewritten(found: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield notices on files that the store knows with another text; both texts are kept, so that nothing is lost."""
    for source, id_ in found[:NAMED]:
        yield f"{source} is in the store with another text too; `graphbuild remove {id_}` takes that one out."
    if len(found) > NAMED:
        yield f"So are {len(found) - NAMED} more files; the JSON Lines export has the ids of all documents."
