"""The data of a page out of those of an earlier one: links that are as they were are taken over as they stand there.

The result is the same as `payload.build` gives for the whole graph.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from graphbuild.core.link_key import LinkKey
from graphbuild.page import packing, payload
from graphbuild.page.payload import Around, Data, NameNotes

_SHOWN_IN_LINKS = ("label", "aliases", "type")
"""What links say of the actors at their ends."""
_OF_SOME_LINKS = ("guess", "unnamed", "outlets")
_OF_SOME_EVIDENCE = ("how", "guess", "unnamed", "spells", *payload.SAID)
"""Keys that records lack where nothing is to be said; as tables have them, they are null."""


class EarlierPage:
    """The data of a page that was written by this code."""

    def __init__(self, html: str) -> None:
        """Read the data of a page.

        Raises:
            ValueError: this is no page of graphbuild's.
        """
        data = packing.read(html, cut=False)
        self._actors: dict[str, Data] = {actor["id"]: actor for actor in data["actors"]}
        self._documents: Mapping[str, Data] = data["documents"]
        ids = list(self._actors)
        self._links = {LinkKey(ids[link["from"]], link["key"], ids[link["to"]]): link for link in data["links"]}
        self.is_large = sum(link["weight"] for link in data["links"]) > payload.MANY

    def differing(self, nodes: Mapping[str, Mapping[str, Any]], keys: Iterable[LinkKey]) -> Iterator[LinkKey]:
        """Yield the links that cannot be taken over because they, or what they say of their ends, were not there.

        Args:
            nodes: the attributes of the actors that are drawn now, by id.
            keys: their links.
        """
        made = ((id_, payload.actor_data(id_, data), self._actors.get(id_)) for id_, data in nodes.items())
        other = {
            id_ for id_, new, old in made if old is None or any(old[name] != new[name] for name in _SHOWN_IN_LINKS)
        }
        return (key for key in keys if key not in self._links or key.subject in other or key.object in other)

    def new(self, actors: Collection[str]) -> set[str]:
        """Return those of these actors that were not on the page."""
        return {id_ for id_ in actors if id_ not in self._actors}

    def renewed(
        self,
        nodes: Mapping[str, Mapping[str, Any]],
        keys: Collection[LinkKey],
        changed: Mapping[LinkKey, Mapping[str, Any]],
        families: Mapping[str, str],
        *,
        around: Around,
        names: NameNotes,
        renamed: Collection[str],
    ) -> Data | None:
        """Return the data of the page as it is now; None where it is no longer large, so that all has to be made anew.

        Args:
            nodes: the attributes of the actors that are drawn, by id.
            keys: their links.
            changed: the attributes of those links that cannot be taken over.
            families, around, names: as for `payload.build`, of what has changed.
            renamed: the actors whose names may have changed, all new ones among them; the others have those of the
                earlier page.
        """
        ids = sorted(nodes)
        number = {id_: at for at, id_ in enumerate(ids)}
        actors = [{**payload.actor_data(id_, nodes[id_]), "names": self._names(id_, names, renamed)} for id_ in ids]
        documents: dict[str, Data] = {}
        links: list[Data] = []
        for key in sorted(keys, key=lambda key: (key.subject, key.object, key.key)):
            ends = number[key.subject], number[key.object]
            if key in changed:
                link = payload.link_data(ends, key.key, changed[key], actors, families, documents, payload.BEST)
                payload.surround(link, around)
            else:
                link = {**_without_nulls(self._links[key], _OF_SOME_LINKS), "from": ends[0], "to": ends[1]}
                link["evidence"] = [_without_nulls(item, _OF_SOME_EVIDENCE) for item in link["evidence"]]
            links.append(link)
        if sum(link["weight"] for link in links) <= payload.MANY:
            return None
        for item in (item for link in links for item in link["evidence"]):
            documents.setdefault(item["doc"], self._documents.get(item["doc"], {}))
        return payload.finished(actors, links, documents)

    def _names(self, id_: str, names: NameNotes, renamed: Collection[str]) -> list[Data]:
        """Return the names under which an actor was seen."""
        return [dict(note) for note in (names.get(id_, ()) if id_ in renamed else self._actors[id_]["names"])]


def _without_nulls(record: Data, keys: Sequence[str]) -> Data:
    """Return a record without those of some keys under which there is nothing."""
    found = record.copy()
    for key in keys:
        if key in found and found[key] is None:
            del found[key]
    return found
