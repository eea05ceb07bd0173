"""What only happens in a story: plots of films, plays and novels, which are told in the present tense."""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.core.model import Status
from graphbuild.extraction.factuality.markers import PRESENT
from graphbuild.extraction.factuality.value import Standing
from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS
from graphbuild.knowledge.lexicon.speech import SPEECH

MAX_CLIMB = 12
TOLD = frozenset({"ccomp", "xcomp", "advcl", "pcomp", "acl", "conj", "dobj", "prep", "pobj"})


def fiction(token: Token) -> Standing | None:
    """Return the status of an event that a work of fiction tells, or None if it is told as having happened.

    "In the film Reld kills Holt", "a novel in which Reld kills Holt", "the play tells how Reld killed Holt".

    Args:
        token: the head of the event.
    """
    node = token
    for _ in range(MAX_CLIMB):
        work = _setting(node) if _in_present(node) else None
        if work is None and node.dep_ == "relcl":
            work = _of_story(node)
        elif work is None and node.i != token.i and _in_present(node):
            work = next((s for s in grammar.children(node, "nsubj") if _is_work(s)), None)
        if work is not None:
            return Standing(status=Status.HYPOTHETICAL, cue=work)
        if node.head.i == node.i or (node.pos_ in {"VERB", "AUX"} and node.dep_ not in TOLD):
            return None
        node = node.head
    return None


def _setting(verb: Token) -> Token | None:
    """Return the work in which a clause says that something happens: "in the film", "in the last act of the play"."""
    for prep in grammar.preposition_tokens(verb, *SPEECH.fiction_settings):
        for noun in grammar.children(prep, "pobj"):
            if (work := _work(noun)) is not None:
                return work
    return None


def _of_story(verb: Token) -> Token | None:
    """Return the work whose relative clause tells its story: "a play in which X kills Y", "a film that sees X ..."."""
    work = _work(verb.head)
    inside = any(
        c.tag_ in {"WDT", "WRB"} and (c.dep_ == "pobj" or c.tag_ == "WRB")
        for t in verb.children
        for c in (t, *t.children)
    )
    return work if inside and _in_present(verb) else None


def _work(noun: Token) -> Token | None:
    """Return the work of fiction that a noun names or names a part of ("the final scene of the film")."""
    if _is_work(noun):
        return noun
    if noun.lemma_.lower() not in SPEECH.story_parts:
        return None
    whole = grammar.prepositional(noun, *SPEECH.fiction_settings, *FUNCTION_WORDS.patient_prepositions)
    return next((t for t in whole if _is_work(t)), noun)


def _is_work(noun: Token) -> bool:
    """Whether a noun names a work of fiction; "a series of attacks" is none."""
    if noun.lemma_.lower() not in SPEECH.fiction or noun.pos_ not in {"NOUN", "PROPN"}:
        return False
    counts = noun.lemma_.lower() in NOMINALIZATIONS.series
    return not (counts and any(c.lower_ in FUNCTION_WORDS.patient_prepositions for c in noun.children))


def _in_present(verb: Token) -> bool:
    """Whether a word is a finite verb in the present tense, or the present participle or passive of one."""
    if verb.pos_ not in {"VERB", "AUX"}:
        return False
    auxiliaries = grammar.children(verb, "aux", "auxpass")
    return auxiliaries[0].tag_ in PRESENT if auxiliaries else verb.tag_ in PRESENT
