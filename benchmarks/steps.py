"""What each step of `extraction.syntax.fast` gains, and what not parsing where nothing is found could gain at the most.

    python -m benchmarks.steps ARTICLES.jsonl.gz --articles 500 --rounds 3

The steps are put on one after the other; every run is a process of its own, in turn, and the table says the medians of
seconds of the processor. The last lines say which part of the words stands in sentences where nothing was found, and
which part of the time goes to the parser: a reader that knew those sentences beforehand would save their product.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from statistics import median

from graphbuild.core.model import Reading
from graphbuild.extraction import pipeline
from graphbuild.extraction.reader import Reader
from graphbuild.extraction.syntax.fast.quickening import STEPS
from graphbuild.extraction.syntax.model import published_model
from graphbuild.knowledge import ontology

from .speed import articles


def annotated(path: str, n: int, steps: int) -> float:
    """Seconds of the processor that spaCy's pipeline takes for the articles, with the first few steps."""
    nlp = published_model()
    for step in list(STEPS.values())[:steps]:
        step(nlp)
    texts = [document.text for document in articles(path, n)]
    list(nlp.pipe(texts[:5]))
    start = time.process_time()
    for _ in nlp.pipe(texts, batch_size=16):
        pass
    return time.process_time() - start


def to_skip(path: str, n: int) -> tuple[float, float]:
    """The parser's part of the time of an extraction, and the part of the words in sentences without an actor."""
    documents, nlp, reader = articles(path, n), pipeline.load(), Reader(ontology.load())
    list(pipeline.extract(documents[:5]))
    spent: dict[str, float] = {}
    docs = [nlp.make_doc(document.text) for document in documents]
    for name, component in nlp.pipeline:
        start = time.process_time()
        docs = list(component.pipe(docs, batch_size=16)) if hasattr(component, "pipe") else list(map(component, docs))
        spent[name] = time.process_time() - start
    start = time.process_time()
    readings = [reader.read(document, doc) for document, doc in zip(documents, docs, strict=True)]
    spent["reader"] = time.process_time() - start
    words = bare = 0
    for doc, reading in zip(docs, readings, strict=True):
        if isinstance(reading, Reading):
            told = {
                doc.char_span(m.span.start, m.span.end, alignment_mode="expand").sent.start for m in reading.mentions
            }
            words += len(doc)
            bare += sum(len(sentence) for sentence in doc.sents if sentence.start not in told)
    return spent["parser"] / sum(spent.values()), bare / words


def main(path: str, n: int, rounds: int) -> None:
    """Prints the table and the two shares."""
    seconds: list[list[float]] = [[] for _ in range(len(STEPS) + 1)]
    for _ in range(rounds):
        for steps, found in enumerate(seconds):
            line = [sys.executable, "-m", "benchmarks.steps", path, "--articles", str(n), "--measure", str(steps)]
            found.append(
                float(subprocess.run(line, capture_output=True, text=True, check=True).stdout.splitlines()[-1])
            )
    medians = [median(found) for found in seconds]
    print("| | seconds | of spaCy alone |\n| --- | ---: | ---: |")
    for name, spent in zip(("spaCy alone", *STEPS), medians, strict=True):
        print(f"| {name} | {spent:.1f} | {spent / medians[0]:.2f} |")
    parser, bare = to_skip(path, n)
    print(f"\nThe parser takes {parser:.0%} of an extraction.")
    print(f"{bare:.0%} of the words stand in sentences without an actor.")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("path", metavar="ARTICLES")
    arguments.add_argument("--articles", type=int, default=500)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.measure is None:
        main(given.path, given.articles, given.rounds)
    else:
        print(annotated(given.path, given.articles, given.measure))
