"""`python -m tests.quality`: the figures, per relation too, and everything that is not as annotated."""

from __future__ import annotations

import argparse
import sys

from graphbuild.extraction import pipeline
from graphbuild.extraction.reader import Reader
from graphbuild.knowledge import ontology

from . import gate
from .annotation import load
from .scoring import Score


def main() -> int:
    """Prints the report; 1 where a figure is below its floor."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--relation", help="only what concerns this relation")
    options.add_argument("--what", help="only findings of this kind: missed, wrong, direction, status, ...")
    options.add_argument("--raise-floors", action="store_true", help="lift the floors to what is reached now")
    options.add_argument("--lower-floors", action="store_true", help="write what is reached now, lower or not")
    given = options.parse_args()
    scores = gate.measure(load(), pipeline.load(None), Reader(ontology.load()))
    for part, score in scores.items():
        _say(f"== {part}\n{table(score)}\n{findings(score, given.relation, given.what)}")
    figures, floors = gate.reached(scores), gate.load_floors()
    _say(f"{summary(scores)}")
    if given.lower_floors:
        gate.write_floors(figures)
        return 0
    if given.raise_floors:
        gate.write_floors(gate.raised(figures, floors))
    low = gate.below(figures, floors)
    _say("\n".join(low) or "no figure is below its floor")
    return 1 if low else 0


def table(score: Score) -> str:
    """Precision and recall of each relation, as counts."""
    relations = sorted({m.split(":")[1] for m in score.asked if ":" in m})
    rows = [f"{'relation':<20}{'right/found':>12}{'found/asked':>12}"]
    for relation in relations:
        counts = [f"{score.right[m]}/{score.asked[m]}" for m in (f"precision:{relation}", f"recall:{relation}")]
        rows.append(f"{relation:<20}{counts[0]:>12}{counts[1]:>12}")
    return "\n".join(rows)


def findings(score: Score, relation: str | None, what: str | None) -> str:
    """What is not as annotated, sorted by kind and relation."""
    chosen = [f for f in score.findings if relation in (None, f.relation) and what in (None, f.what)]
    return "\n".join(str(f) for f in sorted(chosen, key=lambda f: (f.what, f.relation, f.file)))


def summary(scores: dict[str, Score]) -> str:
    """The figures that have a floor."""
    return "\n".join(
        f"{part:<10} {m:<12} {score.right[m]:>4}/{score.asked[m]:<4} {score.share(m):.3f}"
        for part, score in scores.items()
        for m in gate.MEASURES[part]
    )


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")


if __name__ == "__main__":
    sys.exit(main())
