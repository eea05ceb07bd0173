"""Personal pronouns as mentions, with person, number and gender."""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.mentions.mention import TokenMention
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS


def pronoun(token: Token) -> TokenMention | None:
    """Return the mention of a personal pronoun; None for other words."""
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
