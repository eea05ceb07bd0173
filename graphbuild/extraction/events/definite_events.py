"""Definite event nouns that take up an event told before: "The killing was done by ...", "condemned the arrests".

"Anna Holt was shot dead on Monday. Police blamed the killing on the Red Front": the front killed Holt. "The army
arrested two clerks. The union condemned the arrests": the union criticises the army. Only a few sentences are searched,
and only an event of the noun's own relation counts, about whose other side all mentions of it agree. A charge takes up
a killing without an article too: "Police shot Anna Holt. Two officers were charged with murder".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from spacy.tokens import Token

from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.events.event_index import EventIndex
from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS
from graphbuild.knowledge.ontology import Trait

OPPOSITION = "opposition"
WINDOW = 3
"""Sentences that a definite event noun looks back."""
REACH = 4
"""Words above a crime among which the charge stands: "charged on two counts of murder"."""


def with_patients_before(context: DocumentContext, events: Sequence[Event]) -> list[Event]:
    """The events; a definite noun with an agent and no patient has the patient of the same event told before.

    Args:
        context: the document.
        events: all found so far, in any order.
    """
    attacks, harm = (context.ontology.with_trait(trait) for trait in (Trait.ASSAULT, Trait.HARM))
    completable = context.ontology.with_trait(Trait.COMPLETABLE) - (attacks - harm)  # there are many attacks in a text
    told = EventIndex(e for e in events if e.objects and e.relation in completable)
    return [_with_patient(context, e, told) if e.relation in completable else e for e in events]


def _with_patient(context: DocumentContext, event: Event, told: EventIndex) -> Event:
    """The event with the patients of the one that its noun takes up, if there is just one."""
    noun = context.doc[event.head]
    if event.objects or not event.subjects or event.kind != "nouns":
        return event
    charged = _charged(context, event, noun)
    if not charged and not _definite(noun):
        return event
    same = [e for e in _before(context, noun, told) if e.relation == event.relation]
    if charged and not _definite(noun) and not (same and _one_story(context, noun, same[-1])):
        return event
    patients = {frozenset(context.actor_of(i) for i in e.objects) for e in same}
    own = {context.actor_of(i) for i in event.subjects}
    others = {context.actor_of(i) for e in same for i in e.subjects}
    if len(patients) != 1 or own & next(iter(patients)) or (others and not others & own and not charged):
        return event
    return replace(event, objects=same[-1].objects, completed=True, deed=same[-1].head)


def _charged(context: DocumentContext, event: Event, noun: Token) -> bool:
    """Whether somebody is held to account for a death told before: "was charged with murder", "for the killings".

    Whoever the text said did it ("police shot Holt") may be the body of the one who is charged.
    """
    if event.relation not in context.ontology.with_trait(Trait.HARM) or not (noun.tag_ == "NN" or _definite(noun)):
        return False
    if any(c.dep_ not in {"det", "conj", "cc", "punct", "amod"} for c in noun.children):
        return False
    bare = not any(c.dep_ == "det" for c in noun.children)
    if bare and noun.lemma_.lower() not in NOMINALIZATIONS.capital_crimes:
        return False
    above = (a.lemma_.lower() for a in islice(noun.ancestors, REACH))
    return any(lemma in NOMINALIZATIONS.charging for lemma in above) and (bare or _definite(noun))


def _one_story(context: DocumentContext, noun: Token, event: Event) -> bool:
    """Whether a charge without an article may be about a killing: one told right before, of somebody in particular."""
    near = context.clusters.sentence[noun.i] - context.clusters.sentence[event.head] <= 1
    return near and all(context.named(i) or context.mentions[i].number == "sing" for i in event.objects)


def with_doers_before(context: DocumentContext, events: Sequence[Event]) -> list[Event]:
    """The events; who judges a deed judges its doer: "condemned the arrests", "appealed the acquittal".

    Args:
        context: the document.
        events: all found so far, in any order.
    """
    legal = context.ontology.with_trait(Trait.LEGAL)
    ontology = context.ontology
    stances = {r for r in ontology.with_trait(Trait.STANCE) if ontology.relation(r).family == OPPOSITION}
    deeds = EventIndex(e for e in events if e.subjects and e.relation not in stances)
    return [_with_doer(context, e, deeds, legal) if e.relation in stances else e for e in events]


def _with_doer(context: DocumentContext, event: Event, deeds: EventIndex, legal: frozenset[str]) -> Event:
    """The event of a stance with those as its objects who did what it is about, if that is clear."""
    verb = context.doc[event.head]
    if event.objects or not event.subjects or event.kind != "verbs":
        return event
    about = grammar.children(verb, "nsubjpass") if grammar.is_passive(verb) else grammar.objects(verb)
    nouns = [t for t in about if _definite(t)]
    for noun in nouns:
        relations = {m.frame.relation for m in context.matches_at(noun.i)}
        if noun.lemma_.lower() in NOMINALIZATIONS.decisions:
            relations |= legal
        meant = _nearest(context, noun, [e for e in _before(context, noun, deeds) if e.relation in relations])
        doers = {frozenset(context.actor_of(i) for i in e.subjects) for e in meant}
        own = {context.actor_of(i) for i in event.subjects}
        if len(doers) == 1 and not own & next(iter(doers)):
            return replace(event, objects=meant[-1].subjects, completed=True, deed=meant[-1].head)
    return event


def _nearest(context: DocumentContext, noun: Token, events: Sequence[Event]) -> list[Event]:
    """Those of some events before a noun that are told in its own sentence, else in the last one that tells any."""
    last = max((context.clusters.sentence[e.head] for e in events), default=0)
    return [e for e in events if context.clusters.sentence[e.head] == last]


def _definite(noun: Token) -> bool:
    """Whether an event noun refers back and has no owner or patient of its own: "the arrests", "that killing"."""
    if noun.pos_ != "NOUN" or grammar.possessors(noun) or grammar.prepositional(noun, "of", "against", "on"):
        return False
    return any(c.lower_ in FUNCTION_WORDS.definite_or_plural for c in grammar.children(noun, "det"))


def _before(context: DocumentContext, noun: Token, index: EventIndex) -> Iterable[Event]:
    """The events of the same sentence and of the last ones before it that are told before a noun."""
    start = noun.sent.start
    for _ in range(WINDOW):
        if start == 0:
            break
        start = context.doc[start - 1].sent.start
    return [e for e in index.between(start, noun.i) if e.head != noun.i and not _infinitive(context.doc[e.head])]


def _infinitive(verb: Token) -> bool:
    """Whether a verb has no tense: "threatened to kill him", "could kill him" tell of no killing to come back to."""
    return verb.tag_ == "VB"
