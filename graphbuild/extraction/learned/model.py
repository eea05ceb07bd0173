"""The model of the learned reader: what was trained, joined with the base encoder when it is loaded."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphbuild.core.errors import ModelError
from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.learned import base as published
from graphbuild.extraction.learned.base import Base, Embeddings
from graphbuild.extraction.learned.classes import Classes

MODEL = Path(__file__).parent / "data" / "model.npz"
FORMAT = 2
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderLayer:
    """One layer of the encoder, its adapters added to its matrices.

    Attributes:
        attention: query, key and value side by side, shape (WIDTH, 3 * WIDTH), and their biases.
        output, up, down: the other matrices, each with its bias.
        norm1, norm2: gain and shift of the normalisations, shape (2, WIDTH).
    """

    attention: tuple[Floats, Floats]
    output: tuple[Floats, Floats]
    up: tuple[Floats, Floats]
    down: tuple[Floats, Floats]
    norm1: Floats
    norm2: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedModel:
    """Everything that the learned reader computes with.

    Attributes:
        classes: the numbers of relations, types and kinds.
        words, places, norm: the embeddings of the base encoder and their normalisation.
        layers: its layers as they were trained.
        head: the matrices of the head by name.
        about: what the file says of its training.
    """

    classes: Classes
    words: Embeddings
    places: Floats
    norm: Floats
    layers: tuple[EncoderLayer, ...]
    head: dict[str, Floats]
    about: dict[str, Any]


@lru_cache(maxsize=1)
def load_model() -> LearnedModel:
    """Return the model, loaded once a process.

    Raises:
        ModelError: the base encoder is missing, or another one than it was trained with.
    """
    return read_model(MODEL, published.load())


def read_model(path: Path, base: Base) -> LearnedModel:
    """Return a model that was trained on a base encoder.

    Args:
        path: the file of what was learned.
        base: the encoder.

    Raises:
        ModelError: the file is no such model, or of another base.
    """
    try:
        with np.load(path, allow_pickle=False) as file:
            about = json.loads(file["meta"].tobytes())
            arrays = {name: file[name].astype(np.float32) for name in file.files if name != "meta"}
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"{path.name} is no model of the learned reader: {error}") from error
    if about.get("format") != FORMAT or about.get("base") != published.SHA256:
        raise ModelError(f"{path.name} was made for another version of graphbuild or another base encoder.")
    return LearnedModel(
        classes=_classes(about),
        words=base.words,
        places=base.places,
        norm=base.norm,
        layers=tuple(
            _layer(weights, arrays, f"layers.{n}.") for n, weights in enumerate(base.layers[: about["layers"]])
        ),
        head={name.removeprefix("head."): value for name, value in arrays.items() if name.startswith("head.")},
        about=about,
    )


def _classes(about: dict[str, Any]) -> Classes:
    """Return the classes that a model was trained with."""
    return Classes(
        relations=tuple(about["relations"]),
        symmetric=frozenset(about["symmetric"]),
        types=tuple(map(ActorType, about["types"])),
        kinds=tuple(map(MentionKind, about["kinds"])),
    )


def _layer(weights: dict[str, Floats], learned: dict[str, Floats], prefix: str) -> EncoderLayer:
    """Return a layer of the base with what was learned for it."""
    matrices = {name: _matrix(weights, learned, prefix, name) for name in published.MATRICES}
    attention = [matrices[name] for name in ("query", "key", "value")]
    return EncoderLayer(
        attention=(np.concatenate([m for m, _ in attention], axis=1), np.concatenate([b for _, b in attention])),
        output=matrices["output"],
        up=matrices["up"],
        down=matrices["down"],
        norm1=learned.get(f"{prefix}norm1", weights["norm1"]),
        norm2=learned.get(f"{prefix}norm2", weights["norm2"]),
    )


def _matrix(weights: dict[str, Floats], learned: dict[str, Floats], prefix: str, name: str) -> tuple[Floats, Floats]:
    """Return a matrix and its bias, with the adapter if it has one."""
    matrix, bias = weights[name], weights[f"{name}.bias"]
    a, b = (learned.get(f"{prefix}{name}.{part}") for part in "ab")
    if a is not None and b is not None:
        matrix = matrix + a @ b
    return np.ascontiguousarray(matrix), learned.get(f"{prefix}{name}.bias", bias)
