"""The network for training, in PyTorch: what `graphbuild.extraction.learned` computes with numpy, with gradients."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from graphbuild.extraction.learned import base as published
from graphbuild.extraction.learned.batches import N_DISTANCES, N_FLAGS, N_PATHS, Batch
from graphbuild.extraction.learned.classes import Classes

H, HEADS = published.WIDTH, published.HEADS
RANK, WIDTH, POINTER, FOCUS = 16, 224, 96, 64
DROP = 0.1


class Adapted(nn.Module):
    """A matrix of the base with an adapter of low rank beside it; its bias is trained too."""

    def __init__(self, matrix: np.ndarray, bias: np.ndarray, generator: torch.Generator) -> None:
        super().__init__()
        self.register_buffer("matrix", torch.from_numpy(np.array(matrix)))
        n, m = matrix.shape
        self.a = nn.Parameter(torch.randn(n, RANK, generator=generator) / n**0.5)
        self.b = nn.Parameter(torch.zeros(RANK, m))
        self.bias = nn.Parameter(torch.from_numpy(bias.copy()))

    def forward(self, x: Tensor) -> Tensor:
        return x @ self.matrix + (x @ self.a) @ self.b + self.bias


class Layer(nn.Module):
    """A layer of the encoder."""

    def __init__(self, weights: dict[str, np.ndarray], generator: torch.Generator) -> None:
        super().__init__()
        for name in published.MATRICES:
            setattr(self, name, Adapted(weights[name], weights[f"{name}.bias"], generator))
        self.norm1 = nn.Parameter(torch.from_numpy(weights["norm1"].copy()))
        self.norm2 = nn.Parameter(torch.from_numpy(weights["norm2"].copy()))

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        n, t, _ = x.shape
        q, k, v = (m(x).view(n, t, HEADS, H // HEADS).transpose(1, 2) for m in (self.query, self.key, self.value))
        y = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=DROP if self.training else 0.0)
        y = self.output(y.transpose(1, 2).reshape(n, t, H))
        x = norm(x + functional.dropout(y, DROP, self.training), self.norm1)
        y = self.down(functional.gelu(self.up(x), approximate="tanh"))
        return norm(x + functional.dropout(y, DROP, self.training), self.norm2)


def norm(x: Tensor, weights: Tensor) -> Tensor:
    return functional.layer_norm(x, (H,), weights[0], weights[1], eps=1e-12)


class Network(nn.Module):
    """The upper layers of the encoder, the head for pairs and the pointer to the trigger."""

    def __init__(self, base: published.Base, known: Classes, frozen: int, layers: int, seed: int) -> None:
        super().__init__()
        g = torch.Generator().manual_seed(seed)
        self.frozen, self.known = frozen, known
        self.layers = nn.ModuleList(Layer(weights, g) for weights in base.layers[frozen:layers])
        n = len(known)

        def drawn(*shape: int, scale: float | None = None) -> nn.Parameter:
            return nn.Parameter(torch.randn(*shape, generator=g) * (shape[0] ** -0.5 if scale is None else scale))

        self.first, self.second = drawn(2 * H, WIDTH), drawn(2 * H, WIDTH)
        self.between, self.path, self.product = drawn(H, WIDTH), drawn(H, WIDTH), drawn(H, WIDTH, scale=0.02)
        self.types = drawn(2, len(known.types), WIDTH, scale=0.2)
        self.kinds = drawn(2, len(known.kinds), WIDTH, scale=0.2)
        self.distance, self.length = drawn(N_DISTANCES, WIDTH, scale=0.1), drawn(N_PATHS, WIDTH, scale=0.1)
        self.rules, self.frames = drawn(n, WIDTH, scale=0.1), drawn(known.n_frame_features, WIDTH, scale=0.05)
        self.looks, self.keys = drawn(WIDTH, FOCUS, scale=0.05), drawn(H, FOCUS)
        self.marks, self.said = nn.Parameter(torch.zeros(N_FLAGS)), drawn(H, WIDTH)
        self.bias, self.bias2 = nn.Parameter(torch.zeros(WIDTH)), nn.Parameter(torch.zeros(WIDTH))
        self.inner, self.out = drawn(WIDTH, WIDTH), drawn(WIDTH, n, scale=0.02)
        self.out_bias = nn.Parameter(torch.zeros(n))
        self.asks, self.relation = drawn(WIDTH, POINTER), drawn(n, POINTER, scale=0.1)
        self.start, self.end = drawn(H, POINTER), drawn(H, POINTER)
        self.flags = nn.Parameter(torch.zeros(2, N_FLAGS))
        with torch.no_grad():
            self.out_bias[0] = 1.5

    def tokens(self, lower: Tensor, batch: Batch) -> Tensor:
        """The state of each token, from what the frozen layers made of the pieces: (sentences, longest, H)."""
        places = torch.arange(lower.shape[1])
        mask = (places[None] < torch.from_numpy(batch.lengths)[:, None])[:, None, None]
        x = lower
        for layer in self.layers:
            x = layer(x, mask)
        states = x.reshape(-1, H)[torch.from_numpy(batch.piece_rows)]
        owners, n = torch.from_numpy(batch.token_of_piece), int(batch.token_starts[-1])
        total = torch.zeros(n, H).index_add(0, owners, states)
        count = torch.zeros(n).index_add(0, owners, torch.ones(len(owners)))
        return total / count.clamp(min=1)[:, None]

    def pairs(self, tokens: Tensor, batch: Batch, keep_rules: Tensor) -> tuple[Tensor, Tensor]:
        """The vector of each pair, shape (pairs, WIDTH), and the logarithms of its attention to tokens (`focus`).

        keep_rules: 1 or 0 for each pair.
        """
        mentions, pairs = torch.from_numpy(batch.mentions), torch.from_numpy(batch.pairs)
        sums = torch.cat([torch.zeros(1, H), tokens.cumsum(0)])
        mean = (sums[mentions[:, 1]] - sums[mentions[:, 0]]) / (mentions[:, 1] - mentions[:, 0])[:, None]
        head = tokens[mentions[:, 2]]
        both = functional.dropout(torch.cat([mean, head], 1), 0.15, self.training)
        type_, kind = mentions[:, 3], mentions[:, 4]
        one = both @ self.first + self.types[0, type_] + self.kinds[0, kind]
        other = both @ self.second + self.types[1, type_] + self.kinds[1, kind]
        length = (pairs[:, 3] - pairs[:, 2]).clamp(min=1)[:, None]
        middle = (sums[pairs[:, 3]] - sums[pairs[:, 2]]) / length
        n = len(pairs)
        path, paths = torch.zeros(n, H), torch.from_numpy(batch.paths)
        path = path.index_add(0, paths[:, 0], tokens[paths[:, 1]])
        count = torch.zeros(n).index_add(0, paths[:, 0], torch.ones(len(paths)))
        path = path / count.clamp(min=1)[:, None]
        a, b = pairs[:, 0], pairs[:, 1]
        z = one[a] + other[b] + middle @ self.between + path @ self.path + (head[a] * head[b]) @ self.product
        z = z + self.distance[pairs[:, 4]] + self.length[pairs[:, 5]] + self.bias
        rules, frames = torch.from_numpy(batch.rules), torch.from_numpy(batch.frames)
        z = z.index_add(0, rules[:, 0], self.rules[rules[:, 1]] * keep_rules[rules[:, 0], None])
        z = z.index_add(0, frames[:, 0], self.frames[frames[:, 1]])
        attention, said = self.focus(z, tokens, batch)
        z = z + said @ self.said
        z = functional.dropout(functional.gelu(z, approximate="tanh"), 0.25, self.training)
        return z + functional.gelu(z @ self.inner + self.bias2, approximate="tanh"), attention

    def focus(self, z: Tensor, tokens: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
        """Where each pair looks for the words that link it, as logarithms, and what stands there, shape (pairs, H)."""
        starts, owners = torch.from_numpy(batch.token_starts), torch.from_numpy(batch.sentence_of_pair)
        marks = torch.from_numpy(batch.marks)
        rows = starts[owners, None] + torch.arange(marks.shape[1])
        inside = rows < starts[owners + 1, None]
        rows = rows.clamp(max=len(tokens) - 1)
        query = torch.tanh(z @ self.looks)
        scores = (query[:, None] * (tokens @ self.keys)[rows]).sum(2) / FOCUS**0.5 + marks @ self.marks
        log = functional.log_softmax(scores.masked_fill(~inside, -1e9), 1)
        return log, torch.einsum("pt,pth->ph", log.exp(), tokens[rows])

    def logits(self, vectors: Tensor) -> Tensor:
        return vectors @ self.out + self.out_bias

    def pointer(self, vector: Tensor, class_: int, tokens: Tensor, known: Tensor) -> Tensor:
        """The scores of each token of a sentence as first and as last of the trigger, shape (2, tokens)."""
        asked = torch.tanh(vector @ self.asks + self.relation[class_])
        scores = torch.stack([(tokens @ self.start) @ asked, (tokens @ self.end) @ asked]) / POINTER**0.5
        return scores + self.flags @ known.T


def lower_states(base: published.Base, pieces: np.ndarray, lengths: np.ndarray, frozen: int) -> Tensor:
    """What the frozen layers make of pieces, shape (sentences, longest, H)."""
    with torch.no_grad():
        x = torch.from_numpy(base.words.of(pieces) + base.places[: pieces.shape[1]])
        x = norm(x, torch.from_numpy(base.norm))
        mask = (torch.arange(pieces.shape[1])[None] < torch.from_numpy(lengths)[:, None])[:, None, None]
        for weights in base.layers[:frozen]:
            w = {k: torch.from_numpy(np.array(v)) for k, v in weights.items()}
            n, t, _ = x.shape
            q, k, v = (
                (x @ w[m] + w[f"{m}.bias"]).view(n, t, HEADS, H // HEADS).transpose(1, 2)
                for m in ("query", "key", "value")
            )
            y = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(n, t, H)
            x = norm(x + y @ w["output"] + w["output.bias"], w["norm1"])
            y = functional.gelu(x @ w["up"] + w["up.bias"], approximate="tanh") @ w["down"] + w["down.bias"]
            x = norm(x + y, w["norm2"])
    return x


def padded(states: Sequence[Tensor], longest: int) -> Tensor:
    """Cached states of sentences as one batch."""
    out = torch.zeros(len(states), longest, H)
    for n, s in enumerate(states):
        out[n, : len(s)] = s.float()
    return out
