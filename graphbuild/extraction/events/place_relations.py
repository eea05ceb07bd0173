"""The relation between an actor and a place: one table by construction and by the types of both."""

from __future__ import annotations

from collections.abc import Mapping
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
COUNTRY, PERSON = frozenset({ActorType.COUNTRY}), frozenset({ActorType.PERSON})
Types = frozenset[ActorType]

# Construction, types of the actor, types of the place, relation; the first row that fits counts.
ROWS: tuple[tuple[str, Types, Types, str], ...] = (
    ("adjective", PEOPLE, PLACES, FROM),  # "a Colombian lawyer"
    ("adjective", STATE_BODIES, PLACES, PART_OF),  # "the Iraqi army"
    ("adjective", BODIES, PLACES, BASED_IN),  # "a Dutch bank"
    ("genitive", PLACES, PLACES, LOCATED_IN),  # "Baghdad's Green Zone"
    ("genitive", STATE_BODIES | {ActorType.ARMED_GROUP}, COUNTRY, PART_OF),  # "Iraq's militias"
    ("genitive", BODIES, PLACES, BASED_IN),  # "Turin's La Prova"
    ("genitive", PEOPLE, COUNTRY, FROM),  # "Ghana's Anna Holt"
    ("genitive", PEOPLE, PLACES, BASED_IN),  # "Oslo's Anna Holt"
    ("in", PLACES, PLACES, LOCATED_IN),  # "Anbar province in Iraq"
    ("in", FIELDED, PLACES, OPERATES_IN),  # "U.S. forces in Syria"
    ("in", BODIES | PEOPLE, PLACES, BASED_IN),  # "a bank in Oslo", "activists in Oslo"
    ("near", FIELDED, PLACES, OPERATES_IN),
    ("near", BODIES | PEOPLE, PLACES, BASED_IN),
    ("of", PERSON, PLACES, FROM),  # "Neil Estvik, 50, of Bergen"
    ("of", STATE_BODIES, COUNTRY, PART_OF),  # "the Supreme Court of India"
    ("of", BODIES, PLACES, BASED_IN),  # "the University of Oslo"
    ("from", PEOPLE, PLACES, FROM),  # "activists from Oslo"
    ("town before", PLACES, PLACES, LOCATED_IN),  # "a Lyon street"
    ("town before", BODIES | PEOPLE, PLACES, BASED_IN),  # "Turin prosecutors"
)


def _table() -> Mapping[tuple[str, ActorType, ActorType], str]:
    """The rows by construction and by the two types."""
    found: dict[tuple[str, ActorType, ActorType], str] = {}
    for construction, actors, places, relation in ROWS:
        for actor in actors:
            for place in places:
                found.setdefault((construction, actor, place), relation)
    return MappingProxyType(found)


TABLE = _table()


def relation_to_place(construction: str, actor: ActorType, place: ActorType = ActorType.COUNTRY) -> str | None:
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
