"""Demands that another word than the verb of asking carries.

"Stressed the need for Bell to resign", "ruled that the ministry must pay", "it is essential that Norland withdraw",
"called for Norland's withdrawal", "rejected the union's requests". The object is who is to act.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graphbuild.core.model import ActorType
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event, of_types, typed_event
from graphbuild.extraction.syntax import control, cue_words, grammar
from graphbuild.extraction.syntax.answered_requests import answering
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.speech import SPEECH
from graphbuild.knowledge.ontology.structural import DEMANDS_OF, ORDERS

POLITICAL = frozenset({ActorType.ARMED_GROUP, ActorType.COUNTRY, ActorType.GOVERNMENT, ActorType.PARTY})
"""What demands something by expecting it: analysts who expect a bank to cut its rates foretell it."""
# The speakers, who is to act, and the trigger words, the head first.
Demand = tuple[list[Token], list[Token], tuple[Token, ...]]


def demand_events(context: DocumentContext) -> Iterator[Event]:
    """The demands of all verbs and nouns that ask for something in one of these ways."""
    for word in context.doc:
        if word.pos_ == "VERB":
            for speakers, asked, trigger in _of_verb(context, word):
                yield from _event(context, speakers, asked, trigger)
            yield from _wanted(context, word)
        elif word.pos_ == "NOUN":
            relation = ORDERS if word.lemma_.lower() in SPEECH.commands else DEMANDS_OF
            for speakers, asked, trigger in _answered(word):
                yield from _event(context, speakers, asked, trigger, relation)


def _event(
    context: DocumentContext,
    speakers: list[Token],
    asked: list[Token],
    trigger: tuple[Token, ...],
    relation: str = DEMANDS_OF,
) -> Iterator[Event]:
    """The event of one demand, if both sides are actors."""
    sides = context.mentions_of(speakers), context.mentions_of(asked)
    pattern = f"{' '.join(t.lemma_.lower() for t in trigger)} + demand"
    event = typed_event(context, relation, *sides, trigger, pattern)
    if event is not None:
        yield event


def _of_verb(context: DocumentContext, verb: Token) -> Iterator[Demand]:
    """The demands that a verb makes with a clause or a noun."""
    if grammar.is_passive(verb):
        return
    lemma = verb.lemma_.lower()
    found = [*_needed(verb)] if lemma in SPEECH.stressing else []
    if lemma in SPEECH.deciding:
        found += _decided(verb)
    if lemma in SPEECH.requests or lemma in SPEECH.urging:
        found += _called_for(context, verb)
    cue = cue_words.governor(verb, context.lexicon.cues)
    if cue is not None and cue.speech and lemma not in SPEECH.opinions:
        found += _necessary(verb)
    if found:
        speakers = control.subjects(verb)
        for asked, word in found:
            yield speakers, asked, (verb, word)


def _needed(verb: Token) -> Iterator[tuple[list[Token], Token]]:
    """Who needs to act: "stressed the need for Norland to withdraw", "the need for observance by Norland"."""
    nouns = [t for t in (*grammar.children(verb, "dobj"), *grammar.prepositional(verb, "on")) if _need(t)]
    for noun in nouns:
        clauses = [
            c for holder in (noun, verb) for c in grammar.children(holder, "acl", "advcl", "relcl") if c.i > noun.i
        ]
        for clause in clauses:
            if clause.tag_ == "VB" and grammar.children(clause, "mark"):
                yield _all(grammar.children(clause, "nsubj")), noun
            elif clause.tag_ == "VB" and (asked := [t for t in grammar.prepositional(noun, "for") if t.i < clause.i]):
                yield asked, noun
        for deed in grammar.prepositional(noun, "for", "of"):
            if by := grammar.agents(deed):
                yield by, noun


def _need(noun: Token) -> bool:
    """Whether a noun says that something must be done."""
    return noun.lemma_.lower() in SPEECH.needs


def _all(nouns: list[Token]) -> list[Token]:
    """Nouns with those that are coordinated with them."""
    return [t for n in nouns for t in grammar.conjuncts(grammar.antecedent(n))]


def _decided(verb: Token) -> Iterator[tuple[list[Token], Token]]:
    """Who must act by a decision: "ruled that the ministry must pay", "decreed that the council hold a vote"."""
    for clause in grammar.children(verb, "ccomp"):
        must = [c for c in grammar.children(clause, "aux") if c.lower_ in SPEECH.obligations]
        bare = clause.tag_ == "VB" and not grammar.children(clause, "aux") and clause.i > verb.i
        if grammar.is_passive(clause) or grammar.children(clause, "neg") or not (must or bare):
            continue
        yield _all(grammar.children(clause, "nsubj")), must[0] if must else clause


def _necessary(verb: Token) -> Iterator[tuple[list[Token], Token]]:
    """Who is to act by what is said to be necessary: "said it is essential that Norland withdraw"."""
    for clause in grammar.children(verb, "ccomp"):
        impersonal = any(c.dep_ == "nsubj" and c.lower_ in FUNCTION_WORDS.impersonal_subjects for c in clause.children)
        words = [c for c in grammar.children(clause, "acomp", "attr") if c.lemma_.lower() in SPEECH.necessary]
        if clause.pos_ != "AUX" or not impersonal or not words or grammar.children(clause, "neg"):
            continue
        for inner in (c for h in (clause, *words) for c in grammar.children(h, "ccomp", "advcl", "xcomp", "acl")):
            if inner.i > words[0].i and inner.tag_ in {"VB", "VBP"} and not grammar.is_passive(inner):
                nouns = grammar.children(inner, "nsubj") or [
                    t for h in (clause, *words) for t in grammar.prepositional(h, "for") if t.i < inner.i
                ]
                yield _all(nouns), words[0]


def _called_for(context: DocumentContext, verb: Token) -> Iterator[tuple[list[Token], Token]]:
    """Whose act is called for: "called for Norland's withdrawal", "demanded action by the council"."""
    nouns = grammar.prepositional(verb, "for")
    if verb.lemma_.lower() in SPEECH.urging:
        nouns += grammar.children(verb, "dobj")
    for noun in nouns:
        if context.mention_at(noun) is not None or noun.lemma_.lower() not in SPEECH.own_acts:
            continue
        owners = grammar.agents(noun) or grammar.possessors(noun) or grammar.prepositional(noun, "of")
        if not owners:
            beside = grammar.children(noun, "compound", "amod", "nmod")
            owners = [c for c in beside if context.mention_at(c) is not None][-1:]
        if owners:
            yield owners, noun


def _wanted(context: DocumentContext, verb: Token) -> Iterator[Event]:
    """The demand of a state or party that expects others to act: "Norland expects the council to decide"."""
    if verb.lemma_.lower() not in SPEECH.wanting or grammar.is_passive(verb):
        return
    for clause in grammar.children(verb, "ccomp", "xcomp"):
        infinitive = clause.tag_ == "VB" and any(c.dep_ == "aux" and c.tag_ == "TO" for c in clause.children)
        if not infinitive or clause.i < verb.i or grammar.is_passive(clause):
            continue
        asked = context.mentions_of(_all(grammar.children(clause, "nsubj")) or grammar.objects(verb))
        speakers = of_types(context, context.mentions_of(control.subjects(verb)), POLITICAL)
        event = typed_event(context, DEMANDS_OF, speakers, asked, (verb, clause), f"{verb.lemma_.lower()} + demand")
        if event is not None:
            yield event


def _answered(noun: Token) -> Iterator[Demand]:
    """The demand or order that somebody answers or acts on: "rejected the union's requests"."""
    verb = answering(noun)
    if verb is None:
        return
    made = [t for c in grammar.children(noun, "acl") if c.tag_ == "VBN" for t in grammar.agents(c)]
    speakers = grammar.possessors(noun) or grammar.agents(noun) or made or grammar.prepositional(noun, "from", "of")
    if not speakers and noun.dep_ == "dobj":
        speakers = grammar.prepositional(verb, "from")
    if speakers:
        asked = grammar.agents(verb) if grammar.is_passive(verb) else control.subjects(verb)
        yield speakers, asked, (noun,)
