"""Courts around a trial or judgment: who tries, and where a dispute is only fought."""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS


def is_venue(modifier: Token) -> bool:
    """Return True for the court before which a dispute is fought: in "a High Court battle with X" it is no party."""
    return (
        modifier.lemma_.lower() in NOMINALIZATIONS.courts and modifier.head.lemma_.lower() in NOMINALIZATIONS.disputes
    )


def tried_before(noun: Token) -> list[Token]:
    """Return the court of a trial: "the trial of X before the court", "his trial began in the High Court"."""
    if noun.lemma_.lower() not in NOMINALIZATIONS.hearings:
        return []
    verb = noun.head if noun.dep_ in {"nsubj", "nsubjpass", "dobj"} else noun
    for holder in (noun, verb):
        if found := grammar.prepositional(holder, "before") or _in_court(holder):
            return found
    return []


def judged_by(verb: Token) -> list[Token]:
    """Return the court in which somebody is judged: "was convicted in a national court", "of fraud by a court"."""
    charges = [t for p in grammar.children(verb, "prep") for t in grammar.children(p, "pobj")]
    for holder in (verb, *charges):
        if found := _in_court(holder):
            return found
    return []


def _in_court(holder: Token) -> list[Token]:
    """Return the courts in which something takes place."""
    return [t for t in grammar.prepositional(holder, "in", "at") if t.lemma_.lower() in NOMINALIZATIONS.courts]
