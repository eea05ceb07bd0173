"""Statistics of a store: counts, most linked actors, communities and brokers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from graphbuild.analysis.brokerage import Broker, brokers_of
from graphbuild.analysis.measures import Measures, measures_of
from graphbuild.analysis.over_time import OverTime, over_time
from graphbuild.analysis.periods import Unit
from graphbuild.answers.links import actors_of
from graphbuild.core.errors import UsageError
from graphbuild.core.link_key import relation_of
from graphbuild.core.model import Actor, Status
from graphbuild.core.records import Record
from graphbuild.graph.filters import Filters, filters
from graphbuild.graph.view import StoreView
from graphbuild.store import Store
from graphbuild.store.figures import CountedLink, Degree, LinkFigures, Tally, figures

TOP = 10
_COMMUNITIES = 5
_MEMBERS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """A community: its size, and its members with most links."""

    size: int
    first: tuple[Actor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The measures of a graph: of every actor in `Stats.top`, the largest communities, and their brokers.

    `n_communities` counts those of more than one actor.
    """

    measures: Mapping[str, Measures]
    n_communities: int
    communities: tuple[Community, ...]
    brokers: tuple[tuple[Actor, Broker], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """Counts of what a store contains. Counts of links follow the filters; `claims` counts all claims.

    `top` contains the actors with most links: how many actors each is linked to, and by how many links. `standing` is
    None if the graph was not measured, `over_time` if it was not asked for in periods.
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
    standing: Standing | None
    over_time: OverTime | None = None

    def as_record(self) -> Record:
        """Return the JSON object of `graphbuild stats --json`."""
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
                {**_end(actor), "n_neighbours": neighbours, "n_links": links, "measures": self._measures(actor)}
                for actor, neighbours, links in self.top
            ],
            "n_communities": self.standing.n_communities if self.standing else None,
            "communities": [
                {"size": community.size, "first": [_end(actor) for actor in community.first]}
                for community in (self.standing.communities if self.standing else ())
            ],
            "brokers": [
                {**_end(actor), "share": broker.share, "n_ties": len(broker.ties)}
                for actor, broker in (self.standing.brokers if self.standing else ())
            ],
            **({"over_time": self.over_time.as_record()} if self.over_time else {}),
        }

    def _measures(self, actor: Actor) -> Record | None:
        """Return the network measures of an actor as a record, or None if they were not computed."""
        return asdict(self.standing.measures[actor.id]) if self.standing else None


def stats(
    graph: str | Path, *, measured: bool = False, periods: bool = False, by: str | None = None, **options: Any
) -> Stats:
    """Return the statistics of a store; links, and what is counted of them, follow the filters.

    Args:
        graph: the path of a `graph.db`.
        measured: also compute centrality, communities and brokers (`Stats.standing`).
        periods: also the figures of each month, or of longer periods (`Stats.over_time`).
        by: how long a period is, a `periods.Unit`; as short as makes few of them where it is None.
        options: as for `links`.

    Raises:
        UsageError: an option that makes no sense.
        StoreError: there is no usable store at the path.
    """
    with Store.open(Path(graph)) as store:
        view, wanted = StoreView(store), filters(**options)
        return figures_of(view, wanted, measured=measured, periods=periods, by=by)


def figures_of(
    view: StoreView, wanted: Filters, *, measured: bool = False, periods: bool = False, by: str | None = None
) -> Stats:
    """Return the same for an open store."""
    unit = _unit(by)
    counts = view.store.counts()
    found = _link_figures(view, wanted)
    shown = actors_of(view, [id_ for id_, _ in found.top])
    relations: Counter[str] = Counter()
    statuses: Counter[Status] = Counter()
    for (key, status), n in found.kinds.items():
        relations[relation_of(key)] += n
        statuses[status] += n
    return Stats(
        documents=counts.documents,
        actors=counts.actors,
        mentions=counts.mentions,
        claims=counts.claims,
        links=statuses.total(),
        linked_actors=found.n_linked,
        outlets=view.store.outlets(),
        types=view.store.types(),
        relations=dict(sorted(relations.items(), key=lambda item: (-item[1], item[0]))),
        statuses={status.value: statuses[status] for status in Status if status in statuses},
        top=tuple((shown[id_], *degree) for id_, degree in found.top),
        standing=_standing(view, wanted) if measured else None,
        over_time=over_time(view, wanted, unit) if periods or unit is not None else None,
    )


def _unit(by: str | None) -> Unit | None:
    """Return the unit of this name; raises UsageError."""
    try:
        return Unit(by) if by is not None else None
    except ValueError:
        raise UsageError(f"There is no period {by!r}.", hint=f"The periods are: {', '.join(Unit)}.") from None


def _link_figures(view: StoreView, wanted: Filters) -> LinkFigures:
    """Return the figures of the links that pass the filters: those that the store keeps where these are of all links
    that are shown unless asked otherwise, else counted.
    """
    if view.summarized and wanted.unasked:
        return view.store.kept_figures(TOP)
    tally = _tally(view, wanted)
    return figures(tally.kinds, tally.degrees(), TOP)


def _tally(view: StoreView, wanted: Filters) -> Tally:
    """Return the count of the links that pass the filters."""
    facts = view.links(wanted).facts()
    return Tally(CountedLink(subject, key, object_, status) for subject, key, object_, status, *_ in facts)


def _standing(view: StoreView, wanted: Filters) -> Standing:
    """Return the measures of the graph of the links that pass the filters."""
    from graphbuild.analysis.adjacency import tie_graph_of, weighted

    kept = view.summarized and wanted.unasked
    degrees: Mapping[str, Degree] = view.store.kept_degrees() if kept else _tally(view, wanted).degrees()
    degree = {id_: found.n_links for id_, found in degrees.items()}
    ties = tie_graph_of(degree, weighted(view.links(wanted).facts(), view.ontology))
    measures = measures_of(ties)
    members: dict[int, list[str]] = {}
    for id_, own in measures.items():
        members.setdefault(own.community, []).append(id_)
    largest = [sorted(members[at], key=lambda id_: (-degree[id_], id_)) for at in sorted(members)[:_COMMUNITIES]]
    between = brokers_of(ties, measures)
    shown = actors_of(view, [*(id_ for part in largest for id_ in part[:_MEMBERS]), *(b.actor for b in between)])
    return Standing(
        measures=measures,
        n_communities=sum(len(part) > 1 for part in members.values()),
        communities=tuple(
            Community(size=len(part), first=tuple(shown[id_] for id_ in part[:_MEMBERS]))
            for part in largest
            if len(part) > 1
        ),
        brokers=tuple((shown[broker.actor], broker) for broker in between),
    )


def _end(actor: Actor) -> Record:
    """Return the record of an actor at one end of a link."""
    return {"id": actor.id, "name": actor.name, "type": actor.type.value}
