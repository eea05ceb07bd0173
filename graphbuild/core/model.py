"""The nouns of graphbuild: what a document, a mention, an actor and a claim are.

Plain frozen dataclasses that every stage passes on and nobody changes. Two layers of ids are kept apart, as
FollowTheMoney and nomenklatura do it: an *observed* actor is what one document says (id made from the document);
an *actor* is who that is across all documents (a judgement, laid over the observations and never written into them).
All offsets are Python string offsets into the document's stored text, end exclusive.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class ActorType(StrEnum):
    """What an actor is. `group`: a collective named by a noun. `country`: the state, as actor and as place."""

    PERSON = "person"
    ARMED_GROUP = "armed_group"
    SECURITY_FORCE = "security_force"
    GOVERNMENT = "government"
    PARTY = "party"
    COMPANY = "company"
    MEDIA = "media"
    ORGANIZATION = "organization"
    GROUP = "group"
    COUNTRY = "country"
    PLACE = "place"


class Status(StrEnum):
    """How a claim is held, strongest first (the order in which an edge takes the status of its claims)."""

    ASSERTED = "asserted"
    ENDED = "ended"
    ALLEGED = "alleged"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


class MentionKind(StrEnum):
    """How the text mentions an actor."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Review(StrEnum):
    """Whether a person has looked at a link."""

    AUTO = "auto"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text: string offsets, end exclusive."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of this span in `text`."""
        return text[self.start : self.end]

    def within(self, other: Span) -> bool:
        """Whether this span lies inside `other`."""
        return other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article or report as it was read. `source` is its path relative to the given input, never absolute."""

    id: str
    text: str
    source: str
    sha256: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    language: str = "en"
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where a document mentions an actor. `join` names the rule that tied it to that actor."""

    doc: str
    span: Span
    text: str
    actor: str
    kind: MentionKind
    join: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedActor:
    """An actor as one document shows it.

    `named` is false where the text never gives a name ("security forces"); such actors are never merged across
    documents on their words alone. `country` is the ISO 3166 alpha-2 code of a country or of what belongs to it.
    `known` is the actor's id in the gazetteer that the user gave, where it is one of that.
    """

    id: str
    doc: str
    name: str
    type: ActorType
    named: bool
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    country: str | None = None
    known: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An actor across all documents."""

    id: str
    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    country: str | None = None
    n_documents: int = 0
    n_mentions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a claim stands: a document, one of its sentences, and the words for subject, trigger and object."""

    doc: str
    sentence: Span
    subject: Span
    trigger: Span
    object: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Somebody says that one actor is linked to another (`relations.md` gives each field's meaning).

    `subject`, `object` and `attributed_to` are observed ids as a document yields them, canonical ids as the store
    gives them back. `evidence` is null only for a claim that a person added by hand (rule `user`).
    """

    id: str
    subject: str
    relation: str
    label: str
    object: str
    status: Status
    rule: str
    confidence: float
    evidence: Evidence | None
    cue: str | None = None
    attributed_to: str | None = None
    attribution: str | None = None
    date: str | None = None
    date_text: str | None = None
    place: str | None = None
    place_text: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read out of one document: the result of the extraction. `sentences` in the order of the text."""

    document: Document
    sentences: tuple[Span, ...] = ()
    actors: tuple[ObservedActor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input that could not be read or was skipped, and why. `source` names it as the user did."""

    source: str
    reason: str


def content_id(*parts: object, length: int = 12) -> str:
    """A short hexadecimal id made from content alone: the same parts give the same id on every machine."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:length]
