"""Measures what the probabilities of the learned reader are worth, and writes `graphbuild/knowledge/data/learned.toml`.

    python benchmarks/learned/calibrate.py SETS SET... [--model MODEL.npz] [--sources wce redocred]
        [--also OTHER.npz SOURCE...]... [--check SET...] [--write]

SETS is the folder of the annotated sets (`judged.py` says what lies there), SET a set in it, such as open/train. Only
texts of sources that the model was not trained on tell anything; `--sources` names them by the beginnings of their ids.
`--also` adds models that were trained without other sources (`train.py --leave-out`), with those sources: they have a
curve of their own, and tell with the first what the marks of a link and the families of relations are worth.

The curve is Platt's: a logistic function of the log-odds of a link and of the logarithm of its trigger's probability,
with an offset for each family, each relation and each mark of a link (`graphbuild.extraction.learned.marks`), all drawn
towards 0.

It is fitted to what is annotated. Annotators leave out what a reader finds right when it is put before them; so the
confidence lies between how often readers find right what is not annotated, and what is (`judged.Worth`).
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.append(str(Path(__file__).parents[1]))

from judged import OF_LEARNED, OF_RULES, annotated, rows_of, spans_of

import graphbuild
from graphbuild.core.model import Document
from graphbuild.extraction import pipeline
from graphbuild.extraction.learned import base
from graphbuild.extraction.learned.calibration import CERTAIN, Calibration, log_odds
from graphbuild.extraction.learned.marks import MARKS
from graphbuild.extraction.learned.model import MODEL, read_model
from graphbuild.extraction.learned.proposal import Opinion
from graphbuild.extraction.learned.proposals import LearnedProposer
from graphbuild.extraction.reader import Reader
from graphbuild.extraction.syntax.parsing import parse
from graphbuild.knowledge import ontology

TABLE = Path(graphbuild.__file__).parent / "knowledge" / "data" / "learned.toml"
LEAST = 0.2
THRESHOLD = 0.55
"""Kept from here on: with those from .5 on, less of what is shown would be right than with the rules alone."""
RIDGE, FAMILY_RIDGE, RELATION_RIDGE, MARK_RIDGE = 0.01, 5.0, 10.0, 1.0
EVERYTHING = Calibration(
    **dict.fromkeys(("pointed", "offset", "threshold", "same", "linked", "agreed"), 0.0),
    slope=1.0,
    own=1.0,
    families={},
    relations={},
    marks={},
    least=LEAST,
    learned=(0.0, 1.0),
    rules=(0.0, 1.0),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """A learned link and whether it is right; None for links to places, which nobody annotates exhaustively.

    model: the number of the model that found it, 0 for the one that is calibrated.
    """

    probability: float
    pointed: float
    relation: str
    family: str
    marks: tuple[str, ...]
    model: int
    right: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """A link of a rule on which the model has an opinion, and whether it is right."""

    confidence: float
    opinion: Opinion
    right: bool | None


def judged(
    sets: Path, name: str, proposer: LearnedProposer, sources: list[str], model: int
) -> tuple[list[Learned], list[Ruled]]:
    """Every link of a set's texts with what a model says of it, each once a text."""
    reader, right = Reader(ontology.load(), proposer=proposer), annotated(sets, name)
    rows = [r for r in rows_of(sets, name) if not sources or str(r["id"]).split("_")[0] in sources]
    given = (Document(id=str(row["id"]), text=row["text"], source=name, sha256="") for row in rows)
    learned, ruled = [], []
    for document, doc in parse(pipeline.load(), given):
        trace = reader.trace(document, doc)
        spans = spans_of(trace.reading)
        proposals = {id(proposal.event): proposal for proposal in trace.beside.proposals}
        seen = set()
        for read in trace.events:
            for claim in read.claims:
                key = (claim.subject, claim.relation, claim.object)
                if key in seen:
                    continue
                seen.add(key)
                verdict = right(document, claim, spans)
                if (proposal := proposals.get(id(read.event))) is not None:
                    learned.append(
                        Learned(
                            probability=proposal.probability,
                            pointed=proposal.pointed,
                            relation=claim.relation,
                            family=reader.ontology.relations[claim.relation].family,
                            marks=proposal.marks,
                            model=model,
                            right=verdict,
                        )
                    )
                elif (opinion := trace.beside.opinion(trace.context, read, claim)) is not None:
                    ruled.append(Ruled(confidence=claim.confidence, opinion=opinion, right=verdict))
    return learned, ruled


def fitted(learned: list[Learned], ruled: list[Ruled]) -> Calibration:
    """The curves of best fit."""
    groups, models = _groups(learned), max(row.model for row in learned)
    ridges = [RIDGE] * 3 + [ridge for _, ridge in groups.values()] + [RIDGE] * 3 * models
    w = logistic([_features(row, groups, models) for row in learned], [row.right for row in learned], ridges)
    offsets = dict(zip(groups, w[3:], strict=False))
    of_rules = [[log_odds(r.confidence), log_odds(r.opinion.same), log_odds(r.opinion.linked), 1.0] for r in ruled]
    v = logistic(of_rules, [row.right for row in ruled], [RIDGE] * 4)
    return Calibration(
        slope=w[0],
        pointed=w[1],
        offset=w[2],
        families={name: value for (kind, name), value in offsets.items() if kind == "family"},
        relations={name: value for (kind, name), value in offsets.items() if kind == "relation"},
        marks={name: value for (kind, name), value in offsets.items() if kind == "mark"},
        threshold=0,
        least=LEAST,
        own=v[0],
        same=v[1],
        linked=v[2],
        agreed=v[3],
        learned=(OF_LEARNED.untold, OF_LEARNED.told),
        rules=(OF_RULES.untold, OF_RULES.told),
    )


def _groups(learned: list[Learned]) -> dict[tuple[str, str], tuple[int, float]]:
    """What has an offset, by kind and name, with its place and how strongly it is drawn towards 0."""
    kinds = [
        ("family", {row.family for row in learned}, FAMILY_RIDGE),
        ("relation", {row.relation for row in learned}, RELATION_RIDGE),
        ("mark", MARKS, MARK_RIDGE),
    ]
    named = [((kind, name), ridge) for kind, names, ridge in kinds for name in sorted(names)]
    return {key: (place, ridge) for place, (key, ridge) in enumerate(named)}


def logistic(rows: list[list[float]], right: list[bool | None], ridges: list[float]) -> list[float]:
    """The weights of a logistic regression, by Newton's method."""
    x, y, ridge = np.array(rows), np.array(right, dtype=float), np.array(ridges)
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(ridge), x.T @ (p - y) + ridge * w)
    return [round(float(value), 3) for value in w]


def _features(row: Learned, groups: dict[tuple[str, str], tuple[int, float]], models: int) -> list[float]:
    curve, none = [log_odds(row.probability), float(np.log(max(row.pointed, CERTAIN))), 1.0], [0.0] * 3
    shared = [0.0] * len(groups)
    for key in (("family", row.family), ("relation", row.relation), *(("mark", mark) for mark in row.marks)):
        if key in groups:
            shared[groups[key][0]] = 1.0
    first, *others = [curve if row.model == model else none for model in range(models + 1)]
    return [*first, *shared, *(value for other in others for value in other)]


def _sure(row: Learned | Ruled, curve: Calibration) -> float:
    if isinstance(row, Ruled):
        return curve.weighed(row.confidence, row.opinion)
    return curve.confidence(row.probability, row.pointed, (row.relation, row.family), row.marks)


def table(rows: list[Learned] | list[Ruled], curve: Calibration) -> str:
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
    parser.add_argument("--also", nargs="+", action="append", default=[], metavar=("MODEL", "SOURCE"))
    parser.add_argument("--check", nargs="*", default=[], metavar="SET")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    proposer = LearnedProposer(read_model(args.model, base.load()), EVERYTHING)
    learned, ruled = everything(args.sets, args.names, proposer, args.sources)
    for number, (path, *sources) in enumerate(args.also, 1):
        other = LearnedProposer(read_model(Path(path), base.load()), EVERYTHING)
        learned += everything(args.sets, args.names, other, sources, number)[0]
    curve = fitted(learned, ruled)
    own = [row for row in learned if row.model == 0]
    print(curve, f"\n\n{len(learned)} learned\n{table(own, curve)}\n\nrules\n{table(ruled, curve)}")
    for name in args.check:
        others = everything(args.sets, [name], proposer, [])
        print(f"\n{name}, learned\n{table(others[0], curve)}\n\nrules\n{table(others[1], curve)}")
    if args.write:
        TABLE.write_text(_toml(curve), encoding="utf-8")


def everything(
    sets: Path, names: list[str], proposer: LearnedProposer, sources: list[str], model: int = 0
) -> tuple[list[Learned], list[Ruled]]:
    """What can be judged in some sets."""
    found = [judged(sets, name, proposer, sources, model) for name in names]
    learned = [row for part, _ in found for row in part if row.right is not None]
    return learned, [row for _, part in found for row in part if row.right is not None]


def _toml(curve: Calibration) -> str:
    head = TABLE.read_text(encoding="utf-8").split("\n\n")[0]
    keys = ("slope", "pointed", "offset", "own", "same", "linked", "agreed")
    lines = [f"{key} = {getattr(curve, key)}" for key in keys]
    lines += [f"threshold = {THRESHOLD}", f"least = {LEAST}"]
    lines += [f"learned = {list(curve.learned)}", f"rules = {list(curve.rules)}"]
    for name in ("families", "relations", "marks"):
        lines += ["", f"[{name}]", *(f'"{key}" = {value}' for key, value in getattr(curve, name).items())]
    return f"{head}\n\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
