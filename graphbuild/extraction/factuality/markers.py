"""Markers of status among the dependents of a word: negation, modals, conditions, adverbs and adjectives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from graphbuild.core.model import Status
from graphbuild.extraction.factuality.value import Standing
from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.lexicon.cues import Cues
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS

PRESENT = frozenset({"VBZ", "VBP"})
ADVERBIAL = frozenset({"advmod", "amod", "nmod", "compound", "npadvmod"})
MAX_PREFIX = 5


def markers(token: Token, cues: Cues) -> Iterator[Standing]:
    """Yield the cues among the direct dependents of a word, and a "never" inside its infinitive."""
    for child in token.children:
        yield from marker(child, cues)
        if child.tag_ == "TO" and child.head.i == token.i:
            inside = token.doc[child.i + 1 : token.i]
            yield from (
                Standing(status=Status.DENIED, cue=t) for t in inside if t.lower_ in FUNCTION_WORDS.negative_adverbs
            )


def marker(child: Token, cues: Cues) -> Iterator[Standing]:
    """Yield the status that one dependent gives to its head."""
    lower = child.lower_
    if denies(child) and _at_last(child):
        return
    if denies(child):
        yield Standing(status=Status.DENIED, cue=child)
    elif child.dep_ == "aux" and lower in cues.modals and not _part_of_name(child) and not _habit(child):
        yield Standing(status=cues.modals[lower], cue=child)
    elif child.dep_ == "mark" and lower in cues.conditionals:
        yield Standing(status=Status.HYPOTHETICAL, cue=child)
    elif child.dep_ == "prep" and lower == "in" and child.i + 1 < len(child.doc) and child.nbor(1).lower_ == "case":
        yield Standing(status=Status.HYPOTHETICAL, cue=child)  # "in case of"
    elif child.dep_ in ADVERBIAL or child.dep_ == "neg":
        status = cues.modifier(child)
        if status is not None and not _only(child) and not (status is Status.ENDED and of_both_times(child)):
            yield Standing(status=status, cue=child)


def of_both_times(former: Token) -> bool:
    """Return True for the second of two adjectives, as in "current and former officials": some are so still."""
    i, doc = former.i, former.doc
    return i > former.sent.start + 1 and doc[i - 1].pos_ == "CCONJ" and doc[i - 2].tag_ in {"JJ", "VBG"}


def _at_last(negative: Token) -> bool:
    """Return True if a negation only says when: who "did not endorse her until July" did endorse her."""
    verb = negative.head
    if negative.dep_ != "neg" or verb.pos_ != "VERB" or any(c.tag_ in {"TO", "MD"} for c in verb.children):
        return False
    later = (c for c in verb.children if c.i > verb.i)
    return any(
        (c.dep_ == "prep" and c.lower_ in FUNCTION_WORDS.until)
        or (c.dep_ == "advcl" and any(m.lower_ in FUNCTION_WORDS.until for m in c.children))
        for c in later
    )


def _habit(auxiliary: Token) -> bool:
    """Return True for the "would" of what used to happen: "they would often visit"."""
    if auxiliary.lower_ not in FUNCTION_WORDS.backshifted:
        return False
    return any(c.dep_ == "advmod" and c.lower_ in FUNCTION_WORDS.recurring for c in auxiliary.head.children)


def _part_of_name(auxiliary: Token) -> bool:
    """Return True for a capitalised word that was taken for an auxiliary: "a court in Can Tho", "Will Marsh killed"."""
    inside = auxiliary.i > auxiliary.sent.start and auxiliary.nbor(-1).pos_ == "ADP"
    return auxiliary.is_title and (auxiliary.tag_ != "MD" or inside)


def denies(child: Token) -> bool:
    """Return True if a dependent negates its head: "not", "no", "neither ... nor", but not "not only"."""
    if child.dep_ == "neg":
        return not _no_longer(child) and not _only(child)
    return child.lower_ in FUNCTION_WORDS.negative_determiners and child.dep_ in {"det", "preconj"}


def negation(token: Token) -> Token | None:
    """Return the word that negates a word, or None."""
    return next((c for c in token.children if denies(c)), None)


def _only(negative: Token) -> bool:
    """Return True if a restrictive word follows a negation, as in "not only"."""
    after = negative.i + 1
    return after < len(negative.doc) and negative.doc[after].lower_ in FUNCTION_WORDS.restrictive


def _no_longer(token: Token) -> bool:
    """Return True for "no longer", at either word."""
    return token.lower_ == "longer" or (
        token.lower_ == "no" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "longer"
    )


def condition(verb: Token, cues: Cues) -> Iterator[Standing]:
    """Yield the status that the opening of a clause gives: "had police arrested", "in case", "until he is freed"."""
    if verb.lower_ in FUNCTION_WORDS.inverted_auxiliaries and verb.dep_ == "advcl" and verb.left_edge.i == verb.i:
        yield Standing(status=Status.HYPOTHETICAL, cue=verb)  # "were they to attack"
    subject = next((c for c in verb.children if c.dep_ in grammar.SUBJECTS), None)
    if subject is None:
        return
    first = next(
        (c for c in verb.children if c.i < subject.i and c.lower_ in FUNCTION_WORDS.inverted_auxiliaries), None
    )
    if first is not None and first.i == verb.left_edge.i:
        yield Standing(status=Status.HYPOTHETICAL, cue=first)
    opening = _opening(subject.left_edge)
    if any(opening[-len(phrase) :] == phrase for phrase in cues.conditional_phrases):
        yield Standing(status=Status.HYPOTHETICAL, cue=verb.doc[subject.left_edge.i - 1])
    mark = next((c for c in verb.children if c.lower_ in cues.open_ended and c.i < subject.i), None)
    if mark is not None and verb.dep_ == "advcl" and _present(verb) and _ahead(verb.head, mark):
        yield Standing(status=Status.HYPOTHETICAL, cue=mark)


def _opening(first: Token) -> tuple[str, ...]:
    """Return the words right before a subject, without a final "that"."""
    words = [t.lower_ for t in first.doc[max(first.sent.start, first.i - 5) : first.i]]
    return tuple(words[:-1] if words[-1:] == ["that"] else words)


def _present(verb: Token) -> bool:
    """Return True if a verb, or its first auxiliary, is in the present tense."""
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    return all(c.tag_ in PRESENT for c in auxiliaries[:1]) if auxiliaries else verb.tag_ in PRESENT


def _ahead(governor: Token, mark: Token) -> bool:
    """Return True if the main clause refers to the future, as "until" with the present tense always does."""
    return mark.lower_ in FUNCTION_WORDS.until or any(
        c.lower_ in FUNCTION_WORDS.ahead for c in governor.children if c.dep_ == "aux"
    )


def prefix(token: Token, cues: Cues) -> Iterator[Standing]:
    """Yield the status of a prefix, however it is parsed: "ex-member", "then-Cedar Front leader"."""
    i = token.i - 1
    while i > 0 and token.i - i < MAX_PREFIX and token.doc[i].pos_ in {"NOUN", "PROPN", "ADJ"}:
        if token.doc[i].text == "-":
            break
        i -= 1
    if i < 1 or token.doc[i].text not in {"-", "\u2010", "\u2011"}:
        return
    word = token.doc[i - 1]
    if word.lower_ in FUNCTION_WORDS.at_that_time or cues.modifier(word) is Status.ENDED:
        yield Standing(status=Status.ENDED, cue=word)


def hedged(verb: Token, doers: Iterable[Token], cues: Cues) -> Iterator[Standing]:
    """Yield what puts in doubt who did it: "beaten, allegedly by guards", "killed in a reported Norland strike"."""
    for doer in doers:
        node = doer
        while node.head.i != node.i and node.i != verb.i:
            beside = (c for c in node.children if c.i < doer.i)
            if node.dep_ in {"agent", "prep"} or (node.i != doer.i and node.pos_ == "NOUN"):
                yield from (s for c in beside for s in marker(c, cues) if s.status is Status.ALLEGED)
            node = node.head


def nor(verb: Token) -> Token | None:
    """Return the word that denies a clause with its auxiliary in front: "nor does he bribe anybody", or None."""
    opening = [c for c in verb.children if c.i < verb.i and c.dep_ == "aux"]
    before = opening[0].nbor(-1) if opening and opening[0].i > verb.sent.start else None
    return before if before is not None and before.lower_ in FUNCTION_WORDS.inverting_negatives else None


def negative_preposition(preposition: Token) -> Token | None:
    """Return a preposition that negates the event: "without arresting", "instead of arresting"."""
    for word in (preposition, preposition.head, *preposition.children):
        if word.lower_ in FUNCTION_WORDS.negative_prepositions:
            return word
    return None
