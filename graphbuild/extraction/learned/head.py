"""The head: from the vectors of tokens to the probabilities of each pair's classes, and to the words that say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from graphbuild.extraction.learned.batches import Batch, batch_of, flags
from graphbuild.extraction.learned.candidates import Sentence
from graphbuild.extraction.learned.encoder import gelu, mean_of_each
from graphbuild.extraction.learned.model import LearnedModel
from graphbuild.extraction.syntax.fast.products import one_thread, product

LONGEST_TRIGGER = 6
"""Tokens that a trigger may have."""
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A sentence with what the model says of its pairs.

    Attributes:
        sentence: the sentence.
        tokens: the vectors of its tokens.
        vectors: the vectors of its pairs.
        probabilities: shape (pairs, classes), each row adds up to one.
    """

    sentence: Sentence
    tokens: Floats
    vectors: Floats
    probabilities: Floats


def scored(model: LearnedModel, sentences: Sequence[Sentence], tokens: Sequence[Floats]) -> list[Scored]:
    """Return the probabilities of all pairs of some sentences.

    Args:
        model: the model.
        sentences: each with at least one pair.
        tokens: the vectors of the tokens of each, shape (tokens, WIDTH).
    """
    head, batch = model.head, batch_of(sentences)
    vectors = _vectors(head, batch, tokens)
    logits = product(vectors, head["out"]) + head["out_bias"]
    logits -= logits.max(axis=1, keepdims=True)
    np.exp(logits, out=logits)
    logits /= logits.sum(axis=1, keepdims=True)
    ends = np.cumsum([len(sentence.pairs) for sentence in sentences])[:-1]
    parts = zip(sentences, tokens, np.split(vectors, ends), np.split(logits, ends), strict=True)
    return [Scored(sentence=s, tokens=t, vectors=v, probabilities=p) for s, t, v, p in parts]


def _vectors(head: dict[str, Floats], batch: Batch, states: Sequence[Floats]) -> Floats:
    """Return the vector of each pair of some sentences."""
    mentions, pairs, tokens = batch.mentions, batch.pairs, np.concatenate(states)
    # Sums up to each token, sentence by sentence: one more row for each sentence, and no rounding of others.
    zero = np.zeros((1, tokens.shape[1]), dtype=np.float32)
    sums = np.concatenate([part for s in states for part in (zero, s.cumsum(axis=0, dtype=np.float32))])
    owners = np.searchsorted(batch.token_starts, mentions[:, 0], side="right") - 1
    lengths = (mentions[:, 1] - mentions[:, 0]).astype(np.float32)[:, None]
    heads = tokens[mentions[:, 2]]
    means = (sums[mentions[:, 1] + owners] - sums[mentions[:, 0] + owners]) / lengths
    both = np.concatenate([means, heads], axis=1)
    types, kinds = mentions[:, 3], mentions[:, 4]
    one = product(both, head["first"]) + head["types"][0, types] + head["kinds"][0, kinds]
    other = product(both, head["second"]) + head["types"][1, types] + head["kinds"][1, kinds]
    length = np.maximum(pairs[:, 3] - pairs[:, 2], 1).astype(np.float32)[:, None]
    owner = batch.sentence_of_pair
    middle = (sums[pairs[:, 3] + owner] - sums[pairs[:, 2] + owner]) / length
    path = mean_of_each(tokens[batch.paths[:, 1]], batch.paths[:, 0], len(pairs))
    a, b = pairs[:, 0], pairs[:, 1]
    z = one[a] + other[b] + product(middle, head["between"]) + product(path, head["path"])
    z += product(heads[a] * heads[b], head["product"])
    z += head["distance"][pairs[:, 4]] + head["length"][pairs[:, 5]] + head["bias"]
    np.add.at(z, batch.rules[:, 0], head["rules"][batch.rules[:, 1]])
    np.add.at(z, batch.frames[:, 0], head["frames"][batch.frames[:, 1]])
    z = gelu(z + product(_read(head, batch, states, z), head["said"]))
    return z + gelu(product(z, head["inner"]) + head["bias2"])


def _read(head: dict[str, Floats], batch: Batch, states: Sequence[Floats], z: Floats) -> Floats:
    """Return what stands where each pair looks for the words that link it, shape (pairs, WIDTH of the tokens).

    Args:
        head: the matrices.
        batch: the sentences.
        states: the vectors of the tokens of each.
        z: what is known of each pair so far.
    """
    asked, known = np.tanh(product(z, head["looks"])), (batch.marks * head["marks"]).sum(axis=2)
    found = np.empty((len(z), states[0].shape[1]), dtype=np.float32)
    ends = np.searchsorted(batch.sentence_of_pair, np.arange(len(states) + 1))
    every = np.split(product(np.concatenate(states), head["keys"]), np.cumsum([len(tokens) for tokens in states])[:-1])
    with one_thread():
        for tokens, keys, (start, end) in zip(states, every, pairwise(ends.tolist()), strict=True):
            here = slice(start, end)
            scores = np.matmul(asked[here], keys.T) / np.float32(np.sqrt(keys.shape[1]))
            scores += known[here, : len(tokens)]
            scores -= scores.max(axis=1, keepdims=True)
            np.exp(scores, out=scores)
            scores /= scores.sum(axis=1, keepdims=True)
            found[here] = np.matmul(scores, tokens)
    return found


def trigger(model: LearnedModel, found: Scored, pair: int, class_: int) -> tuple[int, int, float]:
    """Return the first and the last token of the words that say a link, and their probability.

    Args:
        model: the model.
        found: the sentence.
        pair: the number of the pair.
        class_: the class of the link; not `NONE`.
    """
    head, sentence = model.head, found.sentence
    way = model.classes.all[class_]
    relation = model.classes.relation_number(way[0]) if way is not None else None
    known = flags(sentence, sentence.pairs[pair], -1 if relation is None else relation)
    asked = np.tanh(product(found.vectors[pair : pair + 1], head["asks"])[0] + head["relation"][class_])
    size = np.float32(np.sqrt(len(asked)))
    sides = []
    for side, name in enumerate(("start", "end")):
        scores = product(found.tokens, head[name]) @ asked / size + known @ head["flags"][side]
        sides.append(scores - scores.max() - np.log(np.exp(scores - scores.max()).sum()))
    first, last = sides
    n = len(first)
    spans = [(s, e) for s in range(n) for e in range(s, min(s + LONGEST_TRIGGER, n))]
    start, end = max(spans, key=lambda span: (first[span[0]] + last[span[1]], -span[0], -span[1]))
    return start, end, float(np.exp(first[start] + last[end]))
