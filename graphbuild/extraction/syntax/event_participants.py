"""Participants of events named in a phrase: "arrived for talks with", "strikes in support of", "at war with".

The subject of the sentence attends the occasion or holds the attitude, though no verb governs the noun directly.
"""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.extraction.syntax import control, grammar
from graphbuild.extraction.syntax.nominalizations import doers, taking_in, wielders
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.ontology import Frame, Trait


def attending(noun: Token, frame: Frame, lexicon: Lexicon) -> list[Token]:
    """Return the subject of the word to which an "in" or "at" phrase, or a phrase around a meeting, is attached."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.dep_ not in {"prep", "conj"}:
        return []
    if taking_in(prep) is not None:
        return []
    bare = prep.lower_ in {"in", "at"} and prep.i + 1 >= noun.left_edge.i and not grammar.children(noun, "det")
    if not bare and not (Trait.OCCASION in frame.traits and prep.lower_ in FUNCTION_WORDS.around_occasions):
        return []
    holder = prep.head
    while holder.pos_ == "ADP" and holder.head.i != holder.i:
        holder = holder.head
    if holder.pos_ in {"VERB", "AUX"}:
        found = grammar.agents(holder) if grammar.is_passive(holder) and bare else control.subjects(holder)
        found = [t for one in found for t in wielders(one, lexicon)[0]]  # "its strikes, carried out in support of"
        return found or (_said_more_of(holder, lexicon) if bare else [])
    return doers(holder, lexicon) if bare and holder.pos_ == "NOUN" else []


def _said_more_of(participle: Token, lexicon: Lexicon) -> list[Token]:
    """Return the agent of the noun that a participle modifies: "conducted strikes coordinated in support of"."""
    modifies = participle.dep_ == "acl" and participle.head.pos_ == "NOUN"
    return doers(participle.head, lexicon) if modifies else []
