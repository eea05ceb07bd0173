"""The country that each place of a document lies in: as the text says, else by the lists of capitals and regions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from graphbuild.core.model import ActorType, Claim, ObservedActor, Status
from graphbuild.knowledge.ontology.structural import LOCATED_IN
from graphbuild.knowledge.places import country_of


def locate(actors: Iterable[ObservedActor], claims: Iterable[Claim]) -> list[ObservedActor]:
    """The actors of a document, its places with their countries.

    A place that the text puts into two countries has none; what the text says of a place goes before the lists, since
    "Tripoli, Lebanon" is not the capital of Libya.
    """
    found = list(actors)
    known = {actor.id: actor for actor in found}
    within: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.relation == LOCATED_IN and claim.status is Status.ASSERTED:
            within[claim.subject].add(claim.object)
    return [_located(actor, known, within) for actor in found]


def _located(actor: ObservedActor, known: Mapping[str, ObservedActor], within: Mapping[str, set[str]]) -> ObservedActor:
    """The actor with the country it lies in; `within` has the areas of each place that the text names, by their ids."""
    if actor.type is not ActorType.PLACE or actor.country is not None or not actor.named:
        return actor
    said = {code for id_ in within.get(actor.id, ()) if (code := _country(known.get(id_)))}
    if said:
        return replace(actor, country=min(said)) if len(said) == 1 else actor
    return replace(actor, country=country_of(actor.name))


def _country(area: ObservedActor | None) -> str | None:
    """The country that an area is or surely lies in."""
    if area is None:
        return None
    return area.country or (country_of(area.name) if area.type is ActorType.PLACE else None)
