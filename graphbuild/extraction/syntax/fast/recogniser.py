"""Named entities of a batch of documents at once, by the weights and rules of spaCy's recogniser.

spaCy's recogniser takes one step for each token of each document. Its decision outside an entity depends on the token
alone, and inside one on its first, its last and the next token. So all tokens are scored at once as if none was in an
entity; from each token that would begin one, all entities are followed to their ends in parallel; and from left to
right, those that overlap an earlier one are dropped. The entities are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE, SENT_START
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from graphbuild.extraction.syntax.fast.products import Floats, product

FACTORY = "graphbuild_recogniser"
Rows = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Weights:
    """The upper layers of a recogniser's model, and the meaning of its transitions."""

    def __init__(self, ner: EntityRecognizer) -> None:
        """Copy the weights and transition labels from a trained recogniser."""
        model = ner.model
        lower, upper = model.layers[1], model.layers[2]
        features = lower.get_param("W")  # feature, hidden, piece, vector
        self.pieces: int = features.shape[2]
        flat = features.reshape(features.shape[0], -1, features.shape[3])
        self.features: list[Floats] = [np.ascontiguousarray(weights.T) for weights in flat]
        padding = lower.get_param("pad").reshape(flat.shape[:2])
        self.bias: Floats = lower.get_param("b").reshape(-1)
        self.outside: Floats = self.bias + padding[1] + padding[2]
        names = [ner.moves.get_class_name(number) for number in range(ner.moves.n_moves)]
        self.labels = sorted({name[2:] for name in names if name[:2] in ("B-", "U-") and name[2:]})
        self.begin = Moves(names, upper, [n for n in names if n[:2] in ("B-", "U-", "O") and n != "U-"])
        self.begins = np.array([name.startswith("B-") for name in self.begin.names])
        self.opens = np.array([name != "O" for name in self.begin.names])
        label_of = [self.labels.index(name[2:]) if name != "O" else -1 for name in self.begin.names]
        self.label_of: Rows = np.array(label_of, dtype=np.int64)
        self.inside = Moves(names, upper, [f"I-{label}" for label in self.labels])
        self.last = Moves(names, upper, [f"L-{label}" for label in self.labels])

    def hidden(self, sums: Floats) -> Floats:
        """Return the hidden layer for summed features, shape (states, units): the maximum of each unit's pieces."""
        pieces = sums.reshape(len(sums), -1, self.pieces)
        best: Floats = reduce(np.maximum, (pieces[:, :, piece] for piece in range(self.pieces)))
        return best


class Moves:
    """Some transitions: names in the model's order, with weights and biases of their scores."""

    def __init__(self, every: list[str], upper: Any, names: list[str]) -> None:
        """Select the weights and biases of the named transitions from the upper layer."""
        columns = [every.index(name) for name in names]
        self.names = names
        self.weights: Floats = np.ascontiguousarray(upper.get_param("W")[columns].T)
        self.bias: Floats = upper.get_param("b")[columns]

    def scores(self, hidden: Floats) -> Floats:
        """Return the score of each transition in each state, shape (states, transitions)."""
        return product(hidden, self.weights) + self.bias

    def score_of(self, hidden: Floats, which: Rows) -> Floats:
        """Return the score of one given transition in each state, shape (states,)."""
        summed: Floats = np.einsum("ij,ij->i", hidden, self.weights.T[which]) + self.bias[which]
        return summed


def can_follow(ner: Any) -> bool:
    """Return True if a component is a greedy recogniser of the make that is supported here."""
    if type(ner) is not EntityRecognizer or ner.cfg["beam_width"] != 1:
        return False
    model = ner.model
    if [layer.name for layer in model.layers[1:]] != ["precomputable_affine", "linear"]:
        return False
    lower = model.layers[1]
    if lower.has_param("W") is not True:  # a recogniser without weights finds nothing
        return False
    return bool(lower.get_dim("nF") == 3 and lower.get_dim("nP") >= 2 and not model.attrs.get("unseen_classes"))


class Recogniser:
    """A spaCy component that sets the entities that `EntityRecognizer` would set."""

    def __init__(self, name: str) -> None:
        """Create the component without a recogniser."""
        self.name = name
        self.ner: EntityRecognizer | None = None

    def adopt(self, ner: EntityRecognizer) -> None:
        """Take over the model of spaCy's recogniser."""
        self.ner = ner
        self.weights = Weights(ner)

    @property
    def labels(self) -> tuple[str, ...]:
        """Return the types of entities that it knows."""
        return tuple(self.weights.labels)

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of one document."""
        self._set([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """Set the entities of many documents."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            self._set(batch)
            yield from batch

    def _set(self, docs: Sequence[Doc]) -> None:
        """Set the entities of a batch."""
        assert self.ner is not None
        free = [doc for doc in docs if len(doc) and not doc.ents]
        for doc in docs:
            if doc.ents:  # spaCy's own recogniser respects entities that are set already
                self.ner(doc)
        if free:
            vectors = self.ner.model.layers[0].predict(free)
            for doc, found in zip(free, self._entities(free, vectors), strict=True):
                doc.set_ents([Span(doc, start, end, label=label) for start, end, label in found], default="outside")

    def _entities(self, docs: Sequence[Doc], vectors: Floats) -> Iterator[list[tuple[int, int, str]]]:
        """Yield the entities of each document: first token, end (exclusive), type."""
        weights = self.weights
        closed, moves = _places(docs)
        first = product(vectors, weights.features[0])
        chosen = _outside(first, closed, moves, weights)
        starts = np.flatnonzero(weights.opens[chosen])
        labels = weights.label_of[chosen[starts]]
        ends = starts + 1
        begun = weights.begins[chosen[starts]]
        ends[begun] = _followed(vectors, first, starts[begun], labels[begun], closed, weights)
        bounds = np.searchsorted(starts, np.cumsum([0, *map(len, docs)]))
        offset = 0
        for number, doc in enumerate(docs):
            here = slice(bounds[number], bounds[number + 1])
            yield list(_apart(starts[here] - offset, ends[here] - offset, labels[here], weights.labels))
            offset += len(doc)


def _places(docs: Sequence[Doc]) -> tuple[Flags, Flags]:
    """Return for each token whether an entity must end with it, and whether it is white space."""
    closed, spaces = [], []
    for doc in docs:
        flags = doc.to_array([SENT_START, IS_SPACE])
        ends = np.ones(len(doc), dtype=np.bool_)
        ends[:-1] = flags[1:, 0] == 1
        closed.append(ends)
        spaces.append(flags[:, 1] == 1)
    return np.concatenate(closed), np.concatenate(spaces)


def _outside(first: Floats, closed: Flags, spaces: Flags, weights: Weights) -> Rows:
    """Return the best allowed transition at each token if no entity is open."""
    scores = weights.begin.scores(weights.hidden(first + weights.outside))
    scores[np.ix_(closed, weights.begins)] = -np.inf
    scores[np.ix_(spaces, weights.opens)] = -np.inf
    best: Rows = scores.argmax(axis=1)
    return best


def _followed(vectors: Floats, first: Floats, starts: Rows, labels: Rows, closed: Flags, weights: Weights) -> Rows:
    """Return the last token of each entity that begins at one of the starts, all followed in parallel."""
    ends = starts + 1
    from_start = product(vectors[starts], weights.features[1]) + weights.bias
    open_ = np.arange(len(starts))
    while len(open_):
        at = ends[open_]
        sums = first[at] + from_start[open_] + product(vectors[at - 1], weights.features[2])
        hidden = weights.hidden(sums)
        kinds = labels[open_]
        goes_on = weights.inside.score_of(hidden, kinds) >= weights.last.score_of(hidden, kinds)
        ends[open_] += 1
        open_ = open_[goes_on & ~closed[at]]
    return ends


def _apart(starts: Rows, ends: Rows, labels: Rows, names: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the entities that begin after the previous one has ended."""
    free = 0
    for start, end, label in zip(starts.tolist(), ends.tolist(), labels.tolist(), strict=True):
        if start >= free:
            yield start, end, names[label]
            free = end


@Language.factory(FACTORY)
def create_recogniser(nlp: Language, name: str) -> Recogniser:
    """Return a recogniser without a model."""
    return Recogniser(name)
