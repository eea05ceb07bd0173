"""Faster components with the same annotations, by the same weights, as spaCy's own.

Nothing is omitted or approximated: what does not depend on a word's neighbours is computed once for each word, named
entities are found for a batch of documents at once, and matrix products use a faster library. An unknown component (of
another model, or a newer spaCy) is left unchanged.
"""

from graphbuild.extraction.syntax.fast.quickening import quicken

__all__ = ["quicken"]
