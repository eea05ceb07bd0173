"""What somebody can belong to: a body or a group, and not a mere class of people or bodies.

"Members of minorities", "members of political parties" and "other police forces include ..." say of nobody what he is a
member of, and of no body what it is a part of.
"""

from __future__ import annotations

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.mentions.mention import PLURAL
from graphbuild.knowledge.ontology.structural import MEMBER_OF, PART_OF

WHOLES = frozenset({MEMBER_OF, PART_OF})
"""The relations whose object is a whole."""
CLASSES = frozenset({ActorType.GROUP, ActorType.PARTY, ActorType.ORGANIZATION, ActorType.COMPANY, ActorType.MEDIA})
"""The types whose plural is a class ("parties"); "security forces" are one body."""

FEWEST_LETTERS = 2
"""Of an abbreviation with its plural's "s", one more than these."""


def one_whole(context: DocumentContext, i: int, members: tuple[int, ...] = ()) -> bool:
    """Whether a mention is of one body or group.

    Args:
        context: the document.
        i: the mention.
        members: those who are said to belong to it. Owners of names are known by them ("their Reld Party").
    """
    m = context.mentions[i]
    if m.kind is MentionKind.NAME:
        return not _plural_abbreviation(context.head(i).text)
    if m.kind is MentionKind.PRONOUN:
        return m.number != "plur" or any(context.mentions[j].kind is MentionKind.NAME for j in members)
    noun = context.head(i)
    if noun.tag_ not in PLURAL or context.named(i):
        return True
    own = any(c.tag_ == "PRP$" for c in noun.children)  # what "its forces include" is a part of the owner
    return context.type_of(i) not in CLASSES and not own


def _plural_abbreviation(word: str) -> bool:
    """Whether a word is an abbreviation in the plural ("NGOs"), which is no name."""
    return len(word) > FEWEST_LETTERS and word.endswith("s") and word[:-1].isupper()
