"""Events that grammar alone tells, without a trigger word: nationality, a state's bodies, offices, places in places."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from graphbuild import grammar
from graphbuild.chains import Chains
from graphbuild.event import Event, MentionIndex
from graphbuild.mention import TokenMention
from graphbuild.model import ActorType, MentionKind
from graphbuild.ontology import BODIES

PLACES = frozenset({ActorType.PLACE, ActorType.COUNTRY})
STATE_BODIES = frozenset({ActorType.GOVERNMENT, ActorType.SECURITY_FORCE})
AFFILIATION = "affiliation"
FIELDED = frozenset({ActorType.SECURITY_FORCE, ActorType.ARMED_GROUP})


def structural_events(doc: Doc, chains: Chains, places: MentionIndex) -> Iterator[Event]:
    """Every event that a structure tells, mention by mention."""
    for i, mention in enumerate(chains.mentions):
        if mention.kind is MentionKind.PRONOUN:
            continue
        yield from _nationality(doc, chains, places, i, mention)
        yield from _owned(doc, chains, places, i, mention)
        yield from _office(doc, chains, places, i, mention)
        yield from _within(doc, chains, places, i, mention)
        yield from _affiliated(doc, chains, places, i, mention)
        yield from _own_party(doc, chains, places, i, mention)
        yield from _part_within(doc, chains, places, i, mention)
        yield from _comma_place(doc, chains, i, mention)


def _tell(
    relation: str, rule: str, trigger: tuple[int, ...], subject: int, target: int, role: str | None = None
) -> Event:
    return Event(
        relation=relation,
        rule=f"{relation}/structure/{rule}",
        kind="structure",
        trigger=trigger,
        head=trigger[0],
        subjects=(subject,),
        objects=(target,),
        role=role,
    )


def belonging(kind: ActorType, people: bool) -> str | None:
    """The relation between an actor and the country whose adjective or genitive stands before it."""
    if kind in {ActorType.PERSON, ActorType.GROUP} or people:
        return "from"
    if kind in STATE_BODIES:
        return "part_of"
    return "based_in" if kind in BODIES else None


def _nationality(doc: Doc, chains: Chains, places: MentionIndex, i: int, m: TokenMention) -> Iterator[Event]:
    """ "Iraqi soldiers", "a Colombian lawyer", "five Paraguayans": the adjective is trigger and object at once."""
    if m.kind is not MentionKind.NAME or not m.country:
        return
    token = doc[m.head]
    if token.dep_ not in {"amod", "compound", "nmod"} and (noun := places.at(token)) not in {None, i}:
        assert noun is not None
        if chains.mentions[noun].head == m.head:
            yield _tell("from", "people", (m.head,), noun, i)
        return
    if token.dep_ not in {"amod", "compound", "nmod"} or (token.i and token.nbor(-1).text in {"-", "pro", "anti"}):
        return
    head = token.head
    while places.at(head) is None and head.dep_ in {"compound", "nmod", "amod"} and head.pos_ == "NOUN":
        head = head.head  # "US actor Tom Hanks"
    for noun_token in [head, *[c for c in grammar.conjuncts(head)[1:] if _shares(c)]]:
        noun = places.at(noun_token)
        if noun is None or chains.of(noun) == chains.of(i):
            continue
        kind = chains.type_of(noun)
        if kind is ActorType.PLACE and chains.mentions[noun].kind is MentionKind.NOMINAL:
            yield _tell("located_in", "adjective", (m.head,), noun, i)
        elif (relation := belonging(kind, chains.lexicon.is_person_noun(noun_token.lemma_.lower()))) is not None:
            yield _tell(relation, "nationality", (m.head,), noun, i)


def _shares(noun: Token) -> bool:
    """Whether a second noun shares the first one's adjective: a bare common noun does, a name does not."""
    return noun.pos_ == "NOUN" and not any(
        c.dep_ in {"amod", "det", "compound", "poss", "nummod"} for c in noun.children
    )


def _owned(doc: Doc, chains: Chains, places: MentionIndex, i: int, m: TokenMention) -> Iterator[Event]:
    """ "Iraq's army", "Baghdad's Green Zone": what belongs to a country or lies in a place."""
    token = doc[m.head]
    for owner in grammar.children(token, "poss"):
        j = places.at(owner)
        if j is None or chains.of(j) == chains.of(i) or chains.type_of(j) not in PLACES:
            continue
        kind = chains.type_of(i)
        if kind is ActorType.PLACE:
            yield _tell("located_in", "genitive", (owner.i,), i, j)
        elif chains.type_of(j) is ActorType.COUNTRY and kind in BODIES:
            relation = "part_of" if kind in STATE_BODIES | {ActorType.ARMED_GROUP} else "based_in"
            yield _tell(relation, "genitive", (owner.i,), i, j)


def _office(doc: Doc, chains: Chains, places: MentionIndex, i: int, m: TokenMention) -> Iterator[Event]:
    """ "Iraqi Prime Minister Mustafa al-Kadhimi": the office's country stands in the phrase."""
    if m.kind is not MentionKind.NAME or m.title is None or not chains.lexicon.is_office(m.title):
        return
    size = len(m.title.split())
    trigger = tuple(t.i for t in doc[max(m.start - size, 0) : m.start])
    if not trigger:
        return
    before = [c for c in doc[m.head].children if c.dep_ in {"amod", "compound", "nmod", "poss"} and c.i < trigger[0]]
    before += [
        c
        for t in trigger
        for c in doc[t].children
        if c.dep_ in {"amod", "compound", "nmod", "poss"} and c.i < trigger[0]
    ]
    inside = [doc[t] for t in trigger if places.at(doc[t]) is not None]  # "U.S. Secretary of State" is one title
    targets = before or inside or grammar.prepositional(doc[m.head], "of")
    for target in targets:
        j = places.at(target)
        if j is not None and j != i and chains.type_of(j) in PLACES | {ActorType.GOVERNMENT}:
            yield _tell("holds_office", "title", trigger, i, j, m.title.lower())
            return


def _within(doc: Doc, chains: Chains, places: MentionIndex, i: int, m: TokenMention) -> Iterator[Event]:
    """ "Anbar province in Iraq", "U.S. forces in Syria", "Karim Daoud of Hamas"."""
    token = doc[m.head]
    kind = chains.type_of(i)
    for prep in grammar.children(token, "prep"):
        for inner in grammar.children(prep, "pobj"):
            j = places.at(inner)
            if j is None or chains.of(j) == chains.of(i):
                continue
            relation = _preposition_relation(prep.lower_, kind, chains.type_of(j), m.kind)
            if relation is not None:
                yield _tell(relation, f"{prep.lower_}", (prep.i,), i, j)


def _own_party(doc: Doc, chains: Chains, places: MentionIndex, i: int, m: TokenMention) -> Iterator[Event]:
    """ "his party", "Hague's party": it is the party that its owner belongs to."""
    if m.kind is not MentionKind.NOMINAL or chains.type_of(i) is not ActorType.PARTY:
        return
    for owner in grammar.possessors(doc[m.head]):
        j = places.at(owner)
        if j is not None and chains.type_of(j) is ActorType.PERSON:
            yield _tell("member_of", "own party", (m.head,), j, i)


def _affiliated(doc: Doc, chains: Chains, places: MentionIndex, i: int, m: TokenMention) -> Iterator[Event]:
    """ "Real Madrid midfielder Mesut Yildiz", "Jenoptik's Norbert Thiel", "Michael Lang (Green Party)"."""
    if m.kind is not MentionKind.NAME or chains.type_of(i) is not ActorType.PERSON:
        return
    beside = [c for c in doc[m.head].children if c.dep_ in {"compound", "nmod", "poss"} and c.i < m.start]
    for token in [*beside, *_bracketed(doc, m)]:
        j = places.at(token)
        if j is None or chains.mentions[j].kind is not MentionKind.NAME or chains.mentions[j].head != token.i:
            continue
        kind = chains.type_of(j)
        if kind in BODIES:
            works = kind in {ActorType.COMPANY, ActorType.MEDIA, ActorType.GOVERNMENT}
            yield _tell("employed_by" if works else "member_of", AFFILIATION, (token.i,), i, j)


def _bracketed(doc: Doc, m: TokenMention) -> list[Token]:
    """The name in brackets right behind a name."""
    if m.end + 1 >= len(doc) or doc[m.end].text != "(":
        return []
    inside: list[Token] = []
    for token in doc[m.end + 1 : m.end + 9]:
        if token.text == ")":
            return inside
        inside.append(token)
    return []


def _part_within(doc: Doc, chains: Chains, places: MentionIndex, i: int, m: TokenMention) -> Iterator[Event]:
    """ "leads his own faction within the organization": the verb holds the phrase that belongs to its object."""
    token = doc[m.head]
    if token.dep_ != "dobj" or chains.type_of(i) not in BODIES:
        return
    for prep in grammar.preposition_tokens(token.head, "within", "inside"):
        for inner in grammar.children(prep, "pobj"):
            j = places.at(inner)
            if j is not None and chains.of(j) != chains.of(i) and chains.type_of(j) in BODIES:
                yield _tell("part_of", "within", (prep.i,), i, j)


def _preposition_relation(prep: str, kind: ActorType, other: ActorType, form: MentionKind) -> str | None:
    if other in PLACES and prep in {"in", "at", "near", "inside", "across", "throughout"}:
        if kind in PLACES:
            return "located_in" if prep != "near" else None
        if kind in FIELDED:
            return "operates_in"
        described = kind in {ActorType.GROUP, ActorType.PERSON} and form is MentionKind.NOMINAL
        return "based_in" if kind in BODIES or described else None
    if other in BODIES and prep in {"of", "from", "with"} and kind is ActorType.PERSON and form is MentionKind.NAME:
        return "member_of"
    if other in PLACES and prep == "from" and kind in {ActorType.PERSON, ActorType.GROUP}:
        return "from"
    return None


def _comma_place(doc: Doc, chains: Chains, i: int, m: TokenMention) -> Iterator[Event]:
    """ "Baghdad, Iraq": a place and, after a comma, the larger one."""
    if m.kind is not MentionKind.NAME or chains.type_of(i) is not ActorType.PLACE or m.end + 1 >= len(doc):
        return
    if doc[m.end].text != ",":
        return
    for j, other in enumerate(chains.mentions):
        if other.start == m.end + 1 and other.kind is MentionKind.NAME and chains.type_of(j) in PLACES:
            after = doc[other.end].text if other.end < len(doc) else "."
            larger = chains.type_of(j) is ActorType.COUNTRY or chains.lexicon.is_region(chains.text(j))
            if larger and doc[other.head].dep_ != "conj" and after != "and" and other.head != m.head:
                yield _tell("located_in", "comma", (m.end,), i, j)
            return
