"""Personal pronouns as mentions, with person, number and gender."""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.mentions.mention import TokenMention
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.reference import REFERENCE

ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})


def pronoun(token: Token) -> TokenMention | None:
    """Return the mention of a personal pronoun; None for other words."""
    if _both(token):
        return TokenMention(
            start=token.i,
            end=token.i + 1,
            head=token.i,
            kind=MentionKind.PRONOUN,
            type=ActorType.GROUP,
            number="plur",
            gender="c",
            definite=True,
        )
    if token.tag_ not in {"PRP", "PRP$"} or token.lower_ not in FUNCTION_WORDS.pronouns or token.dep_ == "expl":
        return None
    form = FUNCTION_WORDS.pronouns[token.lower_]
    if token.lower_ == "us" and token.is_upper:
        return None
    type_ = (
        ActorType.PERSON
        if form.gender in {"m", "f"} or (form.person == 1 and form.number == "sing")
        else ActorType.GROUP
    )
    return TokenMention(
        start=token.i,
        end=token.i + 1,
        head=token.i,
        kind=MentionKind.PRONOUN,
        type=type_,
        number=form.number,
        gender=form.gender,
        definite=True,
    )


def _both(token: Token) -> bool:
    """Return True for a word that means two actors named before: "both", "the two", "the pair"."""
    if token.lower_ not in REFERENCE.pair_words or token.dep_ not in ARGUMENTS:
        return False
    if any(c.dep_ in {"prep", "relcl", "amod", "compound", "conj"} for c in token.children):
        return False
    return token.lower_ in REFERENCE.both_words or any(
        c.lower_ in FUNCTION_WORDS.definite_or_plural for c in token.lefts
    )
