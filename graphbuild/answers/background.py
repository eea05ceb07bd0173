"""What a page shows beside a graph, from its store: the sentences around each cited one, and where names were seen."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphbuild.core.model import Document, Mention, MentionKind, Span
from graphbuild.core.names import fold
from graphbuild.graph.view import StoreView

if TYPE_CHECKING:
    from networkx import MultiDiGraph

MOST_DOCUMENTS = 5_000
"""A store of more documents gives no background: to read all of them would take minutes."""
PLACES = 40  # of a name that are given; one that stands in more is not split off mention by mention
NAMES = 12  # of an actor, those seen most often
REACH = 300  # characters that are shown of a neighbouring sentence

Around = dict[tuple[str, int], tuple[str, str]]
NameNotes = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What stands around the sentences of a graph, and the names of its actors.

    Attributes:
        around: by document and start of a cited sentence, the sentences before and after; empty where there is none.
        names: by actor its names, each as `name`, `n` (mentions), `at` (where they stand, `DOC:START-END`, unless they
            are many), `why` (the rule that joined it), and `sentence` and `title` of its first mention.
    """

    around: Around
    names: NameNotes


def background(view: StoreView, graph: MultiDiGraph) -> Background:
    """The background of a graph that was made from the view's store; empty where the store is too large for it."""
    if view.store.counts().documents > MOST_DOCUMENTS:
        return Background(around={}, names={})
    cited: defaultdict[str, set[int]] = defaultdict(set)
    for *_, data in graph.edges(data=True):
        for item in data["evidence"]:
            if item.get("sentence_start") is not None:
                cited[str(item["doc"])].add(int(item["sentence_start"]))
    around: Around = {}
    seen: defaultdict[str, list[tuple[Mention, str, str | None]]] = defaultdict(list)
    for document in view.store.documents():
        sentences = view.store.sentences(document.id)
        around.update(_around(document, sentences, cited.get(document.id, set())))
        for mention in view.store.mentions(doc=document.id):
            if mention.kind is MentionKind.NAME and mention.actor in graph:
                seen[mention.actor].append((mention, _sentence_of(mention, document, sentences), document.title))
    return Background(around=around, names={actor: _names(found) for actor, found in sorted(seen.items())})


def _around(document: Document, sentences: Sequence[Span], starts: set[int]) -> Around:
    """Return the sentences before and after those that start here."""
    at = {span.start: number for number, span in enumerate(sentences)}
    return {
        (document.id, start): (_text(document, sentences, at[start] - 1), _text(document, sentences, at[start] + 1))
        for start in sorted(starts & at.keys())
    }


def _text(document: Document, sentences: Sequence[Span], number: int) -> str:
    """A sentence, cut where it is very long; empty where there is none."""
    if not 0 <= number < len(sentences):
        return ""
    words = " ".join(sentences[number].of(document.text).split())
    return words if len(words) <= REACH else words[: REACH - 1].rstrip() + "…"


def _sentence_of(mention: Mention, document: Document, sentences: Sequence[Span]) -> str:
    """Return the text of the sentence that contains a mention."""
    number = bisect_left([span.start for span in sentences], mention.span.start + 1) - 1
    return _text(document, sentences, number)


def _names(found: Sequence[tuple[Mention, str, str | None]]) -> list[dict[str, Any]]:
    """Each spelling once, the commonest first, with the first place where it was seen."""
    spelled: dict[str, tuple[Mention, str, str | None]] = {}
    counts: Counter[str] = Counter()
    places: defaultdict[str, list[str]] = defaultdict(list)
    for one in found:
        key = fold(" ".join(one[0].text.split()))
        spelled.setdefault(key, one)
        counts[key] += 1
        places[key].append(f"{one[0].doc}:{one[0].span.start}-{one[0].span.end}")
    ordered = sorted(counts, key=lambda key: (-counts[key], key))[:NAMES]
    return [_name(places[key], *spelled[key]) for key in ordered]


def _name(places: list[str], mention: Mention, sentence: str, title: str | None) -> dict[str, Any]:
    """Return the record of one spelling, with its count, its places and the first sentence that has it."""
    name = " ".join(mention.text.split())
    at = places if len(places) <= PLACES else []
    return {"name": name, "n": len(places), "at": at, "why": mention.join, "sentence": sentence, "title": title}
