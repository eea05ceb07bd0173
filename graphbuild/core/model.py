"""The data model: documents, mentions, actors, claims and their evidence, as frozen dataclasses.

Two layers of ids are kept apart, as in FollowTheMoney and nomenklatura. An *observed* actor is what one document says;
its id is made from the document. An *actor* is the same person or body across all documents; which observations belong
to it is a judgement, stored separately from the observations. All offsets are Python string offsets into the stored
text of the document, end exclusive.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum


class ActorType(StrEnum):
    """The type of an actor. `group`: a collective named by a noun. `country`: a state, as an actor and as a place."""

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
    """The factuality of a claim, strongest first. An edge takes the strongest status of its claims."""

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
    """Whether a person has confirmed or rejected a link."""

    AUTO = "auto"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a document's text, as string offsets with exclusive end."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words of this span in `text`."""
        return text[self.start : self.end]

    def within(self, other: Span) -> bool:
        """Return True if this span lies inside `other`."""
        return other.start <= self.start and self.end <= other.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article or report as it was read. `source` is its path relative to the given input, never absolute.

    `row` is that of its table, as it was when it was last given: 1 is the first row of a spreadsheet or of a CSV file,
    the one with the names of the columns, the first line of JSON Lines, the first item of a JSON list. It says where
    to look, not what was read: a document whose row alone has changed is the same.
    """

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
    row: int | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A place where a document mentions an actor. `join` names the rule that linked it to that actor."""

    doc: str
    span: Span
    text: str
    actor: str
    kind: MentionKind
    join: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedActor:
    """An actor as one document shows it.

    Attributes:
        named: False if the text never gives a name ("security forces"); such actors are never merged across documents
            by their words alone.
        country: ISO 3166 alpha-2 code of a country, or of the country to which the actor belongs.
        known: the actor's id in the user's gazetteer, if it is listed there.
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
    """The evidence of a claim: a document, one of its sentences, and the spans of subject, trigger and object."""

    doc: str
    sentence: Span
    subject: Span
    trigger: Span
    object: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class EndResolution:
    """How an end that is a pronoun, a description or a capital's name was resolved to its actor, and how surely.

    Attributes:
        rule: the kind of resolution, a key of `knowledge/data/sureness.toml`.
        confidence: the share of ends of this kind that were right on annotated texts, 0 to 1.
    """

    rule: str
    confidence: float


IN_SENTENCE = frozenset({"apposition", "capital for its state"})
"""Kinds of resolution of an end beside whose words, or in whose words, the sentence has the actor's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """How the ends of a claim were resolved; null for an end whose own words in the sentence say who it is."""

    subject: EndResolution | None = None
    object: EndResolution | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement that one actor is linked to another. `docs/json.md` describes each field.

    `subject`, `object`, `attributed_to` and `denied_by` are observed ids when the extraction returns them, and
    canonical ids when the store returns them. `evidence` is None only for a claim that a person added by hand (rule
    `user`).
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
    denied_by: str | None = None
    denial: str | None = None
    date: str | None = None
    date_text: str | None = None
    place: str | None = None
    place_text: str | None = None
    role: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    date_basis: str | None = None
    spells: tuple[str, ...] = ()
    resolved: Resolved | None = None
    guess: bool = False

    @property
    def named_ends(self) -> bool:
        """Return True if the sentence itself says who both ends are.

        An actor that the text never names ("protesters") is said by its description.
        """
        if self.resolved is None:
            return True
        ends = (self.resolved.subject, self.resolved.object)
        return all(end is None or end.rule in IN_SENTENCE for end in ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """How many links of a second reader were refused for one reason."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What became of the answers of a second reader to one document.

    Attributes:
        reader: its name, as the rules of claims have it.
        said: links that it gave.
        agreed, alone: claims that the rules found too, and claims of its own that the text bears out.
        refused: the links that became no claim, by reason.
        unread: sentences that no answer covers; the built-in reader read those alone.
    """

    reader: str
    said: int = 0
    agreed: int = 0
    alone: int = 0
    refused: tuple[Refusal, ...] = ()
    unread: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was extracted from one document. `sentences` are in text order.

    `heard` says what became of a second reader's answers; it is None without one, and stores do not keep it.
    """

    document: Document
    sentences: tuple[Span, ...] = ()
    actors: tuple[ObservedActor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    heard: Heard | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input that could not be read or was skipped, and the reason. `source` names it as the user did."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark(Failure):
    """Something to know about an input that was read: a part of it that was left out, say."""


def content_id(*parts: object, length: int = 12) -> str:
    """Return a short hexadecimal id made from content: equal parts give equal ids on every machine.

    Args:
        parts: what identifies the object.
        length: number of hexadecimal digits.
    """
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:length]
