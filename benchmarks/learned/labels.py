"""Labels: what the annotations say of each candidate pair, and which tokens are its trigger."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotations import Annotated, Link
from spacy.tokens import Doc

from graphbuild.core.model import Document
from graphbuild.extraction import pipeline
from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.learned.candidates import Sentence, sentences
from graphbuild.extraction.learned.classes import Classes
from graphbuild.extraction.learned.wordpiece import word_pieces
from graphbuild.extraction.reader import Reader
from graphbuild.extraction.syntax.parsing import OFFSETS, parse, span_of
from graphbuild.knowledge import ontology

AFTER_HEAD = re.compile(
    r"\s*([(,;:\-–—]|(of|in|at|for|from|with|against|on|near|by|to|who|which|that|whose|and)\b|\w+(ly|ed|ing)\b)"
)
Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A sentence with the answers.

    Attributes:
        text: the id of its text. source, free: as in `Annotated`.
        answers: for each pair its classes; empty where nothing links it.
        triggers: (pair, class, first token, last token) of each annotated trigger that stands in the sentence.
        actors: for each mention the annotated actor.
    """

    text: str
    source: str
    free: bool
    sentence: Sentence
    answers: tuple[frozenset[int], ...]
    triggers: tuple[tuple[int, int, int, int], ...]
    actors: tuple[str | None, ...]


def classes() -> Classes:
    """The classes of the built-in ontology."""
    relations = ontology.load().relations
    return Classes(relations=tuple(relations), symmetric=frozenset(r.id for r in relations.values() if r.symmetric))


def labelled(texts: Iterable[Annotated], known: Classes) -> Iterator[Labelled]:
    """Yield every candidate sentence of annotated texts with its answers."""
    texts = list(texts)
    nlp, reader, pieces = pipeline.load(), Reader(ontology.load()), word_pieces()
    documents = (Document(id=t.id, text=t.text, source=t.source, sha256="", published=t.published) for t in texts)
    for text, (document, doc) in zip(texts, parse(nlp, documents), strict=True):
        trace = reader.trace(document, doc)
        context = trace.context
        actors = _aligned(text, doc, context.clusters)
        events = [read.event for read in trace.events]
        for sentence in sentences(context, events, known, pieces):
            yield _with_answers(text, doc, sentence, actors, known)


def _aligned(text: Annotated, doc: Doc, clusters: Clusters) -> dict[int, str]:
    """The annotated actor of each mention: by its own words, else by most mentions of the same actor."""
    spans = {actor: _occurrences(text.text, words) for actor, words in text.actors.items()}
    found: dict[int, str] = {}
    for i, mention in enumerate(clusters.mentions):
        span = span_of(mention.tokens(doc))
        fit = {
            a: max((_fit(text.text, (span.start, span.end), s) for s in places), default=0.0)
            for a, places in spans.items()
        }
        best = max(fit, key=fit.__getitem__, default=None)
        if best is not None and fit[best] > 0:
            found[i] = best
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for i, actor in found.items():
        votes[clusters.of(i)][actor] += 1
    for i in range(len(clusters.mentions)):
        if i not in found and votes[clusters.of(i)]:
            found[i] = votes[clusters.of(i)].most_common(1)[0][0]
    return found


def _occurrences(text: str, words: Iterable[str]) -> list[Range]:
    """Where these words stand, longest first, without overlaps."""
    taken: list[Range] = []
    for each in sorted(set(words), key=lambda w: (-len(w), w)):
        for match in re.finditer(r"(?<!\w)" + re.escape(each) + r"(?!\w)", text):
            if all(match.end() <= a or match.start() >= b for a, b in taken):
                taken.append((match.start(), match.end()))
    return taken


def _fit(text: str, a: Range, b: Range) -> float:
    """How well two spans mark one mention, 0 to 1: a longer one must keep the head of the shorter one."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    if shared <= 0:
        return 0.0
    overlap = shared / (max(a[1], b[1]) - min(a[0], b[0]))
    short, long = sorted((a, b), key=lambda s: s[1] - s[0])
    if long[0] <= short[0] and short[1] <= long[1]:
        rest = text[short[1] : long[1]]
        if not rest.strip(" '’s\"”"):
            return max(overlap, 0.3)
        return max(overlap, 0.2) if AFTER_HEAD.match(rest) else 0.0
    return overlap if overlap >= 0.5 else 0.0


def _with_answers(text: Annotated, doc: Doc, sentence: Sentence, actors: dict[int, str], known: Classes) -> Labelled:
    """A sentence with what the annotations say of its pairs."""
    span = span_of(doc[sentence.start : sentence.start + sentence.n_tokens])
    here = [link for link in text.links if _same_sentence((link.start, link.end), (span.start, span.end))]
    ends = [actors.get(mention[0]) for mention in sentence.mentions]
    answers, triggers = [], []
    for n, pair in enumerate(sentence.pairs):
        one, other = ends[pair.first], ends[pair.second]
        found = set()
        for link in here:
            if one is None or other is None or {link.subject, link.object} != {one, other}:
                continue
            number = known.number(link.relation, forward=link.subject == one)
            if number is None:
                continue
            found.add(number)
            place = _trigger(text, doc, sentence, link)
            if place is not None:
                triggers.append((n, number, *place))
        answers.append(frozenset(found))
    return Labelled(
        text=text.id,
        source=text.source,
        free=text.free,
        sentence=sentence,
        answers=tuple(answers),
        triggers=tuple(triggers),
        actors=tuple(ends),
    )


def _same_sentence(a: Range, b: Range) -> bool:
    """Whether two ways of cutting sentences mean the same one."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared > 0.5 * min(a[1] - a[0], b[1] - b[0])


def _trigger(text: Annotated, doc: Doc, sentence: Sentence, link: Link) -> Range | None:
    """The first and last token of a link's trigger in a sentence; None where it has none there."""
    if not link.trigger:
        return None
    pattern = r"\s+".join(map(re.escape, link.trigger.split()))
    match = re.compile(pattern, re.IGNORECASE).search(text.text, link.start, link.end)
    if match is None:
        return None
    offsets = doc.user_data.get(OFFSETS) or [token.idx for token in doc]
    tokens = range(sentence.start, sentence.start + sentence.n_tokens)
    inside = [t for t in tokens if offsets[t] < match.end() and offsets[t] + len(doc[t]) > match.start()]
    return (inside[0] - sentence.start, inside[-1] - sentence.start) if inside else None
