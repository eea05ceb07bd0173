"""The graph month by month, or by longer periods: which links are new, which end, and who is in the middle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from graphbuild.analysis.periods import Row, Unit, axis_of
from graphbuild.answers.links import actors_of
from graphbuild.core.model import Actor, Status
from graphbuild.core.periods import Period, period
from graphbuild.core.records import Record
from graphbuild.core.spells import Spell, dated_by_text
from graphbuild.evidence.citation import Citation
from graphbuild.evidence.link import Link
from graphbuild.graph.filters import Filters
from graphbuild.graph.link_reader import ACTORS_AT_ONCE
from graphbuild.graph.view import View
from graphbuild.graph.when import When
from graphbuild.knowledge.ontology import Ontology

CENTRAL = 5
"""The actors that are named for each period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFigures:
    """What the links of one period come to.

    Attributes:
        row: the period.
        new: links that began, happened or were first told of in it.
        ended: states of which a text says that they ended in it.
        links: links that were so in it: states that went on, deeds that were done.
        actors: the actors at their ends.
        central: those of them linked to most others: the actor, to how many others, by how many links.
    """

    row: Row
    new: int
    ended: int
    links: int
    actors: int
    central: tuple[tuple[Actor, int, int], ...]

    def as_record(self) -> Record:
        """The JSON shape."""
        return {
            "period": self.row.name,
            "first": self.row.first.isoformat(),
            "last": self.row.last.isoformat(),
            "new": self.new,
            "ended": self.ended,
            "links": self.links,
            "actors": self.actors,
            "central": [
                {"id": a.id, "name": a.name, "type": a.type.value, "n_neighbours": near, "n_links": n}
                for a, near, n in self.central
            ],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class OverTime:
    """The periods in their order.

    Attributes:
        unit: how long they are.
        periods: one for each unit from the first to the last; empty where nothing has a date.
        before, after: whether the first also has what lies before it, and the last what lies after it.
        vague: links whose beginning is less precise than a period, such as a year among months: they are new in none.
        undated: links without any date, which are in none.
    """

    unit: Unit
    periods: tuple[PeriodFigures, ...]
    before: bool
    after: bool
    vague: int
    undated: int

    def as_record(self) -> Record:
        """The JSON shape of `over_time` in `graphbuild stats --over-time --json`."""
        return {
            "unit": self.unit.value,
            "before": self.before,
            "after": self.after,
            "vague": self.vague,
            "undated": self.undated,
            "periods": [figures.as_record() for figures in self.periods],
        }


@dataclass(frozen=True, slots=True)
class _Course:
    """A link in time: its ends, when it began as precisely as is known, when it ended, and the days when it was so."""

    subject: str
    object: str
    began: Period | None
    ended: Period | None
    days: tuple[tuple[date, date | None], ...]


def over_time(view: View, wanted: Filters, unit: Unit | None = None) -> OverTime:
    """The graph in periods.

    Args:
        view: the graph.
        wanted: which links count, and by which dates: when they were so, or when they were reported.
        unit: how long a period is; the shortest that makes at most `periods.MOST` of them where it is None.
    """
    courses, undated = [], 0
    for link in _links(view, wanted):
        course = _course(link, wanted.when, view.ontology)
        undated += course is None
        courses += [course] if course is not None else []
    known = [day for course in courses for first, last in course.days for day in (first, last) if day is not None]
    axis = axis_of(known, unit)
    if axis is None:
        return OverTime(unit=unit or Unit.MONTH, periods=(), before=False, after=False, vague=0, undated=undated)
    began = [axis.index(course.began) for course in courses]
    new = Counter(at for at in began if at is not None)
    ended = Counter(axis.index(course.ended) for course in courses if course.ended is not None)
    periods = tuple(
        _figures(view, row, new[at], ended[at], [c for c in courses if axis.holds(at, c.days)])
        for at, row in enumerate(axis.rows)
    )
    return OverTime(
        unit=axis.unit,
        periods=periods,
        before=axis.before,
        after=axis.after,
        vague=sum(at is None for at in began),
        undated=undated,
    )


def _links(view: View, wanted: Filters) -> Iterator[Link]:
    """Yield all links that pass, a few hundred actors at a time."""
    ids = iter(view.actor_ids())
    while some := set(islice(ids, ACTORS_AT_ONCE)):
        yield from wanted.links(view, some, leading=True)


def _course(link: Link, when: When, ontology: Ontology) -> _Course | None:
    """Return a link in time; None where nothing dates it."""
    relation = ontology.relations.get(link.relation)
    lasts = relation is not None and relation.state and not when.reported
    told = [(citation, spell) for citation in link.evidence for spell in when.times(citation)]
    if not told:
        return None
    closed = [spell for citation, spell in told if lasts and _closes(citation, spell)]
    goes_on = [spell for citation, spell in told if lasts and not _closes(citation, spell)]
    over = max((spell.end for spell in closed if spell.end), default=None)
    on = max((spell.days[0] or date.min for spell in goes_on), default=None)
    ended = over is not None and (on is None or on <= over)
    days = tuple(stretch for one in told if (stretch := _days(*one, over if ended else None, lasts=lasts)))
    return _Course(link.subject, link.object, _begin(spell for _, spell in told), _end(closed) if ended else None, days)


def _closes(citation: Citation, spell: Spell) -> bool:
    """Whether a citation says that a state is over by the end of a time; a day on which it was so does not."""
    stretch = spell.end is not None and spell.first != spell.last
    return citation.claim.status is Status.ENDED or (stretch and dated_by_text(citation.claim))


def _days(citation: Citation, spell: Spell, over: date | None, *, lasts: bool) -> tuple[date, date | None] | None:
    """Return the first and the last day on which a link is known to have been so; no last day where it goes on.

    A state that had only ended by the day of an article is known for no day.
    """
    first, last = spell.days
    if lasts and citation.claim.status is Status.ENDED and not dated_by_text(citation.claim):
        return None
    bound = period(spell.last)
    start = first or (bound.first if bound else None)
    if start is None:
        return None
    if not lasts:
        return start, last or start
    return start, last if _closes(citation, spell) else over


def _begin(spells: Iterable[Spell]) -> Period | None:
    """Return the earliest beginning, as precise as it is told; None where it is not known when it was."""
    starts = [found for spell in spells if (found := period(spell.first)) is not None]
    return min(starts, key=lambda found: (found.first, found.last), default=None)


def _end(spells: Sequence[Spell]) -> Period | None:
    """Return the latest end that a text tells, as precise as it is told."""
    ends = [found for spell in spells if spell.first != spell.last and (found := period(spell.last)) is not None]
    return max(ends, key=lambda found: (found.last, found.first), default=None)


def _figures(view: View, row: Row, new: int, ended: int, so: Sequence[_Course]) -> PeriodFigures:
    """Return the figures of one period.

    Args:
        view: the graph.
        row: the period.
        new, ended: how many links begin and end in it.
        so: the links that were so in it.
    """
    near: dict[str, set[str]] = {}
    links: Counter[str] = Counter()
    for course in so:
        for one, other in ((course.subject, course.object), (course.object, course.subject)):
            near.setdefault(one, set()).add(other)
            links[one] += 1
    first = sorted(near, key=lambda id_: (-len(near[id_]), -links[id_], id_))[:CENTRAL]
    named = actors_of(view, first)
    return PeriodFigures(
        row=row,
        new=new,
        ended=ended,
        links=len(so),
        actors=len(near),
        central=tuple((named[id_], len(near[id_]), links[id_]) for id_ in first),
    )
