"""Which bearer a surname or first name alone refers to, where a document names several people of that name.

Newspapers tell two people of one surname apart by courtesy titles, by offices, and by whom they spoke of last. A name
that none of these decides stays an actor of its own: a wrong person is worse than an unknown one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from graphbuild.core.model import ActorType
from graphbuild.core.names import fold
from graphbuild.knowledge.lexicon.naming import NAMING

if TYPE_CHECKING:
    from graphbuild.extraction.coreference.clusters import Clusters
    from graphbuild.knowledge.lexicon.lexicon import Lexicon

WINDOW = 3
"""Sentences before a surname in which its bearer is looked for first."""

NESTED = 8
"""Mentions that are looked at for the nearest one: of those that overlap, the last need not be the nearest."""

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


def two_bearers(one: str, other: str, lexicon: Lexicon) -> bool:
    """Return True if two full names with a part in common are two people's, by their first names or surnames."""
    a, b = name_words(one), name_words(other)
    return two_people(one, other, lexicon) or (a[-1] != b[-1] and a[-1] not in b and b[-1] not in a)


@dataclass(frozen=True, slots=True, kw_only=True)
class FullName:
    """A full name and the mentions with exactly these words, which are one actor's, in text order."""

    text: str
    words: list[str]
    mentions: list[int]

    def before(self, i: int) -> int | None:
        """Return the last of the mentions before another one."""
        at = bisect_left(self.mentions, i)
        return self.mentions[at - 1] if at else None


def likely_bearer(clusters: Clusters, i: int, candidates: list[FullName]) -> int | None:
    """Return a mention of the full name that a part of a name stands for, or None if nothing says whose it is.

    Args:
        clusters: the clusters of the document so far.
        i: a surname or first name alone.
        candidates: the full names with this part.
    """
    candidates = [name for name in candidates if not _other_gender(clusters, i, name.mentions[0])]
    names = {name.text for name in candidates}
    if not any(two_bearers(a, b, clusters.lexicon) for a in names for b in names if a < b):
        earlier = max((j for name in candidates if (j := name.before(i)) is not None), default=None)
        return min((name.mentions[0] for name in candidates), default=None) if earlier is None else earlier
    title = (clusters.mentions[i].title or "").lower()
    actors = {clusters.of(name.mentions[0]): name.mentions[0] for name in candidates}
    offices = [j for j in actors.values() if title and _held(clusters, j, title)]
    if len(offices) == 1:
        return offices[0]
    last = [j for j in actors.values() if _spoken_of(clusters, i, j)]
    if last:
        return last[0] if len(last) == 1 else None
    before = {clusters.of(name.mentions[0]) for name in candidates if name.mentions[0] < i}
    after = {clusters.of(name.mentions[0]) for name in candidates if _follows(clusters, i, name)}
    near = before or after
    return actors[next(iter(near))] if len(near) == 1 else None


def initial_before(clusters: Clusters, i: int) -> str | None:
    """Return the initial before a surname alone, in lower case: "k" in a line-up with "K Brenn (Larvik)"."""
    m, doc = clusters.mentions[i], clusters.doc
    before = doc[m.start - 1] if m.start > 0 and m.end - m.start == 1 else None
    if before is None or m.type is not ActorType.PERSON or before.sent.start != doc[m.start].sent.start:
        return None
    if before.i > 0 and before.nbor(-1).pos_ == "PROPN":
        return None  # the middle initial of a name whose first words were not found
    letter = before.text.rstrip(".")
    return letter.lower() if len(letter) == 1 and letter.isupper() and before.whitespace_ else None


def _spoken_of(clusters: Clusters, i: int, j: int) -> bool:
    """Return True if the actor of a full name was mentioned in the last sentences before a part of a name."""
    here, members = clusters.sentence_of(i), clusters.members(j)
    at = bisect_left(members, i)
    return any(here - clusters.sentence_of(k) <= WINDOW for k in members[max(at - NESTED, 0) : at])


def _follows(clusters: Clusters, i: int, name: FullName) -> bool:
    """Return True if a full name stands in the next sentences after a part of a name."""
    here, first = clusters.sentence_of(i), bisect_right(name.mentions, i)
    return any(clusters.sentence_of(j) - here <= WINDOW for j in name.mentions[first : first + NESTED])


def _held(clusters: Clusters, j: int, title: str) -> bool:
    """Return True if some name of this actor bears a title that says more than courtesy."""
    courtesy = NAMING.male_titles | NAMING.female_titles
    return title not in courtesy and title in clusters.titles(j)


def _other_gender(clusters: Clusters, i: int, j: int) -> bool:
    """Return True if a title ("Mrs") excludes the person of a full name, whose first name or titles say the gender."""
    own = clusters.mentions[i].gender
    known = clusters.genders(j)
    return own in {"m", "f"} and bool(known) and own not in known
