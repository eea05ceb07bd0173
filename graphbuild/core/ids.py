"""Ids of actors: a letter for the family that an actor's type belongs to, and its name as a slug."""

from __future__ import annotations

from enum import StrEnum

from graphbuild.core.model import ActorType
from graphbuild.core.names import name_key, slug

COUNTRY_LETTER = "c"


class Family(StrEnum):
    """Kinds of actor that never become one another; the value starts an actor's id."""

    PERSON = "p"
    BODY = "o"
    LAND = "l"


def family(actor_type: ActorType) -> Family:
    """Return the family that a type belongs to."""
    if actor_type is ActorType.PERSON:
        return Family.PERSON
    return Family.LAND if actor_type in (ActorType.COUNTRY, ActorType.PLACE) else Family.BODY


def usual_id(actor_type: ActorType, name: str) -> str:
    """Return the id of an actor that is known by its name alone."""
    letter = COUNTRY_LETTER if actor_type is ActorType.COUNTRY else family(actor_type).value
    return f"{letter}-{slug(name_key(name))}"
