"""Attribution: the source of a statement.

A source is the subject of a speech verb, or follows "according to", or stands in "in Weld's view" or at the end of a
sentence ("..., officials said").
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from graphbuild.core.model import Status
from graphbuild.extraction.factuality.value import Standing
from graphbuild.extraction.syntax import control, cue_words, grammar
from graphbuild.knowledge.lexicon.cues import Cue, Cues
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.speech import SPEECH

FOUND = "graphbuild_sources"
"""Key in `Doc.user_data` of the words that introduce a source: lists of tokens by first token of the sentence."""


def speakers(governor: Token, cue: Cue) -> tuple[Token, ...]:
    """Return the tokens of those who say, deny or allege what a speech word governs."""
    if not cue.speech:
        return ()
    if governor.pos_ in {"VERB", "AUX"}:
        if governor.lemma_ == "say" and any(c.tag_ == "VB" for c in grammar.children(governor, "xcomp")):
            return tuple(grammar.agents(governor))  # "said to be", whatever the tagger made of it
        if not grammar.is_passive(governor):
            return tuple(control.subjects(governor))
        quoted = governor.lemma_ in SPEECH.citing  # "was quoted by the paper as saying": the quoted one says it
        return tuple(control.subjects(governor) if quoted else grammar.agents(governor))
    own = grammar.agents(governor) or grammar.possessors(governor)
    return tuple(own or (control.controllers(governor) if governor.dep_ == "dobj" else []))


def claimants(verb: Token) -> tuple[Token, ...]:
    """Return those who claim an event as their own act.

    "Hamas claimed the attack", "the attack was claimed by Hamas".
    """
    return tuple(grammar.agents(verb) if grammar.is_passive(verb) else control.subjects(verb))


def sentence_sources(token: Token, cues: Cues) -> Iterator[Standing]:
    """Yield the sources to which the sentence attributes an event."""
    ancestors = {token.i, *(a.i for a in token.ancestors)}
    for other in _candidates(token.sent, cues):
        if other.lower_ in SPEECH.crediting and _covered(other) & ancestors and (said := _according(other)):
            yield Standing(status=Status.ALLEGED, cue=other, speakers=said)
        elif other.lower_ in cues.views:
            yield from _view(other, ancestors)
        elif other.i != token.i and other.head.i in ancestors:
            cue = cue_words.governor(other, cues)
            if cue is not None and cue.speech and not cue.nominal and token.sent.root.i != other.i:
                yield Standing(status=cue.status, cue=other, speakers=speakers(other, cue))


def _candidates(sent: Span, cues: Cues) -> list[Token]:
    """Return the words of a sentence that may introduce a source; found once for all its events."""
    doc, found = sent.doc, sent.doc.user_data.setdefault(FOUND, {})
    if sent.start not in found:
        found[sent.start] = [t.i for t in sent if t.lower_ in SPEECH.crediting or t.lower_ in cues.views or _tail(t)]
    return [doc[i] for i in found[sent.start]]


def _according(token: Token) -> tuple[Token, ...]:
    """Return the sources after "according to"."""
    to = FUNCTION_WORDS.recipient_prepositions
    return tuple(p for c in token.children if c.lower_ in to for p in grammar.children(c, "pobj"))


def _covered(credit: Token) -> set[int]:
    """Return the verbs that "according to" is about: at the end of a sentence, also those joined to its own.

    "Police arrested Holt on Monday and charged him on Friday, according to the paper."
    """
    verb, covered = credit.head, {credit.head.i}
    last = credit.right_edge.i + 1
    final = all(t.is_punct or t.is_space for t in credit.doc[last : credit.sent.end])
    if not final or credit.i == credit.sent.start or credit.nbor(-1).text != ",":
        return covered
    while verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        verb = verb.head
        covered.add(verb.i)
    return covered


def _view(noun: Token, ancestors: set[int]) -> Iterator[Standing]:
    """Yield the source of a view: "in Weld's view", "in the eyes of the police"."""
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ not in {"in", "to"} or preposition.head.i not in ancestors:
        return
    holders = grammar.possessors(noun) or grammar.prepositional(noun, "of")
    named = any(c.dep_ in {"det", "poss"} for c in noun.children)  # "in view of the attack" is nobody's view
    if holders and named and not any(c.dep_ == "amod" for c in noun.children):
        yield Standing(status=Status.ALLEGED, cue=noun, speakers=tuple(holders))


def _tail(verb: Token) -> bool:
    """Return True if a speech verb follows what it reports ("..., officials said"); the parser may see a conjunct.

    Also if what it reports goes on in clauses that the parser sees beside it: "Holt said that he had seen them, they
    had shot first, and the guards had answered".
    """
    if verb.dep_ == "parataxis":
        return True
    if verb.dep_ == "ccomp" and verb.i < verb.head.i:
        if grammar.is_passive(verb) or any(c.dep_ == "mark" for c in verb.children):
            return False
        between = verb.doc[verb.i : verb.head.i]
        return any(c.dep_ == "ccomp" and c.i > verb.i for c in verb.children) and not any(
            t.dep_ == "cc" and t.head.i in {verb.i, verb.head.i} for t in between
        )
    own = any(c.dep_ in grammar.SUBJECTS for c in verb.children)
    return verb.dep_ == "conj" and own and not any(c.dep_ == "cc" for c in verb.head.children)
