"""Counts what the agreement of a second reader with the rules is worth, beside what `agreement.toml` says of it.

    python benchmarks/agreement.py SETS URL [--names articles/dev open/dev] [--model NAME] [--answers FILE]

SETS is the folder of the annotated sets (`judged.py` says what lies there), URL an OpenAI-compatible server, as for
`graphbuild build --reader`. Another model has other figures: whoever uses one on texts of their own can count them, and
write them into `agreement.toml`. Answers are kept in FILE, so that a second run asks nothing.

Method. Only documents are counted to which the reader gave at least one link. Every link (subject, relation, object) of
a document counts once, in the best of its cases. It is right if the annotation has it; links to places and open claims
are not annotated in full and are left out. `confirms` and `errs` are taken over the rules' own claims: the share of the
right and of the wrong ones that the reader says too.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from judged import Judge, annotated, rows_of, spans_of

from graphbuild.core.model import Claim, Document
from graphbuild.core.second_reading import AnsweredDocument, ReadBy, read_by
from graphbuild.extraction import pipeline
from graphbuild.extraction.reader import Reader, Trace
from graphbuild.extraction.syntax.parsing import parse
from graphbuild.extraction.verification import union
from graphbuild.knowledge import ontology
from graphbuild.knowledge.lexicon.agreement import AGREEMENT
from graphbuild.workflow.second_reader import Second, opened

SETS = ("articles/dev", "open/dev")
APART = replace(AGREEMENT, both=0.99, alone=0.98, referring=0.97, reversed=0.96)
"""Confidences that differ, so that the cases can be told apart."""


class Case(StrEnum):
    """How a link was read, the best case first."""

    BOTH = "both"
    WIDER = "wider"  # the reader's own, which bears out a narrower link that both found
    ALONE = "alone"
    REFERRING = "referring"
    REVERSED = "reversed"
    RULES = "rules alone"


_READERS_OWN = {APART.both: Case.WIDER, APART.alone: Case.ALONE, APART.referring: Case.REFERRING}
_USED = {Case.WIDER: Case.BOTH}
Verdicts = dict[Case, list[bool]]


def case_of(claim: Claim) -> Case:
    """Return how a claim was read."""
    reading = read_by(claim.rule)
    if reading is ReadBy.BOTH:
        return Case.BOTH
    return _READERS_OWN.get(claim.confidence, Case.REVERSED) if reading is ReadBy.READER else Case.RULES


def verdicts(folder: Path, name: str, second: Second, kept: Path) -> Iterator[tuple[Case, bool]]:
    """Yield the case of each link of a set's answered documents, and whether it is right."""
    words = ontology.load()
    reader, nlp, right = Reader(words), pipeline.load(), annotated(folder, name)
    run = opened(second, kept, words)
    assert run is not None
    given = (Document(id=str(r["id"]), text=r["text"], source=name, sha256="") for r in rows_of(folder, name))
    answered: dict[str, AnsweredDocument] = {}
    for document in run.asking.documents(given):
        if document.links:
            answered[document.id] = document
    for plain, doc in parse(nlp, (document.plain for document in answered.values())):
        trace = reader.trace(answered[plain.id], doc)
        yield from _judged(plain, trace, right)
    run.close()


def _judged(document: Document, trace: Trace, right: Judge) -> Iterator[tuple[Case, bool]]:
    """Yield the case and the verdict of each link of one document."""
    spans = spans_of(trace.reading)
    links: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in trace.claims:
        links[claim.subject, claim.relation, claim.object].append(claim)
    order = list(Case)
    for claims in links.values():
        verdict = [found for claim in claims if (found := right(document, claim, spans)) is not None]
        if verdict:
            yield min((case_of(claim) for claim in claims), key=order.index), any(verdict)


def report(found: Verdicts) -> None:
    """Print each figure as it is counted, and as `agreement.toml` has it."""
    print(f"{'':<12} {'links':>6} {'right':>6} {'share':>6} {'in use':>7}")
    for case in Case:
        seen = found[case]
        used = f"{getattr(AGREEMENT, _USED.get(case, case)):7.2f}" if case is not Case.RULES else ""
        print(f"{case.value:<12} {len(seen):>6} {sum(seen):>6} {sum(seen) / max(len(seen), 1):>6.2f} {used}")
    both, alone = found[Case.BOTH], found[Case.RULES]
    for name, wanted in (("confirms", True), ("errs", False)):
        said, silent = both.count(wanted), alone.count(wanted)
        share = said / max(said + silent, 1)
        print(f"{name:<12} {said + silent:>6} {said:>6} {share:>6.2f} {getattr(AGREEMENT, name):7.2f}")


def main() -> None:
    """Count."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("sets", type=Path)
    ask.add_argument("url")
    ask.add_argument("--names", nargs="+", default=SETS)
    ask.add_argument("--model")
    ask.add_argument("--answers", type=Path)
    options = ask.parse_args()
    union.AGREEMENT = APART  # type: ignore[attr-defined]
    found: Verdicts = {case: [] for case in Case}
    with tempfile.TemporaryDirectory() as folder:
        second = Second(reader=options.url, model=options.model, answers=options.answers)
        for name in options.names:
            for case, verdict in verdicts(options.sets, name, second, Path(folder)):
                found[case].append(verdict)
    report(found)


if __name__ == "__main__":
    main()
