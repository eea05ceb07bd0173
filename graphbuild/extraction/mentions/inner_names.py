"""Bodies whose names are words of longer names, and the short forms of names: "UN Working Group", "the Campaign"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.mentions.mention import TokenMention
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.ontology import BODIES

LONGEST = 3
"""Tokens of the longest name that is looked for inside another."""
MODIFIERS = frozenset({"amod", "compound", "nmod", "poss"})


def inner_names(doc: Doc, names: Collection[TokenMention], lexicon: Lexicon) -> Iterator[TokenMention]:
    """Yield the bodies that a longer name of a body begins with, if the text or the lexicon has them by themselves.

    Args:
        doc: the parsed document.
        names: the names found so far.
        lexicon: the word lists.
    """
    heads = {m.head for m in names}
    alone = {m.tokens(doc).text: m.type for m in names if m.type in BODIES}
    for m in names:
        if m.type not in BODIES or m.known:
            continue
        for size in range(min(LONGEST, m.end - m.start - 1), 0, -1):
            span = doc[m.start : m.start + size]
            last, text = span[-1], span.text
            modifies = last.dep_ in MODIFIERS and last.i not in heads and doc[span.end].pos_ == "PROPN"
            # "National" is a paper, and no owner of "National Bank"
            telling = size > 1 or (text.isupper() and len(text) > 1)
            kind = (alone.get(text) or lexicon.known_type(text)) if modifies and telling else None
            if kind in BODIES and not _common(text, lexicon) and not _only_kind(doc, span.end, m.end, lexicon):
                assert kind is not None
                yield replace(m, end=span.end, head=last.i, type=kind, sure=True, number="sing", gender="n", title=None)
                break


def _common(text: str, lexicon: Lexicon) -> bool:
    """Return True for a place, a nationality, and a noun in capitals ("NGO"), which name no body."""
    places = lexicon.is_place(text) or lexicon.adjective(text) or lexicon.country(text)
    return bool(places) or text.lower() in lexicon.nouns


def _only_kind(doc: Doc, start: int, end: int, lexicon: Lexicon) -> bool:
    """Return True if the rest of a name only says what it is ("WAFA News Agency") or that it is none ("Resolution")."""
    words = doc[start:end].text.lower()
    person = lexicon.noun_type(doc[end - 1], plural=False) is ActorType.PERSON  # "FBI Director" is a post
    return person or words in lexicon.kind_nouns or any(t.lower_ in lexicon.things for t in doc[start:end])


def short_forms(doc: Doc, names: Collection[TokenMention], lexicon: Lexicon) -> Iterator[TokenMention]:
    """Yield the last words of bodies' names that stand for them after "the": "the Campaign" of "the Holt Campaign".

    A noun that the lexicon lists as an actor's is a description anyway.
    """
    last: dict[str, ActorType] = {}
    for m in names:
        if m.type in BODIES and m.end - m.start > 1:
            last.setdefault(doc[m.end - 1].text, m.type)
    covered = {i for m in names for i in range(m.start, m.end)}
    for token in doc:
        if token.text not in last or token.i in covered or not _stands_alone(token):
            continue
        if lexicon.noun_type(token, plural=False) is None:
            yield TokenMention(
                start=token.i,
                end=token.i + 1,
                head=token.i,
                kind=MentionKind.NOMINAL,
                type=last[token.text],
                sure=True,
                gender="n",
                definite=True,
            )


def _stands_alone(token: Token) -> bool:
    """Return True for a capitalised noun between "the" and another phrase."""
    if token.i == 0 or token.pos_ not in {"NOUN", "PROPN"} or not token.text[:1].isupper():
        return False
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return token.nbor(-1).lower_ == "the" and (after is None or after.pos_ != "PROPN")
