"""Which articles tell one story, again for those that a change can concern."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graphbuild.evidence import duplicates
from graphbuild.evidence.kin import kin
from graphbuild.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """What came of the stories.

    Attributes:
        docs: the documents whose stories were looked at.
        stories: the story of each of them that shares one.
        changed: those of them that tell another story than before.
    """

    docs: frozenset[str]
    stories: dict[str, str]
    changed: frozenset[str]


def update_stories(store: Store, docs: Collection[str], told: Collection[str]) -> Retold:
    """Find and keep the stories of the documents that a change can concern.

    Args:
        store: open for writing, within a transaction.
        docs: documents that are new or have changed.
        told: stories that lost a document.
    """
    seeds = {*docs, *store.docs_of_stories(told)}
    among = kin(store.signatures, seeds) if seeds else set()
    stories = duplicates.stories(store.copies(among))
    known = store.stories(among)
    changed = frozenset(doc for doc in among if known.get(doc) != stories.get(doc))
    store.put_stories({doc: stories.get(doc) for doc in changed})
    return Retold(docs=frozenset(among), stories=stories, changed=changed)
