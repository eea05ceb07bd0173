"""Verbs that modify a noun, and the nouns around them that decide whose deed they tell.

What somebody serves for, what a message contains, what is reported of the actor right before a participle: `control`
asks here before it takes the noun itself, or its owner, for the doer.
"""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.core.model import ActorType
from graphbuild.extraction.syntax.grammar import children, prepositional
from graphbuild.knowledge.lexicon.control import CONTROL_WORDS
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.loading import load_lexicon


def is_actor(noun: Token) -> bool:
    """Return True for a noun of people or of a body that acts; an "authority to appoint" is no body."""
    kind = load_lexicon().noun_type(noun, plural=noun.tag_ == "NNS")
    return kind is not None and kind not in {ActorType.PLACE, ActorType.COUNTRY, ActorType.GOVERNMENT}


def told_of_before(verb: Token, noun: Token) -> list[Token]:
    """Return the actors of whom a participle tells that is attached to what tells it: "instances of police beating"."""
    if noun.pos_ != "NOUN" or is_actor(noun):
        return []
    told = [t for t in prepositional(noun, *FUNCTION_WORDS.patient_prepositions) if t.i < verb.i]
    return told if told and told[-1].right_edge.i == verb.left_edge.i - 1 and is_actor(told[-1]) else []


def is_means(verb: Token, noun: Token) -> bool:
    """Return True for an infinitive of what something serves for: "took measures to bar women" is no deed of these."""
    if verb.tag_ != "VB" or noun.pos_ != "NOUN" or noun.dep_ != "dobj":
        return False
    to = any(c.tag_ == "TO" and c.dep_ == "aux" for c in verb.children)
    return to and not any(c.tag_ in {"WP", "WDT"} for c in verb.children)


def written_to(verb: Token, recipient: Token) -> Token | None:
    """Return the word of writing whose content a participle after its recipient tells: "wrote to X accusing Y"."""
    prep = recipient.head
    if recipient.dep_ != "pobj" or prep.lower_ not in FUNCTION_WORDS.recipient_prepositions:
        return None
    if verb.lemma_.lower() not in CONTROL_WORDS.contents:
        return None
    word = prep.head.lemma_.lower()
    verbal = prep.head.pos_ == "VERB" and word in CONTROL_WORDS.writing
    return prep.head if verbal or (prep.head.pos_ == "NOUN" and word in CONTROL_WORDS.utterances) else None


def absolute_subject(verb: Token) -> Token | None:
    """Return the noun before a participle that is its subject: "With Anna Bell accusing him of fraud"."""
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or verb.i == 0:
        return None
    noun = verb.nbor(-1)
    if noun.dep_ != "pobj" or noun.head.lower_ != "with":
        return None
    written = any(c.lemma_.lower() in CONTROL_WORDS.utterances for c in children(verb.head, "dobj"))
    return None if written else noun  # "filed a complaint with the ministry accusing him"
