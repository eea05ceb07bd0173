"""Places written as an address: "Baghdad, Iraq", "Oxford in Massachusetts", and the dateline of a news agency."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Doc, Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.coreference.clusters import Chains
from graphbuild.extraction.events.event import Event, MentionIndex, told
from graphbuild.extraction.events.location import MODIFIERS, PLACES
from graphbuild.extraction.syntax import grammar

# What is said of a town is said of the country written behind it, too ("of Miami, Florida").
PASSED_ON = frozenset({"from", "based_in"})
MAX_DATELINE = 10  # tokens between a dateline's place and its agency


def address_events(doc: Doc, chains: Chains, places: MentionIndex) -> Iterator[Event]:
    """What the writing of places tells: which lies in which, and where an agency reports from."""
    larger = larger_places(doc, chains)
    for i, j in larger.items():
        yield told("located_in", "comma", (chains.mentions[i].end,), i, j)
    for i, m in enumerate(chains.mentions):
        if m.kind is MentionKind.NAME and chains.type_of(i) is ActorType.PLACE:
            yield from _beside(doc, chains, places, i)
        elif m.kind is MentionKind.NAME and chains.type_of(i) is ActorType.MEDIA:
            yield from _dateline(doc, chains, i, larger)


def passed_on(events: list[Event], doc: Doc, chains: Chains) -> list[Event]:
    """The events, those of origin and seat with the larger place beside the smaller."""
    larger = larger_places(doc, chains)
    return [_with_larger(e, larger) if e.relation in PASSED_ON else e for e in events] if larger else events


def _with_larger(event: Event, larger: Mapping[int, int]) -> Event:
    more = tuple(larger[i] for i in event.objects if i in larger and larger[i] not in event.objects)
    return replace(event, objects=event.objects + more) if more else event


def larger_places(doc: Doc, chains: Chains) -> dict[int, int]:
    """The place that stands behind each place's name after a comma: "Baghdad, Iraq", "Belen, eastern Peru"."""
    starts = {m.start: j for j, m in enumerate(chains.mentions) if m.kind is MentionKind.NAME}
    found: dict[int, int] = {}
    for i, m in enumerate(chains.mentions):
        if m.kind is not MentionKind.NAME or m.end + 1 >= len(doc) or doc[m.end].text != ",":
            continue
        if chains.type_of(i) is not ActorType.PLACE:
            continue
        j = starts.get(m.end + 1)
        if j is None and doc[m.end + 1].lower_ in chains.lexicon.directions:
            j = starts.get(m.end + 2)
        if j is not None and _larger(doc, chains, i, j):
            found[i] = j
    return found


def _larger(doc: Doc, chains: Chains, i: int, j: int) -> bool:
    """Whether the name behind a place's comma is the larger place, not the next of a list or another phrase."""
    lexicon, other, token = chains.lexicon, chains.mentions[j], chains.head(j)
    if chains.type_of(j) not in PLACES or other.head == chains.mentions[i].head or token.dep_ == "conj":
        return False
    if chains.type_of(j) is not ActorType.COUNTRY and not lexicon.is_region(chains.text(j)):
        return False
    if lexicon.adjective(chains.text(j)) or token.dep_ in grammar.SUBJECTS or lexicon.is_wide_region(chains.text(i)):
        return False
    after = doc[other.end] if other.end < len(doc) else None
    return after is None or not (after.lower_ == "and" or (token.dep_ in MODIFIERS and after.is_alpha))


def _beside(doc: Doc, chains: Chains, places: MentionIndex, i: int) -> Iterator[Event]:
    """ "in Bugesera in the southeast of Rwanda": the place that follows a place's name, wherever the parser hung it."""
    m = chains.mentions[i]
    at = m.end + 1 if m.end < len(doc) and doc[m.end].text == "," else m.end
    if at >= len(doc) or doc[at].lower_ != "in" or doc[at].head.i == m.head or doc[m.head].dep_ != "pobj":
        return
    for inner in places.standing_for(grammar.children(doc[at], "pobj")):
        if chains.type_of(inner) in PLACES and chains.of(inner) != chains.of(i):
            yield told("located_in", "in", (at,), i, inner)


def _dateline(doc: Doc, chains: Chains, i: int, larger: Mapping[int, int]) -> Iterator[Event]:
    """ "BANGKOK, Thailand (AP) -", "Sofia, February 15 (BTA) --": an agency reports from the place before it."""
    m = chains.mentions[i]
    if not _signs(doc, m.start, m.end):
        return
    start = doc[m.head].sent.start + 1
    for j, place in enumerate(chains.mentions):
        if place.start > start:
            return  # the place opens the sentence
        if place.start < start - 1:
            continue
        if place.kind is not MentionKind.NAME or chains.type_of(j) not in PLACES or place.end > m.start:
            continue
        if m.start - place.end <= MAX_DATELINE and _only_dates(doc, place.end, m.start, chains):
            for where in (j, larger[j]) if j in larger else (j,):
                yield told("operates_in", "dateline", (place.head,), i, where)
            return


def _signs(doc: Doc, start: int, end: int) -> bool:
    """Whether a name stands in brackets or before a dash, as an agency signs its report."""
    if start and doc[start - 1].text == "(":
        return end < len(doc) and doc[end].text == ")"
    return end < len(doc) and doc[end].text in {"-", "--", "\u2013", "\u2014", "_"} and bool(doc[end - 1].whitespace_)


def _only_dates(doc: Doc, start: int, end: int, chains: Chains) -> bool:
    """Whether nothing but the larger place, a date and punctuation stands between."""
    names = {t for m in chains.mentions if chains.lexicon.country(m.tokens(doc).text) for t in range(m.start, m.end)}
    return all(_plain(t) or t.i in names or chains.lexicon.is_region(t.text) for t in doc[start:end])


def _plain(token: Token) -> bool:
    return token.is_punct or token.is_space or token.like_num or token.ent_type_ == "DATE"
