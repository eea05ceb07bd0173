"""Location: what lies or sits in a place by its genitive or a preposition, and who uses force there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event, structural_event
from graphbuild.extraction.events.nationality import nationality_events, native_events
from graphbuild.extraction.events.place_relations import (
    PEOPLE,
    PLACES,
    Construction,
    each_name,
    figurative,
    relation_to_place,
)
from graphbuild.extraction.mentions.mention import TokenMention
from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.lexicon.locations import LOCATIONS
from graphbuild.knowledge.ontology import BODIES, Trait
from graphbuild.knowledge.ontology.structural import BASED_IN, LOCATED_IN, OPERATES_IN

FIELDED = frozenset({ActorType.ARMED_GROUP, ActorType.SECURITY_FORCE, ActorType.GROUP, ActorType.ORGANIZATION})


def local_events(context: DocumentContext) -> Iterator[Event]:
    """The events of all structures that link an actor and a place, in the order of the actors' mentions."""
    for i, mention in enumerate(context.mentions):
        if mention.kind is MentionKind.PRONOUN:
            continue
        yield from nationality_events(context, i, mention)
        yield from _owned(context, i, mention)
        yield from _within(context, i, mention)
        yield from native_events(context, i, mention)
        yield from _dwelling(context, i, mention)


def _owned(context: DocumentContext, i: int, m: TokenMention) -> Iterator[Event]:
    """What has a place as its genitive: "Iraq's army", "Baghdad's Green Zone", "Turin's La Prova"."""
    for owner in _owners(context, context.doc[m.head]):
        j = context.mention_at(owner)
        if j is None or context.type_of(j) not in PLACES:
            continue
        for one in each_name(context, i):
            if not context.same_actor(one, j) and (relation := _owned_relation(context, one, i, j)) is not None:
                yield structural_event(relation, "genitive", (owner.i,), one, j)


def _owners(context: DocumentContext, head: Token) -> list[Token]:
    """The genitives of a mention, or of the noun that stands before its name ("Ghana's journalist Anna Holt")."""
    holders = [head, *(c for c in grammar.children(head, "compound", "nmod") if c.pos_ == "NOUN")]
    if head.dep_ == "appos" and context.mention_at(head.head) is None:
        holders.append(head.head)
    return [o for holder in holders for o in grammar.children(holder, "poss")]


def _owned_relation(context: DocumentContext, one: int, i: int, owner: int) -> str | None:
    """The relation of what a place owns to it; `one` is the actor, `i` the mention with the genitive."""
    kind = context.type_of(one)
    if kind in PLACES and (context.mentions[one].type is ActorType.COUNTRY or figurative(context, one)):
        return None
    if kind in PEOPLE and context.mentions[owner].kind is not MentionKind.NAME:
        return None
    if kind in PEOPLE and context.head(i).lemma_.lower() in LOCATIONS.relational:
        return None
    return relation_to_place(Construction.GENITIVE, kind, context.type_of(owner))


def _within(context: DocumentContext, i: int, m: TokenMention) -> Iterator[Event]:
    """What has a preposition of place after it: "Anbar province in Iraq", "U.S. forces in Syria"."""
    agent = context.doc[m.head].head.dep_ == "agent"  # "signed by all members in Rome": signed there
    for prep in _prepositions(context.doc, m):
        if agent and prep.lower_ in LOCATIONS.field:
            continue
        for inner in _places_of(context, prep):
            if not context.same_actor(inner, i):
                relation = _preposition_relation(context, prep.lower_, i, inner)
                for one in _spots(context, i, prep) if relation is not None else ():
                    if not context.same_actor(one, inner):
                        yield structural_event(str(relation), prep.lower_, (prep.i,), one, inner)


def _spots(context: DocumentContext, i: int, prep: Token) -> list[int]:
    """The mention, or the places that it lists before the preposition: "the towns of Soral and Arden in Peru"."""
    m, doc = context.mentions[i], context.doc
    if m.number != "plur" or context.type_of(i) is not ActorType.PLACE:
        return [i]
    if any(t.lower_ in LOCATIONS.inside for t in doc[m.end : prep.i]):
        return [i]  # "the towns of Soral in Peru and Arden in Chile"
    return [j for j in each_name(context, i) if context.mentions[j].start < prep.i] or [i]


def _dwelling(context: DocumentContext, i: int, m: TokenMention) -> Iterator[Event]:
    """Where people live by their house: "at her home in Jos", "Bell's house near Jos"."""
    prep = context.doc[m.head].head
    house = prep.head
    if prep.lower_ not in LOCATIONS.field or house.lemma_.lower() not in LOCATIONS.dwellings:
        return
    if context.type_of(i) not in PLACES or context.doc[m.head].dep_ != "pobj":
        return
    for j in context.mentions_of(grammar.possessors(house)):
        if context.type_of(j) in PEOPLE:
            yield structural_event(BASED_IN, "dwelling", (house.i,), j, i)


def _prepositions(doc: Doc, m: TokenMention) -> list[Token]:
    """The prepositions after a mention, on its head or on a later word of a name ("the Court of Auditors in Oslo")."""
    holders = [doc[m.head]]
    if m.kind is MentionKind.NAME:
        holders += [doc[k] for k in range(m.head + 1, m.end)]
    return [p for holder in holders for p in grammar.children(holder, "prep") if p.i >= m.end]


def _places_of(context: DocumentContext, prep: Token) -> tuple[int, ...]:
    """The mentions that a preposition of place governs; of a part it is the whole ("in the east of Chad")."""
    inside = [t for p in grammar.children(prep, "pobj") for t in grammar.conjuncts(p)]
    return context.mentions_of([*inside, *grammar.strayed(prep)])


def _preposition_relation(context: DocumentContext, prep: str, i: int, inner: int) -> str | None:
    """The relation of a mention to the one after its preposition, or None if the preposition states none."""
    m, kind = context.mentions[i], context.type_of(i)
    named = m.kind is MentionKind.NAME
    construction = Construction.of_preposition(prep)
    relation = relation_to_place(construction, kind, context.type_of(inner)) if construction is not None else None
    if relation is None:
        return None
    if construction is Construction.OF:
        district = context.doc[m.end - 1].lower_ in LOCATIONS.localities
        return relation if named and (district or relation != LOCATED_IN) else None
    if construction is not Construction.FROM and kind in PEOPLE:
        return relation if not named and context.head(i).pos_ != "PROPN" else None
    if kind in PLACES and m.type in BODIES:
        return BASED_IN  # a state's government, whose actor is the country
    if kind is ActorType.COUNTRY:
        return relation if _in_region(context, i, inner) else None
    return relation


def _in_region(context: DocumentContext, i: int, inner: int) -> bool:
    """Whether a country may lie in a place: that is a region, and the country is not named by its adjective."""
    region = context.lexicon.is_region(context.text(inner)) or context.head(inner).ent_type_ == "LOC"
    larger = region or context.mentions[inner].kind is MentionKind.NOMINAL
    return larger and context.lexicon.adjective(context.text(i)) is None


def force_in_place(context: DocumentContext, known: Sequence[Event]) -> Iterator[Event]:
    """The places in which those operate who use force there ("soldiers killed two men in Zaria").

    Args:
        context: the document.
        known: the events found so far, the acts of force among them.
    """
    force = context.ontology.with_trait(Trait.FORCE)
    for event in known:
        if event.relation not in force or event.kind not in {"verbs", "nouns"}:
            continue
        actors = tuple(i for i in event.subjects if context.type_of(i) in FIELDED)
        head = context.doc[event.head]
        holders = [head, *(grammar.agents(head) if grammar.is_passive(head) else ())]
        for prep in (p for t in holders for p in grammar.preposition_tokens(t, *LOCATIONS.field)) if actors else ():
            for token in grammar.children(prep, "pobj"):
                place = context.mention_at(token)
                if place is None or context.type_of(place) not in PLACES or place in event.objects:
                    continue
                yield Event(
                    relation=OPERATES_IN,
                    rule="operates_in/structure/force in place",
                    kind=event.kind,
                    trigger=(event.head, prep.i),
                    head=event.head,
                    subjects=actors,
                    objects=(place,),
                )
