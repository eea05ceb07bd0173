"""The two sides of a role: who bears it, and what it is held in, by the mentions around its noun.

"Rebel leader Jonas Weld", "the Hamas leader", "chief executive of the Norland Bank Ana Bell", "the Norland Union Trade
Committee".
"""

from __future__ import annotations

from typing import TypeAlias

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import of_types
from graphbuild.extraction.events.frames import Match
from graphbuild.extraction.mentions.mention import PLURAL, TokenMention
from graphbuild.extraction.syntax.grammar import SUBJECTS
from graphbuild.extraction.syntax.nominalizations import MODIFIERS
from graphbuild.extraction.syntax.patterns import GENITIVE, alternatives
from graphbuild.extraction.syntax.role_nouns import unhyphened
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.naming import NAMING
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS
from graphbuild.knowledge.ontology import BODIES, Frame, Trait
from graphbuild.knowledge.ontology.structural import EMPLOYED_BY, PART_OF

Side: TypeAlias = tuple[int, ...]
"""The mentions on one side of a role."""
OBJECTS = frozenset({"dobj", "dative", "pobj"})
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
LONGEST_POST = 14
"""Tokens from a role noun to the name that follows its complement."""


def role_sides(context: DocumentContext, match: Match, near: Side, far: Side) -> tuple[Side, Side]:
    """The bearers of a role and what it is held in.

    Args:
        context: the document.
        match: of a role noun.
        near: the mentions of its bearers by grammar.
        far: the mentions of its complement by grammar.
    """
    if (named := _named_after(context, match)) is not None:
        held, bearer = named
        sender = tuple(i for i in far if _sends(context, match, i))
        return (bearer,), sender or (held,)
    near = near or _bearer(context, match)
    far = tuple(i for i in _held_in(context, match, far) if not _no_complement(context, match, i))
    far = _beyond_name(context, match, far) or _body_beside(context, match)
    return near, _without_own(context, match, near, far)


def _named_after(context: DocumentContext, match: Match) -> tuple[int, int] | None:
    """What a post is held in and the name right after it, or None: "a director of the Norland Bank Ana Bell"."""
    doc, head = context.doc, match.head
    prepositions = alternatives(match.frame.words) or (GENITIVE,)
    if head + 2 >= len(doc) or doc[head + 1].lower_ not in prepositions or doc[head].tag_ in {"NNS", "NNPS"}:
        return None
    chain, at = _chain(context, head + 2)
    held = next(iter(_fitting(context, tuple(chain), _taken(context, match.frame))), None)
    if held is None or at - head > LONGEST_POST:
        return None
    if at + 2 < len(doc) and doc[at].text == "(" and doc[at + 2].text == ")":
        at += 3  # the abbreviation of the body
    name = context.names_by_start.get(at)
    if name is None or context.type_of(name) is not ActorType.PERSON:
        return None
    if context.mentions[name].end - at < 2 or doc[at].sent.start != doc[head].sent.start:
        return None
    told = doc[head].dep_ in OBJECTS and context.head(name).dep_ in SUBJECTS
    return None if told else (held, name)


def _chain(context: DocumentContext, start: int) -> tuple[list[int], int]:
    """The mentions after a post, each "of" or "in" the next, without mere owners, and the token behind the last one.

    A subject that is no mention may come first: "minister of trade of Norland".
    """
    doc, found, at = context.doc, list[int](), start
    while at < len(doc):
        link = _mention_from(context, at)
        if link is None and not found:
            while at < len(doc) and at - start < LONGEST_POST and (doc[at].pos_ in NOMINAL or doc[at].pos_ == "CCONJ"):
                at += 1
        elif link is None:
            return [], at
        else:
            found += [] if _owns(context, link) else [link]
            at = context.mentions[link].end
        owning = link is not None and _owns(context, link)
        if at + 1 >= len(doc) or not (owning or doc[at].lower_ in FUNCTION_WORDS.within_posts):
            break
        at += 1
    return found, at


def _taken(context: DocumentContext, frame: Frame) -> frozenset[ActorType]:
    """The types that a role may be held in."""
    relation = context.ontology.relation(frame.relation)
    return frame.subject or relation.subjects if frame.inverse else frame.object or relation.objects


def _owns(context: DocumentContext, i: int) -> bool:
    """Whether a mention is the genitive of a noun that follows: "Norland" in "Norland's Coal Board"."""
    end = context.mentions[i].end
    return end + 1 < len(context.doc) and context.doc[end].tag_ == "POS" and context.doc[end + 1].pos_ in NOMINAL


def _sends(context: DocumentContext, match: Match, i: int) -> bool:
    """Whether a mention before an envoy is who sends them: "Norland's ambassador to Peru"."""
    envoy = context.doc[match.head].lemma_.lower() in NOMINALIZATIONS.envoys
    return envoy and context.mentions[i].end <= match.head


def _no_complement(context: DocumentContext, match: Match, i: int) -> bool:
    """Whether a mention is the role's own, or only owns what the role is held in: "head of Norland's Coal Board"."""
    m = context.mentions[i]
    return m.head == match.head or (m.start > match.head and _owns(context, i))


def _mention_from(context: DocumentContext, start: int) -> int | None:
    """The longest mention of no person that begins at a token, or after an article there."""
    doc = context.doc
    start += doc[start].dep_ == "det" and start + 1 < len(doc)
    found = [i for i, m in context.mentions_from(start) if context.type_of(i) is not ActorType.PERSON]
    return max(found, key=lambda i: context.mentions[i].end, default=None)


def _bearer(context: DocumentContext, match: Match) -> Side:
    """The bearer of a role noun that is no mention: the name it stands before ("rebel leader Jonas Weld")."""
    noun = match.near[0]
    if noun.dep_ in {"compound", "nmod", "amod"} and (bearer := context.mention_at(noun.head)) is not None:
        return (bearer,)
    return context.mentions_of(c for c in noun.children if c.dep_ == "appos")


def _held_in(context: DocumentContext, match: Match, far: Side) -> Side:
    """What a role is held in: the first alternative with an actor that the relation takes."""
    types = _taken(context, match.frame)
    ways = (far, *(context.mentions_of(way) for way in match.other_ways))
    return next((fit for way in ways if (fit := _fitting(context, way, types))), far)


def _fitting(context: DocumentContext, mentions: Side, types: frozenset[ActorType]) -> Side:
    """The mentions, if any of them has one of the types, else what their names end in ("Defence of Norland")."""
    if of_types(context, mentions, types):
        return mentions
    inner = context.mentions_of(context.doc[context.mentions[i].end - 1] for i in mentions)
    return of_types(context, inner, types)


def _body_beside(context: DocumentContext, match: Match) -> Side:
    """The body that a modifier of the noun names, whatever the parser took that for: "a former WTN agent"."""
    noun, frame = context.doc[match.head], match.frame
    prepositions = set(alternatives(frame.words) or (GENITIVE,))
    serving = prepositions <= FUNCTION_WORDS.within_events and frame.relation != EMPLOYED_BY
    own = GENITIVE in prepositions or serving  # a "director at" a body is its director anyway
    if Trait.PERSONAL in frame.traits or not own or context.mention_index.inside_name(match.head):
        return ()
    shared = noun.head.children if noun.dep_ in MODIFIERS and noun.head.pos_ == "PROPN" else ()
    beside = [c for c in (*noun.children, *shared) if c.dep_ in MODIFIERS and c.i < noun.i and unhyphened(c)]
    found = [i for c in beside if (i := context.mention_at(c)) is not None and context.type_of(i) in BODIES]
    led = noun.tag_ not in PLURAL and context.ontology.relation(frame.relation).family == "rank" and _heads(frame)
    named = [i for i in found if context.mentions[i].kind is MentionKind.NAME or (led and _public(context, i))]
    return tuple(i for i in named if context.mentions[i].head != match.head)[-1:]


def _heads(frame: Frame) -> bool:
    """Whether a role is the lead of a body or an office in it, which only a particular body has: "the army chief"."""
    return Trait.BELONGING not in frame.traits


def _public(context: DocumentContext, i: int) -> bool:
    """Whether a mention is of a public body: there are many oppositions and militias, and one army."""
    return context.type_of(i) in {ActorType.GOVERNMENT, ActorType.SECURITY_FORCE}


def _beyond_name(context: DocumentContext, match: Match, far: Side) -> Side:
    """What a role is held in, without what its bearer's own name holds, or what is coordinated with a word of it.

    "The Norland Police Force" is no statement about Norland, and in "the Committee of the Blue Star or other bodies"
    the committee is of none of the others.
    """
    whole = context.mention_index.at(context.doc[match.head])
    if (
        whole is None
        or context.mentions[whole].kind is not MentionKind.NAME
        or context.mentions[whole].type not in BODIES
    ):
        return far
    name = context.mentions[whole]
    outside = tuple(i for i in far if not _of_name(context, name, i))
    if outside or match.frame.relation != PART_OF or context.doc[match.head].lower_ not in NAMING.parts:
        return outside
    return _body_before(context, name)


def _body_before(context: DocumentContext, name: TokenMention) -> Side:
    """The body that the name of its part begins with: "the Norland Union Trade Committee"."""
    inside = (i for i in context.names_at(name.start) if context.mentions[i].end < name.end)
    return tuple(i for i in inside if context.type_of(i) in BODIES and context.mentions[i].type in BODIES)[-1:]


def _without_own(context: DocumentContext, match: Match, near: Side, far: Side) -> Side:
    """What a role is held in, without the party or country of a person who opposes: "the Green challenger Ada Holt"."""
    opposing = context.ontology.relation(match.frame.relation).family == "opposition"
    if not opposing or not any(context.type_of(i) is ActorType.PERSON for i in near):
        return far
    before = frozenset({ActorType.PARTY, ActorType.COUNTRY})
    own = [i for i in far if context.type_of(i) in before and context.head(i).dep_ in {"amod", "compound", "nmod"}]
    return tuple(i for i in far if i not in own)


def _of_name(context: DocumentContext, name: TokenMention, i: int) -> bool:
    """Whether a mention modifies the head of a name that it is part of, or is coordinated with a word of the name."""
    m, token = context.mentions[i], context.head(i)
    if name.start <= m.start and m.end <= name.end:
        return token.dep_ in {"compound", "amod", "nmod"}
    while token.dep_ in {"conj", "appos"} and token.i >= name.end:
        token = token.head
    return m.start >= name.end and name.start <= token.i < name.end
