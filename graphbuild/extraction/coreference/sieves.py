"""Coreference resolution by sieves, from the most to the least precise.

The order follows Stanford's multi-sieve system (Lee et al., 2013, "Deterministic Coreference Resolution Based on
Entity-Centric, Precision-Ranked Rules"): exact names, acronyms, parts of names, countries, appositions, titles,
repeated descriptions, anaphoric descriptions, and last the pronouns. Each join records its rule.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

from graphbuild.extraction.coreference.apposition_sieves import appositions, copulas
from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.coreference.kind_sieves import governments, kind_nouns, place_nouns, titles
from graphbuild.extraction.coreference.name_sieves import (
    acronyms,
    aliases,
    countries,
    known_actors,
    national_bodies,
    parties,
    parts_of_names,
    same_names,
)
from graphbuild.extraction.coreference.nominal_sieves import anaphoric_descriptions, repeated_descriptions
from graphbuild.extraction.coreference.pronoun_resolution import resolve_pronouns
from graphbuild.extraction.mentions.mention import TokenMention
from graphbuild.knowledge.lexicon.lexicon import Lexicon

SIEVES: tuple[Callable[[Clusters], None], ...] = (
    known_actors,
    same_names,
    countries,
    parties,
    national_bodies,
    acronyms,
    aliases,
    place_nouns,
    parts_of_names,
    appositions,
    copulas,
    kind_nouns,
    titles,
    governments,
    repeated_descriptions,
    anaphoric_descriptions,
    resolve_pronouns,
)
"""Each joins mentions of one actor; a later one sees what the earlier ones have joined."""


def resolve(doc: Doc, mentions: list[TokenMention], lexicon: Lexicon) -> Clusters:
    """Decide which mentions of a document are one actor.

    Args:
        doc: the parsed document.
        mentions: all of its mentions, in text order.
        lexicon: the word lists.
    """
    clusters = Clusters(doc, mentions, lexicon)
    for sieve in SIEVES:
        sieve(clusters)
    return clusters
