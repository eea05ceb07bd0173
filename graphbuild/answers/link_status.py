"""How the links of a store are held, one after the other: a store of any size, in little memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from heapq import merge
from itertools import groupby, islice
from typing import NamedTuple

from graphbuild.core.model import Status
from graphbuild.evidence.link import OPEN, Link, LinkKey
from graphbuild.graph.filters import Filters
from graphbuild.graph.view import StoreView
from graphbuild.knowledge.ontology import Ontology

ACTORS_AT_ONCE = 300
"""Of how many actors links are read in full at a time."""


class Held(NamedTuple):
    """A link as its store has it, and how it is held."""

    link: LinkKey
    status: Status
    disputed: bool


class Pair(NamedTuple):
    """A link as two stores hold it; null in the one that has it not."""

    before: Held | None
    after: Held | None


def pairs(old: StoreView, new: StoreView, wanted: Filters, known: dict[str, str]) -> Iterator[Pair]:
    """Every link of either store that passes the filters, by its ends in the new store.

    Args:
        known: the new ids of actors that have another id in the new store.
    """
    before = ((_as_now(held, known, old.ontology), 0, held) for held in _held(old, wanted) if not _moved(held, known))
    moved = ((_as_now(held, known, old.ontology), 0, held) for held in _held_of(old, wanted, known))
    after = ((held.link, 1, held) for held in _held(new, wanted))
    for _, group in groupby(merge(before, sorted(moved), after), key=lambda item: item[0]):
        sides = {side: held for _, side, held in group}
        yield Pair(sides.get(0), sides.get(1))


def full(view: StoreView, wanted: Filters, links: Collection[LinkKey]) -> dict[LinkKey, Link]:
    """These links of a store with their sentences."""
    asked = set(links)
    subjects = sorted({subject for subject, _, _ in asked})
    return {key: link for link in _links(view, wanted, subjects) if (key := _key(link)) in asked}


def _held(view: StoreView, wanted: Filters) -> Iterator[Held]:
    """Every link that passes, by subject, key and object."""
    if not (wanted.usual and view.tied):
        return (Held(_key(link), link.status, link.disputed) for link in _links(view, wanted, view.store.actor_ids()))
    narrower = wanted.narrower(view.ontology)  # asked first, as it is quick: there may be a million links
    return (
        Held((subject, key, object_), Status(status), bool(disputed))
        for subject, key, object_, status, disputed in view.store.held()
        if (not narrower or key.partition(":")[0] in narrower) and wanted.lets(key, object_, view)
    )


def _held_of(view: StoreView, wanted: Filters, actors: Collection[str]) -> Iterator[Held]:
    """The links of these actors alone."""
    return (held for held in _held(view, wanted) if _moved(held, actors)) if actors else iter(())


def _links(view: StoreView, wanted: Filters, subjects: Iterable[str]) -> Iterator[Link]:
    """The links of these subjects in their order, a few subjects at a time."""
    ids = iter(subjects)
    while some := set(islice(ids, ACTORS_AT_ONCE)):
        yield from wanted.links(view, some, leading=True)


def _moved(held: Held, known: Collection[str]) -> bool:
    return held.link[0] in known or held.link[2] in known


def _as_now(held: Held, known: dict[str, str], words: Ontology) -> LinkKey:
    """The link with the ids of the new store, the ends of one without direction in their order."""
    subject, key, object_ = held.link
    one, other = known.get(subject, subject), known.get(object_, object_)
    relation = words.relations.get(key) if not key.startswith(f"{OPEN}:") else None
    if relation is not None and relation.symmetric:
        one, other = sorted((one, other))
    return one, key, other


def _key(link: Link) -> LinkKey:
    return link.subject, link.key, link.object
