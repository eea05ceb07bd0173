"""Plural descriptions of several named actors: "the men", "both leaders", "the three companies", "the couple".

A description that counts denotes so many actors. One that does not count ("the defendants") denotes those of the last
list of people before it, if it says no more of them than such a list may be said to be.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.coreference.candidates import Antecedents
from graphbuild.extraction.coreference.nominal_sieves import unmodified_reference
from graphbuild.extraction.coreference.pairs import counted, fits, named_before, of_one_kind, rule_of, says_nothing
from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.reference import REFERENCE

if TYPE_CHECKING:
    from graphbuild.extraction.coreference.clusters import Clusters

PERSON = ActorType.PERSON
REACH, NEAR = 5, 2
"""Sentences that a plural description may look back for a list of people, and of bodies."""
FEWEST, LONGEST, UNCOUNTED = 2, 12, 5
"""Actors of the shortest and of the longest list that a description takes up, and one without a number."""
LISTED = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "appos", "attr", "dative", "ROOT"})
"""Where the first of a list stands in its sentence; the others hang on it."""


def several_of(field: Antecedents, i: int) -> tuple[int, ...]:
    """Return the mentions of the actors that a plural description denotes together, or none.

    Args:
        field: the actors of the document.
        i: a description, the first of its cluster.
    """
    clusters = field.clusters
    count, lemma = counted(clusters, i), clusters.head(i).lemma_.lower()
    heads = lemma in REFERENCE.heads_of_bodies or _heads_of_state(clusters, i)
    if lemma in REFERENCE.sides:
        two = _only_ones(field, i, FEWEST, 0) if count == FEWEST else ()
        return two if two and _named_together(clusters, *two) else ()
    if count is None and not heads and lemma not in REFERENCE.people_of_lists | REFERENCE.pair_nouns:
        return ()
    here = clusters.sentence_of(i)
    found = _so_described(field, i, count or FEWEST) or _last_list(field, i, count)
    if not found and count is not None:
        found = named_before(field, i, count)
    found = found or _only_ones(field, i, count or FEWEST, max(here - REACH, 0))
    if not found and (heads or count is not None or lemma in REFERENCE.pair_nouns):
        found = _only_ones(field, i, count or FEWEST, 0)
    return found


def first_of_plurals(clusters: Clusters) -> list[int]:
    """Return the plural descriptions whose cluster has nothing but such descriptions, the first of each cluster."""
    return [
        i
        for i in clusters.of_kind(MentionKind.NOMINAL)
        if clusters.members(i)[0] == i and all(_definite_plural(clusters, j) for j in clusters.members(i))
    ]


def join_several(field: Antecedents, i: int, actors: tuple[int, ...]) -> None:
    """Join a description and those that repeat it to the first of several actors, and copies of them to the others."""
    clusters, rule = field.clusters, rule_of(actors)
    same = list(clusters.members(i))
    field.join(i, actors[0], rule)
    if clusters.of(i) != clusters.of(actors[0]):
        return
    for j in same:
        clusters.mentions[j] = replace(clusters.mentions[j], kind=MentionKind.PRONOUN)
        clusters.joins.setdefault(j, rule)
        for other in actors[1:]:
            field.join(clusters.add(j), other, rule)


def _definite_plural(clusters: Clusters, i: int) -> bool:
    """Return True for a plural description with a definite article or the like, or one of a pair ("the couple")."""
    m = clusters.mentions[i]
    if m.kind is not MentionKind.NOMINAL or clusters.contrasts(i):
        return False
    if not _heads_of_state(clusters, i) and not (unmodified_reference(clusters, i) and _unrestricted(clusters, i)):
        return False
    left = list(clusters.head(i).lefts)
    if any(c.dep_ not in {"det", "nummod", "predet"} and not says_nothing(c.lower_) for c in left):
        return False
    words = {c.lower_ for c in left}
    pair = clusters.head(i).lemma_.lower() in REFERENCE.pair_nouns
    return (m.number == "plur" or pair) and bool(words & (FUNCTION_WORDS.definite_or_plural | REFERENCE.both_words))


def _unrestricted(clusters: Clusters, i: int) -> bool:
    """Return True if nothing behind a plural says which ones it means: not "the men in the car", "the men arrested".

    A preposition behind a number is seldom the noun's own ("charged the two men in May").
    """
    own = {"acl"} if counted(clusters, i) is not None else {"acl", "prep"}
    return not any(c.dep_ in own and c.nbor(-1).text != "," for c in clusters.head(i).rights)


def _heads_of_state(clusters: Clusters, i: int) -> bool:
    """Return True for "the heads of state"."""
    token = clusters.head(i)
    of = grammar.prepositional(token, "of")
    bare = all(c.dep_ == "prep" or c.is_punct for c in token.rights)
    return token.lemma_.lower() in REFERENCE.holders and bare and len(of) == 1 and of[0].lower_ in REFERENCE.headed


def _last_list(field: Antecedents, i: int, count: int | None) -> tuple[int, ...]:
    """Return the actors of the last list before a description that it can denote, or none."""
    clusters, here, start = field.clusters, field.clusters.sentence_of(i), field.clusters.mentions[i].start
    reach = REACH if _people(clusters, i) else NEAR
    for number in range(here, max(here - reach, 0) - 1, -1):
        for j in reversed(clusters.in_sentence(number)):
            if clusters.mentions[j].end > start or clusters.is_copy(j):
                continue
            found = listing(field, j)
            if len(found) >= FEWEST and _denotes(field, i, found, count):
                return found
    return ()


def listing(field: Antecedents, j: int) -> tuple[int, ...]:
    """Return the mentions of a list that a mention opens, wherever it stands ("charges against Melo and Pires").

    A plural that has its names beside it is none of them: "two men, Ana Melo and Rui Pires".
    """
    clusters = field.clusters
    if clusters.mentions[j].kind is MentionKind.PRONOUN:
        return (j, *clusters.shared[j]) if j in clusters.shared else ()
    token = clusters.head(j)
    if token.dep_ not in LISTED:
        return ()
    tokens = grammar.conjuncts(token)
    if clusters.mentions[j].number == "plur":
        tokens = [t for t in tokens[1:] if t.pos_ == "PROPN"]
    found = tuple(field.heads[t.i] for t in tokens if t.i in field.heads)
    return found if len(found) == len(tokens) else ()


def _denotes(field: Antecedents, i: int, found: tuple[int, ...], count: int | None) -> bool:
    """Return True if a description can denote the actors of a list."""
    clusters = field.clusters
    each = {clusters.of(j) for j in found}
    if len(each) != len(found) or not FEWEST <= len(found) <= LONGEST or each & field.forbidden(i):
        return False
    lemma = clusters.head(i).lemma_.lower()
    if len(found) != (FEWEST if lemma in REFERENCE.pair_nouns else count or len(found)):
        return False
    if any(clusters.members(j)[0] == j and clusters.mentions[j].number == "plur" for j in found):
        return False
    if not of_one_kind(clusters, found):
        return False
    if lemma in REFERENCE.pair_nouns:
        return clusters.type_of(found[0]) is PERSON
    if count is None and (len(found) > UNCOUNTED or not all(clusters.named(j) for j in found)):
        return False
    return fits(clusters, i, found) and _of_its_kind(clusters, i, found)


def _of_its_kind(clusters: Clusters, i: int, found: tuple[int, ...]) -> bool:
    """Return True for people, or for bodies of the kind that a noun names: "the companies" are no parties."""
    kind = clusters.lexicon.noun_type(clusters.head(i), plural=False)
    posts = any(clusters.lexicon.is_person_noun(clusters.head(j).lemma_.lower()) for j in found)
    return all(clusters.type_of(j) in {PERSON, kind} for j in found) and (_people(clusters, i) or not posts)


def _people(clusters: Clusters, i: int) -> bool:
    """Return True if a plural denotes people: "the men", "the couple", "both sides" of a talk."""
    lemma = clusters.head(i).lemma_.lower()
    return clusters.lexicon.is_person_noun(lemma) or lemma in REFERENCE.pair_nouns | REFERENCE.sides | REFERENCE.holders


def _named_together(clusters: Clusters, one: int, other: int) -> bool:
    """Return True if a sentence names both of two actors."""
    places = [
        {clusters.sentence_of(j) for j in clusters.members(i) if clusters.mentions[j].kind is MentionKind.NAME}
        for i in (one, other)
    ]
    return not places[0].isdisjoint(places[1])


def _so_described(field: Antecedents, i: int, count: int) -> tuple[int, ...]:
    """Return the people whom the text calls what a plural says, if they are as many as it counts.

    "One defendant was Colonel Ruiz. The other defendant, Captain Vell, ... The two defendants ..."
    """
    clusters, lemma = field.clusters, field.clusters.head(i).lemma_.lower()
    last = {
        of: j
        for of, j in _named(field, i, 0).items()
        if lemma in clusters.words(j) or any(title.split()[-1] == lemma for title in clusters.titles(j))
    }
    return _these(field, i, last, count)


def _only_ones(field: Antecedents, i: int, count: int, first: int) -> tuple[int, ...]:
    """Return the actors of the kind of a description that are named before it, if they are as many as it counts.

    "President Holt received Prime Minister Bell. ... Both leaders agreed ...": nobody else is named in between.

    Args:
        field: the actors of the document.
        i: the description.
        count: how many actors it denotes.
        first: the sentence where the actors named before it begin to count.
    """
    return _these(field, i, _named(field, i, first), count)


def _named(field: Antecedents, i: int, first: int) -> dict[int, int]:
    """Return the last name before a description of each actor of its kind, from a sentence on."""
    clusters, start = field.clusters, field.clusters.mentions[i].start
    kind = PERSON if _people(clusters, i) else clusters.lexicon.noun_type(clusters.head(i), plural=False)
    last: dict[int, int] = {}
    for number in range(first, clusters.sentence_of(i) + 1):
        for j in clusters.in_sentence(number):
            m = clusters.mentions[j]
            named = m.kind is MentionKind.NAME and m.number == "sing" and m.end <= start
            if named and clusters.type_of(j) is kind:
                last[clusters.of(j)] = j
    return last


def _these(field: Antecedents, i: int, last: dict[int, int], count: int) -> tuple[int, ...]:
    """Return the last names of actors in text order, if there are as many as a description counts and it fits them."""
    if len(last) != count or count > LONGEST or set(last) & field.forbidden(i):
        return ()
    found = tuple(sorted(last.values()))
    lemma = field.clusters.head(i).lemma_.lower()
    loose = lemma in REFERENCE.pair_nouns | REFERENCE.sides | REFERENCE.holders
    return found if loose or fits(field.clusters, i, found) else ()
