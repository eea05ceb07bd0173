"""The country that an observed actor is known to belong to."""

from __future__ import annotations

from graphbuild.core.model import ActorType, ObservedActor
from graphbuild.knowledge import places


def country(actor: ObservedActor) -> str | None:
    """The country said of an actor; for a place also the one whose capital or region it is."""
    if actor.country is None and actor.type is ActorType.PLACE:
        return places.country_of(actor.name)
    return actor.country
