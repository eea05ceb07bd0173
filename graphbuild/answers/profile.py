"""What an actor's mentions and judgements say of it: where each name was seen, what it holds, why names are one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graphbuild.core.model import Actor, Claim, Mention, MentionKind
from graphbuild.core.names import fold
from graphbuild.core.records import Record
from graphbuild.evidence.link import Link
from graphbuild.knowledge.lexicon.role_words import ROLE_WORDS

OFFICES = ("holds_office", "leads", "commands", "speaks_for", "employed_by", "founded", "member_of")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSeen:
    """A name of an actor: how often it stands in the texts, and in which documents (by id, with counts)."""

    name: str
    n_mentions: int
    documents: tuple[tuple[str, int], ...]

    def as_record(self) -> Record:
        """The JSON shape."""
        return {
            "name": self.name,
            "n_mentions": self.n_mentions,
            "documents": [{"doc": doc, "n_mentions": n} for doc, n in self.documents],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A rank or office that a claim gives the actor, with the dates of such claims."""

    relation: str
    label: str
    of: str
    role: str | None
    status: str
    dates: tuple[str, ...]

    def as_record(self, of: Actor) -> Record:
        """The JSON shape; `of` is the actor of that id."""
        return {
            "relation": self.relation,
            "label": self.label,
            "of": {"id": of.id, "name": of.name, "type": of.type.value},
            "role": self.role,
            "status": self.status,
            "dates": list(self.dates),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """One way in which mentions or documents came to be of this actor, and how often it was so."""

    rule: str
    n: int


def names_seen(actor: Actor, mentions: Iterable[Mention]) -> tuple[NameSeen, ...]:
    """Every name of an actor, those that stand most often first; those that no text has at the end."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    known = {fold(name): name for name in (*actor.aliases, actor.name)}
    for mention in mentions:
        text = " ".join(mention.text.split()).replace("\u2019", "'")
        if mention.kind is MentionKind.NAME or fold(text) in known:
            counted[fold(text)][mention.doc] += 1
            spelled[fold(text)][text] += 1
    usual = {key: min(texts, key=lambda t: (-texts[t], t)) for key, texts in spelled.items()}
    seen = [
        NameSeen(
            name=name,
            n_mentions=counted[key].total(),
            documents=tuple(sorted(counted[key].items(), key=lambda item: (-item[1], item[0]))),
        )
        for key, name in {**usual, **known}.items()
    ]
    return tuple(sorted(seen, key=lambda s: (-s.n_mentions, s.name != actor.name, s.name)))


def role_of(claim: Claim) -> str | None:
    """Return the role of a claim as offices are told apart by it: "PM" and "good prime minister" are one."""
    return ROLE_WORDS.folded(claim.role) if claim.role else None


def offices(actor: Actor, links: Iterable[Link]) -> tuple[Office, ...]:
    """What an actor is or was by its links, in the order of their dates; what is not dated comes last."""
    found: dict[tuple[str, str, str, str | None, str], set[str]] = defaultdict(set)
    for link in links:
        if link.subject != actor.id or link.relation not in OFFICES:
            continue
        for claim in (citation.claim for citation in link.evidence):
            key = (link.relation, link.label, link.object, role_of(claim), claim.status.value)
            found[key] |= {claim.date} if claim.date else set()
    held = [
        Office(relation=relation, label=label, of=of, role=role, status=status, dates=tuple(sorted(dates)))
        for (relation, label, of, role, status), dates in found.items()
    ]
    order = {relation: place for place, relation in enumerate(OFFICES)}

    def rank(office: Office) -> tuple[str, int, str, str, str]:
        """Return the sort key of an office: first date, relation, organization, role and status."""
        first = min(office.dates, default="9999")
        return first, order[office.relation], office.of, office.role or "", office.status

    return tuple(sorted(held, key=rank))


def mention_joins(mentions: Iterable[Mention]) -> tuple[Join, ...]:
    """By which rules mentions were tied to the actor within documents, most frequent first."""
    return _counted(mention.join for mention in mentions if mention.join)


def document_joins(reasons: Iterable[str]) -> tuple[Join, ...]:
    """Why what each document shows is this actor: every reason with the number of documents."""
    return _counted(reasons)


def _counted(rules: Iterable[str]) -> tuple[Join, ...]:
    """Return each join rule with its count, the most frequent first."""
    counts = Counter(rules)
    return tuple(Join(rule=rule, n=n) for rule, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])))
