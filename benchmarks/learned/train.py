"""Trains the learned reader on gathered sentences (`gather.py`), and writes its model.

    python benchmarks/learned/train.py RULES.pickle --hidden 1 --epochs 2 --output FIRST.npz
    python benchmarks/learned/train.py GATHERED.pickle --first FIRST.npz --output MODEL.npz [--check OTHER.pickle]

The first learns, without being told what the rules say, from what they say of texts that nobody annotated
(`by_rules.py`); it can be left out. Only texts in the public domain or under CC BY are trained on; of the others in
GATHERED it says how well they are read, epoch by epoch. Word embeddings and the lower layers are frozen, and what they
make of each sentence is computed once.
"""

from __future__ import annotations

import argparse
import pickle
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from export import go_on_from, learned, merged, start_from, write
from labels import Labelled
from network import Network, lower_states, padded
from torch.nn import functional

from graphbuild.extraction.learned import base as published
from graphbuild.extraction.learned.batches import batch_of, flags
from graphbuild.extraction.learned.classes import Classes

SIZE = 20  # sentences in a batch
TRIGGERS, FOCUSED = 0.3, 0.1  # weights of the losses of the pointer, and of where a pair looks


class Cached:
    """Sentences with what the frozen layers make of them."""

    def __init__(self, rows: Sequence[Labelled], base: published.Base, frozen: int) -> None:
        self.rows = rows
        self.states: list[torch.Tensor] = [torch.empty(0)] * len(rows)
        order = sorted(range(len(rows)), key=lambda i: len(rows[i].sentence.pieces))
        for at in range(0, len(order), 32):
            part = order[at : at + 32]
            batch = batch_of([rows[i].sentence for i in part])
            x = lower_states(base, batch.pieces, batch.lengths, frozen)
            for n, i in enumerate(part):
                self.states[i] = x[n, : batch.lengths[n]].half()

    def batches(self, random: np.random.Generator | None) -> list[list[int]]:
        """Sentences of about the same length together, in random order if a generator is given."""
        noise = random.random(len(self.rows)) * 12 if random is not None else np.zeros(len(self.rows))
        order = np.argsort([len(r.sentence.pieces) + noise[i] for i, r in enumerate(self.rows)], kind="stable")
        found = [order[at : at + SIZE].tolist() for at in range(0, len(order), SIZE)]
        if random is not None:
            random.shuffle(found)
        return found


def batch_loss(
    net: Network, cached: Cached, part: list[int], random: np.random.Generator, hidden: float
) -> torch.Tensor:
    """The loss of a batch: of the classes of its pairs, and of the triggers that are annotated."""
    rows = [cached.rows[i] for i in part]
    batch = batch_of([r.sentence for r in rows])
    tokens = net.tokens(padded([cached.states[i] for i in part], batch.pieces.shape[1]), batch)
    keep = torch.from_numpy((random.random(len(batch.pairs)) >= hidden).astype(np.float32))
    vectors, attention = net.pairs(tokens, batch, keep)
    log = functional.log_softmax(net.logits(vectors), 1)
    right = torch.zeros(log.shape, dtype=torch.bool)
    for n, answer in enumerate(answer for row in rows for answer in row.answers):
        right[n, sorted(answer) or [0]] = True
    loss = -torch.logsumexp(log.masked_fill(~right, -1e9), 1).mean()
    pointed, focused, first_pair = [], [], 0
    for n, row in enumerate(rows):
        here = tokens[batch.token_starts[n] : batch.token_starts[n + 1]]
        for pair, class_, start, end in row.triggers:
            way = net.known.all[class_]
            relation = net.known.relation_number(way[0]) if way else 0
            known = torch.from_numpy(flags(row.sentence, row.sentence.pairs[pair], relation or 0))
            scores = functional.log_softmax(net.pointer(vectors[first_pair + pair], class_, here, known), 1)
            pointed.append(-(scores[0, start] + scores[1, end]))
            focused.append(-torch.logsumexp(attention[first_pair + pair, start : end + 1], 0))
        first_pair += len(row.answers)
    if pointed:
        loss = loss + TRIGGERS * torch.stack(pointed).mean() + FOCUSED * torch.stack(focused).mean()
    return loss


def train(
    cached: Cached, base: published.Base, known: Classes, args: argparse.Namespace, checks: dict, values: dict
) -> Network:
    net = Network(base, known, args.frozen, args.layers, args.seed)
    start_from(net, values)
    if args.first is not None:
        go_on_from(net, learned(args.first)[1])
    random = np.random.default_rng(args.seed)
    torch.manual_seed(args.seed)
    adapters = [p for layer in net.layers for p in layer.parameters()]
    inside = {id(p) for p in adapters}
    head = [p for p in net.parameters() if id(p) not in inside]
    groups = [{"params": adapters, "lr": args.rate}] if adapters else []
    groups += [{"params": head, "lr": args.head_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.02)
    steps = args.epochs * len(cached.batches(None))
    warm = max(steps // 10, 1)
    shape = lambda n: min(n / warm, 0.02 + 0.98 * (1 + np.cos(np.pi * max(n - warm, 0) / max(steps - warm, 1))) / 2)  # noqa: E731
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, shape)
    begun = time.time()
    for epoch in range(args.epochs):
        net.train()
        total = 0.0
        parts = cached.batches(random)
        for part in parts:
            loss = batch_loss(net, cached, part, random, args.hidden)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1} loss {total / len(parts):.3f} {time.time() - begun:.0f}s", flush=True)
        if (epoch + 1) % args.every == 0 or epoch + 1 == args.epochs:
            for name, other in checks.items():
                print("  ", name, check(net, other), flush=True)
    return net


@torch.no_grad()
def predict(net: Network, cached: Cached) -> list[np.ndarray]:
    """The probabilities of each pair's classes, by sentence."""
    net.eval()
    found: list[np.ndarray] = [np.empty(0)] * len(cached.rows)
    for part in cached.batches(None):
        rows = [cached.rows[i] for i in part]
        batch = batch_of([r.sentence for r in rows])
        tokens = net.tokens(padded([cached.states[i] for i in part], batch.pieces.shape[1]), batch)
        out = functional.softmax(net.logits(net.pairs(tokens, batch, torch.ones(len(batch.pairs)))[0]), 1).numpy()
        at = 0
        for i, row in zip(part, rows, strict=True):
            found[i] = out[at : at + len(row.answers)]
            at += len(row.answers)
    return found


def check(net: Network, cached: Cached) -> str:
    """How well pairs are read: those of actors in sentences, each by its surest mentions, with and without rules."""
    said, gold, by_rules, right_rules, both = [], 0, 0, 0, []
    for row, probabilities in zip(cached.rows, predict(net, cached), strict=True):
        links: dict = {}
        for pair, answer, p in zip(row.sentence.pairs, row.answers, probabilities, strict=True):
            one, other = (row.actors[i] or f"?{i}" for i in (pair.first, pair.second))
            slot = links.setdefault((one, other) if one < other else (other, one), [set(), set(), 0.0, None])
            turned = one > other
            slot[0] |= {_turned(net.known, c) if turned else c for c in answer}
            slot[1] |= {_turned(net.known, c) if turned else c for c in pair.rules}
            best = 1 + int(p[1:].argmax())
            if p[best] > slot[2]:
                slot[2], slot[3] = float(p[best]), _turned(net.known, best) if turned else best
        for answer, rules, sure, class_ in links.values():
            gold += len(answer)
            by_rules += len(rules)
            right_rules += len(answer & rules)
            said.append((sure, class_ in answer))
            if not rules:
                both.append((sure, class_ in answer))
    rows = []
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        n, hits = sum(s >= threshold for s, _ in said), sum(r for s, r in said if s >= threshold)
        m, more = sum(s >= threshold for s, _ in both), sum(r for s, r in both if s >= threshold)
        rows.append(
            f"{threshold}: alone {_figures(hits, n, gold)} beside {_figures(right_rules + more, by_rules + m, gold)}"
            f" new {more}/{m}"
        )
    return f"rules {_figures(right_rules, by_rules, gold)}\n      " + "\n      ".join(rows)


def _figures(right: int, said: int, gold: int) -> str:
    p, r = right / max(said, 1), right / max(gold, 1)
    return f"P {p:.3f} R {r:.3f} F {2 * p * r / max(p + r, 1e-9):.3f}"


def _turned(known: Classes, class_: int) -> int:
    way = known.all[class_]
    if way is None or way[0] in known.symmetric:
        return class_
    return known.number(way[0], forward=not way[1]) or 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gathered", type=Path, nargs="+")
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="a model whose encoder is kept as it is, and whose head goes on")
    parser.add_argument("--first", type=Path, help="a model all of which goes on")
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--frozen", type=int, default=3, help="lower layers that stay as they are")
    parser.add_argument("--layers", type=int, default=published.LAYERS, help="layers that are used at all")
    parser.add_argument("--rate", type=float, default=8e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--every", type=int, default=2, help="epochs between two checks")
    parser.add_argument("--hidden", type=float, default=0.3, help="share of pairs whose rules are hidden in training")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--check", type=Path, nargs="*", default=[])
    parser.add_argument("--leave-out", nargs="*", default=[], help="sources that are not trained on")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.use_deterministic_algorithms(True)
    base, before, values = published.load(), {}, {}
    if args.start is not None:
        before, values = learned(args.start)
        base, args.layers = merged(base, values), before["layers"]
        args.frozen = args.layers
    read = [pickle.loads(path.read_bytes()) for path in args.gathered]
    known, rows = read[0][0], [row for _, part in read for row in part]
    kept = [r for r in rows if r.free and r.source not in args.leave_out]
    begun = time.time()
    cached = Cached(kept, base, args.frozen)
    print(f"{len(kept)} sentences, cached in {time.time() - begun:.0f}s", flush=True)
    others = {"left out": [r for r in rows if not (r.free and r.source not in args.leave_out)]}
    others |= {path.stem: pickle.loads(path.read_bytes())[1] for path in args.check}
    checks = {name: Cached(rest, base, args.frozen) for name, rest in others.items() if rest}
    net = train(cached, base, known, args, checks, values)
    texts = sorted({(r.source, r.text) for r in kept})
    sources = {source: sum(s == source for s, _ in texts) for source, _ in texts}
    about = {"sources": sources, "seed": args.seed, "epochs": args.epochs}
    if args.first is not None:
        about["first"] = {k: learned(args.first)[0][k] for k in about}
    about |= {"before": {k: before[k] for k in about}} if before else {}
    write(net, args.output, about, {name: v for name, v in values.items() if name.startswith("layers.")})
    print(f"written: {args.output.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
