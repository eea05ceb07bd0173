"""What a page shows beside a graph, from its store: the sentences around each cited one, and where names were seen."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphbuild.answers import profile
from graphbuild.core.errors import PromiseError
from graphbuild.core.model import Actor, Document, Mention, MentionKind, Span
from graphbuild.core.names import fold
from graphbuild.graph.view import StoreView
from graphbuild.store import Store

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
            are many), `why` (the reason for which it is the actor's), `possible` (it may as well be another's), and
            `sentence` and `title` of a mention that was joined for this reason.
    """

    around: Around
    names: NameNotes


def background(view: StoreView, graph: MultiDiGraph) -> Background:
    """The background of a graph that was made from the view's store; empty where the store is too large for it."""
    cited: defaultdict[str, set[int]] = defaultdict(set)
    for *_, data in graph.edges(data=True):
        for item in data["evidence"]:
            if item.get("sentence_start") is not None:
                cited[str(item["doc"])].add(int(item["sentence_start"]))
    return background_of(view, cited, graph, view.store.mentions())


def background_of(
    view: StoreView, cited: Mapping[str, Collection[int]], actors: Container[str], mentions: Iterable[Mention]
) -> Background:
    """The background of a part of a page; empty where the store is too large for it.

    Args:
        view: the store.
        cited: by document, the starts of the sentences that are cited.
        actors: those whose names are given.
        mentions: theirs, perhaps with others, by document and offset.
    """
    if view.store.counts().documents > MOST_DOCUMENTS:
        return Background(around={}, names={})
    texts = _Texts(view)
    around: Around = {}
    for doc, starts in sorted(cited.items()):
        around.update(_around(*texts[doc], starts))
    seen: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.kind is MentionKind.NAME and mention.actor in actors:
            seen[mention.actor].append(mention)
    notes = {
        id_: _names(view.store, actor, found, texts)
        for id_, found in sorted(seen.items())
        if (actor := view.actor(id_))
    }
    return Background(around=around, names=notes)


class _Texts:
    """The documents of a store with their sentences, each read once."""

    def __init__(self, view: StoreView) -> None:
        """Read from this store."""
        self._store = view.store
        self._read: dict[str, tuple[Document, list[Span]]] = {}

    def __getitem__(self, doc: str) -> tuple[Document, list[Span]]:
        """Return a document that is there, and its sentences in their order."""
        if doc not in self._read:
            found = self._store.document(doc)
            if found is None:
                raise PromiseError(f"document {doc!r} is cited, but is not there")
            self._read[doc] = found, list(self._store.sentences(doc))
        return self._read[doc]

    def sentence_of(self, mention: Mention) -> tuple[str, str | None]:
        """Return the sentence that contains a mention, and the title of its document."""
        document, sentences = self[mention.doc]
        number = bisect_left([span.start for span in sentences], mention.span.start + 1) - 1
        return _text(document, sentences, number), document.title


def _around(document: Document, sentences: Sequence[Span], starts: Collection[int]) -> Around:
    """Return the sentences before and after those that start here."""
    at = {span.start: number for number, span in enumerate(sentences)}
    return {
        (document.id, start): (_text(document, sentences, at[start] - 1), _text(document, sentences, at[start] + 1))
        for start in sorted(at.keys() & set(starts))
    }


def _text(document: Document, sentences: Sequence[Span], number: int) -> str:
    """A sentence, cut where it is very long; empty where there is none."""
    if not 0 <= number < len(sentences):
        return ""
    words = " ".join(sentences[number].of(document.text).split())
    return words if len(words) <= REACH else words[: REACH - 1].rstrip() + "…"


def _names(store: Store, actor: Actor, found: Sequence[Mention], texts: _Texts) -> list[dict[str, Any]]:
    """Each spelling once, the commonest first, with a place where it was seen."""
    spelled: defaultdict[str, list[Mention]] = defaultdict(list)
    for one in found:
        spelled[fold(profile.spelling(one))].append(one)
    ordered = sorted(spelled, key=lambda key: (-len(spelled[key]), key))[:NAMES]
    across = profile.compared(store.judged_names(actor.id))
    look = store.overlay.looks.get(actor.id)
    said = set(map(fold, look.aliases)) if look is not None else set()
    return [_name(actor, spelled[key], across, texts, said=key in said) for key in ordered]


def _name(
    actor: Actor, seen: Sequence[Mention], across: Mapping[tuple[str, str], str], texts: _Texts, *, said: bool
) -> dict[str, Any]:
    """Return the record of one spelling, with its count, its places, and a sentence that has it."""
    name = " ".join(seen[0].text.split())
    reason, at = profile.reason_of(seen, across)
    sentence, title = texts.sentence_of(at or seen[0])
    places = [f"{m.doc}:{m.span.start}-{m.span.end}" for m in seen]
    shown = fold(name) == fold(actor.name)
    return {
        "name": name,
        "n": len(places),
        "at": places if len(places) <= PLACES else [],
        "why": profile.SAID if said else "" if shown else reason,
        "possible": not shown and not said and profile.is_possible(name, actor, reason),
        "sentence": sentence,
        "title": title,
    }
