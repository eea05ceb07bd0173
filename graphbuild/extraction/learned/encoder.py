"""The encoder in numpy: from the pieces of sentences to a vector for each token.

The pieces of all sentences of a batch stand in one matrix, almost without padding, those at even places of their
sentence in the first halves of the dozens, the others in the second (`syntax.fast.dozens`). So no row is rounded in
another way because of another sentence, and what is read of a sentence depends on nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from graphbuild.extraction.learned.base import HEADS, WIDTH
from graphbuild.extraction.learned.candidates import Sentence
from graphbuild.extraction.learned.model import EncoderLayer, LearnedModel
from graphbuild.extraction.syntax.fast.dozens import filled
from graphbuild.extraction.syntax.fast.products import one_thread, product_of_dozens

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]
AT_HAND = 32
"""Rows that pass through the activation at a time, while they are in the processor's cache."""
TINY = 1e-12
_GELU = np.float32(np.sqrt(2 / np.pi))


def token_states(model: LearnedModel, sentences: Sequence[Sentence]) -> list[Floats]:
    """Return the vectors of the tokens of each sentence, shape (tokens, WIDTH): the means of their pieces.

    Args:
        model: the model.
        sentences: read together, at most some dozens.
    """
    lengths = [len(sentence.pieces) for sentence in sentences]
    numbers = np.concatenate([np.array(sentence.pieces, dtype=np.int64) for sentence in sentences])
    places = np.concatenate([np.arange(n) for n in lengths])
    order = filled(places % 2 == 1)
    rows = np.empty(len(numbers) + 1, dtype=np.int64)
    rows[order] = np.arange(len(order))
    parts = np.split(rows[:-1], np.cumsum(lengths)[:-1])
    taken = np.minimum(order, len(numbers) - 1)  # an empty place may hold anything
    with one_thread():
        x = normalised(model.words.of(numbers[taken]) + model.places[places[taken]], model.norm)
        for layer in model.layers:
            x = _through(x, layer, parts)
    return [_by_token(x[part], sentence) for part, sentence in zip(parts, sentences, strict=True)]


def _through(x: Floats, layer: EncoderLayer, parts: Sequence[Rows]) -> Floats:
    """Return what a layer makes of the pieces of several sentences.

    Args:
        x: their vectors, in full dozens.
        layer: the layer.
        parts: the rows of the pieces of each sentence.
    """
    mixed = product_of_dozens(x, layer.attention[0])
    mixed += layer.attention[1]
    attended = np.zeros_like(x)
    for part in parts:
        attended[part] = _attention(mixed[part])
    x = _added(x, attended, layer.output, layer.norm1)
    inner = product_of_dozens(x, layer.up[0])
    inner += layer.up[1]
    for start in range(0, len(x), AT_HAND):
        here = slice(start, start + AT_HAND)
        inner[here] = gelu(inner[here])
    return _added(x, inner, layer.down, layer.norm2)


def _added(x: Floats, change: Floats, weights: tuple[Floats, Floats], norm: Floats) -> Floats:
    """Return vectors with what a part of a layer adds to them, normalised."""
    found = product_of_dozens(change, weights[0])
    found += weights[1]
    found += x
    return normalised(found, norm)


def _attention(mixed: Floats) -> Floats:
    """Return the attention of one sentence; `mixed` has query, key and value side by side."""
    n, size = len(mixed), WIDTH // HEADS
    query, key, value = mixed.reshape(n, 3, HEADS, size).transpose(1, 2, 0, 3)
    scores = np.matmul(query, key.transpose(0, 2, 1))
    scores *= np.float32(size**-0.5)
    scores -= scores.max(axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=-1, keepdims=True)
    found: Floats = np.matmul(scores, value).transpose(1, 0, 2).reshape(n, WIDTH)
    return found


def _by_token(x: Floats, sentence: Sentence) -> Floats:
    """Return the means of the pieces of each token; zeros for a token without pieces."""
    owners = np.array(sentence.tokens, dtype=np.int64)
    inside = owners >= 0
    return mean_of_each(x[inside], owners[inside], sentence.n_tokens)


def mean_of_each(rows: Floats, owners: Rows, n: int) -> Floats:
    """Return the mean of the rows of each owner, shape (n, columns); zeros for an owner without rows.

    Args:
        rows: shape (m, columns).
        owners: the number of the owner of each row, from 0 to before n.
        n: how many owners there are.
    """
    total = np.zeros((n, rows.shape[1]), dtype=np.float32)
    np.add.at(total, owners, rows)
    count = np.maximum(np.bincount(owners, minlength=n), 1)
    return total / count.astype(np.float32)[:, None]


def normalised(x: Floats, weights: Floats) -> Floats:
    """Return rows with mean 0 and variance 1, then stretched and shifted; weights: gain and shift."""
    x = x - x.mean(axis=-1, keepdims=True)
    variance = np.einsum("ij,ij->i", x, x)[:, None] / np.float32(x.shape[1])
    x /= np.sqrt(variance + np.float32(TINY))
    x *= weights[0]
    x += weights[1]
    return x


def gelu(x: Floats) -> Floats:
    """Return the Gaussian error linear unit, by its approximation with tanh."""
    inner = x * x
    inner *= np.float32(0.044715)
    inner += 1
    inner *= x
    inner *= _GELU
    np.tanh(inner, out=inner)
    inner += 1
    inner *= x
    inner *= np.float32(0.5)
    return inner
