"""Which bearer a surname or first name alone refers to, where a document names several people of that name.

Newspapers tell two people of one surname apart by courtesy titles, by offices, and by whom they spoke of last. A name
that none of these decides stays an actor of its own: a wrong person is worse than an unknown one.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from graphbuild.core.names import fold
from graphbuild.knowledge.lexicon.naming import NAMING

if TYPE_CHECKING:
    from graphbuild.extraction.coreference.clusters import Clusters
    from graphbuild.knowledge.lexicon.lexicon import Lexicon

WINDOW = 3
"""Sentences before a surname in which its bearer is looked for first."""

ONE_SPELLING = 0.75
"""Similarity (0 to 1) from which on two first names may be spellings of one."""


def name_words(name: str) -> list[str]:
    """Return a person's name as comparable words; the Arabic article is a word, as in "al-Kadhimi"."""
    words = fold(name).replace("-", " ").split()
    return [w for w in words if w not in NAMING.name_articles] or words


def two_people(one: str, other: str, lexicon: Lexicon) -> bool:
    """Return True if two full names with one surname have first names that no person has both of.

    Args:
        one, other: names as written.
        lexicon: knows the gender of first names.
    """
    a, b = name_words(one), name_words(other)
    if min(len(a), len(b)) < 2 or a[-1] != b[-1] or a[0] == b[0]:
        return False
    first, second = a[0].strip("."), b[0].strip(".")
    genders = {lexicon.gender(first), lexicon.gender(second)}
    if {"m", "f"} <= genders and min(len(first), len(second)) > 1:
        return True
    if first.startswith(second) or second.startswith(first) or first in b or second in a:
        return False
    return SequenceMatcher(None, first, second).ratio() < ONE_SPELLING


def likely_bearer(clusters: Clusters, i: int, candidates: list[int]) -> int | None:
    """Return the full name that a part of a name stands for, or None if nothing says whose it is.

    Args:
        clusters: the clusters of the document so far.
        i: a surname or first name alone.
        candidates: the mentions of full names with this part, in text order.
    """
    candidates = [j for j in candidates if not _other_gender(clusters, i, j)]
    names = {clusters.text(j) for j in candidates}
    if not any(two_people(a, b, clusters.lexicon) for a in names for b in names if a < b):
        earlier = [j for j in candidates if j < i]
        return earlier[-1] if earlier else next(iter(candidates), None)
    title = (clusters.mentions[i].title or "").lower()
    offices = {clusters.of(j): j for j in candidates if title and _held(clusters, j, title)}
    if len(offices) == 1:
        return next(iter(offices.values()))
    here = clusters.sentence_of(i)
    last: dict[int, int] = {}
    for j in candidates:
        seen = [k for k in clusters.members(j) if k < i and here - clusters.sentence_of(k) <= WINDOW]
        if seen:
            last[clusters.of(j)] = j
    if len(last) == 1:
        return next(iter(last.values()))
    if last:
        return None
    before = {clusters.of(j): j for j in candidates if j < i}
    after = {clusters.of(j): j for j in candidates if j > i and clusters.sentence_of(j) - here <= WINDOW}
    near = before or after
    return next(iter(near.values())) if len(near) == 1 else None


def _held(clusters: Clusters, j: int, title: str) -> bool:
    """Return True if some name of this actor bears a title that says more than courtesy."""
    courtesy = NAMING.male_titles | NAMING.female_titles
    return title not in courtesy and any(
        (clusters.mentions[k].title or "").lower() == title for k in clusters.members(j)
    )


def _other_gender(clusters: Clusters, i: int, j: int) -> bool:
    """Return True if a title ("Mrs") excludes the person of a full name, whose first name or titles say the gender."""
    own = clusters.mentions[i].gender
    known = {clusters.mentions[k].gender for k in clusters.members(j)} & {"m", "f"}
    return own in {"m", "f"} and bool(known) and own not in known
