"""What a phrase takes for granted instead of stating it: "Iran-backed militias", "its leader, Ada Bell"."""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.extraction.factuality.performatives import performative
from graphbuild.extraction.syntax.answered_requests import answering
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS

PRESUPPOSED = frozenset({"compounds", "structure"})
"""Kinds of rules whose events are always taken for granted."""


def presupposed(token: Token, kind: str) -> bool:
    """Return True if what an event says is taken for granted, not stated.

    "Iran-backed militias", "its leader, Ada Bell", "rejected the union's request".
    """
    if kind == "verbs":
        return performative(token)
    if kind == "nouns":
        return answering(token) is not None
    return kind in PRESUPPOSED or (kind == "roles" and not _predicate(token))


def _predicate(noun: Token) -> bool:
    """Return True if a role noun is the predicate ("is the leader") and not part of a presupposed phrase."""
    first = noun.head if noun.dep_ == "conj" else noun
    if first.dep_ == "dobj" and first.head.lemma_.lower() in NOMINALIZATIONS.having:
        return True  # "has no sister", "will have a new leader"
    return first.dep_ in {"attr", "oprd"} or (first.dep_ == "pobj" and first.head.lower_ == "as")
