"""Who undergoes what an event noun names: "under attack by", "subject to sanctions", "subjected to torture by"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from graphbuild.extraction.syntax import control, grammar
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Undergoing:
    """Both sides of an event noun that somebody is under or subject to.

    Attributes:
        patients, agents: the tokens of those who undergo and who do it.
        governor: the word that says so, from which the status is read.
    """

    patients: list[Token]
    agents: list[Token]
    governor: Token


def undergoing(noun: Token) -> Undergoing | None:
    """Return who undergoes what a noun names, or None where the noun stands in no such phrase."""
    if under := _under(noun):
        return Undergoing(patients=under, agents=_holders(noun), governor=noun.head.head)
    return _subject_to(noun)


def _under(noun: Token) -> list[Token]:
    """Return who is under control or attack: "the town is under the control of X", "areas under X rule"."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ != "under":
        return []
    governor = prep.head
    if governor.pos_ in {"NOUN", "PROPN"}:
        return [governor]
    if governor.lemma_.lower() not in NOMINALIZATIONS.placing:
        return []
    direct = grammar.objects(governor) if not grammar.is_passive(governor) else []
    return direct or control.subjects(governor)


def _subject_to(noun: Token) -> Undergoing | None:
    """Return the sides of "was subject to sanctions by X", "X subjected them to arrest and interrogation"."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ == "NOUN":
        first = first.head
    prep = first.head
    governor = prep.head
    if first.dep_ != "pobj" or governor.lemma_.lower() not in NOMINALIZATIONS.subjecting:
        return None
    if all(p.i != prep.i for p in grammar.preposition_tokens(governor, "to")):
        return None
    own = _holders(noun) or _holders(first)
    if governor.pos_ != "VERB":
        return Undergoing(patients=control.adjective_subjects(governor), agents=own, governor=governor)
    if grammar.is_passive(governor):
        patients, doers = control.subjects(governor), grammar.agents(governor)
    else:
        patients, doers = grammar.objects(governor), control.subjects(governor)
    return Undergoing(patients=patients, agents=own or doers, governor=governor)


def _holders(noun: Token) -> list[Token]:
    """Return who exercises the control, rule, attack or inquiry: "by", "from", "of", a genitive, a name before it."""
    named = grammar.children(noun, "compound", "amod", "nmod")
    return grammar.agents(noun) or grammar.possessors(noun) or grammar.prepositional(noun, "of", "from") or named
