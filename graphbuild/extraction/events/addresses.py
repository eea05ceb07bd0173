"""Addresses: a place and the larger one behind it ("Baghdad, Iraq"), and the dateline of a news agency."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event, structural_event
from graphbuild.extraction.events.nationality import MODIFIERS
from graphbuild.extraction.events.place_relations import PLACES
from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.lexicon.locations import LOCATIONS
from graphbuild.knowledge.ontology import Trait
from graphbuild.knowledge.ontology.structural import LOCATED_IN, OPERATES_IN

MAX_DATELINE = 10
"""Tokens between a dateline's place and its agency."""


def address_events(context: DocumentContext) -> Iterator[Event]:
    """The events of addresses: which place lies in which, and where an agency reports from."""
    larger = larger_places(context)
    for i, j in larger.items():
        yield structural_event(LOCATED_IN, "comma", (context.mentions[i].end,), i, j)
    for i, m in enumerate(context.mentions):
        if m.kind is MentionKind.NAME and context.type_of(i) is ActorType.PLACE:
            yield from _beside(context, i)
        elif m.kind is MentionKind.NAME and context.type_of(i) is ActorType.MEDIA:
            yield from _dateline(context, i, larger)


def with_larger_places(context: DocumentContext, events: list[Event]) -> list[Event]:
    """The events; those of origin and seat have the larger place of an address as a second object.

    Args:
        context: the document.
        events: all found so far.
    """
    larger = larger_places(context)
    passed = context.ontology.with_trait(Trait.WIDER_PLACE)
    return [_with_larger(e, larger) if e.relation in passed else e for e in events] if larger else events


def _with_larger(event: Event, larger: Mapping[int, int]) -> Event:
    """The event with the larger places of its objects as further objects."""
    more = tuple(larger[i] for i in event.objects if i in larger and larger[i] not in event.objects)
    return replace(event, objects=event.objects + more) if more else event


def larger_places(context: DocumentContext) -> dict[int, int]:
    """The larger place of each place that has one after a comma: "Baghdad, Iraq", "Belen, eastern Peru".

    Returns:
        the mention of the larger place by that of the smaller.
    """
    doc, starts = context.doc, context.names_by_start
    found: dict[int, int] = {}
    for i, m in enumerate(context.mentions):
        if m.kind is not MentionKind.NAME or m.end + 1 >= len(doc) or doc[m.end].text not in {",", "("}:
            continue
        if context.type_of(i) is not ActorType.PLACE:
            continue
        j = starts.get(m.end + 1)
        if j is None and doc[m.end + 1].lower_ in LOCATIONS.directions:
            j = starts.get(m.end + 2)
        if j is None:
            continue
        if _larger(context, i, j):
            found[i] = j
        found |= {small: large for small, large in pairwise(_chain(context, i)) if small not in found}
    return found


def _larger(context: DocumentContext, i: int, j: int) -> bool:
    """Whether the name behind a place's comma is the larger place, not the next of a list or another phrase."""
    lexicon, other, token = context.lexicon, context.mentions[j], context.head(j)
    if context.type_of(j) not in PLACES or other.head == context.mentions[i].head or token.dep_ == "conj":
        return False
    region = lexicon.is_region(context.text(j)) and not lexicon.is_region(context.text(i))
    known = context.type_of(j) is ActorType.COUNTRY or region
    if not (known or _encloses(context, i, j)):
        return False
    if lexicon.adjective(context.text(j)) or token.dep_ in grammar.SUBJECTS or lexicon.is_wide_region(context.text(i)):
        return False
    after = context.doc[other.end] if other.end < len(context.doc) else None
    if after is not None and after.tag_ == "MD":
        return False  # "says a report in Tolmin, Peru will vote"
    return after is None or not (after.lower_ == "and" or (token.dep_ in MODIFIERS and after.is_alpha))


def _encloses(context: DocumentContext, i: int, j: int) -> bool:
    """Whether two places are no list but an address: "in Tolmin, Kavala District, on Monday", "Arden County, Velde".

    The larger one is called a district or the like, or the smaller one is and follows a preposition; a comma or the
    end closes the address.
    """
    doc, small, large = context.doc, context.mentions[i], context.mentions[j]
    if not _ranked(doc, small.end - 1, large.end - 1) or large.start != small.end + 1:
        return False
    if doc[small.end].text == "(":
        return True
    if small.start == 0 or not (doc[small.start - 1].pos_ == "ADP" or doc[small.start - 1].text in {"(", ","}):
        return False
    if _division(doc, small.end - 1) and _division(doc, large.end - 1):
        return True
    after = doc[large.end] if large.end < len(doc) else None
    if after is None or not after.is_punct or after.text == "-":
        return after is None
    follows = doc[large.end + 1] if large.end + 1 < len(doc) else None
    listed = follows is not None and (follows.pos_ == "CCONJ" or follows.i in context.names_by_start)
    return after.text != "," or not listed


def _chain(context: DocumentContext, i: int) -> list[int]:
    """The places of an address of three or more that ends with a country, "Soral, Arden, Peru"; none if it is no such.

    A series of states, or one that goes on with "and", is none.
    """
    doc, links = context.doc, [i]
    while (end := context.mentions[links[-1]].end) + 1 < len(doc) and doc[end].text == ",":
        following = context.names_by_start.get(end + 1)
        if following is None or context.type_of(following) not in PLACES:
            break
        links.append(following)
    if len(links) < 3 or context.type_of(links[-1]) is not ActorType.COUNTRY:
        return []
    if any(context.type_of(k) is not ActorType.PLACE for k in links[:-1]):
        return []
    end = context.mentions[links[-1]].end
    closed = end >= len(doc) or (doc[end].is_punct and doc[end].text != "-")
    return links if closed and not context.lexicon.adjective(context.text(links[-1])) else []


def _ranked(doc: Doc, small: int, large: int) -> bool:
    """Whether the last words of two names do not say that one is as large as the other."""
    if _division(doc, small) and _division(doc, large):
        if doc[small + 1].text == "(":
            return doc[small].lower_ != doc[large].lower_
        return doc[small].lower_ in LOCATIONS.subdivisions and doc[large].lower_ not in LOCATIONS.subdivisions
    return _division(doc, small) or _division(doc, large)


def _division(doc: Doc, last: int) -> bool:
    """Whether the last word of a name says that it is a district or the like."""
    return doc[last].lower_ in LOCATIONS.divisions


def _beside(context: DocumentContext, i: int) -> Iterator[Event]:
    """The larger place after "in", wherever it is attached: "in Bugesera in the southeast of Rwanda"."""
    m, doc = context.mentions[i], context.doc
    at = m.end + 1 if m.end < len(doc) and doc[m.end].text == "," else m.end
    if at >= len(doc) or doc[at].lower_ != "in" or doc[at].head.i == m.head or doc[m.head].dep_ != "pobj":
        return
    for inner in context.mentions_of(grammar.children(doc[at], "pobj")):
        if context.type_of(inner) in PLACES and not context.same_actor(inner, i):
            yield structural_event(LOCATED_IN, "in", (at,), i, inner)


def _dateline(context: DocumentContext, i: int, larger: Mapping[int, int]) -> Iterator[Event]:
    """The event of a dateline ("BANGKOK, Thailand (AP) -"): an agency operates in the place before it."""
    m = context.mentions[i]
    if not _signs(context.doc, m.start, m.end):
        return
    start = context.doc[m.head].sent.start
    for j in context.names_at(start, start + 1):  # the place opens the sentence
        place = context.mentions[j]
        if context.type_of(j) not in PLACES or place.end > m.start:
            continue
        if m.start - place.end <= MAX_DATELINE and _only_dates(context, place.end, m.start):
            for where in (j, larger[j]) if j in larger else (j,):
                yield structural_event(OPERATES_IN, "dateline", (place.head,), i, where)
            return


def _signs(doc: Doc, start: int, end: int) -> bool:
    """Whether a name stands in brackets or before a dash, as an agency signs its report."""
    if start and doc[start - 1].text == "(":
        return end < len(doc) and doc[end].text == ")"
    return end < len(doc) and doc[end].text in {"-", "--", "\u2013", "\u2014", "_"} and bool(doc[end - 1].whitespace_)


def _only_dates(context: DocumentContext, start: int, end: int) -> bool:
    """Whether nothing but the larger place, a date and punctuation stands between."""
    return all(
        _plain(t) or t.i in context.country_words or context.lexicon.is_region(t.text) for t in context.doc[start:end]
    )


def _plain(token: Token) -> bool:
    """Whether a token is punctuation, a number or part of a date."""
    return token.is_punct or token.is_space or token.like_num or token.ent_type_ == "DATE"
