"""Places written as an address: "Baghdad, Iraq", "Oxford in Massachusetts", and the dateline of a news agency."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Doc, Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.events.event import Event, MentionIndex, told
from graphbuild.extraction.events.location import MODIFIERS, PLACES
from graphbuild.extraction.syntax import grammar

# What is said of a town is said of the country written behind it, too ("of Miami, Florida").
PASSED_ON = frozenset({"from", "based_in"})
MAX_DATELINE = 10  # tokens between a dateline's place and its agency


def address_events(doc: Doc, clusters: Clusters, places: MentionIndex) -> Iterator[Event]:
    """What the writing of places tells: which lies in which, and where an agency reports from."""
    larger = larger_places(doc, clusters)
    for i, j in larger.items():
        yield told("located_in", "comma", (clusters.mentions[i].end,), i, j)
    for i, m in enumerate(clusters.mentions):
        if m.kind is MentionKind.NAME and clusters.type_of(i) is ActorType.PLACE:
            yield from _beside(doc, clusters, places, i)
        elif m.kind is MentionKind.NAME and clusters.type_of(i) is ActorType.MEDIA:
            yield from _dateline(doc, clusters, i, larger)


def passed_on(events: list[Event], doc: Doc, clusters: Clusters) -> list[Event]:
    """The events, those of origin and seat with the larger place beside the smaller."""
    larger = larger_places(doc, clusters)
    return [_with_larger(e, larger) if e.relation in PASSED_ON else e for e in events] if larger else events


def _with_larger(event: Event, larger: Mapping[int, int]) -> Event:
    more = tuple(larger[i] for i in event.objects if i in larger and larger[i] not in event.objects)
    return replace(event, objects=event.objects + more) if more else event


def larger_places(doc: Doc, clusters: Clusters) -> dict[int, int]:
    """The place that stands behind each place's name after a comma: "Baghdad, Iraq", "Belen, eastern Peru"."""
    starts = {m.start: j for j, m in enumerate(clusters.mentions) if m.kind is MentionKind.NAME}
    found: dict[int, int] = {}
    for i, m in enumerate(clusters.mentions):
        if m.kind is not MentionKind.NAME or m.end + 1 >= len(doc) or doc[m.end].text != ",":
            continue
        if clusters.type_of(i) is not ActorType.PLACE:
            continue
        j = starts.get(m.end + 1)
        if j is None and doc[m.end + 1].lower_ in clusters.lexicon.directions:
            j = starts.get(m.end + 2)
        if j is not None and _larger(doc, clusters, i, j):
            found[i] = j
    return found


def _larger(doc: Doc, clusters: Clusters, i: int, j: int) -> bool:
    """Whether the name behind a place's comma is the larger place, not the next of a list or another phrase."""
    lexicon, other, token = clusters.lexicon, clusters.mentions[j], clusters.head(j)
    if clusters.type_of(j) not in PLACES or other.head == clusters.mentions[i].head or token.dep_ == "conj":
        return False
    if clusters.type_of(j) is not ActorType.COUNTRY and not lexicon.is_region(clusters.text(j)):
        return False
    if (
        lexicon.adjective(clusters.text(j))
        or token.dep_ in grammar.SUBJECTS
        or lexicon.is_wide_region(clusters.text(i))
    ):
        return False
    after = doc[other.end] if other.end < len(doc) else None
    return after is None or not (after.lower_ == "and" or (token.dep_ in MODIFIERS and after.is_alpha))


def _beside(doc: Doc, clusters: Clusters, places: MentionIndex, i: int) -> Iterator[Event]:
    """ "in Bugesera in the southeast of Rwanda": the place that follows a place's name, wherever the parser hung it."""
    m = clusters.mentions[i]
    at = m.end + 1 if m.end < len(doc) and doc[m.end].text == "," else m.end
    if at >= len(doc) or doc[at].lower_ != "in" or doc[at].head.i == m.head or doc[m.head].dep_ != "pobj":
        return
    for inner in places.standing_for(grammar.children(doc[at], "pobj")):
        if clusters.type_of(inner) in PLACES and clusters.of(inner) != clusters.of(i):
            yield told("located_in", "in", (at,), i, inner)


def _dateline(doc: Doc, clusters: Clusters, i: int, larger: Mapping[int, int]) -> Iterator[Event]:
    """ "BANGKOK, Thailand (AP) -", "Sofia, February 15 (BTA) --": an agency reports from the place before it."""
    m = clusters.mentions[i]
    if not _signs(doc, m.start, m.end):
        return
    start = doc[m.head].sent.start + 1
    for j, place in enumerate(clusters.mentions):
        if place.start > start:
            return  # the place opens the sentence
        if place.start < start - 1:
            continue
        if place.kind is not MentionKind.NAME or clusters.type_of(j) not in PLACES or place.end > m.start:
            continue
        if m.start - place.end <= MAX_DATELINE and _only_dates(doc, place.end, m.start, clusters):
            for where in (j, larger[j]) if j in larger else (j,):
                yield told("operates_in", "dateline", (place.head,), i, where)
            return


def _signs(doc: Doc, start: int, end: int) -> bool:
    """Whether a name stands in brackets or before a dash, as an agency signs its report."""
    if start and doc[start - 1].text == "(":
        return end < len(doc) and doc[end].text == ")"
    return end < len(doc) and doc[end].text in {"-", "--", "\u2013", "\u2014", "_"} and bool(doc[end - 1].whitespace_)


def _only_dates(doc: Doc, start: int, end: int, clusters: Clusters) -> bool:
    """Whether nothing but the larger place, a date and punctuation stands between."""
    names = {
        t for m in clusters.mentions if clusters.lexicon.country(m.tokens(doc).text) for t in range(m.start, m.end)
    }
    return all(_plain(t) or t.i in names or clusters.lexicon.is_region(t.text) for t in doc[start:end])


def _plain(token: Token) -> bool:
    return token.is_punct or token.is_space or token.like_num or token.ent_type_ == "DATE"
