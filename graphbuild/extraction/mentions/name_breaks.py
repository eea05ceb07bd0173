"""Where a range of words that the recogniser took for one name is parted into several."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from graphbuild.extraction.syntax.patterns import GENITIVE
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.locations import LOCATIONS
from graphbuild.knowledge.lexicon.naming import NAMING

BREAKS = frozenset("(),;:/[]<>")
DASHES = frozenset({"-", "--", "–", "—"})
FIGURES = re.compile(r"\d+(?:[,.]\d+)+|\d+-\d+|\.\d+")
"""Scores and amounts ("6-2", "900,000"), which no name has; "Channel 4" and "Formula 1" have a plain number."""


def split_names(doc: Doc, start: int, end: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Return the names in a range that a break parts, a company's legal form ("Kern Corp. Velde") or a district's "of".

    "Soral District of Arden" lies in Arden.
    """
    pieces, begin = [], start
    for i in range(start, end):
        if _parts(doc[i]):
            pieces.append((begin, i))
            begin = i + 1
        elif i > begin and lexicon.is_legal_form(doc[i].text) and _opens(doc, i + 1, end, lexicon):
            pieces.append((begin, i + 1))
            begin = i + 1
        elif _of_district(doc, begin, i):
            pieces.append((begin, i))
            begin = i + 1
    pieces.append((begin, end))
    return [(s, e) for s, e in pieces if s < e]


def _of_district(doc: Doc, start: int, i: int) -> bool:
    """Return True if "of" follows a district with a name of its own, unlike "the District of Arden"."""
    if doc[i].lower_ != GENITIVE or i - start < 2 or doc[i - 1].lower_ not in LOCATIONS.localities:
        return False
    words = [t for t in doc[start : i - 1] if t.dep_ != "det"]
    return bool(words) and all(t.pos_ == "PROPN" for t in words)


def _parts(token: Token) -> bool:
    """Return True for what stands between names: a bracket, a dash, the "v" of a match, a score, an amount, a verb."""
    if token.text in DASHES:
        return bool(token.whitespace_) and token.i > 0 and bool(token.nbor(-1).whitespace_)
    if token.tag_ == "VBZ" and token.is_lower and token.dep_ == "ROOT":
        return True  # "Sovereign Council comprises Weld"
    return token.text in BREAKS or token.lower_ in NAMING.versus or FIGURES.fullmatch(token.text) is not None


def _opens(doc: Doc, i: int, end: int, lexicon: Lexicon) -> bool:
    """Return True if a name begins at a token within a range, rather than going on with another legal form."""
    return i < end and doc[i].text[:1].isupper() and not lexicon.is_legal_form(doc[i].text)
