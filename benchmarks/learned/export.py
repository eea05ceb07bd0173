"""Writes a trained network as the file that `graphbuild.extraction.learned.model` reads, in 16 bits."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from network import Network

from graphbuild.extraction.learned import base as published

FORMAT = 1


def write(net: Network, path: Path, about: dict) -> None:
    """Write the adapters, biases and normalisations of the trained layers, and the head."""
    arrays: dict[str, np.ndarray] = {}
    for n, layer in enumerate(net.layers):
        prefix = f"layers.{net.frozen + n}."
        for name in published.MATRICES:
            adapted = getattr(layer, name)
            for part in ("a", "b", "bias"):
                arrays[f"{prefix}{name}.{part}"] = getattr(adapted, part).detach().numpy()
        for name in ("norm1", "norm2"):
            arrays[prefix + name] = getattr(layer, name).detach().numpy()
    inner = {f"layers.{i}" for i in range(len(net.layers))}
    for name, value in net.named_parameters():
        if ".".join(name.split(".")[:2]) not in inner:
            arrays[f"head.{name}"] = value.detach().numpy()
    meta = {
        "format": FORMAT,
        "base": published.SHA256,
        "layers": net.frozen + len(net.layers),
        "relations": list(net.known.relations),
        "symmetric": sorted(net.known.symmetric),
        "types": [t.value for t in net.known.types],
        "kinds": [k.value for k in net.known.kinds],
        **about,
    }
    text = np.frombuffer(json.dumps(meta, sort_keys=True).encode(), dtype=np.uint8)
    np.savez_compressed(path, meta=text, **{name: value.astype(np.float16) for name, value in sorted(arrays.items())})
