"""Measures what the probabilities of the learned reader are worth, and writes `graphbuild/knowledge/data/learned.toml`.

    python benchmarks/learned/calibrate.py SETS SET... [--model MODEL.npz] [--sources wce redocred] [--check SET...]
        [--precision 0.75] [--write]

SETS is the folder of the annotated sets (`judged.py` says what lies there), SET a set in it, such as open/train. Only
texts of sources that the model was not trained on tell anything; `--sources` names them by the beginnings of their ids.
The curve is Platt's: a logistic function of the log-odds of a link and of the logarithm of its trigger's probability,
with an offset for each family of relations that is drawn towards 0.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.append(str(Path(__file__).parents[1]))

from judged import annotated, rows_of

import graphbuild
from graphbuild.core.model import Document, MentionKind
from graphbuild.extraction import pipeline
from graphbuild.extraction.learned import base
from graphbuild.extraction.learned.calibration import CERTAIN, Calibration
from graphbuild.extraction.learned.model import MODEL, read_model
from graphbuild.extraction.learned.proposals import LearnedProposer
from graphbuild.extraction.reader import Reader
from graphbuild.extraction.syntax.parsing import parse
from graphbuild.knowledge import ontology

TABLE = Path(graphbuild.__file__).parent / "knowledge" / "data" / "learned.toml"
LEAST = 0.2
RIDGE, FAMILY_RIDGE = 0.01, 5.0
EVERYTHING = Calibration(slope=1.0, pointed=0.0, offset=0.0, families={}, threshold=0.0, least=LEAST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A learned link and whether it is right; None for links to places, which nobody annotates exhaustively."""

    text: str
    probability: float
    pointed: float
    family: str
    right: bool | None


def judged(sets: Path, name: str, proposer: LearnedProposer, sources: list[str]) -> list[Judged]:
    """Every learned link of a set's texts, each once a text."""
    reader, right = Reader(ontology.load(), proposer=proposer), annotated(sets, name)
    relations = reader.ontology.relations
    rows = [r for r in rows_of(sets, name) if not sources or str(r["id"]).split("_")[0] in sources]
    given = (Document(id=str(row["id"]), text=row["text"], source=name, sha256="") for row in rows)
    found = []
    for document, doc in parse(pipeline.load(), given):
        trace = reader.trace(document, doc)
        spans, seen = defaultdict(list), set()
        for mention in trace.reading.mentions:
            if mention.kind is not MentionKind.PRONOUN:
                spans[mention.actor].append((mention.span.start, mention.span.end))
        by_event = {id(read.event): read for read in trace.events}
        for proposal in sorted(trace.proposals, key=lambda p: -p.probability):
            for claim in by_event[id(proposal.event)].claims:
                if (key := (claim.subject, claim.relation, claim.object)) not in seen:
                    seen.add(key)
                    found.append(
                        Judged(
                            text=document.id,
                            probability=proposal.probability,
                            pointed=proposal.pointed,
                            family=relations[claim.relation].family,
                            right=right(document, claim, spans),
                        )
                    )
    return found


def fitted(rows: list[Judged]) -> Calibration:
    """The curve of best fit."""
    families = sorted({row.family for row in rows})
    x = np.array([_features(row, families) for row in rows])
    y = np.array([bool(row.right) for row in rows], dtype=float)
    ridge = np.array([RIDGE, RIDGE, RIDGE] + [FAMILY_RIDGE] * len(families))
    w = np.zeros(x.shape[1])
    for _ in range(50):  # Newton's method
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + ridge * w
        w -= np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(ridge), gradient)
    w = [round(float(value), 3) for value in w]
    return Calibration(
        slope=w[0],
        pointed=w[1],
        offset=w[2],
        families=dict(zip(families, w[3:], strict=True)),
        threshold=0,
        least=LEAST,
    )


def _features(row: Judged, families: list[str]) -> list[float]:
    p = min(max(row.probability, CERTAIN), 1 - CERTAIN)
    pointed = np.log(max(row.pointed, CERTAIN))
    return [np.log(p / (1 - p)), pointed, 1.0, *(float(row.family == family) for family in families)]


def threshold(rows: list[Judged], curve: Calibration, precision: float) -> float:
    """The least confidence from which on the links together are as often right as is asked for."""
    sure = sorted(((_sure(row, curve), bool(row.right)) for row in rows), reverse=True)
    best = 1.0
    for n in range(20, len(sure) + 1):
        if sum(right for _, right in sure[:n]) / n >= precision:
            best = min(best, sure[n - 1][0])
    return best


def _sure(row: Judged, curve: Calibration) -> float:
    return curve.confidence(row.probability, row.pointed, row.family)


def table(rows: list[Judged], curve: Calibration) -> str:
    """How often links of each confidence were right."""
    lines = ["| confidence | links | right |", "|---|---|---|"]
    for low in range(0, 100, 10):
        part = [row for row in rows if low <= round(100 * _sure(row, curve)) < low + 10]
        if part:
            share = sum(bool(row.right) for row in part) / len(part)
            lines.append(f"| .{low:02d} to .{low + 9:02d} | {len(part)} | {share:.2f} |")
    for bound in (0.4, 0.5, 0.6, 0.7, 0.8):
        part = [row for row in rows if _sure(row, curve) >= bound]
        lines.append(f"from {bound}: {len(part)}, right {sum(bool(r.right) for r in part) / max(len(part), 1):.3f}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path)
    parser.add_argument("names", nargs="+", metavar="SET")
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--sources", nargs="*", default=[])
    parser.add_argument("--check", nargs="*", default=[], metavar="SET")
    parser.add_argument("--precision", type=float, default=0.75)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    proposer = LearnedProposer(read_model(args.model, base.load()), EVERYTHING)
    rows = [row for name in args.names for row in judged(args.sets, name, proposer, args.sources)]
    rows = [row for row in rows if row.right is not None]
    curve = fitted(rows)
    least = threshold(rows, curve, args.precision)
    print(
        f"{len(rows)} links, {sum(bool(r.right) for r in rows)} right; threshold {least}\n{curve}\n{table(rows, curve)}"
    )
    for name in args.check:
        others = [row for row in judged(args.sets, name, proposer, []) if row.right is not None]
        print(f"\n{name}\n{table(others, curve)}")
    if args.write:
        TABLE.write_text(_toml(curve, least), encoding="utf-8")


def _toml(curve: Calibration, least: float) -> str:
    head = TABLE.read_text(encoding="utf-8").split("\n\n")[0]
    keys = ("slope", "pointed", "offset")
    lines = [f"{key} = {getattr(curve, key)}" for key in keys]
    lines += [f"threshold = {least}", f"least = {LEAST}", "", "[families]"]
    lines += [f"{family} = {value}" for family, value in sorted(curve.families.items())]
    return f"{head}\n\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
