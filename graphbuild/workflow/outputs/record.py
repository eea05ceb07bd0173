"""What a store keeps of the last drawing, by which a file that would be the same is left as it is."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

STORE, PAGE, GRAPHML = "graph.db", "graph.html", "graph.graphml"
META_KEY = "drawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What was drawn.

    Attributes:
        documents, actors, links: how many there are (links as `load` shows them).
        linked_actors: how many actors have such a link.
        relations: the number of links of each relation, most first.
        first: the name of an actor with many links, to try the commands on.
        unseen: a notice on actors that the page leaves out; empty where it shows all, or was not asked for.
        unchanged: the files were there already, and are as they were.
    """

    documents: int
    actors: int
    links: int
    linked_actors: int
    relations: dict[str, int]
    first: str | None
    unseen: str
    unchanged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the store keeps of the last drawing.

    Attributes:
        state: of the store, as the figures have it.
        keys: by file, a hash of what it was drawn from: the state of the store, the code that draws, and the heading.
        hashes: by file, the SHA-256 of its bytes.
        figures: the fields of `Drawn`, without `unchanged`; `unseen` is that of the last page.
    """

    state: str | None = None
    keys: dict[str, str] = field(default_factory=dict)
    hashes: dict[str, str | None] = field(default_factory=dict)
    figures: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def parsed(cls, text: str | None) -> Record:
        """Return the record of a text; an empty one where another version kept another one, or it is damaged."""
        try:
            record = cls(**json.loads(text or "{}"))
        except (ValueError, TypeError):
            return cls()
        parts = (record.keys, record.hashes, record.figures)
        return record if all(isinstance(part, dict) for part in parts) else cls()

    def dump(self) -> str:
        """Return the text that a store keeps, in a fixed order."""
        return json.dumps(asdict(self), sort_keys=True)

    def is_current(self, path: Path, name: str, key: str) -> bool:
        """Return whether a file beside a store was drawn from what a key says, and nobody has changed it since."""
        kept = self.hashes.get(name)
        return self.keys.get(name) == key and kept is not None and kept == hash_of(path.with_name(name))

    @property
    def drawn(self) -> Drawn | None:
        """What the last drawing came to; None where that is incomplete."""
        try:
            kept = Drawn(**self.figures, unchanged=True)
            return replace(kept, relations=most_first(kept.relations))
        except (TypeError, AttributeError):
            return None


def figures_of(drawn: Drawn) -> dict[str, Any]:
    """Return the fields of a drawing that its record keeps."""
    return {key: value for key, value in asdict(drawn).items() if key != "unchanged"}


def hash_of(path: Path) -> str | None:
    """Return the SHA-256 of a file; None where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def most_first(numbers: dict[str, int]) -> dict[str, int]:
    """Return numbers by name in descending order, names in ascending order where they are equal."""
    return dict(sorted(numbers.items(), key=lambda item: (-item[1], item[0])))
