"""An entry of the gazetteer, and all entries together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphbuild.core.model import ActorType
from graphbuild.knowledge.gazetteer.phrases import Phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One actor of the file.

    Attributes:
        id: the actor's id in every graph: the given one, else the Wikidata id, else one made from the name.
        aliases: other names that texts may use.
        weak: names too common to look for in texts; they find the actor in a graph.
        shared: whether its main name is among those, as other entries have it too.
        country: ISO code, or a code of ours for a former state.
        line: number of its line in the file.
    """

    id: str
    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    shared: bool = False
    country: str | None = None
    line: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names to look for in texts."""
        return self.aliases if self.shared else (self.name, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """The entries by id, and by the words that name them.

    Attributes:
        digest: the hash of the file.
        set_aside: number of names that several entries of a published list have, and that are not looked for.
        unnamed: number of entries that have no other names than such.
    """

    digest: str
    entries: Mapping[str, Entry]
    phrases: Phrases
    states: Mapping[str, Entry]
    set_aside: int = 0
    unnamed: int = 0

    @property
    def notice(self) -> str:
        """What a user has to know about names that were set aside; empty if there are none."""
        if not self.set_aside:
            return ""
        said = f"Names in the file of actors that several entries have, and that are not looked for: {self.set_aside}."
        return f"{said} Entries without another name: {self.unnamed}." if self.unnamed else said

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self.entries)


def states(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return the entries that are states, by country code, so that "Iraqi" means the same actor as "Iraq".

    A code that several countries of the file share (Scotland, Wales) is left out.
    """
    found: dict[str, Entry | None] = {}
    for entry in entries:
        if entry.type is ActorType.COUNTRY and entry.country:
            found[entry.country] = None if entry.country in found else entry
    return {code: entry for code, entry in found.items() if entry is not None}
