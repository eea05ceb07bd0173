"""What all mentions of an actor have between them, kept up as clusters are joined instead of collected anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable


class Merged:
    """A set of strings for each cluster: the union of those of its mentions, found when it is first asked for."""

    def __init__(self, of_mention: Callable[[int], Iterable[str]]) -> None:
        """Start with nothing; `of_mention` gives the strings of one mention, which must not change."""
        self._of_mention = of_mention
        self._found: dict[int, frozenset[str]] = {}

    def of(self, cluster: int, members: Iterable[int]) -> frozenset[str]:
        """Return the strings of a cluster with these mentions."""
        found = self._found.get(cluster)
        if found is None:
            found = frozenset(word for i in members for word in self._of_mention(i))
            self._found[cluster] = found
        return found

    def join(self, kept: int, gone: int, members: Iterable[int]) -> None:
        """Add the strings of a cluster with these mentions to another one, with which it is joined."""
        found = self._found.get(kept)
        if found is not None:
            more = self.of(gone, members)
            if not more <= found:
                self._found[kept] = found | more
        self._found.pop(gone, None)
