"""What a long document costs beside the same text cut into articles: processor time and memory by the word.

    python -m benchmarks.long_documents ARTICLES.jsonl.gz --words 1000 10000 50000 100000 250000 --rounds 3

Articles are joined, paragraph by paragraph, into one document of so many words, and read once as one and once as the
articles that they were; and so are made-up texts in which there are very many different names, or very many mentions of
one. Each reading is a process of its own, and the ratio is the median of those within a round. Memory is what a process
takes at its peak beyond what it has with the language model loaded and a few articles read.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import cycle
from statistics import median

from graphbuild.core.model import Document, Reading, content_id
from graphbuild.extraction import pipeline

from .speed import Figures, articles, words_in

KINDS = ("articles", "names", "mentions")
WARM = 5
"""Articles that are read before anything is measured."""
CROWD = 2000
"""Different names, or mentions of one, in a made-up text."""
IN_ONE = 20
"""Paragraphs of a made-up text that are one article where it is cut."""
SYLLABLES = [first + second for first in "bdfgklmnprstv" for second in "aeiou"]
FIRST = ("Anna", "David", "Helen", "John", "Laura", "Mark", "Mary", "Paul", "Peter", "Susan")
VERBS = ("accused", "criticised", "hired", "met", "praised", "sued", "supported", "visited")
ONE = (
    "John Bradley {} the Calder Bank on Tuesday.",
    "Bradley {} Norway after the vote, the ministry said.",
    "Mr Bradley {} Mary Peters in Oslo.",
    "He {} the company again, and Bradley said he was right.",
)


def surname(n: int) -> str:
    """The surname with a number."""
    size = len(SYLLABLES)
    return "".join(SYLLABLES[k % size] for k in (n, n // size, 7 * n + 3)).capitalize() + "r"


def names() -> Iterator[str]:
    """Paragraphs with four new people each."""
    for n in range(0, CROWD, 4):
        one, two, three, four = (f"{FIRST[k % len(FIRST)]} {surname(k)}" for k in range(n, n + 4))
        verb = VERBS[n // 4 % len(VERBS)]
        yield (
            f"{one}, the mayor of Oslo, {verb} {two} on Tuesday. {surname(n)} said {three} had worked for the Calder "
            f"Bank. {three} met {four} in Paris. He said {four} had lied."
        )


def mentions() -> Iterator[str]:
    """Paragraphs that mention one person four times each."""
    for n in range(0, CROWD, 4):
        yield " ".join(sentence.format(VERBS[(n + k) % len(VERBS)]) for k, sentence in enumerate(ONE))


def pieces(kind: str, path: str, words: int) -> list[Document]:
    """The articles of one text. Real ones begin anew where there are too few."""
    if kind != "articles":
        paragraphs = list(names() if kind == "names" else mentions())
        parts = (paragraphs[at : at + IN_ONE] for at in range(0, len(paragraphs), IN_ONE))
        return [document(n, "\n\n".join(part)) for n, part in enumerate(parts)]
    found: list[Document] = []
    size = 0
    for n, article in enumerate(cycle(articles(path, words))):
        found.append(document(n, article.text))
        size += len(article.text.split())
        if size >= words:
            break
    return found


def document(n: int, text: str) -> Document:
    """A document of the benchmark."""
    return Document(id=content_id("long documents", n, text), text=text, source=f"{n}", sha256="")


def measure(kind: str, path: str, words: int, *, whole: bool) -> Figures:
    """Reads one text, as one document or in pieces: processor seconds, megabytes, words, and claims found."""
    documents = pieces(kind, path, words)
    if whole:
        documents = [document(0, "\n\n".join(one.text for one in documents))]
    read = pipeline.extractor()
    list(read(articles(path, WARM)))
    before, start = _peak(), time.process_time()
    claims = skipped = 0
    for outcome in read(documents):
        claims += len(outcome.claims) if isinstance(outcome, Reading) else 0
        skipped += not isinstance(outcome, Reading)
    spent = time.process_time() - start
    return {"words": words_in(documents), "cpu": spent, "mb": _peak() - before, "claims": claims, "skipped": skipped}


def _peak() -> float:
    """Megabytes that this process has taken at its peak."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def measured(kind: str, path: str, words: int, way: str) -> Figures:
    """What a process of its own measures."""
    line = [sys.executable, "-m", "benchmarks.long_documents", path, "--measure", kind, way, "--words", str(words)]
    figures: Figures = json.loads(subprocess.run(line, capture_output=True, text=True, check=True).stdout)
    print(f"{kind} {words} {way}: {figures}", file=sys.stderr)
    return figures


def main(path: str, sizes: Sequence[int], rounds: int) -> None:
    """Prints the table."""
    texts = [("articles", size) for size in sizes] + [(kind, 0) for kind in KINDS[1:]]
    print("| text | words | microseconds a word | in articles | ratio | KB a word | in articles |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for kind, size in texts:
        pairs = [[measured(kind, path, size, way) for way in ("whole", "cut")] for _ in range(rounds)]
        words = pairs[0][0]["words"]
        if any(figures["skipped"] for pair in pairs for figures in pair):
            print(f"| {kind} | {words:,} | not read | | | | |")
            continue
        one, many = (median(pair[k]["cpu"] for pair in pairs) / words * 1e6 for k in (0, 1))
        ratio = median(pair[0]["cpu"] / pair[1]["cpu"] for pair in pairs)
        whole, cut = (max(median(pair[k]["mb"] for pair in pairs), 0.0) / words * 1e3 for k in (0, 1))
        print(f"| {kind} | {words:,} | {one:.0f} | {many:.0f} | {ratio:.2f} | {whole:.1f} | {cut:.1f} |", flush=True)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("path", metavar="ARTICLES")
    arguments.add_argument("--words", type=int, nargs="+", default=[1000, 10_000, 50_000, 100_000, 250_000])
    arguments.add_argument("--rounds", type=int, default=1)
    arguments.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.measure is None:
        main(given.path, given.words, given.rounds)
    else:
        text, how = given.measure
        print(json.dumps(measure(text, given.path, given.words[0], whole=how == "whole")))
