"""Invariants of a reading: every claim has its sentence, and real spans for trigger, subject and object.

They are checked before anything is stored, and again by `graphbuild check`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from graphbuild.core.errors import PromiseError
from graphbuild.core.model import Claim, Evidence, Mention, Reading, Span

USER_RULE = "user"
"""Rule of claims that a person added by hand, the only ones without evidence."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_HINT = "This is a defect of graphbuild: please report it with the document."


def verify(reading: Reading) -> None:
    """Check all invariants of a reading.

    Raises:
        PromiseError: an invariant is broken; names the document, the claim or mention, its rule, and the fault.
    """
    for fault in faults(reading):
        raise PromiseError(f"Document {reading.document.id!r}: {fault}", hint=_HINT)


def faults(reading: Reading) -> Iterator[str]:
    """Yield every broken invariant of a reading as a sentence; nothing if all hold."""
    doc, text = reading.document.id, reading.document.text
    known = {actor.id for actor in reading.actors}
    if not doc:
        yield "the document has no id"
    if _LONE_SURROGATE.search(text):
        yield "the text holds a lone surrogate, which nothing can store"
    if len(known) < len(reading.actors):
        yield "two actors have one id"
    if len({claim.id for claim in reading.claims}) < len(reading.claims):
        yield "two claims have one id"
    yield from (f"sentence {_words(s)} is empty or outside the text" for s in reading.sentences if not _stands(s, text))
    yield from (f"actor {a.id!r} is of document {a.doc!r}" for a in reading.actors if a.doc != doc)
    yield from (f"actor {a.id!r} has no name" for a in reading.actors if not a.name)
    for mention in reading.mentions:
        yield from (f"mention {mention.text!r}: {f}" for f in _mention_faults(mention, doc, text, known))
    for claim in reading.claims:
        found = chain(_claim_faults(claim, known), _evidence_faults(claim.evidence, doc, text))
        yield from (f"claim {claim.id!r} of rule {claim.rule!r}: {fault}" for fault in found)


def _mention_faults(mention: Mention, doc: str, text: str, known: set[str]) -> Iterator[str]:
    """Yield what is wrong with a mention: its document, its actor, or its span."""
    if mention.doc != doc:
        yield f"it is of document {mention.doc!r}"
    if mention.actor not in known:
        yield f"its actor {mention.actor!r} is unknown"
    if not _stands(mention.span, text):
        yield f"its span {_words(mention.span)} is empty or outside the text"
    elif mention.span.of(text) != mention.text:
        yield f"the text has {mention.span.of(text)!r} at {_words(mention.span)}"


def _claim_faults(claim: Claim, known: set[str]) -> Iterator[str]:
    """Yield what is wrong with a claim: its actors, confidence, or missing evidence."""
    for name, actor in (
        ("subject", claim.subject),
        ("object", claim.object),
        ("source", claim.attributed_to),
        ("denier", claim.denied_by),
    ):
        if actor not in known and not (name in {"source", "denier"} and actor is None):
            yield f"its {name} {actor!r} is unknown"
    if claim.subject == claim.object:
        yield "its two ends are one actor"
    if not 0 <= claim.confidence <= 1:
        yield f"its confidence {claim.confidence} is not from 0 to 1"
    if claim.evidence is None and claim.rule != USER_RULE:
        yield "it has no evidence"


def _evidence_faults(evidence: Evidence | None, doc: str, text: str) -> Iterator[str]:
    """Yield what is wrong with the spans of a claim's evidence."""
    if evidence is None:
        return
    if evidence.doc != doc:
        yield f"its evidence is of document {evidence.doc!r}"
    ends = (("subject", evidence.subject), ("object", evidence.object))
    spans = (("sentence", evidence.sentence), ("trigger", evidence.trigger), *ends)
    lost = [(name, span) for name, span in spans if not _stands(span, text)]
    yield from (f"the span of its {name} {_words(span)} is empty or outside the text" for name, span in lost)
    if lost:  # their position in the sentence means nothing then
        return
    if not evidence.trigger.within(evidence.sentence):
        yield "its trigger is not in its sentence"
    if not any(span.within(evidence.sentence) for _, span in ends):
        yield "neither of its ends is in its sentence"


def _stands(span: Span, text: str) -> bool:
    """Whether a span is not empty and lies within the text."""
    return 0 <= span.start < span.end <= len(text)


def _words(span: Span) -> str:
    """Return a span as text, such as "3-8"."""
    return f"{span.start}-{span.end}"
