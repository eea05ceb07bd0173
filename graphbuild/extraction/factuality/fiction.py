"""What only happens in a story: plots of films, plays and novels, which are told in the present tense."""

from __future__ import annotations

from spacy.tokens import Span, Token

from graphbuild.core.model import Status
from graphbuild.extraction.factuality.markers import PRESENT
from graphbuild.extraction.factuality.value import Standing
from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS
from graphbuild.knowledge.lexicon.speech import SPEECH

MAX_CLIMB = 12
MAX_PLOT = 4
"""Sentences that a summary of a plot may go on after the one that names the work or its story."""
PLOTS = "graphbuild_plots"
"""Key in `Doc.user_data` of the word that opens a plot, by the first token of a sentence that belongs to it."""
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
            break
        node = node.head
    return _retold(token)


def _retold(token: Token) -> Standing | None:
    """Return the status of an event in a summary of a plot: the next sentences that stay in the present tense.

    "The story follows a nurse. She then flees from agents who threaten her": the second sentence names no work.
    """
    sentence = token.sent
    verb = grammar.clause(token)
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    if not _in_present(verb) or not _narrates(sentence):
        return None
    known = token.doc.user_data.setdefault(PLOTS, {})
    if sentence.start not in known:
        known[sentence.start] = _plot(sentence)
    at = known[sentence.start]
    return Standing(status=Status.HYPOTHETICAL, cue=token.doc[at]) if at is not None else None


def _plot(sentence: Span) -> int | None:
    """Return the word that opens the summary of a plot to which a sentence belongs, or None."""
    doc, start = sentence.doc, sentence.start
    for n in range(MAX_PLOT + 1):
        opening = _opening(sentence)
        if opening is not None:
            return opening.i
        if n == MAX_PLOT or start == 0:
            return None
        sentence = doc[start - 1].sent
        start = sentence.start
        if _opening(sentence) is None and not _narrates(sentence):
            return None
    return None


def _opening(sentence: Span) -> Token | None:
    """Return the word in a sentence by which a story begins to be told, or None."""
    for token in sentence:
        told = token.lemma_.lower() in SPEECH.telling and _in_present(token)
        subjects = grammar.children(token, "nsubj") if told else []
        if any(_is_work(s) or s.lemma_.lower() in SPEECH.stories for s in subjects):
            return token
        if token.lemma_.lower() in SPEECH.acting and _in_present(token) and _of_role(token):
            return token
    return None


def _of_role(verb: Token) -> bool:
    """Whether somebody is a character: "plays a nurse who ...", "plays Holt, a nurse"; not "plays the piano"."""
    for noun in grammar.children(verb, "dobj"):
        if any(c.dep_ == "relcl" and c.tag_ in PRESENT and _personal(c) for c in noun.children):
            return True
    return False


def _personal(clause: Token) -> bool:
    """Whether a relative clause is about a person: "who"."""
    return any(c.tag_ == "WP" and c.dep_ in grammar.SUBJECTS for c in clause.children)


def _narrates(sentence: Span) -> bool:
    """Whether a sentence is in the present tense and reports nobody's words: it may go on with a story."""
    root = sentence.root
    if not _in_present(root) or root.lemma_.lower() in SPEECH.quoting:
        return False
    spoken = (t.lemma_.lower() in SPEECH.reporting and t.dep_ in {"parataxis", "ccomp"} for t in root.children)
    return not any(spoken)


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
    if auxiliaries:
        return auxiliaries[0].tag_ in PRESENT
    finite = verb.tag_ == "VB" and any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.children)
    return finite or verb.tag_ in PRESENT  # "the killers then abduct her", tagged as an infinitive
