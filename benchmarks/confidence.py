"""Counts how often each kind of rule, trigger and path is right, and writes the table `confidence.toml`.

    python benchmarks/confidence.py SETS            writes the table, and the figures of docs/confidence.md
    python benchmarks/confidence.py SETS --check    writes nothing; exit code 1 if they are not up to date
    python benchmarks/confidence.py SETS --unjudged FILE    also lists the claims that nobody has judged yet

SETS is the folder of the annotated sets (`judged.py` says what lies there). It is no part of the project.

Method. Let a claim be found by a rule such as attacks/verbs/bomb. Its rate is the share of right claims of that
trigger, drawn towards that of attacks/verbs as if PRIOR more claims of the parent's rate had been seen; so again up to
verbs, and up to all claims (a beta-binomial model at every level; Gelman et al., Bayesian Data Analysis, chapter 5).
Claims of one rule in one document, or in one topic of documents that tell the same story, count together as one
claim: they are right or wrong together. What a path adds is the odds of its claims over those that their rules would
make one expect, drawn towards one in the same way. PRIOR and PATH_PRIOR are those of a few round numbers that did best
on sources left out. In an annotated text a claim counts as often right as readers found such a claim right: nearly
always if it is in the annotation, and two times in five if it is not (`judged.Worth`).

What is shipped is learned only from sets whose stated licence allows it (LEARNED), and in a set whose texts state a
licence each, only from texts that are in the public domain or under CC BY (FREE); the others are held out (HELD).
"""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from judged import Judged, read

import graphbuild
from graphbuild.knowledge.lexicon.confidence import MARKS, Confidence, levels
from graphbuild.knowledge.ontology import FrameKind

TABLE = Path(graphbuild.__file__).parent / "knowledge" / "data" / "confidence.toml"
PAGE = Path(__file__).parent.parent / "docs" / "confidence.md"
# articles: annotated for this project; ecbplus: CC BY 3.0; re3d: what is under CC BY, OGL or in the public domain.
LEARNED = ("articles/train", "ecbplus/train", "re3d/dev", "open/train")
BY_TEXT = ("open/train",)  # each text states its licence
FREE = re.compile(r"public domain\b|CC BY \d")  # not "CC BY-SA 4.0"
SHARE_ALIKE = "share-alike"
SOURCES = {
    "re3d/dev": frozenset(
        {"Australian Department of Foreign Affairs", "CENTCOM", "UK Government", "US State Department"}
    )
}
HELD = {
    "articles/dev": "annotated articles",
    SHARE_ALIKE: "Wikipedia's news digests and biographies",
    "corpus/bbc": "BBC news",
    "corpus/reuters": "Reuters news",
}
PRIOR, PATH_PRIOR = 25, 40
SEEN = 2.0  # how many claims a rule or trigger must have to stand in the table
KINDS = (*(kind.value for kind in FrameKind), "structure", "other")
PARTS = 16
Rated = tuple[float, float, float, bool]  # confidence, how often right, the rate of all claims, whether judged right


def fit(claims: Sequence[Judged]) -> tuple[Confidence, dict[str, tuple[float, float]]]:
    """The table, and for each of its keys how many claims were right of how many."""
    weights = _weights(claims)
    counts: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for claim, weight in zip(claims, weights, strict=True):
        for key in ("", *levels(claim.rule)):
            counts[key][0] += weight * claim.worth
            counts[key][1] += weight
    typed = [counts[kind] for kind in KINDS if kind in counts and kind != "other"]
    overall = (1 + sum(right for right, _ in typed)) / (2 + sum(seen for _, seen in typed))
    rates = dict.fromkeys(KINDS, overall)
    for chain in sorted({levels(claim.rule) for claim in claims}):
        parent = overall
        for key in chain:
            right, seen = counts[key]
            parent = rates[key] = (right + PRIOR * parent) / (seen + PRIOR)
    kept = {key: rate for key, rate in rates.items() if key in KINDS or counts[key][1] >= SEEN}
    paths = _paths(claims, weights, Confidence(overall=overall, rates=kept, paths={}))
    seen_ = {key: (right, seen) for key, (right, seen) in counts.items()}
    return Confidence(overall=overall, rates=kept, paths=paths), seen_


def _weights(claims: Sequence[Judged]) -> list[float]:
    alike = Counter((claim.set, claim.group, claim.rule) for claim in claims)
    return [1 / alike[claim.set, claim.group, claim.rule] for claim in claims]


def _paths(claims: Sequence[Judged], weights: Sequence[float], rates: Confidence) -> dict[str, float]:
    """For each mark, the odds of its claims over the odds that their rules alone would give."""
    found = dict.fromkeys(MARKS, 1.0)
    for mark in MARKS:
        pairs = zip(claims, weights, strict=True)
        mine = [(c, w) for c, w in pairs if mark in c.marks and not c.rule.startswith("other/")]
        seen = sum(w for _, w in mine)
        if not seen:
            continue
        expected = sum(w * rates.of(c.rule) for c, w in mine) / seen
        right = (sum(w * c.worth for c, w in mine) + PATH_PRIOR * expected) / (seen + PATH_PRIOR)
        found[mark] = (right / (1 - right)) / (expected / (1 - expected))
    return found


def write(table: Confidence, counts: dict[str, tuple[float, float]], claims: Sequence[Judged]) -> str:
    """The table as TOML."""
    lines = [
        "# How often claims were right: by kind of rule, by rule, by trigger; and what the path from trigger to ends",
        "# multiplies the odds by. Made by benchmarks/confidence.py; see docs/confidence.md. Do not edit.",
        "# Behind each rate: the claims found right, of those judged. Claims that say the same count as one.",
        f"# Learned from {len(claims)} claims: {', '.join(_sizes(claims))}.",
        "",
        "[all]",
        f"rate = {table.overall:.3f}",
    ]
    depth = {key: k for claim in claims for k, key in enumerate(levels(claim.rule))}
    depth |= dict.fromkeys(KINDS, 0)
    for name, level in (("kinds", 0), ("rules", 1), ("triggers", 2)):
        lines += ["", f"[{name}]"]
        for key in sorted(key for key in table.rates if depth[key] == level):
            right, seen = counts.get(key, (0.0, 0.0))
            lines.append(f'"{key}" = {table.rates[key]:.3f}  # {right:.1f} of {seen:.1f}')
    lines += ["", "[paths]"]
    for mark in MARKS:
        n = sum(mark in claim.marks and not claim.rule.startswith("other/") for claim in claims)
        lines.append(f"{mark} = {table.paths[mark]:.2f}  # {n} claims")
    return "\n".join(lines) + "\n"


def _sizes(claims: Iterable[Judged]) -> list[str]:
    return [f"{n} of {name}" for name, n in sorted(Counter(claim.set for claim in claims).items())]


def figures(claims: Sequence[Judged], held: Sequence[Judged]) -> list[str]:
    """How well the figures hold where they were not learned: the rows of a Markdown table."""
    documents = sorted({(claim.set, claim.group) for claim in claims})
    parts = {document: k % PARTS for k, document in enumerate(documents)}
    rated = _rated(fit(claims)[0], held)
    rows = [
        _row("learned from, documents left out", _left_out(claims, lambda c: parts[c.set, c.group])),
        _row("learned from, one source left out", _left_out(claims, lambda c: (c.set, c.source))),
    ]
    for name, words in HELD.items():
        rows.append(_row(words, [r for r, c in zip(rated, held, strict=True) if c.set == name]))
    return [*rows, _row("all that nothing was learned from", rated)]


def thresholds(claims: Sequence[Judged], held: Sequence[Judged]) -> list[str]:
    """What is right at and above each confidence, and which share of the right claims is kept: a Markdown table."""
    rated = [row[:2] for row in _rated(fit(claims)[0], held)]
    bins = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01]
    rows = [
        "| confidence | claims | said on average | right | right from here up | right claims kept |",
        "|" + "---|" * 6,
    ]
    for low, high in pairwise(bins):
        part = [(p, right) for p, right in rated if low <= p < high]
        above = [right for p, right in rated if p >= low]
        if part:
            said, right = (sum(column) / len(part) for column in zip(*part, strict=True))
            kept = sum(above) / sum(right for _, right in rated)
            name = f"{low:.1f} to {min(high, 1):.1f}"
            rows.append(
                f"| {name} | {len(part)} | {said:.2f} | {right:.2f} | {sum(above) / len(above):.2f} | {kept:.2f} |"
            )
    return rows


def _rated(table: Confidence, claims: Sequence[Judged]) -> list[Rated]:
    return [(table.of(c.rule, c.marks), c.worth, table.overall, bool(c.right)) for c in claims]


def _left_out(claims: Sequence[Judged], part: Callable[[Judged], object]) -> list[Rated]:
    found = []
    for one in sorted({part(claim) for claim in claims}, key=str):
        table = fit([claim for claim in claims if part(claim) != one])[0]
        found += _rated(table, [claim for claim in claims if part(claim) == one])
    return found


def _row(name: str, rated: Sequence[Rated]) -> str:
    """Claims, share right, mean confidence, calibration error, rank, log loss and that of one rate for all."""
    n = max(len(rated), 1)
    right, said = sum(r for _, r, _, _ in rated) / n, sum(p for p, _, _, _ in rated) / n
    loss = -sum(r * math.log(p) + (1 - r) * math.log(1 - p) for p, r, _, _ in rated) / n
    constant = -sum(r * math.log(o) + (1 - r) * math.log(1 - o) for _, r, o, _ in rated) / n
    cells = (f"{len(rated)}", f"{right:.2f}", f"{said:.2f}", f"{_calibration_error(rated):.2f}", f"{_rank(rated):.2f}")
    return "| " + " | ".join((name, *cells, f"{loss:.3f} ({constant:.3f})")) + " |"


def _calibration_error(rated: Sequence[Rated]) -> float:
    """Expected calibration error over bins a tenth wide (Guo et al., 2017)."""
    bins: dict[int, list[float]] = defaultdict(list)
    for p, right, _, _ in rated:
        bins[int(p * 10)].append(p - right)
    return sum(abs(sum(gaps)) for gaps in bins.values()) / len(rated)


def _rank(rated: Sequence[Rated]) -> float:
    """How often a claim that was judged right stands above one that was not (area under the ROC curve)."""
    good, bad = [p for p, _, _, right in rated if right], [p for p, _, _, right in rated if not right]
    if not good or not bad:
        return 0.5
    return sum((g > b) + (g == b) / 2 for g in good for b in bad) / (len(good) * len(bad))


def page(claims: Sequence[Judged], held: Sequence[Judged]) -> str:
    """The page of the documentation with its figures put in."""
    text = PAGE.read_text(encoding="utf-8")
    for name, rows in (("figures", figures(claims, held)), ("thresholds", thresholds(claims, held))):
        begin, end = f"<!-- {name} -->\n", f"<!-- end {name} -->"
        before, rest = text.split(begin)
        text = before + begin + "".join(f"{row}\n" for row in rows) + end + rest.split(end)[1]
    return text


def _by_licence(claim: Judged) -> Judged:
    """The claim, moved to the held-out texts if its own text may not be learned from."""
    return replace(claim, set=SHARE_ALIKE) if claim.set in BY_TEXT and not FREE.match(claim.licence) else claim


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path, metavar="SETS")
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 if anything is out of date")
    parser.add_argument("--unjudged", type=Path, metavar="FILE", help="list the claims that nobody has judged yet")
    arguments = parser.parse_args()
    found = [
        _by_licence(claim)
        for claim in read(arguments.sets, (*LEARNED, *(name for name in HELD if name != SHARE_ALIKE)), SOURCES)
    ]
    judged = [claim for claim in found if claim.right is not None]
    claims = [claim for claim in judged if claim.set in LEARNED]
    typed = [claim for claim in claims if not claim.rule.startswith("other/")]
    held = [claim for claim in judged if claim.set in HELD and not claim.rule.startswith("other/")]
    table, counts = fit(claims)
    made = {TABLE: write(table, counts, claims), PAGE: page(typed, held)}
    print("\n".join([*figures(typed, held), "", *thresholds(typed, held)]))
    print(f"{len(found) - len(judged)} claims of these documents have not been judged.")
    if arguments.unjudged:
        rows = ("\t".join((*c.key, "", c.rule, c.sentence)) for c in found if c.right is None)
        arguments.unjudged.write_text("\n".join(rows) + "\n", encoding="utf-8")
    if arguments.check:
        return int(any(path.read_text(encoding="utf-8") != text for path, text in made.items()))
    for path, text in made.items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
