"""Subjects that the parser gives to no verb, or to the wrong one, so that a speaker or a bystander would do the deed.

Each error is recognised by its form. In "Marl evacuates its staff as an airstrike kills a guard" the parser takes the
strike for the object of "as", and Marl for the killer; in "Aid groups, however, alleged guards were involved" the aid
groups are involved; in "Suspected rebels attacked a bus" nobody is there to do so.
"""

from __future__ import annotations

from spacy.symbols import ADJ, VERB
from spacy.tokens import Token

from graphbuild.core.model import Status
from graphbuild.extraction.syntax.grammar import SUBJECTS
from graphbuild.knowledge.lexicon.cues import Cues
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.speech import SPEECH

FINITE = frozenset({"VBD", "VBZ", "VBP"})
PAST = frozenset({"VBD", "VBN"})


def mend_clause_opening(verb: Token) -> None:
    """Make the noun after a conjunction its clause's subject: in `Marl left as a strike killed two` Marl kills none.

    The parser takes the conjunction for a preposition, and the verb for a second one of the main clause.
    """
    main = verb.head
    if verb.tag_ not in FINITE or main.pos_ != "VERB" or main.i > verb.i or _has_subject(verb):
        return
    between = verb.doc[main.i + 1 : verb.i]
    if any(t.dep_ == "cc" and t.head.i == main.i for t in between):
        return
    first = verb.left_edge.i
    opening = next((t for t in between if t.dep_ == "prep" and t.lower_ in FUNCTION_WORDS.clause_openings), None)
    noun = next((c for c in opening.children if c.dep_ == "pobj"), None) if opening is not None else None
    if opening is None or noun is None or noun.right_edge.i + 1 != first or opening.i > noun.i:
        return
    verb.dep_ = "advcl"
    noun.head, noun.dep_ = verb, "nsubj"
    opening.head, opening.dep_ = verb, "mark"


def mend_coordinate_subject(verb: Token) -> None:
    """Make the noun after "and" its verb's subject: in `Marsh sells cars and Holt is expected to follow` none is sold.

    The parser takes the subject of the second clause for one more object of the first.
    """
    main, first = verb.head, verb.left_edge
    if main.pos_ not in {"VERB", "AUX"} or main.i > verb.i or _has_subject(verb) or first.i <= main.i + 1:
        return
    opening = verb if first.i == verb.i else first
    noun = first.nbor(-1)
    while noun.head.i < first.i and noun.dep_ in {"pobj", "prep", "compound"} and noun.head.i > main.i:
        noun = noun.head
    cc = noun.left_edge.nbor(-1) if noun.left_edge.i > main.i else noun
    finite = opening.tag_ in FINITE and opening.dep_ in {"aux", "auxpass", verb.dep_}
    if not finite or noun.dep_ != "conj" or noun.pos_ not in {"NOUN", "PROPN"} or cc.dep_ != "cc":
        return
    if cc.head.i != noun.head.i or noun.head.dep_ not in {"dobj", "pobj"} or noun.head.i < main.i:
        return
    if any(c.dep_ == "conj" and c.i != noun.i for c in noun.head.children) or noun.right_edge.i + 1 != first.i:
        return
    noun.head, noun.dep_ = verb, "nsubjpass" if any(c.dep_ == "auxpass" for c in verb.children) else "nsubj"
    cc.head = main


def mend_parted_auxiliary(auxiliary: Token) -> None:
    """Attach what the parser hangs on an auxiliary to its verb: in `said that he had in 2012 paid` he pays."""
    verb = auxiliary.head
    if not auxiliary.i < verb.i or _has_subject(verb) or not _has_subject(auxiliary):
        return
    mark = next((c for c in auxiliary.children if c.dep_ == "mark"), None)
    for word in list(auxiliary.children):
        word.head = verb
    says = mark.nbor(-1) if mark is not None and mark.i > verb.sent.start else None
    if says is not None and says.lemma_.lower() in SPEECH.reporting and verb not in says.ancestors:
        verb.head, verb.dep_ = says, "ccomp"


def mend_second_subject(participle: Token) -> None:
    """Make a verb of a hedge before a second subject: `aid groups, however, alleged guards were involved`."""
    second = participle.head
    verb = second.head
    if participle.tag_ not in PAST or participle.lemma_.lower() not in SPEECH.reporting or second.dep_ not in SUBJECTS:
        return
    others = [c for c in verb.children if c.dep_ in SUBJECTS and c.i < participle.i]
    if participle.i != second.left_edge.i or len(others) != 1 or verb.i < second.i:
        return
    participle.head, participle.dep_ = (participle, "ROOT") if verb.head.i == verb.i else (verb.head, verb.dep_)
    participle.tag_, participle.pos = "VBD", VERB
    for word in [c for c in verb.children if c.i < participle.i]:
        word.head = participle
    others[0].dep_ = "nsubj"
    verb.head, verb.dep_ = participle, "ccomp"


def mend_hedged_subject(hedge: Token, cues: Cues) -> None:
    """Make a hedge of what looks like the verb: in `On Monday, suspected rebels attacked a bus` they attacked it."""
    if hedge.tag_ not in PAST or _has_subject(hedge) or cues.modifier(hedge) is not Status.ALLEGED:
        return
    verb = next((c for c in hedge.children if c.dep_ == "ccomp" and c.tag_ in FINITE and c.i > hedge.i), None)
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None) if verb is not None else None
    if verb is None or subject is None or subject.left_edge.i != hedge.i + 1:
        return
    verb.head, verb.dep_ = (verb, "ROOT") if hedge.head.i == hedge.i else (hedge.head, hedge.dep_)
    for word in [c for c in hedge.children if c.i != verb.i]:
        word.head = verb
    hedge.head, hedge.dep_ = subject, "amod"
    hedge.tag_, hedge.pos = "JJ", ADJ


def _has_subject(verb: Token) -> bool:
    """Return True if a word has a subject of its own."""
    return any(c.dep_ in SUBJECTS for c in verb.children)
