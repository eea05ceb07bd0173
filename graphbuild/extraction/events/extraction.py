"""The events of a document: rules find them, merging keeps the most specific, completion fills what was left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from graphbuild.extraction.events.addresses import with_larger_places
from graphbuild.extraction.events.bare_posts import without_bare_posts
from graphbuild.extraction.events.completion import complete
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.definite_events import with_doers_before, with_patients_before
from graphbuild.extraction.events.demands import demand_events
from graphbuild.extraction.events.enumerations import spelled_out, with_names
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.events.event_coreference import with_agents_of_last_sentence
from graphbuild.extraction.events.government_stances import government_stances
from graphbuild.extraction.events.judgments import judgment_events, with_judges
from graphbuild.extraction.events.location import force_in_place
from graphbuild.extraction.events.mediation import mediation_events
from graphbuild.extraction.events.merging import most_specific, without_bare_affiliations
from graphbuild.extraction.events.open_relations import open_events
from graphbuild.extraction.events.positions import position_events
from graphbuild.extraction.events.reciprocals import reciprocal_events
from graphbuild.extraction.events.refusals import refusal_events
from graphbuild.extraction.events.responsibility import claimed_deeds
from graphbuild.extraction.events.sales import sale_events
from graphbuild.extraction.events.speech_acts import speech_events
from graphbuild.extraction.events.structural import structural_events
from graphbuild.extraction.events.transfers import transfer_events
from graphbuild.extraction.events.triggers import charged_events, trigger_events

Rule: TypeAlias = Callable[[DocumentContext], Iterator[Event]]
"""Finds events in a document without knowing those of other rules."""

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "trigger words": trigger_events,
        "structures": structural_events,
        "stances towards the government": government_stances,
        "positions": position_events,
        "speech acts": speech_events,
        "indirect demands": demand_events,
        "refusals": refusal_events,
        "each other": reciprocal_events,
        "transfers": transfer_events,
        "sales": sale_events,
        "mediation": mediation_events,
    }
)
"""Every such rule by its name. Of two equal events with triggers of the same length the earlier rule's is kept."""


def find_events(context: DocumentContext) -> list[Event]:
    """Find all events of a document, merged and completed.

    Three more rules start from events that are known already, so that the order matters:

    - An offence needs the legal event that it is about, and may itself need the agent of the sentence before.
    - Who uses force in a place needs the agents that the sentence before gave.
    - Merging compares the events of all rules with each other, and so comes after them; only the open relations come
      later, since they add nothing where a kept event links the pair.
    - Completion is last: it takes arguments from events that are kept, and what it fills must not be merged away.

    Args:
        context: the document with its resolved mentions.

    Returns:
        the events in text order; some lack an argument.
    """
    told = (event for rule in RULES.values() for event in rule(context) if not _one_list(context, event))
    found = with_names(told, spelled_out(context))
    found = [*found, *charged_events(context, found)]
    found = [*found, *judgment_events(context, found)]
    found = with_judges(context, with_agents_of_last_sentence(context, found))
    found = with_doers_before(context, found)
    found = [*found, *claimed_deeds(context, found)]
    found = with_larger_places(context, found)
    found = [*found, *force_in_place(context, found)]
    found = most_specific(context, without_bare_affiliations(context, without_bare_posts(context, found)))
    found = [*found, *open_events(context, found)]
    found = with_patients_before(context, complete(context, found))
    return sorted(found, key=lambda e: (e.head, e.relation, e.subjects, e.objects))


def _one_list(context: DocumentContext, event: Event) -> bool:
    """Whether one list stands on both sides of an event that has a direction: "in parts of Lima, Oslo and Rome"."""
    shared = set(event.subjects) & set(event.objects)
    relation = context.ontology.relations.get(event.relation)
    return len(shared) > 1 and relation is not None and not relation.symmetric
