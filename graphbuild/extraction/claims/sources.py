"""Who says so, and who denies it: the actors and the words that a claim is attributed to."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from graphbuild.core.model import MentionKind
from graphbuild.extraction.claims.context import ClaimContext
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS

PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT"})


def named_source(context: ClaimContext, words: Sequence[Token]) -> tuple[str | None, str | None]:
    """Return the id of the actor who speaks, if it is one, and the words that name the source.

    A pronoun names nobody: it gives its actor's name, or nothing if its antecedent is not known.

    Args:
        context: the document.
        words: the heads of the speakers, in text order.
    """
    known = [word for word in words if not _unresolved(context, word)]
    if not known:
        return None, None
    first, last = known[0], known[-1]
    mention = context.mention_at(first)
    actor = context.actor(mention) if mention is not None else None
    by = actor.id if actor is not None else None
    if actor is not None and mention is not None and context.mentions[mention].kind is MentionKind.PRONOUN:
        return by, actor.name
    return by, context.words(min(_left(first), last.i), last.i + 1)


def _unresolved(context: ClaimContext, word: Token) -> bool:
    """Return True for a pronoun that refers to no known actor ("he", "who", "it")."""
    mention = context.mention_at(word)
    return word.tag_ in PRONOUNS and (mention is None or context.actor(mention) is None)


def _left(token: Token) -> int:
    """Return the token at which a source's phrase begins: its first modifier, without an article."""
    start = int(token.left_edge.i)
    while (start < token.i and token.doc[start].pos_ in {"PUNCT", "SPACE", "CCONJ"}) or _is_article(token.doc[start]):
        start += 1
    return min(start, token.i)


def _is_article(token: Token) -> bool:
    """Return True if a token is an article."""
    return token.lower_ in FUNCTION_WORDS.articles
