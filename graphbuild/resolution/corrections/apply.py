"""Combined result of all corrections on actors: pure, and independent of the order of the entries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from graphbuild.core.link_key import LinkKey
from graphbuild.core.model import MentionKind, ObservedActor
from graphbuild.core.names import fold, name_key, slug
from graphbuild.knowledge.ontology import Ontology
from graphbuild.resolution.corrections.correction import Correction, Corrections, Kind
from graphbuild.resolution.corrections.linking import Judged, judge_links
from graphbuild.resolution.corrections.looks import looks_of, note_shared_aliases, targets_of
from graphbuild.resolution.corrections.lookup import ActorIndex, Missing, cast, lacking
from graphbuild.resolution.corrections.merging import Joined, chain, components, distinct
from graphbuild.resolution.corrections.notice import Notice, Notices
from graphbuild.resolution.corrections.overlay import Moved, Overlay, Struck
from graphbuild.resolution.corrections.splitting import Archive, Split, Taken, by_content, held_apart, splits, take
from graphbuild.resolution.resolve import ONLY_MENTION, Resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The actors after the corrections, other results, and notices on entries that do not apply.

    `awaited` are links that entries name, each with the notice to give if the link does not exist; `awaited_claims` are
    sentences that entries name, each with the notice to give if no claim was read there.
    """

    resolution: Resolution
    overlay: Overlay
    notices: frozenset[Notice]
    awaited: tuple[tuple[LinkKey, Notice], ...]
    awaited_claims: tuple[tuple[Struck, Notice], ...] = ()


def judge(
    corrections: Corrections,
    observed: Iterable[ObservedActor],
    resolved: Resolution,
    archive: Archive,
    ontology: Ontology,
) -> Verdict:
    """Apply corrections to a resolution.

    Args:
        corrections: the entries.
        observed: all observed actors, in any order.
        resolved: the actors before corrections.
        archive: looks up documents and mentions that entries name.
        ontology: the relations that entries may name.

    Raises:
        DataError: entries contradict each other, or name an unknown relation.
    """
    actors = list(observed)
    notices = Notices(corrections)
    who = cast(actors, resolved.canonical)
    carved = held_apart(corrections, who, notices)
    node_of = {**resolved.canonical, **{id_: node for id_, (node, _) in carved.items()}}
    if carved:
        who = cast(actors, node_of)
    who.given = _given(corrections, who)
    found = splits(corrections, who, notices)
    merges = _joined(corrections, Kind.MERGE, who, notices)
    groups = components(corrections, merges, _joined(corrections, Kind.APART, who, notices))
    _refuse_rejoining(corrections, found, groups, merges)
    taken = take(corrections, found, groups, who, archive, notices)
    node_of.update({id_: split.node for id_, split in taken.whole.items()})
    final = _final_ids(node_of, taken, groups, who, _swallowed(merges, who))
    moved, parts, lost = _moved(taken, {o.id: o for o in actors}, node_of, final, archive)
    targets = targets_of(corrections, who, final, notices)
    links = judge_links(corrections, who, final, ontology, targets.get(Kind.REJECT, {}), notices)
    struck = _struck(links, archive, notices)
    overlay = Overlay(
        looks=MappingProxyType(looks_of(corrections, targets, groups, merges, final, found, node_of)),
        rejected=MappingProxyType({id_: _reasons(said) for id_, said in targets[Kind.REJECT].items()}),
        moved=moved,
        parts=parts,
        lost=MappingProxyType(lost),
        confirmed=links.confirmed,
        refused=links.refused,
        struck=tuple(sorted({one for one, _ in struck})),
        added=links.added,
    )
    note_shared_aliases(corrections, who, final, targets, notices)
    canonical = {id_: final[node] for id_, node in node_of.items()}
    reasons = _who_reasons(resolved, carved, taken, node_of, merges)
    sizes = Counter(canonical.values())
    alone = {id_ for id_, actor in canonical.items() if sizes[actor] == 1 and reasons[id_] == resolved.reasons[id_]}
    reasons.update(dict.fromkeys(alone, ONLY_MENTION))
    return Verdict(
        resolution=Resolution(canonical=canonical, reasons=reasons),
        overlay=overlay,
        notices=frozenset(notices.found),
        awaited=_awaited(links, notices),
        awaited_claims=struck,
    )


def _awaited(links: Judged, notices: Notices) -> tuple[tuple[LinkKey, Notice], ...]:
    """Return the links that entries name, each with the notice to give if the link does not exist."""
    return tuple((key, notices.make(entry, "there is no such link")) for key, entry in links.awaited)


def _struck(links: Judged, archive: Archive, notices: Notices) -> tuple[tuple[Struck, Notice], ...]:
    """Return the sentences that entries reject, each with the notice to give if nothing of the link was read there."""
    found = []
    for key, place, entry in links.struck:
        documents = sorted(archive.documents(place.doc))
        if not documents:
            notices.add(entry, f"the document {place.doc!r} is not there")
        notice = notices.make(entry, f"nothing of this link was read at {place}")
        found += [(Struck(key, doc, place.span, entry.reason), notice) for doc in documents]
    return tuple(found)


def _given(corrections: Corrections, who: ActorIndex) -> dict[str, set[str]]:
    """Return the names that only entries give, so that other entries may use them."""
    given: dict[str, set[str]] = defaultdict(set)
    for entry in corrections.of(Kind.MERGE, Kind.RENAME, Kind.ALIAS):
        nodes = [node for node in map(who.node, entry.actors) if not isinstance(node, Missing)]
        name = entry.alias or entry.name
        if name and nodes:
            given[fold(name)].add(min(nodes))
    return given


def _joined(corrections: Corrections, kind: Kind, who: ActorIndex, notices: Notices) -> list[Joined]:
    """Return the entries of a kind with the nodes they name; names not found become notices."""
    joined = []
    for entry in corrections.of(kind):
        found = [who.node(ref) for ref in entry.actors]
        for reason in lacking(found):
            notices.add(entry, reason)
        nodes = frozenset(node for node in found if not isinstance(node, Missing))
        if kind is Kind.MERGE and len(nodes) == 1 and not lacking(found):
            notices.add(entry, f"they are one actor ({min(nodes)}) without it")
        joined.append((entry, nodes))
    if kind is Kind.MERGE:
        kept = distinct(joined)
        numbers = {e.number for e, _ in kept}
        repeated = [(e, nodes) for e, nodes in joined if len(nodes) > 1 and e.number not in numbers]
        for entry, nodes in repeated:
            other = next(e for e, others in kept if nodes <= others)
            notices.add(entry, f"entry {other.number} says the same")
    return joined


def _refuse_rejoining(
    corrections: Corrections, found: Iterable[Split], groups: Mapping[str, frozenset[str]], merges: Sequence[Joined]
) -> None:
    """Raise DataError if a part is merged with the actor from which it is split."""
    for split in found:
        if split.node in groups.get(split.parent, ()):
            by = chain(merges, split.node, split.parent)
            what = f"{split.entry.says}, but it is merged with what it is split from"
            raise corrections.contradiction([split.entry, *by], what)


def _swallowed(merges: Iterable[Joined], who: ActorIndex) -> set[str]:
    """Return the nodes that some merge names after its first."""
    return {node for entry, _ in merges for ref in entry.actors[1:] if isinstance(node := who.node(ref), str)}


def _final_ids(
    node_of: Mapping[str, str],
    taken: Taken,
    groups: Mapping[str, frozenset[str]],
    who: ActorIndex,
    swallowed: set[str],
) -> dict[str, str]:
    """Return the actor's id for each node that has anything left.

    Of merged nodes it is the one that a merge names first and none names later; then the plainest id; then the first.
    """
    alive = set(node_of.values()) | {s.node for single in taken.single.values() for s in single.values()}

    def rank(node: str) -> tuple[bool, bool, str]:
        """Return the sort key of a node; the lowest one gives the merged actor its id."""
        names = {name_key(o.name) for o in who.members.get(node, ())}
        return node in swallowed, not any(node.endswith(f"-{slug(name)}") for name in names), node

    final: dict[str, str] = {}
    for node in sorted({*alive, *groups}):
        among = groups.get(node, frozenset({node})) & alive
        if among:
            final[node] = min(among, key=rank) if len(among) > 1 else next(iter(among))
    return final


def _moved(
    taken: Taken,
    observed: Mapping[str, ObservedActor],
    node_of: Mapping[str, str],
    final: Mapping[str, str],
    archive: Archive,
) -> tuple[tuple[Moved, ...], tuple[tuple[str, ObservedActor], ...], dict[str, tuple[str, ...]]]:
    """Return the single mentions that move to another actor.

    Returns:
        The moved mentions; what each new actor gets of them, by id; the aliases that each observed actor loses.
    """
    moved: list[Moved] = []
    parts: list[tuple[str, ObservedActor]] = []
    lost: dict[str, tuple[str, ...]] = {}
    for id_, by_mention in taken.single.items():
        source = observed[id_]
        by_node: dict[str, set[str]] = defaultdict(set)
        example: dict[str, Split] = {}
        for mention, split in by_mention.items():
            actor, reason = final[split.node], split.entry.reason
            moved.append(
                Moved(doc=source.doc, span=mention.span, source=final[node_of[id_]], actor=actor, reason=reason)
            )
            by_node[split.node] |= {_plain(mention.text)} if mention.kind is MentionKind.NAME else set()
            example[split.node] = min(example.get(split.node, split), split, key=by_content)
        for node, names in by_node.items():
            parts.append((final[node], _part(source, example[node], names)))
        left = {_plain(m.text) for m in archive.mentions(source.doc) if m.actor == id_ and m not in by_mention}
        gone = tuple(sorted(set().union(*by_node.values()) & set(source.aliases) - left))
        if gone:
            lost[id_] = gone
    key = lambda m: (m.doc, m.span, m.source, m.actor)  # noqa: E731
    return tuple(sorted(moved, key=key)), tuple(sorted(parts, key=lambda p: (p[0], p[1].id))), lost


def _part(source: ObservedActor, split: Split, names: set[str]) -> ObservedActor:
    """Return the part of an observed actor that a split takes, as an observed actor."""
    name = split.entry.name or source.name
    return ObservedActor(
        id=f"{source.id}/{split.node}",
        doc=source.doc,
        name=name,
        type=split.entry.type or source.type,
        named=True,
        aliases=tuple(sorted(names - {name})),
    )


def _plain(text: str) -> str:
    """Return a text with each run of whitespace replaced by one space."""
    return " ".join(text.split())


def _who_reasons(
    resolved: Resolution,
    carved: Mapping[str, tuple[str, Correction]],
    taken: Taken,
    node_of: Mapping[str, str],
    merges: Iterable[Joined],
) -> dict[str, str]:
    """Return the reason for which each observed actor belongs to its actor."""
    merged: dict[str, set[str]] = defaultdict(set)
    for entry, nodes in merges:
        for node in nodes if len(nodes) > 1 else ():
            merged[node].add(entry.reason)
    reasons = {}
    for id_, node in node_of.items():
        first = resolved.reasons[id_]
        if id_ in taken.whole:
            first = taken.whole[id_].entry.reason
        elif id_ in carved:
            first = carved[id_][1].reason
        kept = [] if first == ONLY_MENTION and merged[node] else [first]
        reasons[id_] = "; ".join([*kept, *sorted(merged[node])])
    return reasons


def _reasons(entries: Iterable[Correction]) -> str:
    """Return the distinct reasons of entries, sorted and joined by semicolons."""
    return "; ".join(sorted({entry.reason for entry in entries}))
