"""A GraphML file out of an earlier one of the same store: the elements of links that are as they were are taken over.

The result is the same to the byte as `graphml.write` gives without positions. Both files have actors and links in the
same order, so the earlier one is read line by line beside what is there now, and never held as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import Any
from xml.sax.saxutils import unescape

from graphbuild.core.errors import PromiseError
from graphbuild.core.files import replacing
from graphbuild.core.link_key import LinkKey
from graphbuild.exports.columns import MEASURES
from graphbuild.exports.formats import graphml
from graphbuild.exports.spool import ENCODING, halves
from graphbuild.exports.store_source import MEASURED_BY, SlimGraph, StoreSource
from graphbuild.exports.styles import look
from graphbuild.exports.xml import Ids, quoteattr

_NODE, _EDGE = "<node ", "<edge "
_NODE_ID = re.compile('<node id="([^"]*)">')
_LINE_ENDS = {"&#10;": "\n", "&#13;": "\r", "&#9;": "\t", "&quot;": '"'}
_FIRST_MEASURE = next(iter(MEASURES))
_Place = tuple[str, ...]
_Told = tuple[_Place, tuple[str, ...]]
_Line = tuple[_Place, tuple[str, ...], str]
"""The place of an element, what measures ask for of it, and the element."""


class OutdatedError(Exception):
    """The earlier file lacks what is said to be in it, so that all has to be made anew."""


class EarlierGraphML:
    """The elements of actors and links in a GraphML file that this code wrote."""

    def __init__(self, path: Path) -> None:
        """Read a file as its elements are asked for."""
        self._path = path

    def write(
        self,
        source: StoreSource,
        path: Path,
        keys: Sequence[LinkKey],
        changed: Mapping[LinkKey, Mapping[str, Any]],
        actors: Collection[str],
    ) -> None:
        """Write the file as it is now.

        Args:
            source: the store.
            path: replaced.
            keys: all links, by subject, object and key.
            changed: the attributes of those that cannot be taken over, with the codes of their relations.
            actors: those that may have changed, by id.

        Raises:
            StoreError: the file cannot be written.
            OutdatedError: a link that is to be taken over is not there; nothing is written.
        """
        ids, columns, own = Ids(), graphml.edge_columns_of(source), graphml.node_columns_of(source)
        linked = SlimGraph()
        source.take(linked)
        with replacing(path) as beside, halves(beside) as file:
            file.second(self._edges(keys, changed, columns, ids, linked))
            lines = chain(graphml.head(own, columns), self._actors(source, own, ids, actors))
            file.first(lines, last=("</graph>", "</graphml>"))

    def _actors(self, source: StoreSource, columns: graphml.Types, ids: Ids, changed: Collection[str]) -> Iterator[str]:
        """Yield the element of each actor: of those that are as they were with new measures, which all others move."""
        openings = graphml.openings_of("n", columns)
        measures = source.measures()
        made = dict(source.actors(measures.keys() & changed))
        earlier = _Beside(self._lines(_NODE, _node_told))
        for id_ in sorted(measures):
            measured, found = measures.pop(id_), earlier.at((id_,))
            if found is None or id_ in made:
                about = made.get(id_) or dict(source.actors({id_}))[id_]
                yield graphml.node_line((id_, {**about, **measured}), openings, ids)
            else:
                line, size = found[-1], look(measured, None).size
                start = line.index("</data>", line.index(openings["size"]))
                kept = line[start : line.index(openings[_FIRST_MEASURE])]
                opening = f"<node id={quoteattr(ids[id_])}>{openings['size']}{size}"
                yield f"{opening}{kept}{graphml.data_of(measured, openings)}</node>"

    def _edges(
        self,
        keys: Iterable[LinkKey],
        changed: Mapping[LinkKey, Mapping[str, Any]],
        columns: graphml.Types,
        ids: Ids,
        linked: SlimGraph,
    ) -> Iterator[str]:
        """Yield the element of each link, and add the link to those that measures ask for."""
        openings = graphml.openings_of("e", columns)
        earlier = _Beside(self._lines(_EDGE, _edge_told(openings)))
        for key in keys:
            subject, object_ = key.subject, key.object
            if key in changed:
                data = dict(changed[key])
                linked.add(subject, object_, data)
                yield graphml.edge_line((subject, object_, key.key, data), openings, ids)
                continue
            found = earlier.at((subject, object_, key.key))
            if found is None:
                raise OutdatedError(f"the link {key}")
            if ids[subject] != subject or ids[object_] != object_:
                raise PromiseError(f"the link {key} was taken over under other ids")
            _, (status, symmetric, n_outlets), line = found
            linked.add_kind(subject, object_, (status, symmetric == "true", int(n_outlets)))
            yield line

    def _lines(self, opening: str, told: Callable[[str], _Told]) -> Iterator[_Line]:
        """Yield the elements with this opening, a line each, with what they tell, in the order of the file."""
        with self._path.open(encoding=ENCODING, newline="\n") as file:
            there = False
            for line in file:
                if line.startswith(opening):
                    there = True
                    yield *told(line), line[:-1]
                elif there:
                    return


class _Beside:
    """Lines in ascending order of their places, which are asked for in the same order."""

    def __init__(self, lines: Iterator[_Line]) -> None:
        """Go through lines."""
        self._lines = lines
        self._next = next(lines, None)

    def at(self, place: _Place) -> _Line | None:
        """Return the line at a place, none where there is none; those before it are passed over."""
        while self._next is not None and self._next[0] < place:
            self._next = next(self._lines, None)
        return self._next if self._next is not None and self._next[0] == place else None


def _node_told(line: str) -> _Told:
    """Return the place of an actor's element: its id."""
    found = _NODE_ID.match(line)
    return ((_plain(found[1]),) if found else ()), ()


def _edge_told(openings: Mapping[str, str]) -> Callable[[str], _Told]:
    """Return a function that gives the place of a link's element, its subject, object and key, and what measures ask
    for of it.
    """
    last = max(list(openings).index(name) for name in MEASURED_BY)  # columns behind it are not gone through
    columns = "".join(
        f"{tag}([^<]*)</data>" if name in MEASURED_BY else f"(?:{tag}[^<]*</data>)?"
        for name, tag in islice(openings.items(), last + 1)
    )
    match = re.compile(f'<edge id="[^"]*" source="([^"]*)" target="([^"]*)" label="([^"]*)">{columns}').match
    by_name = [name for name in openings if name in MEASURED_BY]
    measured = itemgetter(*(4 + by_name.index(name) for name in MEASURED_BY))

    def told(line: str) -> _Told:
        """Return both for an element."""
        found = match(line)
        if found is None:
            return (), ()
        ends = found.group(1, 2, 3)
        return (tuple(map(_plain, ends)) if "&" in line[: found.end(3)] else ends), measured(found)

    return told


def _plain(value: str) -> str:
    """Return the value of an attribute as it was before it was escaped."""
    return unescape(value, _LINE_ENDS) if "&" in value else value
