"""The status that a copula sets for its clause or subject: "is to meet", "it is not true that", "are false"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graphbuild.core.model import Status
from graphbuild.extraction.factuality.markers import condition, markers, negation
from graphbuild.extraction.factuality.value import Standing
from graphbuild.extraction.syntax import cue_words, grammar
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon


def copula_clause(node: Token, copula: Token, lexicon: Lexicon) -> Iterator[Standing]:
    """Yield the status of a clause under a copula.

    "X is to meet Y" is planned; in "it is (not) true, likely that" the predicate sets the status.
    """
    said = grammar.children(copula, "acomp", "attr")
    if node.dep_ == "xcomp" and purpose(node) and not said:
        yield Standing(status=Status.FUTURE, cue=copula)
    if said:
        yield from untrue(copula, lexicon)
    yield from condition(copula, lexicon.cues)


def subject_of(copula: Token, lexicon: Lexicon, *, worded: bool) -> Iterator[Standing]:
    """Yield the status that a copula gives to its subject.

    "Claims that ... are false", "talks between them are likely". An event can be possible or due, a report also untrue.
    """
    yield from (s for s in untrue(copula, lexicon) if worded or s.status in {Status.HYPOTHETICAL, Status.FUTURE})


def untrue(copula: Token, lexicon: Lexicon) -> Iterator[Standing]:
    """Yield the status that a predicate gives: "are false", "is not true", "is likely"."""
    if (negative := negation(copula)) is not None:
        yield Standing(status=Status.DENIED, cue=negative)
    for word in grammar.children(copula, "acomp", "attr", "oprd"):
        cue = cue_words.governor(word, lexicon.cues)
        if word.pos_ == "ADJ" and cue is not None and cue.status is not Status.ASSERTED:
            yield Standing(status=cue.status, cue=word)


def cleft(noun: Token, lexicon: Lexicon) -> Iterator[Standing]:
    """Yield the status of a cleft sentence: "it was not Reld who ..."."""
    copula = noun.head
    empty = any(c.lower_ == "it" for c in grammar.children(copula, "nsubj"))
    again = any(c.lower_ in FUNCTION_WORDS.one_of_several for c in noun.children)  # "not the first time that"
    if empty and noun.dep_ == "attr" and copula.lemma_ == "be" and not again:
        yield from markers(copula, lexicon.cues)


def purpose(verb: Token) -> bool:
    """Return True if an infinitive is a purpose ("an offensive to retake the city"): planned, not asserted.

    That of a passive counts as well ("is to be questioned"), a perfect one does not ("is said to have been held").
    """
    before = grammar.children(verb, "aux", "auxpass")
    passive = verb.tag_ in {"VBN", "VBD"} and any(c.dep_ == "auxpass" and c.tag_ == "VB" for c in before)
    return (verb.tag_ == "VB" or passive) and any(c.dep_ == "aux" and c.tag_ == "TO" for c in before)
