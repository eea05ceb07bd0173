"""Words in and around names: `data/naming.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphbuild.knowledge.lexicon.word_table import word_table


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingWords:
    """Titles, small words and endings of names, in lower case."""

    male_titles: frozenset[str]
    female_titles: frozenset[str]
    particles: frozenset[str]
    name_articles: frozenset[str]
    surname_particles: frozenset[str]
    small_words: frozenset[str]
    outside_left: frozenset[str]
    versus: frozenset[str]
    not_after_titles: frozenset[str]
    generic_endings: frozenset[str]
    generic_endings_of_known: frozenset[str]
    before_aliases: frozenset[str]
    alias_words: frozenset[str]
    before_posts: frozenset[str]
    body_posts: frozenset[str]
    place_posts: frozenset[str]
    storms: frozenset[str]
    programs: frozenset[str]
    naming_verbs: frozenset[str]
    opening_names: frozenset[str]
    epithets: frozenset[str]
    possible_epithets: frozenset[str]
    irregular_plurals: frozenset[str]
    first_names_like_acronyms: frozenset[str]
    national_bodies: frozenset[str]
    state_words: frozenset[str]
    before_nationalities: frozenset[str]
    people_endings: tuple[str, ...]
    collectives: frozenset[str]
    houses: frozenset[str]
    public_endings: frozenset[str]
    in_charge: frozenset[str]
    charge: frozenset[str]
    bodies_without_article: frozenset[str]
    parts: frozenset[str]
    counted: frozenset[str]
    elements: frozenset[str]
    of_elements: frozenset[str]
    offices: frozenset[str]
    ages: frozenset[str]
    body_adjectives: Mapping[str, str]
    short_names: Mapping[str, str]
    unit_sizes: Mapping[str, int]


NAMING = word_table(NamingWords, "naming")
