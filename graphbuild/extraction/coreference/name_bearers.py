"""Bodies whose own name, or the noun that describes them, has the noun of a description ("the bank": Calder Bank)."""

from __future__ import annotations

from graphbuild.core.model import MentionKind
from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.knowledge.lexicon.reference import REFERENCE
from graphbuild.knowledge.ontology import BODIES

MAX_DISTANCE = 8
"""Sentences that a description may look back for a body of this name."""


def bearers(clusters: Clusters, i: int) -> list[int]:
    """Return the mentions of bodies before a description whose name or noun has its head noun, in text order.

    Args:
        clusters: the clusters of the document so far.
        i: a description ("the militia").
    """
    words = name_words_for(clusters, i)
    here, start = clusters.sentence_of(i), clusters.mentions[i].start
    found: list[int] = []
    for j in reversed(range(i)):
        if here - clusters.sentence_of(j) > MAX_DISTANCE:
            break
        other = clusters.mentions[j]
        if other.kind is MentionKind.PRONOUN or other.end > start or not clusters.named(j):
            continue
        if clusters.type_of(j) in BODIES and not words.isdisjoint(clusters.words(j)):
            found.append(j)
    return found[::-1]


def name_words_for(clusters: Clusters, i: int) -> frozenset[str]:
    """Return the words of names that agree with a description's head noun: the noun and its synonyms."""
    noun = clusters.lexicon.synonym(clusters.head(i).lemma_.lower())
    return frozenset({clusters.head(i).lemma_.lower(), noun, *REFERENCE.bearing_words.get(noun, ())})
