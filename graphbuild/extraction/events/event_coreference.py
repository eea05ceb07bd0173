"""Event coreference between adjacent sentences: "The attack killed three soldiers", "It was linked to ...".

Only the sentence before is searched, and only an unambiguous antecedent counts: of two attacks, "the attack" is
neither. What depends on another event is at most as certain as that one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.events.event_index import EventIndex
from graphbuild.extraction.syntax import control, grammar
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS
from graphbuild.knowledge.ontology import Trait


def event_of_last_sentence(context: DocumentContext, pronoun: Token, about: EventIndex, own: int) -> list[Event]:
    """The event that "It" at the beginning of a sentence refers to.

    Args:
        context: the document.
        pronoun: the "It".
        about: the events that may be meant.
        own: a head whose events are not meant.

    Returns:
        the last event of the sentence before if all events there have one patient; empty otherwise.
    """
    before = sentence_before(pronoun)
    if before is None or pronoun.i != pronoun.sent.start:
        return []
    earlier = [e for e in about.between(*before) if e.head != own]
    patients = {context.actor_of(i) for e in earlier for i in e.objects}
    return earlier[-1:] if len(patients) == 1 else []


def with_agents_of_last_sentence(context: DocumentContext, events: Sequence[Event]) -> list[Event]:
    """The events; harm done by or in "the attack" has the agent of the attack in the sentence before.

    Args:
        context: the document.
        events: all found so far, in any order.
    """
    harm, assault = (context.ontology.with_trait(trait) for trait in (Trait.HARM, Trait.ASSAULT))
    attacks = EventIndex(e for e in events if e.relation in assault and e.subjects)
    return [_with_agent(context, e, attacks) if e.relation in harm and agentless(e) else e for e in events]


def agentless(event: Event) -> bool:
    """Whether a verb names an event, with a patient and no agent."""
    return event.kind == "verbs" and not event.subjects and bool(event.objects)


def _with_agent(context: DocumentContext, event: Event, attacks: EventIndex) -> Event:
    """The event with the agent of the attack that its own words refer to, if the sentence before has just one."""
    verb = context.doc[event.head]
    named = grammar.prepositional(verb, "in", "during", "by") if grammar.is_passive(verb) else control.subjects(verb)
    named += grammar.agents(verb) if grammar.is_passive(verb) else []
    deed = next((noun for noun in named if _anaphoric(context, noun)), None)
    before = sentence_before(verb) if deed is not None else None
    if before is None:
        return event
    meant = attacks.between(*before)
    agents = {tuple(sorted({context.actor_of(i) for i in e.subjects})) for e in meant}
    patients = {context.actor_of(i) for i in event.objects}
    if len(agents) != 1 or patients & set(next(iter(agents))):
        return event
    return replace(event, subjects=meant[0].subjects, completed=True, deed=meant[0].head)


def _anaphoric(context: DocumentContext, noun: Token) -> bool:
    """Whether an event noun refers back and has no argument of its own: "the attack", "that raid"."""
    if noun.lemma_.lower() not in NOMINALIZATIONS.instruments or noun.tag_ != "NN":
        return False
    definite = any(c.lower_ in FUNCTION_WORDS.definite_determiners for c in grammar.children(noun, "det"))
    return definite and not any(c.dep_ not in {"det", "punct"} for c in noun.children)


def sentence_before(token: Token) -> tuple[int, int] | None:
    """The first token of the sentence before a token's own and the token after its last; None at the beginning."""
    start = int(token.sent.start)
    if start == 0:
        return None
    return int(token.doc[start - 1].sent.start), start
