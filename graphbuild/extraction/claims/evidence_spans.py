"""The evidence of a claim: its sentence, and the spans of its two arguments and its trigger in it."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from graphbuild.core.model import Evidence
from graphbuild.extraction.claims.context import ClaimContext
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.syntax.parsing import sentence_of, span_of

NEAR_HEAD = 4
"""Tokens from a trigger's head within which its other words belong to the span that is shown."""


def offsets(evidence: Evidence) -> tuple[int, ...]:
    """The starts and ends of a claim's spans in the document."""
    spans = (evidence.subject, evidence.trigger, evidence.object)
    return tuple(n for span in spans for n in (span.start, span.end))


def evidence_of(context: ClaimContext, event: Event, subject: int, target: int) -> Evidence:
    """The sentence and the spans of the two arguments and the trigger."""
    doc, mentions = context.doc, context.mentions
    return Evidence(
        doc=context.document.id,
        sentence=sentence_of(doc[event.head].sent),
        subject=span_of(mentions[subject].tokens(doc)),
        trigger=span_of(trigger_tokens(doc, event)),
        object=span_of(mentions[target].tokens(doc)),
    )


def trigger_tokens(doc: Doc, event: Event) -> TokenSpan:
    """The trigger as one span: its head and the words of it that are near."""
    near = sorted(i for i in event.trigger if abs(i - event.head) <= NEAR_HEAD)
    return doc[near[0] : near[-1] + 1]
