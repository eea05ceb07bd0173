"""Completion of events: what one mention of an event leaves out is taken from another mention of it.

"His arrest" gets its agent from "Security forces arrested Muslih" two sentences before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.events.event_index import EventIndex
from graphbuild.knowledge.ontology import Ontology, Trait

SHARED_EVENTS = 2
"""Events that two descriptions must share to be one person."""


def complete(context: DocumentContext, events: Sequence[Event]) -> list[Event]:
    """Fill a missing argument from an event with the same relation and the same known argument.

    Args:
        context: the document.
        events: all of its events, merged.

    Returns:
        as many events in the same order; those that were completed say so.
    """
    completable = context.ontology.with_trait(Trait.COMPLETABLE)
    full = _FullEvents(context, [e for e in events if e.subjects and e.objects and e.relation in completable])
    return [_completed(context, e, full) if _incomplete(e) else e for e in events]


class _FullEvents:
    """The events that lack no argument, by relation and the actors on one side."""

    def __init__(self, context: DocumentContext, events: Sequence[Event]) -> None:
        """Index the events by each of their actors."""
        self._context, self._events = context, events
        self._by_actor: dict[tuple[str, bool, int], list[int]] = defaultdict(list)
        for n, event in enumerate(events):
            for of_object, side in ((False, event.subjects), (True, event.objects)):
                for actor in {context.actor_of(i) for i in side}:
                    self._by_actor[event.relation, of_object, actor].append(n)
        self._agreeing: dict[tuple[str, bool, frozenset[int]], EventIndex] = {}

    def agreeing(self, relation: str, actors: frozenset[int], *, of_object: bool) -> EventIndex:
        """The events with one of the actors as object or subject; none if their other sides differ."""
        key = (relation, of_object, actors)
        if key not in self._agreeing:
            found = sorted({n for actor in actors for n in self._by_actor.get((relation, of_object, actor), ())})
            same = [self._events[n] for n in found]
            others = {self._actors(e.subjects if of_object else e.objects) for e in same}
            self._agreeing[key] = EventIndex(same if len(others) == 1 and actors.isdisjoint(*others) else ())
        return self._agreeing[key]

    def _actors(self, side: tuple[int, ...]) -> frozenset[int]:
        """The actors of one side of an event."""
        return frozenset(self._context.actor_of(i) for i in side)


def _incomplete(event: Event) -> bool:
    """Whether an event lacks an argument that may be given elsewhere."""
    return event.unsaid and not (event.subjects and event.objects)


def _completed(context: DocumentContext, event: Event, full: _FullEvents) -> Event:
    """The event with the missing side of the nearest full one, if all that share its known side agree on it."""
    known = event.objects or event.subjects
    if not _particular(context, known):
        return event
    actors = frozenset(context.actor_of(i) for i in known)
    source = full.agreeing(event.relation, actors, of_object=bool(event.objects)).nearest(event.head)
    if source is None:
        return event
    if event.objects:
        return replace(event, subjects=source.subjects, completed=True, deed=source.head)
    return replace(event, objects=source.objects, completed=True, deed=source.head)


def _particular(context: DocumentContext, side: tuple[int, ...]) -> bool:
    """Whether the known arguments are particular actors: "32 people" may be others than those of the other event."""
    return all(
        context.named(i) or context.type_of(i) is not ActorType.GROUP or context.mentions[i].kind is MentionKind.PRONOUN
        for i in side
    )


def join_by_events(events: Sequence[Event], clusters: Clusters, ontology: Ontology) -> bool:
    """Join an unnamed person to the only named one who has the same part in two events.

    "An Iran-aligned commander" who was released and arrested is Muslih, who was arrested and released.

    Args:
        events: all of a document.
        clusters: changed in place.
        ontology: the relations.

    Returns:
        whether anything was joined; the events should be found again then.
    """
    completable = ontology.with_trait(Trait.COMPLETABLE)
    parts: dict[int, set[tuple[str, str]]] = {}
    for event in events:
        for side, ends in (("object", event.objects), ("subject", event.subjects)):
            for i in ends:
                if clusters.type_of(i) is ActorType.PERSON and event.relation in completable:
                    parts.setdefault(clusters.of(i), set()).add((event.relation, side))
    first = {clusters.of(members[0]): members[0] for members in clusters.by_first_mention()}
    sharing = {c: own for c, own in parts.items() if len(own) >= SHARED_EVENTS}
    named = [cluster for cluster in sharing if clusters.named(first[cluster])]
    joined = False
    for cluster, own in sharing.items():
        if clusters.named(first[cluster]) or any(map(clusters.contrasts, clusters.members(first[cluster]))):
            continue  # "another man" is none of those named before
        candidates = [c for c in named if len(sharing[c] & own) >= SHARED_EVENTS]
        if len(candidates) == 1:
            clusters.join(first[cluster], first[candidates[0]], "shared events")
            joined = True
    return joined
