"""Several actors as antecedents of a plural: "A, B and C led the raid. They / the three men were arrested"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.coreference.candidates import SUBJECTS, Antecedents
from graphbuild.extraction.coreference.salience import is_pair, score, together
from graphbuild.extraction.syntax.shared_arguments import small_number
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.reference import REFERENCE

if TYPE_CHECKING:
    from graphbuild.extraction.coreference.clusters import Clusters

PERSON = ActorType.PERSON
PATIENTS = frozenset({"dobj", "nsubjpass"})
FEWEST = 2
LONGEST = 8
"""Actors of the longest coordination that a plural takes up, and of one that is no subject."""


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


def group_of(field: Antecedents, i: int) -> tuple[int, ...]:
    """Return the mentions of the best coordination of actors of one kind before a plural pronoun, or none."""
    clusters = field.clusters
    if clusters.mentions[i].number != "plur" or clusters.head(i).lower_ in REFERENCE.not_of_pairs:
        return ()
    pair = clusters.head(i).lower_ in REFERENCE.pair_words
    if pair and (two := _two_people_here(field, i)):
        return two
    groups = pairs_before(field, i)
    if not groups:
        return named_before(field, i, FEWEST) if pair else ()
    best = max(groups, key=lambda j: (score(field, i, j)[0], j))
    found = together(field, best)
    subjects = clusters.head(best).dep_ in SUBJECTS and clusters.head(i).dep_ in SUBJECTS
    patients = clusters.head(best).dep_ in PATIENTS and clusters.head(i).dep_ in PATIENTS
    alike = subjects or patients or best in clusters.shared
    longest = LONGEST if alike else FEWEST  # a list in another role is seldom taken up
    each = {clusters.of(j) for j in found}
    singular = best in clusters.shared or all(clusters.mentions[j].number == "sing" for j in found)
    apart = longest >= len(found) == len(each) > 1 and not each & field.forbidden(i)
    return found if apart and singular and of_one_kind(clusters, found) and fits(clusters, i, found) else ()


def _two_people_here(field: Antecedents, i: int) -> tuple[int, ...]:
    """Return the only two people named in a sentence before a word for a pair: "Holt ran into Bell as the two left"."""
    clusters, last = field.clusters, dict[int, int]()
    for j in clusters.in_sentence(clusters.sentence_of(i)):
        m = clusters.mentions[j]
        if m.kind is MentionKind.NAME and m.end <= clusters.mentions[i].start and clusters.type_of(j) is PERSON:
            last[clusters.of(j)] = j
    return tuple(sorted(last.values())) if len(last) == FEWEST and not set(last) & field.forbidden(i) else ()


def named_before(field: Antecedents, i: int, count: int) -> tuple[int, ...]:
    """Return the actors named in the sentence before, if they are as many as a description counts.

    "Bell met President Holt. The two presidents discussed ...": no coordination, but nobody else.
    """
    clusters, here = field.clusters, field.clusters.sentence_of(i)
    last: dict[int, int] = {}
    for j in field.near(i):
        m = clusters.mentions[j]
        if m.kind is MentionKind.NAME and clusters.sentence_of(j) == here - 1 and m.number == "sing":
            last.setdefault(clusters.of(j), j)
    people: dict[bool, list[int]] = {True: [], False: []}
    for j in last.values():
        people[clusters.type_of(j) is PERSON].append(j)
    noun = clusters.head(i)
    pair = noun.lower_ in REFERENCE.pair_words
    found = tuple(people[clusters.lexicon.is_person_noun(noun.lemma_.lower()) or (pair and bool(people[True]))])
    alike = len(found) == count and not {clusters.of(j) for j in found} & field.forbidden(i)
    kind = clusters.lexicon.noun_type(noun, plural=False)
    fit = pair or all(clusters.type_of(j) in {PERSON, kind} for j in found)
    return found if alike and fit and fits(clusters, i, found) else ()


def of_one_kind(clusters: Clusters, found: tuple[int, ...]) -> bool:
    """Return True for people only, or for no people at all."""
    people = [clusters.type_of(j) is PERSON for j in found]
    return all(people) or not any(people)


def fits(clusters: Clusters, i: int, pair: tuple[int, ...]) -> bool:
    """Return True if a noun that counts two ("the two men") may denote the actors of a pair."""
    if clusters.mentions[i].kind is MentionKind.PRONOUN:
        return True
    lemma, people = clusters.head(i).lemma_.lower(), clusters.type_of(pair[0]) is PERSON
    gender = clusters.lexicon.noun_gender(lemma)
    genders = {clusters.mentions[j].gender for j in pair}
    return people == clusters.lexicon.is_person_noun(lemma) and (gender is None or genders <= {gender, None})


def counted(clusters: Clusters, i: int) -> int | None:
    """Return how many actors a definite description counts ("the three men", "both companies"), or None."""
    left = list(clusters.head(i).lefts)
    words = {c.lower_ for c in left}
    if clusters.mentions[i].kind is MentionKind.PRONOUN or clusters.mentions[i].number != "plur":
        return None
    if any(c.dep_ not in {"det", "nummod", "predet"} and not says_nothing(c.lower_) for c in left):
        return None
    if words & REFERENCE.both_words:
        return 2
    numbers = [n for c in left if (n := small_number(c.lower_)) is not None]
    return numbers[0] if len(numbers) == 1 and words & FUNCTION_WORDS.definite_or_plural else None


def says_nothing(word: str) -> bool:
    """Return True for a modifier that singles nobody out: "the two", "the alleged attackers"."""
    return word in REFERENCE.two_words | REFERENCE.ignored_modifiers | REFERENCE.past


def rule_of(group: tuple[int, ...]) -> str:
    """Return the rule by which a plural is joined to several actors."""
    return "pronoun: both of a pair" if len(group) == FEWEST else "pronoun: all of a list"
