"""What is said of a kind, not of anybody: "a law to jail people who attack nurses" tells of no attack."""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.core.model import Status
from graphbuild.extraction.factuality.copulas import purpose
from graphbuild.extraction.factuality.markers import PRESENT
from graphbuild.extraction.factuality.value import Standing
from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.lexicon.cues import Cues
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS

MAX_CLIMB = 6
NAMING = frozenset({"nummod", "poss", "appos"})


def of_a_kind(token: Token, cues: Cues) -> Standing | None:
    """Return the status of an event in a relative clause that describes a kind, where what is said of it is open.

    The clause is in the present tense, its noun a bare plural or indefinite, and the verb above it an infinitive or
    under a modal: "schools can exclude pupils who bully others", "plans to fine anyone who breaks the ban".

    Args:
        token: the head of the event.
        cues: the words that set a status.
    """
    verb = grammar.clause(token)
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    noun = verb.head
    if verb.dep_ != "relcl" or not _present(verb) or not _kind(noun):
        return None
    before = noun.head.children if noun.dep_ == "pobj" else ()
    listing = next((c for c in before if c.lower_ in FUNCTION_WORDS.listing_before), None)
    if listing is not None:
        return Standing(status=Status.HYPOTHETICAL, cue=listing)  # "cases such as a man who kills a burglar"
    over = noun
    for _ in range(MAX_CLIMB):
        if over.head.i == over.i or (over.pos_ in {"VERB", "AUX"}):
            break
        over = over.head
    if over.pos_ not in {"VERB", "AUX"}:
        return None
    modal = next((c for c in grammar.children(over, "aux") if c.lower_ in cues.modals), None)
    cue = modal or (over if purpose(over) else None)
    return Standing(status=Status.HYPOTHETICAL, cue=cue) if cue is not None else None


def _present(verb: Token) -> bool:
    """Return True for a simple present: "who bully", not "who have bullied" or "who are bullying"."""
    return verb.tag_ in PRESENT and not any(c.dep_ in {"aux", "auxpass"} for c in verb.children)


def _kind(noun: Token) -> bool:
    """Return True for "pupils", "anyone", "a pupil", but not for "the pupils", "nine pupils" or "Velde's pupils"."""
    if noun.ent_type_ and noun.pos_ == "PROPN":
        return False
    before = list(noun.lefts)
    if any(c.dep_ in NAMING or c.ent_type_ or c.pos_ == "PROPN" for c in before):
        return False
    articles = [c.lower_ for c in before if c.dep_ == "det"]
    if articles:
        return articles[0] in FUNCTION_WORDS.unspecific_determiners
    return noun.tag_ == "NNS" or noun.lower_ in FUNCTION_WORDS.anybody
