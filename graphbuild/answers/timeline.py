"""What happened to an actor, in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from graphbuild.answers.links import ends_of, link_record
from graphbuild.core.model import Actor
from graphbuild.core.periods import Period, period
from graphbuild.core.records import Record, actor_record
from graphbuild.core.spells import ARTICLE, Spell, any_meets, moment, spells_of
from graphbuild.evidence.citation import Citation
from graphbuild.evidence.link import Link, narrowed
from graphbuild.evidence.summary import Order
from graphbuild.graph.filters import Filters, filters
from graphbuild.graph.find import find_actor
from graphbuild.graph.view import View, Viewable, viewing
from graphbuild.graph.when import When

WHENEVER = When()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is told of one day, month or year: a link, with those of its claims that are told of it.

    `date` is as precise as it is known, null where nothing dates it: of an interval the beginning, or the end where
    only that is known. `dated`: the text gives it; else it is the day on which the article was published, and the event
    may lie long before. `spell` is the interval as `core.spells` writes it, null without a date.
    """

    date: str | None
    dated: bool
    link: Link
    spell: str | None = None

    def as_record(self, actors: dict[str, Actor]) -> Record:
        """The JSON shape."""
        return {
            "date": self.date,
            "dated": self.dated,
            **({"spell": self.spell} if self.spell not in {None, f"{self.date}/{self.date}"} else {}),
            "link": link_record(self.link, actors),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """An actor's entries, the earliest first and those without any date last; and every actor in them by id."""

    actor: Actor
    entries: tuple[Entry, ...]
    actors: dict[str, Actor]

    @property
    def undated(self) -> int:
        """How many entries have no date."""
        return sum(entry.date is None for entry in self.entries)

    def as_record(self) -> Record:
        """The JSON shape of `graphbuild timeline --json`."""
        return {
            "actor": actor_record(self.actor),
            "entries": [entry.as_record(self.actors) for entry in self.entries],
            "undated": self.undated,
        }


def timeline(graph: Viewable, actor: str, *, other: str | None = None, **options: Any) -> Timeline:
    """What is told of an actor, in the order of time.

    Each link stands once for each date that the texts give it; where a text gives none, under the day on which the
    article was published.

    Args:
        graph: the path of a `graph.db`, or a graph from `build` or `load`.
        actor: an id, a name or an alias.
        other: only links with this actor.
        options: as for `links`.

    Raises:
        UnknownActorError: no such actor, or several.
        UsageError: an option that makes no sense.
        StoreError: there is no usable store at the path.
    """
    with viewing(graph) as view:
        return timeline_of(view, actor, filters(**options), other=other)


def timeline_of(view: View, actor: str, wanted: Filters, *, other: str | None = None) -> Timeline:
    """The same of an open view."""
    centre = find_actor(view, actor)
    found = wanted.links(view, {centre.id})
    if other is not None:
        far = find_actor(view, other)
        found = [link for link in found if far.id in (link.subject, link.object)]
    return Timeline(actor=centre, entries=entries(found, wanted.when), actors=ends_of(view, found))


def entries(links: Iterable[Link], asked: When = WHENEVER) -> tuple[Entry, ...]:
    """The entries of these links, the earliest first; of one day, the best told first.

    Args:
        links: those that pass.
        asked: the time that was asked for: of several intervals of a link only those that meet it are entries. Where it
            is that of the reports, each link stands under the days of its articles alone.
    """
    return tuple(sorted((entry for link in links for entry in _entries(link, asked)), key=_order))


def _entries(link: Link, asked: When) -> Iterator[Entry]:
    """Yield an entry for each date of a link, with the claims of that date."""
    told: dict[tuple[Spell | None, bool], list[Citation]] = {}
    for citation in link.evidence:
        for when in _when(citation, asked):
            told.setdefault(when, []).append(citation)
    for (spell, dated), citations in told.items():
        date = next((bound for bound in spell.bounds if bound), None) if spell else None
        written = str(spell) if spell else None
        yield Entry(date=date, dated=dated, spell=written, link=narrowed(link, citations))


def _when(citation: Citation, asked: When) -> tuple[tuple[Spell | None, bool], ...]:
    """Return the times of a citation, each with whether the text gives it; one of None where nothing dates it."""
    claim = citation.claim
    told = () if asked.reported or claim.date_basis == ARTICLE else spells_of(claim)
    if told:
        return tuple((spell, True) for spell in told if any_meets((spell,), asked.since, asked.until))
    return ((moment(citation.published), False),)


def _order(entry: Entry) -> tuple[bool, Period | None, bool, Order]:
    """The earliest first; what spans more days after what is sure to lie at their beginning."""
    return entry.date is None, period(entry.date or ""), not entry.dated, entry.link.order
