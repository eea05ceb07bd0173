"""Where actors stand on the page of a store, kept in the store, so that the picture stays the same when it grows."""

from __future__ import annotations

import json
from collections.abc import Mapping

from graphbuild.store import Store

META_KEY = "places"

Places = dict[str, tuple[int, int]]
"""Positions on the page in pixels, by actor id."""


def places_of(store: Store) -> Places:
    """Return where the actors of the last page stand; nothing where there was none, or another version kept it."""
    try:
        kept = json.loads(store.get_meta(META_KEY) or "{}")
        return {str(id_): (int(x), int(y)) for id_, (x, y) in kept.items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def keep_places(store: Store, places: Mapping[str, tuple[int, int]]) -> None:
    """Keep where the actors of a page stand, in a store that is open for writing."""
    store.set_meta(META_KEY, json.dumps(places, sort_keys=True, separators=(",", ":"), ensure_ascii=False))
