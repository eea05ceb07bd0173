"""Where actors come from, sit and lie, as grammar alone tells it: nationality, genitives, prepositions of place."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.events.event import Event, MentionIndex, told
from graphbuild.extraction.mentions.mention import TokenMention
from graphbuild.extraction.syntax import control, grammar
from graphbuild.knowledge.ontology import BODIES

PLACES = frozenset({ActorType.PLACE, ActorType.COUNTRY})
PEOPLE = frozenset({ActorType.PERSON, ActorType.GROUP})
STATE_BODIES = frozenset({ActorType.GOVERNMENT, ActorType.SECURITY_FORCE})
FIELDED = frozenset({ActorType.SECURITY_FORCE, ActorType.ARMED_GROUP})
MODIFIERS = frozenset({"amod", "compound", "nmod"})
INSIDE = frozenset({"in", "at", "inside", "across", "throughout", "within"})
BRACKETS = frozenset({"(", ")", "/", "[", "]", "--", "\u2013", "\u2014", ";", ":"})


def local_events(doc: Doc, clusters: Clusters, places: MentionIndex) -> Iterator[Event]:
    """Every event of the place family that a structure tells, mention by mention."""
    for i, mention in enumerate(clusters.mentions):
        if mention.kind is MentionKind.PRONOUN:
            continue
        yield from _nationality(doc, clusters, places, i, mention)
        yield from _in_name(doc, clusters, i, mention)
        yield from _demonym(doc, clusters, places, i, mention)
        yield from _town_before(doc, clusters, places, i, mention)
        yield from _owned(doc, clusters, places, i, mention)
        yield from _within(doc, clusters, places, i, mention)
        yield from _native(doc, clusters, places, i, mention)


def belonging(kind: ActorType, people: bool) -> str | None:
    """The relation between an actor and the country whose adjective or genitive stands before it."""
    if kind in PEOPLE or people:
        return "from"
    if kind in STATE_BODIES:
        return "part_of"
    return "based_in" if kind in BODIES else None


def _nationality(doc: Doc, clusters: Clusters, places: MentionIndex, i: int, m: TokenMention) -> Iterator[Event]:
    """ "Iraqi soldiers", "a Colombian lawyer", "five Paraguayans": the adjective is trigger and object at once."""
    if m.kind is not MentionKind.NAME or not m.country:
        return
    token = doc[m.head]
    if token.dep_ not in MODIFIERS and (noun := places.at(token)) not in {None, i}:
        assert noun is not None
        if clusters.mentions[noun].head == m.head:
            yield told("from", "people", (m.head,), noun, i)
        return
    for noun_token in _modified_nouns(doc, places, m):
        noun = places.at(noun_token)
        if noun is None or _topic(doc, clusters, m, noun_token):
            continue
        for one in _each(clusters, places, noun):
            if clusters.of(one) != clusters.of(i):
                yield from _of_country(clusters, m, one, i, noun_token)


def _of_country(clusters: Clusters, m: TokenMention, noun: int, i: int, noun_token: Token) -> Iterator[Event]:
    """The event of one actor and the country whose adjective stands before it."""
    kind, own = clusters.type_of(noun), clusters.mentions[noun].type
    named = clusters.mentions[noun].kind is MentionKind.NAME and noun_token.i == clusters.mentions[noun].head
    if (
        kind is ActorType.PERSON
        and named
        and not (
            clusters.mentions[noun].title
            or clusters.lexicon.adjective(clusters.text(i))
            or m.end < clusters.mentions[noun].start
        )
    ):
        return  # "in Italy Marco Pini said": two phrases
    if kind is ActorType.PLACE and own in PLACES and not _part_of_name(clusters.mentions[noun], m):
        if not _figurative(clusters, noun):
            yield told("located_in", "adjective", (m.head,), noun, i)
    elif (relation := belonging(kind, clusters.lexicon.is_person_noun(noun_token.lemma_.lower()))) is not None:
        yield told(relation, "nationality", (m.head,), noun, i)


def _in_name(doc: Doc, clusters: Clusters, i: int, m: TokenMention) -> Iterator[Event]:
    """ "the Supreme Court of India", "the Green Party of Quebec": the place that ends a body's name."""
    if m.kind is not MentionKind.NAME or i == 0 or m.start == 0 or doc[m.start - 1].lower_ not in {"of", "in"}:
        return
    for j in (i - 1, i - 2):
        outer = clusters.mentions[j] if j >= 0 else m
        if outer.kind is MentionKind.NAME and outer.start < m.start and outer.end == m.end:
            relation = belonging(clusters.type_of(j), False)
            if relation is not None and clusters.type_of(j) in BODIES:
                yield told(relation, "in the name", (m.head,), j, i)
            return


def _modified_nouns(doc: Doc, places: MentionIndex, m: TokenMention) -> list[Token]:
    """The nouns that a country's adjective or a place's name stands before, as modifier."""
    token = doc[m.head]
    if token.dep_ not in MODIFIERS or (m.start and doc[m.start - 1].text in {"-", "pro", "anti"}):
        return []
    if doc[m.end : m.end + 1].text == "-":  # "French-Dutch": of both, or between them
        return []
    head = next((t for t in doc[m.end : token.head.i] if _begins_at(places, t, m)), token.head)
    while places.at(head) is None and head.dep_ in MODIFIERS and head.pos_ == "NOUN":
        head = head.head  # "US actor Tom Hanks"
    if head.i < m.head or (m.start and doc[m.start - 1].pos_ == "ADP" and token.ent_type_ == "GPE" and not m.country):
        return []  # "the Union in Bavaria chairman": of the union
    if any(t.text in BRACKETS or (t.text == "," and t.nbor(1).ent_type_ != "NORP") for t in doc[m.end : head.i]):
        return []
    return [head, *[c for c in grammar.conjuncts(head)[1:] if _shares(c)]]


def _begins_at(places: MentionIndex, token: Token, m: TokenMention) -> bool:
    """Whether a token heads a description that begins with this adjective ("the Russian military spokesman")."""
    start = places.start_of(token)
    return start is not None and start == m.start


def _shares(noun: Token) -> bool:
    """Whether a second noun shares the first one's adjective: a bare common noun does, a name does not."""
    return noun.pos_ == "NOUN" and not any(
        c.dep_ in {"amod", "det", "compound", "poss", "nummod"} for c in noun.children
    )


def _topic(doc: Doc, clusters: Clusters, m: TokenMention, noun: Token) -> bool:
    """Whether a country's name before a person is what they deal with, not where they are from ("a Chad expert")."""
    words = [noun, *(c for c in noun.children if c.dep_ in MODIFIERS and c.i > m.head)]
    if not any(t.lemma_.lower() in clusters.lexicon.topical for t in words):
        return False
    name = str(m.tokens(doc).text)
    return clusters.lexicon.country(name) is not None and not name.replace(".", "").isupper()  # "US" has no adjective


def _figurative(clusters: Clusters, i: int) -> bool:
    """Whether an unnamed noun of place is mostly none on a map ("opened their markets")."""
    return not clusters.named(i) and clusters.head(i).lemma_.lower() in clusters.lexicon.figurative


def _each(clusters: Clusters, places: MentionIndex, noun: int) -> list[int]:
    """A mention, or the names that it lists ("the German states of Hesse and Saxony", "three cartels, A, B and C")."""
    m, token = clusters.mentions[noun], clusters.head(noun)
    if m.kind is not MentionKind.NOMINAL:
        return [noun]
    if m.number != "plur":
        return [_name_beside(clusters, noun)]
    listed = [c for c in grammar.children(token, "appos") if c.pos_ == "PROPN" and grammar.children(c, "conj")]
    names = [t for c in listed for t in grammar.conjuncts(c)]
    if clusters.type_of(noun) in PLACES:
        names += grammar.prepositional(token, "of")
    found = [j for t in names if (j := places.at(t)) is not None and clusters.mentions[j].kind is MentionKind.NAME]
    return [j for j in dict.fromkeys(found) if clusters.of(j) != clusters.of(noun)] or [noun]


def _name_beside(clusters: Clusters, noun: int) -> int:
    """The name that a description stands beside ("the Dutch magazine Veldkrant"), or the description itself."""
    m = clusters.mentions[noun]
    for j in clusters.members(noun):
        other = clusters.mentions[j]
        if other.kind is MentionKind.NAME and (0 <= other.start - m.end <= 1 or 0 <= m.start - other.end <= 3):
            return j
    return noun


def _demonym(doc: Doc, clusters: Clusters, places: MentionIndex, i: int, m: TokenMention) -> Iterator[Event]:
    """ "Omar Haddad is a Syrian", "the suspect, a Moroccan, ...": one of its people."""
    token = doc[m.head]
    if m.kind is not MentionKind.NAME or not m.country or token.dep_ not in {"attr", "appos"}:
        return
    if not any(c.dep_ == "det" and c.lower_ in {"a", "an"} for c in token.children):
        return
    if clusters.lexicon.adjective(m.tokens(doc).text) is None:
        return
    for bearer in control.subjects(token.head) if token.dep_ == "attr" else [token.head]:
        j = places.at(bearer)
        if j is not None and clusters.type_of(j) is ActorType.PERSON:
            yield told("from", "demonym", (m.head,), j, i)


def _town_before(doc: Doc, clusters: Clusters, places: MentionIndex, i: int, m: TokenMention) -> Iterator[Event]:
    """ "Turin prosecutors", "Oslo lawyer Neil Estvik", "a Lyon street": a town's name before what sits in it."""
    if m.kind is not MentionKind.NAME or m.country or clusters.type_of(i) is not ActorType.PLACE:
        return
    for noun_token in _modified_nouns(doc, places, m):
        j = places.at(noun_token)
        if j is None or clusters.of(j) == clusters.of(i) or _part_of_name(clusters.mentions[j], m):
            continue
        kind = clusters.type_of(j)
        if kind is ActorType.PLACE and clusters.mentions[j].kind is MentionKind.NOMINAL:
            yield told("located_in", "town before", (m.head,), j, i)
        elif _sits(clusters, j, m) and noun_token.lemma_.lower() not in clusters.lexicon.passing:
            yield told("based_in", "town before", (m.head,), j, i)


def _part_of_name(name: TokenMention, m: TokenMention) -> bool:
    """Whether a mention lies inside a longer name."""
    return name.kind is MentionKind.NAME and name.start <= m.start < name.end


def _sits(clusters: Clusters, j: int, place: TokenMention) -> bool:
    """Whether an actor is surely one with a seat or a home: a name of which nothing is known need not be one."""
    kind, m = clusters.type_of(j), clusters.mentions[j]
    if kind in PEOPLE:
        return m.kind is MentionKind.NOMINAL or m.start > place.end  # a noun or title stands between
    return kind in BODIES and (m.sure or m.kind is MentionKind.NOMINAL)


def _owned(doc: Doc, clusters: Clusters, places: MentionIndex, i: int, m: TokenMention) -> Iterator[Event]:
    """ "Iraq's army", "Baghdad's Green Zone", "Turin's La Prova": what belongs to a country or lies in a place."""
    for owner in _owners(doc[m.head], places):
        j = places.at(owner)
        if j is None or clusters.type_of(j) not in PLACES:
            continue
        for one in _each(clusters, places, i):
            if clusters.of(one) != clusters.of(j) and (relation := _owned_relation(clusters, one, i, j)) is not None:
                yield told(relation, "genitive", (owner.i,), one, j)


def _owners(head: Token, places: MentionIndex) -> list[Token]:
    """The genitives of a mention, or of the noun that stands before its name ("Ghana's journalist Anna Holt")."""
    holders = [head, *(c for c in grammar.children(head, "compound", "nmod") if c.pos_ == "NOUN")]
    if head.dep_ == "appos" and places.at(head.head) is None:
        holders.append(head.head)
    return [o for holder in holders for o in grammar.children(holder, "poss")]


def _owned_relation(clusters: Clusters, one: int, i: int, owner: int) -> str | None:
    kind = clusters.type_of(one)
    if kind in PLACES:
        on_map = clusters.mentions[one].type is not ActorType.COUNTRY and not _figurative(clusters, one)
        return "located_in" if on_map else None
    if kind in BODIES:
        state = clusters.type_of(owner) is ActorType.COUNTRY and kind in STATE_BODIES | {ActorType.ARMED_GROUP}
        return "part_of" if state else "based_in"
    if kind not in PEOPLE or clusters.mentions[owner].kind is not MentionKind.NAME:
        return None
    if clusters.head(i).lemma_.lower() in clusters.lexicon.relational:
        return None
    return "from" if clusters.type_of(owner) is ActorType.COUNTRY else "based_in"


def _within(doc: Doc, clusters: Clusters, places: MentionIndex, i: int, m: TokenMention) -> Iterator[Event]:
    """ "Anbar province in Iraq", "U.S. forces in Syria", "Neil Estvik, 50, of Bergen"."""
    for prep in _prepositions(doc, m):
        for inner in _places_of(prep, places):
            if clusters.of(inner) != clusters.of(i):
                relation = _preposition_relation(prep.lower_, clusters, i, inner)
                if relation is not None:
                    yield told(relation, prep.lower_, (prep.i,), i, inner)


def _prepositions(doc: Doc, m: TokenMention) -> list[Token]:
    """The prepositions behind a mention, on its head or on a later word of a name ("the Court of Auditors in Oslo")."""
    holders = [doc[m.head]]
    if m.kind is MentionKind.NAME:
        holders += [doc[k] for k in range(m.head + 1, m.end)]
    return [p for holder in holders for p in grammar.children(holder, "prep") if p.i >= m.end]


def _places_of(prep: Token, places: MentionIndex) -> tuple[int, ...]:
    """What a preposition of place governs, each by itself; a part stands for its whole ("in the east of Chad")."""
    inside = [t for p in grammar.children(prep, "pobj") for t in grammar.conjuncts(p)]
    return places.standing_for([*inside, *grammar.strayed(prep)])


def _preposition_relation(prep: str, clusters: Clusters, i: int, inner: int) -> str | None:
    m, kind, other = clusters.mentions[i], clusters.type_of(i), clusters.type_of(inner)
    if other not in PLACES:
        return None
    named = m.kind is MentionKind.NAME
    if prep in INSIDE or prep == "near":
        if kind in PLACES:
            return _lies(prep, clusters, i, inner)
        if kind in FIELDED:
            return "operates_in"
        described = kind in PEOPLE and not named and clusters.head(i).pos_ != "PROPN"
        return "based_in" if kind in BODIES or described else None
    if prep == "of" and named and kind in BODIES | {ActorType.PERSON}:
        return belonging(kind, False) if other is ActorType.COUNTRY or kind is ActorType.PERSON else "based_in"
    if prep == "from" and kind in PEOPLE:
        return "from"
    return None


def _lies(prep: str, clusters: Clusters, i: int, inner: int) -> str | None:
    """Places lie in places; a state's government sits in one, and a state lies in nothing but a region."""
    own = clusters.mentions[i]
    if prep == "near":
        return None
    if own.type in BODIES:
        return "based_in"
    if clusters.type_of(i) is ActorType.COUNTRY:
        larger = (
            clusters.lexicon.is_region(clusters.text(inner)) or clusters.mentions[inner].kind is MentionKind.NOMINAL
        )
        larger = larger or clusters.head(inner).ent_type_ == "LOC"
        return "located_in" if larger and clusters.lexicon.adjective(clusters.text(i)) is None else None
    return "located_in"


def _native(doc: Doc, clusters: Clusters, places: MentionIndex, i: int, m: TokenMention) -> Iterator[Event]:
    """ "his native Peru", "her hometown of Jos": where somebody is from."""
    token = doc[m.head]
    if m.kind is not MentionKind.NAME or clusters.type_of(i) not in PLACES:
        return
    home = token if any(c.lower_ == "native" for c in grammar.children(token, "amod", "compound")) else None
    if home is None and (up := token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token.head):
        own = up.lower_ in clusters.lexicon.homes or any(c.lower_ in {"home", "native"} for c in up.children)
        home = up if token.dep_ in {"pobj", "appos"} and own and up.pos_ == "NOUN" else None
    for owner in grammar.possessors(home) if home is not None else []:
        j = places.at(owner)
        if j is not None and clusters.type_of(j) in PEOPLE:
            yield told("from", "native", (home.i if home is not None and home.i != m.head else owner.i,), j, i)
