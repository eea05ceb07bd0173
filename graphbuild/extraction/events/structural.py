"""Events of structures without a trigger word: membership by preposition, genitive or list, and those of place."""

from __future__ import annotations

from collections.abc import Iterator

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.events.addresses import address_events
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event, structural_event
from graphbuild.extraction.events.location import local_events
from graphbuild.extraction.events.member_lists import member_list_events
from graphbuild.extraction.events.positions import WORKPLACES
from graphbuild.extraction.events.seats import seat_events
from graphbuild.extraction.mentions.mention import TokenMention
from graphbuild.extraction.syntax import grammar
from graphbuild.extraction.syntax.patterns import GENITIVE
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.membership import MEMBERSHIP
from graphbuild.knowledge.lexicon.naming import NAMING
from graphbuild.knowledge.ontology import BODIES
from graphbuild.knowledge.ontology.structural import ALLIED_WITH, EMPLOYED_BY, MEMBER_OF, PART_OF

SENT = frozenset({ActorType.PERSON, ActorType.GROUP, ActorType.SECURITY_FORCE, ActorType.ARMED_GROUP})


def structural_events(context: DocumentContext) -> Iterator[Event]:
    """The events of all structures: first those of place and address, then those of membership by mention."""
    yield from local_events(context)
    yield from address_events(context)
    yield from member_list_events(context)
    yield from seat_events(context)
    for i, mention in enumerate(context.mentions):
        if mention.kind is MentionKind.PRONOUN:
            continue
        yield from _member(context, i, mention)
        yield from _own_party(context, i, mention)
        yield from _part_within(context, i, mention)
        yield from _below(context, i, mention)
        yield from _allies(context, i, mention)
        yield from _sent(context, i, mention)
        yield from _unit(context, i, mention)
        yield from _body_within(context, i, mention)
        yield from _inner(context, i, mention)
        yield from _owned_body(context, i, mention)


def _member(context: DocumentContext, i: int, m: TokenMention) -> Iterator[Event]:
    """Membership of a person in the body after a preposition: "Karim Daoud of Hamas", "Anna Holt from the ministry"."""
    if m.kind is not MentionKind.NAME or context.type_of(i) is not ActorType.PERSON:
        return
    for prep in grammar.children(context.doc[m.head], "prep"):
        for inner in grammar.children(prep, "pobj") if prep.lower_ in FUNCTION_WORDS.of_bodies else []:
            j = context.mention_at(inner)
            if j is not None and not context.same_actor(j, i) and context.type_of(j) in BODIES:
                yield structural_event(MEMBER_OF, prep.lower_, (prep.i,), i, j)


def _sent(context: DocumentContext, i: int, m: TokenMention) -> Iterator[Event]:
    """Membership or employment of people from a body: "Engineers from the Velde Trust", "a team from the ministry"."""
    if m.kind is not MentionKind.NOMINAL or context.type_of(i) not in SENT or m.country:
        return
    if any(grammar.preposition_tokens(context.doc[m.head], "to")):
        return  # "everybody from the board to the union"
    for prep in grammar.preposition_tokens(context.doc[m.head], "from"):
        for j in context.mentions_of(grammar.prepositional(context.doc[m.head], "from")):
            body = context.mentions[j]
            named = body.kind is MentionKind.NAME and (body.sure or body.end - body.start > 1)
            if named and context.type_of(j) in BODIES and body.start - prep.i <= 2:
                staff = context.type_of(j) in WORKPLACES
                yield structural_event(EMPLOYED_BY if staff else MEMBER_OF, "from", (prep.i,), i, j)


def _unit(context: DocumentContext, i: int, m: TokenMention) -> Iterator[Event]:
    """The larger military unit after a unit's comma: "2nd Battalion, 40th Marsh Regiment"."""
    if m.kind is not MentionKind.NAME or m.end + 1 >= len(context.doc) or context.doc[m.end].text != ",":
        return
    small = NAMING.unit_sizes.get(context.doc[m.end - 1].lower_)
    j = context.mention_at(context.doc[m.end + 1])
    if small is None or j is None or context.same_actor(j, i):
        return
    outer = context.mentions[j]
    if (
        outer.kind is MentionKind.NAME
        and outer.start == m.end + 1
        and NAMING.unit_sizes.get(context.doc[outer.end - 1].lower_, 0) > small
    ):
        yield structural_event(PART_OF, "unit", (m.end - 1,), i, j)


def _body_within(context: DocumentContext, i: int, m: TokenMention) -> Iterator[Event]:
    """The body around another, by word order: "the Audit Office within the Ministry", "parties in parliament"."""
    doc = context.doc
    if m.end + 1 >= len(doc) or context.type_of(i) not in BODIES:
        return
    prep = doc[m.end]
    j = next((j for j, _ in context.mentions_from(m.end + 1 + (doc[m.end + 1].dep_ == "det"))), None)
    if j is None or context.same_actor(i, j) or context.mentions[j].kind is MentionKind.PRONOUN:
        return
    if _inside_body(context, prep.lower_, i, j):
        yield structural_event(PART_OF, "body within", (prep.i,), i, j)


def _inside_body(context: DocumentContext, preposition: str, i: int, j: int) -> bool:
    """Whether a preposition says that one body is inside another; "in" and "at" do so of some bodies only."""
    named = context.mentions[i].kind is MentionKind.NAME and context.mentions[j].kind is MentionKind.NAME
    if preposition in MEMBERSHIP.inside:
        return context.type_of(j) in BODIES
    if preposition in MEMBERSHIP.at_names:
        return named and {context.type_of(i), context.type_of(j)} == {ActorType.ORGANIZATION}
    public = context.type_of(i) in {ActorType.PARTY, ActorType.GOVERNMENT}
    return preposition in MEMBERSHIP.in_public and public and context.type_of(j) is ActorType.GOVERNMENT


def _inner(context: DocumentContext, i: int, m: TokenMention) -> Iterator[Event]:
    """The body with whose name that of its part begins: "the UN Working Group"."""
    whole = context.mention_index.whole(i)
    if m.kind is not MentionKind.NAME or m.country or whole == i or context.same_actor(whole, i):
        return
    if all(context.mention_index.whole(j) != j for j in context.members(i)):
        return  # "the UN Security Council" alone says nothing of the UN
    rest = context.doc[m.end : context.mentions[whole].end]
    if not any(t.lower_ in NAMING.parts | NAMING.public_endings for t in rest):
        return  # "Norvia Limited" is Norvia
    if context.mentions[whole].start == m.start and {context.type_of(i), context.type_of(whole)} <= BODIES:
        yield structural_event(PART_OF, "inner name", (m.head,), whole, i)


def _owned_body(context: DocumentContext, i: int, m: TokenMention) -> Iterator[Event]:
    """The body in whose genitive the name of another stands: "the Norvia Union's Centre for Trade"."""
    if m.kind is not MentionKind.NAME or context.type_of(i) not in BODIES:
        return
    if not any(t.lower_ in MEMBERSHIP.named_parts for t in m.tokens(context.doc)):
        return  # "the World Bank's Governance Indicators"
    for owner in grammar.children(context.doc[m.head], "poss"):
        j = context.mention_at(owner)
        if j is None or context.mentions[j].kind is not MentionKind.NAME or context.same_actor(i, j):
            continue
        if context.type_of(j) in BODIES:
            yield structural_event(PART_OF, "genitive body", (owner.i,), i, j)


def _own_party(context: DocumentContext, i: int, m: TokenMention) -> Iterator[Event]:
    """Membership of a party's owner in it: "his party", "Hague's Reform Party"."""
    if m.kind is MentionKind.PRONOUN or context.type_of(i) is not ActorType.PARTY:
        return
    for owner in grammar.possessors(context.doc[m.head]):
        j = context.mention_at(owner)
        if j is not None and context.type_of(j) is ActorType.PERSON:
            yield structural_event(MEMBER_OF, "own party", (m.head,), j, i)


def _allies(context: DocumentContext, i: int, m: TokenMention) -> Iterator[Event]:
    """The allies coordinated with an actor: "Soldiers and (some of) their allies", "soldiers and allied militias"."""
    token = context.doc[m.head]
    whole = token.head.head if token.dep_ == "pobj" and token.head.lower_ == GENITIVE else token
    if m.kind is not MentionKind.NOMINAL or whole.dep_ != "conj":
        return
    allied = [c for c in token.children if c.dep_ == "amod" and c.lower_ in MEMBERSHIP.allied]
    owned = token.lemma_.lower() in MEMBERSHIP.allies and any(c.tag_ == "PRP$" for c in grammar.children(token, "poss"))
    j = context.mention_at(whole.head)
    if (allied or owned) and j is not None and not context.same_actor(j, i):
        yield structural_event(ALLIED_WITH, "allies", (allied[0].i if allied else token.i,), j, i)


def _part_within(context: DocumentContext, i: int, m: TokenMention) -> Iterator[Event]:
    """The body around a verb's object, where the phrase is attached to the verb: "leads a faction within the party"."""
    token = context.doc[m.head]
    if token.dep_ != "dobj" or context.type_of(i) not in BODIES:
        return
    for prep in grammar.preposition_tokens(token.head, *MEMBERSHIP.inside):
        for inner in grammar.children(prep, "pobj"):
            j = context.mention_at(inner)
            if j is not None and not context.same_actor(j, i) and context.type_of(j) in BODIES:
                yield structural_event(PART_OF, "within", (prep.i,), i, j)


def _below(context: DocumentContext, i: int, m: TokenMention) -> Iterator[Event]:
    """The body over another that names it: "the River Police, under the Ministry of Order, patrol"."""
    doc = context.doc
    at = m.end + 1 if m.end < len(doc) and doc[m.end].text == "," else m.end
    at = at + 1 if at < len(doc) and doc[at].pos_ == "ADV" else at
    if at >= len(doc) or doc[at].lower_ not in FUNCTION_WORDS.above_bodies or context.type_of(i) not in BODIES:
        return
    for inner in grammar.children(doc[at], "pobj"):
        j = context.mention_at(inner)
        if j is None or context.mentions[j].kind is not MentionKind.NAME or context.same_actor(j, i):
            continue
        if context.type_of(j) in BODIES:
            yield structural_event(PART_OF, doc[at].lower_, (at,), i, j)
