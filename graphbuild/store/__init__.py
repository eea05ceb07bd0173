"""The embedded store: one SQLite file with documents, what was observed in them, and judgements over it."""

from graphbuild.store.store import Store
from graphbuild.store.view import Counts

__all__ = ["Counts", "Store"]
