"""Cached word vectors of the language model; a word's vector does not depend on its sentence.

spaCy looks up and mixes the features of each token again, which is half of the cost of its token vectors. Only the
layers above, which see the neighbours, run for each token.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH, SPACY
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model

from graphbuild.extraction.syntax.fast.products import Floats

CONTEXT_FREE = frozenset("NORM LOWER ORTH PREFIX SUFFIX SHAPE SPACY IS_SPACE".split())
"""Features that depend only on a token's form, its norm and whether a space follows."""
KEPT = 40_000
"""Maximum number of cached vectors, about 15 MB; then the table is cleared."""

Keys = NDArray[np.uint64]
_MIXED = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], dtype=np.uint64)  # odd, and of no pattern


class _Table:
    """The vectors of the words seen so far, shape (words, width)."""

    def __init__(self, kept: int = KEPT) -> None:
        """Create an empty table that keeps at most `kept` vectors."""
        self.kept = kept
        self.rows: dict[int, int] = {}
        self.vectors: Floats = np.zeros((0, 0), dtype=np.float32)

    def look_up(self, docs: Sequence[Doc], embed: Model[Any, Any]) -> list[Floats]:
        """Return the vectors of the tokens of each document, shape (tokens, width)."""
        forms = np.concatenate([doc.to_array([ORTH, NORM, SPACY]).reshape(-1, 3) for doc in docs])
        keys = _keys(forms)
        rows = self._rows(keys)
        if (rows < 0).any():
            rows = self._learn(keys, forms, rows, docs[0].vocab, embed)
        ends = np.cumsum([len(doc) for doc in docs])[:-1]
        return np.split(self.vectors[rows], ends)

    def _rows(self, keys: Keys) -> NDArray[np.int64]:
        """Return the row of each key in the table, or -1 for an unknown key."""
        return np.fromiter(map(self.rows.get, keys.tolist(), repeat(-1)), dtype=np.int64, count=len(keys))

    def _learn(
        self, keys: Keys, forms: Keys, rows: NDArray[np.int64], vocab: Vocab, embed: Model[Any, Any]
    ) -> NDArray[np.int64]:
        """Add the vectors of new words; returns the row of each token."""
        new, first = np.unique(np.where(rows < 0, keys, 0), return_index=True)
        first = first[new != 0]
        if len(self.rows) + len(first) > self.kept:
            self.rows.clear()
            first = np.unique(keys, return_index=True)[1]
        vectors = embed.predict([_doc_of(vocab, forms[first])])[0]
        there = len(self.rows)
        if there + len(first) > len(self.vectors):  # the first time, or a batch of more words than are kept
            self.vectors = np.empty((max(self.kept, len(first)), vectors.shape[1]), dtype=np.float32)
        self.vectors[there : there + len(first)] = vectors
        self.rows.update(zip(keys[first].tolist(), range(there, there + len(first)), strict=True))
        return self._rows(keys)


def _keys(forms: Keys) -> Keys:
    """Return one number for form, norm and space; spaCy's ids are 64-bit hashes already."""
    mixed: Keys = forms[:, 0] + forms[:, 1] * _MIXED[0] + forms[:, 2] * _MIXED[1]
    return mixed


def _doc_of(vocab: Vocab, forms: Keys) -> Doc:
    """Return a document of these words in this order; their neighbours do not matter."""
    orths, norms, spaces = forms.T.tolist()
    doc = Doc(vocab, words=[vocab.strings[orth] for orth in orths], spaces=[bool(space) for space in spaces])
    for token, norm in zip(doc, norms, strict=True):
        if token.norm != norm:  # the tokenizer gives some tokens ("'s") a norm of their own
            token.norm_ = vocab.strings[norm]
    return doc


def keep_vectors(token_vectors: Model[Any, Any]) -> None:
    """Insert a table before the embedding layer of a model of token vectors."""
    embed = token_vectors.layers[0]
    token_vectors.layers[0] = Model("kept_vectors", _forward, layers=[embed], attrs={"table": _Table()}, ops=embed.ops)


def can_keep(architecture: dict[str, Any]) -> bool:
    """Return True if the configuration of a model of token vectors allows caching."""
    embed = architecture.get("embed", {})
    return (
        architecture.get("@architectures") == "spacy.Tok2Vec.v2"
        and embed.get("@architectures") == "spacy.MultiHashEmbed.v2"
        and CONTEXT_FREE.issuperset(embed.get("attrs", ()))
    )


def _forward(
    model: Model[Any, Any], docs: Sequence[Doc], is_train: bool
) -> tuple[list[Floats], Callable[[Any], list[Doc]]]:
    """Return cached vectors; in training, those of the model."""
    if is_train or not docs:
        result: tuple[list[Floats], Callable[[Any], list[Doc]]] = model.layers[0](docs, is_train)
        return result
    return model.attrs["table"].look_up(docs, model.layers[0]), lambda _: []
