"""The relations that a store was built with."""

from __future__ import annotations

from graphbuild.knowledge.ontology import Ontology, load, snapshot
from graphbuild.store.store import Store


def ontology_of(store: Store) -> Ontology:
    """Return the relations that a store was built with; the built-in ones where it does not say.

    Raises:
        StoreError: the store's list is damaged.
    """
    text = store.get_meta(snapshot.META_KEY)
    return snapshot.parse(text) if text is not None else load()
