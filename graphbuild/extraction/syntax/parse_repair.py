"""Repair of known parser errors before anything is extracted.

Some errors would reverse a link, and each is recognised by its form. After a fronted phrase ("After meeting Roe, Bell
denounced Chile") the subject is parsed as an apposition of the noun before the comma. In "US-led coalition jets" the
jets are parsed as led. Those around reported speech are in `speech_repair`, those of attachment in
`attachment_repair`, those of verbs and participles in `clause_repair` and `verb_repair`, those of
lost subjects in `subject_repair`. Any other form is left unchanged.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from graphbuild.extraction.syntax.attachment_repair import (
    BODIES,
    mend_attachment,
    mend_name_behind_post,
    mend_plural_relative,
    mend_second_object,
)
from graphbuild.extraction.syntax.clause_repair import (
    mend_after_headline,
    mend_blow_clause,
    mend_content,
    mend_fused_content,
    mend_reported,
    mend_reported_after_participle,
    mend_reporting,
    mend_second_infinitive,
    mend_second_verb,
    mend_set_aside,
    mend_work,
)
from graphbuild.extraction.syntax.quotations import quoted
from graphbuild.extraction.syntax.series_repair import mend_series
from graphbuild.extraction.syntax.speech_repair import (
    FINITE,
    SUBJECT,
    make_subject,
    mend_quoted_subject,
    mend_source_after,
    mend_source_before,
    mend_speech,
    mend_trailing_source,
)
from graphbuild.extraction.syntax.subject_repair import (
    mend_clause_opening,
    mend_coordinate_subject,
    mend_hedged_subject,
    mend_parted_auxiliary,
    mend_second_subject,
)
from graphbuild.extraction.syntax.verb_repair import (
    mend_beside_object,
    mend_second_participle,
    mend_taken_for_modifier,
    mend_taken_for_plural,
)
from graphbuild.extraction.syntax.weapons import acts_before
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.speech import SPEECH

_BETWEEN = frozenset({"aux", "auxpass", "neg", "advmod"})
_FRONTED = frozenset({"prep", "advcl", "mark"})


def mend(doc: Doc, lexicon: Lexicon) -> None:
    """Correct heads and labels, in place. A second call changes nothing."""
    for start, end in quoted(doc):
        mend_quoted_subject(doc, start, end)
    for sentence in list(doc.sents):
        mend_source_before(sentence)
        mend_source_after(sentence)
    for token in doc:
        _mend_token(token, lexicon)
    for sentence in list(doc.sents):
        mend_series(sentence, lexicon)


def _mend_token(token: Token, lexicon: Lexicon) -> None:
    """Correct the head and label of one token, and of those that its error displaced."""
    if token.dep_ == "ROOT":
        mend_taken_for_plural(token, lexicon)
        mend_taken_for_modifier(token)
    if token.dep_ == "appos":
        _mend_apposition(token, lexicon)
    elif token.dep_ == "conj" and token.pos_ in {"NOUN", "PROPN"}:
        mend_trailing_source(token)
    elif token.pos_ == "VERB":
        _mend_verb(token, lexicon)
    elif token.dep_ in {"dobj", "compound"}:
        _mend_noun(token, lexicon)
    elif token.dep_ == "aux":
        mend_parted_auxiliary(token)
    elif token.dep_ in {"prep", "agent"}:
        mend_attachment(token, lexicon)
    elif token.dep_ == "ROOT" and token.pos_ == "PROPN":
        _mend_apposed_root(token)
    elif token.dep_ == "xcomp" and token.ent_type_ in BODIES:
        _mend_object(token)
    elif token.dep_ in SUBJECT and token.head.lemma_ in SPEECH.quoting:
        mend_speech(token)
    elif token.dep_ == "pobj" and token.head.lower_ in FUNCTION_WORDS.between_two:
        _mend_between(token)


def _mend_noun(token: Token, lexicon: Lexicon) -> None:
    """Correct what the parser made of a second object, and of a plural before another noun."""
    if token.dep_ == "dobj":
        mend_second_object(token)
    elif token.tag_ == "NNS":
        mend_fused_content(token, lexicon)


def _mend_apposition(token: Token, lexicon: Lexicon) -> None:
    """Correct what the parser took for an apposition of the name before it."""
    mend_set_aside(token)
    mend_name_behind_post(token)
    if token.dep_ == "appos" and not _mend_title(token, lexicon):
        _mend_fronted(token)


def _mend_verb(token: Token, lexicon: Lexicon) -> None:
    """Correct what the parser made of a verb or participle by the place where it stands."""
    mend_work(token)
    if token.dep_ == "amod":
        mend_reporting(token)
        mend_second_subject(token)
        mend_second_participle(token)
        if token.dep_ == "amod" and token.tag_ == "VBN":
            _mend_hyphened(token, lexicon)
    elif token.dep_ == "conj":
        mend_beside_object(token)
        mend_second_verb(token)
        mend_second_infinitive(token)
        mend_reported(token)
        mend_reported_after_participle(token)
        mend_clause_opening(token)
        mend_coordinate_subject(token)
    elif token.dep_ == "advcl":
        mend_clause_opening(token)
    elif token.dep_ == "relcl":
        mend_content(token, lexicon)
        mend_blow_clause(token)
        mend_plural_relative(token)
    mend_after_headline(token)
    mend_hedged_subject(token, lexicon.cues)


def _mend_hyphened(participle: Token, lexicon: Lexicon) -> None:
    """Attach a participle to the actor: in `US-led coalition jets` the coalition is led, not the jets."""
    doc, noun = participle.doc, participle.i + 1
    if participle.i == 0 or doc[participle.i - 1].text != "-" or noun >= len(doc):
        return
    actor = doc[noun]
    if actor.dep_ == "compound" and actor.head == participle.head and acts_before(actor, lexicon):
        participle.head = actor


def _mend_between(noun: Token) -> None:
    """Part two actors that were read as one: `clashes between the government and rebel factions` need two sides."""
    first = next((c for c in noun.lefts if c.dep_ == "nmod" and any(d.dep_ == "cc" for d in c.children)), None)
    if first is None or any(c.dep_ in {"conj", "cc"} for c in noun.children):
        return
    for word in [c for c in first.children if c.dep_ == "conj" and c.i < noun.i]:
        word.head, word.dep_ = noun, "amod" if word.pos_ == "ADJ" else "compound"
    for word in [c for c in noun.lefts if c.i < first.i and c.dep_ in {"det", "poss"}]:
        word.head = first
    first.head, first.dep_ = noun.head, "pobj"
    noun.head, noun.dep_ = first, "conj"


def _mend_object(name: Token) -> None:
    """Make a name right after a verb without object its object: `to weaken and defeat Hamas`."""
    verb = name.head
    alone = not any(child.dep_ in {"dobj", "nsubj", "aux", "cop"} for child in (*name.children, *verb.rights))
    if alone and verb.pos_ == "VERB" and name.left_edge.i == verb.i + 1 and name.pos_ in {"PROPN", "NOUN", "ADJ"}:
        name.dep_ = "dobj"


def _mend_title(name: Token, lexicon: Lexicon) -> bool:
    """Put a name in the place of the title before it: in `Captain Ada Holt and Major Rui Pires fled` Holt fled."""
    title = name.head
    if title.i + 1 != name.left_edge.i or title.pos_ != "PROPN" or name.pos_ != "PROPN" or title.n_lefts:
        return False
    if lexicon.title_length([title.lower_]) != 1:
        return False
    name.head, name.dep_ = (name, "ROOT") if title.head == title else (title.head, title.dep_)
    for other in [c for c in title.rights if c.i != name.i]:
        other.head = name
    title.head, title.dep_ = name, "compound"
    return True


def _mend_apposed_root(name: Token) -> None:
    """Attach a name to the noun before its comma: in `Bell has a rival, Ada Holt` the verb is the root."""
    first = min((name.i, *(c.left_edge.i for c in name.lefts if c.dep_ == "compound")))
    verb = next((c for c in name.lefts if c.dep_ == "ccomp" and c.pos_ == "VERB"), None)
    if verb is None or first < 2 or name.doc[first - 1].text != ",":
        return
    noun = next((c for c in verb.rights if c.dep_ == "dobj" and c.right_edge.i == first - 2), None)
    if noun is None or noun.pos_ != "NOUN":
        return
    verb.head, verb.dep_ = verb, "ROOT"
    for mark in [c for c in name.children if c.dep_ == "punct"]:
        mark.head = verb
    name.head, name.dep_ = noun, "appos"


def _mend_fronted(apposed: Token) -> None:
    """Make the noun after a fronted phrase the subject: in `After meeting X, Y did ...`, Y is no apposition of X."""
    named = apposed.head
    verb = _verb_after(apposed)
    if verb is None or apposed.left_edge.nbor(-1).text != "," or named.i > apposed.i:
        return
    top = _top_below(named, verb)
    subjects = [child for child in verb.children if child.dep_ in SUBJECT]
    if top is None:
        if not subjects and verb.dep_ == "conj" and not any(c.dep_ == "cc" for c in verb.head.children):
            make_subject(apposed, verb)  # "Soldiers beat Bell, the union was quoted as saying"
        return
    if not subjects and top.dep_ in _FRONTED:
        make_subject(apposed, verb)
    elif subjects == [top]:
        before = top.left_edge.nbor(-1) if top.left_edge.i > apposed.sent.start else None
        if before is not None and _opens(before, verb):
            top.head, top.dep_ = before, "pobj" if before.dep_ == "mark" else "dobj"
            if before.dep_ == "mark":
                before.dep_ = "prep"
            make_subject(apposed, verb)


def _opens(before: Token, verb: Token) -> bool:
    """Return True if a phrase that needs an object precedes the subject: `After meeting`, `By arresting`, `After`."""
    if before.tag_ == "VBG":
        wants = not any(child.dep_ == "dobj" for child in before.children)
        return wants and before.dep_ in {"pcomp", "advcl"} and verb in before.ancestors
    return before.dep_ == "mark" and before.head == verb and verb.dep_ == "ROOT" and before.tag_ == "IN"


def _verb_after(apposed: Token) -> Token | None:
    """Return the finite verb that begins, with its auxiliaries and adverbs, where an apposition ends."""
    at, doc = apposed.right_edge.i + 1, apposed.doc
    end = apposed.sent.end
    while at < end and doc[at].dep_ in _BETWEEN:
        at += 1
    if at >= end or doc[at].pos_ not in {"VERB", "AUX"}:
        return None
    if doc[at].left_edge.i > apposed.i and doc[at].dep_ != "conj":
        return None
    verb = doc[at]
    finite = verb.tag_ in FINITE or any(child.dep_ in {"aux", "auxpass"} for child in verb.lefts)
    return verb if finite and apposed.left_edge.i > apposed.sent.start else None


def _top_below(token: Token, verb: Token) -> Token | None:
    """Return the child of the verb that dominates a token."""
    while token.head.i != token.i:
        if token.head == verb:
            return token
        token = token.head
    return None
