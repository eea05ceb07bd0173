"""Seats in a body: "women held 17 of the 72 National Assembly seats", "there are two women on the Velde Council"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event, structural_event
from graphbuild.extraction.mentions.mention import TokenMention
from graphbuild.extraction.syntax import control, grammar
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.membership import MEMBERSHIP
from graphbuild.knowledge.ontology.structural import MEMBER_OF

SEATED = frozenset({ActorType.PERSON, ActorType.GROUP, ActorType.PARTY, ActorType.ORGANIZATION})
HELD_IN = frozenset({ActorType.GOVERNMENT, ActorType.ORGANIZATION})
DEEPEST = 4
"""Words from a seat up to its verb ("won 95 of the 157 seats")."""


def seat_events(context: DocumentContext) -> Iterator[Event]:
    """The membership of those who hold or win seats, and of people who are counted in a body."""
    for token in context.doc:
        if token.lemma_ in MEMBERSHIP.seats:
            yield from _held(context, token)
    for i, m in enumerate(context.mentions):
        if m.kind is MentionKind.NOMINAL and context.type_of(i) is ActorType.GROUP:
            yield from _counted_in(context, i, m)


def _held(context: DocumentContext, seat: Token) -> Iterator[Event]:
    """The membership of the subject of "hold seats in"."""
    verb, steps = seat, 0
    while verb.pos_ not in {"VERB", "AUX"} and steps < DEEPEST and verb.head.i != verb.i:
        verb, steps = verb.head, steps + 1
    if verb.lemma_.lower() not in MEMBERSHIP.taking_seats:
        return
    beside = [c for c in seat.children if c.dep_ in {"compound", "nmod"} and c.i < seat.i]
    bodies = context.mentions_of(
        [*grammar.prepositional(seat, *FUNCTION_WORDS.patient_prepositions, *MEMBERSHIP.seated_in), *beside]
    )
    bodies = bodies or context.mentions_of(grammar.prepositional(verb, *MEMBERSHIP.seated_in))
    holders = grammar.agents(verb) if grammar.is_passive(verb) else control.subjects(verb)
    for j in bodies:
        for i in context.mentions_of(holders):
            if context.type_of(i) in SEATED and context.type_of(j) in HELD_IN and not context.same_actor(i, j):
                yield structural_event(MEMBER_OF, "seat", (verb.i, seat.i), i, j)


def _counted_in(context: DocumentContext, i: int, m: TokenMention) -> Iterator[Event]:
    """The membership of people in the body in which they are counted: "five women on the Supreme Court"."""
    noun = context.doc[m.head]
    if not grammar.children(noun, "nummod") and noun.lemma_.lower() not in MEMBERSHIP.seated:
        return
    be = noun.head if noun.head.lemma_ in FUNCTION_WORDS.predicate_copulas and noun.dep_ in {"attr", "nsubj"} else None
    for word in (noun, be) if be is not None else (noun,):
        for prep in grammar.preposition_tokens(word, *MEMBERSHIP.seated_in):
            for j in context.mentions_of(grammar.children(prep, "pobj")):
                if context.type_of(j) is ActorType.GOVERNMENT:
                    yield structural_event(MEMBER_OF, "counted in", (prep.i,), i, j)
