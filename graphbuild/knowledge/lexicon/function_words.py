"""Words of grammar, by what they do in a sentence: `data/function_words.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphbuild.knowledge.lexicon.word_table import word_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Pronoun:
    """What a personal pronoun says: person 1 or 3, number `sing` or `plur`, gender as in `TokenMention`."""

    person: int
    number: str
    gender: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionWords:
    """Articles, pronouns, auxiliaries, conjunctions and prepositions, in lower case."""

    articles: frozenset[str]
    indefinite_articles: frozenset[str]
    indefinite_determiners: frozenset[str]
    unspecific_determiners: frozenset[str]
    single_determiners: frozenset[str]
    inverting_negatives: frozenset[str]
    anybody: frozenset[str]
    definite_determiners: frozenset[str]
    definite_or_plural: frozenset[str]
    quantifiers: frozenset[str]
    event_pronouns: frozenset[str]
    impersonal_subjects: frozenset[str]
    ranking: frozenset[str]
    recurring: frozenset[str]
    settings: frozenset[str]
    meanwhile: frozenset[str]
    earlier: frozenset[str]
    purposes: frozenset[str]
    speaking_persons: frozenset[str]
    first_person: frozenset[str]
    single_owners: frozenset[str]
    several: frozenset[str]
    reflexive_endings: tuple[str, ...]
    reciprocal: tuple[tuple[str, str], ...]
    relative_adverbs: frozenset[str]
    complementizers: frozenset[str]
    contrasting: frozenset[str]
    alternatives: frozenset[str]
    joining: frozenset[str]
    adding: frozenset[str]
    opening_lists: frozenset[str]
    reasons: frozenset[str]
    negative_determiners: frozenset[str]
    negative_adverbs: frozenset[str]
    restrictive: frozenset[str]
    negative_prepositions: frozenset[str]
    inverted_auxiliaries: frozenset[str]
    ahead: frozenset[str]
    predicate_copulas: frozenset[str]
    verdict_copulas: frozenset[str]
    weighing: frozenset[str]
    near_misses: frozenset[str]
    forgone: frozenset[str]
    leaning_prefixes: frozenset[str]
    opposing_prefixes: frozenset[str]
    prepositions: frozenset[str]
    particles: frozenset[str]
    complement_prepositions: frozenset[str]
    clause_prepositions: frozenset[str]
    occasion_prepositions: frozenset[str]
    aiming: frozenset[str]
    around_occasions: frozenset[str]
    toward_events: frozenset[str]
    hyphens: frozenset[str]
    joint_phrase: frozenset[str]
    over_deeds: frozenset[str]
    one_of_several: frozenset[str]
    clause_openings: frozenset[str]
    at_that_time: frozenset[str]
    within_posts: frozenset[str]
    within_events: frozenset[str]
    by_what: frozenset[str]
    beside_events: frozenset[str]
    behind_posts: frozenset[str]
    into_states: frozenset[str]
    prompted: frozenset[str]
    above_bodies: frozenset[str]
    reaching: frozenset[str]
    reaching_places: frozenset[str]
    towards: frozenset[str]
    patient_prepositions: frozenset[str]
    recipient_prepositions: frozenset[str]
    agent_prepositions: frozenset[str]
    before_participles: frozenset[str]
    seller_prepositions: frozenset[str]
    between_two: frozenset[str]
    both_ends: frozenset[str]
    having: frozenset[str]
    containing: frozenset[str]
    of_bodies: frozenset[str]
    of_seats: frozenset[str]
    until: frozenset[str]
    repeating: frozenset[str]
    empty_verbs: frozenset[str]
    listing: frozenset[str]
    role_prepositions: frozenset[str]
    listing_alone: frozenset[str]
    listing_before: frozenset[str]
    backshifted: frozenset[str]
    completed_auxiliaries: frozenset[str]
    over_contents: frozenset[str]
    plural_auxiliaries: frozenset[str]
    small_numbers: tuple[str, ...]
    accompanying: frozenset[str]
    moments: frozenset[str]
    pronouns: Mapping[str, Pronoun]
    spans: Mapping[str, frozenset[str]]


FUNCTION_WORDS = word_table(
    FunctionWords,
    "function_words",
    pronouns=lambda entries: {word: Pronoun(**entry) for word, entry in entries.items()},
)
