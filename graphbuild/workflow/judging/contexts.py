"""The neighbours that documents give to what is named in them, as a store keeps them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from graphbuild.resolution.context import CorpusContext, Token, most_documents, tokens_of
from graphbuild.store import Store


def update_contexts(store: Store, docs: Collection[str]) -> set[str]:
    """Keep the neighbours in documents that are new, have changed or are gone.

    Args:
        store: open for writing, within a transaction.
        docs: the documents.

    Returns:
        All documents whose neighbours that count are others than before: these, and those with a neighbour that now is
        in too many documents to count, or no longer is.
    """
    before, n_before = dict(store.tokens(docs)), store.n_contexts()
    after = tokens_of(store.observed_where("doc", docs))
    store.put_contexts({doc: after.get(doc, set()) for doc in docs})
    change: Counter[Token] = Counter(token for tokens in after.values() for token in tokens)
    change.subtract(token for tokens in before.values() for token in tokens)
    moved = {token: n for token, n in change.items() if n}
    known = store.spread(moved)
    spread = {token: known.get(token, 0) + n for token, n in moved.items()}
    store.put_spread(spread)
    old, new = most_documents(n_before), most_documents(store.n_contexts())
    crossing = {token for token, n in spread.items() if (known.get(token, 0) <= old) != (n <= new)}
    crossing |= store.spread_between(min(old, new), max(old, new))
    others = {doc for doc, tokens in store.tokens() if not tokens.isdisjoint(crossing)} if crossing else set()
    return {*docs, *others}


class StoredContext(CorpusContext):
    """The neighbours of the documents of a store, read where they are needed."""

    def __init__(self, store: Store) -> None:
        """Read what is found in too many documents to count."""
        super().__init__()
        self._store = store
        limit = most_documents(store.n_contexts())
        self._everywhere = store.spread_between(limit, 1 << 62)

    def need(self, docs: Iterable[str]) -> None:
        """Read the neighbours of these documents, where they are not known yet."""
        missing = {doc for doc in docs if not self.has(doc)}
        if missing:
            found = dict(self._store.tokens(sorted(missing)))
            none: frozenset[Token] = frozenset()
            self.add({doc: sorted(found.get(doc, none) - self._everywhere) for doc in sorted(missing)})
