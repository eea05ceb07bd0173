"""The second reading of one document: a reader's links verified, read as events, and joined with the rules' claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graphbuild.core.model import Claim, Heard
from graphbuild.core.second_reading import AnsweredDocument
from graphbuild.extraction.claims.claims import ReadEvent, read_event
from graphbuild.extraction.claims.context import ClaimContext
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.verification.links import Proposal, Verifier
from graphbuild.extraction.verification.union import Union, Verified


@dataclass(frozen=True, slots=True)
class SecondReading:
    """What a second reader's answers to a document come to, before its actors are observed.

    Attributes:
        answers: the document with the answers.
        proposals: the links that the text bears out.
        refused: how many others there are, by reason.
    """

    answers: AnsweredDocument
    proposals: tuple[Proposal, ...]
    refused: Counter[str]

    @classmethod
    def of(cls, context: DocumentContext, answers: AnsweredDocument, events: Iterable[Event]) -> SecondReading:
        """Verify the links of a reader; mentions that its ends need are added to the document's clusters.

        Args:
            context: the document, its own events found already.
            answers: what the reader said of it.
            events: what our rules found.
        """
        found = list(Verifier(context, answers, events).proposals())
        proposals = tuple(each for each in found if isinstance(each, Proposal))
        return cls(answers, proposals, Counter(each.value for each in found if not isinstance(each, Proposal)))

    def read(self, context: ClaimContext) -> tuple[ReadEvent, ...]:
        """Return the reader's events with their factuality and claims, as our own are read."""
        return tuple(read_event(context, proposal.event, proposal.said) for proposal in self.proposals)

    def joined(self, context: ClaimContext, ours: Sequence[Claim]) -> tuple[tuple[Claim, ...], Heard]:
        """Return the claims of both readings, and what became of the answers.

        Args:
            context: the document with its actors.
            ours: the claims of the rules.
        """
        union = Union(context.ontology, self.answers)
        read = zip(self.read(context), self.proposals, strict=True)
        theirs = [Verified(c, proposal.reversed, proposal.referring) for event, proposal in read for c in event.claims]
        claims = tuple(union.of(ours, theirs))
        return claims, union.heard(claims, self.refused)
