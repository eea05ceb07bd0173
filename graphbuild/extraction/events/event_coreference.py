"""What a sentence says of the event told right before it: "The attack killed three soldiers", "It was linked to".

Only the sentence before is looked at, and only where it leaves no choice: of two attacks, "the attack" is neither.
What rests on another event is no surer than that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.syntax import control, grammar

HARM = frozenset({"kills", "injures"})
BY_FORCE = frozenset({"attacks", "kills", "injures"})


def just_told(pronoun: Token, about: Sequence[Event], clusters: Clusters) -> list[Event]:
    """The one event of the sentence before that "It" at the head of a sentence can mean."""
    before = _sentence_before(pronoun)
    if before is None or pronoun.i != pronoun.sent.start:
        return []
    told = [e for e in about if before[0] <= e.head < before[1]]
    patients = {clusters.of(i) for e in told for i in e.objects}
    return told[-1:] if len(patients) == 1 else []


def taken_up(events: list[Event], doc: Doc, clusters: Clusters) -> list[Event]:
    """Gives harm done by "the attack", or "in the attack", the doer of the attack told in the sentence before."""
    return [_with_doer(e, events, doc, clusters) if _doerless(e) else e for e in events]


def _doerless(event: Event) -> bool:
    return event.relation in HARM and event.kind == "verbs" and not event.subjects and bool(event.objects)


def _with_doer(event: Event, events: Iterable[Event], doc: Doc, clusters: Clusters) -> Event:
    verb = doc[event.head]
    named = grammar.prepositional(verb, "in", "during", "by") if grammar.is_passive(verb) else control.subjects(verb)
    named += grammar.agents(verb) if grammar.is_passive(verb) else []
    deed = next((noun for noun in named if _bare(noun, clusters)), None)
    before = _sentence_before(verb) if deed is not None else None
    if before is None:
        return event
    told = [e for e in events if e.relation in BY_FORCE and e.subjects and before[0] <= e.head < before[1]]
    doers = {tuple(sorted({clusters.of(i) for i in e.subjects})) for e in told}
    suffered = {clusters.of(i) for i in event.objects}
    if len(doers) != 1 or suffered & set(next(iter(doers))):
        return event
    return replace(event, subjects=told[0].subjects, completed=True, deed=told[0].head)


def _bare(noun: Token, clusters: Clusters) -> bool:
    """Whether a noun of a deed points back and tells nothing of its own: "the attack", "that raid"."""
    if noun.lemma_.lower() not in clusters.lexicon.instruments or noun.tag_ != "NN":
        return False
    definite = any(c.lower_ in {"the", "this", "that"} for c in grammar.children(noun, "det"))
    return definite and not any(c.dep_ not in {"det", "punct"} for c in noun.children)


def _sentence_before(token: Token) -> tuple[int, int] | None:
    """Where the sentence before a token's begins and ends."""
    start = int(token.sent.start)
    if start == 0:
        return None
    return int(token.doc[start - 1].sent.start), start
