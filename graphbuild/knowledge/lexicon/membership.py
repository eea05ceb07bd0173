"""Words by which a sentence says who belongs to a body, where no trigger does: `data/membership.toml`."""

from __future__ import annotations

from dataclasses import dataclass

from graphbuild.knowledge.lexicon.word_table import word_table


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipWords:
    """Words of lists, places and seats, in lower case; nouns and verbs in their dictionary forms."""

    listing: frozenset[str]
    listing_with_of: frozenset[str]
    listing_verbs: frozenset[str]
    before_lists: frozenset[str]
    sitting: frozenset[str]
    belonging: frozenset[str]
    inside: frozenset[str]
    at_names: frozenset[str]
    in_public: frozenset[str]
    named_parts: frozenset[str]
    seats: frozenset[str]
    taking_seats: frozenset[str]
    seated: frozenset[str]
    seated_in: frozenset[str]
    allies: frozenset[str]
    allied: frozenset[str]


MEMBERSHIP = word_table(MembershipWords, "membership")
