"""Mediation told of the event that is mediated: "talks between X and Y, brokered by Z", "Z-mediated talks with X".

The parties are those to the talks, deal or dispute, wherever its own phrase or clause names them.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event, typed_event
from graphbuild.extraction.syntax import control, grammar
from graphbuild.extraction.syntax.mutual_events import other_side
from graphbuild.extraction.syntax.nominalizations import doers
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS
from graphbuild.knowledge.ontology.structural import MEDIATES


def mediation_events(context: DocumentContext) -> Iterator[Event]:
    """The events of all words of mediation beside a noun of talks, deals or disputes."""
    for token in context.doc:
        word = token.lemma_.lower()
        if word in NOMINALIZATIONS.mediating and token.pos_ in {"VERB", "ADJ"}:
            for noun, mediators in _mediated(token):
                yield from _event(context, token, noun, mediators)
        elif word in NOMINALIZATIONS.auspices and token.dep_ == "pobj" and token.head.dep_ == "prep":
            mediators = grammar.possessors(token) or grammar.prepositional(token, "of") or grammar.agents(token)
            for noun in _around(token.head):
                yield from _event(context, token, noun, mediators or grammar.children(token, "compound", "amod"))


def _mediated(verb: Token) -> Iterator[tuple[Token, list[Token]]]:
    """What a verb of mediation mediates, with those who do."""
    before = verb.i >= 2 and verb.nbor(-1).text == "-"  # "UN-brokered talks"
    if before:
        yield from ((n, [verb.nbor(-2)]) for n in [verb.head] if n.pos_ in {"NOUN", "PROPN"})
    elif verb.dep_ == "acl" and verb.tag_ == "VBN":
        yield verb.head, grammar.agents(verb)
    elif grammar.is_passive(verb):
        yield from ((n, grammar.agents(verb)) for n in control.subjects(verb))
    else:
        yield from ((n, control.subjects(verb)) for n in grammar.objects(verb))


def _around(prep: Token) -> list[Token]:
    """The event to which a phrase such as "under the auspices of" belongs: the noun before it, or the verb's."""
    above = prep.head
    if above.pos_ != "VERB":
        return [above]
    return [c for c in above.children if c.dep_ in {"dobj", "nsubj", "nsubjpass"}]


def _event(context: DocumentContext, trigger: Token, noun: Token, mediators: list[Token]) -> Iterator[Event]:
    """The mediation between the parties to one event."""
    if noun.lemma_.lower() not in NOMINALIZATIONS.mediated:
        return
    by = context.mentions_of(mediators)
    known = {context.actor_of(i) for i in by}
    parties = tuple(i for i in context.mentions_of(_parties(noun, context)) if context.actor_of(i) not in known)
    event = typed_event(context, MEDIATES, by, parties, (trigger, noun), f"{trigger.lemma_.lower()} event")
    if event is not None:
        yield event


def _parties(noun: Token, context: DocumentContext) -> list[Token]:
    """Those to talks, a deal or a dispute: in its own phrase, or the subject of its verb."""
    found = grammar.prepositional(noun, "between", "among") or grammar.prepositional(noun, "of")
    if found:
        return found
    beside = grammar.prepositional(noun, "with")
    owners = grammar.possessors(noun) or doers(noun, context.lexicon) or other_side(noun)
    return [*owners, *beside] if beside or len(owners) > 1 else []
