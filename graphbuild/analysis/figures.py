"""The figures of a graph: how much there is of everything, and who stands in the middle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from graphbuild.link import OPEN, strength
from graphbuild.model import Actor, Claim, Status
from graphbuild.query.filters import Filters, filters
from graphbuild.query.view import StoreView
from graphbuild.records import Record
from graphbuild.store import Store

TOP = 10
Key: TypeAlias = tuple[str, str, str, str]


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


def stats(graph: str | Path, **options: Any) -> Stats:
    """The figures of a store; links, and what is counted of them, as the filters let them through.

    Args:
        graph: the path of a `graph.db`.
        options: as for `links`.

    Raises:
        UsageError: an option that makes no sense.
        StoreError: there is no usable store at the path.
    """
    with Store.open(Path(graph)) as store:
        return figures_of(StoreView(store), filters(**options))


def figures_of(view: StoreView, wanted: Filters) -> Stats:
    """The same of a store that is open."""
    counts = view.store.counts()
    links = _held(wanted.claims(view))
    neighbours, degree = _degrees(links)
    actors = list(view.store.actors())
    held = Counter(status.value for status in links.values())
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
        relations=_most_first(Counter(relation for _, relation, _, _ in links)),
        statuses={status.value: held[status.value] for status in Status if status.value in held},
        top=tuple((actor, neighbours[actor.id], degree[actor.id]) for actor in central[:TOP]),
    )


def _held(claims: Iterable[Claim]) -> dict[Key, Status]:
    """Each link (subject, relation, label if open, object) with its status, the strongest of its claims'."""
    held: dict[Key, Status] = {}
    for claim in claims:
        label = claim.label if claim.relation == OPEN else ""
        key = (claim.subject, claim.relation, label, claim.object)
        held[key] = min(claim.status, held.get(key, claim.status), key=strength)
    return held


def _degrees(links: Iterable[Key]) -> tuple[dict[str, int], Counter[str]]:
    """For each actor with a link: how many others it is linked to, and by how many links."""
    others: dict[str, set[str]] = {}
    degree: Counter[str] = Counter()
    for subject, _, _, object_ in links:
        for end, other in ((subject, object_), (object_, subject)):
            others.setdefault(end, set()).add(other)
            degree[end] += 1
    return {actor: len(linked) for actor, linked in others.items()}, degree


def _most_first(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
