"""Names that stand in an address, and so are places: "in Tolmin, Peru", "Soral (Arden Commune, Kavala Province)"."""

from __future__ import annotations

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.locations import LOCATIONS

LONGEST = 4
"""Names in an address."""


def in_address(span: TokenSpan, lexicon: Lexicon) -> bool:
    """Return True if a name stands between a preposition and a larger place that is known, or called a province.

    Nothing but names and commas may stand between, and a mark closes the address: "in Tolmin, Peru, on Monday", but not
    "in Tolmin, Peru will vote". What is called a province may be the larger place itself: "in Soral, Arden State,".
    """
    return _opened(span) and (_closed(span, lexicon) or _called_division(span))


def _opened(span: TokenSpan) -> bool:
    """Return True if a preposition or bracket precedes, perhaps with smaller places between."""
    doc, at = span.doc, span.start - 1
    for _ in range(LONGEST):
        if at < span.sent.start:
            return False
        if doc[at].lower_ in LOCATIONS.before_addresses:
            return True
        if doc[at].text == "(":
            return at > span.sent.start and doc[at - 1].pos_ == "PROPN"
        if doc[at].text != ",":
            return False
        before = _name_before(doc, at)
        if before == at:
            return False
        at = before - 1
    return False


def _closed(span: TokenSpan, lexicon: Lexicon) -> bool:
    """Return True if larger places follow, the last of them known, and then a mark or the end."""
    doc, at = span.doc, span.end
    for _ in range(LONGEST):
        if at + 1 >= len(doc) or doc[at].text not in {",", "("}:
            return False
        end = _name_after(doc, at + 1)
        if end == at + 1:
            return False
        if _known(doc[at + 1 : end], lexicon):
            return end == len(doc) or (doc[end].is_punct and doc[end].text not in {"-", "\u2013"})
        at = end
    return False


def _called_division(span: TokenSpan) -> bool:
    """Return True if a name behind a comma ends in "Province" or the like, and a mark closes the address."""
    doc, end = span.doc, span.end
    if len(span) < 2 or span[-1].lower_ not in LOCATIONS.divisions or doc[span.start - 1].text != ",":
        return False
    return end == len(doc) or (doc[end].is_punct and doc[end].text not in {"-", "\u2013"})


def _known(span: TokenSpan, lexicon: Lexicon) -> bool:
    """Return True if a name is that of a country or a region, ends in "Province", or the recogniser knows it."""
    text = span.text
    if lexicon.country(text):
        return True
    if lexicon.is_region(text):
        return not lexicon.adjective(text)
    if len(span) > 1 and span[-1].lower_ in LOCATIONS.divisions:
        return True
    return all(token.ent_type_ == "GPE" for token in span)


def _name_before(doc: Doc, end: int) -> int:
    """Return where a run of proper nouns begins that ends before a token."""
    start = end
    while start > 0 and _in_name(doc[start - 1]):
        start -= 1
    return start


def _name_after(doc: Doc, start: int) -> int:
    """Return where a run of proper nouns ends that begins at a token."""
    end = start
    while end < len(doc) and _in_name(doc[end]):
        end += 1
    return end


def _in_name(token: Token) -> bool:
    """Return True if a token can be part of a place's name."""
    return token.text[:1].isupper() or (
        token.lower_ in LOCATIONS.divisions and token.i > 0 and token.nbor(-1).text[:1].isupper()
    )
