"""Place of an event: the place phrase that belongs to its trigger."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.claims.attachment import after_relative_clause, date_of
from graphbuild.extraction.claims.context import ClaimContext
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.lexicon.locations import LOCATIONS
from graphbuild.knowledge.ontology import Trait

PLACES = frozenset({ActorType.PLACE, ActorType.COUNTRY})


def where(context: ClaimContext, event: Event, subject: int, target: int) -> tuple[str | None, str | None]:
    """The place of an event.

    Args:
        context: the document with its actors.
        event: one of its events.
        subject, target: the mentions of the claim; neither is its place.

    Returns:
        the place's name and the text's words ("Anbar province"), a name before a description; None twice if there is
        none.
    """
    ends = {context.actor_of(subject), context.actor_of(target)}
    spare: tuple[str | None, str | None] = (None, None)
    for token in _spots(context, event, subject, target):
        mention = context.mention_at(token)
        if mention is None or context.actor_of(mention) in ends or context.type_of(mention) not in PLACES:
            continue
        tokens, place = context.mentions[mention], context.actor(mention)
        found = place.name if place is not None else None, context.words(tokens.start, tokens.end)
        if tokens.kind is MentionKind.NAME:
            return found
        spare = spare if spare[0] is not None else found
    return spare


def _spots(context: ClaimContext, event: Event, subject: int, target: int) -> Iterator[Token]:
    """The nouns of the place phrases that may belong to the event, nearest first."""
    head = context.doc[event.head]
    yield from _in_phrases(head)
    relation = context.ontology.relation(event.relation)
    if event.kind in {"verbs", "nouns"} and (relation.family == "force" or Trait.BODILY in relation.traits):
        for end in (target, subject):
            noun = context.doc[context.mentions[end].head]
            if noun.sent.start == head.sent.start and noun.i != head.i and _named_after(noun):
                yield from _in_phrases(noun)
    for clause in grammar.children(head, "advcl"):
        if clause.lemma_ in LOCATIONS.speaking and clause.tag_ == "VBG" and clause.i < head.i:
            yield from _in_phrases(clause)
    yield from _beside_date(context, head)
    late = (t for t in head.sent if t.lower_ in LOCATIONS.scene and t.dep_ == "prep")
    yield from (p for t in late for p in grammar.children(t, "pobj") if after_relative_clause(p) == head)


def _beside_date(context: ClaimContext, head: Token) -> Iterator[Token]:
    """The place directly before the event's date, wherever it is attached: "in Lima on 12 February"."""
    date = date_of(context, head)
    if date is None:
        return
    first = date.start - 1 if date.start > 0 and context.doc[date.start - 1].lower_ in {"on", "in"} else date.start
    if first <= head.sent.start:
        return
    place = next(
        (e for e in context.entities(head.sent.start) if e.end == first and e.label_ in {"GPE", "LOC", "FAC"}), None
    )
    if place is not None and place.start > head.i and place[0].nbor(-1).lower_ in LOCATIONS.scene:
        yield place.root


def _named_after(noun: Token) -> bool:
    """Whether a phrase after an argument may be the event's place: after an apposition it belongs to that."""
    return noun.dep_ not in {"appos", "poss", "compound"}


def _in_phrases(token: Token, depth: int = 0) -> Iterator[Token]:
    """The nouns below a word's prepositions of place; of a spot without a name also the place that it is in."""
    for preposition in grammar.preposition_tokens(token, *LOCATIONS.by_spot):
        for noun in grammar.children(preposition, "pobj"):
            if preposition.lower_ in LOCATIONS.scene:
                yield noun
            if depth < 2 and noun.pos_ == "NOUN":
                yield from _in_phrases(noun, depth + 1)
                if noun.lemma_.lower() in LOCATIONS.parts:
                    yield from grammar.prepositional(noun, "of")
