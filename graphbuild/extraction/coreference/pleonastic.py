"""Pleonastic "it": weather, time, clauses, and events.

The classes follow Lappin and Leass (1994, "An Algorithm for Pronominal Anaphora Resolution"), with "it" for an event,
which is recognised by verbs and prepositions that take facts and not actors.
"""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.reference import REFERENCE
from graphbuild.knowledge.lexicon.word_forms import WORD_FORMS


def means_event(token: Token) -> bool:
    """Return True if "it" refers to an event: "it was linked to attacks", "it was because of"."""
    verb = token.head
    if token.lower_ not in FUNCTION_WORDS.event_pronouns or token.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    if verb.lemma_ in REFERENCE.verbs_of_relating:
        return grammar.is_passive(verb)
    return verb.lemma_ == "be" and any(c.lower_ in REFERENCE.causes for c in verb.children)


def is_expletive(token: Token, lexicon: Lexicon) -> bool:
    """Return True if this "it" refers to no actor; False for other words."""
    if token.lower_ != "it":
        return False
    verb = token.head
    if token.dep_ == "pobj":
        return verb.lower_ in {"about", "of"} and verb.head.lemma_.lower() in REFERENCE.verbs_of_topics
    if token.dep_ == "dobj":
        return verb.lemma_.lower() in REFERENCE.verbs_of_facts or _judged(verb)
    if verb.dep_ in {"ccomp", "oprd"} and verb.pos_ == "ADJ":
        return _judged(verb.head) or verb.head.lemma_ in REFERENCE.verbs_of_judging
    if verb.lemma_ in REFERENCE.impersonal_verbs or means_event(token):
        return True
    if verb.lemma_ == "be":
        return _copular(verb, lexicon)
    return _impersonal_verb(verb)


def _judged(verb: Token) -> bool:
    """Return True for an evaluated clause: "found it hard to", "made it clear that"."""
    return verb.lemma_ in REFERENCE.verbs_of_judging and any(
        c.pos_ == "ADJ" and c.dep_ in {"oprd", "ccomp"} for c in verb.children
    )


def _copular(verb: Token, lexicon: Lexicon) -> bool:
    """Return True if the predicate of "it" takes a clause, a time or an event."""
    adjectives = grammar.children(verb, "acomp")
    if any(a.lower_ in REFERENCE.times for a in adjectives):
        return True
    if any(_said_of_clause(a) for a in adjectives):
        return True
    if any(c.dep_ == "prep" and c.lower_ == "up" for c in verb.children):
        return True
    return any(_no_actor(noun, lexicon) for noun in grammar.children(verb, "attr"))


def _said_of_clause(adjective: Token) -> bool:
    """Return True if an adjective is predicated of a clause: "it is clear that", "it is hard to"."""
    word = adjective.lower_
    if word in REFERENCE.adjectives_of_actors or adjective.tag_ == "VBG":
        return False
    for clause in (*_clauses(adjective), *_clauses(adjective.head)):
        infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)
        if infinitive and word not in REFERENCE.adjectives_with_infinitive:
            return True
        if not infinitive and (_marked(clause) or clause.dep_ in {"ccomp", "csubj"}):
            return True
    return False


def _clauses(token: Token) -> list[Token]:
    """Return the clauses that depend on a token."""
    return grammar.children(token, "ccomp", "xcomp", "csubj", "advcl", "acl", "relcl")


def _marked(clause: Token) -> bool:
    """Return True if a clause is introduced by a word of indirect speech."""
    return any(c.lower_ in FUNCTION_WORDS.complementizers for c in clause.children)


def _no_actor(noun: Token, lexicon: Lexicon) -> bool:
    """Return True for a predicate of an event ("it was the third arrest") or a cleft ("it was Ortega who")."""
    if any(c.dep_ == "relcl" for c in noun.children) and noun.pos_ in {"PROPN", "PRON"}:
        return True
    if noun.pos_ != "NOUN":
        return noun.lower_ in WORD_FORMS.weekdays
    return lexicon.noun_type(noun, plural=noun.tag_ == "NNS") is None


def _impersonal_verb(verb: Token) -> bool:
    """Return True for an impersonal verb: "it took two days to", "it is believed that", "it made them angry"."""
    lemma = verb.lemma_
    if lemma == "take":
        return any(t.ent_type_ in {"DATE", "TIME"} for c in grammar.children(verb, "dobj", "dative") for t in c.subtree)
    if lemma == "make":
        return any(c.pos_ == "ADJ" for c in grammar.children(verb, "ccomp", "oprd"))
    reported = lemma in REFERENCE.verbs_of_reporting and grammar.is_passive(verb)
    return reported and any(_marked(c) for c in grammar.children(verb, "ccomp", "advcl", "csubj"))
