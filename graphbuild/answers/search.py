"""Search: the stored sentences that hold given words, with the actors and the claims in each."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from graphbuild.core.errors import UsageError
from graphbuild.core.model import Actor, Document, Mention, Span
from graphbuild.core.records import Record, actor_record
from graphbuild.evidence.citation import Citation, cite
from graphbuild.store import Store

LIMIT = 20
_PHRASE = re.compile(r'-?"([^"]*)"?|\S+')
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A sentence that was found: its article, the mentions in it with their actors, and the claims it is cited for."""

    document: Document
    page: int | None
    sentence: Span
    mentions: tuple[Mention, ...]
    claims: tuple[Citation, ...]

    @property
    def text(self) -> str:
        """The words of the sentence."""
        return self.sentence.of(self.document.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The hits, best first, and the actors in them by id. `more`: whether there are more than were asked for."""

    hits: tuple[Hit, ...]
    actors: dict[str, Actor]
    more: bool

    def as_record(self) -> Record:
        """The JSON shape of `graphbuild search --json`."""
        return {"sentences": [_record(hit, self.actors) for hit in self.hits], "more": self.more}


def search(graph: Store | str | Path, words: str, *, limit: int = LIMIT) -> Found:
    """The stored sentences that hold all these words, best first (BM25).

    Args:
        graph: the path of a `graph.db`, or an open store.
        words: words in any case, with or without accents; `"several words"` as they stand, `secur*` for all that
            begins so, `-word` for sentences without it.
        limit: how many sentences at most.

    Raises:
        UsageError: there is no word to search for, or a limit below 1.
        StoreError: there is no usable store at the path.
    """
    if limit < 1:
        raise UsageError("A limit is 1 or more.")
    limit = min(limit, sys.maxsize - 1)
    if isinstance(graph, Store):
        return _search(graph, words, limit)
    with Store.open(Path(graph)) as store:
        return _search(store, words, limit)


def _search(store: Store, words: str, limit: int) -> Found:
    """Return the sentences of an open store that contain the words."""
    found = list(islice(store.found(query_of(words)), limit + 1))
    stories = store.stories()
    documents: dict[str, Document | None] = {}
    hits: list[Hit] = []
    for doc, sentence in found[:limit]:
        document = documents.setdefault(doc, store.document(doc))
        if document is not None:
            hits.append(_hit(store, document, sentence, stories))
    ids = {mention.actor for hit in hits for mention in hit.mentions}
    ids |= {end for hit in hits for c in hit.claims for end in (c.claim.subject, c.claim.object)}
    actors = {id_: actor for id_ in sorted(ids) if (actor := store.actor(id_)) is not None}
    return Found(hits=tuple(hits), actors=actors, more=len(found) > limit)


def query_of(words: str) -> str:
    """A user's words in the query language of FTS5; every sign that means something there is taken as a word's.

    Raises:
        UsageError: there is no word in it.
    """
    wanted: list[str] = []
    unwanted: list[str] = []
    for match in _PHRASE.finditer(words):
        term = match.group(1) if match.group(1) is not None else match.group()
        if not _LETTER.search(term):
            continue
        out = match.group().startswith("-")
        quoted = '"' + term.removeprefix("-").removesuffix("*").replace('"', '""').replace("\x00", " ") + '"'
        (unwanted if out else wanted).append(quoted + ("*" if term.endswith("*") else ""))
    if not wanted:
        raise UsageError(
            "There is no word to search for.", hint='For example: graphbuild search "security forces" released'
        )
    return " AND ".join(wanted) + "".join(f" NOT {term}" for term in unwanted)


def _hit(store: Store, document: Document, sentence: Span, stories: dict[str, str]) -> Hit:
    """Return a sentence with its page, mentions and claims."""
    mentions = (m for m in store.mentions(doc=document.id) if m.span.within(sentence))
    claims = (
        cite(claim, document, stories)
        for claim in store.claims(doc=document.id)
        if claim.evidence is not None and claim.evidence.trigger.within(sentence)
    )
    pages = [start for start in document.pages if start <= sentence.start]
    return Hit(
        document=document,
        page=len(pages) or None,
        sentence=sentence,
        mentions=tuple(mentions),
        claims=tuple(claims),
    )


def _record(hit: Hit, actors: dict[str, Actor]) -> Record:
    """Return a hit as a JSON object."""
    document = hit.document
    return {
        "doc": document.id,
        "title": document.title,
        "outlet": document.outlet,
        "published": document.published,
        "url": document.url,
        "source": document.source,
        "page": hit.page,
        "row": document.row,
        "sentence": hit.text,
        "start": hit.sentence.start,
        "end": hit.sentence.end,
        "actors": [actor_record(actors[id_]) for id_ in _once(hit) if id_ in actors],
        "claims": [citation.as_record() for citation in hit.claims],
    }


def _once(hit: Hit) -> Iterator[str]:
    """The actors of a sentence in the order in which it names them."""
    return iter(dict.fromkeys(mention.actor for mention in hit.mentions))
