"""The events of a document by the place of their head word, so that no rule looks through all of them for each word."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from graphbuild.extraction.events.event import Event


class EventIndex:
    """Events by their head and relation. What it returns is in the order in which they were given."""

    def __init__(self, events: Iterable[Event]) -> None:
        """Index events by their heads."""
        self._events = list(events)
        self._order = sorted(range(len(self._events)), key=lambda n: self._events[n].head)
        self._heads = [self._events[n].head for n in self._order]
        self._by_relation: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for n in self._order:
            self._by_relation[self._events[n].relation].append((self._events[n].head, n))

    def between(self, start: int, end: int) -> list[Event]:
        """The events whose head is a token from `start` to before `end`."""
        found = self._order[bisect_left(self._heads, start) : bisect_left(self._heads, end)]
        return [self._events[n] for n in sorted(found)]

    def nearest(self, token: int) -> Event | None:
        """The event with the head nearest to a token, before it rather than after it; None if there are no events."""
        at = bisect_left(self._heads, token)
        beside = self._heads[max(at - 1, 0) : at + 1]
        if not beside:
            return None
        head = min(beside, key=lambda head: (abs(head - token), head))
        return self._events[self._order[bisect_left(self._heads, head)]]

    def last_before(self, relation: str, end: int, *, other_than: int) -> Event | None:
        """The event of a relation with the last head before a token; of several with this head the first one given.

        Args:
            relation: its id.
            end: the token.
            other_than: a head that does not count.
        """
        places = self._by_relation.get(relation, [])
        at = bisect_left(places, (end,)) - 1
        while at >= 0 and places[at][0] == other_than:
            at -= 1
        if at < 0:
            return None
        head = places[at][0]
        return self._events[places[bisect_left(places, (head,))][1]]
