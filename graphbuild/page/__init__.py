"""The interactive page: one HTML file that needs no network.

payload   the graph as plain data: actors, links, sentences cut into marked pieces
elements  its nodes and edges: sizes, places, line styles
packing   the data as they stand in the file: each sentence once, compressed
network   pyvis's network, rendered through our own template
assets    what the browser gets: page.html, page.css, *.js
"""

from __future__ import annotations

import html
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from graphbuild.knowledge.ontology import Ontology
    from graphbuild.page.network import PageNetwork


class Background(Protocol):
    """What a page shows beside its graph; see `answers.background`."""

    @property
    def around(self) -> Mapping[tuple[str, int], tuple[str, str]]:
        """By document and start of a cited sentence, the sentences before and after."""

    @property
    def names(self) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """By actor the names it was seen under."""


__all__ = ["iframe", "review_page", "write_page"]

HEIGHT = 640
"""Pixels of a page inside a notebook."""


def write_page(
    graph: MultiDiGraph,
    path: str | Path,
    *,
    title: str = "graphbuild",
    subtitle: str = "",
    note: str = "",
    ontology: Ontology | None = None,
    plain: bool = False,
    background: Background | None = None,
    places: Mapping[str, tuple[int, int]] | None = None,
) -> dict[str, tuple[int, int]]:
    """Draw `graph` as one HTML file at `path`: same graph and same `places`, same bytes.

    Args:
        graph: as `graphbuild.load` gives it; give it with every status in it: the page hides denied and
            hypothetical links until they are asked for. Of more than 10,000 actors those with the most
            links are drawn. It is not changed.
        path: replaced if it exists; its folder must exist.
        title: the page's heading; also in the tab, in the names of files that it saves, and on its reports.
        subtitle: a line below it.
        note: what a reader should know first, above the overview.
        ontology: says to which family each relation belongs; the built-in one if not given.
        background: the sentences around the cited ones, and where each name was seen; see `answers.background`.
        plain: do not compress the data of a large graph, for browsers of before 2023 that cannot unpack them.
        places: where actors stood on an earlier page, in pixels, by id. They stay there, and others are put beside
            their neighbours; all are laid out anew where half of them or more have no place.

    Returns:
        Where each actor stands on the page, by id.

    Raises:
        StoreError: the file cannot be written.
    """
    data = _data(graph, ontology, background)
    states = states_of(ontology)
    return write_data(data, path, title=title, subtitle=subtitle, note=note, states=states, plain=plain, places=places)


def write_data(
    data: dict[str, Any],
    path: str | Path,
    *,
    title: str,
    subtitle: str,
    note: str,
    states: Collection[str],
    plain: bool = False,
    places: Mapping[str, tuple[int, int]] | None = None,
) -> dict[str, tuple[int, int]]:
    """Draw the data of a graph, as `payload.build` gives them, in the same way as `write_page` draws the graph.

    Arguments as of `write_page`; `states` are the relations that go on until they are ended (`states_of`).
    """
    from graphbuild.page.elements import draw

    drawn = draw(data, title, places)
    drawn.content |= {"subtitle": subtitle, "note": note, "states": _occurring(states, data)}
    drawn.plain = plain
    drawn.write_html(Path(path))
    return drawn.places


def review_page(
    graph: MultiDiGraph, token: str, *, ontology: Ontology | None = None, background: Background | None = None
) -> str:
    """The page as the server of `graphbuild review` gives it: what is said on it is sent there with the token."""
    drawn = _drawn(graph, "Review", ontology, background)
    drawn.content |= {"subtitle": "least sure and most central first", "note": "", "review": {"token": token}}
    return drawn.generate_html()


def iframe(graph: MultiDiGraph, *, title: str = "graphbuild", ontology: Ontology | None = None) -> str:
    """The same page as an element that notebooks show, the whole of it inside; arguments as of `write_page`.

    The frame may run the page's own script and save files, and nothing else: not even read the notebook around it.
    """
    page = html.escape(_drawn(graph, title, ontology).generate_html(), quote=True)
    may = "allow-scripts allow-downloads allow-popups"
    look = f"width:100%;height:{HEIGHT}px;border:1px solid #8888;border-radius:6px"
    return f'<iframe title="{html.escape(title)}" sandbox="{may}" style="{look}" srcdoc="{page}"></iframe>'


def families_of(ontology: Ontology | None) -> Mapping[str, str]:
    """Return the family of each relation, by relation name."""
    return {name: relation.family for name, relation in _relations(ontology).items()}


def _drawn(
    graph: MultiDiGraph, title: str, ontology: Ontology | None, background: Background | None = None
) -> PageNetwork:
    """Return the page network for the most linked part of a graph."""
    from graphbuild.page.elements import draw

    data = _data(graph, ontology, background)
    drawn = draw(data, title)
    drawn.content |= {"states": _occurring(states_of(ontology), data)}
    return drawn


def _data(graph: MultiDiGraph, ontology: Ontology | None, background: Background | None) -> dict[str, Any]:
    """Return the data of the most linked part of a graph."""
    from graphbuild.drawing.most_linked import most_linked
    from graphbuild.page import payload

    around, names = (background.around, background.names) if background is not None else ({}, {})
    return payload.build(most_linked(graph), families_of(ontology), around=around, names=names)


def states_of(ontology: Ontology | None) -> frozenset[str]:
    """Return the relations that go on until they are ended."""
    return frozenset(name for name, relation in _relations(ontology).items() if getattr(relation, "state", False))


def _occurring(states: Collection[str], data: Mapping[str, Any]) -> list[str]:
    """Return those of these relations that links of the page have, in order."""
    return sorted({link["relation"] for link in data["links"]}.intersection(states))


def _relations(ontology: Ontology | None) -> Mapping[str, Any]:
    """Return the relations by their names."""
    from graphbuild.knowledge import ontology as ontologies

    chosen: Any = ontology if ontology is not None else ontologies.load()
    relations: Mapping[str, Any] = chosen.relations
    return relations
