"""Events that grammar alone tells, without a trigger word: belonging by preposition and owner; with those of place."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.events.addresses import address_events
from graphbuild.extraction.events.event import Event, MentionIndex, told
from graphbuild.extraction.events.location import local_events
from graphbuild.extraction.events.positions import WORKPLACES
from graphbuild.extraction.mentions.mention import TokenMention
from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.ontology import BODIES

# The last words of a military unit's name, the larger the higher.
UNITS = {
    word: size
    for size, words in enumerate(
        (
            "squad section team",
            "platoon detachment",
            "company battery troop",
            "battalion squadron",
            "group regiment",
            "brigade wing",
            "division",
            "corps fleet",
            "army command",
        ),
        start=1,
    )
    for word in words.split()
}
SENT = frozenset({ActorType.PERSON, ActorType.GROUP, ActorType.SECURITY_FORCE, ActorType.ARMED_GROUP})
COLLECTIVES = frozenset(
    {ActorType.ORGANIZATION, ActorType.GROUP, ActorType.ARMED_GROUP, ActorType.SECURITY_FORCE}
    | {ActorType.PARTY, ActorType.GOVERNMENT, ActorType.COMPANY}
)


def structural_events(doc: Doc, clusters: Clusters, places: MentionIndex) -> Iterator[Event]:
    """Every event that a structure tells, mention by mention."""
    yield from local_events(doc, clusters, places)
    yield from address_events(doc, clusters, places)
    for i, mention in enumerate(clusters.mentions):
        if mention.kind is MentionKind.PRONOUN:
            continue
        yield from _member(doc, clusters, places, i, mention)
        yield from _own_party(doc, clusters, places, i, mention)
        yield from _part_within(doc, clusters, places, i, mention)
        yield from _allies(doc, clusters, places, i, mention)
        yield from _sent(doc, clusters, places, i, mention)
        yield from _unit(doc, clusters, places, i, mention)
        yield from _among(doc, clusters, places, i, mention)


def _member(doc: Doc, clusters: Clusters, places: MentionIndex, i: int, m: TokenMention) -> Iterator[Event]:
    """ "Karim Daoud of Hamas", "Anna Holt from the ministry"."""
    if m.kind is not MentionKind.NAME or clusters.type_of(i) is not ActorType.PERSON:
        return
    for prep in grammar.children(doc[m.head], "prep"):
        for inner in grammar.children(prep, "pobj") if prep.lower_ in {"of", "from", "with"} else []:
            j = places.at(inner)
            if j is not None and clusters.of(j) != clusters.of(i) and clusters.type_of(j) in BODIES:
                yield told("member_of", prep.lower_, (prep.i,), i, j)


def _sent(doc: Doc, clusters: Clusters, places: MentionIndex, i: int, m: TokenMention) -> Iterator[Event]:
    """ "Engineers from the Velde Trust", "a team from the ministry": people who are of the body that they come from."""
    if m.kind is not MentionKind.NOMINAL or clusters.type_of(i) not in SENT or m.country:
        return
    if any(grammar.preposition_tokens(doc[m.head], "to")):
        return  # "everybody from the board to the union"
    for prep in grammar.preposition_tokens(doc[m.head], "from"):
        for j in places.standing_for(grammar.prepositional(doc[m.head], "from")):
            body = clusters.mentions[j]
            named = body.kind is MentionKind.NAME and (body.sure or body.end - body.start > 1)
            if named and clusters.type_of(j) in BODIES and body.start - prep.i <= 2:
                staff = clusters.type_of(j) in WORKPLACES
                yield told("employed_by" if staff else "member_of", "from", (prep.i,), i, j)


def _unit(doc: Doc, clusters: Clusters, places: MentionIndex, i: int, m: TokenMention) -> Iterator[Event]:
    """ "2nd Battalion, 40th Marsh Regiment": a unit and, behind the comma, the larger one that it belongs to."""
    if m.kind is not MentionKind.NAME or m.end + 1 >= len(doc) or doc[m.end].text != ",":
        return
    small = UNITS.get(doc[m.end - 1].lower_)
    j = places.at(doc[m.end + 1])
    if small is None or j is None or clusters.of(j) == clusters.of(i):
        return
    outer = clusters.mentions[j]
    if outer.kind is MentionKind.NAME and outer.start == m.end + 1 and UNITS.get(doc[outer.end - 1].lower_, 0) > small:
        yield told("part_of", "unit", (m.end - 1,), i, j)


def _among(doc: Doc, clusters: Clusters, places: MentionIndex, i: int, m: TokenMention) -> Iterator[Event]:
    """ "A coalition of militias, including the Velde Brigade": whom "including" names belongs to the body before it."""
    if clusters.type_of(i) not in COLLECTIVES or m.number == "plur" or doc[m.head].tag_ in {"NNS", "NNPS"}:
        return
    for prep in grammar.preposition_tokens(doc[m.head], "including"):
        for j in places.standing_for(grammar.prepositional(doc[m.head], "including")):
            member = clusters.mentions[j]
            if member.kind is not MentionKind.NAME or member.start < prep.i or clusters.of(j) == clusters.of(i):
                continue
            kind = clusters.type_of(j)
            if kind in {ActorType.PERSON, ActorType.COUNTRY} or kind in BODIES:
                people = kind in {ActorType.PERSON, ActorType.COUNTRY}
                yield told("member_of" if people else "part_of", "including", (prep.i,), j, i)


def _own_party(doc: Doc, clusters: Clusters, places: MentionIndex, i: int, m: TokenMention) -> Iterator[Event]:
    """ "his party", "Hague's Reform Party": it is the party that its owner belongs to."""
    if m.kind is MentionKind.PRONOUN or clusters.type_of(i) is not ActorType.PARTY:
        return
    for owner in grammar.possessors(doc[m.head]):
        j = places.at(owner)
        if j is not None and clusters.type_of(j) is ActorType.PERSON:
            yield told("member_of", "own party", (m.head,), j, i)


def _allies(doc: Doc, clusters: Clusters, places: MentionIndex, i: int, m: TokenMention) -> Iterator[Event]:
    """ "Soldiers and their allies", "soldiers and allied militias": those named beside them."""
    token = doc[m.head]
    if m.kind is not MentionKind.NOMINAL or token.dep_ != "conj":
        return
    allied = [c for c in token.children if c.dep_ == "amod" and c.lower_ == "allied"]
    owned = token.lemma_.lower() == "ally" and any(c.tag_ == "PRP$" for c in grammar.children(token, "poss"))
    j = places.at(token.head)
    if (allied or owned) and j is not None and clusters.of(j) != clusters.of(i):
        yield told("allied_with", "allies", (allied[0].i if allied else token.i,), j, i)


def _part_within(doc: Doc, clusters: Clusters, places: MentionIndex, i: int, m: TokenMention) -> Iterator[Event]:
    """ "leads his own faction within the organization": the verb holds the phrase that belongs to its object."""
    token = doc[m.head]
    if token.dep_ != "dobj" or clusters.type_of(i) not in BODIES:
        return
    for prep in grammar.preposition_tokens(token.head, "within", "inside"):
        for inner in grammar.children(prep, "pobj"):
            j = places.at(inner)
            if j is not None and clusters.of(j) != clusters.of(i) and clusters.type_of(j) in BODIES:
                yield told("part_of", "within", (prep.i,), i, j)
