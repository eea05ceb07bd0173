"""A GraphML file out of an earlier one of the same store: the elements of links that are as they were are taken over.

The result is the same to the byte as `graphml.write` gives without positions.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
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

_EDGE = re.compile('<edge id="[^"]*" source="([^"]*)" target="([^"]*)" label="([^"]*)">')
_NODE = re.compile('<node id="([^"]*)">')
_LINE_ENDS = {"&#10;": "\n", "&#13;": "\r", "&#9;": "\t", "&quot;": '"'}
_FIRST_MEASURE = next(iter(MEASURES))


class EarlierGraphML:
    """The elements of links in a GraphML file that this code wrote."""

    def __init__(self, path: Path) -> None:
        """Read a file."""
        self._lines: dict[LinkKey, str] = {}
        self._nodes: dict[str, str] = {}
        with path.open(encoding=ENCODING, newline="\n") as file:
            for line in file:
                if found := _NODE.match(line):
                    self._nodes[_plain(found[1])] = line.rstrip("\n")
                elif found := _EDGE.match(line):
                    subject, object_, key = (_plain(text) for text in found.groups())
                    self._lines[LinkKey(subject, key, object_)] = line.rstrip("\n")

    def differing(self, keys: Iterable[LinkKey]) -> Iterator[LinkKey]:
        """Yield the links that were not there."""
        return (key for key in keys if key not in self._lines)

    def write(
        self,
        source: StoreSource,
        path: Path,
        keys: Collection[LinkKey],
        changed: Mapping[LinkKey, Mapping[str, Any]],
        actors: Collection[str],
    ) -> None:
        """Write the file as it is now.

        Args:
            source: the store.
            path: replaced.
            keys: all links.
            changed: the attributes of those that cannot be taken over, with the codes of their relations.
            actors: those that may have changed, by id.

        Raises:
            StoreError: the file cannot be written.
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
        new = {id_ for id_ in measures if id_ in changed or id_ not in self._nodes}
        made = dict(source.actors(new))
        for id_ in sorted(measures):
            measured = measures[id_]
            if id_ in new:
                yield graphml.node_line((id_, {**made[id_], **measured}), openings, ids)
            else:
                line, size = self._nodes[id_], look(measured, None).size
                start = line.index("</data>", line.index(openings["size"]))
                about = line[start : line.index(openings[_FIRST_MEASURE])]
                opening = f"<node id={quoteattr(ids[id_])}>{openings['size']}{size}"
                yield f"{opening}{about}{graphml.data_of(measured, openings)}</node>"

    def _edges(
        self,
        keys: Collection[LinkKey],
        changed: Mapping[LinkKey, Mapping[str, Any]],
        columns: graphml.Types,
        ids: Ids,
        linked: SlimGraph,
    ) -> Iterator[str]:
        """Yield the element of each link, and add the link to those that measures ask for."""
        openings = graphml.openings_of("e", columns)
        for key in sorted(keys, key=lambda key: (key.subject, key.object, key.key)):
            subject, object_ = key.subject, key.object
            if key in changed:
                data = dict(changed[key])
                linked.add(subject, object_, data)
                yield graphml.edge_line((subject, object_, key.key, data), openings, ids)
            else:
                line = self._lines[key]
                if (ids[subject], ids[object_]) != (subject, object_):
                    raise PromiseError(f"the link {key} was taken over under other ids")
                linked.add(subject, object_, _measured(line, openings))
                yield line


def _measured(line: str, openings: Mapping[str, str]) -> dict[str, Any]:
    """Return what measures ask for of a link's element."""
    status, symmetric, n_outlets = (_value(line, openings[name]) for name in MEASURED_BY)
    return {"status": status, "symmetric": symmetric == "true", "n_outlets": int(n_outlets)}


def _value(line: str, opening: str) -> str:
    """Return the text of a column that every link has."""
    start = line.index(opening) + len(opening)
    return line[start : line.index("<", start)]


def _plain(value: str) -> str:
    """Return the value of an attribute as it was before it was escaped."""
    return unescape(value, _LINE_ENDS) if "&" in value else value
