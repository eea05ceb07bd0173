"""An event: one occurrence or state with its trigger and its participants, and the ways to make one."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.knowledge.ontology import ACTORS, BODIES

LONG_NAME = 3
"""Tokens from which on a name of unknown type is taken for an organisation's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One occurrence or state. Arguments are indices of mentions; an empty side is one that the grammar leaves out.

    Attributes:
        relation: the id of the relation that it is a case of.
        rule: the name of the pattern that found it.
        kind: the frame's kind ("verbs", "nouns", "roles" ...), "structure" or "other".
        trigger: its tokens, the head first. head: the token from which its status is read.
        subjects, objects: the mentions on its two sides.
        label: words to show instead of the relation's own (open events only).
        role: the words that name a rank or kinship.
        unsaid: a side is empty because the grammar leaves it out ("his arrest"), not because no actor fits.
        on_place: its object is a country or a place.
        deed: the token of another event on which it depends; its status is at most as certain as that one's.
        completed: an argument was taken over from another event of the document.
    """

    relation: str
    rule: str
    kind: str
    trigger: tuple[int, ...]
    head: int
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    label: str | None = None
    role: str | None = None
    unsaid: bool = False
    completed: bool = False
    on_place: bool = False
    deed: int | None = None


def structural_event(
    relation: str, rule: str, trigger: tuple[int, ...], subject: int, target: int, role: str | None = None
) -> Event:
    """Make the event of a grammatical structure, which has no trigger word.

    Args:
        relation: its id.
        rule: the structure's name, the last part of the event's rule.
        trigger: the tokens that connect the two mentions, the head first.
        subject, target: the mentions.
        role: the words that name a rank, if the structure has any.
    """
    return Event(
        relation=relation,
        rule=f"{relation}/structure/{rule}",
        kind="structure",
        trigger=trigger,
        head=trigger[0],
        subjects=(subject,),
        objects=(target,),
        role=role,
    )


def typed_event(
    context: DocumentContext,
    relation: str,
    subjects: tuple[int, ...],
    objects: tuple[int, ...],
    trigger: tuple[Token, ...],
    pattern: str,
) -> Event | None:
    """Make the event of a verb or noun, with those arguments only whose types the relation takes.

    Args:
        context: the document.
        relation: its id; it need not be in the ontology.
        subjects, objects: the mentions that may be its arguments.
        trigger: its words, the head first.
        pattern: the last part of the event's rule.

    Returns:
        the event; None if the ontology lacks the relation or a side stays empty.
    """
    known = context.ontology.relations.get(relation)
    if known is None:
        return None
    subjects = of_types(context, subjects, known.subjects)
    objects = of_types(context, objects, known.objects)
    if not subjects or not objects:
        return None
    head = trigger[0]
    kind = "verbs" if head.pos_ == "VERB" else "nouns"
    return Event(
        relation=relation,
        rule=f"{relation}/{kind}/{pattern}",
        kind=kind,
        trigger=tuple(t.i for t in trigger),
        head=head.i,
        subjects=subjects,
        objects=objects,
    )


def of_types(context: DocumentContext, mentions: tuple[int, ...], types: frozenset[ActorType]) -> tuple[int, ...]:
    """The mentions that may be an argument of these types."""
    return tuple(i for i in mentions if allowed(context, i, types))


def allowed(context: DocumentContext, mention: int, types: frozenset[ActorType]) -> bool:
    """Whether a mention may be an argument of these types: a type excludes it only where the type is certain."""
    kind, m = context.type_of(mention), context.mentions[mention]
    if kind in types:
        return True
    if kind is ActorType.COUNTRY and ActorType.GROUP in types and m.number == "plur":
        return m.kind is MentionKind.NOMINAL  # "the coalition nations": a group of them
    if kind is ActorType.GROUP and m.kind is MentionKind.PRONOUN:
        return bool(types & ACTORS)
    if kind is ActorType.PLACE or (ActorType.PLACE in types and not types & ACTORS):
        return False
    if kind is ActorType.ORGANIZATION and not types & BODIES and m.kind is MentionKind.NAME:
        return m.end - m.start < LONG_NAME and not _sure(context, mention, kind)
    loose = kind in {ActorType.ORGANIZATION, ActorType.GROUP} and bool(types & ACTORS)
    return loose and not _sure(context, mention, kind)


def _sure(context: DocumentContext, mention: int, kind: ActorType) -> bool:
    """Whether some mention of an actor is certain of its type."""
    return any(context.mentions[i].sure for i in context.members(mention) if context.mentions[i].type is kind)
