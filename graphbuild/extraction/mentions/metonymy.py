"""Metonymy: capitals used for their government, as in "Moscow accused Kyiv" but not "fire swept through Moscow"."""

from __future__ import annotations

from spacy.tokens import Span, Token

from graphbuild.extraction.mentions.whole_text import has_phrase, has_word
from graphbuild.extraction.syntax import control
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.metonymy import METONYMY
from graphbuild.knowledge.places import country_of

BETWEEN = frozenset({"between", "with"})


def acting_capital(span: Span, label: str, lexicon: Lexicon) -> str | None:
    """Return the code of the state whose government a capital's name denotes here, or None."""
    code = lexicon.capital_of(span.text)
    if code is None or country_of(span.text) is None or label not in {"GPE", "LOC", ""}:
        return None
    unions = lexicon.unions_in(span.text)
    if any(has_phrase(span.doc, union) if " " in union else has_word(span.doc, union) for union in unions):
        return None  # what Brussels decides is the union's matter, not Belgium's
    return code if _acts(_first(span.root), span, lexicon) else None


def _first(token: Token) -> Token:
    """Return the first of coordinated names, which has the syntactic role of all."""
    for _ in range(control.MAX_DEPTH):
        if token.dep_ != "conj" or token.head.pos_ != "PROPN":
            return token
        token = token.head
    return token


def _acts(token: Token, span: Span, lexicon: Lexicon) -> bool:
    """Return True if the name is an argument of a verb or noun of state action."""
    head, lemma = token.head, token.head.lemma_.lower()
    if token.dep_ == "nsubj":
        verbs = (head, *(c for c in head.children if c.dep_ == "conj"))  # "Moscow pulled out and imposed sanctions"
        return head.pos_ == "VERB" and any(v.lemma_.lower() in METONYMY.acts for v in verbs)
    if token.dep_ in {"dobj", "nsubjpass"}:
        return lemma in METONYMY.dealings
    if token.dep_ == "poss":
        return lemma in METONYMY.affairs
    if token.dep_ == "pobj":
        held = head.head.lemma_.lower()
        measured = head.lower_ in FUNCTION_WORDS.aiming and held in METONYMY.measures
        return head.dep_ == "agent" or (head.lower_ in BETWEEN and held in METONYMY.affairs) or measured
    return _backs(span, lexicon)


def _backs(span: Span, lexicon: Lexicon) -> bool:
    """Return True for the first half of a compound of state action: "Moscow-backed"."""
    rest = span.doc[span.end : span.end + 2]
    return len(rest) == 2 and rest[0].text == "-" and rest[1].lower_ in METONYMY.leanings
