"""What a form of "be" makes of its clause or its subject: "is to meet", "it is not true that", "are false"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graphbuild.core.model import Status
from graphbuild.extraction.factuality.markers import condition, markers, negation
from graphbuild.extraction.factuality.value import Standing
from graphbuild.extraction.syntax import cue_words, grammar
from graphbuild.knowledge.lexicon.lexicon import Lexicon


def copula_clause(node: Token, copula: Token, lexicon: Lexicon) -> Iterator[Standing]:
    """ "X is to meet Y" is planned; "it is (not) true, likely that" says itself what becomes of its clause."""
    said = grammar.children(copula, "acomp", "attr")
    if node.dep_ == "xcomp" and purpose(node) and not said:
        yield Standing(status=Status.FUTURE, cue=copula)
    if said:
        yield from untrue(copula, lexicon)
    yield from condition(copula, lexicon.cues)


def subject_of(copula: Token, lexicon: Lexicon, *, worded: bool) -> Iterator[Standing]:
    """ "Claims that ... are false"; "talks between them are likely": a deed is possible or due, words also untrue."""
    yield from (s for s in untrue(copula, lexicon) if worded or s.status in {Status.HYPOTHETICAL, Status.FUTURE})


def untrue(copula: Token, lexicon: Lexicon) -> Iterator[Standing]:
    """What a copula says of a clause or of words: "are false", "is not true", "is likely"."""
    if (negative := negation(copula)) is not None:
        yield Standing(status=Status.DENIED, cue=negative)
    for word in grammar.children(copula, "acomp", "attr", "oprd"):
        cue = cue_words.governor(word, lexicon.cues)
        if word.pos_ == "ADJ" and cue is not None and cue.status is not Status.ASSERTED:
            yield Standing(status=cue.status, cue=word)


def cleft(noun: Token, lexicon: Lexicon) -> Iterator[Standing]:
    """ "It was not Reld who ..."."""
    copula = noun.head
    empty = any(c.lower_ == "it" for c in grammar.children(copula, "nsubj"))
    if empty and noun.dep_ == "attr" and copula.lemma_ == "be":
        yield from markers(copula, lexicon.cues)


def purpose(verb: Token) -> bool:
    """What something was done for ("an offensive to retake the city"): intended, and no more than that."""
    return verb.tag_ == "VB" and any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)
