"""Denials of a statement that stand beside it: "..., a charge it denies", "He denies the allegation".

Such a denial puts what is stated in doubt: it is alleged, not a fact.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.factuality.denying import Denial, Reach, denial_of
from graphbuild.extraction.factuality.presupposition import presupposed
from graphbuild.extraction.factuality.reported import label
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.ontology import Trait

DEEDS = frozenset({"force", "help", "business", "weak"})
"""Families of what a suspect may deny without naming it."""


def denials(doc: Doc, lexicon: Lexicon) -> tuple[Denial, ...]:
    """Return the denials of a document that do not tell their deed in full, in text order.

    Args:
        doc: the parsed document.
        lexicon: the word lists.
    """
    found = (denial_of(token, lexicon) for token in doc if token.pos_ in {"VERB", "AUX"})
    return tuple(denial for denial in found if denial is not None)


def denied_beside(context: DocumentContext, event: Event, known: tuple[Denial, ...]) -> Iterator[Denial]:
    """Yield the denials in an event's sentence or in the next one that are about the event.

    Args:
        context: the document.
        event: one of its events.
        known: the denials in the event's sentence and in the next one.
    """
    head = context.doc[event.head]
    if presupposed(head, event.kind):
        return
    sentence = head.sent
    after = context.doc[sentence.end].sent.end if sentence.end < len(context.doc) else sentence.end
    for denial in known:
        # "his lawyer denied it": he is the lawyer
        inside = _inside(head, denial.verb, context.lexicon) and denial.reach is not Reach.CLAUSE
        before = sentence.start <= denial.verb.i < event.head and head.is_ancestor(denial.verb)
        if (event.head < denial.verb.i < after or before) and not inside and _about(context, event, denial):
            yield denial


def _inside(head: Token, verb: Token, lexicon: Lexicon) -> bool:
    """Whether a word is in what a verb governs; clauses that a semicolon parts stand side by side."""
    while head.i != verb.i:
        if head.head.i == head.i or label(head, lexicon) == "parataxis":
            return False
        head = head.head
    return True


def _about(context: DocumentContext, event: Event, denial: Denial) -> bool:
    """Whether a denial is about an event that stands beside it."""
    relation = context.ontology.relation(event.relation)
    by_doer = _by_doer(context, event, denial)
    if denial.noun is not None:
        named = {match.frame.relation for match in context.matches_at(denial.noun.i)}
        return by_doer and event.relation in named
    if denial.reach is Reach.DEED:
        return by_doer and relation.family in DEEDS and Trait.OCCASION not in relation.traits
    if by_doer:
        return True
    legal = Trait.LEGAL in relation.traits and Trait.VIOLENT not in relation.traits
    return relation.family in DEEDS and not legal and Trait.OCCASION not in relation.traits


def _by_doer(context: DocumentContext, event: Event, denial: Denial) -> bool:
    """Whether an event's doer is among the deniers; "both" and "they" are all who are told of."""
    doers = {context.actor_of(i) for i in event.subjects}
    deniers = context.mentions_of(denial.deniers)
    if any(not context.referential(i) and context.mentions[i].number == "plur" for i in deniers):
        return bool(doers)
    return bool({context.actor_of(i) for i in deniers} & doers)
