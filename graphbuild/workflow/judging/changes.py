"""What has changed in a store since its files were drawn, so that only that is drawn again."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from graphbuild.store import Store
from graphbuild.store.derived import Pair

META_KEY = "changed"
MOST = 5_000
"""Pairs of actors up to which changes are noted; with more it costs less to draw all anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What may have changed since a state of a store.

    Attributes:
        since: the state (`Store.state`); None where it is not known, so that anything may have changed.
        actors: the ids of the actors.
        pairs: the actors between whom links may have changed.
    """

    since: str | None = None
    actors: frozenset[str] = frozenset()
    pairs: frozenset[Pair] = frozenset()

    @classmethod
    def of(cls, store: Store) -> Changes:
        """Return what a store keeps; anything may have changed where it keeps nothing, or another version's."""
        try:
            kept = json.loads(store.get_meta(META_KEY) or "{}")
            pairs = frozenset((str(one), str(other)) for one, other in kept.get("pairs", ()))
            return cls(since=kept.get("since"), actors=frozenset(kept.get("actors", ())), pairs=pairs)
        except (ValueError, TypeError, AttributeError):
            return cls()

    def keep(self, store: Store) -> None:
        """Keep the changes in a store that is open for writing."""
        record = {"since": self.since, "actors": sorted(self.actors), "pairs": sorted(self.pairs)}
        store.set_meta(META_KEY, json.dumps(record if self.since is not None else {}))


def note_changes(store: Store, actors: Collection[str] | None, pairs: Collection[Pair] | None) -> None:
    """Add what one judging may have changed.

    Args:
        store: open for writing.
        actors, pairs: as `Changes` has them; all where None.
    """
    before = Changes.of(store)
    if before.since is None:
        return
    if actors is None or pairs is None or len(before.pairs) + len(pairs) > MOST:
        Changes().keep(store)
        return
    Changes(since=before.since, actors=before.actors.union(actors), pairs=before.pairs.union(pairs)).keep(store)
