"""Figures of links: how many there are of each relation and status, and with how many others each actor is linked.

A store keeps those of the links that are shown unless asked otherwise and that a relation names, so that they are told
without going through all links.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from graphbuild.core.model import Status


class CountedLink(NamedTuple):
    """What the figures depend on in a link."""

    subject: str
    key: str
    object: str
    status: Status


class Degree(NamedTuple):
    """With how many others an actor is linked, and by how many links."""

    n_neighbours: int
    n_links: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFigures:
    """Figures of links.

    Attributes:
        kinds: the number of links of each relation key and status.
        n_linked: how many actors have a link.
        top: the actors that are linked to most others, in their order, with their degrees.
    """

    kinds: Mapping[tuple[str, Status], int]
    n_linked: int
    top: tuple[tuple[str, Degree], ...]


class Tally:
    """Counts links that are given one after another. Pairs are kept as numbers, in a fifth of the memory of ids."""

    def __init__(self, links: Iterable[CountedLink] = ()) -> None:
        """Count these links."""
        self.kinds: Counter[tuple[str, Status]] = Counter()
        self._numbers: dict[str, int] = {}
        self._links: list[int] = []
        self._pairs: set[int] = set()
        for link in links:
            self.add(link)

    def add(self, link: CountedLink) -> None:
        """Count one more link."""
        subject, key, object_, status = link
        self.kinds[key, status] += 1
        one, other = self._number(subject), self._number(object_)
        self._links[one] += 1
        self._links[other] += 1
        self._pairs.add((min(one, other) << 32) | max(one, other))

    def degrees(self) -> dict[str, Degree]:
        """Return the degree of each actor with a link."""
        neighbours = [0] * len(self._numbers)
        for pair in self._pairs:
            neighbours[pair >> 32] += 1
            neighbours[pair & 0xFFFFFFFF] += 1
        return dict(zip(self._numbers, map(Degree, neighbours, self._links), strict=True))

    def _number(self, actor: str) -> int:
        """Return the number of an actor."""
        number = self._numbers.setdefault(actor, len(self._numbers))
        if number == len(self._links):
            self._links.append(0)
        return number


def figures(kinds: Mapping[tuple[str, Status], int], degrees: Mapping[str, Degree], top: int) -> LinkFigures:
    """Return the figures of counted links, with so many actors at the top."""
    most = sorted(degrees, key=lambda actor: (-degrees[actor].n_neighbours, -degrees[actor].n_links, actor))[:top]
    return LinkFigures(kinds=kinds, n_linked=len(degrees), top=tuple((actor, degrees[actor]) for actor in most))


@dataclass(slots=True, kw_only=True)
class Difference:
    """What a change of links makes of their figures."""

    kinds: Counter[tuple[str, Status]] = field(default_factory=Counter)
    neighbours: Counter[str] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)

    def add(self, pair: tuple[str, str], before: Iterable[CountedLink], now: Iterable[CountedLink]) -> None:
        """Count what the links of a pair of actors are now instead of what they were before."""
        n = {-1: 0, 1: 0}
        for links, sign in ((before, -1), (now, 1)):
            for link in links:
                self.kinds[link.key, link.status] += sign
                n[sign] += 1
        for actor in pair:
            self.links[actor] += n[1] - n[-1]
            self.neighbours[actor] += bool(n[1]) - bool(n[-1])
