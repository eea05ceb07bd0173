"""What two actors do to each other: "Norland and the League accused each other of fraud" is said both ways."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from spacy.tokens import Token

from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event, typed_event
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.ontology import FrameKind

MAX_ACTORS = 4
"""More than these do not all do something to all others."""


def reciprocal_events(context: DocumentContext) -> Iterator[Event]:
    """The events of all verbs whose object is "each other", one for each actor and each direction."""
    for match in context.matches:
        if match.frame.kind is not FrameKind.VERB or not any(map(_each_other, match.far)):
            continue
        actors = context.mentions_of(match.near)
        if not 1 < len(actors) <= MAX_ACTORS:
            continue
        symmetric = context.ontology.relation(match.frame.relation).symmetric
        trigger = tuple(context.doc[t] for t in match.trigger)
        for one, other in permutations(actors, 2):
            if symmetric and one > other:
                continue
            event = typed_event(context, match.frame.relation, (one,), (other,), trigger, match.frame.pattern)
            if event is not None:
                yield event


def _each_other(token: Token) -> bool:
    """Whether a token heads "each other" or "one another", the second of the two words or the first."""
    beside = [t for t in (token, *token.children) if t.dep_ in {"det", token.dep_}]
    return tuple(t.lower_ for t in sorted(beside, key=lambda t: t.i)) in FUNCTION_WORDS.reciprocal
