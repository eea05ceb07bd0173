"""Who bears which title in a document, found by the title's words."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator

from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.knowledge.lexicon.reference import REFERENCE


class Holders:
    """The mentions of people with their titles, by title."""

    def __init__(self, clusters: Clusters) -> None:
        """Start without any."""
        self._clusters = clusters
        self._mentions: dict[str, list[int]] = {}
        self._actors: dict[str, list[int]] = {}
        self._longer: dict[str, list[str]] = defaultdict(list)

    def add(self, mention: int, title: str) -> None:
        """Add a mention of somebody with a title; mentions are added in text order."""
        if title not in self._mentions:
            self._mentions[title], self._actors[title] = [], []
            for end in _ends(title):
                self._longer[end].append(title)
        self._mentions[title].append(mention)
        self._actors[title].append(mention)

    def titles_like(self, words: str) -> list[str]:
        """Return the titles that may be one office with these words, in more or less detail."""
        found = {words, *self._longer.get(words, ()), *_ends(words)}
        return [title for title in found if title in self._mentions and _same_post(title, words)]

    def last_before(self, mention: int, titles: Iterable[str]) -> int | None:
        """Return the last mention with one of the titles before another mention, or None."""
        lists = [self._mentions[title] for title in titles]
        return max((those[at - 1] for those in lists if (at := bisect_left(those, mention))), default=None)

    def first(self, titles: Iterable[str]) -> int:
        """Return the first mention with one of the titles."""
        return min(self._mentions[title][0] for title in titles)

    def actors(self, titles: Iterable[str]) -> set[int]:
        """Return the actors with one of the titles; those that have become one are compared only once."""
        found: set[int] = set()
        for title in titles:
            known = {self._clusters.of(i): i for i in self._actors[title]}
            self._actors[title] = list(known.values())
            found |= known.keys()
        return found


def _ends(title: str) -> Iterator[str]:
    """Yield the shorter titles that a title ends in."""
    while " " in title:
        title = title.split(" ", 1)[1]
        yield title


def _same_post(one: str, other: str) -> bool:
    """Return True if two titles may be one office in different detail; a deputy's or shadow's is another one."""
    long, short = (one, other) if len(one) > len(other) else (other, one)
    return one == other or (long.endswith(" " + short) and long.removesuffix(short).split()[-1] not in REFERENCE.lesser)
