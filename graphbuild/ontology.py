"""The ontology: every relation, what it joins, and the words that say it. Read from data, never written in code.

A relation's triggers are short patterns in the file's own words (the notation stands at the head of
`data/relations.toml` and in `docs/ontology.md`). This module turns them into `Frame`s; `events` matches them.
A user's file is laid over the built-in one: new relations are added, lists are appended to, other keys override.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from graphbuild.model import ActorType

BODIES = frozenset(
    {
        ActorType.ARMED_GROUP,
        ActorType.SECURITY_FORCE,
        ActorType.GOVERNMENT,
        ActorType.PARTY,
        ActorType.COMPANY,
        ActorType.MEDIA,
        ActorType.ORGANIZATION,
    }
)
ACTORS = BODIES | {ActorType.PERSON, ActorType.COUNTRY, ActorType.GROUP}
TYPE_SETS: dict[str, frozenset[ActorType]] = {
    **{t.value: frozenset({t}) for t in ActorType},
    "body": BODIES,
    "actor": frozenset(ACTORS),
    "place": frozenset({ActorType.PLACE, ActorType.COUNTRY}),
}


class FrameKind(StrEnum):
    """Which grammar a pattern is read by; the name of the list it stands in."""

    VERB = "verbs"
    NOUN = "nouns"
    ROLE = "roles"
    ADJECTIVE = "adjectives"
    COMPOUND = "compounds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One trigger pattern, parsed.

    Attributes:
        relation: the relation that it says.
        kind: which list it came from.
        pattern: the pattern as written; with the relation and kind it names the rule in a claim.
        head: the lemma that starts the match (a verb, noun or adjective; for compounds the participle, or `pro`).
        words: what follows the head, in order. `_` is the slot of the other end; "on|against" are alternatives.
        unless: lemmas that rule the match out when they depend on the head.
        inverse: the grammatical subject (or the noun itself) is the relation's object.
        subject, object: the types that the relation's ends may have here; empty where the relation's own hold.
        not_object, only_object: lemmas of the slot's head that rule the match out, or that it must be among.
    """

    relation: str
    kind: FrameKind
    pattern: str
    head: str
    words: tuple[str, ...] = ()
    unless: frozenset[str] = frozenset()
    inverse: bool = False
    subject: frozenset[ActorType] = frozenset()
    object: frozenset[ActorType] = frozenset()
    not_object: frozenset[str] = frozenset()
    only_object: frozenset[str] = frozenset()

    @property
    def rule(self) -> str:
        """The rule's name in a claim: `arrests/verbs/take _ into custody`."""
        return f"{self.relation}/{self.kind.value}/{self.pattern}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence that must yield this relation: a test by itself."""

    text: str
    subject: str
    object: str
    status: str = "asserted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One kind of link. `wikidata` codes that start with ^ state it the other way round."""

    id: str
    label: str
    inverse: str
    family: str
    subject: frozenset[ActorType]
    object: frozenset[ActorType]
    symmetric: bool = False
    is_a: tuple[str, ...] = ()
    plover: tuple[str, ...] = ()
    ftm: tuple[str, ...] = ()
    wikidata: tuple[str, ...] = ()
    example: Example | None = None
    frames: tuple[Frame, ...] = ()
