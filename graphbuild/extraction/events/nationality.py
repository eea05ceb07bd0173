"""Nationality and home: a country's adjective or a place's name before a noun, in a predicate, or in a body's name."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event, structural_event
from graphbuild.extraction.events.place_relations import (
    PEOPLE,
    PLACES,
    STATE_BODIES,
    Construction,
    each_name,
    figurative,
    relation_to_place,
)
from graphbuild.extraction.mentions.mention import PLURAL, TokenMention
from graphbuild.extraction.syntax import control, grammar
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.locations import LOCATIONS
from graphbuild.knowledge.lexicon.naming import NAMING
from graphbuild.knowledge.ontology import BODIES
from graphbuild.knowledge.ontology.structural import BASED_IN, FROM, LOCATED_IN

MODIFIERS = frozenset({"amod", "compound", "nmod"})
PRIVATE = frozenset({ActorType.COMPANY, ActorType.MEDIA, ActorType.ORGANIZATION})
BRACKETS = frozenset({"(", ")", "/", "[", "]", "--", "\u2013", "\u2014", ";", ":"})


def nationality_events(context: DocumentContext, i: int, m: TokenMention) -> Iterator[Event]:
    """The events of a place's name or adjective before a noun, in a predicate, or at the end of a body's name.

    Args:
        context: the document.
        i: the index of a mention that is no pronoun. m: that mention.
    """
    if m.kind is MentionKind.NAME:
        yield from _adjective(context, i, m)
        yield from _in_name(context, i, m)
        yield from _demonym(context, i, m)
        yield from _town_before(context, i, m)


def _adjective(context: DocumentContext, i: int, m: TokenMention) -> Iterator[Event]:
    """The country of those that its adjective or name describes: "Iraqi soldiers", "five Paraguayans"."""
    if not m.country:
        return
    token = context.doc[m.head]
    if token.dep_ not in MODIFIERS and (noun := context.mention_at(token)) not in {None, i}:
        assert noun is not None
        if context.mentions[noun].head == m.head:
            yield structural_event(FROM, "people", (m.head,), noun, i)
        return
    for noun_token in _modified_nouns(context, m):
        noun = context.mention_at(noun_token)
        if noun is None or _topic(context, m, noun_token):
            continue
        for one in each_name(context, noun):
            if not context.same_actor(one, i):
                yield from _of_country(context, m, one, i, noun_token)


def _of_country(context: DocumentContext, m: TokenMention, noun: int, i: int, noun_token: Token) -> Iterator[Event]:
    """The event of one actor and the country whose adjective or name stands before it."""
    kind, actor = context.type_of(noun), context.mentions[noun]
    named = kind is ActorType.PERSON and actor.kind is MentionKind.NAME and noun_token.i == actor.head
    people = context.head(i).tag_ in PLURAL  # "Ukrainians Ivan Holt and Olena Weld"
    if named and not people and not (actor.title or context.lexicon.adjective(context.text(i)) or m.end < actor.start):
        return  # "in Italy Marco Pini said": two phrases
    if kind is ActorType.PLACE and actor.type in PLACES and not _part_of_name(actor, m):
        if not figurative(context, noun):
            yield structural_event(LOCATED_IN, "adjective", (m.head,), noun, i)
        return
    person = context.lexicon.is_person_noun(noun_token.lemma_.lower())
    relation = FROM if person or people else relation_to_place(Construction.ADJECTIVE, kind)
    if relation == BASED_IN and kind in STATE_BODIES and actor.kind is MentionKind.NOMINAL:
        return  # "the Norland army": its description, and no statement about it
    if relation == BASED_IN and kind in PRIVATE and _part_of_name(actor, m) and not _public(context, actor):
        return  # "American Express": a word of its name, and no statement
    if relation is not None:
        yield structural_event(relation, "nationality", (m.head,), noun, i)


def _public(context: DocumentContext, name: TokenMention) -> bool:
    """Whether a name's last word is that of a force or another public body ("the Norland Air Force")."""
    return context.doc[name.end - 1].lower_ in NAMING.public_endings


def _in_name(context: DocumentContext, i: int, m: TokenMention) -> Iterator[Event]:
    """The place at the end of a body's name: "the Supreme Court of India", "the Green Party of Quebec"."""
    if i == 0 or m.start == 0 or context.doc[m.start - 1].lower_ not in {"of", "in"}:
        return
    for j in (i - 1, i - 2):
        outer = context.mentions[j] if j >= 0 else m
        if outer.kind is MentionKind.NAME and outer.start < m.start and outer.end == m.end:
            relation = relation_to_place(Construction.ADJECTIVE, context.type_of(j))
            if relation is not None and context.type_of(j) in BODIES - PRIVATE and not _bank(context, outer):
                yield structural_event(relation, "in the name", (m.head,), j, i)
            return


def _bank(context: DocumentContext, m: TokenMention) -> bool:
    """Whether a name is a bank's or a church's, which the place in it does not make a part of the state."""
    return any(t.lower_ in LOCATIONS.named_after_places for t in m.tokens(context.doc))


def _modified_nouns(context: DocumentContext, m: TokenMention) -> list[Token]:
    """The nouns that a country's adjective or a place's name modifies; empty where it is no plain modifier."""
    doc, token = context.doc, context.doc[m.head]
    if (both := _of_two_states(context, m)) is not None:
        return [both]
    if token.dep_ not in MODIFIERS or (m.start and doc[m.start - 1].text in FUNCTION_WORDS.leaning_prefixes):
        return []
    if doc[m.end : m.end + 1].text == "-":  # "French-Dutch": of both, or between them
        return []
    head = next((t for t in doc[m.end : token.head.i] if _begins_at(context, t, m)), token.head)
    while context.mention_at(head) is None and head.dep_ in MODIFIERS and head.pos_ == "NOUN":
        head = head.head  # "US actor Tom Hanks"
    if head.i < m.head or (m.start and doc[m.start - 1].pos_ == "ADP" and token.ent_type_ == "GPE" and not m.country):
        return []  # "the Union in Bavaria chairman": of the union
    if any(t.text in BRACKETS or (t.text == "," and t.nbor(1).ent_type_ != "NORP") for t in doc[m.end : head.i]):
        return []
    people = token.tag_ in PLURAL
    return [head, *[c for c in grammar.conjuncts(head)[1:] if _shares(c) or (people and c.pos_ == "PROPN")]]


def _of_two_states(context: DocumentContext, m: TokenMention) -> Token | None:
    """The person who is of two states, one of which the mention names: "a Chilean-American singer"."""
    doc = context.doc
    first = m.end + 1 < len(doc) and doc[m.end].text == "-" and context.lexicon.nationality(doc[m.end + 1])
    second = m.start > 1 and doc[m.start - 1].text == "-" and context.lexicon.nationality(doc[m.start - 2])
    if not first and not second:
        return None
    noun = doc[m.head]
    while noun.dep_ in MODIFIERS and noun.head.i > noun.i and context.lexicon.nationality(noun):
        noun = noun.head
    return noun if context.lexicon.is_person_noun(noun.lemma_.lower()) and noun.i >= m.end else None


def _begins_at(context: DocumentContext, token: Token, m: TokenMention) -> bool:
    """Whether a token heads a description that begins with this adjective ("the Russian military spokesman")."""
    start = context.mention_index.start_of(token)
    return start is not None and start == m.start


def _shares(noun: Token) -> bool:
    """Whether a second noun shares the first one's adjective: a bare common noun does, a name does not."""
    return noun.pos_ == "NOUN" and not any(
        c.dep_ in {"amod", "det", "compound", "poss", "nummod"} for c in noun.children
    )


def _topic(context: DocumentContext, m: TokenMention, noun: Token) -> bool:
    """Whether a country's name before a person is what they deal with, not where they are from ("a Chad expert")."""
    words = [noun, *(c for c in noun.children if c.dep_ in MODIFIERS and c.i > m.head)]
    if not any(t.lemma_.lower() in LOCATIONS.topical for t in words):
        return False
    name = str(m.tokens(context.doc).text)
    return context.lexicon.country(name) is not None and not name.replace(".", "").isupper()  # "US" has no adjective


def _demonym(context: DocumentContext, i: int, m: TokenMention) -> Iterator[Event]:
    """The country of a person described as one of its people: "Omar Haddad is a Syrian", "the suspect, a Moroccan"."""
    token = context.doc[m.head]
    if not m.country or token.dep_ not in {"attr", "appos"}:
        return
    if not any(c.dep_ == "det" and c.lower_ in FUNCTION_WORDS.indefinite_articles for c in token.children):
        return
    if context.lexicon.adjective(m.tokens(context.doc).text) is None:
        return
    for bearer in control.subjects(token.head) if token.dep_ == "attr" else [token.head]:
        j = context.mention_at(bearer)
        if j is not None and context.type_of(j) is ActorType.PERSON:
            yield structural_event(FROM, "demonym", (m.head,), j, i)


def _town_before(context: DocumentContext, i: int, m: TokenMention) -> Iterator[Event]:
    """The town of those before whom its name stands: "Turin prosecutors", "Oslo lawyer Neil Estvik"."""
    if m.country or context.type_of(i) is not ActorType.PLACE:
        return
    for noun_token in _modified_nouns(context, m):
        j = context.mention_at(noun_token)
        if j is None or context.same_actor(j, i) or _part_of_name(context.mentions[j], m):
            continue
        spot = context.type_of(j) is ActorType.PLACE and context.mentions[j].kind is MentionKind.NOMINAL
        seated = _seated(context, j, m) and noun_token.lemma_.lower() not in LOCATIONS.passing
        relation = relation_to_place(Construction.TOWN_BEFORE, context.type_of(j), ActorType.PLACE)
        if relation is not None and (spot or seated):
            yield structural_event(relation, "town before", (m.head,), j, i)


def _part_of_name(name: TokenMention, m: TokenMention) -> bool:
    """Whether a mention lies inside a longer name."""
    return name.kind is MentionKind.NAME and name.start <= m.start < name.end


def _seated(context: DocumentContext, j: int, place: TokenMention) -> bool:
    """Whether an actor certainly has a seat or a home: a name of unknown type need not be an actor's."""
    kind, m = context.type_of(j), context.mentions[j]
    if kind in PEOPLE:
        return m.kind is MentionKind.NOMINAL or m.start > place.end  # a noun or title stands between
    return kind in BODIES and (m.sure or m.kind is MentionKind.NOMINAL)


def native_events(context: DocumentContext, i: int, m: TokenMention) -> Iterator[Event]:
    """The place that people are from by their home: "his native Peru", "her hometown of Jos".

    Args:
        context: the document.
        i: the index of a mention. m: that mention.
    """
    token = context.doc[m.head]
    if m.kind is not MentionKind.NAME or context.type_of(i) not in PLACES:
        return
    home = token if any(c.lower_ == "native" for c in grammar.children(token, "amod", "compound")) else None
    if home is None and (up := token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token.head):
        own = up.lower_ in LOCATIONS.homes or any(c.lower_ in LOCATIONS.native for c in up.children)
        home = up if token.dep_ in {"pobj", "appos"} and own and up.pos_ == "NOUN" else None
    for owner in grammar.possessors(home) if home is not None else []:
        j = context.mention_at(owner)
        if j is not None and context.type_of(j) in PEOPLE:
            yield structural_event(
                FROM, "native", (home.i if home is not None and home.i != m.head else owner.i,), j, i
            )
