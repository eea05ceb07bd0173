"""The part of all names that has to be compared again after a change, so that the result is as if all had been.

Names influence one another only where they are *coupled*: where they may be equal in full, or where one is a short form
of the other and fits it well enough to be merged. What is coupled, directly or through others, is clustered together.
A name that only ever raises doubts *reads* the names that it may mean, and influences none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from graphbuild.core.ids import Family
from graphbuild.resolution.comparison import Comparison
from graphbuild.resolution.entry import NAME, Identity
from graphbuild.resolution.evidence_needed import Certainty, Likeness
from graphbuild.resolution.keys import SPOILED_BY, KeyKind, counted_code, facing, kind_of


class Name(Protocol):
    """An entry as far as names are compared."""

    @property
    def identity(self) -> Identity:
        """Return what tells it from all others."""

    @property
    def name(self) -> str:
        """Return its name as it is shown."""

    @property
    def key(self) -> str:
        """Return its name as `names.name_key` gives it."""

    @property
    def keys(self) -> Sequence[int]:
        """Return its keys, by `keys.code_of`."""


class Pool(Protocol):
    """All entries, each under a number."""

    def name(self, number: int) -> Name:
        """Return an entry."""

    def holders(self, code: int) -> Sequence[int]:
        """Return the numbers of the entries with a key."""

    def crowded(self, code: int) -> bool:
        """Return True if more names have the key than are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """What has to be clustered again.

    Attributes:
        judged: the numbers of the entries whose result may be another one.
        read: those that have to be clustered with them, but whose result stays.
    """

    judged: frozenset[int]
    read: frozenset[int]


class Neighbourhood:
    """Who influences whom among the entries of a pool."""

    def __init__(self, pool: Pool) -> None:
        """Look at the entries of a pool, each only when it is asked for."""
        self._pool = pool
        self._names = {family: Comparison(family) for family in Family}
        self._aims: dict[int, tuple[dict[int, Certainty], bool]] = {}

    def region(self, changed: Iterable[int]) -> Region:
        """Return what has to be clustered again where these entries are new, have changed, or lost a neighbour."""
        dirty = set(changed)
        names = {n for n in dirty if self._is_name(n)}
        core = self._closed(names, self._coupled)
        judged = core | self._closed(self._all(core, self._readers), self._coupled)
        bare = (dirty - names) | self._all(core, self._bare)
        read = self._all(judged, self._read) | self._all(bare, self._bearers)
        return Region(judged=frozenset(judged | bare), read=frozenset(self._closed(read, self._coupled) - judged))

    def _closed(self, start: Iterable[int], step: Callable[[int], Collection[int]]) -> set[int]:
        """Return what can be reached by steps."""
        found, todo = set(start), list(start)
        while todo:
            for number in step(todo.pop()):
                if number not in found:
                    found.add(number)
                    todo.append(number)
        return found

    def _all(self, start: Iterable[int], step: Callable[[int], Collection[int]]) -> set[int]:
        """Return what one step reaches."""
        return {number for one in start for number in step(one)}

    def _is_name(self, number: int) -> bool:
        """Return True if an entry is a full name, which is compared with others."""
        return self._pool.name(number).identity[0] == NAME

    def _coupled(self, number: int) -> set[int]:
        """Return the entries that influence an entry, or are influenced by it, in clustering."""
        found = {n for n in self._facing(number, KeyKind.BLOCK) if self._may_equal(number, n)}
        aims, active = self._aimed(number)
        if active:
            found.update(aims)
        found.update(n for n in self._lookers(number) if self._aimed(n)[1])
        found.update(n for n in self._callers(number) if number in self._aimed(n)[0])
        return found

    def _readers(self, number: int) -> set[int]:
        """Return the entries that only raise doubts about an entry."""
        return {n for n in self._lookers(number) if not self._aimed(n)[1]}

    def _read(self, number: int) -> Collection[int]:
        """Return the entries about which an entry only raises doubts."""
        aims, active = self._aimed(number)
        return () if active else aims

    def _bare(self, number: int) -> set[int]:
        """Return the bare surnames that may mean an entry."""
        return self._facing(number, KeyKind.BEARER)

    def _bearers(self, number: int) -> set[int]:
        """Return the entries that a bare surname may mean."""
        return self._facing(number, KeyKind.BARE)

    def _lookers(self, number: int) -> set[int]:
        """Return the entries that may be short forms of an entry by their form."""
        found = self._facing(number, KeyKind.PART)
        return {n for n in found if number in self._aimed(n)[0]}

    def _callers(self, number: int) -> set[int]:
        """Return the entries whose names documents use for the actor of an entry."""
        return self._facing(number, KeyKind.ALIAS)

    def _aimed(self, number: int) -> tuple[dict[int, Certainty], bool]:
        """Return the entries of which an entry may be a short form, and whether it can be merged with any of them."""
        known = self._aims.get(number)
        if known is None:
            stated = self._facing(number, KeyKind.CALLED)
            aims = dict.fromkeys(stated, Certainty.SURE)
            for other in self._facing(number, KeyKind.LOOKUP) - stated:
                like = self._compare(number, other)
                if like is not None:
                    aims[other] = like.certainty
            known = self._aims[number] = aims, any(c > Certainty.DOUBTFUL for c in aims.values())
        return known

    def _may_equal(self, one: int, other: int) -> bool:
        """Return True if two names can be compared in full."""
        like = self._compare(one, other)
        return like is not None and not like.short

    def _compare(self, one: int, other: int) -> Likeness | None:
        """Return how alike two names are."""
        first, second = self._pool.name(one), self._pool.name(other)
        return self._names[Family(first.identity[1])].compare(first, second)

    def _facing(self, number: int, kind: KeyKind) -> set[int]:
        """Return the other entries that find an entry, or are found by it, by its keys of one kind."""
        return {n for code in self._usable(number, kind) for n in self._pool.holders(facing(code))} - {number}

    def _usable(self, number: int, kind: KeyKind) -> list[int]:
        """Return the keys of one kind of an entry that are not too common, as `keys.Keyring` has them."""
        codes = self._pool.name(number).keys
        spoilers = SPOILED_BY.get(kind, ())
        if any(kind_of(code) in spoilers and self._pool.crowded(counted_code(code)) for code in codes):
            return []
        return [code for code in codes if kind_of(code) is kind and not self._pool.crowded(counted_code(code))]
