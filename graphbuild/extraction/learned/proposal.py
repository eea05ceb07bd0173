"""A link that was found beside the rules, and what finds such links. Imports nothing heavy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from graphbuild.core.model import Claim
from graphbuild.extraction.claims.claims import ReadEvent, read_event
from graphbuild.extraction.claims.context import ClaimContext
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A link that the learned reader finds.

    Attributes:
        event: as our own rules would say it; its rule is `learned/RELATION`.
        confidence: how often such a link was right on texts left out, 0 to 1.
        probability, pointed: of its relation and direction, and of its trigger, as the model says them.
        marks: what the parse says of it (`marks`).
        best: the most probable relations of the pair with their probabilities, most probable first; "none" for no link.
    """

    event: Event
    confidence: float
    probability: float
    pointed: float
    marks: tuple[str, ...]
    best: tuple[tuple[str, float], ...]

    def read(self, context: ClaimContext) -> ReadEvent:
        """Return its event with factuality and claims, read like any other, and with its own confidence."""
        read = read_event(context, self.event)
        return replace(read, claims=tuple(replace(claim, confidence=self.confidence) for claim in read.claims))


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What the learned reader thinks of a link that a rule found: the probability of it, and of any link of the two."""

    same: float
    linked: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What was read beside the rules in one document.

    Attributes:
        proposals: links that the rules did not find, in text order.
        opinions: on the links that they did.
        weigh: how sure a claim is, from its confidence by its rule and an opinion.
    """

    proposals: tuple[Proposal, ...]
    opinions: Mapping[tuple[int, int, int, str], Opinion] = field(default_factory=dict)
    weigh: Callable[[float, Opinion], float] = lambda confidence, _: confidence

    def opinion(self, context: ClaimContext, read: ReadEvent, claim: Claim) -> Opinion | None:
        """Return what to think of a claim of an event; None where the two were not read in its sentence."""
        sentence, clusters = context.clusters.sentence[read.event.head], context.cluster_of
        return self.opinions.get((sentence, clusters[claim.subject], clusters[claim.object], claim.relation))

    def weighed(self, context: ClaimContext, read: ReadEvent) -> ReadEvent:
        """Return an event of the rules, its claims as sure as they are in view of the opinions."""
        if not read.claims or not self.opinions:
            return read
        claims = []
        for claim in read.claims:
            opinion = self.opinion(context, read, claim)
            claims.append(
                claim if opinion is None else replace(claim, confidence=self.weigh(claim.confidence, opinion))
            )
        return replace(read, claims=tuple(claims))


class Proposer(Protocol):
    """Reads beside the rules."""

    def beside(self, context: DocumentContext, events: Sequence[Event]) -> Beside:
        """Return the links of a document that the rules did not find, and what to think of those that they did.

        Args:
            context: the document with its resolved mentions.
            events: what the rules found.
        """
