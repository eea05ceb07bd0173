"""The relation between an actor and a place: one table by construction and by the types of both."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.lexicon.locations import LOCATIONS
from graphbuild.knowledge.ontology import BODIES
from graphbuild.knowledge.ontology.structural import BASED_IN, FROM, LOCATED_IN, OPERATES_IN, PART_OF

PLACES = frozenset({ActorType.PLACE, ActorType.COUNTRY})
PEOPLE = frozenset({ActorType.PERSON, ActorType.GROUP})
STATE_BODIES = frozenset({ActorType.GOVERNMENT, ActorType.SECURITY_FORCE})
FIELDED = frozenset({ActorType.SECURITY_FORCE, ActorType.ARMED_GROUP})
SPOTS = frozenset({ActorType.PLACE})
COUNTRY, PERSON = frozenset({ActorType.COUNTRY}), frozenset({ActorType.PERSON})
Types = frozenset[ActorType]


class Construction(StrEnum):
    """How a place is linked to an actor."""

    ADJECTIVE = "adjective"
    GENITIVE = "genitive"
    IN = "in"
    NEAR = "near"
    OF = "of"
    FROM = "from"
    TOWN_BEFORE = "town before"

    @classmethod
    def of_preposition(cls, preposition: str) -> Construction | None:
        """The construction of a preposition; None if it links no place to an actor."""
        if preposition in LOCATIONS.inside:
            return cls.IN
        return cls(preposition) if preposition in {cls.NEAR, cls.OF, cls.FROM} else None


# Construction, types of the actor, types of the place, relation; the first row that fits counts.
ROWS: tuple[tuple[Construction, Types, Types, str], ...] = (
    (Construction.ADJECTIVE, PEOPLE, PLACES, FROM),  # "a Colombian lawyer"
    (Construction.ADJECTIVE, BODIES, PLACES, BASED_IN),  # "a Dutch bank", "the Iraqi Parliament"
    (Construction.GENITIVE, PLACES, PLACES, LOCATED_IN),  # "Baghdad's Green Zone"
    (Construction.GENITIVE, STATE_BODIES | {ActorType.ARMED_GROUP}, COUNTRY, PART_OF),  # "Iraq's militias"
    (Construction.GENITIVE, BODIES, PLACES, BASED_IN),  # "Turin's La Prova"
    (Construction.GENITIVE, PEOPLE, COUNTRY, FROM),  # "Ghana's Anna Holt"
    (Construction.GENITIVE, PEOPLE, PLACES, BASED_IN),  # "Oslo's Anna Holt"
    (Construction.IN, PLACES, PLACES, LOCATED_IN),  # "Anbar province in Iraq"
    (Construction.IN, FIELDED, PLACES, OPERATES_IN),  # "U.S. forces in Syria"
    (Construction.IN, BODIES | PEOPLE, PLACES, BASED_IN),  # "a bank in Oslo", "activists in Oslo"
    (Construction.NEAR, FIELDED, PLACES, OPERATES_IN),
    (Construction.NEAR, BODIES | PEOPLE, PLACES, BASED_IN),
    (Construction.OF, SPOTS, PLACES, LOCATED_IN),  # "Soral District of Arden"
    (Construction.OF, PERSON, PLACES, FROM),  # "Neil Estvik, 50, of Bergen"
    (Construction.OF, STATE_BODIES, COUNTRY, PART_OF),  # "the Supreme Court of India"
    (Construction.OF, BODIES, PLACES, BASED_IN),  # "the University of Oslo"
    (Construction.FROM, PEOPLE, PLACES, FROM),  # "activists from Oslo"
    (Construction.TOWN_BEFORE, PLACES, PLACES, LOCATED_IN),  # "a Lyon street"
    (Construction.TOWN_BEFORE, BODIES | PEOPLE, PLACES, BASED_IN),  # "Turin prosecutors"
)


def _table() -> Mapping[tuple[Construction, ActorType, ActorType], str]:
    """The rows by construction and by the two types."""
    found: dict[tuple[Construction, ActorType, ActorType], str] = {}
    for construction, actors, places, relation in ROWS:
        for actor in actors:
            for place in places:
                found.setdefault((construction, actor, place), relation)
    return MappingProxyType(found)


TABLE = _table()


def relation_to_place(construction: Construction, actor: ActorType, place: ActorType = ActorType.COUNTRY) -> str | None:
    """The id of the relation that a construction states, or None if it states none between these types."""
    return TABLE.get((construction, actor, place))


def figurative(context: DocumentContext, i: int) -> bool:
    """Whether an unnamed noun of place mostly means no place on a map ("opened their markets")."""
    return not context.named(i) and context.head(i).lemma_.lower() in LOCATIONS.figurative


def each_name(context: DocumentContext, noun: int) -> list[int]:
    """The names that a description lists or is next to; the mention itself if there are none.

    "The German states of Hesse and Saxony" and "three cartels, A, B and C" list them.

    Args:
        context: the document.
        noun: the index of a mention.
    """
    m, token = context.mentions[noun], context.head(noun)
    if m.kind is not MentionKind.NOMINAL:
        return [noun]
    if m.number != "plur":
        return [_name_beside(context, noun)]
    listed = [c for c in grammar.children(token, "appos") if c.pos_ == "PROPN" and grammar.children(c, "conj")]
    names = [t for c in listed for t in grammar.conjuncts(c)]
    if context.type_of(noun) in PLACES:
        names += grammar.prepositional(token, "of")
    found = [
        j for t in names if (j := context.mention_at(t)) is not None and context.mentions[j].kind is MentionKind.NAME
    ]
    return [j for j in dict.fromkeys(found) if not context.same_actor(j, noun)] or [noun]


def _name_beside(context: DocumentContext, noun: int) -> int:
    """The name next to a description ("the Dutch magazine Veldkrant"), or the description itself."""
    m = context.mentions[noun]
    for j in context.members(noun):
        other = context.mentions[j]
        if other.kind is MentionKind.NAME and (0 <= other.start - m.end <= 1 or 0 <= m.start - other.end <= 3):
            return j
    return noun
