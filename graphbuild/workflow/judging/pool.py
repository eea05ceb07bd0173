"""The entries of a store as what has to be clustered again is found among them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from graphbuild.resolution.entry import Entry, entry_of
from graphbuild.resolution.keys import CROWD, Key, code_of
from graphbuild.store import Store
from graphbuild.store.resolved import EntryRow
from graphbuild.workflow.judging.contexts import StoredContext


class StoredPool:
    """The entries of a store, each read once and only where it is asked for."""

    def __init__(self, store: Store, context: StoredContext) -> None:
        """Read from a store that is open for writing, and keep what was read."""
        self._store = store
        self._context = context
        self._entries: dict[int, Entry] = {}
        self._rows: dict[int, EntryRow] = {}
        self._holders: dict[int, list[int]] = {}
        self._crowded: dict[int, bool] = {}

    def take(self, entries: Mapping[int, Entry]) -> None:
        """Take entries that are known already, by their numbers."""
        self._entries |= entries

    def name(self, number: int) -> EntryRow:
        """Return an entry as far as names are compared."""
        if number not in self._rows:
            self._rows |= self._store.entries("id", [number])
        return self._rows[number]

    def rows(self, numbers: Iterable[int]) -> dict[int, EntryRow]:
        """Return entries as they were when they were read."""
        numbers = set(numbers)
        self._rows |= self._store.entries("id", numbers - self._rows.keys())
        return {number: self._rows[number] for number in numbers}

    def holders(self, code: int) -> Sequence[int]:
        """Return the numbers of the entries with a key."""
        found = self._holders.get(code)
        if found is None:
            rows = {row.number: row for row in self._store.rows_with(code)}
            self._rows |= rows
            found = self._holders[code] = list(rows)
        return found

    def crowded(self, code: int) -> bool:
        """Return True if more names have the key than are compared."""
        found = self._crowded.get(code)
        if found is None:
            found = self._crowded[code] = self._store.n_holders(code) > CROWD
        return found

    def is_crowded(self, key: Key) -> bool:
        """Return True if more names have the key than are compared."""
        return self.crowded(code_of(key))

    def entries(self, numbers: Collection[int]) -> dict[int, Entry]:
        """Return entries with their observed actors and contexts, in the order of their numbers."""
        missing = sorted(set(numbers) - self._entries.keys())
        rows, members = self.rows(missing), self._store.members(missing)
        self._context.need(actor.doc for found in members.values() for actor in found)
        for number in missing:
            self._entries[number] = entry_of(rows[number].identity, members[number], self._context)
        return {number: self._entries[number] for number in sorted(numbers)}
