"""Verbs that the parser took for a noun or for a modifier of the noun after them.

In "A court sentences five people" the sentences are a noun that has the court before it; in "Police arrested or
summoned students" the students are the second thing that the police did. Each error is recognised by its form.
"""

from __future__ import annotations

from spacy.symbols import VERB
from spacy.tokens import Token

from graphbuild.extraction.syntax.grammar import SUBJECTS
from graphbuild.knowledge.lexicon.control import CONTROL_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.speech import SPEECH

AFTER_VERB = frozenset({"appos", "dobj", "npadvmod"})
BEFORE_PARTICIPLE = frozenset({"cc", "advmod", "aux"})
FINITE = frozenset({"VBD", "VBN", "VBP", "VBZ"})
OF_A_NOUN = frozenset({"amod", "compound", "det", "nmod", "nummod", "poss"})
PARTICIPLES = frozenset({"VBD", "VBN"})
PRESENT = frozenset({"NNS", "VBZ"})
SINGULAR = frozenset({"NN", "NNP"})


def mend_taken_for_plural(word: Token, lexicon: Lexicon) -> None:
    """Make a verb of what was read as a plural: in `A court sentences five people` the court does it."""
    if word.dep_ != "ROOT" or word.tag_ not in PRESENT or word.i <= word.sent.start or word.i + 1 >= word.sent.end:
        return
    actor = word.nbor(-1)
    if actor.head.i != word.i or actor.dep_ != "compound" or actor.tag_ not in SINGULAR:
        return
    if word.tag_ == "NNS" and word.lemma_.lower() not in CONTROL_WORDS.like_plurals:
        return
    if not actor.ent_type_ and lexicon.noun_type(actor, plural=False) is None:
        return
    patient = next((c for c in word.rights if c.dep_ in AFTER_VERB and c.left_edge.i == word.i + 1), None)
    if patient is None:
        return
    word.tag_, word.pos = "VBZ", VERB
    for modifier in [c for c in word.lefts if c.i < actor.i and c.dep_ in OF_A_NOUN]:
        modifier.head = actor
    actor.dep_, patient.dep_ = "nsubj", "dobj"


def mend_taken_for_modifier(word: Token) -> None:
    """Make a verb of a participle: in `Rights Watch documented summary executions` the group reports, and kills nobody.

    Only verbs of reporting after a name are mended, in a sentence that has no other verb.
    """
    reports = (c for c in word.lefts if c.dep_ == "amod" and c.tag_ in PARTICIPLES and c.i > word.sent.start)
    verb = next((c for c in reports if c.lemma_.lower() in SPEECH.reporting), None)
    if word.dep_ != "ROOT" or word.pos_ != "NOUN" or verb is None:
        return
    name = verb.nbor(-1)
    if name.head.i != word.i or name.pos_ != "PROPN" or name.dep_ not in OF_A_NOUN:
        return
    verb.tag_, verb.pos, verb.head, verb.dep_ = "VBD", VERB, verb, "ROOT"
    for before in [c for c in word.lefts if c.i < name.i]:
        before.head = verb if before.dep_ in {"prep", "punct", "advmod"} else name
    for mark in [c for c in word.rights if c.dep_ == "punct"]:
        mark.head = verb
    name.head, name.dep_ = verb, "nsubj"
    word.head, word.dep_ = verb, "dobj"


def mend_beside_object(verb: Token) -> None:
    """Coordinate a verb with the verb before its object: in `kills two people and injures nine` no people do so."""
    noun = verb.head
    main = noun.head
    if verb.tag_ not in FINITE or noun.pos_ not in {"NOUN", "PROPN"} or noun.dep_ != "dobj" or main.pos_ != "VERB":
        return
    same = main.tag_ == verb.tag_ or {main.tag_, verb.tag_} <= PARTICIPLES
    active = [c.dep_ for c in verb.children]
    if not same or main.i > noun.i or not SUBJECTS.isdisjoint(active) or "dobj" not in active:
        return
    for mark in [c for c in noun.children if c.dep_ == "cc" and noun.i < c.i < verb.i]:
        mark.head = main
    verb.head = main


def mend_second_participle(participle: Token) -> None:
    """Coordinate a verb that was read as a modifier: in `arrested or summoned students` these are summoned, too."""
    noun = participle.head
    verb = noun.head
    if participle.tag_ not in PARTICIPLES or noun.dep_ != "conj" or verb.pos_ != "VERB" or verb.i > participle.i:
        return
    between = verb.doc[verb.i + 1 : participle.i]
    if not any(t.dep_ == "cc" for t in between) or any(t.dep_ not in BEFORE_PARTICIPLE for t in between):
        return
    for phrase in [c for c in verb.children if c.dep_ == "prep" and c.i > noun.i]:
        phrase.head = participle
    participle.head, participle.dep_ = verb, "conj"
    noun.head, noun.dep_ = participle, "dobj"
