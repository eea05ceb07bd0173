"""Writes a trained network as the file that `graphbuild.extraction.learned.model` reads, in 16 bits."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from network import Network

from graphbuild.extraction.learned import base as published

FORMAT = 2


def write(net: Network, path: Path, about: dict, encoder: dict[str, np.ndarray] | None = None) -> None:
    """Write the adapters, biases and normalisations of the trained layers, and the head.

    Args:
        net: the network.
        path: the file.
        about: what to say of its training.
        encoder: what was learned before for layers that the network does not have.
    """
    arrays = dict(encoder or {})
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


def learned(path: Path) -> tuple[dict, dict[str, np.ndarray]]:
    """What a file says of its training, and its values."""
    with np.load(path) as file:
        about = json.loads(file["meta"].tobytes())
        return about, {name: file[name].astype(np.float32) for name in file.files if name != "meta"}


def merged(base: published.Base, values: dict[str, np.ndarray]) -> published.Base:
    """The base encoder with the adapters of a trained model added to its matrices."""
    layers = []
    for n, weights in enumerate(base.layers):
        found, prefix = dict(weights), f"layers.{n}."
        for name in published.MATRICES:
            if f"{prefix}{name}.a" in values:
                found[name] = weights[name] + values[f"{prefix}{name}.a"] @ values[f"{prefix}{name}.b"]
        for name in (*(f"{m}.bias" for m in published.MATRICES), "norm1", "norm2"):
            found[name] = values.get(prefix + name, weights[name])
        layers.append(found)
    return replace(base, layers=tuple(layers))


def start_from(net: Network, values: dict[str, np.ndarray]) -> None:
    """Give the head of a network the values of a trained one."""
    with torch.no_grad():
        for name, parameter in net.named_parameters():
            if f"head.{name}" in values:
                parameter.copy_(torch.from_numpy(values[f"head.{name}"]))


def go_on_from(net: Network, values: dict[str, np.ndarray]) -> None:
    """Give a network the adapters and the head of a trained one with the same layers."""
    start_from(net, values)
    with torch.no_grad():
        for n, layer in enumerate(net.layers):
            for name, parameter in layer.named_parameters():
                parameter.copy_(torch.from_numpy(values[f"layers.{net.frozen + n}.{name}"]))
