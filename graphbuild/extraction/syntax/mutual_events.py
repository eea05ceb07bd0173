"""Participants of mutual events whose noun stands deep in the clause: "ruled out any talks with Norland".

Whoever seeks, refuses or expands a dialogue with somebody is the other side of it, whatever the verb: no list of light
verbs is needed where the noun is mutual and "with" names one side.
"""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.extraction.syntax import control, grammar
from graphbuild.knowledge.lexicon.control import CONTROL_WORDS
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS

STATES = frozenset({"GPE", "NORP"})


def other_side(noun: Token) -> list[Token]:
    """Return who is linked by a mutual noun to the object of its "with", by the words around the noun; may be empty.

    Args:
        noun: a mutual noun, with nobody named in its own phrase but after "with".
    """
    if not grammar.prepositional(noun, "with"):
        return []
    return _beside(noun) or _above(noun)


def hyphenated(name: Token) -> list[Token]:
    """Return the names that hyphens join to the last of them, in text order: "Norland-Estmark talks"; else itself."""
    found, at = [name], name.i
    while at >= 2 and name.doc[at - 1].text in FUNCTION_WORDS.hyphens and name.doc[at - 2].ent_type_ in STATES:
        at -= 2
        found.insert(0, name.doc[at])
    return found if name.ent_type_ in STATES else [name]


def sides_of(noun: Token) -> list[Token]:
    """Return whom a plural of people stands for: "Norlandic and Estish officials", "the ministers of A and B"."""
    if noun.tag_ not in {"NNS", "NNPS"}:
        return []
    nations = [c for c in grammar.children(noun, "amod", "compound", "nmod") if c.ent_type_ in STATES]
    national = [t for c in nations for t in grammar.conjuncts(c) if t.i < noun.i]
    for found in (national, grammar.prepositional(noun, "of")):
        if len(found) > 1 and all(t.ent_type_ in STATES for t in found):
            return found
    return []


def _beside(noun: Token) -> list[Token]:
    """Return the name to which a phrase of joint action is attached: "the ministry, in cooperation with X, ..."."""
    prep = noun.head
    joint = (
        noun.dep_ == "pobj"
        and prep.lower_ in FUNCTION_WORDS.joint_phrase
        and noun.lemma_.lower() in NOMINALIZATIONS.joint
    )
    return [prep.head] if joint and prep.head.pos_ == "PROPN" else []


def _above(noun: Token) -> list[Token]:
    """Return the owner of a noun above, or the subject of the verb: "its openness to talks with", "sought talks with".

    A noun about the event ("a report on talks with"), and who only judges it, has no part in it.
    """
    node = noun
    for _ in range(control.MAX_DEPTH):
        head = node.head
        if node.dep_ == "conj":
            node = head
            continue
        if node.dep_ == "pobj" and head.dep_ == "prep" and head.head.pos_ in {"NOUN", "VERB", "ADJ"}:
            joint = head.lower_ in FUNCTION_WORDS.joint_phrase and node.lemma_.lower() in NOMINALIZATIONS.joint
            if not joint and head.lower_ not in FUNCTION_WORDS.toward_events:
                return []
            head = head.head
        elif node.dep_ not in {"dobj", "nsubjpass", "attr"}:
            return []
        word = head.lemma_.lower()
        if head.pos_ == "VERB":
            if word in CONTROL_WORDS.outside | NOMINALIZATIONS.judged_afar:
                return []
            return grammar.agents(head) if grammar.is_passive(head) else control.subjects(head)
        if head.pos_ == "ADJ":
            return control.adjective_subjects(head)
        if head.pos_ != "NOUN" or word in CONTROL_WORDS.utterances:
            return []
        if owners := grammar.possessors(head):
            return owners
        node = head
    return []
