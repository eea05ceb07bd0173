"""Repair of long series of people, whose members the parser attaches to one another at random.

In "charged Anna Holt, Piet Marsh, Jan Velde and Ruth Olsen" Marsh may be read as another name of Holt, and Olsen as the
object of a verb of its own. Where only commas, "and" and posts stand between names of people, every one of them is
coordinated with the first, and the first has the place in the sentence of the whole series.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Span, Token

from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.ontology import BODIES

FEWEST = 3
"""Members of a series that is mended: of two names, the second may be in apposition to the first."""
LONGEST_POST = 8
"""Tokens that may stand before a name as a post ("former Velde police chief Jan Holt")."""
IN_POST = frozenset({"NOUN", "PROPN", "ADJ", "DET"})
ARGUMENTS = frozenset({"dobj", "nsubj", "nsubjpass", "attr"})
JOINTS = frozenset({",", ";"})
PLACED = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "appos", "attr", "conj", "dative", "dep", "oprd", "ROOT"})
"""Labels of a place that a series may have in its sentence."""


def mend_series(sentence: Span, lexicon: Lexicon) -> None:
    """Coordinate the members of each series of people in a sentence, in place; each by its name, not by its post."""
    names = [e for e in sentence.ents if e.label_ == "PERSON"]
    for name in names:
        _mend_post(name, lexicon)
    for members in _series(names):
        _mend(members)
    for token in sentence:
        if token.dep_ == "conj" and token.head.dep_ == "pobj" and token.pos_ in {"NOUN", "PROPN"}:
            _raise(token, lexicon)
        elif token.dep_ == "prep" and token.lower_ in FUNCTION_WORDS.listing_alone:
            _mend_listing(token, lexicon)


def _mend_listing(prep: Token, lexicon: Lexicon) -> None:
    """Attach a list of people to those of whom they are some: `held clerks in the north, including Anna Holt`."""
    people = [c for c in prep.children if c.dep_ == "pobj" and c.ent_type_ == "PERSON"]
    if not people or prep.i <= prep.sent.start or prep.nbor(-1).text not in JOINTS or _are_people(prep.head, lexicon):
        return
    before = [t for t in prep.doc[prep.sent.start : prep.i] if t.dep_ in ARGUMENTS and _are_people(t, lexicon)]
    if before and not prep.is_ancestor(before[-1]):
        prep.head = before[-1]


def _are_people(noun: Token, lexicon: Lexicon) -> bool:
    """Return True for a plural noun of people."""
    return noun.tag_ == "NNS" and lexicon.is_person_noun(noun.lemma_.lower())


def _raise(token: Token, lexicon: Lexicon) -> None:
    """Coordinate with the whole what was coordinated with its last word, by the kinds of the three.

    In `fined the head of the office, the editor and the clerk` no office of the editor has a head.
    """
    inner = token.head
    outer = inner.head.head
    if inner.head.lower_ not in FUNCTION_WORDS.patient_prepositions or outer.pos_ not in {"NOUN", "PROPN"}:
        return
    parted = any(t.text in JOINTS for t in inner.doc[inner.i + 1 : token.i])
    kind = _kind(token, lexicon)
    if parted and kind is not None and kind == _kind(outer, lexicon) and _kind(inner, lexicon) not in {kind, None}:
        token.head = outer


def _kind(noun: Token, lexicon: Lexicon) -> str | None:
    """Return whether a noun denotes a person or a body; None if it is not known."""
    if noun.ent_type_ == "PERSON" or lexicon.is_person_noun(noun.lemma_.lower()):
        return "person"
    body = lexicon.head_type(noun.text) if noun.pos_ == "PROPN" else lexicon.noun_type(noun, plural=False)
    return "body" if body in BODIES else None


def _mend_post(name: Span, lexicon: Lexicon) -> None:
    """Put a name in the place of the post before it: in `met President of Peru Anna Holt` Holt was met."""
    doc, post = name.doc, _post_before(name, lexicon)
    if post is None:
        return
    person, within = name.root, range(post.i, name.end)
    if post.head.i in within or (person.head.i not in within and post.is_ancestor(person)):
        return
    if person.head.i in within:
        person.head, person.dep_ = post.head, post.dep_
    for later in [c for c in post.rights if c.i >= name.end]:
        later.head = person
    post.head, post.dep_ = person, "compound"
    seat = doc[name.start - 1]
    of = next(t for t in reversed(doc[post.i : seat.i + 1]) if t.lower_ in FUNCTION_WORDS.patient_prepositions)
    if of.head.i not in within:
        of.head, of.dep_ = post, "prep"
    if seat.i > of.i and seat.head.i == person.i:
        seat.head, seat.dep_ = of, "pobj"


def _post_before(name: Span, lexicon: Lexicon) -> Token | None:
    """Return the title whose "of" leads up to a name ("Minister of Defence of Peru Anna Holt"), or None."""
    found = None
    stretch = name.doc[max(name.start - LONGEST_POST, name.sent.start) : name.start]
    for token in reversed(stretch):
        of = token.lower_ in FUNCTION_WORDS.patient_prepositions
        if not (of or token.pos_ == "DET" or (token.pos_ == "PROPN" and token.text[:1].isupper())):
            break
        before_of = token.nbor(1).lower_ in FUNCTION_WORDS.patient_prepositions
        if before_of and lexicon.title_length([token.lower_]) == 1:
            found = token
    return found


def _series(names: Iterable[Span]) -> Iterator[list[Span]]:
    """Yield the series among the names of a sentence: each is its members, in text order."""
    found: list[Span] = []
    closed = False
    for name in names:
        if found and _joined(found[-1], name, closed):
            closed = closed or _and_before(name)
            found.append(name)
            continue
        if len(found) >= FEWEST and (closed or _opened(found[0])):
            yield found
        found, closed = [name], False
    if len(found) >= FEWEST and (closed or _opened(found[0])):
        yield found


def _joined(one: Span, other: Span, closed: bool) -> bool:
    """Return True if only a joint and a post stand between two names; after "and" only a semicolon goes on."""
    between = one.doc[one.end : other.start]
    at = 0
    while at < len(between) and _is_joint(between[at]):
        at += 1
    if at == 0 or len(between) - at > LONGEST_POST or (closed and between[0].text != ";"):
        return False
    return all(_in_post(t) for t in between[at:])


def _is_joint(token: Token) -> bool:
    """Return True for what joins the members of a series."""
    return token.text in JOINTS or token.lower_ in FUNCTION_WORDS.joining


def _in_post(token: Token) -> bool:
    """Return True for a word of the post before a name."""
    return token.pos_ in IN_POST or token.lower_ in FUNCTION_WORDS.patient_prepositions


def _and_before(name: Span) -> bool:
    """Return True if a name closes its series: "and" precedes it, perhaps before its post."""
    before = name.doc[max(name.start - LONGEST_POST - 1, name.sent.start) : name.start]
    for token in reversed(before):
        if token.lower_ in FUNCTION_WORDS.joining:
            return True
        if not _in_post(token):
            return False
    return False


def _opened(name: Span) -> bool:
    """Return True if a mark says that names follow: "three men: Anna Holt, ..."."""
    return name.start > name.sent.start and name.doc[name.start - 1].text in FUNCTION_WORDS.opening_lists


def _mend(members: list[Span]) -> None:
    """Coordinate the heads of the members with the first, which takes the place of the whole."""
    heads, within = [m.root for m in members], range(members[0].start, members[-1].end)
    top = next((h for h in heads if h.head.i == h.i or h.head.i not in within), None)
    if top is None or top.dep_ not in PLACED:
        return
    place, label = top.head, top.dep_
    if place.i != top.i and any(h.i == place.i or h.is_ancestor(place) for h in heads):
        return
    first = heads[0]
    first.head, first.dep_ = (first if place.i == top.i else place), label
    for head in heads[1:]:
        head.head, head.dep_ = first, "conj"
