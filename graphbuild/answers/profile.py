"""What an actor's mentions and judgements say of it: where and why each name is its, what it holds, why all is one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from graphbuild.core.ids import family
from graphbuild.core.model import Actor, Claim, Mention, MentionKind
from graphbuild.core.names import fold
from graphbuild.core.records import Record
from graphbuild.evidence.link import Link
from graphbuild.knowledge.lexicon.role_words import ROLE_WORDS
from graphbuild.resolution.comparison import says_little
from graphbuild.store import Store

SHOWN, SAME, USUAL, SAID = "name shown", "same name", "usual name of it", "said by a person"
"""Reasons beside the rules: it is the name that is shown, equals it, is in the word lists, or a person gave it."""
_UNTOLD = frozenset({SAME, "repeated description"})
_TOLD = frozenset({SAID, USUAL, "alias", "gazetteer", "acronym in brackets", "party", "country"})
"""Reasons for which even a name that says little is the actor's."""

OFFICES = ("holds_office", "leads", "commands", "speaks_for", "employed_by", "founded", "member_of")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence that has a name: its document's id and title, its words, and where it stands in the document."""

    doc: str
    title: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSeen:
    """A name of an actor: where it stands in the texts, and why it is the actor's.

    Attributes:
        name: as the texts write it most often.
        documents: those that have it, by id, each with the number of mentions; most mentions first.
        reason: the rule that joined it to the actor, or that a person said so.
        possible: it may as well be another's: a candidate for an alias, not a fact.
        quote: a sentence in which it was joined for this reason; None for a name that no text has.
    """

    name: str
    documents: tuple[tuple[str, int], ...]
    reason: str
    possible: bool
    quote: Quote | None

    @property
    def n_mentions(self) -> int:
        """How often it stands in the texts."""
        return sum(n for _, n in self.documents)

    def as_record(self) -> Record:
        """The JSON shape."""
        return {
            "name": self.name,
            "n_mentions": self.n_mentions,
            "reason": self.reason,
            "possible": self.possible,
            "sentence": asdict(self.quote) if self.quote is not None else None,
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


def names_of(store: Store, actor: Actor) -> tuple[NameSeen, ...]:
    """Every name of an actor of a store, those that stand most often first; those that no text has at the end."""
    look = store.overlay.looks.get(actor.id)
    said = (*look.aliases, *([look.name] if look.name else [])) if look is not None else ()
    return names_seen(
        actor,
        store.mentions(actor=actor.id),
        store.judged_names(actor.id),
        said,
        lambda mention: _quote(store, mention),
    )


def _quote(store: Store, mention: Mention) -> Quote | None:
    """Return the sentence of a mention."""
    document = store.document(mention.doc)
    span = store.sentence_at(mention.doc, mention.span.start)
    if document is None or span is None:
        return None
    words = " ".join(span.of(document.text).split())
    return Quote(doc=document.id, title=document.title or document.source, text=words, start=span.start, end=span.end)


def names_seen(
    actor: Actor,
    mentions: Iterable[Mention],
    judged: Iterable[tuple[str, str, str]] = (),
    said: Iterable[str] = (),
    quote: Callable[[Mention], Quote | None] = lambda _: None,
) -> tuple[NameSeen, ...]:
    """Every name of an actor, in the order of `names_of`.

    Args:
        actor: whose.
        mentions: all of the actor.
        judged: document, name and reason for each time that what a document shows was judged to be the actor.
        said: names that people gave it.
        quote: gives the sentence of a mention.
    """
    seen: dict[str, list[Mention]] = defaultdict(list)
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    known = {fold(name): name for name in (*actor.aliases, actor.name)}
    for mention in mentions:
        text = spelling(mention)
        if mention.kind is MentionKind.NAME or fold(text) in known:
            seen[fold(text)].append(mention)
            spelled[fold(text)][text] += 1
    usual = {key: min(texts, key=lambda t: (-texts[t], t)) for key, texts in spelled.items()}
    across = compared(judged)
    given = set(map(fold, said))
    found = []
    for key, name in {**usual, **known}.items():
        shown = key == fold(actor.name)
        reason, at = reason_of(seen[key], across)
        reason = SAID if key in given else SHOWN if shown else reason
        at = at or next(iter(seen[key]), None)
        found.append(
            NameSeen(
                name=name,
                documents=tuple(
                    sorted(Counter(m.doc for m in seen[key]).items(), key=lambda item: (-item[1], item[0]))
                ),
                reason=reason,
                possible=not shown and is_possible(name, actor, reason),
                quote=quote(at) if at is not None else None,
            )
        )
    return tuple(sorted(found, key=lambda s: (-s.n_mentions, s.name != actor.name, s.name)))


def is_possible(name: str, actor: Actor, reason: str) -> bool:
    """Return True if a name may as well be another actor's, so that it is a candidate for an alias and not a fact.

    Args:
        name: not the one that is shown.
        actor: whose it may be.
        reason: why it is held to be the actor's.
    """
    return reason not in _TOLD and says_little(name, actor.name, family(actor.type))


def reason_of(mentions: Sequence[Mention], across: Mapping[tuple[str, str], str]) -> tuple[str, Mention | None]:
    """Return why a name is an actor's, with a mention that was joined for this reason.

    A rule within a document says more than a comparison across documents, and the commonest rule most.

    Args:
        mentions: of the actor by this name.
        across: by document and name (`names.fold`) why what the document shows was judged to be the actor, as far as it
            was by comparison with another name.
    """
    within = Counter(m.join for m in mentions if m.join and m.join not in _UNTOLD)
    if within:
        rule = min(within, key=lambda r: (-within[r], r))
        return rule, next(m for m in mentions if m.join == rule)
    for mention in mentions:
        if reason := across.get((mention.doc, fold(spelling(mention)))):
            return reason.split(": ")[0], mention
    return (SAME if mentions else USUAL), None


def compared(judged: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str], str]:
    """Return the reasons that compare a name with another, by document and name (`names.fold`).

    Args:
        judged: as `Store.judged_names` gives it.
    """
    return {(doc, fold(name)): reason for doc, name, reason in judged if ": " in reason}


def spelling(mention: Mention) -> str:
    """Return the words of a mention on one line, with plain apostrophes."""
    return " ".join(mention.text.split()).replace("\u2019", "'")


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
