"""How the links of a store are held, one after the other: a store of any size, in little memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from heapq import merge
from itertools import groupby, islice
from typing import NamedTuple

from graphbuild.core.link_key import LinkKey
from graphbuild.evidence.link import Link
from graphbuild.evidence.summary import LinkFacts
from graphbuild.graph.filters import Filters
from graphbuild.graph.link_reader import ACTORS_AT_ONCE
from graphbuild.graph.view import StoreView
from graphbuild.knowledge.ontology import Ontology


class Pair(NamedTuple):
    """A link as two stores hold it; null in the one that has it not."""

    before: LinkFacts | None
    after: LinkFacts | None


def pairs(old: StoreView, new: StoreView, wanted: Filters, known: dict[str, str]) -> Iterator[Pair]:
    """Every link of either store that passes the filters, by its ends in the new store.

    Args:
        known: the new ids of actors that have another id in the new store.
    """
    links_before, links_after = old.links(wanted), new.links(wanted)
    same = (link for link in links_before.facts() if link.subject not in known and link.object not in known)
    before = ((_as_now(link.link_key, known, old.ontology), 0, link) for link in same)
    there = _touching(links_before.facts(), known) if known else ()
    moved = ((_as_now(link.link_key, known, old.ontology), 0, link) for link in there)
    after = ((link.link_key, 1, link) for link in links_after.facts())
    for _, group in groupby(merge(before, sorted(moved), after), key=lambda item: item[0]):
        sides = {side: link for _, side, link in group}
        yield Pair(sides.get(0), sides.get(1))


def full(view: StoreView, wanted: Filters, links: Collection[LinkKey]) -> dict[LinkKey, Link]:
    """These links of a store with their sentences."""
    asked = set(links)
    found: dict[LinkKey, Link] = {}
    subjects = iter(sorted({link.subject for link in asked}))
    while some := set(islice(subjects, ACTORS_AT_ONCE)):
        found |= {link.link_key: link for link in wanted.links(view, some, leading=True) if link.link_key in asked}
    return found


def _touching(facts: Iterable[LinkFacts], actors: Collection[str]) -> Iterator[LinkFacts]:
    """The links with one of these actors at an end."""
    return (link for link in facts if link.subject in actors or link.object in actors)


def _as_now(link: LinkKey, known: dict[str, str], words: Ontology) -> LinkKey:
    """The link with the ids of the new store, the ends of one without direction in their order."""
    ends = known.get(link.subject, link.subject), known.get(link.object, link.object)
    relation = words.relations.get(link.key)
    one, other = sorted(ends) if relation is not None and relation.symmetric else ends
    return LinkKey(one, link.key, other)
