"""Kinds of actor that never become one another, and the country that an actor is known to belong to."""

from __future__ import annotations

from enum import StrEnum

from graphbuild import geography
from graphbuild.model import ActorType, ObservedActor


class Family(StrEnum):
    """Kinds of actor that never become one another; the value starts an actor's id."""

    PERSON = "p"
    BODY = "o"
    LAND = "l"


def family(actor_type: ActorType) -> Family:
    """The family that a type belongs to."""
    if actor_type is ActorType.PERSON:
        return Family.PERSON
    return Family.LAND if actor_type in (ActorType.COUNTRY, ActorType.PLACE) else Family.BODY


def country(actor: ObservedActor) -> str | None:
    """The country said of an actor; for a place also the one whose capital or region it is."""
    if actor.country is None and actor.type is ActorType.PLACE:
        return geography.country_of(actor.name)
    return actor.country
