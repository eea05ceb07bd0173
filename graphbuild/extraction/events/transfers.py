"""Giving: who hands what to whom, wherever the grammar puts the recipient.

"Gave the rebels weapons", "will provide $100 million in new assistance to the opposition", "with support from 14
countries, the fund ...". What is given decides the relation (`data/light.toml`: arms, funds, aids, supports).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.events.event import Event, MentionIndex, allowed
from graphbuild.extraction.syntax import control, grammar
from graphbuild.knowledge.ontology import Ontology

MAX_DEPTH = 3
GIVERS = ("from", "of")
RECEIVERS = ("to", "for")
BIDS = frozenset({"offer", "pay", "bid", "spend"})  # money "for" something buys it


def giving_events(doc: Doc, clusters: Clusters, places: MentionIndex, ontology: Ontology) -> Iterator[Event]:
    """Every giving of a document."""
    for token in doc:
        if token.pos_ == "VERB" and token.lemma_.lower() in clusters.lexicon.giving_verbs:
            yield from _given(token, clusters, places, ontology)
        elif token.dep_ == "pobj" and token.head.lower_ == "with" and token.lemma_.lower() in clusters.lexicon.given:
            yield from _received(token, clusters, places, ontology)


def _given(verb: Token, clusters: Clusters, places: MentionIndex, ontology: Ontology) -> Iterator[Event]:
    passive = grammar.is_passive(verb)
    things = [t for t in (control.subjects(verb) if passive else grammar.objects(verb)) if places.at(t) is None]
    givers = places.standing_for(grammar.agents(verb) if passive else control.subjects(verb))
    for thing in things:
        relation = _relation(thing, clusters)
        if relation is None or not givers:
            continue
        to = ("to",) if relation == "funds" and verb.lemma_.lower() in BIDS else RECEIVERS
        found = [t for c in grammar.children(verb, "dative") if c.pos_ != "ADP" for t in grammar.conjuncts(c)]
        found = found or _recipients(verb, places, 0, to) or _recipients(thing, places, 0, to)
        yield from _event(relation, (verb, thing), givers, places.standing_for(found), clusters, ontology)


def _relation(thing: Token, clusters: Clusters) -> str | None:
    """What kind of help a thing is: its own word, or that of its parts ("tons of food", "1.2m in aid")."""
    given = clusters.lexicon.given
    relation = given.get(thing.lemma_.lower())
    if relation is not None:
        return relation
    inner = [given[t.lemma_.lower()] for t in grammar.conjuncts(thing)[1:] if t.lemma_.lower() in given]
    inner += [given[t.lemma_.lower()] for t in grammar.prepositional(thing, "of", "in") if t.lemma_.lower() in given]
    money = any(t.text in {"$", "€", "£"} for t in thing.subtree) or thing.ent_type_ == "MONEY"
    return "funds" if money else next(iter(inner), None)


def _recipients(holder: Token, places: MentionIndex, depth: int, to: tuple[str, ...] = RECEIVERS) -> list[Token]:
    """Whom "to" or "for" names, on a word or on what its own prepositions hold ("in assistance to")."""
    if depth > MAX_DEPTH:
        return []
    beside = grammar.prepositional(holder, *to)
    found = [t for t in beside if places.standing_for([t])]
    if found:
        return found
    for noun in [
        *beside,
        *(
            grammar.prepositional(holder, "of", "in", "worth", "alongside", "including")
            if depth or holder.pos_ != "VERB"
            else ()
        ),
    ]:
        if noun.pos_ == "NOUN" and (below := _recipients(noun, places, depth + 1, to)):
            return below
    return []


def _received(noun: Token, clusters: Clusters, places: MentionIndex, ontology: Ontology) -> Iterator[Event]:
    """ "With support from 14 countries, the fund is delivering": whoever does it is helped by them."""
    givers = places.standing_for(grammar.prepositional(noun, *GIVERS))
    verb = noun.head.head
    if givers and verb.pos_ == "VERB" and not grammar.is_passive(verb):
        relation = clusters.lexicon.given[noun.lemma_.lower()]
        yield from _event(relation, (noun,), givers, places.standing_for(control.subjects(verb)), clusters, ontology)


def _event(
    relation: str,
    trigger: tuple[Token, ...],
    givers: tuple[int, ...],
    receivers: tuple[int, ...],
    clusters: Clusters,
    ontology: Ontology,
) -> Iterator[Event]:
    known = ontology.relations.get(relation)
    if known is None:
        return
    subjects = tuple(i for i in givers if allowed(clusters, i, known.subject))
    objects = tuple(i for i in receivers if allowed(clusters, i, known.object))
    if subjects and objects:
        kind = "verbs" if trigger[0].pos_ == "VERB" else "nouns"
        yield Event(
            relation=relation,
            rule=f"{relation}/{kind}/{' '.join(t.lemma_.lower() for t in trigger)}",
            kind=kind,
            trigger=tuple(t.i for t in trigger),
            head=trigger[0].i,
            subjects=subjects,
            objects=objects,
        )
