"""Splits: whole documents, single mentions or a name that a person takes out of an actor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graphbuild.core.ids import family
from graphbuild.core.model import ActorType, Mention, ObservedActor, content_id
from graphbuild.core.names import name_key, slug
from graphbuild.resolution.corrections.correction import ActorRef, Correction, Corrections, Kind
from graphbuild.resolution.corrections.lookup import ActorIndex, Missing
from graphbuild.resolution.corrections.notice import Notices


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """Lookup of documents by source, and of the mentions in a document, with observed ids."""

    sources: Mapping[str, str]
    mentions: Callable[[str], Sequence[Mention]]

    def documents(self, text: str) -> set[str]:
        """Return the ids of the documents with this id or source."""
        return {text} if text in self.sources else {id_ for id_, source in self.sources.items() if source == text}


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """An actor that an entry makes out of a part of another."""

    entry: Correction
    node: str
    parent: str


@dataclass(slots=True, kw_only=True)
class Taken:
    """What splits take: whole observed actors, and single mentions, each with its split."""

    whole: dict[str, Split] = field(default_factory=dict)
    single: dict[str, dict[Mention, Split]] = field(default_factory=lambda: defaultdict(dict))


def held_apart(corrections: Corrections, who: ActorIndex, notices: Notices) -> dict[str, tuple[str, Correction]]:
    """Return the new node of each observed actor whose name an entry keeps apart.

    Applies only if the names of an `apart` entry are one actor before corrections.
    """
    carved: dict[str, tuple[str, Correction]] = {}
    for entry in corrections.of(Kind.APART):
        at: dict[str, list[ActorRef]] = defaultdict(list)
        for ref in entry.actors:
            node = who.node(ref)
            if not isinstance(node, Missing):
                at[node].append(ref)
        for node, refs in at.items():
            if len(refs) < 2:
                continue
            found = list(_by_name(who, node, refs))
            if not found:
                notices.add(entry, f"both are {node}, and no name tells them apart: split it by document or mention")
            for observed, target in found:
                both = (carved.get(observed, (target, entry)), (target, entry))
                carved[observed] = min(both, key=lambda item: (item[0], item[1].reason))
    return carved


def _by_name(who: ActorIndex, node: str, refs: Iterable[ActorRef]) -> Iterable[tuple[str, str]]:
    """Yield the observed actors of a node that have another name than it, with the node they become."""
    for ref in refs:
        key = name_key(ref.name)
        if ref.id == node or node.endswith(f"-{slug(key)}"):
            continue
        members = [o for o in who.members[node] if name_key(o.name) == key]
        if len(members) < len(who.members[node]):
            target = ref.id or f"{node.split('-')[0]}-{slug(key)}"
            if target in who.members:
                target = f"{target}-{content_id('apart', node, key, length=6)}"
            yield from ((o.id, target) for o in members)


def splits(corrections: Corrections, who: ActorIndex, notices: Notices) -> list[Split]:
    """Return the actors that are split off; adds them to the index."""
    found = []
    for entry in corrections.of(Kind.SPLIT):
        parent = who.node(entry.actors[0])
        if isinstance(parent, Missing):
            notices.add(entry, parent.reason)
        else:
            found.append(Split(entry=entry, node=_new_id(entry, parent), parent=parent))
    for split in found:
        who.members.setdefault(split.node, [])
        who.add_name(split.entry.name or "", split.node)
    return sorted(found, key=by_content)


def by_content(split: Split) -> tuple[str, str, str, tuple[str, ...], tuple[str, ...]]:
    """Return a sort key that does not depend on the position of an entry in its file."""
    entry = split.entry
    return split.node, entry.reason, str(entry.type), entry.documents, tuple(map(str, entry.mentions))


def take(
    corrections: Corrections,
    found: Iterable[Split],
    groups: Mapping[str, frozenset[str]],
    who: ActorIndex,
    archive: Archive,
    notices: Notices,
) -> Taken:
    """Return what each split takes out of its actor and of everything merged with it.

    Raises:
        DataError: two splits want the same mention or observed actor.
    """
    taken = Taken()
    wanted: dict[tuple[str, Mention | None], Split] = {}
    for split in found:
        pool = [o for node in sorted(groups.get(split.parent, {split.parent})) for o in who.members[node]]
        whole, single = _documents(split, pool, archive, notices), _mentions(split, pool, archive, notices)
        for observed, mention in (*whole, *single):
            for key in ((observed.id, mention), (observed.id, None)):
                other = wanted.get(key)
                if other is not None and other.node != split.node:
                    what = f"{split.entry.says} and {other.entry.says} both take what {observed.doc} says"
                    raise corrections.contradiction([split.entry, other.entry], what)
            wanted.setdefault((observed.id, mention), split)
    for (observed_id, mention), split in wanted.items():
        if mention is None:
            taken.whole[observed_id] = split
        else:
            taken.single[observed_id][mention] = split
    _refuse_overlap(corrections, taken)
    _take_whole(taken, archive)
    return taken


def _refuse_overlap(corrections: Corrections, taken: Taken) -> None:
    """Raise DataError if two splits take the same mention."""
    for observed_id, by_mention in taken.single.items():
        whole = taken.whole.get(observed_id)
        for mention, split in by_mention.items():
            if whole is not None and whole.node != split.node:
                what = f"{split.entry.says} and {whole.entry.says} both take what {mention.doc} says"
                raise corrections.contradiction([split.entry, whole.entry], what)


def _take_whole(taken: Taken, archive: Archive) -> None:
    """Take an observed actor whole if one actor takes each of its mentions."""
    for observed_id, by_mention in list(taken.single.items()):
        doc = next(iter(by_mention)).doc
        everything = {m for m in archive.mentions(doc) if m.actor == observed_id}
        nodes = {split.node for split in by_mention.values()}
        if observed_id in taken.whole:
            del taken.single[observed_id]
        elif everything <= by_mention.keys() and len(nodes) == 1:
            taken.whole[observed_id] = min(by_mention.values(), key=by_content)
            del taken.single[observed_id]


def _documents(
    split: Split, pool: Sequence[ObservedActor], archive: Archive, notices: Notices
) -> Iterable[tuple[ObservedActor, None]]:
    """Yield the observed actors in the documents that a split names."""
    for text in split.entry.documents:
        docs = archive.documents(text)
        members = [o for o in pool if o.doc in docs]
        if not members:
            what = "does not mention it" if docs else "is not there"
            notices.add(split.entry, f"the document {text!r} {what}")
        yield from ((o, None) for o in members)


def _mentions(
    split: Split, pool: Sequence[ObservedActor], archive: Archive, notices: Notices
) -> Iterable[tuple[ObservedActor, Mention]]:
    """Yield the mentions that a split names, with their observed actors."""
    by_id = {o.id: o for o in pool}
    for ref in split.entry.mentions:
        found = [
            mention
            for doc in sorted(archive.documents(ref.doc))
            for mention in archive.mentions(doc)
            if mention.actor in by_id and mention.span.start < ref.span.end and ref.span.start < mention.span.end
        ]
        if not found:
            notices.add(split.entry, f"it is not mentioned at {ref.doc}:{ref.span.start}-{ref.span.end}")
        yield from ((by_id[mention.actor], mention) for mention in found)


def _new_id(entry: Correction, parent: str) -> str:
    """Return the id of an actor that is split off."""
    letter = _letter(entry.type) if entry.type else parent.split("-")[0]
    key = name_key(entry.name or "")
    return f"{letter}-{slug(key)}-{content_id('split', parent, key, length=6)}"


def _letter(actor_type: ActorType) -> str:
    """Return the letter of the family of an actor type."""
    return family(actor_type).value
