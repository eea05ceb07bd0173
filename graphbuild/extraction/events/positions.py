"""Positions by word order: body, office and party before a name, next to a description, or in brackets.

"RBS economist Louis Kray", "German Chancellor Ada Merk", "the SPD's interior minister", "Piers Holt (Labour)".
The parser often attaches these words to one another at random, so that their order is used instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event, structural_event
from graphbuild.extraction.mentions.mention import TokenMention
from graphbuild.extraction.syntax import control, grammar, role_nouns
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.membership import MEMBERSHIP
from graphbuild.knowledge.ontology import BODIES
from graphbuild.knowledge.ontology.structural import EMPLOYED_BY, HOLDS_OFFICE, MEMBER_OF

AFFILIATION = "affiliation"
PLACES = frozenset({ActorType.PLACE, ActorType.COUNTRY})
SEATS = PLACES | {ActorType.GOVERNMENT}
WORKPLACES = frozenset({ActorType.COMPANY, ActorType.MEDIA, ActorType.GOVERNMENT, ActorType.SECURITY_FORCE})
MODIFIERS = frozenset({"NOUN", "PROPN", "ADJ"})
REACH = 10
"""Tokens before a name that may name a position."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A position next to a person.

    Attributes:
        target: the mention of a body or country.
        words: the tokens that name the post in it; empty if none is named.
    """

    target: int
    words: tuple[int, ...]


def position_events(context: DocumentContext) -> Iterator[Event]:
    """The positions of all persons and groups, then those of members whom a party's word names."""
    for i, m in enumerate(context.mentions):
        if m.kind is MentionKind.PRONOUN or context.type_of(i) not in {ActorType.PERSON, ActorType.GROUP}:
            continue
        if m.kind is MentionKind.NAME and context.type_of(i) is ActorType.PERSON:
            for post in _before(context, i, m):
                for bearer in (i, *_sharing(context, m, post)):
                    yield from _event(context, bearer, post)
            for post in _behind(context, m):
                yield from _event(context, i, post)
            for post in _bracketed(context, i, m):
                yield from _event(context, i, post)
        elif m.kind is MentionKind.NOMINAL:
            yield from _described(context, i, m)
    for i, m in enumerate(context.mentions):
        if m.kind is MentionKind.NAME and context.type_of(i) is ActorType.PARTY:
            yield from _professed(context, i, m)


def _before(context: DocumentContext, i: int, m: TokenMention) -> list[Post]:
    """The positions directly before a name: in the nearest body, and before a party in a country.

    A party may be named between the seat and the office: "Lower Saxony's SPD interior minister".
    """
    found: list[Post] = []
    if context.doc[m.head].dep_ in {"compound", "amod", "nmod"} and context.doc[m.head].head.pos_ == "NOUN":
        return found  # "ITV's Ada Dimble programme"
    end = m.start
    for token in _stretch(context, m):
        j = context.mention_at(token)
        if j is None or j == i or token.i >= end or context.mentions[j].head != token.i:
            continue
        j = context.mention_index.whole(j)
        kind = context.type_of(j)
        if j == i or kind not in BODIES | PLACES or _merely_beside(context, j, m) or _unnamed_party(context, j):
            continue
        if _hyphened(context.doc, context.mentions[j]) or (found and kind not in PLACES):
            break
        found.append(Post(target=j, words=tuple(range(context.mentions[j].end, m.start))))
        if kind is not ActorType.PARTY:
            break
        end = context.mentions[j].start
    return found


def _merely_beside(context: DocumentContext, j: int, m: TokenMention) -> bool:
    """Whether a body is directly before a name without a post, and no party ("the accounting firm KMG")."""
    body = context.mentions[j]
    if body.end < m.start:
        return False
    return body.kind is not MentionKind.NAME or context.type_of(j) is not ActorType.PARTY


def _behind(context: DocumentContext, m: TokenMention) -> list[Post]:
    """The position of an office before a name with its seat after it: "Prime Minister Ada Lind of Norland"."""
    words = _office_before(context, m)
    seats = context.mentions_of(grammar.prepositional(context.doc[m.head], *FUNCTION_WORDS.of_seats)) if words else ()
    return [Post(target=j, words=words) for j in seats[:1] if context.type_of(j) in SEATS]


def _office_before(context: DocumentContext, m: TokenMention) -> tuple[int, ...]:
    """The words of the office that a name's title or its list gives: "Governors Ada Lind of Elm and Bo Holt of Oak"."""
    if m.title:
        words = tuple(range(max(m.start - len(m.title.split()), 0), m.start))
    else:
        noun = role_nouns.post_of_series(context.doc[m.head])
        words = (noun.i,) if noun is not None else ()
    return words if words and context.lexicon.is_office(_singular([context.doc[k] for k in words])) else ()


def _stretch(context: DocumentContext, m: TokenMention) -> Iterator[Token]:
    """The modifiers before a name, from the nearest to the farthest; a title and a body's name may hold an "of".

    An abbreviation in brackets behind the body's name is left out: "the Coal Board of Norland (CBN) chairman".
    """
    doc = context.doc
    first = max(m.start - REACH, doc[m.start].sent.start)
    title = m.start - len(m.title.split()) if m.title else m.start
    k, behind = m.start - 1, False
    while k >= first:
        if doc[k].text == ")" and k - 2 >= first and doc[k - 2].text == "(":
            k, behind = k - 3, True
            continue
        token = doc[k]
        inside = k >= title or (behind and context.mention_index.inside_name(k))
        plain = token.pos_ in MODIFIERS or token.tag_ in {"POS", "VBN", "VBG", "CD"} or token.text in {"-", "heads"}
        if not (inside or plain):
            return
        yield token
        k -= 1


def _hyphened(doc: Doc, m: TokenMention) -> bool:
    """Whether a name is part of an adjective: "Iran-backed", "anti-Hamas"."""
    after = m.end < len(doc) and doc[m.end].text == "-"
    return after or (m.start > 0 and doc[m.start - 1].text in FUNCTION_WORDS.leaning_prefixes)


def _sharing(context: DocumentContext, m: TokenMention, post: Post) -> Iterator[int]:
    """Other names under the same plural title: "Deutsche Bank heads Fitschen and Jain"."""
    if not post.words or context.doc[post.words[-1]].tag_ not in {"NNS", "NNPS", "VBZ"}:
        return
    for token in role_nouns.sharing_post(context.doc[m.head])[1:]:
        j = context.mention_at(token)
        if j is not None and context.mentions[j].title is None and context.type_of(j) is ActorType.PERSON:
            yield j


def _bracketed(context: DocumentContext, i: int, m: TokenMention) -> Iterator[Post]:
    """The position in brackets after a name, with or without a post: "(Labour)", "(Australian Greens candidate)"."""
    if m.end + 1 >= len(context.doc) or context.doc[m.end].text != "(" or not context.doc[m.start].text[:1].isupper():
        return
    inside: list[Token] = []
    for token in context.doc[m.end + 1 : m.end + 10]:
        if token.text == ")":
            break
        inside.append(token)
    else:
        return
    found = {
        j for t in inside if (j := context.mention_at(t)) is not None and context.mentions[j].kind is MentionKind.NAME
    }
    bodies = [j for j in sorted(found) if context.type_of(j) in BODIES]
    if len(bodies) == 1 and not context.same_actor(bodies[0], i):
        body = context.mentions[bodies[0]]
        words = tuple(t.i for t in inside if t.i >= body.end and t.pos_ in MODIFIERS)
        known = body.sure or body.end - body.start > 1 or context.type_of(bodies[0]) is ActorType.PARTY
        if words or known:  # "Ada Holt (PBU)" may be anything
            yield Post(target=bodies[0], words=words)


def _described(context: DocumentContext, i: int, m: TokenMention) -> Iterator[Event]:
    """The membership of those whom a party describes: "the Republican senator", "Tory candidates"."""
    if not context.lexicon.is_person_noun(context.doc[m.head].lemma_.lower()):
        return
    beside = [c for c in context.doc[m.head].children if c.dep_ in {"amod", "compound", "nmod"} and c.i < m.head]
    for token in beside:
        j = context.mention_at(token)
        if j is None or not _partisan(context, j, context.doc[m.head]) or _hyphened(context.doc, context.mentions[j]):
            continue
        yield from _event(context, i, Post(target=j, words=(m.head,)))


def _partisan(context: DocumentContext, j: int, noun: Token) -> bool:
    """Whether a body before a noun is the party of whom it names: a party, or what members of another body are from."""
    if context.type_of(j) is ActorType.PARTY:
        return not _unnamed_party(context, j)
    named = context.mentions[j].kind is MentionKind.NAME and context.type_of(j) is ActorType.ORGANIZATION
    seated = noun.lemma_.lower() in MEMBERSHIP.sitting and any(
        grammar.preposition_tokens(noun, *FUNCTION_WORDS.within_posts)
    )
    return named and seated


def _unnamed_party(context: DocumentContext, j: int) -> bool:
    """Whether a party is none in particular ("opposition members"): whoever belongs to it is not said."""
    return context.type_of(j) is ActorType.PARTY and not context.named(j)


def _professed(context: DocumentContext, i: int, m: TokenMention) -> Iterator[Event]:
    """The membership that a predicate states: "Ada Holt is a Democrat", "ran as a Republican"."""
    token = context.doc[m.head]
    if not any(c.dep_ == "det" and c.lower_ in FUNCTION_WORDS.indefinite_articles for c in token.children):
        return
    verb = token.head
    said_of: list[Token] = []
    if token.dep_ in {"attr", "oprd"}:
        said_of = control.subjects(verb)
    elif token.dep_ == "appos":
        said_of = [verb]
    elif token.dep_ == "pobj" and verb.lower_ == "as" and verb.head.pos_ in {"VERB", "AUX"}:
        said_of = control.subjects(verb.head)
    for bearer in context.mentions_of(said_of):
        if context.type_of(bearer) is ActorType.PERSON:
            yield from _event(context, bearer, Post(target=i, words=()))


def _event(context: DocumentContext, bearer: int, post: Post) -> Iterator[Event]:
    """The event of a position, if its words name one."""
    if context.same_actor(bearer, post.target):
        return
    words = [context.doc[t] for t in post.words if context.doc[t].tag_ != "POS" and context.doc[t].text != "-"]
    named = _without_abbreviation(words)
    if words and not named:
        return
    words, read = named, _relation(context, post.target, named)
    if read is None and (plain := _without_honorific(context, words)):
        words, read = plain, _relation(context, post.target, plain)
    if read is None:
        return
    relation, rule = read
    trigger = tuple(t.i for t in words) or (context.mentions[post.target].head,)
    head = words[-1].i if words else trigger[0]
    role = " ".join(t.lower_ for t in words) or None
    yield structural_event(relation, rule, (head, *(t for t in trigger if t != head)), bearer, post.target, role)


def _relation(context: DocumentContext, target: int, words: list[Token]) -> tuple[str, str] | None:
    """The relation of a post in a body or country, and the name of its rule; None if the words name no post."""
    lexicon, kind = context.lexicon, context.type_of(target)
    phrase = " ".join(t.lower_ for t in words)
    office = lexicon.is_office(phrase) or lexicon.is_office(_singular(words))
    if kind in PLACES:
        return (HOLDS_OFFICE, "title") if office else None
    if kind not in BODIES:
        return None
    if not words:
        return (EMPLOYED_BY if kind in WORKPLACES else MEMBER_OF), AFFILIATION
    rank = lexicon.rank(_singular(words))
    if rank == "none" or (rank is None and not office and not _human(context, words[-1])):
        return None
    if kind is ActorType.PARTY:
        return (rank if rank in lexicon.party_ranks else MEMBER_OF), AFFILIATION
    if rank is None and office:
        return HOLDS_OFFICE, "title"
    return rank or (EMPLOYED_BY if kind in WORKPLACES else MEMBER_OF), AFFILIATION


def _without_abbreviation(words: list[Token]) -> list[Token]:
    """The words without a body's abbreviation in brackets before them ("(NCB) chairman")."""
    return words[3:] if len(words) > 2 and (words[0].text, words[2].text) == ("(", ")") else words


def _without_honorific(context: DocumentContext, words: list[Token]) -> list[Token]:
    """The words without the honorific or military rank after a post: "Defence Minister Brigadier General"."""
    titles, lower = context.lexicon.titles, [t.lower_ for t in words]
    starts = (k for k in range(1, len(words)) if titles.get(" ".join(lower[k:])) in {"honorific", "rank"})
    return words[: next(starts, 0)]


def _singular(words: list[Token]) -> str:
    """The words in lower case, the last one in the singular."""
    lemmas = (t.lower_.removesuffix("s") if t.tag_ == "NNPS" else t.lemma_.lower() for t in words[-1:])
    return " ".join([*(t.lower_ for t in words[:-1]), *lemmas])


def _human(context: DocumentContext, token: Token) -> bool:
    """Whether a word is a noun or title of persons."""
    lemma = token.lemma_.lower()
    return context.lexicon.is_person_noun(lemma) or context.lexicon.is_title_word(lemma)
