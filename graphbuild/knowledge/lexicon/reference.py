"""Words that decide whom a pronoun or a description refers to: `data/reference.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphbuild.knowledge.lexicon.word_table import word_table


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceWords:
    """Verbs, adjectives and nouns of coreference. Lemmas, but for adjectives and adverbs as written."""

    impersonal_verbs: frozenset[str]
    adjectives_of_actors: frozenset[str]
    adjectives_with_infinitive: frozenset[str]
    times: frozenset[str]
    verbs_of_facts: frozenset[str]
    verbs_of_topics: frozenset[str]
    verbs_of_judging: frozenset[str]
    verbs_of_reporting: frozenset[str]
    verbs_of_relating: frozenset[str]
    causes: frozenset[str]
    caused_by_object: frozenset[str]
    addressing: frozenset[str]
    answering: frozenset[str]
    alleging: frozenset[str]
    anybody: frozenset[str]
    callings: frozenset[str]
    loose_bodies: frozenset[str]
    foreign_matters: frozenset[str]
    ignored_modifiers: frozenset[str]
    others: frozenset[str]
    naming_rules: frozenset[str]
    roles_of_any_type: frozenset[str]
    state_nouns: frozenset[str]
    lesser: frozenset[str]
    past: frozenset[str]
    parts_of_places: frozenset[str]
    pair_words: frozenset[str]
    both_words: frozenset[str]
    two_words: frozenset[str]
    pair_nouns: frozenset[str]
    people_of_lists: frozenset[str]
    heads_of_bodies: frozenset[str]
    holders: frozenset[str]
    headed: frozenset[str]
    sides: frozenset[str]
    meeting: frozenset[str]
    singling: frozenset[str]
    not_of_pairs: frozenset[str]
    bearing_words: Mapping[str, frozenset[str]]
    government_stances: Mapping[str, str]


REFERENCE = word_table(ReferenceWords, "reference")
