"""What becomes of a judgment told before: "The appeals court upheld the verdict", "Weld received a nine-year sentence".

Both leave out an end that the sentences before tell: whom the judgment is on, or which court passed it. The nearest of
them that tells of a judgment counts, and only if it tells of one court or one side of accused people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event, typed_event
from graphbuild.extraction.events.event_index import EventIndex
from graphbuild.extraction.syntax import grammar
from graphbuild.extraction.syntax.shared_arguments import listed_with
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS
from graphbuild.knowledge.ontology.structural import ACQUITS, CONVICTS

NEAR, FAR = 2, 4
"""Sentences that are searched for the court of a sentence received, and for whom a verdict upheld was on."""


def ruling_events(context: DocumentContext, known: Sequence[Event]) -> Iterator[Event]:
    """The events of judgments that are upheld, overturned or received.

    Args:
        context: the document.
        known: the events found so far, in any order.
    """
    told = [e for e in known if e.relation == CONVICTS and e.objects]
    if not told:
        return
    judged, passed = EventIndex(told), EventIndex(e for e in told if e.subjects)
    heads = {e.head for e in known if e.relation in {CONVICTS, ACQUITS} and e.subjects and e.objects}
    for token in context.doc:
        lemma = token.lemma_.lower()
        if token.i in heads or token.pos_ != "VERB":
            continue
        if lemma in NOMINALIZATIONS.upholding | NOMINALIZATIONS.quashing:
            relation = CONVICTS if lemma in NOMINALIZATIONS.upholding else ACQUITS
            yield from _reviewed(context, token, relation, judged)
        elif lemma in NOMINALIZATIONS.receiving:
            yield from _received(context, token, passed)


def _reviewed(context: DocumentContext, verb: Token, relation: str, judged: EventIndex) -> Iterator[Event]:
    """What a higher court does to those whom a judgment without words of its own is on."""
    passive = grammar.is_passive(verb)
    nouns = grammar.children(verb, "nsubjpass") if passive else grammar.objects(verb)
    noun = next((t for t in nouns if _judgment(t) and _taken_up(t)), None)
    courts = context.mentions_of(grammar.agents(verb) if passive else _subjects(verb))
    if noun is None or not courts:
        return
    for told in _last_told(context, verb, judged, FAR):
        people = frozenset(context.actor_of(i) for i in told.objects)
        if people.isdisjoint(context.actor_of(i) for i in courts):
            event = typed_event(
                context, relation, courts, told.objects, (verb, noun), f"{verb.lemma_.lower()} judgment"
            )
            if event is not None:
                yield replace(event, completed=True, deed=told.head)


def _received(context: DocumentContext, verb: Token, passed: EventIndex) -> Iterator[Event]:
    """The sentence that somebody received from the court that sentenced others just before."""
    noun = next((t for t in grammar.objects(verb) if t.lemma_.lower() in NOMINALIZATIONS.penalties_received), None)
    if noun is None or verb.dep_ == "relcl" or grammar.prepositional(verb, "from") or grammar.is_passive(verb):
        return
    people = context.mentions_of(each for t in _subjects(verb) for each in (t, *listed_with(t)))
    told = _last_told(context, verb, passed, NEAR)
    courts = {frozenset(context.actor_of(i) for i in e.subjects) for e in told}
    if len(courts) != 1 or next(iter(courts)) & {context.actor_of(i) for i in people}:
        return
    event = typed_event(context, CONVICTS, told[0].subjects, people, (verb, noun), "receive sentence")
    if event is not None:
        yield replace(event, completed=True, deed=told[0].head)


def _last_told(context: DocumentContext, verb: Token, told: EventIndex, reach: int) -> list[Event]:
    """The judgments told last before a verb: in its own sentence, else in the nearest of those before it."""
    start, end = verb.sent.start, verb.i
    for _ in range(reach + 1):
        if found := told.between(start, end):
            return found
        if start == 0:
            break
        start, end = context.doc[start - 1].sent.start, start
    return []


def _subjects(verb: Token) -> list[Token]:
    """The subjects of a verb, those of the verb it is coordinated with if it has none."""
    own = grammar.children(verb, "nsubj")
    first = verb.head if verb.dep_ == "conj" and not own else verb
    return [each for t in own or grammar.children(first, "nsubj") for each in grammar.conjuncts(t)]


def _judgment(noun: Token) -> bool:
    """Whether a noun names a judgment."""
    return noun.lemma_.lower() in NOMINALIZATIONS.judgments


def _taken_up(noun: Token) -> bool:
    """Whether a judgment was told before: "the verdict", "this sentence", without words of its own on whom it is."""
    if grammar.possessors(noun) or grammar.prepositional(noun, "of", "against", "for", "on"):
        return False
    return any(c.lower_ in FUNCTION_WORDS.definite_or_plural for c in grammar.children(noun, "det"))
