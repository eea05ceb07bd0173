"""What changed between two stores: articles, actors and links that are new or gone, and links held otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphbuild.link import Link, LinkKey
from graphbuild.model import Actor, Status
from graphbuild.names import fold
from graphbuild.query.filters import Filters
from graphbuild.query.links import link_record
from graphbuild.query.view import StoreView
from graphbuild.records import Record, actor_record


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A link that is in both stores, and held otherwise in the new one."""

    link: Link
    before: Status
    disputed_before: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """What the new store has that the old one has not, and the other way round. Documents by id, with their source."""

    documents_new: dict[str, str]
    documents_gone: dict[str, str]
    actors_new: tuple[Actor, ...]
    actors_gone: tuple[Actor, ...]
    links_new: tuple[Link, ...]
    links_gone: tuple[Link, ...]
    links_changed: tuple[Change, ...]
    actors: dict[str, Actor]

    def __bool__(self) -> bool:
        parts = (self.actors_new, self.actors_gone, self.links_new, self.links_gone, self.links_changed)
        return bool(self.documents_new or self.documents_gone or any(parts))

    def as_record(self) -> Record:
        """The JSON shape of `graphbuild diff --json`."""
        return {
            "documents": {"new": _sources(self.documents_new), "gone": _sources(self.documents_gone)},
            "actors": {
                "new": [actor_record(actor) for actor in self.actors_new],
                "gone": [actor_record(actor) for actor in self.actors_gone],
            },
            "links": {
                "new": [link_record(link, self.actors) for link in self.links_new],
                "gone": [link_record(link, self.actors) for link in self.links_gone],
                "changed": [_changed(change, self.actors) for change in self.links_changed],
            },
        }


def diff(old: StoreView, new: StoreView, wanted: Filters) -> Diff:
    """What changed from one store to another, of the links that pass the filters.

    An actor of the one is the actor of the other where the id is the same, else where nobody else has that name
    and type: ids may change where who is who is judged anew.
    """
    before, after = ({actor.id: actor for actor in view.store.actors()} for view in (old, new))
    known = _known_again(before, after)
    links_before, links_after = _links(old, wanted, known), _links(new, wanted, known)
    documents_before, documents_after = old.store.sources(), new.store.sources()
    changed = (
        Change(link=link, before=links_before[key].status, disputed_before=links_before[key].disputed)
        for key, link in links_after.items()
        if key in links_before
    )
    return Diff(
        documents_new={id_: documents_after[id_] for id_ in documents_after if id_ not in documents_before},
        documents_gone={id_: documents_before[id_] for id_ in documents_before if id_ not in documents_after},
        actors_new=tuple(actor for id_, actor in after.items() if id_ not in before and id_ not in known.values()),
        actors_gone=tuple(actor for id_, actor in before.items() if id_ not in after and id_ not in known),
        links_new=tuple(link for key, link in links_after.items() if key not in links_before),
        links_gone=tuple(link for key, link in links_before.items() if key not in links_after),
        links_changed=tuple(c for c in changed if (c.before, c.disputed_before) != (c.link.status, c.link.disputed)),
        actors={**before, **after},
    )


def _known_again(before: dict[str, Actor], after: dict[str, Actor]) -> dict[str, str]:
    """The new id of each old actor that has another id now."""
    old, new = (
        _alone(actor for id_, actor in these.items() if id_ not in those)
        for these, those in ((before, after), (after, before))
    )
    return {id_: new[called] for called, id_ in old.items() if called in new}


def _alone(actors: Iterable[Actor]) -> dict[tuple[str, str], str]:
    """The ids of actors by name and type, of those that share them with nobody."""
    ids: dict[tuple[str, str], list[str]] = {}
    for actor in actors:
        ids.setdefault((fold(actor.name), actor.type), []).append(actor.id)
    return {called: found[0] for called, found in ids.items() if len(found) == 1}


def _links(view: StoreView, wanted: Filters, known: dict[str, str]) -> dict[LinkKey, Link]:
    found = {}
    for link in wanted.links(view, None):
        one, other = known.get(link.subject, link.subject), known.get(link.object, link.object)
        if link.symmetric:
            one, other = sorted((one, other))
        found[one, link.key, other] = link
    return dict(sorted(found.items()))


def _sources(documents: dict[str, str]) -> list[Record]:
    return [{"id": id_, "source": source} for id_, source in sorted(documents.items())]


def _changed(change: Change, actors: dict[str, Actor]) -> Record:
    before = {"status": change.before.value, "disputed": change.disputed_before}
    return {"before": before, **link_record(change.link, actors)}
