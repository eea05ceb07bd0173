"""Triggers that come from outside the rules: their head, their kind, and the direction that grammar gives them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.frames import Match
from graphbuild.knowledge.ontology import Relation

VERBAL, NOMINAL_WORDS = frozenset({"VERB", "AUX"}), frozenset({"NOUN", "PROPN"})
FUNCTION = frozenset({"ADP", "DET", "PART", "PUNCT", "CCONJ", "SCONJ", "PRON", "SPACE"})


def headed(tokens: list[Token]) -> tuple[Token, ...]:
    """Return the words of a trigger in the sentence of their head, which comes first."""
    words = [token for token in tokens if token.pos_ not in FUNCTION] or tokens
    among = {token.i for token in words}
    head = next((t for t in words if t.head.i not in among or t.head.i == t.i), words[0])
    rest = (token for token in tokens if token.i != head.i and token.sent.start == head.sent.start)
    return head, *rest


def kind_of(head: Token, relation: Relation, matches: Sequence[Match]) -> str:
    """Return the kind of an event at a trigger: that of a pattern that fits there, else by its part of speech.

    Args:
        head: the head of the trigger.
        relation: what it says.
        matches: the relation's patterns that fit at the head.
    """
    if matches:
        return matches[0].frame.kind.value
    if head.pos_ in VERBAL:
        return "verbs"
    if head.pos_ in NOMINAL_WORDS:
        return "roles" if relation.lasts else "nouns"
    return "adjectives" if head.pos_ == "ADJ" else "structure"


def role_of(trigger: tuple[Token, ...], kind: str) -> str | None:
    """Return the words of a role noun with its trigger, in lower case; None for an event of another kind."""
    if kind != "roles":
        return None
    doc, near = trigger[0].doc, sorted(token.i for token in trigger)
    return str(doc[near[0] : near[-1] + 1].text).lower()


def turned(context: DocumentContext, matches: Iterable[Match], subject: int, target: int) -> bool:
    """Return True if a pattern of the relation puts both ends of a link on the opposite sides.

    Args:
        context: the document.
        matches: the relation's patterns that fit at the trigger.
        subject, target: the mentions of the link.
    """

    def actors(tokens: Iterable[Token]) -> set[int]:
        return {context.actor_of(i) for i in context.mentions_of(tokens)}

    for match in matches:
        near, far = actors(match.near), actors(match.far)
        subjects, objects = (far, near) if match.frame.inverse else (near, far)
        if context.actor_of(target) in subjects and context.actor_of(subject) in objects:
            return True
    return False
