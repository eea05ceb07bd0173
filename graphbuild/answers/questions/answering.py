"""Answering of a question from the store: links with their sentences, paths, a timeline, or a dossier."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild.answers.links import ends_of, link_record
from graphbuild.answers.questions.question import Kind, Question
from graphbuild.core.link_key import OPEN, is_open, relation_of, verb_of
from graphbuild.core.model import Actor, Status
from graphbuild.core.names import fold
from graphbuild.core.records import Record, actor_record
from graphbuild.evidence.link import EVERY_STATUS, Link
from graphbuild.evidence.summary import best_first, strength
from graphbuild.graph.filters import Filters, filters
from graphbuild.graph.find import ranked
from graphbuild.graph.view import View, Viewable, viewing
from graphbuild.knowledge.ontology.traits import Trait

if TYPE_CHECKING:
    from graphbuild.answers.paths import Chains
    from graphbuild.answers.timeline import Timeline

_OPPOSITION = "opposition"  # the family of relations
_AFFIRMED = (Status.ASSERTED, Status.ENDED, Status.ALLEGED, Status.FUTURE, Status.HYPOTHETICAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer of the store.

    Attributes:
        question: the question as it was understood.
        links: the links that answer it, best first; for LINKS and SHOW those of the actor.
        actors: the actors at their ends, by id.
        held: for WHETHER, the strongest affirmative status; None if no claim affirms it.
        denied: for WHETHER, whether somebody denies it.
        beside: related links: for WHETHER, if nothing answers it, other links of the two actors; for WHO links of
            relations of the same family (of opposition also those of force), without the answers.
        called: if no claim says who holds an office, actors that articles call by it.
        undated: number of links that would match but have no date, or only a part of one ("May 26").
        chains, timeline: for PATH and TIMELINE.
    """

    question: Question
    links: tuple[Link, ...] = ()
    actors: dict[str, Actor]
    held: Status | None = None
    denied: bool = False
    beside: tuple[Link, ...] = ()
    called: tuple[Actor, ...] = ()
    undated: int = 0
    chains: Chains | None = None
    timeline: Timeline | None = None

    def as_record(self) -> Record:
        """Return the JSON object of `graphbuild ask --json`."""
        return {
            "question": self.question.as_record(),
            "links": [link_record(link, self.actors) for link in self.links],
            "held": self.held.value if self.held else None,
            "denied": self.denied,
            "beside": [link_record(link, self.actors) for link in self.beside],
            "called": [actor_record(actor) for actor in self.called],
            "undated": self.undated,
            "paths": self.chains.as_record()["paths"] if self.chains else [],
            "entries": self.timeline.as_record()["entries"] if self.timeline else [],
        }


def ask(
    graph: Viewable,
    question: str,
    *,
    ontology: str | Path | None = None,
    model: str | None = None,
    named_ends: bool = False,
) -> Reply:
    """Answer a plain question from a graph. Loads the language model to parse the question.

    Args:
        graph: the path of a `graph.db`, or a graph from `build` or `load`.
        question: in English, such as "who arrested Muslih?".
        ontology: a file of relations merged with the built-in ones, so that questions can use them.
        model: name or path of a spaCy pipeline; the pinned default if None.
        named_ends: only answers for which a sentence itself names both ends.

    Raises:
        UnknownActorError: a name in it belongs to no actor, or to several.
        ModelError: the language model is missing.
        DataError: the ontology file is wrong.
        StoreError: there is no usable store at the path.
    """
    from graphbuild.answers.questions.understanding import Listener
    from graphbuild.knowledge import ontology as ontologies

    with viewing(graph) as view:
        relations = ontologies.load(Path(ontology)) if ontology else None
        understood = Listener(view, ontology=relations, model=model).understand(question)
        return reply(view, replace(understood, named_ends=named_ends))


def reply(view: View, question: Question) -> Reply:
    """Return the answer to a parsed question."""
    answers = {
        Kind.WHO: _who,
        Kind.WHETHER: _whether,
        Kind.PATH: _chains,
        Kind.TIMELINE: _timeline,
        Kind.COMMON: _common,
    }
    if question.kind is Kind.UNCLEAR:
        return Reply(question=question, actors={}, called=_called(view, question))
    found = answers.get(question.kind, _links)(view, question)
    return replace(found, undated=_undated(view, question)) if question.since or question.until else found


def _who(view: View, question: Question) -> Reply:
    """Answer who is at the other end of a relation."""
    centre = question.actors[0].id
    found = [link for link in _all(view, question, {centre}) if _turned_right(link, centre, question.asked)]
    ends = ends_of(view, found)
    if question.types:
        found = [link for link in found if ends[link.other(centre)].type in question.types]
    answers = {link.link_key for link in found}
    near = [link for link in _near(view, question, centre) if link.link_key not in answers]
    return Reply(
        question=question,
        links=tuple(found),
        actors=ends | ends_of(view, near),
        beside=tuple(near),
        called=() if found else _called(view, question),
    )


def _near(view: View, question: Question, centre: str) -> list[Link]:
    """Return related links: of the family in the same direction, and of the relation in the other direction.

    Whoever uses force against somebody opposes them, so that force comes near opposition.
    """
    known = [view.ontology.relation(key) for key in question.relations if not is_open(key)]
    families = {relation.family for relation in known}
    either = any(relation.symmetric for relation in known)
    found = _filters(replace(question, relations=())).links(view, {centre})
    hostile = _force() if _OPPOSITION in families else frozenset()
    found = [n for n in found if view.ontology.relation(n.relation).family in families or n.relation in hostile]
    same = set(question.relations)
    near = (link for link in found if either or link.relation in same or _turned_right(link, centre, question.asked))
    return best_first(near)


def _force() -> frozenset[str]:
    """Return the relations that are force against somebody; a store of an older form has none of their traits."""
    from graphbuild.knowledge import ontology as ontologies

    relations = ontologies.load().relations.values()
    return frozenset(relation.id for relation in relations if Trait.FORCE in relation.traits)


def _called(view: View, question: Question) -> tuple[Actor, ...]:
    """Return the actors that articles call by the role asked for, of the country named if theirs is known."""
    if not question.role:
        return ()
    ids = dict.fromkeys(id_ for _, id_ in view.names())
    holders = [actor for actor in map(view.actor, ids) if actor is not None and _holds(actor, question.role)]
    countries = {actor.country for actor in question.actors if actor.country}
    return tuple(ranked(actor for actor in holders if not countries or actor.country in {None, *countries}))


def _holds(actor: Actor, role: str) -> bool:
    """Whether one of the roles of an actor contains this role as whole words."""
    return any(f" {role} " in f" {fold(said)} " for said in actor.roles)


def _undated(view: View, question: Question) -> int:
    """Return how many links the time excludes only because they have no date."""
    timeless = filters(relation=sorted(set(map(relation_of, question.relations))))
    told = timeless.links(view, {actor.id for actor in question.actors[:1]})
    ends = {actor.id for actor in question.actors[:2]}
    told = [link for link in told if len(ends) < 2 or {link.subject, link.object} == ends]
    return timeless.when.undated(told)


def _turned_right(link: Link, centre: str, asked: str) -> bool:
    """Return True if the other actor is at the end that is asked for."""
    return link.symmetric or (link.object if asked == "subject" else link.subject) == centre


def _whether(view: View, question: Question) -> Reply:
    """Answer whether one actor, or two, are linked by a relation."""
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
        beside = best_first(filters().links(view, {first}, ends={first, other}))
    return Reply(
        question=question,
        links=tuple(sorted(told, key=lambda link: (strength(link.status), *link.order))),
        actors=ends_of(view, [*told, *beside]),
        held=held,
        denied=denied,
        beside=tuple(beside),
    )


def _links(view: View, question: Question) -> Reply:
    """Answer with the links of one actor, or between two."""
    ids = {actor.id for actor in question.actors[:2]}
    found = _all(view, question, {question.actors[0].id})
    if len(ids) > 1:
        found = [link for link in found if {link.subject, link.object} == ids]
    return Reply(question=question, links=tuple(found), actors=ends_of(view, found))


def _common(view: View, question: Question) -> Reply:
    """Answer with the links to actors that both are linked to."""
    first, second = (actor.id for actor in question.actors[:2])
    near = [_all(view, question, {id_}) for id_ in (first, second)]
    others = {link.other(first) for link in near[0]} & {link.other(second) for link in near[1]} - {first, second}
    found = [
        link for links, id_ in zip(near, (first, second), strict=True) for link in links if link.other(id_) in others
    ]
    found.sort(key=lambda link: (next(end for end in (link.subject, link.object) if end in others), link.order))
    return Reply(question=question, links=tuple(found), actors=ends_of(view, found))


def _chains(view: View, question: Question) -> Reply:
    """Answer with the paths between two actors."""
    from graphbuild.answers.paths import Detour, chains

    first, second = (actor.id for actor in question.actors[:2])
    found = chains(view, first, second, _filters(question), Detour())
    return Reply(question=question, actors=found.actors, chains=found)


def _timeline(view: View, question: Question) -> Reply:
    """Answer with the links of an actor in order of date."""
    from graphbuild.answers.timeline import timeline_of

    other = question.actors[1].id if len(question.actors) > 1 else None
    found = timeline_of(view, question.actors[0].id, _filters(question), other=other)
    return Reply(question=question, actors=found.actors, timeline=found)


def _all(view: View, question: Question, actors: set[str], **more: Any) -> list[Link]:
    """Return the links of the relations asked for, best first."""
    found = _filters(question, **more).links(view, actors)
    verbs = {verb_of(key) for key in question.relations if is_open(key)}
    return best_first(link for link in found if link.relation != OPEN or link.label in verbs)


def _filters(question: Question, **more: Any) -> Filters:
    """Return the filters that the question implies."""
    verbs = any(map(is_open, question.relations))
    named = set(map(relation_of, question.relations))
    made = filters(
        relation=sorted(named),
        status=[status.value for status in sorted(question.statuses)],
        since=question.since,
        until=question.until,
        dated=bool(question.since or question.until),
        open_claims=verbs,
        named_ends=question.named_ends,
    )
    return replace(made, **more)
