"""Actors that were kept apart though they may be one: what a person should look at."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from graphbuild.core.model import Actor
from graphbuild.core.records import Record, actor_record
from graphbuild.graph.find import matching
from graphbuild.graph.view import StoreView
from graphbuild.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidatePair:
    """Two actors that may be one, how likely (0 to 1), and why it is not sure."""

    one: Actor
    other: Actor
    score: float
    why: str

    def as_record(self) -> Record:
        """The pair as JSON holds it (`docs/json.md`)."""
        return {
            "one": actor_record(self.one),
            "other": actor_record(self.other),
            "score": self.score,
            "why": self.why,
        }


def candidates(graph: str | Path, words: str = "") -> tuple[CandidatePair, ...]:
    """The pairs of actors of a store that may be one, the likeliest first; with `words` those of actors so named.

    Raises:
        StoreError: there is no usable store at the path.
    """
    with Store.open(Path(graph)) as store:
        among = {actor.id for actor in matching(StoreView(store), words)} if words else set(store.actor_ids())
        return tuple(candidate_pairs(store, among))


def candidate_pairs(store: Store, among: Collection[str]) -> list[CandidatePair]:
    """The pairs with one of these actors in it, the likeliest first."""
    found = []
    for candidate in store.candidates():
        if candidate.one in among or candidate.other in among:
            one, other = store.actor(candidate.one), store.actor(candidate.other)
            if one is not None and other is not None:
                found.append(CandidatePair(one=one, other=other, score=candidate.score, why=candidate.why))
    return found
