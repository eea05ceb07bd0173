"""Entries: observed actors of one name, grouped before they are compared with other names.

One entry are: countries with one code; named actors of one family and one `name_key`, unless they belong to different
countries, are of incompatible kinds, or the name is too common to identify anyone (then the context decides). A bare
surname of a person, or an actor without a name, is a separate entry in each document; but "the gunmen" of a story that
ten papers print in the same words are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import reduce

from graphbuild.core.ids import Family, family
from graphbuild.core.model import ActorType, ObservedActor
from graphbuild.core.names import name_key
from graphbuild.resolution import person
from graphbuild.resolution.context import ActorContext, CorpusContext
from graphbuild.resolution.country import country
from graphbuild.resolution.describe import shown_name
from graphbuild.resolution.spelling import table

Identity = tuple[str, ...]
"""Key of an entry: observed actors with equal identities are one. The first part names the rule."""

COUNTRY, NAME, OWN, STORY, KNOWN = "country", "name", "own", "story", "known"
_GROUP = 4
"""Parts of the identity of a name before what separates its bearers."""

# Names such as "the interior ministry" and "the army" are unambiguous only with a country.
_NAMED_BY_COUNTRY = frozenset({ActorType.GOVERNMENT, ActorType.SECURITY_FORCE, ActorType.PLACE})
_ENOUGH = 1.0
_DESPITE = 2.0
"""How much of the context must agree for one name to be one actor although countries or kinds differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Observed actors of one name, ordered by id, and their context."""

    identity: Identity
    family: Family
    name: str
    key: str
    types: frozenset[ActorType]
    members: tuple[ObservedActor, ...]
    setting: ActorContext

    @property
    def rank(self) -> tuple[int, int, int, str, Identity]:
        """Return the sort key, better supported first: number of documents, then fuller name, then alphabet."""
        return (-len(self.setting.docs), -len(self.key.split()), -len(self.key), self.key, self.identity)


def entries(actors: Sequence[ObservedActor], context: CorpusContext, stories: Mapping[str, str]) -> list[Entry]:
    """Return the entries of all actors (given by id), ordered by identity.

    Args:
        actors: the observed actors, by id.
        context: the context of all actors of the corpus.
        stories: the story of each document that shares one with others, by document id.
    """
    unknown = [actor for actor in actors if not actor.known]
    codes, owners, retold = country_names(unknown), owners_of(unknown), retold_in(unknown, stories)
    groups: dict[Identity, list[ObservedActor]] = defaultdict(list)
    for actor in actors:
        groups[retold.get(actor.id) or identity_of(actor, codes, owners)].append(actor)
    return [
        entry_of(part_identity, part, context)
        for identity, members in sorted(groups.items())
        for part_identity, part in parts_of(identity, members, context)
    ]


def entry_of(identity: Identity, members: Sequence[ObservedActor], context: CorpusContext) -> Entry:
    """Return the entry of observed actors with one identity."""
    name, family_ = shown_name(members), family(members[0].type)
    compared = identity[0] == NAME or (identity[0] == OWN and members[0].named and family_ is Family.PERSON)
    return Entry(
        identity=identity,
        family=family_,
        name=name,
        key=name_key(name),
        types=frozenset(actor.type for actor in members),
        members=tuple(members),
        setting=context.setting(members) if compared else ActorContext.nowhere(members),
    )


def group_of(identity: Identity) -> Identity:
    """Return the identity that an entry shares with others of its name from whom only the context separates it."""
    return identity[:_GROUP] if identity[0] == NAME else identity


def retold_in(actors: Sequence[ObservedActor], stories: Mapping[str, str]) -> dict[str, Identity]:
    """Return the shared identity of unnamed actors in copies of a story, if each copy has one actor of these words."""
    called: dict[Identity, list[ObservedActor]] = defaultdict(list)
    for actor in actors:
        if not actor.named and actor.doc in stories:
            called[(STORY, stories[actor.doc], actor.type, name_key(actor.name))].append(actor)
    single = {words: found for words, found in called.items() if len({a.doc for a in found}) == len(found) > 1}
    return {actor.id: words for words, found in single.items() for actor in found}


def country_names(actors: Sequence[ObservedActor]) -> dict[str, str]:
    """Return the code of each name key that only one country has."""
    codes: dict[str, set[str]] = defaultdict(set)
    for actor in actors:
        if actor.type is ActorType.COUNTRY and actor.country:
            codes[name_key(actor.name)].add(actor.country)
    return {key: min(found) for key, found in codes.items() if len(found) == 1}


def owners_of(actors: Sequence[ObservedActor]) -> dict[tuple[Family, str], set[str]]:
    """Return the countries to which actors of each family and name are said to belong."""
    owners: dict[tuple[Family, str], set[str]] = defaultdict(set)
    for actor in actors:
        if actor.named and actor.type in _NAMED_BY_COUNTRY and (code := country(actor)):
            owners[family(actor.type), name_key(actor.name)].add(code)
    return owners


def identity_of(
    actor: ObservedActor,
    codes: Mapping[str, str],
    owners: Mapping[tuple[Family, str], set[str]],
) -> Identity:
    """Return the identity of an observed actor, by the first rule that applies."""
    if actor.known:
        return (KNOWN, actor.known)
    key, family_ = name_key(actor.name), family(actor.type)
    if actor.type is ActorType.COUNTRY and actor.country:
        return (COUNTRY, actor.country)
    if not actor.named or not key or (family_ is Family.PERSON and person.parse(actor.name).bare):
        return (OWN, actor.id)
    if family_ is Family.LAND and key in codes and actor.country in (None, codes[key]):
        return (COUNTRY, codes[key])
    known = owners.get((family_, key), set())
    own = country(actor) if actor.type in _NAMED_BY_COUNTRY else None
    return (NAME, family_.value, key, own or (min(known) if len(known) == 1 else ""))


def parts_of(
    identity: Identity, members: list[ObservedActor], context: CorpusContext
) -> Iterator[tuple[Identity, list[ObservedActor]]]:
    """Yield the members as one actor, or as several if their name alone does not identify one."""
    if identity[0] != NAME or len(members) == 1:
        yield identity, members
    elif identity[1] == Family.PERSON and person.parse(members[0].name).common:
        yield from _namesakes(identity, members, context)
    else:
        yield from _by_nature(identity, members, context)


def _namesakes(
    identity: Identity, members: list[ObservedActor], context: CorpusContext
) -> Iterator[tuple[Identity, list[ObservedActor]]]:
    """Yield actors with a common name: each joins the most similar centre, or becomes one."""
    settings = {actor.id: context.setting([actor]) for actor in members}
    order = sorted(members, key=lambda a: (-len(settings[a.id].neighbours), -len(a.roles), a.id))
    parts: dict[str, list[ObservedActor]] = {}
    near = _Nearest(context)
    for actor in order:
        centre = near.to(settings[actor.id])
        if centre is None:
            near.add(actor.id, settings[actor.id])
        parts.setdefault(centre or actor.id, []).append(actor)
    for centre, part in _with_strays(parts, settings, context).items():
        marked = identity if len(part) == len(members) else (*identity, centre)
        yield marked, sorted(part, key=lambda a: a.id)


def _with_strays(
    parts: dict[str, list[ObservedActor]], settings: Mapping[str, ActorContext], context: CorpusContext
) -> dict[str, list[ObservedActor]]:
    """Return the parts after small parts of one document joined the part that shares their whole context."""
    near = _Nearest(context)
    large = {centre: part for centre, part in parts.items() if len(part) > 1}
    for centre, part in large.items():
        near.add(centre, reduce(ActorContext.joined, (settings[actor.id] for actor in part)))
    found = {centre: list(part) for centre, part in large.items()}
    for centre, part in parts.items():
        if centre not in large:
            found.setdefault(near.to(settings[centre]) or centre, []).extend(part)
    return found


class _Nearest:
    """Index of contexts by their content, to find those that overlap."""

    def __init__(self, context: CorpusContext) -> None:
        """Start with an empty index."""
        self._context = context
        self._settings: dict[str, ActorContext] = {}
        self._index: dict[int | str, list[str]] = defaultdict(list)

    def add(self, name: str, setting: ActorContext) -> None:
        """Add a context under a name."""
        self._settings[name] = setting
        for key in _keys(setting):
            self._index[key].append(name)

    def to(self, own: ActorContext) -> str | None:
        """Return the name of the context that agrees best, if it agrees enough and is not in another country."""
        names = {name for key in _keys(own) for name in self._index.get(key, ())}
        found = {
            name: self._context.agreement(own, self._settings[name])
            for name in names
            if not _conflict(own.countries, self._settings[name].countries)
        }
        fitting = [name for name, agreement in found.items() if agreement >= _ENOUGH]
        return min(fitting, key=lambda name: (-found[name], name), default=None)


def _keys(setting: ActorContext) -> list[int | str]:
    """Return the index keys of a context: its neighbours and roles."""
    return [*setting.neighbours, *setting.roles]


def _by_nature(
    identity: Identity, members: list[ObservedActor], context: CorpusContext
) -> Iterator[tuple[Identity, list[ObservedActor]]]:
    """Yield actors separated by country or kind if their contexts differ; those of neither join the first."""
    natures: dict[tuple[str, str], list[ObservedActor]] = defaultdict(list)
    for actor in members:
        natures[_nature(actor)].append(actor)
    told = sorted((n for n in natures if n != ("", "")), key=lambda n: (-len(natures[n]), n))
    if len(told) < 2 or not any(_opposed(told[0], other) for other in told[1:]):
        yield identity, members
        return
    first = [*natures[told[0]], *natures.get(("", ""), [])]
    setting = context.setting(first)
    apart: dict[tuple[str, str], list[ObservedActor]] = {}
    for nature in told[1:]:
        group = natures[nature]
        if _opposed(told[0], nature) and context.agreement(setting, context.setting(group)) < _DESPITE:
            apart[nature] = group
        else:
            first.extend(group)
    for nature, part in ((told[0], first), *apart.items()):
        yield (*identity, *nature) if apart else identity, sorted(part, key=lambda a: a.id)


def _nature(actor: ObservedActor) -> tuple[str, str]:
    """Return the country and the group of kinds of an actor, as far as known."""
    camp = next((min(camp) for camp in table().camps if actor.type.value in camp), "")
    return (actor.country or "" if actor.type not in _NAMED_BY_COUNTRY else "", camp)


def _opposed(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Return True if two natures differ in a country or group of kinds that both have."""
    return any(a and b and a != b for a, b in zip(one, other, strict=True))


def _conflict(one: Set[str], other: Set[str]) -> bool:
    """Return True if both sets have members but none in common."""
    return bool(one and other and not one & other)
