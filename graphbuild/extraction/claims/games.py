"""Force that is a figure of speech: in a report of a game teams attack, hold and threaten each other.

Such a claim is kept, but it is less sure than what is shown by default.
"""

from __future__ import annotations

from spacy.tokens import Doc

from graphbuild.core.model import ActorType
from graphbuild.extraction.claims.context import ClaimContext
from graphbuild.extraction.events.event import Event
from graphbuild.knowledge.lexicon.games import GAMES

EARNEST = frozenset({ActorType.SECURITY_FORCE, ActorType.ARMED_GROUP, ActorType.GOVERNMENT})
"""Who does not play: what they do or suffer in a stadium is meant."""
HOSTILE = frozenset({"force", "opposition"})


def at_play(context: ClaimContext, event: Event, *ends: int) -> bool:
    """Return True if a claim of force or hostility is about a move, a win or a meeting in a game.

    Args:
        context: the document.
        event: the event of the claim.
        ends: the two mentions that it links.
    """
    word = context.doc[event.head]
    if word.lemma_.lower() not in GAMES.moves or context.ontology.relation(event.relation).family not in HOSTILE:
        return False
    return all(context.type_of(i) not in EARNEST for i in ends) and _of_game(context.doc, event.head)


def _of_game(doc: Doc, at: int) -> bool:
    """Return True if enough different words of games stand around a token."""
    around = doc[max(at - GAMES.reach, 0) : at + GAMES.reach]
    found = {t.lemma_.lower() for t in around} | {t.lower_ for t in around}
    return len({word for word in GAMES.words if word in found}) >= GAMES.needed
