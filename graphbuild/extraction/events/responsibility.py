"""Deeds that somebody owns up to without saying what they were: "The Red Front claimed responsibility for the attack".

What was done, and to whom, the sentence itself or one of the last before it tells. If it names who did it, nobody else
is taken for the doer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event, typed_event
from graphbuild.extraction.events.event_index import EventIndex
from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS
from graphbuild.knowledge.lexicon.reference import REFERENCE
from graphbuild.knowledge.ontology import Trait

REACH = 2
"""Sentences before the claim that are searched for the deed."""


def claimed_deeds(context: DocumentContext, known: Sequence[Event]) -> Iterator[Event]:
    """The deeds of those who claim responsibility for them.

    Args:
        context: the document.
        known: the events found so far, in any order.
    """
    assault = context.ontology.with_trait(Trait.ASSAULT)
    deeds = [e for e in known if e.relation in assault and e.objects]
    if not deeds:
        return
    told, own = EventIndex(deeds), {(e.head, i) for e in deeds for i in e.subjects}
    for noun in (t for t in context.doc if t.dep_ == "dobj" and t.lemma_.lower() in NOMINALIZATIONS.answering_for):
        verb = noun.head
        if verb.lemma_.lower() not in NOMINALIZATIONS.owning_up or not _unsaid(context, noun, verb):
            continue
        claimers = context.mentions_of(t for s in _subjects(verb) for t in grammar.conjuncts(s))
        if claimers and not any((verb.i, i) in own for i in claimers):
            yield from _deeds(context, verb, noun, claimers, told)


def _deeds(
    context: DocumentContext, verb: Token, noun: Token, claimers: tuple[int, ...], told: EventIndex
) -> Iterator[Event]:
    """The deeds told last before a claim, done by the claimers; none if somebody else is named as their doer."""
    who = {context.actor_of(i) for i in claimers}
    last = _last_told(context, verb, told)
    doers = {context.actor_of(i): i for e in last for i in e.subjects}
    harmed = {context.actor_of(i) for e in last for i in e.objects}
    if who & harmed or any(context.named(i) for actor, i in doers.items() if actor not in who):
        return
    for deed in last:
        event = typed_event(context, deed.relation, claimers, deed.objects, (verb, noun), "claim responsibility")
        if event is not None:
            yield replace(event, completed=True, on_place=deed.on_place)


def _unsaid(context: DocumentContext, noun: Token, verb: Token) -> bool:
    """Whether a claim leaves open whom the deed hit: "claimed responsibility", "... for the attack"."""
    preps = [c for head in (noun, verb) for c in grammar.children(head, "prep") if c.lower_ == "for"]
    if not preps:
        return verb.lemma_.lower() in NOMINALIZATIONS.claiming
    if any(grammar.children(prep, "pcomp") for prep in preps):
        return False  # "for killing two clerks"
    for deed in [*grammar.prepositional(noun, "for"), *grammar.prepositional(verb, "for")]:
        lemma = deed.lemma_.lower()
        back = any(
            c.lower_ in FUNCTION_WORDS.definite_or_plural | REFERENCE.both_words for c in grammar.children(deed, "det")
        )
        known = lemma in NOMINALIZATIONS.instruments | NOMINALIZATIONS.calamities | NOMINALIZATIONS.undergone
        if not back or not known or context.mentions_of(grammar.prepositional(deed, "on", "against", "of")):
            return False
    return True


def _last_told(context: DocumentContext, verb: Token, told: EventIndex) -> list[Event]:
    """The deeds told last before a verb: in its own sentence, else in the nearest of those before it."""
    start, end = verb.sent.start, verb.i
    for _ in range(REACH + 1):
        if found := told.between(start, end):
            return found
        if start == 0:
            break
        start, end = context.doc[start - 1].sent.start, start
    return []


def _subjects(verb: Token) -> list[Token]:
    """The subjects of a verb, those of the verb it is coordinated with if it has none."""
    own = grammar.children(verb, "nsubj")
    return own or (grammar.children(verb.head, "nsubj") if verb.dep_ == "conj" else [])
