"""An actor that the user knows, and all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphbuild.core.model import ActorType
from graphbuild.knowledge.gazetteer.phrases import Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One actor of the file.

    Attributes:
        id: the actor's id in every graph: the given one, else the Wikidata id, else made from the name.
        aliases: other names that the texts may use.
        weak: names too common to be looked for in texts; the actor is found by them in a graph.
        country: ISO code, or one of ours for a state that is gone.
        line: where it stands in the file.
    """

    id: str
    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    country: str | None = None
    line: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The names to look for in texts."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """The entries by id, and by the words that name them. `digest` is the hash of the file they came from."""

    digest: str
    entries: Mapping[str, Entry]
    phrases: Phrases
    states: Mapping[str, Entry]

    def __len__(self) -> int:
        return len(self.entries)


def states(entries: Iterable[Entry]) -> dict[str, Entry]:
    """The entries that are a state, by its code: "Iraqi" means the same actor as "Iraq".

    A code that several countries of the file share (Scotland, Wales) is none of theirs.
    """
    found: dict[str, Entry | None] = {}
    for entry in entries:
        if entry.type is ActorType.COUNTRY and entry.country:
            found[entry.country] = None if entry.country in found else entry
    return {code: entry for code, entry in found.items() if entry is not None}
