"""What follows from changed judgements: which actors and links can be others than before."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

from graphbuild.core.link_key import LinkKey
from graphbuild.resolution.corrections.overlay import Overlay
from graphbuild.store import Store
from graphbuild.store.derived import Pair

KeyT = TypeVar("KeyT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """What may have changed with judgements: all where None.

    Attributes:
        actors: ids of actors.
        pairs: the actors between whom links may have changed.
    """

    actors: set[str] | None
    pairs: set[Pair] | None


def keep_judgements(
    store: Store, judged: Mapping[str, tuple[str, str]], overlay: Overlay, docs: Collection[str]
) -> Affected:
    """Keep judgements, and return what may have changed with them.

    Args:
        store: open for writing, within a transaction; its overlay is still the one before.
        judged: the actor's id and the reason of observed actors, by their ids.
        overlay: what corrections say now beside who is who.
        docs: documents that are new or have changed, or that tell another story.
    """
    old = store.overlay
    before = store.judged_rows(judged)
    changed = {id_: found for id_, found in judged.items() if before.get(id_) != found}
    other = [id_ for id_, (actor, _) in changed.items() if before.get(id_, ("",))[0] != actor]
    pairs = store.pairs_of(other)
    store.put_judgements(changed)
    pairs |= store.pairs_of(other) | store.pairs_in(docs)
    pairs |= {(one, two) for one, two in map(json.loads, store.touched("pair"))}
    actors = {*store.touched("actor"), *(before[id_][0] for id_ in other if id_ in before)}
    actors |= {actor for actor, _ in changed.values()} | _reshown(store, old, overlay)
    refused = _differing(old.rejected, overlay.rejected)
    pairs |= store.pairs_of(store.observed_of(refused)) | _corrected_pairs(old, overlay)
    moved = bool(old.moved or overlay.moved or old.struck or overlay.struck)  # whole claims tell what these hit
    return Affected(actors=actors - {""}, pairs=None if moved else {pair for pair in pairs if "" not in pair})


def _reshown(store: Store, old: Overlay, new: Overlay) -> set[str]:
    """Return the actors that corrections let be shown in another way than before."""
    actors = _differing(old.looks, new.looks) | _differing(old.rejected, new.rejected)
    for moved in set(old.moved) ^ set(new.moved):
        actors |= {moved.source, moved.actor}
    actors |= {actor for actor, _ in set(old.parts) ^ set(new.parts)}
    lost = store.judged_rows(_differing(old.lost, new.lost))
    return actors | {actor for actor, _ in lost.values()}


def _corrected_pairs(old: Overlay, new: Overlay) -> set[Pair]:
    """Return the actors of links that corrections refuse, add or confirm, and did not before, or no longer do."""
    keys: set[LinkKey] = _differing(old.refused, new.refused) | _differing(old.confirmed, new.confirmed)
    keys |= {LinkKey.of(claim) for claim in {*old.added} ^ {*new.added}}
    return {key.pair for key in keys}


def _differing(old: Mapping[KeyT, object], new: Mapping[KeyT, object]) -> set[KeyT]:
    """Return the keys under which two mappings hold different things."""
    return {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
