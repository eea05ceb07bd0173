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
    full: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.subjects and event.objects and event.relation in completable:
            full[event.relation].append(event)
    return [_completed(context, e, full[e.relation]) if _incomplete(e) else e for e in events]


def _incomplete(event: Event) -> bool:
    """Whether an event lacks an argument that may be given elsewhere."""
    return event.unsaid and not (event.subjects and event.objects)


def _completed(context: DocumentContext, event: Event, full: Sequence[Event]) -> Event:
    """The event with the missing side of the nearest full one, if all that share its known side agree on it."""
    known = event.objects or event.subjects
    if not _particular(context, known):
        return event
    actors = {context.actor_of(i) for i in known}
    same = [e for e in full if actors & {context.actor_of(i) for i in (e.objects if event.objects else e.subjects)}]
    others = {tuple(sorted({context.actor_of(i) for i in _missing_side(event, e)})) for e in same}
    if len(others) != 1 or any(actor in actors for actor in next(iter(others))):
        return event
    source = min(same, key=lambda e: (abs(e.head - event.head), e.head))
    if event.objects:
        return replace(event, subjects=source.subjects, completed=True, deed=source.head)
    return replace(event, objects=source.objects, completed=True, deed=source.head)


def _missing_side(event: Event, other: Event) -> tuple[int, ...]:
    """Of another event, the side that this one lacks."""
    return other.subjects if event.objects else other.objects


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
    named = [cluster for cluster in parts if clusters.named(first[cluster])]
    joined = False
    for cluster, own in parts.items():
        candidates = [c for c in named if len(parts[c] & own) >= SHARED_EVENTS]
        if not clusters.named(first[cluster]) and len(candidates) == 1:
            clusters.join(first[cluster], first[candidates[0]], "shared events")
            joined = True
    return joined
