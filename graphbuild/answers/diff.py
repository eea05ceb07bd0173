"""What changed between two stores: articles, actors and links that are new or gone, and links held otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphbuild.answers.link_status import Pair, full, pairs
from graphbuild.answers.links import actors_of, ends_of, link_record
from graphbuild.core.model import Actor, Status
from graphbuild.core.names import fold
from graphbuild.core.records import Record, actor_record
from graphbuild.evidence.link import Link
from graphbuild.graph.filters import Filters, filters
from graphbuild.graph.view import StoreView
from graphbuild.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A link that is in both stores, and held otherwise in the new one, or told of another time.

    `spells_before` and the link's own are the intervals that the texts give.
    """

    link: Link
    before: Status
    disputed_before: bool
    spells_before: tuple[str, ...] = ()

    @property
    def held_otherwise(self) -> bool:
        """Whether its status, or whether it is disputed, has changed."""
        return (self.before, self.disputed_before) != (self.link.status, self.link.disputed)


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
        """Whether the two stores differ."""
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


def diff(old: str | Path, new: str | Path, **options: Any) -> Diff:
    """What changed from one store to another: articles, actors, links, and how links are held.

    Args:
        old, new: the paths of two `graph.db`.
        options: as for `links`.

    Raises:
        UsageError: an option that makes no sense.
        StoreError: there is no usable store at a path.
    """
    with Store.open(Path(old)) as before, Store.open(Path(new)) as after:
        return diff_of(StoreView(before), StoreView(after), filters(**options))


def diff_of(old: StoreView, new: StoreView, wanted: Filters) -> Diff:
    """The same of two stores that are open.

    An actor of the one is the actor of the other where the id is the same, else where nobody else has that name
    and type: ids may change where who is who is judged anew. Only what differs is kept in memory.
    """
    ids_before, ids_after = set(old.store.actor_ids()), set(new.store.actor_ids())
    gone = tuple(actor for actor in old.store.actors() if actor.id not in ids_after)
    come = tuple(actor for actor in new.store.actors() if actor.id not in ids_before)
    known = _known_again(gone, come)
    known_again = set(known.values())
    differing = [pair for pair in pairs(old, new, wanted, known) if not _same(pair, timeless=wanted.reported)]
    links_before = full(old, wanted, [b.link_key for b, a in differing if b and not a])
    links_after = full(new, wanted, [a.link_key for _, a in differing if a])
    documents_before, documents_after = old.store.sources(), new.store.sources()
    ends = ends_of(old, links_before.values()) | ends_of(new, links_after.values())
    return Diff(
        documents_new={id_: documents_after[id_] for id_ in documents_after if id_ not in documents_before},
        documents_gone={id_: documents_before[id_] for id_ in documents_before if id_ not in documents_after},
        actors_new=tuple(actor for actor in come if actor.id not in known_again),
        actors_gone=tuple(actor for actor in gone if actor.id not in known),
        links_new=tuple(links_after[a.link_key] for b, a in differing if a and not b),
        links_gone=tuple(links_before[b.link_key] for b, a in differing if b and not a),
        links_changed=tuple(
            Change(link=links_after[a.link_key], before=b.status, disputed_before=b.disputed, spells_before=b.spells)
            for b, a in differing
            if a and b
        ),
        actors=ends | actors_of(new, ends),
    )


def _same(pair: Pair, *, timeless: bool) -> bool:
    """Whether a link is in both stores with the same status, the same disputed flag and the same intervals.

    Args:
        pair: the link in both.
        timeless: whether the intervals do not matter, as where one goes by the days of the articles.
    """
    before, after = pair
    if before is None or after is None:
        return False
    alike = (before.status, before.disputed) == (after.status, after.disputed)
    return alike and (timeless or before.spells == after.spells)


def _known_again(gone: Iterable[Actor], come: Iterable[Actor]) -> dict[str, str]:
    """The new id of each old actor that has another id now."""
    old, new = _alone(gone), _alone(come)
    return {id_: new[called] for called, id_ in old.items() if called in new}


def _alone(actors: Iterable[Actor]) -> dict[tuple[str, str], str]:
    """The ids of actors by name and type, of those that share them with nobody."""
    ids: dict[tuple[str, str], list[str]] = {}
    for actor in actors:
        ids.setdefault((fold(actor.name), actor.type), []).append(actor.id)
    return {called: found[0] for called, found in ids.items() if len(found) == 1}


def _sources(documents: dict[str, str]) -> list[Record]:
    """Return a record with id and source for each document, ordered by id."""
    return [{"id": id_, "source": source} for id_, source in sorted(documents.items())]


def _changed(change: Change, actors: dict[str, Actor]) -> Record:
    """Return the record of a changed link, with its earlier status and disputed flag."""
    before = {
        "status": change.before.value,
        "disputed": change.disputed_before,
        "spells": list(change.spells_before),
    }
    return {"before": before, "spells": list(change.link.spells), **link_record(change.link, actors)}
