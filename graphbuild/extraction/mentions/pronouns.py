"""Personal pronouns as mentions: their person, number and gender."""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.mentions.mention import TokenMention

# word: (person, number, gender); gender n is for things, c for people of either
PRONOUNS: dict[str, tuple[int, str, str]] = {
    "he": (3, "sing", "m"),
    "him": (3, "sing", "m"),
    "his": (3, "sing", "m"),
    "himself": (3, "sing", "m"),
    "she": (3, "sing", "f"),
    "her": (3, "sing", "f"),
    "hers": (3, "sing", "f"),
    "herself": (3, "sing", "f"),
    "it": (3, "sing", "n"),
    "its": (3, "sing", "n"),
    "itself": (3, "sing", "n"),
    "they": (3, "plur", "c"),
    "them": (3, "plur", "c"),
    "their": (3, "plur", "c"),
    "theirs": (3, "plur", "c"),
    "themselves": (3, "plur", "c"),
    "i": (1, "sing", "c"),
    "me": (1, "sing", "c"),
    "my": (1, "sing", "c"),
    "myself": (1, "sing", "c"),
    "we": (1, "plur", "c"),
    "us": (1, "plur", "c"),
    "our": (1, "plur", "c"),
    "ourselves": (1, "plur", "c"),
}


def pronoun(token: Token) -> TokenMention | None:
    """The mention that a personal pronoun is; nothing for any other word."""
    if token.tag_ not in {"PRP", "PRP$"} or token.lower_ not in PRONOUNS or token.dep_ == "expl":
        return None
    person, number, gender = PRONOUNS[token.lower_]
    if token.lower_ == "us" and token.is_upper:
        return None
    type_ = ActorType.PERSON if gender in {"m", "f"} or (person == 1 and number == "sing") else ActorType.GROUP
    return TokenMention(
        start=token.i,
        end=token.i + 1,
        head=token.i,
        kind=MentionKind.PRONOUN,
        type=type_,
        number=number,
        gender=gender,
        definite=True,
    )
