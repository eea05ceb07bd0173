"""What corrections make of who is who, looking only at the actors that they name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from graphbuild.core.link_key import LinkKey
from graphbuild.core.model import Claim, Mention, ObservedActor
from graphbuild.core.names import fold, name_key, slug
from graphbuild.knowledge.ontology import Ontology
from graphbuild.resolution.candidate import Candidate
from graphbuild.resolution.corrections import Corrections, apply
from graphbuild.resolution.corrections.apply import Verdict
from graphbuild.resolution.corrections.correction import Kind
from graphbuild.resolution.corrections.overlay import Overlay
from graphbuild.resolution.corrections.splitting import Archive
from graphbuild.resolution.keys import KeyKind, code_of
from graphbuild.resolution.resolve import Resolution, reason_of
from graphbuild.store import Store
from graphbuild.store.claims import ordered
from graphbuild.store.resolved import EntryRow

_LETTERS = "polc"
"""The letters with which the ids of actors begin."""
NOTHING = Verdict(resolution=Resolution(canonical={}, reasons={}), overlay=Overlay(), notices=frozenset(), awaited=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncorrected:
    """Actors before corrections.

    Attributes:
        observed: their observed actors, by id.
        resolution: who these are.
    """

    observed: list[ObservedActor]
    resolution: Resolution


def corrected(store: Store, relations: Ontology, corrections: Corrections | None) -> Verdict:
    """Return what corrections say of the actors that they name; of no others.

    Args:
        store: judged, but for corrections.
        relations: the relations that corrections may name.
        corrections: what people say.

    Raises:
        DataError: the corrections contradict each other.
    """
    if corrections is None or not corrections.entries:
        return NOTHING
    found = uncorrected(store, _named(store, corrections))
    judged = apply.judge(corrections, found.observed, found.resolution, archive_of(store), relations)
    return noticed(store, judged, relations)


def noticed(store: Store, judged: Verdict, relations: Ontology) -> Verdict:
    """Return a verdict with a notice for each link that corrections await and that does not exist."""
    read = [(LinkKey.of(claim), claim) for claim in _awaited_claims(store, judged, symmetric_of(relations))]
    links = {key for key, _ in read}
    missing = {notice for key, notice in judged.awaited if key not in links}
    missing |= {
        notice
        for struck, notice in judged.awaited_claims
        if struck.key in links and not any(struck.hits(claim) for _, claim in read)
    }
    return replace(judged, notices=judged.notices | missing, awaited=(), awaited_claims=())


def symmetric_of(relations: Ontology) -> frozenset[str]:
    """Return the ids of the relations without a direction."""
    return frozenset(id_ for id_, relation in relations.relations.items() if relation.symmetric)


def uncorrected(store: Store, centres: Iterable[int]) -> Uncorrected:
    """Return the actors of clusters before corrections.

    Args:
        store: judged, but for corrections.
        centres: the numbers of the entries that are their centres.
    """
    rows = store.entries("cluster", centres)
    members = store.members(rows)
    sizes: dict[int, int] = {}
    for number, row in rows.items():
        sizes[row.cluster] = sizes.get(row.cluster, 0) + len(members[number])
    observed: list[ObservedActor] = []
    canonical: dict[str, str] = {}
    reasons: dict[str, str] = {}
    for number, row in rows.items():
        for actor in members[number]:
            observed.append(actor)
            canonical[actor.id] = row.actor
            reasons[actor.id] = _reason(row, rows, actor, sizes[row.cluster])
    observed.sort(key=lambda actor: actor.id)
    return Uncorrected(observed=observed, resolution=Resolution(canonical=canonical, reasons=reasons))


def candidates(store: Store, verdict: Verdict, corrections: Corrections | None) -> Iterator[Candidate]:
    """Yield the pairs of actors that may be one, without those of which people said whether they are.

    Args:
        store: judged, but for corrections.
        verdict: what corrections make of it.
        corrections: what people say.
    """
    final = _finals(store, verdict)
    apart = _kept_apart(store, corrections)
    best: dict[tuple[str, str], Candidate] = {}
    for doubt, first, second in store.doubts():
        one, other = sorted((final.get(first, first), final.get(second, second)))
        decided = one == other or any({first, second} <= ids for ids in apart)
        if decided or not verdict.overlay.rejected.keys().isdisjoint((one, other)):
            continue
        found = Candidate(one=one, other=other, score=doubt.score, why=doubt.why)
        best[one, other] = max(best.get((one, other), found), found, key=lambda c: (c.score, c.why))
    yield from sorted(best.values())


def centres_of(store: Store, actors: Collection[str]) -> set[int]:
    """Return the centres of the clusters that have one of these ids before corrections."""
    return {row.cluster for row in store.entries("actor", actors).values()}


def _reason(row: EntryRow, rows: Mapping[int, EntryRow], actor: ObservedActor, size: int) -> str:
    """Return why an observed actor of an entry is the actor of its cluster."""
    if row.cluster != row.number:
        return f"{row.reason}: {rows[row.cluster].name}"
    return reason_of(row.identity, actor, size)


def _named(store: Store, corrections: Corrections) -> set[int]:
    """Return the centres of the clusters that corrections may mean."""
    texts: set[str] = set()
    ids: set[str] = set()
    for entry in corrections.entries:
        ends = (entry.link.subject, entry.link.object) if entry.link else ()
        for ref in (*entry.actors, *ends):
            texts.add(ref.name)
            ids |= {ref.name, *([ref.id] if ref.id else [])}
            if entry.kind is Kind.APART:  # ids that it may make, which others may have already
                ids |= {f"{letter}-{slug(name_key(ref.name))}" for letter in _LETTERS}
        texts |= {text for text in (entry.name, entry.alias) if text}
    numbers = {n for text in texts for n in store.holders(code_of((KeyKind.FOLD, fold(text))))}
    called = {row.actor for row in store.entries("id", numbers).values()}
    return centres_of(store, ids | called)


def _finals(store: Store, verdict: Verdict) -> dict[str, str]:
    """Return the id after corrections of each actor that they merge with another, by its id before them."""
    canonical = verdict.resolution.canonical
    rows = store.entries("id", store.entry_numbers(canonical).values())
    numbers = store.entry_numbers(canonical)
    found: dict[str, set[str]] = {}
    for id_, actor in canonical.items():
        found.setdefault(rows[numbers[id_]].actor, set()).add(actor)
    return {before: min(after) for before, after in found.items() if len(after) == 1}


def _kept_apart(store: Store, corrections: Corrections | None) -> list[set[str]]:
    """Return the ids, before corrections, of the actors that people keep apart, entry by entry."""
    entries = corrections.of(Kind.APART) if corrections is not None else []
    return [{id_ for ref in entry.actors for id_ in _called(store, ref.id, ref.name)} for entry in entries]


def _called(store: Store, id_: str | None, name: str) -> set[str]:
    """Return the ids, before corrections, of the actors that an entry may mean: one id, or all that have the name."""
    if id_ is not None and store.entries("actor", [id_]):
        return {id_}
    numbers = store.holders(code_of((KeyKind.FOLD, fold(name))))
    return {row.actor for row in store.entries("id", numbers).values()}


def archive_of(store: Store) -> Archive:
    """Return what looks up documents and mentions in a store."""
    return Archive(sources=store.sources(), mentions=lambda doc: _mentions(store, doc))


def _mentions(store: Store, doc: str) -> tuple[Mention, ...]:
    """Return the mentions in a document with observed ids; none where there is no such document."""
    reading = store.reading(doc)
    return reading.mentions if reading is not None else ()


def _awaited_claims(store: Store, found: Verdict, symmetric: frozenset[str]) -> Iterator[Claim]:
    """Yield the claims of actors in whose links corrections await a claim, as they will be read under the verdict."""
    yield from found.overlay.added
    ends = {key[0] for key, _ in found.awaited}
    if not ends:
        return
    actors = found.overlay.with_sources(ends)
    canonical = found.resolution.canonical
    for claim in store.observed_claims(id_ for id_, actor in canonical.items() if actor in actors):
        if claim.subject in canonical and claim.object in canonical:
            judged = replace(claim, subject=canonical[claim.subject], object=canonical[claim.object])
            yield ordered(found.overlay.claim(judged), symmetric)
