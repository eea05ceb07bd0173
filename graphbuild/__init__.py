"""graphbuild reads news and reports, finds the actors and the links between them, and keeps each link's
sentence.

    build            reads articles and gives (and keeps) the graph
    load             the graph in a store
    links, paths     who is linked to whom, and by which chains
    ask              a plain question, understood and answered with sentences
    timeline, show   what happened to an actor in the order of time; all that is known of one
    common           whom several actors are all linked to
    actors, search   the actors there are; the sentences with some words, and what is read in each
    stats            what a store holds
    measure, communities, brokers, brokers_between
                     who stands in the middle of a graph, together, and between
    diff             what changed from one store to another
    candidates       which actors may be one
    remove           takes documents out of a store
    write_dossier    one actor's dossier as a report to file
    read_documents   articles, one after another
    extract          what is read out of each, without writing anything
    extract_part, merge
                     the same on many machines
    write_page       the interactive page of a graph
    export           a graph or a store for other tools
    dataframes       the same as pandas frames

Nothing heavy is imported before one of these is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphbuild.analysis.between import brokers_between
    from graphbuild.analysis.brokerage import brokers
    from graphbuild.analysis.figures import stats
    from graphbuild.analysis.groups import communities
    from graphbuild.analysis.measures import measure
    from graphbuild.asking.answering import ask
    from graphbuild.building import build
    from graphbuild.documents import read_documents
    from graphbuild.dossiers import write_dossier
    from graphbuild.exports import export
    from graphbuild.exports.dataframes import dataframes
    from graphbuild.graph import load
    from graphbuild.page import write_page
    from graphbuild.pipeline import extract
    from graphbuild.query.candidates import candidates
    from graphbuild.query.common import common
    from graphbuild.query.diff import diff
    from graphbuild.query.find import actors
    from graphbuild.query.links import links
    from graphbuild.query.paths import paths
    from graphbuild.query.search import search
    from graphbuild.query.show import show
    from graphbuild.query.timeline import timeline
    from graphbuild.removing import remove
    from graphbuild.shards.extracting import extract_part
    from graphbuild.shards.merging import merge

    __version__: str

__all__ = [
    "__version__",
    "actors",
    "ask",
    "brokers",
    "brokers_between",
    "build",
    "candidates",
    "common",
    "communities",
    "dataframes",
    "diff",
    "export",
    "extract",
    "extract_part",
    "links",
    "load",
    "measure",
    "merge",
    "paths",
    "read_documents",
    "remove",
    "search",
    "show",
    "stats",
    "timeline",
    "write_dossier",
    "write_page",
]

_HOMES = {
    "actors": "graphbuild.query.find",
    "ask": "graphbuild.asking.answering",
    "brokers": "graphbuild.analysis.brokerage",
    "brokers_between": "graphbuild.analysis.between",
    "build": "graphbuild.building",
    "candidates": "graphbuild.query.candidates",
    "common": "graphbuild.query.common",
    "communities": "graphbuild.analysis.groups",
    "dataframes": "graphbuild.exports.dataframes",
    "diff": "graphbuild.query.diff",
    "export": "graphbuild.exports",
    "extract": "graphbuild.pipeline",
    "extract_part": "graphbuild.shards.extracting",
    "links": "graphbuild.query.links",
    "load": "graphbuild.graph",
    "measure": "graphbuild.analysis.measures",
    "merge": "graphbuild.shards.merging",
    "paths": "graphbuild.query.paths",
    "read_documents": "graphbuild.documents",
    "remove": "graphbuild.removing",
    "search": "graphbuild.query.search",
    "show": "graphbuild.query.show",
    "stats": "graphbuild.analysis.figures",
    "timeline": "graphbuild.query.timeline",
    "write_dossier": "graphbuild.dossiers",
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
