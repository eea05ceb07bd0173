"""The data of a page out of those of an earlier one: links that are as they were are taken over as they stand there.

The result is the same as `payload.build` gives for the whole graph.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from graphbuild.core.link_key import LinkKey
from graphbuild.page import packing, payload
from graphbuild.page.payload import Around, Data, NameNotes

_SHOWN_IN_LINKS = ("label", "aliases", "type")
"""What links say of the actors at their ends."""
_OF_EVERY_LINK = ("from", "key", "to", "evidence", "weight")
_OF_SOME_LINKS = ("guess", "unnamed", "read_by", "outlets")
_OF_SOME_EVIDENCE = ("how", "guess", "unnamed", "read_by", "spells", *payload.SAID)
"""Keys that records lack where nothing is to be said; as tables have them, they are null."""


class EarlierPage:
    """The data of a page that was written by this code."""

    def __init__(self, html: str) -> None:
        """Read the data of a page.

        Raises:
            ValueError: this is no page of graphbuild's.
        """
        data = packing.read_packed(html)
        keys, rows = data["actors"]["keys"], data["actors"]["rows"]
        self._actors: dict[str, Data] = {row[keys.index("id")]: dict(zip(keys, row, strict=True)) for row in rows}
        self._documents: Mapping[str, Data] = data["documents"]
        self._evidence = packing.Kept(
            tuple(data["evidence"]["keys"]), data["evidence"]["rows"], data["sentences"], _OF_SOME_EVIDENCE
        )
        self._link_keys: list[str] = data["links"]["keys"]
        self._links: dict[LinkKey, tuple[list[Any], int]] = {}
        self._drawn: dict[str, Data] = {}
        ids = list(self._actors)
        rows = data["links"]["rows"]
        places = list(map(self._link_keys.index, _OF_EVERY_LINK)) if rows else []  # without links there are no columns
        first = n_claims = 0
        for row in rows:
            start, key, end, n, weight = (row[at] for at in places)
            self._links[LinkKey(ids[start], key, ids[end])] = row, first
            first, n_claims = first + n, n_claims + weight
        self.is_large = n_claims > payload.MANY

    def differing(
        self, drawn: Collection[str], nodes: Mapping[str, Mapping[str, Any]], keys: Iterable[LinkKey]
    ) -> Iterator[LinkKey]:
        """Yield the links that cannot be taken over because they, or what they say of their ends, were not there.

        Args:
            drawn: the actors that are drawn now.
            nodes: the attributes of those that may have changed or are new; the others are taken over.
            keys: their links.
        """
        made = {id_: payload.actor_data(id_, data) for id_, data in nodes.items()}
        self._drawn = {id_: made.get(id_) or self._actors[id_] for id_ in sorted(drawn)}
        compared = ((id_, new, self._actors.get(id_)) for id_, new in made.items())
        other = {
            id_ for id_, new, old in compared if old is None or any(old[name] != new[name] for name in _SHOWN_IN_LINKS)
        }
        return (key for key in keys if key not in self._links or key.subject in other or key.object in other)

    def new(self, actors: Collection[str]) -> set[str]:
        """Return those of these actors that were not on the page."""
        return {id_ for id_ in actors if id_ not in self._actors}

    def renewed(
        self,
        keys: Iterable[LinkKey],
        changed: Mapping[LinkKey, Mapping[str, Any]],
        families: Mapping[str, str],
        *,
        around: Around,
        names: NameNotes,
        renamed: Collection[str],
    ) -> Data | None:
        """Return the data of the page as it is now; None where it is no longer large, so that all has to be made anew.

        To be called once, after `differing`, which is told the actors that are drawn.

        Args:
            keys: their links, by subject, object and key.
            changed: the attributes of those links that cannot be taken over.
            families, around, names: as for `payload.build`, of what has changed.
            renamed: the actors whose names may have changed, all new ones among them; the others have those of the
                earlier page.
        """
        number = {id_: at for at, id_ in enumerate(self._drawn)}
        actors = [{**actor, "names": self._names(id_, names, renamed)} for id_, actor in self._drawn.items()]
        documents: dict[str, Data] = {}
        links: list[Data] = []
        for key in keys:
            ends = number[key.subject], number[key.object]
            if key in changed:
                link = payload.link_data(ends, key.key, changed[key], actors, families, documents, payload.BEST)
                payload.surround(link, around)
                cited: Iterable[str] = (item["doc"] for item in link["evidence"])
            else:
                link = self._kept(key, ends)
                cited = link["evidence"].column("doc")
            links.append(link)
            for doc in cited:
                documents.setdefault(doc, self._documents.get(doc, {}))
        if sum(link["weight"] for link in links) <= payload.MANY:
            return None
        return payload.finished(actors, links, documents)

    def _kept(self, key: LinkKey, ends: tuple[int, int]) -> Data:
        """Return a link as it stood on the page, with the numbers that its ends have now."""
        row, first = self._links[key]
        link = dict(zip(self._link_keys, row, strict=True))
        for name in _OF_SOME_LINKS:
            if link.get(name, ends) is None:
                del link[name]
        own = self._evidence
        rows = own.rows[first : first + link["evidence"]]
        link["from"], link["to"] = ends
        link["evidence"] = packing.Kept(own.keys, rows, own.sentences, own.optional)
        return link

    def _names(self, id_: str, names: NameNotes, renamed: Collection[str]) -> list[Data]:
        """Return the names under which an actor was seen."""
        return [dict(note) for note in (names.get(id_, ()) if id_ in renamed else self._actors[id_]["names"])]
