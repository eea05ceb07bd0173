"""Description of an actor from all its observations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from graphbuild.core.model import Actor, ActorType, ObservedActor
from graphbuild.knowledge.lexicon.role_words import ROLE_WORDS
from graphbuild.resolution import person
from graphbuild.resolution.country import country

_TYPE_ORDER = {actor_type: place for place, actor_type in enumerate(ActorType)}


def describe(actor_id: str, observed: Sequence[ObservedActor], *, n_mentions: int = 0) -> Actor:
    """Return the actor that these observations describe, independent of their order.

    Its name is the most frequent one (then the longest, then the first by alphabet); of a person, one with a first name
    if there is one, else with an initial, else the surname. Its type is the most frequent one (then the first of
    `ActorType`). All other names are aliases. Its roles are folded (`role_words`).

    Args:
        actor_id: the actor's id.
        observed: its observations.
        n_mentions: how often documents mention it.
    """
    name = shown_name(observed)
    aliases = {other for actor in observed for other in (actor.name, *actor.aliases)} - {name}
    return Actor(
        id=actor_id,
        name=name,
        type=_common_type(observed),
        aliases=tuple(sorted(aliases)),
        roles=ROLE_WORDS.distinct(role for actor in observed for role in actor.roles),
        country=_common_country(observed),
        n_documents=len({actor.doc for actor in observed}),
        n_mentions=n_mentions,
    )


def shown_name(observed: Sequence[ObservedActor]) -> str:
    """Return the name to show for the observations of one actor."""
    names = Counter(actor.name for actor in observed)
    people = {actor.name for actor in observed if actor.type is ActorType.PERSON}

    def rank(name: str) -> tuple[int, int, int, str]:
        """Return the sort key of a name: a person's is rather in full than with an initial, rather that than bare."""
        words = person.parse(name).words if name in people else ()
        lacking = 2 if len(words) == 1 else int(bool(words) and len(words[0]) == 1)
        return lacking, -names[name], -len(name), name

    return min(names, key=rank)


def is_state(observed: Sequence[ObservedActor]) -> bool:
    """Return True if these are a country; a known country stays one if other sentences use it as a place."""
    states = [actor for actor in observed if actor.type is ActorType.COUNTRY]
    return any(actor.country for actor in states) or 2 * len(states) > len(observed)


def _common_type(observed: Sequence[ObservedActor]) -> ActorType:
    """Return the most frequent type; country for a state."""
    types = Counter(actor.type for actor in observed)
    if is_state(observed):
        return ActorType.COUNTRY
    return min(types, key=lambda t: (-types[t], _TYPE_ORDER[t]))


def _common_country(observed: Sequence[ObservedActor]) -> str | None:
    """Return the most frequent country code of observed actors, or None if none is known."""
    codes = Counter(code for actor in observed if (code := country(actor)))
    return min(codes, key=lambda code: (-codes[code], code), default=None)
