"""graphbuild reads news and reports, finds the actors and the links between them, and keeps each link's
sentence.

    build            reads articles and gives (and keeps) the graph
    load             the graph in a store
    links, paths     who is linked to whom, and by which chains
    read_documents   articles, one after another
    extract          what is read out of each, without writing anything
    write_page       the interactive page of a graph
    export           a graph or a store for other tools

Nothing heavy is imported before one of these is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphbuild.building import build
    from graphbuild.documents import read_documents
    from graphbuild.exports import export
    from graphbuild.graph import load
    from graphbuild.page import write_page
    from graphbuild.pipeline import extract
    from graphbuild.query.links import links
    from graphbuild.query.paths import paths

    __version__: str

__all__ = [
    "__version__",
    "build",
    "export",
    "extract",
    "links",
    "load",
    "paths",
    "read_documents",
    "write_page",
]

_HOMES = {
    "build": "graphbuild.building",
    "export": "graphbuild.exports",
    "extract": "graphbuild.pipeline",
    "links": "graphbuild.query.links",
    "load": "graphbuild.graph",
    "paths": "graphbuild.query.paths",
    "read_documents": "graphbuild.documents",
    "write_page": "graphbuild.page",
}


def __getattr__(name: str) -> Any:
    """Imports a name of the public face when it is first used (PEP 562)."""
    if name == "__version__":
        from importlib.metadata import version

        value: Any = version("graphbuild")
    elif name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
