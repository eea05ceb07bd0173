"""Whether a store is read with the learned reader: what was asked for last holds until something else is."""

from __future__ import annotations

from pathlib import Path

from graphbuild.store import Store

META_KEY, ON, OFF = "learned", "yes", "no"


def wanted(path: Path, given: bool | None, *, fresh: bool) -> bool:
    """Return whether to read with the learned reader.

    Args:
        path: the store, which need not exist.
        given: what is asked for now; None for what the store was read with.
        fresh: the store is begun anew, so that it remembers nothing.
    """
    if given is not None or fresh or not path.exists() or not path.stat().st_size:
        return bool(given)  # an empty file is a store that is still to be made
    with Store.open(path) as store:
        return store.get_meta(META_KEY) == ON


def remember(store: Store, learned: bool) -> None:
    """Keep in a store whether it is read with the learned reader; one that never was is left as it is."""
    if learned or store.get_meta(META_KEY) is not None:
        store.set_meta(META_KEY, ON if learned else OFF)
