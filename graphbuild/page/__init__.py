"""The interactive page: one HTML file that needs no network.

payload   the graph as plain data: actors, links, sentences cut into marked pieces
looks     shapes and colours
most_linked  the part of a large graph that is drawn
layout    where each actor stands
network   pyvis's network, rendered through our own template
page.html, page.css, *.js   what the browser gets
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from graphbuild.ontology import Ontology

__all__ = ["write_page"]


def write_page(
    graph: MultiDiGraph, path: str | Path, *, title: str = "graphbuild", ontology: Ontology | None = None
) -> None:
    """Draw `graph` as one HTML file at `path`: same graph, same bytes.

    Args:
        graph: as `graphbuild.load` gives it; give it with every status in it: the page hides denied and
            hypothetical links until they are asked for. Of more than 10,000 actors those with the most
            links are drawn. It is not changed.
        path: replaced if it exists; its folder must exist.
        title: the page's heading.
        ontology: says to which family each relation belongs; the built-in one if not given.

    Raises:
        StoreError: the file cannot be written.
    """
    from graphbuild.page import payload
    from graphbuild.page.drawing import draw
    from graphbuild.page.most_linked import most_linked

    graph = most_linked(graph)
    draw(payload.build(graph, _families(ontology)), title).write_html(Path(path))


def _families(ontology: Ontology | None) -> Mapping[str, str]:
    from graphbuild import ontology as ontologies

    chosen: Any = ontology if ontology is not None else ontologies.load()
    return {name: relation.family for name, relation in chosen.relations.items()}
