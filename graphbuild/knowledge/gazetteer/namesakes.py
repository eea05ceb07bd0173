"""Names that several entries of a published list have: no text says which of them it means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graphbuild.knowledge.gazetteer.entry import Entry
from graphbuild.knowledge.gazetteer.phrases import key_of


def told_apart(entries: Sequence[Entry]) -> tuple[list[Entry], int]:
    """Return the entries with those names to look for that no other has, and the number of names set aside.

    The others become weak ones. A name without a letter or digit is set aside too, without being counted.
    """
    counts = Counter(key for entry in entries for key in set(map(key_of, entry.names)))
    shared = {key for key, n in counts.items() if n > 1}
    unusable = shared | {key for key in counts if not any(map(str.isalnum, key))}
    if not unusable:
        return list(entries), 0
    return [_without(entry, unusable) for entry in entries], len(shared)


def unnamed(entries: Iterable[Entry]) -> int:
    """Return the number of entries that no text can name."""
    return sum(not entry.names for entry in entries)


def _without(entry: Entry, keys: set[str]) -> Entry:
    """Return an entry without some of its names to look for."""
    lost = [name for name in entry.names if key_of(name) in keys]
    if not lost:
        return entry
    aliases = tuple(name for name in entry.aliases if name not in lost)
    weak = tuple(dict.fromkeys([*(name for name in lost if name != entry.name), *entry.weak]))
    return replace(entry, aliases=aliases, weak=weak, shared=entry.shared or entry.name in lost)
