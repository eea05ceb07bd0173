"""Who is kept by whom where the place of it is named: "died in police custody", "detainees in the custody of X"."""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.extraction.syntax import control, grammar
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS


def kept_in(noun: Token) -> list[Token]:
    """Return who is in the custody, or in the prison, that a noun names; empty for any other noun.

    Of nouns only custody says so: "guards in X prisons" are no prisoners.
    """
    prep = noun.head
    if noun.lemma_.lower() not in NOMINALIZATIONS.confinement or noun.dep_ != "pobj":
        return []
    if prep.lower_ not in FUNCTION_WORDS.into_states:
        return []
    governor = prep.head
    if governor.pos_ in {"NOUN", "PROPN"}:
        return [governor] if noun.lemma_.lower() not in NOMINALIZATIONS.penalties else []
    if governor.lemma_.lower() not in NOMINALIZATIONS.placing | NOMINALIZATIONS.confining:
        return []
    direct = grammar.objects(governor) if not grammar.is_passive(governor) else []
    return direct or control.subjects(governor)


def said_by(noun: Token) -> list[Token]:
    """Return the verb that says that somebody is or was kept, from which the status is read; empty without one."""
    governor = noun.head.head
    return [governor] if governor.pos_ in {"VERB", "AUX"} else []


def keepers(noun: Token) -> list[Token]:
    """Return whose custody it is: "by", "of", a genitive or the name before it."""
    named = grammar.children(noun, "compound", "amod", "nmod")
    return grammar.agents(noun) or grammar.possessors(noun) or grammar.prepositional(noun, "of") or named
