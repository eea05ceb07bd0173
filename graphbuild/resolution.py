"""Who is who across documents: which observed actors are one actor, and why.

Pure and independent of order. Judgements only: the observations stay as they are, and whatever reads the
store sees them through these. What is judged here is deliberately little: the same name, or the same country.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graphbuild.model import Actor, ActorType, ObservedActor, content_id
from graphbuild.names import name_key, slug

SAME_NAME = "same name"
COUNTRY_CODE = "country code"
ONLY_MENTION = "only mention"
GAZETTEER = "gazetteer"

Identity = tuple[str, ...]
"""What makes observed actors one: equal identities, one actor. The first part says by which rule."""


class Family(StrEnum):
    """Kinds of actor that never become one another; the value starts an actor's id."""

    PERSON = "p"
    BODY = "o"
    LAND = "l"


_COUNTRY_LETTER = "c"
# Names such as "the interior ministry" and "the army" say which one they are only by their country.
_NAMED_BY_COUNTRY = frozenset({ActorType.GOVERNMENT, ActorType.SECURITY_FORCE, ActorType.PLACE})
_TYPE_ORDER = {actor_type: place for place, actor_type in enumerate(ActorType)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The judgements. Both map an observed actor's id: to its actor's id, and to the reason in words."""

    canonical: Mapping[str, str]
    reasons: Mapping[str, str]


def family(actor_type: ActorType) -> Family:
    """The family that a type belongs to."""
    if actor_type is ActorType.PERSON:
        return Family.PERSON
    return Family.LAND if actor_type in (ActorType.COUNTRY, ActorType.PLACE) else Family.BODY


def usual_id(actor_type: ActorType, name: str) -> str:
    """The id of an actor that is known by its name alone."""
    letter = _COUNTRY_LETTER if actor_type is ActorType.COUNTRY else family(actor_type).value
    return f"{letter}-{slug(name_key(name))}"


def resolve(observed: Iterable[ObservedActor]) -> Resolution:
    """Judges which observed actors are one actor.

    One actor are: what the user's gazetteer holds to be one; countries of one code; and named actors of one
    family and one `name_key`, unless they belong to different countries and are of a kind that shares names
    (ministries, armies, places). A person's
    bare surname, and an actor without a name, is an actor of its own in each document.

    Args:
        observed: observed actors with distinct ids, in any order.
    """
    actors = sorted(observed, key=lambda actor: actor.id)
    countries = _country_names(actors)
    owners = _owners(actors)
    groups: dict[Identity, list[ObservedActor]] = defaultdict(list)
    for actor in actors:
        groups[_identity(actor, countries, owners)].append(actor)
    ids = _canonical_ids(groups)
    canonical: dict[str, str] = {}
    reasons: dict[str, str] = {}
    for identity, members in groups.items():
        for actor in members:
            canonical[actor.id] = ids[identity]
            reasons[actor.id] = _reason(identity, actor, len(members))
    return Resolution(canonical=canonical, reasons=reasons)


def describe(actor_id: str, observed: Sequence[ObservedActor], *, n_mentions: int = 0) -> Actor:
    """What the observations of one actor say about it together, whatever their order.

    Its name is the most frequent one (then the longest, then the first by alphabet), its type the commonest
    one (then the first of `ActorType`); every other name is an alias.
    """
    names = Counter(actor.name for actor in observed)
    name = min(names, key=lambda n: (-names[n], -len(n), n))
    aliases = {other for actor in observed for other in (actor.name, *actor.aliases)} - {name}
    return Actor(
        id=actor_id,
        name=name,
        type=_common_type(observed),
        aliases=tuple(sorted(aliases)),
        roles=tuple(sorted({role for actor in observed for role in actor.roles})),
        country=_common_country(observed),
        n_documents=len({actor.doc for actor in observed}),
        n_mentions=n_mentions,
    )


def _country_names(actors: Sequence[ObservedActor]) -> dict[str, str]:
    """Name keys that only one country bears, with its code."""
    codes: dict[str, set[str]] = defaultdict(set)
    for actor in actors:
        if actor.type is ActorType.COUNTRY and actor.country:
            codes[name_key(actor.name)].add(actor.country)
    return {key: min(found) for key, found in codes.items() if len(found) == 1}


def _owners(actors: Sequence[ObservedActor]) -> dict[tuple[Family, str], set[str]]:
    """The countries that the actors of each family and name are said to belong to."""
    owners: dict[tuple[Family, str], set[str]] = defaultdict(set)
    for actor in actors:
        if actor.named and actor.country and actor.type in _NAMED_BY_COUNTRY:
            owners[family(actor.type), name_key(actor.name)].add(actor.country)
    return owners


def _identity(
    actor: ObservedActor,
    countries: Mapping[str, str],
    owners: Mapping[tuple[Family, str], set[str]],
) -> Identity:
    if actor.known:
        return ("known", actor.known)
    key, kin = name_key(actor.name), family(actor.type)
    if actor.type is ActorType.COUNTRY and actor.country:
        return ("country", actor.country)
    if not actor.named or not key or (kin is Family.PERSON and " " not in key):
        return ("own", actor.id)
    if kin is Family.LAND and key in countries and actor.country in (None, countries[key]):
        return ("country", countries[key])
    known = owners.get((kin, key), set())
    own = actor.country if actor.type in _NAMED_BY_COUNTRY else None
    return ("name", kin.value, key, own or (min(known) if len(known) == 1 else ""))


def _reason(identity: Identity, actor: ObservedActor, size: int) -> str:
    if identity[0] == "known":
        return GAZETTEER
    if size == 1:
        return ONLY_MENTION
    by_code = identity[0] == "country" and actor.type is ActorType.COUNTRY and actor.country is not None
    return COUNTRY_CODE if by_code else SAME_NAME


def _canonical_ids(groups: Mapping[Identity, Sequence[ObservedActor]]) -> dict[Identity, str]:
    """One id for each identity. Where two would be the same, both get a hash of what tells them apart.

    But for the ids of the gazetteer: the user chose them, and they stay.
    """
    proposed = {identity: _proposed_id(identity, members) for identity, members in groups.items()}
    taken = Counter(proposed.values())
    return {
        identity: actor_id if taken[actor_id] == 1 or identity[0] == "known" else f"{actor_id}-{content_id(*identity)}"
        for identity, actor_id in proposed.items()
    }


def _proposed_id(identity: Identity, members: Sequence[ObservedActor]) -> str:
    if identity[0] == "known":
        return identity[1]
    first = members[0]
    kin = family(first.type)
    country = any(actor.type is ActorType.COUNTRY for actor in members)
    letter = _COUNTRY_LETTER if kin is Family.LAND and country else kin.value
    if identity[0] == "name":
        return f"{letter}-{slug(identity[2])}"
    if identity[0] == "country":
        return f"{letter}-{slug(name_key(describe('', members).name))}"
    suffix = content_id(first.doc, first.name, first.id, length=6)
    return f"{letter}-{slug(name_key(first.name))}-{suffix}"


def _common_type(observed: Sequence[ObservedActor]) -> ActorType:
    types = Counter(actor.type for actor in observed)
    if ActorType.COUNTRY in types:  # a state stays one where other sentences speak of it as a place
        return ActorType.COUNTRY
    return min(types, key=lambda t: (-types[t], _TYPE_ORDER[t]))


def _common_country(observed: Sequence[ObservedActor]) -> str | None:
    codes = Counter(actor.country for actor in observed if actor.country)
    return min(codes, key=lambda code: (-codes[code], code), default=None)
