"""Acts that are done by being put in words: who says "we urge both sides to stop" urges them to."""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.extraction.factuality.markers import negation
from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.speech import SPEECH

PRESENT = frozenset({"VBP", "VBZ"})
PARTICIPLES = frozenset({"VBG", "VBN", "VBD"})


def performative(verb: Token) -> bool:
    """Return True for a verb that does what it says: "I urge", "we are asking", "the ministry condemns".

    Such an act is no report, whoever's words it stands in. In the past it is one ("I urged").
    """
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in SPEECH.performatives:
        return False
    first = _first(verb)
    if any(c.dep_ == "mark" for c in first.children) or negation(verb) is not None or grammar.is_passive(verb):
        return False
    subjects = grammar.children(first, "nsubj")
    own = bool(subjects) and all(t.lower_ in FUNCTION_WORDS.speaking_persons for t in subjects)
    helpers = grammar.children(verb, "aux")
    if not helpers:
        return bool(subjects) and verb.tag_ in PRESENT and (own or verb.tag_ == "VBZ")
    return own and verb.tag_ in PARTICIPLES and all(t.tag_ in PRESENT for t in helpers)


def _first(verb: Token) -> Token:
    """Return the first of coordinated verbs, which has their subject."""
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not grammar.children(verb, "nsubj"):
        verb = verb.head
    return verb
