"""Force that is a figure of speech: in a report of a game teams attack, hold and threaten each other.

So it is where nothing around shows that it is meant ("the singer hit the charts"). Such a claim is kept, but it is less
sure than what is shown by default.
"""

from __future__ import annotations

from spacy.tokens import Doc

from graphbuild.core.model import ActorType
from graphbuild.extraction.claims.context import ClaimContext
from graphbuild.extraction.events.event import Event
from graphbuild.knowledge.lexicon.figures import FIGURES

EARNEST = frozenset({ActorType.SECURITY_FORCE, ActorType.ARMED_GROUP, ActorType.GOVERNMENT})
"""Who does not play: what they do or suffer in a stadium is meant."""
HOSTILE = frozenset({"force", "opposition"})


def figurative(context: ClaimContext, event: Event, *ends: int) -> bool:
    """Return True if a claim of force or hostility is a figure of speech, such as a move or a meeting in a game.

    Args:
        context: the document.
        event: the event of the claim.
        ends: the two mentions that it links.
    """
    word = context.doc[event.head].lemma_.lower()
    if word not in FIGURES.moves or context.ontology.relation(event.relation).family not in HOSTILE:
        return False
    if any(context.type_of(i) in EARNEST for i in ends):
        return False
    meant = word not in FIGURES.ambiguous or _in_earnest(context.doc, event.head)
    return not meant or _of_game(context.doc, event.head)


def _of_game(doc: Doc, at: int) -> bool:
    """Return True if enough different words of games stand around a token."""
    return len(FIGURES.words & _around(doc, at)) >= FIGURES.needed


def _in_earnest(doc: Doc, at: int) -> bool:
    """Return True for a short text, and if a word around a token shows that its force is meant."""
    return len(doc) < FIGURES.short or not FIGURES.serious.isdisjoint(_around(doc, at))


def _around(doc: Doc, at: int) -> set[str]:
    """Return the words and lemmas that stand around a token, without its own."""
    near = (t for t in doc[max(at - FIGURES.reach, 0) : at + FIGURES.reach] if t.i != at)
    return {form for t in near for form in (t.lower_, t.lemma_.lower())}
