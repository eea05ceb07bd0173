"""Sales of companies: who owns what is sold, in whatever order seller, buyer and what is sold are named.

"The sale of Tern Lines to Merrow by Dolan", "Tern Lines' sale to Merrow", "sold Merrow Tern Lines", "sold his stake in
Tern Lines to Merrow": Merrow owns Tern Lines. Goods that change hands ("the sale of tyres to Merrow") are business.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graphbuild.core.model import ActorType
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event, typed_event
from graphbuild.extraction.syntax import control, grammar
from graphbuild.knowledge.lexicon.transfers import TRANSFERS
from graphbuild.knowledge.ontology.structural import DOES_BUSINESS_WITH, OWNS

SOLD = frozenset({ActorType.COMPANY, ActorType.MEDIA, ActorType.ORGANIZATION})


def sale_events(context: DocumentContext) -> Iterator[Event]:
    """The events of all nouns of selling, and of those verbs whose buyer or goods no trigger pattern reaches."""
    for token in context.doc:
        if token.pos_ == "NOUN" and token.lemma_.lower() in TRANSFERS.sales:
            yield from _of_noun(context, token)
        elif token.pos_ == "VERB" and token.lemma_.lower() in TRANSFERS.selling:
            yield from _of_verb(context, token)


def _of_noun(context: DocumentContext, noun: Token) -> Iterator[Event]:
    """The events of "the sale of X to Y by Z", "X's sale to Y", "Z's sale of X to Y"."""
    if context.mention_index.inside_name(noun.i):
        return
    goods, owners = grammar.prepositional(noun, "of"), grammar.possessors(noun)
    buyers = [t for holder in (noun, *goods, *grammar.agents(noun)) for t in grammar.prepositional(holder, "to")]
    sold = _companies(context, goods) or (_companies(context, owners) if not goods else ())
    sellers = context.mentions_of(grammar.agents(noun) or (owners if goods or not sold else []))
    yield from _sale(context, noun, sold, context.mentions_of(buyers), sellers)


def _of_verb(context: DocumentContext, verb: Token) -> Iterator[Event]:
    """The event of "sold the company X", "sold Y the company X" and "sold a stake in X to Y"."""
    passive = grammar.is_passive(verb)
    things = control.subjects(verb) if passive else grammar.objects(verb)
    stakes = [t for thing in things if thing.lemma_.lower() in TRANSFERS.stakes for t in _stake_in(thing)]
    sellers = context.mentions_of(grammar.agents(verb) if passive else control.subjects(verb))
    if verb.lemma_.lower() in TRANSFERS.sale_verbs:
        yield from _sale(context, verb, _companies(context, things), sellers, ())
    taker = [c for c in grammar.children(verb, "dative") if c.pos_ != "ADP"]
    if taker and not passive:
        yield from _sale(context, verb, _companies(context, things), context.mentions_of(taker), ())
    elif stakes:
        buyers = grammar.prepositional(verb, "to") or [t for s in stakes for t in grammar.prepositional(s, "to")]
        yield from _sale(context, verb, _companies(context, stakes), context.mentions_of(buyers), ())


def _stake_in(noun: Token) -> list[Token]:
    """What a stake is held in: "in X", "of X", or a name before the noun."""
    return grammar.prepositional(noun, "in", "of") or grammar.possessors(noun)


def _companies(context: DocumentContext, tokens: list[Token]) -> tuple[int, ...]:
    """The mentions of what can be sold as a whole."""
    return tuple(i for i in context.mentions_of(tokens) if context.type_of(i) in SOLD)


def _sale(
    context: DocumentContext, head: Token, sold: tuple[int, ...], buyers: tuple[int, ...], sellers: tuple[int, ...]
) -> Iterator[Event]:
    """The ownership and the business that one sale states."""
    pattern = f"{head.lemma_.lower()} to"
    trigger = (head,)
    for relation, subjects, objects in ((OWNS, buyers, sold), (DOES_BUSINESS_WITH, sellers, buyers)):
        apart = tuple(i for i in subjects if not any(context.same_actor(i, j) for j in objects))
        if apart and objects and (event := typed_event(context, relation, apart, objects, trigger, pattern)):
            yield event
