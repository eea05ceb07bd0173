"""What a second reader says of a document, before anything of it is believed; and who read a claim.

A second reader is anything else that reads: a language model, a classifier, a user's own program. Its links are words.
They become claims only where the extraction finds each of them in the text (`extraction.verification`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from enum import StrEnum

from graphbuild.core.model import Document, Refusal, Span

PREFIX = "reader/"
"""Beginning of the rule of a claim that a second reader found."""
LEARNED_PREFIX = "learned/"
"""Beginning of the rule of a claim that the learned reader found; the relation follows."""
_JOINT = " & "
_UNSAFE = re.compile(r"[^A-Za-z0-9._:@+-]+")
_LONGEST_NAME = 60
SENTENCE_UNKNOWN = "sentence not sent"
MALFORMED = "not in the agreed form"


class ReadBy(StrEnum):
    """Who read a claim: the rules, the learned reader, a second reader alone or with one of those, or a person."""

    RULES = "rules"
    LEARNED = "learned"
    READER = "reader"
    BOTH = "both"
    USER = "user"


def read_by(rule: str) -> ReadBy:
    """Return who read a claim, from its rule.

    A reader's rule has one slash, `reader/NAME`; what both found has the rule first: `RULE & reader/NAME`. The rule of
    the learned reader is `learned/RELATION`.
    """
    if rule == ReadBy.USER:
        return ReadBy.USER
    if f"{_JOINT}{PREFIX}" in rule:
        return ReadBy.BOTH
    if rule.startswith(LEARNED_PREFIX):
        return ReadBy.LEARNED
    return ReadBy.READER if rule.startswith(PREFIX) and rule.count("/") == 1 else ReadBy.RULES


def reader_rule(name: str) -> str:
    """Return the rule of the claims that only a second reader of this name found."""
    return f"{PREFIX}{safe_name(name)}"


def joint_rule(rule: str, name: str) -> str:
    """Return the rule of a claim that a rule and a second reader both found."""
    return f"{rule}{_JOINT}{reader_rule(name)}"


def safe_name(name: str) -> str:
    """Return a reader's name with letters, digits and a few marks only, so that it can stand anywhere."""
    return _UNSAFE.sub(":", name).strip(":")[:_LONGEST_NAME] or "unnamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidActor:
    """An actor as a second reader names it: the words of its mentions, and its type, which may be no type at all."""

    name: str
    type: str = ""
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidLink:
    """A link as a second reader says it. Nothing in it is known to be true.

    Attributes:
        subject, object: names of actors, or other words for them.
        relation, status: ids, if they are any.
        sentence: where the sentence that it names stands in the document.
        trigger: the words that say it; empty if it names none.
        said_by: who says so, if the text names somebody.
    """

    subject: str
    relation: str
    object: str
    status: str
    sentence: Span
    trigger: str = ""
    said_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredDocument(Document):
    """A document with the answers of a second reader, on its way to the extraction.

    Attributes:
        reader: the reader's name.
        actors, links: what it said.
        refused: what was no link at all, by reason.
        unread: the sentences that no answer covers.
    """

    reader: str
    actors: tuple[SaidActor, ...] = ()
    links: tuple[SaidLink, ...] = ()
    refused: tuple[Refusal, ...] = ()
    unread: tuple[Span, ...] = ()

    @property
    def plain(self) -> Document:
        """The document alone."""
        return Document(**{field.name: getattr(self, field.name) for field in fields(Document)})


def answered(document: Document, **answers: object) -> AnsweredDocument:
    """Return a document with answers; the keywords are the further fields of `AnsweredDocument`."""
    known = {field.name: getattr(document, field.name) for field in fields(Document)}
    return AnsweredDocument(**known, **answers)  # type: ignore[arg-type]
