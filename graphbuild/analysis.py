"""The figures of a graph: how much there is of everything, and who stands in the middle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphbuild.link import Link
from graphbuild.model import Actor, Status
from graphbuild.query.filters import Filters
from graphbuild.query.view import StoreView
from graphbuild.records import Record

TOP = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """What a store holds. Counts of links are of those that pass the filters; `claims` counts all that are
    kept.

    `top` holds the actors with most links, with how many actors each is linked to and by how many links.
    """

    documents: int
    actors: int
    mentions: int
    claims: int
    links: int
    linked_actors: int
    outlets: Mapping[str, int]
    types: Mapping[str, int]
    relations: Mapping[str, int]
    statuses: Mapping[str, int]
    top: tuple[tuple[Actor, int, int], ...]

    def as_record(self) -> Record:
        """The JSON shape of `graphbuild stats --json`."""
        return {
            "documents": self.documents,
            "actors": self.actors,
            "linked_actors": self.linked_actors,
            "mentions": self.mentions,
            "claims": self.claims,
            "links": self.links,
            "outlets": dict(self.outlets),
            "types": dict(self.types),
            "relations": dict(self.relations),
            "statuses": dict(self.statuses),
            "top": [
                {
                    "id": a.id,
                    "name": a.name,
                    "type": a.type.value,
                    "n_neighbours": neighbours,
                    "n_links": links,
                }
                for a, neighbours, links in self.top
            ],
        }


def stats(view: StoreView, wanted: Filters) -> Stats:
    """The figures of a store; links, and what is counted of them, as the filters let them through."""
    counts = view.store.counts()
    links = wanted.links(view)
    neighbours, degree = _degrees(links)
    actors = list(view.store.actors())
    order = {status.value: rank for rank, status in enumerate(Status)}
    held = Counter(link.status.value for link in links)
    central = sorted((a for a in actors if a.id in degree), key=lambda a: (-neighbours[a.id], -degree[a.id], a.id))
    return Stats(
        documents=counts.documents,
        actors=counts.actors,
        mentions=counts.mentions,
        claims=counts.claims,
        links=len(links),
        linked_actors=len(degree),
        outlets=_most_first(Counter(d.outlet for d in view.store.documents() if d.outlet)),
        types=_most_first(Counter(actor.type.value for actor in actors)),
        relations=_most_first(Counter(link.relation for link in links)),
        statuses={status: held[status] for status in sorted(held, key=order.__getitem__)},
        top=tuple((actor, neighbours[actor.id], degree[actor.id]) for actor in central[:TOP]),
    )


def _degrees(links: Iterable[Link]) -> tuple[dict[str, int], Counter[str]]:
    """For each actor with a link: how many others it is linked to, and by how many links."""
    others: dict[str, set[str]] = {}
    degree: Counter[str] = Counter()
    for link in links:
        for end in (link.subject, link.object):
            others.setdefault(end, set()).add(link.other(end))
            degree[end] += 1
    return {actor: len(linked) for actor, linked in others.items()}, degree


def _most_first(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
