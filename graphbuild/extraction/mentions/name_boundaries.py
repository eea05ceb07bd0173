"""Boundaries of names: entities of the recogniser with corrected edges, and runs of proper nouns that it missed."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from graphbuild.core.model import ActorType
from graphbuild.extraction.mentions.name_breaks import BREAKS, split_names
from graphbuild.extraction.mentions.whole_text import has_phrase
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.known_names import known_spans
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.naming import NAMING
from graphbuild.knowledge.ontology import BODIES

NAME_LABELS = {
    "PERSON": ActorType.PERSON,
    "ORG": ActorType.ORGANIZATION,
    "GPE": ActorType.PLACE,
    "LOC": ActorType.PLACE,
    "FAC": ActorType.PLACE,
    "NORP": ActorType.GROUP,
}
NOT_NAMES = frozenset(
    {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "LAW", "LANGUAGE", "EVENT"}
)


def name_spans(doc: Doc, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Yield token ranges (start, end) that may be a name, with the recogniser's label or an empty string."""
    covered: set[int] = set()
    for start, end in known_spans(doc, lexicon):
        yield start, end, "ORG"
        covered.update(range(start, end))
    for start, end in _genitive_names(doc, covered, lexicon):
        yield start, end, "ORG"
        covered.update(range(start, end))
    for entity in doc.ents:
        if not covered.isdisjoint(range(entity.start, entity.end)):
            continue
        if entity.label_ in NAME_LABELS:
            label = "PERSON" if _cut_person(doc, entity, lexicon) else entity.label_
            start, end = _grown(doc, entity, label, lexicon)
            yield from ((s, e, label) for s, e in split_names(doc, start, end, lexicon))
            covered.update(range(start, end))
        elif entity.label_ in NOT_NAMES and not _mislabelled(entity, lexicon):
            covered.update(range(entity.start, entity.end))
    for token in doc:
        if token.i not in covered and token.pos_ != "PROPN" and _acronym(token, lexicon):
            yield token.i, token.i + 1, ""
            covered.add(token.i)
    for start, end in _proper_runs(doc, covered):
        yield from ((s, e, "") for s, e in split_names(doc, start, end, lexicon))


def _genitive_names(doc: Doc, covered: set[int], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the token ranges of names with a plural genitive inside ("National Teachers' Union of Norway")."""
    for i in range(1, len(doc)):
        if i in covered or doc[i].tag_ != "POS" or not _plural_genitive(doc, i, lexicon):
            continue
        start, end = i - 1, i + 2
        while start > 0 and doc[start - 1].pos_ == "PROPN" and doc[start - 1].text[:1].isupper():
            start -= 1
        while end < len(doc) and doc[end].text[:1].isupper() and doc[end].is_alpha and not doc[end].is_sent_start:
            end += 1
        if lexicon.nationality(doc[start]) is None or i - start == 1:
            yield start, end


def _mislabelled(entity: TokenSpan, lexicon: Lexicon) -> bool:
    """Return True if an entity labelled as no name is a government office or a known name."""
    office = entity.label_ == "LAW" and lexicon.head_type(entity[-1].text) is ActorType.GOVERNMENT
    return office or lexicon.known_type(entity.text) is not None


def _acronym(token: Token, lexicon: Lexicon) -> bool:
    """Return True for an acronym that is tagged as a common noun or adjective and acts, or was given in brackets.

    "The VRF arrested ...", "VRF reporter Anna Holt": no such word is in the word lists, as "MP" and "NGO" are.
    """
    if not (token.is_upper and token.is_alpha and 3 <= len(token) <= 6) or token.ent_type_ in NOT_NAMES:
        return False
    if token.pos_ not in {"NOUN", "ADJ"} or lexicon.ordinary(token.lower_) or lexicon.ordinary(token.lemma_.lower()):
        return False
    if token.lower_ in lexicon.things or sum(t.is_upper for t in token.sent if t.is_alpha and len(t) > 3) > 3:
        return False
    the = token.i > 0 and token.nbor(-1).lower_ in FUNCTION_WORDS.definite_determiners
    acts = (token.dep_ == "nsubj" and token.head.pos_ == "VERB") or token.dep_ == "poss" or token.head.dep_ == "agent"
    if the and acts and not any(c.dep_ == "prep" for c in token.children):
        return True
    before_post = token.dep_ in {"compound", "amod", "nmod"} and lexicon.is_person_noun(token.head.lemma_.lower())
    return before_post or (token.dep_ != "amod" and has_phrase(token.doc, f"({token.text})"))


def _cut_person(doc: Doc, entity: TokenSpan, lexicon: Lexicon) -> bool:
    """Return True for a first name that was taken for a people: "the drummer Dragan" of "Dragan Tomev"."""
    if entity.label_ != "NORP" or len(entity) > 1 or entity.end >= len(doc) or lexicon.nationality(entity[0]):
        return False
    surname = doc[entity.end]
    if surname.pos_ != "PROPN" or surname.ent_type_ or entity.root.head.i != surname.i or entity.start == 0:
        return False
    before = doc[entity.start - 1]
    return before.head.i == surname.i and lexicon.is_person_noun(before.lemma_.lower())


def _surname_behind(token: Token, lexicon: Lexicon) -> bool:
    """Return True for a surname that was tagged as a common noun: the "Simes" of "Dimitri Simes"."""
    return token.pos_ == "NOUN" and token.text.istitle() and not lexicon.ordinary(token.lemma_.lower())


def _grown(doc: Doc, entity: TokenSpan, label: str, lexicon: Lexicon) -> tuple[int, int]:
    """Return the entity with proper nouns of the same phrase that were left out."""
    start, end = entity.start, entity.end
    if label in {"GPE", "NORP"}:
        return start, end
    root = entity.root
    if label == "PERSON" and end < len(doc) and root.head.i == end and root.dep_ == "compound":
        end += _surname_behind(doc[end], lexicon) and doc[end].ent_type_ == ""
    while (
        end < len(doc)
        and doc[end].pos_ == "PROPN"
        and doc[end].dep_ != "appos"
        and doc[end].ent_type_ == ""
        and (doc[end].i == root.head.i or (doc[end].head.i in range(start, end + 1) and doc[end].dep_ == "compound"))
    ):
        end += 1
    if entity.label_ == "ORG" and end == entity.end and _second_half(doc, entity):
        end += 1
    return start, end


def _second_half(doc: Doc, entity: TokenSpan) -> bool:
    """Return True if the word after a body's name is the rest of it, which the recogniser took for a product.

    "Kestrel Universal has sued ...": neither half is a body of its own.
    """
    last = entity.end
    if last >= len(doc) or doc[last].ent_type_ != "PRODUCT" or doc[last].ent_iob_ != "B" or doc[last].pos_ != "PROPN":
        return False
    alone = last + 1 >= len(doc) or doc[last + 1].ent_iob_ != "I"
    return alone and entity.root.dep_ == "compound" and entity.root.head.i == last


def _proper_runs(doc: Doc, covered: set[int]) -> Iterator[tuple[int, int]]:
    """Yield runs of proper nouns outside all entities ("Popular Mobilisation Forces", "PMF")."""
    i = 0
    while i < len(doc):
        if not _proper(doc[i], covered):
            i += 1
            continue
        end = i + 1
        while end < len(doc) and (_proper(doc[end], covered) or _bridges(doc, end, covered)):
            end += 1
        yield i, end
        i = end


def _proper(token: Token, covered: set[int]) -> bool:
    """Return True if a token is a capitalised proper noun that may be part of a name."""
    return (
        token.pos_ == "PROPN"
        and token.i not in covered
        and token.text[:1].isupper()
        and token.ent_type_ not in NOT_NAMES
    )


def _plural_genitive(doc: Doc, i: int, lexicon: Lexicon) -> bool:
    """Return True for the genitive mark inside a body's name ("Teachers' Union", "Women's League")."""
    if i == 0 or i + 1 >= len(doc) or doc[i].tag_ != "POS" or not doc[i - 1].text[:1].isupper():
        return False
    plural = doc[i].text == "'" and doc[i - 1].text.endswith("s")
    if not (plural or doc[i - 1].lower_ in NAMING.irregular_plurals) or doc[i - 1].lower_ in lexicon.people_words:
        return False
    end = i + 1
    while end < len(doc) and doc[end].text[:1].isupper() and doc[end].is_alpha:
        end += 1
    return end > i + 1 and lexicon.head_type(doc[end - 1].text) in BODIES


def _bridges(doc: Doc, i: int, covered: set[int]) -> bool:
    """Return True for a small word inside a name: "of" in "Bank of Iran", the hyphen in "al-Kadhimi"."""
    if i + 1 >= len(doc) or i in covered or not _proper(doc[i + 1], covered):
        return False
    token = doc[i]
    if token.text == "-":
        return not token.whitespace_ and not doc[i - 1].whitespace_
    if token.lower_ in {"of", "for"}:
        return doc[i - 1].tag_ not in {"NNPS"} or doc[i + 1].head.i == i
    return token.lower_ in NAMING.particles


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return a range without articles, genitive marks and punctuation at its edges; empty if nothing else is left."""
    while start < end and (doc[start].lower_ in NAMING.outside_left or _is_edge(doc[start])):
        start += 1
    while end > start and (doc[end - 1].tag_ == "POS" or _is_edge(doc[end - 1])):
        end -= 1
    if end - start == 1 and doc[start].lower_.startswith(("anti-", "pro-")):
        return start, start
    return start, end


def without_epithet(doc: Doc, start: int, end: int, lexicon: Lexicon) -> int:
    """Return the start of a name without a capitalised epithet before it ("Former Halvorsen Systems")."""
    if lexicon.known_type(doc[start:end].text) is not None:
        return start
    while end - start > 1:
        word, rest = doc[start].lower_, sum(t.is_alpha for t in doc[start + 1 : end])
        certain = word in NAMING.epithets
        possible = word in NAMING.possible_epithets and rest > 1 and _capital_by_position(doc, start)
        if not (certain or possible) or not any(t.text[:1].isupper() for t in doc[start + 1 : end]):
            return start
        start += 1
        while start < end and _is_edge(doc[start]):
            start += 1
    return start


def _capital_by_position(doc: Doc, i: int) -> bool:
    """Return True if a word is capitalised because it opens a sentence or quotation, or is in a headline."""
    words = [t for t in doc[i].sent if t.is_alpha and len(t) > 3]
    headline = len(words) > 3 and sum(t.text[0].isupper() for t in words) > 0.7 * len(words)
    return headline or bool(doc[i].is_sent_start) or _is_edge(doc[i - 1])


def _is_edge(token: Token) -> bool:
    """Return True if a token is punctuation, white space or another break between names."""
    return token.is_punct or token.is_space or token.text in BREAKS


def before_title(doc: Doc, start: int, end: int, lexicon: Lexicon) -> int:
    """Return the end of a body's name before a title that belongs to a person ("Gazprom CEO" Alexei Miller)."""
    if end >= len(doc) or doc[end].pos_ != "PROPN":
        return end
    for size in (4, 3, 2, 1):
        words = [t.lower_ for t in doc[end - size : end]]
        if end - size > start and lexicon.title_length(words) == size:
            return end - size
    return end


def strip_title(doc: Doc, start: int, end: int, label: str, lexicon: Lexicon) -> tuple[int, str | None]:
    """Return the start of the bare name, and the title before it, or None."""
    size = lexicon.title_length([t.lower_ for t in doc[start:end]]) if label in {"PERSON", ""} else 0
    if size == 0 or start + size >= end or doc[start + size].lower_ in NAMING.not_after_titles:
        return start, None
    return start + size, doc[start : start + size].text


def title_before(doc: Doc, start: int, lexicon: Lexicon) -> str | None:
    """Return the title just before a name, outside it ("Prime Minister" before "Mustafa al-Kadhimi")."""
    if start > 0 and doc[start - 1].tag_ == "JJ" and doc[start - 1].dep_ == "amod":
        return None  # "the official Cedar agency"
    before = [t.lower_ for t in doc[max(start - 4, 0) : start]]
    for size in range(len(before), 0, -1):
        if lexicon.title_length(before[-size:]) == size:
            return str(doc[start - size : start].text)
    return None
