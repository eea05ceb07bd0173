"""Answering a question from the store: links with their sentences, chains, a time line, or a dossier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphbuild.asking.question import Kind, Question
from graphbuild.link import EVERY_STATUS, OPEN, Link, strength
from graphbuild.model import Actor, Status
from graphbuild.query.filters import Filters, filters
from graphbuild.query.links import ends_of, link_record, rank
from graphbuild.query.view import View, Viewable, viewing
from graphbuild.records import Record

if TYPE_CHECKING:
    from graphbuild.query.paths import Chains
    from graphbuild.query.timeline import Timeline

_AFFIRMED = (Status.ASSERTED, Status.ENDED, Status.ALLEGED, Status.FUTURE, Status.HYPOTHETICAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the store has to say.

    Attributes:
        question: as it was understood.
        links: those that answer it, the best first; for LINKS and SHOW those of the actor.
        actors: the actors at their ends, by id.
        held: of WHETHER, the strongest way in which it is said to be so; null where nothing says so.
        denied: of WHETHER, whether somebody denies it.
        beside: of WHETHER where nothing says so, what else is told of the two.
        chains, timeline: of PATH and TIMELINE.
    """

    question: Question
    links: tuple[Link, ...] = ()
    actors: dict[str, Actor]
    held: Status | None = None
    denied: bool = False
    beside: tuple[Link, ...] = ()
    chains: Chains | None = None
    timeline: Timeline | None = None

    def as_record(self) -> Record:
        """The JSON shape of `graphbuild ask --json`."""
        return {
            "question": self.question.as_record(),
            "links": [link_record(link, self.actors) for link in self.links],
            "held": self.held.value if self.held else None,
            "denied": self.denied,
            "beside": [link_record(link, self.actors) for link in self.beside],
            "paths": self.chains.as_record()["paths"] if self.chains else [],
            "entries": self.timeline.as_record()["entries"] if self.timeline else [],
        }


def ask(graph: Viewable, question: str) -> Reply:
    """Answers a plain question from a graph. Loads the language model, to read the question as articles are read.

    Args:
        graph: the path of a `graph.db`, or a graph from `build` or `load`.
        question: in English, such as "who arrested Muslih?".

    Raises:
        UnknownActorError: a name in it is no actor's, or several actors'.
        ModelError: the language model is missing.
        StoreError: there is no usable store at the path.
    """
    from graphbuild.asking.reading import Listener

    with viewing(graph) as view:
        return reply(view, Listener(view).understand(question))


def reply(view: View, question: Question) -> Reply:
    """The answer to a question that is understood already."""
    answers = {
        Kind.WHO: _who,
        Kind.WHETHER: _whether,
        Kind.PATH: _chains,
        Kind.TIMELINE: _timeline,
        Kind.COMMON: _common,
    }
    if question.kind is Kind.UNCLEAR:
        return Reply(question=question, actors={})
    return answers.get(question.kind, _links)(view, question)


def _who(view: View, question: Question) -> Reply:
    centre = question.actors[0].id
    found = [link for link in _all(view, question, {centre}) if _turned_right(link, centre, question.asked)]
    ends = ends_of(view, found)
    if question.types:
        found = [link for link in found if ends[link.other(centre)].type in question.types]
    return Reply(question=question, links=tuple(found), actors=ends)


def _turned_right(link: Link, centre: str, asked: str) -> bool:
    """Whether the one asked for stands at the end that is asked for."""
    return link.symmetric or (link.object if asked == "subject" else link.subject) == centre


def _whether(view: View, question: Question) -> Reply:
    first = question.actors[0].id
    told = _all(view, question, {first}, statuses=EVERY_STATUS)
    other = question.actors[1].id if len(question.actors) > 1 else None
    if other is not None:
        told = [link for link in told if other == link.other(first) or {link.subject, link.object} == {first, other}]
    end = "object" if question.asked == "subject" else "subject"
    told = [link for link in told if _turned_right(link, first, end)]
    affirmed = [link for link in told if link.status in _AFFIRMED]
    held = min((link.status for link in affirmed), key=strength, default=None)
    denied = any(link.status is Status.DENIED or link.disputed for link in told)
    beside: list[Link] = []
    if not told and other is not None:
        beside = sorted(filters().links(view, {first}, ends={first, other}), key=rank)
    return Reply(
        question=question,
        links=tuple(sorted(told, key=lambda link: (strength(link.status), *rank(link)))),
        actors=ends_of(view, [*told, *beside]),
        held=held,
        denied=denied,
        beside=tuple(beside),
    )


def _links(view: View, question: Question) -> Reply:
    ids = {actor.id for actor in question.actors[:2]}
    found = _all(view, question, {question.actors[0].id})
    if len(ids) > 1:
        found = [link for link in found if {link.subject, link.object} == ids]
    return Reply(question=question, links=tuple(found), actors=ends_of(view, found))


def _common(view: View, question: Question) -> Reply:
    first, second = (actor.id for actor in question.actors[:2])
    near = [_all(view, question, {id_}) for id_ in (first, second)]
    others = {link.other(first) for link in near[0]} & {link.other(second) for link in near[1]} - {first, second}
    found = [
        link for links, id_ in zip(near, (first, second), strict=True) for link in links if link.other(id_) in others
    ]
    found.sort(key=lambda link: (next(end for end in (link.subject, link.object) if end in others), rank(link)))
    return Reply(question=question, links=tuple(found), actors=ends_of(view, found))


def _chains(view: View, question: Question) -> Reply:
    from graphbuild.query.paths import Detour, chains

    first, second = (actor.id for actor in question.actors[:2])
    found = chains(view, first, second, _filters(question), Detour())
    return Reply(question=question, actors=found.actors, chains=found)


def _timeline(view: View, question: Question) -> Reply:
    from graphbuild.query.timeline import timeline_of

    other = question.actors[1].id if len(question.actors) > 1 else None
    found = timeline_of(view, question.actors[0].id, _filters(question), other=other)
    return Reply(question=question, actors=found.actors, timeline=found)


def _all(view: View, question: Question, actors: set[str], **more: Any) -> list[Link]:
    """The links of the relations that are asked for, the best first."""
    found = _filters(question, **more).links(view, actors)
    verbs = {relation.partition(":")[2] for relation in question.relations if relation.startswith(f"{OPEN}:")}
    return sorted((link for link in found if link.relation != OPEN or link.label in verbs), key=rank)


def _filters(question: Question, **more: Any) -> Filters:
    from dataclasses import replace

    verbs = any(relation.startswith(f"{OPEN}:") for relation in question.relations)
    named = {relation.partition(":")[0] for relation in question.relations}
    made = filters(
        relation=sorted(named),
        status=[status.value for status in sorted(question.statuses)],
        since=question.since,
        until=question.until,
        open_claims=verbs,
    )
    return replace(made, **more)
