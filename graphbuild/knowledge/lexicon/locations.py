"""Words beside the names of places: `data/locations.toml`."""

from __future__ import annotations

from dataclasses import dataclass

from graphbuild.knowledge.lexicon.word_table import word_table


@dataclass(frozen=True, slots=True, kw_only=True)
class LocationWords:
    """Nouns, verbs and prepositions that say where somebody or something is. Lemmas."""

    topical: frozenset[str]
    relational: frozenset[str]
    passing: frozenset[str]
    trades: frozenset[str]
    figurative: frozenset[str]
    homes: frozenset[str]
    dwellings: frozenset[str]
    native: frozenset[str]
    directions: frozenset[str]
    sites: frozenset[str]
    buildings: frozenset[str]
    struck: frozenset[str]
    place_nouns: frozenset[str]
    divisions: frozenset[str]
    subdivisions: frozenset[str]
    named_after_places: frozenset[str]
    stretches: frozenset[str]
    localities: frozenset[str]
    parts: frozenset[str]
    before_addresses: frozenset[str]
    inside: frozenset[str]
    scene: frozenset[str]
    by_spot: frozenset[str]
    field: frozenset[str]
    elsewhen: frozenset[str]
    speaking: frozenset[str]


LOCATIONS = word_table(LocationWords, "locations")
