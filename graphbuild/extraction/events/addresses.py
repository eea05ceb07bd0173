"""Addresses: a place and the larger one behind it ("Baghdad, Iraq"), and the dateline of a news agency."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Doc, Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event, structural_event
from graphbuild.extraction.events.larger_places import larger_places
from graphbuild.extraction.events.place_relations import PLACES
from graphbuild.extraction.syntax import grammar
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
