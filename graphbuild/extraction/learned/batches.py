"""Batches: several candidate sentences as flat arrays, for training and for reading alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from graphbuild.extraction.learned.candidates import FARTHEST, LONGEST_PATH, Pair, Sentence

N_DISTANCES = 16
N_PATHS = LONGEST_PATH + 2
N_FLAGS = 5
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Sentences as arrays. Tokens, mentions and pairs of all sentences are numbered through.

    Attributes:
        pieces: numbers of the pieces, shape (sentences, longest), padded with 0.
        lengths: how many pieces each sentence has.
        token_of_piece: the token of each piece that has one; `piece_rows` is its place in the flattened `pieces`.
        token_starts: the first token of each sentence, and the number of all tokens.
        mentions: first token, end, head, type, kind of each mention, shape (mentions, 5).
        pairs: first and second mention, start and end of what stands between, class of distance, class of the length
            of the path, shape (pairs, 6).
        sentence_of_pair: the sentence of each pair.
        paths, rules, frames: (pair, token), (pair, class) and (pair, feature) of each, shape (n, 2).
        marks: what is known of the tokens of its sentence as words that say something of a pair (`flags`, of any
            relation), shape (pairs, most tokens of a sentence, N_FLAGS).
    """

    pieces: Integers
    lengths: Integers
    piece_rows: Integers
    token_of_piece: Integers
    token_starts: Integers
    mentions: Integers
    pairs: Integers
    sentence_of_pair: Integers
    paths: Integers
    rules: Integers
    frames: Integers
    marks: NDArray[np.float32]


def batch_of(sentences: Sequence[Sentence]) -> Batch:
    """Return sentences as one batch."""
    longest = max(len(s.pieces) for s in sentences)
    pieces = np.zeros((len(sentences), longest), dtype=np.int64)
    rows, tokens, owners = [], [], []
    mentions: list[tuple[int, int, int, int, int]] = []
    pairs: list[tuple[int, int, int, int, int, int]] = []
    paths: list[tuple[int, int]] = []
    rules: list[tuple[int, int]] = []
    frames: list[tuple[int, int]] = []
    starts = [0, *accumulate(s.n_tokens for s in sentences)]
    most, n_pairs = max(s.n_tokens for s in sentences), sum(len(s.pairs) for s in sentences)
    marks = np.zeros((n_pairs, most, N_FLAGS), dtype=np.float32)
    for n, sentence in enumerate(sentences):
        pieces[n, : len(sentence.pieces)] = sentence.pieces
        at, first_mention = starts[n], len(mentions)
        for place, token in enumerate(sentence.tokens):
            if token >= 0:
                rows.append(n * longest + place)
                tokens.append(at + token)
        mentions += [(at + a, at + b, at + head, type_, kind) for _, a, b, head, type_, kind in sentence.mentions]
        for pair in sentence.pairs:
            number = len(pairs)
            start, end = between(sentence, pair)
            ends = first_mention + pair.first, first_mention + pair.second
            pairs.append((*ends, at + start, at + max(start, end), _distance(end - start), _path_length(pair)))
            owners.append(n)
            marks[number, : sentence.n_tokens] = flags(sentence, pair)
            paths += [(number, at + token) for token in pair.path if 0 <= token < sentence.n_tokens]
            rules += [(number, class_) for class_ in sorted(pair.rules)]
            frames += [(number, feature) for feature in sorted(pair.frames)]
    return Batch(
        pieces=pieces,
        lengths=np.array([len(s.pieces) for s in sentences], dtype=np.int64),
        piece_rows=np.array(rows, dtype=np.int64),
        token_of_piece=np.array(tokens, dtype=np.int64),
        token_starts=np.array(starts, dtype=np.int64),
        mentions=np.array(mentions, dtype=np.int64).reshape(-1, 5),
        pairs=np.array(pairs, dtype=np.int64).reshape(-1, 6),
        sentence_of_pair=np.array(owners, dtype=np.int64),
        paths=np.array(paths, dtype=np.int64).reshape(-1, 2),
        rules=np.array(rules, dtype=np.int64).reshape(-1, 2),
        frames=np.array(frames, dtype=np.int64).reshape(-1, 2),
        marks=marks,
    )


def between(sentence: Sentence, pair: Pair) -> tuple[int, int]:
    """Return where what stands between two mentions begins and ends; the end is not behind the start if none does."""
    one, other = sentence.mentions[pair.first], sentence.mentions[pair.second]
    return min(one[2], other[2]), max(one[1], other[1])


def flags(sentence: Sentence, pair: Pair, relation: int | None = None) -> NDArray[np.float32]:
    """Return what is known of each token as a trigger of a pair, shape (tokens, N_FLAGS).

    In this order: inside the first mention, inside the second, between them, on the path between their heads, in a
    trigger pattern of the relation.

    Args:
        sentence: the sentence.
        pair: one of its pairs.
        relation: the number of the relation; None for any.
    """
    found = np.zeros((sentence.n_tokens, N_FLAGS), dtype=np.float32)
    one, other = sentence.mentions[pair.first], sentence.mentions[pair.second]
    found[one[1] : one[2], 0] = 1
    found[other[1] : other[2], 1] = 1
    start, end = between(sentence, pair)
    found[start : max(start, end), 2] = 1
    found[[token for token in pair.path if 0 <= token < sentence.n_tokens], 3] = 1
    found[[token for token, number in sentence.triggers if relation is None or number == relation], 4] = 1
    return found


def _distance(tokens: int) -> int:
    """Return the class of a distance: exact up to eight tokens, then by fours; 0 where the mentions overlap."""
    n = min(max(tokens, -1), FARTHEST) + 1
    return n if n <= 9 else min(9 + (n - 6) // 5, N_DISTANCES - 1)


def _path_length(pair: Pair) -> int:
    """Return the class of the length of a path."""
    return min(len(pair.path), N_PATHS - 1)
