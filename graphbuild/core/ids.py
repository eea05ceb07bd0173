"""Ids of actors: a letter for the family of the actor's type, and the name as a slug."""

from __future__ import annotations

from enum import StrEnum

from graphbuild.core.model import ActorType
from graphbuild.core.names import name_key, slug

COUNTRY_LETTER = "c"


class Family(StrEnum):
    """Groups of actor types that are never merged with one another. The value is the first letter of an id."""

    PERSON = "p"
    BODY = "o"
    LAND = "l"


def family(actor_type: ActorType) -> Family:
    """Return the family that a type belongs to."""
    if actor_type is ActorType.PERSON:
        return Family.PERSON
    return Family.LAND if actor_type in (ActorType.COUNTRY, ActorType.PLACE) else Family.BODY


def usual_id(actor_type: ActorType, name: str) -> str:
    """Return the id of an actor of which only type and name are known."""
    letter = COUNTRY_LETTER if actor_type is ActorType.COUNTRY else family(actor_type).value
    return f"{letter}-{slug(name_key(name))}"
