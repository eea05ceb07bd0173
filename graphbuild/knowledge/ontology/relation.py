"""Relations, their trigger frames, and the ontology of all relations."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from graphbuild.core import link_key
from graphbuild.core.errors import UsageError, did_you_mean
from graphbuild.core.model import ActorType
from graphbuild.knowledge.ontology.traits import Trait

BODIES = frozenset(
    {
        ActorType.ARMED_GROUP,
        ActorType.SECURITY_FORCE,
        ActorType.GOVERNMENT,
        ActorType.PARTY,
        ActorType.COMPANY,
        ActorType.MEDIA,
        ActorType.ORGANIZATION,
    }
)
ACTORS = BODIES | {ActorType.PERSON, ActorType.COUNTRY, ActorType.GROUP}
TYPE_SETS: dict[str, frozenset[ActorType]] = {
    **{t.value: frozenset({t}) for t in ActorType},
    "body": BODIES,
    "actor": frozenset(ACTORS),
    "place": frozenset({ActorType.PLACE, ActorType.COUNTRY}),
}


# Families whose relations are states: they go on until they are ended.
LASTING_FAMILIES = frozenset({"rank", "help", "place", "business"})


class FrameKind(StrEnum):
    """The grammatical kind of a pattern, which is the name of its list in the file."""

    VERB = "verbs"
    NOUN = "nouns"
    ROLE = "roles"
    ADJECTIVE = "adjectives"
    COMPOUND = "compounds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A parsed trigger pattern.

    Attributes:
        relation: id of the relation.
        kind: the list that it came from.
        pattern: the pattern as written; with relation and kind it names the rule of a claim.
        head: lemma of the trigger (verb, noun or adjective; of compounds the participle, or `pro`).
        words: what follows the head, in order. `_` is the slot of the other argument, "on|against" are alternatives.
            For compounds the argument that the prefix names: `S` (then `inverse` is true: the noun is the object) or
            `O`.
        unless: lemmas that exclude a match if they depend on the head.
        inverse: the grammatical subject (or the noun itself) is the relation's object.
        subject, object: types of the arguments here; empty if those of the relation apply.
        not_object, only_object: lemmas that the slot's head must not be, or must be one of.
        not_subject: lemmas that the head of the other end must not be.
        certain: the types must be certain; a name of which nothing is known but that it is some body's will not do.
        traits: the traits of its relation.
    """

    relation: str
    kind: FrameKind
    pattern: str
    head: str
    words: tuple[str, ...] = ()
    unless: frozenset[str] = frozenset()
    inverse: bool = False
    subject: frozenset[ActorType] = frozenset()
    object: frozenset[ActorType] = frozenset()
    not_object: frozenset[str] = frozenset()
    only_object: frozenset[str] = frozenset()
    not_subject: frozenset[str] = frozenset()
    certain: bool = False
    traits: frozenset[Trait] = frozenset()

    @property
    def rule(self) -> str:
        """Return the name of the rule in a claim: `arrests/verbs/take _ into custody`."""
        return f"{self.relation}/{self.kind.value}/{self.pattern}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence that must yield this relation; tests read it."""

    text: str
    subject: str
    object: str
    status: str = "asserted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A kind of link. `wikidata` codes that start with ^ have the opposite direction.

    Attributes:
        traits: properties that all its events share. A store keeps a relation without them.
    """

    id: str
    label: str
    inverse: str
    family: str
    subject: frozenset[ActorType]
    object: frozenset[ActorType]
    symmetric: bool = False
    traits: frozenset[Trait] = frozenset()
    is_a: tuple[str, ...] = ()
    plover: tuple[str, ...] = ()
    ftm: tuple[str, ...] = ()
    wikidata: tuple[str, ...] = ()
    example: Example | None = None
    frames: tuple[Frame, ...] = ()

    @property
    def subjects(self) -> frozenset[ActorType]:
        """Return the types that a subject in a text may have: several people too, if the trait `people` says so."""
        return self._with_people(self.subject)

    @property
    def objects(self) -> frozenset[ActorType]:
        """Return the types that an object in a text may have, as `subjects`."""
        return self._with_people(self.object)

    def _with_people(self, types: frozenset[ActorType]) -> frozenset[ActorType]:
        """Return types with that of groups, if they have that of persons and a person may be several."""
        return types | {ActorType.GROUP} if Trait.PEOPLE in self.traits and ActorType.PERSON in types else types

    @property
    def lasts(self) -> bool:
        """Whether it is a state that goes on until it is ended, not a deed that is done once."""
        return self.family in LASTING_FAMILIES or Trait.STATIVE in self.traits

    @property
    def state(self) -> bool:
        """Whether its time is an interval, from when it began to when it ended, not the moment of a deed."""
        return self.lasts and Trait.MOMENTARY not in self.traits


OPEN = Relation(
    id=link_key.OPEN,
    label=link_key.OPEN,
    inverse=link_key.OPEN,
    family="open",
    subject=TYPE_SETS["actor"],
    object=TYPE_SETS["actor"] | TYPE_SETS["place"],
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """All relations in the order of their files, and the digest (SHA-256) of everything that was read.

    The open relation `other` (anything else that a verb says directly) is always known, though no file lists it; its
    claims have their own labels.
    """

    relations: Mapping[str, Relation]
    digest: str
    _by_trait: dict[Trait, frozenset[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Collects the relations of each trait, which are asked for at every event."""
        having = {trait: frozenset(r.id for r in self.relations.values() if trait in r.traits) for trait in Trait}
        object.__setattr__(self, "_by_trait", having)

    def __reduce__(self) -> tuple[Callable[..., Ontology], tuple[dict[str, Relation], str]]:
        """Pickle a plain dictionary, since a mapping proxy cannot be pickled."""
        return _received, (dict(self.relations), self.digest)

    def relation(self, id: str) -> Relation:
        """Return the relation with this id.

        Raises:
            UsageError: there is none; the hint names similar ids.
        """
        if id == OPEN.id:
            return OPEN
        found = self.relations.get(id)
        if found is None:
            raise UsageError(f"There is no relation {id!r}.", hint=self._nearest(id))
        return found

    def with_trait(self, trait: Trait) -> frozenset[str]:
        """Return the ids of the relations that have a trait."""
        return self._by_trait[trait]

    def narrower(self, id: str) -> frozenset[str]:
        """Return the relation itself and all relations that are a case of it, directly or indirectly.

        Raises:
            UsageError: there is no such relation.
        """
        found = {self.relation(id).id}
        grown = True
        while grown:
            more = {r.id for r in self.relations.values() if found.intersection(r.is_a)} - found
            found |= more
            grown = bool(more)
        return frozenset(found)

    def frames(self) -> tuple[Frame, ...]:
        """Return every frame of every relation, in file order."""
        return tuple(frame for relation in self.relations.values() for frame in relation.frames)

    def _nearest(self, id: str) -> str:
        """Return a hint with relations of similar id or label."""
        known = [*self.relations, OPEN.id]
        wanted = id.strip().lower().replace(" ", "_").replace("-", "_")
        by_label = [r.id for r in self.relations.values() if wanted.replace("_", " ") in (r.label, r.inverse)]
        near = list(dict.fromkeys([*by_label, *difflib.get_close_matches(wanted, known, n=3, cutoff=0.55)]))
        return did_you_mean(near, f"The relations are: {', '.join(known)}.")


def _received(relations: dict[str, Relation], digest: str) -> Ontology:
    """Return an unpickled ontology with its relations in a read-only mapping."""
    return Ontology(relations=MappingProxyType(relations), digest=digest)
