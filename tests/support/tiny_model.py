"""A model of the learned reader with random weights and one layer: it means nothing, but is always the same."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from graphbuild.extraction.learned import base as published
from graphbuild.extraction.learned import model as models
from graphbuild.extraction.learned.base import Base, Embeddings
from graphbuild.extraction.learned.batches import N_DISTANCES, N_FLAGS, N_PATHS
from graphbuild.extraction.learned.classes import Classes
from graphbuild.extraction.learned.model import LearnedModel
from graphbuild.knowledge import ontology

H, WIDTH, POINTER, FOCUS, RANK, PIECES = published.WIDTH, 12, 8, 6, 2, 30522


def classes() -> Classes:
    relations = ontology.load().relations
    return Classes(relations=tuple(relations), symmetric=frozenset(r.id for r in relations.values() if r.symmetric))


def base(random: np.random.Generator) -> Base:
    def drawn(*shape: int) -> np.ndarray:
        return (random.standard_normal(shape) / shape[0] ** 0.5).astype(np.float32)

    norm = np.stack([np.ones(H), np.zeros(H)]).astype(np.float32)
    shapes = {"up": (H, 4 * H), "down": (4 * H, H)}
    layer = {name: drawn(*shapes.get(name, (H, H))) for name in published.MATRICES}
    layer |= {f"{name}.bias": drawn(layer[name].shape[1]) for name in published.MATRICES}
    words = random.integers(-127, 127, (PIECES, H), dtype=np.int8)
    return Base(
        words=Embeddings(rows=words, scales=np.full((PIECES, 1), 0.01, dtype=np.float32)),
        places=drawn(512, H),
        norm=norm,
        layers=({**layer, "norm1": norm, "norm2": norm},),
    )


def arrays(random: np.random.Generator, known: Classes) -> dict[str, np.ndarray]:
    n = len(known)
    shapes: dict[str, tuple[int, ...]] = {
        **dict.fromkeys(("first", "second"), (2 * H, WIDTH)),
        **dict.fromkeys(("between", "path", "product"), (H, WIDTH)),
        "types": (2, len(known.types), WIDTH),
        "kinds": (2, len(known.kinds), WIDTH),
        "distance": (N_DISTANCES, WIDTH),
        "length": (N_PATHS, WIDTH),
        "rules": (n, WIDTH),
        "frames": (known.n_frame_features, WIDTH),
        "looks": (WIDTH, FOCUS),
        "keys": (H, FOCUS),
        "marks": (N_FLAGS,),
        "said": (H, WIDTH),
        "bias": (WIDTH,),
        "bias2": (WIDTH,),
        "inner": (WIDTH, WIDTH),
        "out": (WIDTH, n),
        "out_bias": (n,),
        "asks": (WIDTH, POINTER),
        "relation": (n, POINTER),
        **dict.fromkeys(("start", "end"), (H, POINTER)),
        "flags": (2, N_FLAGS),
    }
    found = {f"head.{name}": random.standard_normal(shape) / 4 for name, shape in shapes.items()}
    return found | {
        "layers.0.query.a": random.standard_normal((H, RANK)),
        "layers.0.query.b": random.standard_normal((RANK, H)) / 20,
    }


def written(path: Path, seed: int = 1, **about: object) -> Path:
    """Write the file of a tiny model."""
    random, known = np.random.default_rng(seed), classes()
    meta = {
        "format": models.FORMAT,
        "base": published.SHA256,
        "layers": 1,
        "relations": list(known.relations),
        "symmetric": sorted(known.symmetric),
        "types": [t.value for t in known.types],
        "kinds": [k.value for k in known.kinds],
        **about,
    }
    values = {name: value.astype(np.float16) for name, value in arrays(random, known).items()}
    np.savez(path, meta=np.frombuffer(json.dumps(meta).encode(), dtype=np.uint8), **values)
    return path


def tiny(folder: Path) -> LearnedModel:
    """Return a tiny model, by way of its file."""
    return models.read_model(written(folder / "tiny.npz"), base(np.random.default_rng(2)))
