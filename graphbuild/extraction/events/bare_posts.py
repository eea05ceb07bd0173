"""Posts that nobody in the text holds: "as head of the council", "candidate for Oslo mayor", "the NIK president".

A title without an article belongs to a name ("Norland leader and former minister Anna Holt"); where no name was found
for it, its holder is not known, and a link from the post to its own body would say nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.ontology import Trait

RANK = "rank"


def without_bare_posts(context: DocumentContext, events: Iterable[Event]) -> list[Event]:
    """The events without those that say of a bare title only what the title itself names.

    Args:
        context: the document with its resolved mentions.
        events: all found so far.
    """
    return [
        event
        for event in events
        if event.kind != "roles"
        or context.ontology.relation(event.relation).family != RANK
        or _one_of_its_kind(context, event)
        or not any(_bare(context, event, i) for i in event.subjects)
    ]


def _one_of_its_kind(context: DocumentContext, event: Event) -> bool:
    """Whether an event is of a country's office written as a title, which one person holds: "President of Norland"."""
    office = event.relation in context.ontology.with_trait(Trait.OFFICE)
    country = any(context.type_of(i) is ActorType.COUNTRY for i in event.objects)
    return office and country and context.doc[event.head].text[:1].isupper()


def _bare(context: DocumentContext, event: Event, i: int) -> bool:
    """Whether a mention is the event's own title, without an article or owner, of a person not mentioned elsewhere."""
    m = context.mentions[i]
    if m.kind is not MentionKind.NOMINAL or m.number != "sing" or context.type_of(i) is not ActorType.PERSON:
        return False
    own = m.head in event.trigger and len(context.members(i)) == 1
    return own and not grammar.children(context.head(i), "det", "poss", "nummod")
