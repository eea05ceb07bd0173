"""Requests and orders that somebody answers or acts on: "rejected the union's request", "left on orders from Bell".

That somebody asked is taken for granted there, whatever the answer is.
"""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.lexicon.speech import SPEECH


def answering(noun: Token) -> Token | None:
    """Return the verb by which a request or order is answered, or None.

    It is the verb of which the noun is the object, or to which it is attached by the verb's own preposition, by "at" or
    "after", or by "in response to".
    """
    head, lemma = noun.head, noun.lemma_.lower()
    if lemma not in SPEECH.petitions and lemma not in SPEECH.commands:
        return None
    if noun.dep_ in {"dobj", "nsubjpass"}:
        return head if head.lemma_.lower() in SPEECH.answering else None
    if noun.dep_ != "pobj" or head.dep_ != "prep":
        return None
    governor = head.head
    if governor.pos_ == "VERB" and f"{governor.lemma_.lower()} {head.lower_}" in SPEECH.answering:
        return governor
    if governor.pos_ == "VERB" and head.lower_ in SPEECH.prompted_by and not grammar.children(noun, "amod"):
        return governor  # an amod: "encroached on the constitutional order of"
    if governor.lemma_.lower() in SPEECH.responses and governor.dep_ == "pobj" and governor.head.dep_ == "prep":
        verb = governor.head.head
        return verb if verb.pos_ == "VERB" else None
    return None
