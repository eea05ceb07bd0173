"""Whose stance a thing shows: "articles critical of Bell" are their authors' criticism, not the articles'."""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.frames import Match
from graphbuild.extraction.syntax import control, grammar
from graphbuild.knowledge.lexicon.stances import STANCES
from graphbuild.knowledge.ontology import FrameKind, Trait

SAID_OF_THINGS = frozenset({FrameKind.ADJECTIVE, FrameKind.COMPOUND})
"""Kinds of frames that often describe what an actor says: "articles critical of Bell", "anti-Norland remarks"."""


def authors(context: DocumentContext, match: Match) -> tuple[int, ...]:
    """The mentions of those whose saying or doing a stance describes; empty for any other match."""
    if Trait.STANCE not in match.frame.traits or match.frame.kind not in SAID_OF_THINGS:
        return ()
    return context.mentions_of(t for noun in match.near for t in _authors(noun))


def _authors(noun: Token) -> list[Token]:
    """Who says or does what a noun names, in its phrase or as the subject of a verb of making: "wrote articles"."""
    if noun.pos_ != "NOUN":
        return []
    found = grammar.agents(noun) or grammar.possessors(noun)
    made = noun.dep_ in {"dobj", "nsubjpass"} and noun.head.lemma_.lower() in STANCES.authoring
    return found or (control.controllers(noun) if made else [])
