"""Descriptions that are spelled out: the names that follow stand for the description in every event.

"Police arrested two drivers, Anna Holt and Piet Marsh" and "former Krell officials Anna Holt, Piet Marsh and Jan Velde"
tell of the people who are named, not of a further group; the parser attaches such names to one another at random.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.mentions.mention import TokenMention
from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS

MEMBERS = frozenset({ActorType.PERSON, ActorType.GROUP, ActorType.ORGANIZATION})
OPENING = frozenset({",", ":", "(", "\u2013", "\u2014", "-", "--"})
BETWEEN = frozenset({",", ";"}) | FUNCTION_WORDS.adding
MARKS = OPENING - {",", "("}
FARTHEST = 20
"""Tokens from a description to the dash before the names that spell it out."""
FEWEST = 2
"""Names that make a list."""


def spelled_out(context: DocumentContext) -> Mapping[int, tuple[int, ...]]:
    """The descriptions of several people that names spell out, each with the mentions of those names.

    Args:
        context: the document with its resolved mentions.
    """
    found: dict[int, tuple[int, ...]] = {}
    for i, m in enumerate(context.mentions):
        plural = m.kind is MentionKind.NOMINAL and m.number == "plur" and context.type_of(i) in MEMBERS
        if plural and (names := _names_after(context, i, m)):
            found[i] = names
    return found


def with_names(events: Iterable[Event], spelled: Mapping[int, tuple[int, ...]]) -> list[Event]:
    """The events with names in place of the descriptions that they spell out.

    A name stands on the side of its description only, wherever the parser put it.

    Args:
        events: as the rules found them.
        spelled: the result of `spelled_out`.
    """
    return [_with_names(event, spelled) for event in events] if spelled else list(events)


def _with_names(event: Event, spelled: Mapping[int, tuple[int, ...]]) -> Event:
    """One event with names in place of descriptions."""
    subjects, objects = _side(event.subjects, spelled), _side(event.objects, spelled)
    if subjects == event.subjects and objects == event.objects:
        return event
    named = {n for i in event.subjects for n in spelled.get(i, ())}
    listed = {n for i in event.objects for n in spelled.get(i, ())}
    return replace(
        event,
        subjects=tuple(i for i in subjects if i not in listed or i in named),
        objects=tuple(i for i in objects if i not in named or i in listed),
    )


def _side(side: tuple[int, ...], spelled: Mapping[int, tuple[int, ...]]) -> tuple[int, ...]:
    """One side of an event with names in place of descriptions, each mention once."""
    return tuple(dict.fromkeys(n for i in side for n in spelled.get(i, (i,))))


def _names_after(context: DocumentContext, i: int, m: TokenMention) -> tuple[int, ...]:
    """The names that spell out a description; empty if there are none, or fewer or more than it counts."""
    counted = _counted(context, m)
    first = _first_name(context, m)
    if first is None:
        return _behind_mark(context, m, counted) if counted is not None and counted >= FEWEST else ()
    names = _list_from(context, first)
    start = context.mentions[first].start
    if counted is not None:
        return names if counted == len(names) and counted >= FEWEST else ()
    hangs = grammar.children(context.head(i), "appos")
    apposed = any(t.i == context.mentions[first].head for t in hangs)
    return names if len(names) >= FEWEST and (apposed or context.doc[start - 1].text not in OPENING) else ()


def _first_name(context: DocumentContext, m: TokenMention) -> int | None:
    """The person's name right after a description, or after its complement and a comma ("of the union, Anna Holt")."""
    doc, end = context.doc, m.end
    complement = next(iter(grammar.preposition_tokens(context.doc[m.head], "of", "for", "from", "at")), None)
    starts = [end]
    if complement is not None and complement.i == end:
        bodies = (context.names_by_start.get(end + k) for k in (1, 2))  # an article may come first
        starts += [context.mentions[j].end for j in bodies if j is not None]
        starts += [noun.i + 1 for noun in grammar.children(complement, "pobj") if noun.pos_ == "NOUN"]
    for start in starts:
        at = start + 1 if start < len(doc) and doc[start].text in OPENING else start
        j = context.names_by_start.get(at)
        if j is not None and context.type_of(j) is ActorType.PERSON and context.mentions[j].title is None:
            return j
    return None


def _behind_mark(context: DocumentContext, m: TokenMention, counted: int) -> tuple[int, ...]:
    """The names behind the next dash or colon, if they are as many as a description counts.

    "Three men affiliated with the Velde Trust \u2013 Holt, Marsh and Reld \u2013 were arrested".
    """
    doc = context.doc
    stop = min(m.end + FARTHEST, doc[m.head].sent.end)
    mark = next((k for k in range(m.end, stop) if doc[k].text in MARKS), None)
    first = context.names_by_start.get(mark + 1) if mark is not None else None
    if first is None or context.type_of(first) is not ActorType.PERSON:
        return ()
    names = _list_from(context, first)
    return names if len(names) == counted else ()


def _list_from(context: DocumentContext, first: int) -> tuple[int, ...]:
    """The names of people that follow one another, with only commas and "and" between them."""
    found, at = [first], context.mentions[first].end
    while at < len(context.doc):
        step = at
        while step < len(context.doc) and context.doc[step].lower_ in BETWEEN:
            step += 1
        j = context.names_by_start.get(step) if step > at else None
        if j is None or context.type_of(j) is not ActorType.PERSON:
            break
        found.append(j)
        at = context.mentions[j].end
    return tuple(found)


def _counted(context: DocumentContext, m: TokenMention) -> int | None:
    """How many people a description counts ("two drivers"); None if it does not say."""
    for token in context.doc[m.start : m.head]:
        if token.like_num:
            words: Sequence[str] = FUNCTION_WORDS.small_numbers
            text = token.lower_
            return words.index(text) if text in words else int(text) if text.isdigit() else 0
    return None
