"""Gathers the candidate sentences of texts that nobody annotated, with what the rules say of them as answers.

    python benchmarks/learned/by_rules.py OUT.pickle TEXTS.jsonl

Distant supervision (Mintz et al. 2009; Ratner et al., Snorkel, 2017): a network that does not see what the rules say
of a pair has to learn from the words why they say it, on far more texts than anybody annotates, and is then trained on
the annotated ones (`train.py --first`). TEXTS.jsonl has one text a line with `id`, `text` and `license`.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

from annotations import FREE
from labels import Labelled, classes

from graphbuild.core.model import Document
from graphbuild.extraction import pipeline
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.learned.candidates import Sentence, sentences
from graphbuild.extraction.learned.classes import Classes
from graphbuild.extraction.learned.wordpiece import word_pieces
from graphbuild.extraction.reader import Reader
from graphbuild.extraction.syntax.parsing import parse
from graphbuild.knowledge import ontology

Span = tuple[int, int]


def gathered(path: Path, known: Classes) -> Iterator[Labelled]:
    """Yield every candidate sentence of the texts of a file with the links of the rules."""
    rows = {row["id"]: row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    documents = (Document(id=i, text=row["text"], source=i, sha256="") for i, row in rows.items())
    nlp, reader, pieces = pipeline.load(), Reader(ontology.load()), word_pieces()
    for document, doc in parse(nlp, documents):
        trace = reader.trace(document, doc)
        events = [read.event for read in trace.events]
        triggers = _triggers(trace.context, events, known)
        for sentence in sentences(trace.context, events, known, pieces):
            ends = [trace.context.actor_of(mention[0]) for mention in sentence.mentions]
            yield Labelled(
                text=document.id,
                source=document.id.split("_")[0],
                free=FREE.match(rows[document.id]["license"]) is not None,
                sentence=sentence,
                answers=tuple(pair.rules for pair in sentence.pairs),
                triggers=tuple(_in_sentence(sentence, ends, triggers)),
                actors=tuple(map(str, ends)),
            )


def _triggers(
    context: DocumentContext, events: Iterable[Event], known: Classes
) -> dict[tuple[int, int, int], list[Span]]:
    """Where the words stand that say a link: by its two actors, either of which may come first, and its class."""
    found: dict[tuple[int, int, int], list[Span]] = defaultdict(list)
    for event in events:
        for subject, target in product(event.subjects, event.objects):
            ends = context.actor_of(subject), context.actor_of(target)
            for (one, other), forward in ((ends, True), (ends[::-1], False)):
                number = known.number(event.relation, forward=forward)
                if number is not None:
                    found[one, other, number].append((min(event.trigger), max(event.trigger)))
    return found


def _in_sentence(
    sentence: Sentence, ends: list[int], triggers: dict[tuple[int, int, int], list[Span]]
) -> Iterator[tuple[int, int, int, int]]:
    """The rows of `Labelled.triggers` of a sentence."""
    for n, pair in enumerate(sentence.pairs):
        for number in pair.rules:
            for first, last in triggers.get((ends[pair.first], ends[pair.second], number), ()):
                if sentence.start <= first <= last < sentence.start + sentence.n_tokens:
                    yield n, number, first - sentence.start, last - sentence.start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("texts", type=Path)
    args = parser.parse_args()
    known = classes()
    found = list(gathered(args.texts, known))
    args.output.write_bytes(pickle.dumps((known, found)))
    pairs = [answer for sentence in found for answer in sentence.answers]
    print(f"{len(found)} sentences, {len(pairs)} pairs, {sum(map(bool, pairs))} linked")


if __name__ == "__main__":
    main()
