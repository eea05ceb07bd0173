"""Entity resolution: which observed actors of different documents are one actor, and why.

Pure and independent of order. The result consists of judgements only; observations are never changed. `clustering`
groups names around centres, `person` and `body` compare them, `context` compares their documents. What is likely but
not certain becomes a candidate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from graphbuild.core.ids import COUNTRY_LETTER, Family
from graphbuild.core.model import ActorType, ObservedActor, content_id
from graphbuild.core.names import name_key, slug
from graphbuild.resolution import entry as entry_
from graphbuild.resolution.candidate import Candidate
from graphbuild.resolution.cluster import Cluster, Doubt
from graphbuild.resolution.clustering import Clustering
from graphbuild.resolution.context import CorpusContext
from graphbuild.resolution.describe import describe, is_state, shown_name
from graphbuild.resolution.entry import Entry, Identity

__all__ = [
    "COUNTRY_CODE",
    "GAZETTEER",
    "ONLY_MENTION",
    "SAME_NAME",
    "SAME_STORY",
    "Resolution",
    "describe",
    "resolve",
]

SAME_NAME = "same name"
SAME_STORY = "same words in a copy of the story"
COUNTRY_CODE = "country code"
ONLY_MENTION = "only mention"
GAZETTEER = "gazetteer"

NO_STORIES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The judgements: from each observed actor's id to its actor's id, and to the reason in words.

    `candidates` are pairs of actor ids that were kept apart though they may be one.
    """

    canonical: Mapping[str, str]
    reasons: Mapping[str, str]
    candidates: tuple[Candidate, ...] = ()


def resolve(observed: Iterable[ObservedActor], stories: Mapping[str, str] = NO_STORIES) -> Resolution:
    """Decide which observed actors are one actor.

    These become one: what the user's gazetteer holds to be one; countries with one code; and named actors of one family
    whose names match its best supported name and whose context agrees as much as the certainty of the match requires.
    An actor without a name stays separate, except in copies of one story. A bare surname stays separate unless exactly
    one person of that surname has a context that agrees.

    Args:
        observed: observed actors with distinct ids, in any order.
        stories: the story of each document that repeats another in the same words, by document id.
    """
    actors = sorted(observed, key=lambda actor: actor.id)
    context = CorpusContext(actors)
    kinds: dict[Family, list[Entry]] = {kind: [] for kind in Family}
    chosen = {actor.id: actor.known for actor in actors if actor.known}
    for found in entry_.entries([actor for actor in actors if not actor.known], context, stories):
        kinds[found.family].append(found)
    clusters: list[Cluster] = []
    doubts: list[Doubt] = []
    for kind, members in kinds.items():
        clustering = Clustering(kind, context)
        clustering.gather(members)
        clusters += clustering.clusters
        doubts += clustering.doubts
    return _judged(clusters, doubts, chosen)


def _judged(clusters: Sequence[Cluster], doubts: Iterable[Doubt], chosen: Mapping[str, str]) -> Resolution:
    """Return the judgements of the clusters; `chosen` are ids from the user's gazetteer, which stay as they are."""
    ids = _canonical_ids([cluster.centre for cluster in clusters], frozenset(chosen.values()))
    canonical: dict[str, str] = dict(chosen)
    reasons: dict[str, str] = dict.fromkeys(chosen, GAZETTEER)
    owner: dict[Identity, str] = {}
    for cluster in clusters:
        id_ = ids[cluster.centre.identity]
        owner |= {found.identity: id_ for found in cluster.entries()}
        size = sum(len(found.members) for found in cluster.entries())
        for actor in cluster.centre.members:
            canonical[actor.id], reasons[actor.id] = id_, reason_of(cluster.centre.identity, actor, size)
        for found, reason in cluster.joined:
            for actor in found.members:
                canonical[actor.id], reasons[actor.id] = id_, f"{reason}: {cluster.centre.name}"
    canonical = dict(sorted(canonical.items()))
    return Resolution(
        canonical=canonical,
        reasons={id_: reasons[id_] for id_ in canonical},
        candidates=_candidates(doubts, owner),
    )


def _candidates(doubts: Iterable[Doubt], owner: Mapping[Identity, str]) -> tuple[Candidate, ...]:
    """Return the doubts between actors, each pair once with its best score."""
    best: dict[tuple[str, str], Candidate] = {}
    for doubt in doubts:
        one, other = sorted((owner[doubt.one.identity], owner[doubt.other.identity]))
        found = Candidate(one=one, other=other, score=doubt.score, why=doubt.why)
        if one != other:
            best[one, other] = max(best.get((one, other), found), found, key=lambda c: (c.score, c.why))
    return tuple(sorted(best.values()))


def reason_of(identity: Identity, actor: ObservedActor, size: int) -> str:
    """Return the reason for which an observed actor belongs to its cluster."""
    if identity[0] == entry_.KNOWN:
        return GAZETTEER
    if size == 1:
        return ONLY_MENTION
    if identity[0] == entry_.STORY:
        return SAME_STORY
    by_code = identity[0] == entry_.COUNTRY and actor.type is ActorType.COUNTRY and actor.country is not None
    return COUNTRY_CODE if by_code else SAME_NAME


def _canonical_ids(centres: Iterable[Entry], chosen: frozenset[str]) -> dict[Identity, str]:
    """Return one id for each centre; a hash separates equal ids, and ids that the user chose."""
    proposed = {centre.identity: proposed_id(centre) for centre in centres}
    taken = Counter([*proposed.values(), *chosen])
    return {identity: separate_id(identity, id_, taken[id_]) for identity, id_ in proposed.items()}


def separate_id(identity: Identity, proposed: str, n_alike: int) -> str:
    """Return the id of a centre, of which so many have the same proposed id."""
    return proposed if n_alike == 1 else f"{proposed}-{content_id(*identity)}"


def proposed_id(centre: Entry) -> str:
    """Return the id of a centre before equal ids are separated."""
    if centre.identity[0] == entry_.KNOWN:
        return centre.identity[1]
    country = centre.family is Family.LAND and is_state(centre.members)
    letter = COUNTRY_LETTER if country else centre.family.value
    if centre.identity[0] == entry_.NAME:
        return f"{letter}-{slug(centre.identity[2])}"
    if centre.identity[0] == entry_.COUNTRY:
        return f"{letter}-{slug(name_key(shown_name(centre.members)))}"
    first = centre.members[0]
    suffix = content_id(first.doc, first.name, first.id, length=6)
    return f"{letter}-{slug(name_key(first.name))}-{suffix}"
