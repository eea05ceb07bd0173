"""Marks of a proposed link: what the parse says against it, or for it, that the model does not see well.

A small encoder knows which words stand near each other, and less well which verb they belong to. It takes the subject
of one clause for that of another, or the country for its court. A mark does not refuse a link; how much each one counts
is measured on texts that the model was not trained on (`data/learned.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graphbuild.core.model import MentionKind
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.syntax import control, grammar

INSIDE_SUBJECT, INSIDE_OBJECT = "subject inside another", "object inside another"
OTHER_SUBJECT, OTHER_OBJECT, NO_OBJECT = "other subject", "other object", "no object"
PRONOUN_SUBJECT, PRONOUN_OBJECT = "pronoun as subject", "pronoun as object"
TOLD, BETWEEN = "told of others", "others between"
MARKS = (
    *(INSIDE_SUBJECT, INSIDE_OBJECT, OTHER_SUBJECT, OTHER_OBJECT, NO_OBJECT),
    *(PRONOUN_SUBJECT, PRONOUN_OBJECT, TOLD, BETWEEN),
)
MANY = 3
"""Mentions of others between the two ends from which on they are many."""
VERBAL = frozenset({"VERB", "AUX"})
BESIDE = frozenset({"conj", "appos"})
"""How the parser attaches what stands beside a word and is no part of it."""


def marks(context: DocumentContext, trigger: Token, subject: int, target: int, *, told: bool) -> tuple[str, ...]:
    """Return the marks of a link that the model proposes, some of `MARKS`.

    Args:
        context: the document.
        trigger: the head of the words that say it.
        subject, target: its mentions.
        told: whether a rule says the same relation of two others by this trigger.
    """
    return (*_marks(context, trigger, subject, target), *((TOLD,) if told else ()))


def _marks(context: DocumentContext, trigger: Token, subject: int, target: int) -> Iterator[str]:
    """Yield what the parse and the mentions say of a link."""
    if _inside_another(context, trigger, subject, target):
        yield INSIDE_SUBJECT
    if _inside_another(context, trigger, target, subject):
        yield INSIDE_OBJECT
    if trigger.pos_ in VERBAL:
        passive = grammar.is_passive(trigger)
        subjects, doers = list(control.subjects(trigger)), grammar.agents(trigger)
        by, upon = (doers, subjects) if passive else (subjects, grammar.objects(trigger))
        if by and not _among(context, subject, by):
            yield OTHER_SUBJECT
        if not upon:
            yield NO_OBJECT
        elif not _among(context, target, upon):
            yield OTHER_OBJECT
    for end, mark in ((subject, PRONOUN_SUBJECT), (target, PRONOUN_OBJECT)):
        if context.mentions[end].kind is MentionKind.PRONOUN:
            yield mark
    first, last = sorted(context.mentions[i].start for i in (subject, target))
    around = context.clusters.in_sentence(context.clusters.sentence[first])
    if sum(first < context.mentions[i].start < last for i in around) >= MANY:
        yield BETWEEN


def _inside_another(context: DocumentContext, trigger: Token, end: int, other: int) -> bool:
    """Return True if an end is a part of what a third actor is called: "Karvia" in "the court of Karvia ruled"."""
    head, above = context.head(end), {trigger.i, *(token.i for token in trigger.ancestors)}
    if head.dep_ in BESIDE:
        return False
    while head.head.i != head.i and head.i not in above and head.head.i not in above:
        head = head.head
        at = context.mentions_of([head])
        if at and not any(context.same_actor(i, end) or context.same_actor(i, other) for i in at):
            return True
    return False


def _among(context: DocumentContext, end: int, arguments: list[Token]) -> bool:
    """Return True if an end is one of a verb's arguments, stands beside one, or is a part of one."""
    head = context.head(end)
    if any(context.same_actor(end, i) for i in context.mentions_of(arguments)):
        return True
    return any(head == t or head in grammar.conjuncts(t) or t.is_ancestor(head) for t in arguments)
