"""Who is who across documents: which observed actors are one actor, and why.

Pure and independent of order. Judgements only: the observations stay as they are, and whatever reads the store
sees them through these. Names are gathered round centres (`centres`), compared as people's names (`person`) or as
those of bodies and places (`body`), and by their company (`context`). What is likely but not sure is a candidate.
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
from graphbuild.resolution.clustering import Cluster, Clustering, Doubt
from graphbuild.resolution.context import CorpusContext
from graphbuild.resolution.describe import describe, is_state, shown_name
from graphbuild.resolution.entry import Entry, Identity

__all__ = [
    "COUNTRY_CODE",
    "GAZETTEER",
    "ONLY_MENTION",
    "SAME_NAME",
    "SAME_STORY",
    "Candidate",
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


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Candidate:
    """Two actors that may be one, and nobody knows: their ids in order, how likely (0 to 1), and why."""

    one: str
    other: str
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The judgements. Both maps go from an observed actor's id: to its actor's id, and to the reason in words.

    `candidates` are pairs of actors that were kept apart though they may be one, by id.
    """

    canonical: Mapping[str, str]
    reasons: Mapping[str, str]
    candidates: tuple[Candidate, ...] = ()


def resolve(observed: Iterable[ObservedActor], stories: Mapping[str, str] = NO_STORIES) -> Resolution:
    """Judges which observed actors are one actor.

    One actor are what the user's gazetteer holds to be one, countries of one code, and named actors of one family
    whose names fit its best supported name and whose company agrees as far as that fit needs it. An actor without
    a name is one of its own, but for copies of one story, and a bare surname too unless a single person bears it
    whose company agrees.

    Args:
        observed: observed actors with distinct ids, in any order.
        stories: of the documents that tell one story in the same words with others, by their ids.
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
    """`chosen`: the ids that the user's gazetteer gives; they stand as they are."""
    ids = _canonical_ids([cluster.centre for cluster in clusters], frozenset(chosen.values()))
    canonical: dict[str, str] = dict(chosen)
    reasons: dict[str, str] = dict.fromkeys(chosen, GAZETTEER)
    owner: dict[Identity, str] = {}
    for cluster in clusters:
        id_ = ids[cluster.centre.identity]
        owner |= {found.identity: id_ for found in cluster.entries()}
        size = sum(len(found.members) for found in cluster.entries())
        for actor in cluster.centre.members:
            canonical[actor.id], reasons[actor.id] = id_, _reason(cluster.centre.identity, actor, size)
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
    """The doubts between actors, each pair once with its best score."""
    best: dict[tuple[str, str], Candidate] = {}
    for doubt in doubts:
        one, other = sorted((owner[doubt.one.identity], owner[doubt.other.identity]))
        found = Candidate(one=one, other=other, score=doubt.score, why=doubt.why)
        if one != other:
            best[one, other] = max(best.get((one, other), found), found, key=lambda c: (c.score, c.why))
    return tuple(sorted(best.values()))


def _reason(identity: Identity, actor: ObservedActor, size: int) -> str:
    if size == 1:
        return ONLY_MENTION
    if identity[0] == entry_.STORY:
        return SAME_STORY
    by_code = identity[0] == entry_.COUNTRY and actor.type is ActorType.COUNTRY and actor.country is not None
    return COUNTRY_CODE if by_code else SAME_NAME


def _canonical_ids(centres: Iterable[Entry], chosen: frozenset[str]) -> dict[Identity, str]:
    """One id for each centre. Where two would be the same, or the user chose it, a hash tells them apart."""
    proposed = {centre.identity: _proposed_id(centre) for centre in centres}
    taken = Counter([*proposed.values(), *chosen])
    return {
        identity: actor_id if taken[actor_id] == 1 else f"{actor_id}-{content_id(*identity)}"
        for identity, actor_id in proposed.items()
    }


def _proposed_id(centre: Entry) -> str:
    country = centre.family is Family.LAND and is_state(centre.members)
    letter = COUNTRY_LETTER if country else centre.family.value
    if centre.identity[0] == entry_.NAME:
        return f"{letter}-{slug(centre.identity[2])}"
    if centre.identity[0] == entry_.COUNTRY:
        return f"{letter}-{slug(name_key(shown_name(centre.members)))}"
    first = centre.members[0]
    suffix = content_id(first.doc, first.name, first.id, length=6)
    return f"{letter}-{slug(name_key(first.name))}-{suffix}"
