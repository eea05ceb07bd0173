"""The embedded store: one SQLite file with documents, what was observed in them, and judgements over it."""

from graphbuild.store.reading import Counts
from graphbuild.store.store import Store
from graphbuild.store.vocabulary import ontology_of

__all__ = ["Counts", "Store", "ontology_of"]
