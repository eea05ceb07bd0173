"""Posts told by where the words stand: body, office and party before a name, beside a description, or in brackets.

"RBS economist Louis Kray", "German Chancellor Ada Merk", "the SPD's interior minister", "Piers Holt (Labour)".
The parser often hangs these words on one another at random, so that they are read off their order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.events.event import Event, MentionIndex, told
from graphbuild.extraction.mentions.mention import TokenMention
from graphbuild.extraction.syntax import control, grammar
from graphbuild.knowledge.ontology import BODIES

AFFILIATION = "affiliation"
PLACES = frozenset({ActorType.PLACE, ActorType.COUNTRY})
SEATS = PLACES | {ActorType.GOVERNMENT}
WORKPLACES = frozenset({ActorType.COMPANY, ActorType.MEDIA, ActorType.GOVERNMENT, ActorType.SECURITY_FORCE})
MODIFIERS = frozenset({"NOUN", "PROPN", "ADJ"})
REACH = 10  # tokens before a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What the words beside a person say: a body or a country, and the words of the post in it, if any."""

    target: int
    words: tuple[int, ...]


def post_events(doc: Doc, clusters: Clusters, places: MentionIndex) -> Iterator[Event]:
    """Every post that the words around a person tell."""
    for i, m in enumerate(clusters.mentions):
        if m.kind is MentionKind.PRONOUN or clusters.type_of(i) not in {ActorType.PERSON, ActorType.GROUP}:
            continue
        if m.kind is MentionKind.NAME and clusters.type_of(i) is ActorType.PERSON:
            for post in _before(doc, clusters, places, i, m) or _behind(doc, clusters, places, m):
                for bearer in (i, *_sharing(doc, clusters, places, m, post)):
                    yield from _told(doc, clusters, bearer, post)
            for post in _bracketed(doc, clusters, places, i, m):
                yield from _told(doc, clusters, i, post)
        elif m.kind is MentionKind.NOMINAL:
            yield from _described(doc, clusters, places, i, m)
    for i, m in enumerate(clusters.mentions):
        if m.kind is MentionKind.NAME and clusters.type_of(i) is ActorType.PARTY:
            yield from _professed(doc, clusters, places, i, m)


def _before(doc: Doc, clusters: Clusters, places: MentionIndex, i: int, m: TokenMention) -> list[Post]:
    """The posts in the words straight before a name: in the nearest body, and past a party in a country.

    "Lower Saxony's SPD interior minister": a party's word may stand between the seat and the office.
    """
    found: list[Post] = []
    if doc[m.head].dep_ in {"compound", "amod", "nmod"} and doc[m.head].head.pos_ == "NOUN":
        return found  # "ITV's Ada Dimble programme"
    end = m.start
    for token in _stretch(doc, m):
        j = places.at(token)
        if j is None or j == i or token.i >= end or clusters.mentions[j].head != token.i:
            continue
        j = places.whole(j)
        kind = clusters.type_of(j)
        if j == i or kind not in BODIES | PLACES or _merely_beside(doc, clusters, j, m):
            continue
        if _hyphened(doc, clusters.mentions[j]) or (found and kind not in PLACES):
            break
        found.append(Post(target=j, words=tuple(range(clusters.mentions[j].end, m.start))))
        if kind is not ActorType.PARTY:
            break
        end = clusters.mentions[j].start
    return found


def _merely_beside(doc: Doc, clusters: Clusters, j: int, m: TokenMention) -> bool:
    """Whether a body stands straight before a name, with no post, and is no party ("the accounting firm KMG")."""
    body = clusters.mentions[j]
    if body.end < m.start:
        return False
    return body.kind is not MentionKind.NAME or clusters.type_of(j) is not ActorType.PARTY


def _behind(doc: Doc, clusters: Clusters, places: MentionIndex, m: TokenMention) -> list[Post]:
    """ "Prime Minister Ada Lind of Norland": the office before the name, its country after it."""
    if not m.title or not clusters.lexicon.is_office(m.title):
        return []
    words = tuple(range(max(m.start - len(m.title.split()), 0), m.start))
    seats = places.standing_for(grammar.prepositional(doc[m.head], "of"))
    return [Post(target=j, words=words) for j in seats[:1] if words and clusters.type_of(j) in SEATS]


def _stretch(doc: Doc, m: TokenMention) -> Iterator[Token]:
    """The modifiers before a name, from the nearest to the farthest; a title may hold an "of"."""
    first = max(m.start - REACH, doc[m.start].sent.start)
    title = m.start - len(m.title.split()) if m.title else m.start
    for k in range(m.start - 1, first - 1, -1):
        token = doc[k]
        inside = k >= title
        plain = token.pos_ in MODIFIERS or token.tag_ in {"POS", "VBN", "VBG", "CD"} or token.text in {"-", "heads"}
        if not (inside or plain):
            return
        yield token


def _hyphened(doc: Doc, m: TokenMention) -> bool:
    """ "Iran-backed", "anti-Hamas": the name is part of an adjective."""
    after = m.end < len(doc) and doc[m.end].text == "-"
    return after or (m.start > 0 and doc[m.start - 1].text in {"-", "anti", "pro"})


def _sharing(doc: Doc, clusters: Clusters, places: MentionIndex, m: TokenMention, post: Post) -> Iterator[int]:
    """Other names under the same plural title: "Deutsche Bank heads Fitschen and Jain"."""
    if not post.words or doc[post.words[-1]].tag_ not in {"NNS", "NNPS", "VBZ"}:
        return
    for token in grammar.conjuncts(doc[m.head])[1:]:
        j = places.at(token)
        if j is not None and clusters.mentions[j].title is None and clusters.type_of(j) is ActorType.PERSON:
            yield j


def _bracketed(doc: Doc, clusters: Clusters, places: MentionIndex, i: int, m: TokenMention) -> Iterator[Post]:
    """One body in brackets right behind a name, with or without a post: "(Labour)", "(Australian Greens candidate)"."""
    if m.end + 1 >= len(doc) or doc[m.end].text != "(" or not doc[m.start].text[:1].isupper():
        return
    inside: list[Token] = []
    for token in doc[m.end + 1 : m.end + 10]:
        if token.text == ")":
            break
        inside.append(token)
    else:
        return
    found = {j for t in inside if (j := places.at(t)) is not None and clusters.mentions[j].kind is MentionKind.NAME}
    bodies = [j for j in sorted(found) if clusters.type_of(j) in BODIES]
    if len(bodies) == 1 and clusters.of(bodies[0]) != clusters.of(i):
        words = tuple(t.i for t in inside if t.i >= clusters.mentions[bodies[0]].end and t.pos_ in MODIFIERS)
        yield Post(target=bodies[0], words=words)


def _described(doc: Doc, clusters: Clusters, places: MentionIndex, i: int, m: TokenMention) -> Iterator[Event]:
    """ "the Republican senator", "Tory candidates": who is described by a party belongs to it."""
    if not clusters.lexicon.is_person_noun(doc[m.head].lemma_.lower()):
        return
    beside = [c for c in doc[m.head].children if c.dep_ in {"amod", "compound", "nmod", "poss"} and c.i < m.head]
    for token in beside:
        j = places.at(token)
        if j is None or clusters.type_of(j) is not ActorType.PARTY or _hyphened(doc, clusters.mentions[j]):
            continue
        yield from _told(doc, clusters, i, Post(target=j, words=(m.head,)))


def _professed(doc: Doc, clusters: Clusters, places: MentionIndex, i: int, m: TokenMention) -> Iterator[Event]:
    """ "Ada Holt is a Democrat", "ran as a Republican": the party's word alone says who belongs to it."""
    token = doc[m.head]
    if not any(c.dep_ == "det" and c.lower_ in {"a", "an"} for c in token.children):
        return
    verb = token.head
    said_of: list[Token] = []
    if token.dep_ in {"attr", "oprd"}:
        said_of = control.subjects(verb)
    elif token.dep_ == "appos":
        said_of = [verb]
    elif token.dep_ == "pobj" and verb.lower_ == "as" and verb.head.pos_ in {"VERB", "AUX"}:
        said_of = control.subjects(verb.head)
    for bearer in places.standing_for(said_of):
        if clusters.type_of(bearer) is ActorType.PERSON:
            yield from _told(doc, clusters, bearer, Post(target=i, words=()))


def _told(doc: Doc, clusters: Clusters, bearer: int, post: Post) -> Iterator[Event]:
    if clusters.of(bearer) == clusters.of(post.target):
        return
    words = [doc[t] for t in post.words if doc[t].tag_ != "POS" and doc[t].text != "-"]
    read = _relation(clusters, post.target, words)
    if read is None:
        return
    relation, rule = read
    trigger = tuple(t.i for t in words) or (clusters.mentions[post.target].head,)
    head = words[-1].i if words else trigger[0]
    role = " ".join(t.lower_ for t in words) or None
    yield told(relation, rule, (head, *(t for t in trigger if t != head)), bearer, post.target, role)


def _relation(clusters: Clusters, target: int, words: list[Token]) -> tuple[str, str] | None:
    """What a post in a body or a country is, and the name of the rule that says so."""
    lexicon, kind = clusters.lexicon, clusters.type_of(target)
    phrase = " ".join(t.lower_ for t in words)
    office = lexicon.is_office(phrase) or lexicon.is_office(_singular(words))
    if kind in PLACES:
        return ("holds_office", "title") if office else None
    if kind not in BODIES:
        return None
    if not words:
        return ("employed_by" if kind in WORKPLACES else "member_of"), AFFILIATION
    rank = lexicon.rank(_singular(words))
    if rank == "none" or (rank is None and not office and not _human(clusters, words[-1])):
        return None
    if kind is ActorType.PARTY:
        return (rank if rank in {"leads", "speaks_for", "founded", "employed_by"} else "member_of"), AFFILIATION
    if rank is None and office:
        return "holds_office", "title"
    return rank or ("employed_by" if kind in WORKPLACES else "member_of"), AFFILIATION


def _singular(words: list[Token]) -> str:
    return " ".join([*(t.lower_ for t in words[:-1]), *(t.lemma_.lower() for t in words[-1:])])


def _human(clusters: Clusters, token: Token) -> bool:
    lemma = token.lemma_.lower()
    return clusters.lexicon.is_person_noun(lemma) or clusters.lexicon.is_title_word(lemma)
