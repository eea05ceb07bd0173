"""Coordinations of two actors as antecedents of a plural: "A and B led the raid. They / the two men were arrested"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.coreference.candidates import Antecedents
from graphbuild.extraction.coreference.salience import is_pair, score, together
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.reference import REFERENCE

if TYPE_CHECKING:
    from graphbuild.extraction.coreference.clusters import Clusters

PERSON = ActorType.PERSON
MOST = 5
"""Actors that one "they" may mean by their names."""


def pairs_before(field: Antecedents, i: int) -> list[int]:
    """Return the mentions before a plural that open a coordination of actors."""
    start = field.clusters.mentions[i].start
    return [
        j
        for j in field.near(i)
        if field.clusters.mentions[j].end <= start
        and field.profile(j).type is not ActorType.PLACE
        and is_pair(field, j)
    ]


def pair_of(field: Antecedents, i: int) -> tuple[int, ...]:
    """Return the mentions of the best coordination of actors of one kind before a plural, or none.

    "They" may be up to five, "both" and "the two men" are two.
    """
    clusters = field.clusters
    if clusters.mentions[i].number != "plur" or clusters.head(i).lower_ in REFERENCE.not_of_pairs:
        return ()
    pairs = pairs_before(field, i)
    if not pairs:
        return ()
    best = max(pairs, key=lambda j: (score(field, i, j)[0], j))
    found = together(field, best)
    people = [clusters.type_of(j) is PERSON for j in found]
    each = {clusters.of(j) for j in found}
    singular = all(clusters.mentions[j].number == "sing" for j in found)
    counted = clusters.mentions[i].kind is not MentionKind.PRONOUN or clusters.head(i).lower_ in REFERENCE.pair_words
    most = 2 if counted else MOST
    apart = 2 <= len(found) == len(each) <= most and not each & field.forbidden(i)
    return found if apart and singular and (all(people) or not any(people)) and _fits(clusters, i, found) else ()


def _fits(clusters: Clusters, i: int, pair: tuple[int, ...]) -> bool:
    """Return True if a noun that counts two ("the two men") may denote the actors of a pair."""
    if clusters.mentions[i].kind is MentionKind.PRONOUN:
        return True
    lemma, people = clusters.head(i).lemma_.lower(), clusters.type_of(pair[0]) is PERSON
    gender = clusters.lexicon.noun_gender(lemma)
    genders = {clusters.mentions[j].gender for j in pair}
    return people == clusters.lexicon.is_person_noun(lemma) and (gender is None or genders <= {gender, None})


def counted_pairs(clusters: Clusters) -> list[int]:
    """Return the descriptions that count two known ones: "the two men", "both companies"."""
    found = []
    for i in clusters.of_kind(MentionKind.NOMINAL):
        left = {c.lower_ for c in clusters.head(i).lefts}
        definite = left & REFERENCE.both_words or (
            left & FUNCTION_WORDS.definite_or_plural and left & REFERENCE.two_words
        )
        plain = all(
            c.dep_ in {"det", "nummod", "predet"} or c.lower_ in REFERENCE.two_words for c in clusters.head(i).lefts
        )
        if definite and plain and clusters.mentions[i].number == "plur" and len(clusters.members(i)) == 1:
            found.append(i)
    return found
