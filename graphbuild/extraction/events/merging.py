"""Merging of events: of several on the same words and arguments, the most specific one is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.events.positions import AFFILIATION
from graphbuild.knowledge.ontology import Ontology, Trait

Arguments = tuple[tuple[int, ...], tuple[int, ...]]
BARE = (AFFILIATION, "from/structure/nationality", "/structure/from", "/structure/of")
"""The ends of the rules that find an affiliation or nationality without saying of what sort."""


def without_bare_affiliations(context: DocumentContext, events: Sequence[Event]) -> list[Event]:
    """The events without bare affiliations of pairs whose rank is given ("Gazprom CEO Alexei Miller" leads it).

    Args:
        context: the document.
        events: all found so far; a bare affiliation has one mention on each side.
    """
    ranked = {
        (context.actor_of(s), context.actor_of(o))
        for e in events
        if not e.rule.endswith(BARE) and context.ontology.relation(e.relation).family == "rank"
        for s in e.subjects
        for o in e.objects
    }
    return [
        e
        for e in events
        if not e.rule.endswith(BARE) or (context.actor_of(e.subjects[0]), context.actor_of(e.objects[0])) not in ranked
    ]


def most_specific(context: DocumentContext, events: Sequence[Event]) -> list[Event]:
    """The events without those that another one on the same arguments makes redundant.

    Of equal events the one with the longest trigger stays, of two relations at one word the narrower one, and of two
    triggers one of which is part of the other the longer one.

    Args:
        context: the document.
        events: all found so far.
    """
    best: dict[tuple[int, tuple[int, ...], tuple[int, ...], str], Event] = {}
    for event in events:
        key = (event.head, event.subjects, event.objects, event.relation)
        if key not in best or len(event.trigger) > len(best[key].trigger):
            best[key] = event
    kept = _without_blow(context, _of_one_office(context.ontology, best.values()))
    whole = [e for e, others in _with_rivals(kept) if not any(set(e.trigger) < set(other.trigger) for other in others)]
    return [
        e for e, others in _with_rivals(whole) if not any(_narrower(context.ontology, other, e) for other in others)
    ]  # of whole triggers only: the "general" in "secretary general" commands nothing


def _with_rivals(events: Sequence[Event]) -> Iterator[tuple[Event, list[Event]]]:
    """Each event with all that have the same arguments, itself among them."""
    rivals: dict[Arguments, list[Event]] = defaultdict(list)
    for event in events:
        rivals[event.subjects, event.objects].append(event)
    return ((event, rivals[event.subjects, event.objects]) for event in events)


def _without_blow(context: DocumentContext, events: Sequence[Event]) -> list[Event]:
    """The events without an attack that the next verb tells the outcome of: "shot and killed" is one deed."""
    harm, assault = (context.ontology.with_trait(trait) for trait in (Trait.HARM, Trait.ASSAULT))
    outcomes = {
        (context.doc[e.head].head.i, e.subjects, e.objects)
        for e in events
        if e.relation in harm and e.kind == "verbs" and context.doc[e.head].dep_ == "conj"
    }
    return [e for e in events if e.relation not in assault or (e.head, e.subjects, e.objects) not in outcomes]


def _of_one_office(ontology: Ontology, events: Iterable[Event]) -> list[Event]:
    """The events, each word as one office: a state's president holds office there, a party's president leads it."""
    found = list(events)
    offices, ranks = ontology.with_trait(Trait.OFFICE), ontology.with_trait(Trait.LEADERSHIP)
    held = {(e.head, e.objects) for e in found if e.relation in offices}
    led = {(e.head, e.objects) for e in found if e.relation in ranks}
    both = held & led
    return [e for e in found if not ((e.head, e.objects) in both and _wrong_reading(e, offices, ranks))]


def _wrong_reading(event: Event, offices: frozenset[str], ranks: frozenset[str]) -> bool:
    """Whether this is the wrong one of two readings of a role noun: an office is held in a place, a rank elsewhere."""
    if event.relation not in offices | ranks or event.kind != "roles":
        return False
    return (event.relation in offices) != event.on_place


def _narrower(ontology: Ontology, narrow: Event, wide: Event) -> bool:
    """Whether one of two events at one word has the narrower relation, or else the longer trigger."""
    if narrow.head != wide.head or narrow.relation == wide.relation:
        return False
    return wide.relation in _wider(ontology, narrow.relation) or len(narrow.trigger) > len(wide.trigger)


def _wider(ontology: Ontology, relation: str) -> set[str]:
    """The relations that a relation is a case of, over any number of steps."""
    known = ontology.relations.get(relation)
    found = set(known.is_a) if known is not None else set()
    return found | {wider for id in found for wider in _wider(ontology, id)}
