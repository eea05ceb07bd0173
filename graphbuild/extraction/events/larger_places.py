"""Which place of an address lies in which: "Baghdad, Iraq", "Arden County (Velde Province)", "Soral, Arden, Peru"."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.nationality import MODIFIERS
from graphbuild.extraction.events.place_relations import PLACES
from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.lexicon.locations import LOCATIONS

OPENING = frozenset({",", "("})
CLOSING = frozenset({",", ".", ";", ":", ")", "(", "?", "!", "\u2013", "\u2014"})
APPOSED = frozenset({"appos", "npadvmod"})
FOLLOWING = frozenset({"ADP", "SCONJ", "AUX", "VERB", "PRON", "ADV"})
"""Parts of speech that go on after an address without a comma: "in Soral, Arden was hit"."""


def larger_places(context: DocumentContext) -> dict[int, int]:
    """The larger place of each place that has one after a comma: "Baghdad, Iraq", "Belen, eastern Peru".

    Returns:
        the mention of the larger place by that of the smaller.
    """
    doc = context.doc
    found: dict[int, int] = {}
    for i, m in enumerate(context.mentions):
        if m.end + 1 >= len(doc) or doc[m.end].text not in OPENING or not _spot(context, i):
            continue
        j = _behind(context, m.end + 1)
        if j is not None and _larger(context, i, j):
            found[i] = j
        found |= {small: large for small, large in pairwise(_chain(context, i)) if small not in found}
    return found


def _spot(context: DocumentContext, i: int) -> bool:
    """Whether a mention names a place that is no state; "the Soral district" names it as well as "Soral District"."""
    m = context.mentions[i]
    if context.type_of(i) is not ActorType.PLACE:
        return False
    last = context.doc[m.end - 1]
    named = last.i > m.start and context.doc[last.i - 1].pos_ == "PROPN" and last.lower_ in LOCATIONS.localities
    return m.kind is MentionKind.NAME or (m.kind is MentionKind.NOMINAL and named)


def _behind(context: DocumentContext, at: int) -> int | None:
    """The place named at a token, or after a word of direction there ("eastern Peru"); the longest that is one."""
    start = at + 1 if context.doc[at].lower_ in LOCATIONS.directions and not context.names_at(at) else at
    beside = [i for i, m in context.mentions_from(start) if m.kind is MentionKind.NAME or _spot(context, i)]
    return max(beside, key=lambda i: context.mentions[i].end, default=None)


def _larger(context: DocumentContext, i: int, j: int) -> bool:
    """Whether the name behind a place's comma is the larger place, not the next of a list or another phrase."""
    lexicon, other, token = context.lexicon, context.mentions[j], context.head(j)
    if context.type_of(j) not in PLACES or other.head == context.mentions[i].head:
        return False
    if _listed(context, i, j) or token.dep_ in grammar.SUBJECTS or lexicon.is_wide_region(context.text(i)):
        return False
    if _adjective(context, j) or _goes_on(context, j):
        return False
    region = lexicon.is_region(context.text(j)) and not lexicon.is_region(context.text(i))
    known = context.type_of(j) is ActorType.COUNTRY or region
    return known or _encloses(context, i, j) or _addressed(context, i, j)


def _listed(context: DocumentContext, i: int, j: int) -> bool:
    """Whether two places are members of a series: "in Lima, Oslo and Chile", but not "in Lima, Peru, on Monday"."""
    if context.head(j).dep_ != "conj":
        return False
    doc, start, end = context.doc, context.mentions[i].start, context.mentions[j].end
    if not (_after_preposition(doc, start) or (start and doc[start - 1].text == "(")):
        return True
    while end + 1 < len(doc) and doc[end].text == "," and end + 1 in context.names_by_start:
        end = context.mentions[context.names_by_start[end + 1]].end
    return _joined(doc, end) or (end < len(doc) and doc[end].text == "," and _joined(doc, end + 1))


def _joined(doc: Doc, at: int) -> bool:
    """Whether "and" or "or" stands at a token, and no verb after it, which another clause would have."""
    if at >= len(doc) or doc[at].pos_ != "CCONJ":
        return False
    return at + 1 >= len(doc) or doc[at + 1].pos_ not in {"VERB", "AUX"}


def _adjective(context: DocumentContext, j: int) -> bool:
    """Whether a state is named by its adjective only, which begins another phrase ("Lake Constance, Swiss police")."""
    words = context.text(j)
    if context.lexicon.adjective(words) is None:
        return False
    return context.lexicon.country(words) is None


def _goes_on(context: DocumentContext, j: int) -> bool:
    """Whether the words after a name show that it begins another phrase: "in Soral, Peru will vote"."""
    doc, end = context.doc, context.mentions[j].end
    if end >= len(doc):
        return False
    after, token = doc[end], context.head(j)
    if after.pos_ == "CCONJ":
        return _joined(doc, end)
    return after.tag_ == "MD" or (token.dep_ in MODIFIERS and after.is_alpha)


def _encloses(context: DocumentContext, i: int, j: int) -> bool:
    """Whether two places are no list but an address: "in Tolmin, Kavala District, on Monday", "Arden County, Velde".

    The larger one is called a district or the like, or the smaller one is and follows a preposition; a comma or the
    end closes the address.
    """
    doc, small, large = context.doc, context.mentions[i], context.mentions[j]
    if not _ranked(doc, small.end - 1, large.end - 1) or large.start != small.end + 1:
        return False
    if doc[small.end].text == "(":
        return True
    if not _after_preposition(doc, small.start) and doc[small.start - 1].text not in {"(", ","}:
        return False
    if _division(doc, small.end - 1) and _division(doc, large.end - 1):
        return True
    return _closed(context, j)


def _addressed(context: DocumentContext, i: int, j: int) -> bool:
    """Whether two names of places are an address by its form: "killed in Soral, Arden, on Monday"."""
    doc, small, large = context.doc, context.mentions[i], context.mentions[j]
    if not _after_preposition(doc, small.start) or large.start != small.end + 1 or doc[small.end].text != ",":
        return False
    if _division(doc, small.end - 1) or _division(doc, large.end - 1):
        return False
    if context.head(j).dep_ not in APPOSED or large.kind is not MentionKind.NAME:
        return False
    if context.lexicon.is_place(context.text(i)) or not context.mentions[i].sure:
        return False  # the larger one first: "in Peru's capital Lima, Old Town"
    return _closed(context, j)


def _after_preposition(doc: Doc, start: int) -> bool:
    """Whether a preposition stands before a name, or before its article."""
    at = start - 1 if start and doc[start - 1].dep_ != "det" else start - 2
    return at >= 0 and doc[at].pos_ == "ADP"


def _closed(context: DocumentContext, j: int) -> bool:
    """Whether a comma, another phrase or the end closes an address, and no further name or "and" follows."""
    doc, end = context.doc, context.mentions[j].end
    if end >= len(doc) or (doc[end].pos_ in FOLLOWING and doc[end].tag_ != "MD"):
        return True
    if doc[end].text not in CLOSING:
        return False
    if doc[end].text != "," or end + 1 >= len(doc):
        return True
    return not _joined(doc, end + 1) and end + 1 not in context.names_by_start


def _chain(context: DocumentContext, i: int) -> list[int]:
    """The places of an address of three or more, "Soral, Arden, Peru"; none if it ends with no state or known region.

    A series of states, or one that goes on with "and", is none.
    """
    doc, links = context.doc, [i]
    while (end := context.mentions[links[-1]].end) + 1 < len(doc) and doc[end].text == ",":
        following = _behind(context, end + 1)
        if following is None or context.type_of(following) not in PLACES:
            break
        links.append(following)
    if len(links) < 3 or not _widest(context, links[-1]):
        return []
    state = context.type_of(links[-1]) is ActorType.COUNTRY
    if any(context.type_of(k) is not ActorType.PLACE or (not state and _widest(context, k)) for k in links[:-1]):
        return []
    mark = end >= len(doc) or (doc[end].is_punct and doc[end].text != "-")
    closed = mark if state else _closed(context, links[-1])
    return links if closed and not _adjective(context, links[-1]) else []


def _widest(context: DocumentContext, i: int) -> bool:
    """Whether a place is a state, or a known region, which closes an address as a state does."""
    return context.type_of(i) is ActorType.COUNTRY or context.lexicon.is_region(context.text(i))


def _ranked(doc: Doc, small: int, large: int) -> bool:
    """Whether the last words of two names do not say that the first is as large as the second, or larger."""
    if _division(doc, small) and _division(doc, large):
        lower = doc[large].lower_ in LOCATIONS.subdivisions and doc[small].lower_ not in LOCATIONS.subdivisions
        return doc[small].lower_ != doc[large].lower_ and not lower
    return _division(doc, small) or _division(doc, large)


def _division(doc: Doc, last: int) -> bool:
    """Whether the last word of a name says that it is a district or the like."""
    return doc[last].lower_ in LOCATIONS.divisions
