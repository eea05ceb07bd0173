"""A link that was found beside the rules, and what finds such links. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from graphbuild.extraction.claims.claims import ReadEvent, read_event
from graphbuild.extraction.claims.context import ClaimContext
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event

PREFIX = "learned/"
"""Beginning of the rule of a claim that the learned reader found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A link that the learned reader finds.

    Attributes:
        event: as our own rules would say it; its rule is `learned/RELATION`.
        confidence: how often such a link was right on texts left out, 0 to 1.
        probability, pointed: of its relation and direction, and of its trigger, as the model says them.
        best: the most probable relations of the pair with their probabilities, most probable first; "none" for no link.
    """

    event: Event
    confidence: float
    probability: float
    pointed: float
    best: tuple[tuple[str, float], ...]

    def read(self, context: ClaimContext) -> ReadEvent:
        """Return its event with factuality and claims, read like any other, and with its own confidence."""
        read = read_event(context, self.event)
        return replace(read, claims=tuple(replace(claim, confidence=self.confidence) for claim in read.claims))


class Proposer(Protocol):
    """Finds links beside the rules."""

    def proposals(self, context: DocumentContext, events: Sequence[Event]) -> Sequence[Proposal]:
        """Return the links of a document that the rules did not find.

        Args:
            context: the document with its resolved mentions.
            events: what the rules found.
        """
