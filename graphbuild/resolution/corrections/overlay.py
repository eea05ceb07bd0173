"""The result of the corrections, as a store keeps it and applies it to the observations.

It is stored as one JSON text in a fixed order, so that equal corrections give equal bytes.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from graphbuild.core.link_key import LinkKey
from graphbuild.core.model import Actor, ActorType, Claim, Mention, ObservedActor, Span
from graphbuild.core.records import from_nested, nested

META_KEY = "corrections"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How to show an actor, where a person said so."""

    name: str | None = None
    type: ActorType | None = None
    aliases: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A mention that belongs to another actor than the other mentions of its observed actor."""

    doc: str
    span: Span
    source: str
    actor: str
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class Struck:
    """A sentence that does not say what was read in it, about one link."""

    key: LinkKey
    doc: str
    span: Span
    reason: str

    def hits(self, claim: Claim) -> bool:
        """Return True if this claim was read in the sentence."""
        evidence = claim.evidence
        return (
            evidence is not None
            and evidence.doc == self.doc
            and evidence.sentence.start < self.span.end
            and self.span.start < evidence.sentence.end
            and LinkKey.of(claim) == self.key
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """All judgements of people except who is who, which is part of the store's own judgements.

    Attributes:
        looks: by actor id, what to show instead of what was observed.
        rejected: by actor id, why it is no actor.
        moved: single mentions of other actors, by document and position.
        parts: by actor id, what an actor has of those mentions, as if it had been observed.
        lost: by observed id, the aliases that moved with those mentions.
        confirmed, refused: by link, why a person holds it to be right or wrong.
        struck: sentences that do not say of a link what was read in them, in order.
        added: claims made by hand.
    """

    looks: Mapping[str, Look] = field(default_factory=dict)
    rejected: Mapping[str, str] = field(default_factory=dict)
    moved: tuple[Moved, ...] = ()
    parts: tuple[tuple[str, ObservedActor], ...] = ()
    lost: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    confirmed: Mapping[LinkKey, str] = field(default_factory=dict)
    refused: Mapping[LinkKey, str] = field(default_factory=dict)
    struck: tuple[Struck, ...] = ()
    added: tuple[Claim, ...] = ()

    @property
    def changes_claims(self) -> bool:
        """Whether claims are added, left out or given other ends."""
        return bool(self.added or self.moved or self.refused or self.rejected or self.struck)

    def dressed(self, actor: Actor) -> Actor:
        """Return the actor as people want it shown; its other names stay as aliases."""
        look = self.looks.get(actor.id)
        if look is None:
            return actor
        name = look.name or actor.name
        aliases = {*actor.aliases, *look.aliases, actor.name} - {name}
        return replace(actor, name=name, type=look.type or actor.type, aliases=tuple(sorted(aliases)))

    def remaining(self, observed: ObservedActor) -> ObservedActor:
        """Return an observed actor without the aliases that belong to another actor."""
        lost = self.lost.get(observed.id)
        if not lost:
            return observed
        return replace(observed, aliases=tuple(alias for alias in observed.aliases if alias not in lost))

    def with_sources(self, actors: Collection[str]) -> set[str]:
        """Return these actors, and those that single mentions of theirs were taken from."""
        return {*actors, *(moved.source for moved in self.moved if moved.actor in actors)}

    def owner(self, doc: str, span: Span, actor: str) -> str:
        """Return the id of the actor to whom a span belongs, which would otherwise be `actor`'s."""
        for moved in self.moved:
            overlaps = span.start < moved.span.end and moved.span.start < span.end
            if moved.doc == doc and moved.source == actor and overlaps:
                return moved.actor
        return actor

    def mention(self, mention: Mention) -> Mention:
        """Return the mention with its corrected actor."""
        for moved in self.moved:
            if (moved.doc, moved.span, moved.source) == (mention.doc, mention.span, mention.actor):
                return replace(mention, actor=moved.actor)
        return mention

    def claim(self, claim: Claim) -> Claim:
        """Return the claim with its corrected actors, and without a rejected source."""
        evidence = claim.evidence
        if self.moved and evidence is not None:
            subject = self.owner(evidence.doc, evidence.subject, claim.subject)
            claim = replace(claim, subject=subject, object=self.owner(evidence.doc, evidence.object, claim.object))
        if claim.attributed_to in self.rejected:
            claim = replace(claim, attributed_to=None)
        if claim.denied_by in self.rejected:
            claim = replace(claim, denied_by=None)
        return replace(claim, place=None) if claim.place in self.rejected else claim

    def stands(self, key: LinkKey) -> bool:
        """Return True if neither this link nor one of its ends was rejected."""
        return key not in self.refused and key.subject not in self.rejected and key.object not in self.rejected

    def keeps(self, claim: Claim) -> bool:
        """Return True if a claim stands, and nobody said that its sentence does not say so."""
        return self.stands(LinkKey.of(claim)) and not any(struck.hits(claim) for struck in self.struck)


def dump(overlay: Overlay) -> str:
    """Return the overlay as one line of JSON, in a fixed order."""
    record = {
        "looks": {id_: nested(look) for id_, look in sorted(overlay.looks.items())},
        "rejected": dict(sorted(overlay.rejected.items())),
        "moved": [[m.doc, m.span.start, m.span.end, m.source, m.actor, m.reason] for m in overlay.moved],
        "parts": [[actor, nested(part)] for actor, part in overlay.parts],
        "lost": {id_: list(names) for id_, names in sorted(overlay.lost.items())},
        "confirmed": [[*key, reason] for key, reason in sorted(overlay.confirmed.items())],
        "refused": [[*key, reason] for key, reason in sorted(overlay.refused.items())],
        "struck": [[*s.key, s.doc, s.span.start, s.span.end, s.reason] for s in overlay.struck],
        "added": [nested(claim) for claim in overlay.added],
    }
    return json.dumps(record, ensure_ascii=False)


def load(text: str) -> Overlay:
    """Return the overlay that `dump` wrote."""
    record = json.loads(text)
    return Overlay(
        looks=MappingProxyType({id_: from_nested(Look, look) for id_, look in record["looks"].items()}),
        rejected=MappingProxyType(record["rejected"]),
        moved=tuple(
            Moved(doc=doc, span=Span(start, end), source=source, actor=actor, reason=reason)
            for doc, start, end, source, actor, reason in record["moved"]
        ),
        parts=tuple((actor, from_nested(ObservedActor, {"named": True, **part})) for actor, part in record["parts"]),
        lost=MappingProxyType({id_: tuple(names) for id_, names in record["lost"].items()}),
        confirmed=MappingProxyType({LinkKey(s, key, o): reason for s, key, o, reason in record["confirmed"]}),
        refused=MappingProxyType({LinkKey(s, key, o): reason for s, key, o, reason in record["refused"]}),
        struck=tuple(
            Struck(LinkKey(subject, key, object_), doc, Span(start, end), reason)
            for subject, key, object_, doc, start, end, reason in record.get("struck", ())
        ),
        added=tuple(from_nested(Claim, claim) for claim in record["added"]),
    )
