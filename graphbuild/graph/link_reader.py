"""Reading links: from the summaries that a store keeps where these answer what is asked, else from the claims.

This is the one place where that choice is made (`reader`); both give the same answers.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Protocol, TypeVar

from graphbuild.core.link_key import LinkKey
from graphbuild.evidence.citation import Citation
from graphbuild.evidence.link import Link, link_of, ordered_evidence
from graphbuild.evidence.summary import LinkFacts, LinkSummary, best_first

if TYPE_CHECKING:
    from graphbuild.graph.filters import Filters
    from graphbuild.graph.view import StoreView, View

T = TypeVar("T", LinkSummary, LinkFacts)

ACTORS_AT_ONCE = 300
"""Of how many actors the claims are read at a time where the links of all are asked for."""


class LinkReader(Protocol):
    """The links of a view that pass some filters."""

    def summaries(
        self, actor: str, *, other: str | None = None, limit: int | None = None
    ) -> tuple[list[LinkSummary], int]:
        """The links of an actor, best first, and how many there are in all.

        Args:
            actor: the id of the actor.
            other: only links with this one at the other end.
            limit: only so many, the best.
        """

    def full(self, summaries: Sequence[LinkSummary], *, brief: bool = False) -> list[Link]:
        """The links of these summaries in their order, with their evidence.

        Args:
            summaries: some that this reader gave.
            brief: only the best claim of each is needed; where that is quicker, the others are left out.
        """

    def facts(self, actors: Collection[str] | None = None) -> Iterator[LinkFacts]:
        """The facts of every link with one of these actors at an end, in no order; those of all links (null) by
        subject, key and object, in little memory.
        """


def reader(view: StoreView, wanted: Filters) -> LinkReader:
    """Reads the links of a store in the quickest way that answers these filters."""
    return SummaryReader(view, wanted) if view.summarized and wanted.usual else ClaimReader(view, wanted)


class ClaimReader:
    """Reads links from the claims of any view."""

    def __init__(self, view: View, wanted: Filters) -> None:
        """Read from this view the links that pass these filters."""
        self._view, self._wanted = view, wanted

    def summaries(
        self, actor: str, *, other: str | None = None, limit: int | None = None
    ) -> tuple[list[LinkSummary], int]:
        """As `LinkReader` says; they are links in full already."""
        ends = None if other is None else {actor, other}
        links = self._wanted.links(self._view, {actor}, ends=ends)
        found: list[LinkSummary] = [link for link in links if other is None or link.other(actor) == other]
        return best_first(found)[:limit], len(found)

    def full(self, summaries: Sequence[LinkSummary], *, brief: bool = False) -> list[Link]:
        """As `LinkReader` says."""
        return [link for link in summaries if isinstance(link, Link)]

    def facts(self, actors: Collection[str] | None = None) -> Iterator[LinkFacts]:
        """As `LinkReader` says."""
        if actors is not None or not self._wanted.asks_for_sources:
            yield from (found.facts for found in self._wanted.summaries(self._view, actors))
            return
        ids = iter(self._view.actor_ids())
        while some := set(islice(ids, ACTORS_AT_ONCE)):
            yield from (found.facts for found in self._wanted.summaries(self._view, some, leading=True))


class SummaryReader:
    """Reads links from the summaries that a store keeps, a thousand times faster than from its claims."""

    def __init__(self, view: StoreView, wanted: Filters) -> None:
        """Read from this store the links that pass these filters."""
        self._view, self._wanted = view, wanted

    def summaries(
        self, actor: str, *, other: str | None = None, limit: int | None = None
    ) -> tuple[list[LinkSummary], int]:
        """As `LinkReader` says."""
        store, wanted = self._view.store, self._wanted
        if other is None and limit is not None and not wanted.relations:
            return store.best_links(actor, min(limit, sys.maxsize), open_claims=wanted.open_claims)
        if other is not None:
            sizes = store.kinds((actor, other))
            actor, other = sorted((actor, other), key=lambda id_: (sizes[id_][1], id_))
        found = best_first(self._passing(store.links_of(actor, other)))
        return found[:limit], len(found)

    def full(self, summaries: Sequence[LinkSummary], *, brief: bool = False) -> list[Link]:
        """As `LinkReader` says."""
        asked = {id_ for found in summaries for id_ in (found.claims[:1] if brief else found.claims)}
        cited: dict[LinkKey, list[Citation]] = {}
        for claim in self._view.store.claims(ids=asked) if asked else ():
            cited.setdefault(LinkKey.of(claim), []).append(self._view.cite(claim))
        return [self._link(found, cited[found.link_key]) for found in summaries]

    def facts(self, actors: Collection[str] | None = None) -> Iterator[LinkFacts]:
        """As `LinkReader` says."""
        return self._passing(self._view.store.link_facts(actors))

    def _link(self, found: LinkSummary, cited: Iterable[Citation]) -> Link:
        """Return the full link of a summary, with its citations as evidence."""
        confirmed = self._view.confirmed(found.link_key)
        return link_of(found, ordered_evidence(cited), self._view.ontology, confirmed=confirmed)

    def _passing(self, links: Iterable[T]) -> Iterator[T]:
        """Yield the links that pass the relation filter."""
        passes = self._wanted.relation_filter(self._view)
        return (link for link in links if passes(link.key, link.object))
