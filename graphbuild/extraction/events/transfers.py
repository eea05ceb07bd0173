"""Transfers: events of giving, with the recipient wherever the grammar puts it.

"Gave the rebels weapons", "will provide $100 million in new assistance to the opposition", "with support from 14
countries, the fund ...". What is given decides the relation (`data/transfers.toml`: arms, funds, aids, supports).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event, typed_event
from graphbuild.extraction.syntax import control, grammar
from graphbuild.extraction.syntax.nominalizations import receiving_verb
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.transfers import TRANSFERS
from graphbuild.knowledge.ontology.structural import FUNDS

SELLERS = FUNCTION_WORDS.seller_prepositions
MAX_DEPTH = 3
"""Prepositions between a verb or noun and its recipient."""


def transfer_events(context: DocumentContext) -> Iterator[Event]:
    """The events of all verbs of giving, and of all that somebody has or gets from another."""
    for token in context.doc:
        if token.pos_ == "VERB" and token.lemma_.lower() in TRANSFERS.verbs:
            yield from _given(context, token)
        elif (verb := receiving_verb(token)) is not None:
            yield from _received(context, token, verb)


def _given(context: DocumentContext, verb: Token) -> Iterator[Event]:
    """The events of one verb of giving, one for each thing that is given."""
    passive = grammar.is_passive(verb)
    things = [
        t for t in (control.subjects(verb) if passive else grammar.objects(verb)) if context.mention_at(t) is None
    ]
    givers = context.mentions_of(grammar.agents(verb) if passive else control.subjects(verb))
    for thing in things:
        relation = _relation(context, thing)
        if relation is None or not givers:
            continue
        to = TRANSFERS.bidden if relation == FUNDS and verb.lemma_.lower() in TRANSFERS.bids else TRANSFERS.receivers
        found = [t for c in grammar.children(verb, "dative") if c.pos_ != "ADP" for t in grammar.conjuncts(c)]
        found = found or _recipients(context, verb, 0, to) or _recipients(context, thing, 0, to)
        yield from _transfer(context, relation, givers, found, (verb, thing))


def _relation(context: DocumentContext, thing: Token) -> str | None:
    """The relation of what is given: by its own word, or that of its parts ("tons of food", "1.2m in aid")."""
    relation = _relation_of(thing)
    if relation is not None:
        return relation
    parts = (*grammar.conjuncts(thing)[1:], *grammar.prepositional(thing, "of", "in"))
    inner = [found for t in parts if (found := _relation_of(t)) is not None]
    money = any(t.text in TRANSFERS.money for t in _phrase(thing)) or thing.ent_type_ == "MONEY"
    return FUNDS if money else next(iter(inner), None)


def _phrase(noun: Token) -> list[Token]:
    """The words of a noun's phrase without the clauses in it: "freedom to say how £2bn is spent" is no money."""
    clauses = [c for c in noun.children if c.dep_ in {"acl", "relcl"}]
    inside = {t.i for clause in clauses for t in clause.subtree}
    return [t for t in noun.subtree if t.i not in inside]


def _relation_of(noun: Token) -> str | None:
    """The relation of what a noun by itself names."""
    return TRANSFERS.relation_of(noun.lower_, noun.lemma_.lower())


def _recipients(context: DocumentContext, holder: Token, depth: int, to: tuple[str, ...]) -> list[Token]:
    """The recipients after "to" or "for", on a word or below its own prepositions ("in assistance to")."""
    if depth > MAX_DEPTH:
        return []
    beside = grammar.prepositional(holder, *to)
    found = [t for t in beside if context.mentions_of([t])]
    if found:
        return found
    for noun in [
        *beside,
        *(grammar.prepositional(holder, *FUNCTION_WORDS.containing) if depth or holder.pos_ != "VERB" else ()),
    ]:
        if noun.pos_ == "NOUN" and (below := _recipients(context, noun, depth + 1, to)):
            return below
    return []


def _received(context: DocumentContext, noun: Token, verb: Token) -> Iterator[Event]:
    """The event of what somebody has or gets: "has the support of Y", "lost Y's backing", "with support from Y"."""
    receivers = [verb] if verb.pos_ in {"NOUN", "PROPN"} else control.subjects(verb)
    if grammar.is_passive(verb) and noun.dep_ == "nsubjpass":
        receivers = grammar.agents(verb)
    owned = context.mentions_of(grammar.prepositional(noun, *TRANSFERS.givers) or grammar.prepositional(verb, *SELLERS))
    givers = owned or context.mentions_of(grammar.possessors(noun))
    relation = _relation_of(noun)
    if givers and relation is not None:
        yield from _transfer(context, relation, givers, receivers, (noun, verb))


def _transfer(
    context: DocumentContext, relation: str, givers: tuple[int, ...], receivers: list[Token], trigger: tuple[Token, ...]
) -> Iterator[Event]:
    """The event of one transfer, if the relation takes those on both sides."""
    pattern = " ".join(t.lemma_.lower() for t in trigger)
    event = typed_event(context, relation, givers, context.mentions_of(receivers), trigger, pattern)
    if event is not None:
        yield event
