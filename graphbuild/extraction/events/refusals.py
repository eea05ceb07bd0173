"""Opposition by what is not done: refusing, forbidding, hindering.

"The ministry refused to recognise the League", "did not let the marchers pass": the denied deed is another claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event, typed_event
from graphbuild.extraction.syntax import control, grammar
from graphbuild.knowledge.lexicon.stances import STANCES
from graphbuild.knowledge.ontology.structural import OPPOSES


def refusal_events(context: DocumentContext) -> Iterator[Event]:
    """The refusals and hindrances of all verbs."""
    for verb in context.doc:
        if verb.pos_ != "VERB":
            continue
        if (event := _hindered(context, verb)) is not None:
            yield event
        for deed, denied in _withheld(verb):
            if grammar.is_passive(verb) or grammar.is_passive(deed):
                continue
            trigger = (verb, deed) if denied is None else (verb, denied)
            subjects = context.mentions_of(control.subjects(verb))
            pattern = " ".join(t.lemma_.lower() for t in trigger)
            event = typed_event(context, OPPOSES, subjects, _patients(context, deed), trigger, pattern)
            if event is not None:
                yield event if denied is None else replace(event, head=denied.i)


def _hindered(context: DocumentContext, verb: Token) -> Event | None:
    """The opposition of who keeps somebody from something, or None: "prevented the reporters from filming"."""
    if verb.lemma_.lower() not in STANCES.hindering or verb.tag_ == "VB":
        return None
    kept = next((p for p in grammar.children(verb, "prep") if p.lower_ in STANCES.hindered), None)
    if kept is None:
        return None
    subjects, objects = control.subjects(verb), grammar.objects(verb)
    if grammar.is_passive(verb):
        subjects, objects = grammar.agents(verb), subjects
    pattern = f"{verb.lemma_.lower()} _ {kept.lower_}"
    near, far = context.mentions_of(subjects), context.mentions_of(objects)
    return typed_event(context, OPPOSES, near, far, (verb, kept), pattern)


def _withheld(verb: Token) -> Iterator[tuple[Token, Token | None]]:
    """What a verb refuses to do, or itself with the word that denies it, from which the status is then read."""
    lemma = verb.lemma_.lower()
    if lemma in STANCES.refusing:
        for deed in grammar.children(verb, "xcomp"):
            if deed.lemma_.lower() in STANCES.withheld:
                yield deed, None
    elif lemma in STANCES.forbidding:
        for denied in grammar.children(verb, "neg")[:1]:
            yield verb, denied


def _patients(context: DocumentContext, deed: Token) -> tuple[int, ...]:
    """Those to whom a deed is refused, or whose decision is not accepted."""
    nouns = grammar.objects(deed)
    if deed.lemma_.lower() in STANCES.permitting:
        nouns = nouns or [s for c in grammar.children(deed, "ccomp", "xcomp") for s in grammar.children(c, "nsubj")]
    given = grammar.children(deed, "dative") or nouns
    found = context.mentions_of(given) or context.owners_of(given)
    beside = [t for holder in (deed, *nouns) for t in grammar.prepositional(holder, *STANCES.towards)]
    return found or context.mentions_of(beside)
