"""People of whom only their number or a deed is told: "killing 25", "dozens were arrested", "those who protested"."""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.mentions.mention import TokenMention
from graphbuild.extraction.syntax.grammar import left_edge
from graphbuild.knowledge.lexicon.counting import COUNTING

PATIENTS = frozenset({"dobj", "nsubjpass"})
RESTRICTIVE = frozenset({"acl", "amod", "relcl"})
LONGEST = 10
"""Tokens of the longest description of "those"."""


def counted_people(token: Token) -> TokenMention | None:
    """The mention of people that a number or "those" heads; None if the word stands for nobody or for things.

    A number counts people where it undergoes what is done to people only: "wounded at least 56", but not "sold 56".

    Args:
        token: a word of a parsed document.
    """
    told = _told_of(token)
    if told is None and not _number(token):
        return None
    single = token.lower_ in COUNTING.single
    return TokenMention(
        start=left_edge(token) if told is None else token.i,
        end=token.i + 1 if told is None else _end(token, told),
        head=token.i,
        kind=MentionKind.NOMINAL,
        type=ActorType.PERSON if single else ActorType.GROUP,
        sure=True,
        number="sing" if single else "plur",
        gender=None if single else "c",
    )


def _number(token: Token) -> bool:
    """Whether a number or an amount without a noun counts people."""
    if not (token.pos_ == "NUM" or token.lower_ in COUNTING.amounts) or token.ent_type_ in COUNTING.no_people:
        return False
    if any((c.dep_ == "prep" and c.lower_ in COUNTING.of) or c.tag_ == "$" for c in token.children):
        return False
    if any(c.dep_ == "det" for c in token.lefts):  # "the two" are two who were named before
        return False
    first = _first_conjunct(token)
    if token.dep_ == "pobj":
        return token.head.lower_ in COUNTING.of and token.head.head.lemma_.lower() in COUNTING.nouns
    return first.dep_ in PATIENTS and first.head.pos_ == "VERB" and first.head.lemma_.lower() in COUNTING.verbs


def _first_conjunct(token: Token) -> Token:
    """The first of coordinated words: a number after "and" undergoes what the one before it does."""
    while token.dep_ == "conj" and token.head.pos_ != "VERB":
        token = token.head
    return token


def _told_of(token: Token) -> Token | None:
    """What tells that "those" stands for people: "those who fled", "those arrested", "those responsible for it"."""
    if token.lower_ not in COUNTING.those or token.dep_ in {"det", "nmod"}:
        return None
    clauses = (c for c in token.rights if c.dep_ in RESTRICTIVE)
    return next((c for c in clauses if c.lower_ in COUNTING.told_of_people or _of_who(c)), None)


def _of_who(clause: Token) -> bool:
    """Whether a relative clause speaks of people: "who fled"."""
    return any(t.lower_ in COUNTING.who for t in clause.lefts)


def _end(token: Token, told: Token) -> int:
    """The end of what is told of "those", without which the word names nobody."""
    last = min(told.right_edge.i + 1, token.i + LONGEST)
    return next((t.i for t in token.doc[token.i : last] if t.is_punct), last)
