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
    from graphbuild.analysis.brokerage import brokers
    from graphbuild.analysis.community_detection import communities
    from graphbuild.analysis.group_brokers import brokers_between
    from graphbuild.analysis.measures import measure
    from graphbuild.analysis.statistics import stats
    from graphbuild.answers.candidates import candidates
    from graphbuild.answers.common import common
    from graphbuild.answers.diff import diff
    from graphbuild.answers.dossiers import write_dossier
    from graphbuild.answers.links import links
    from graphbuild.answers.paths import paths
    from graphbuild.answers.questions.answering import ask
    from graphbuild.answers.search import search
    from graphbuild.answers.show import show
    from graphbuild.answers.timeline import timeline
    from graphbuild.documents import read_documents
    from graphbuild.exports import export
    from graphbuild.exports.formats.dataframes import dataframes
    from graphbuild.extraction.pipeline import extract
    from graphbuild.graph.find import actors
    from graphbuild.graph.graph import load
    from graphbuild.page import write_page
    from graphbuild.workflow.build import build
    from graphbuild.workflow.remove import remove
    from graphbuild.workflow.shards.extracting import extract_part
    from graphbuild.workflow.shards.merging import merge

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
    "actors": "graphbuild.graph.find",
    "ask": "graphbuild.answers.questions.answering",
    "brokers": "graphbuild.analysis.brokerage",
    "brokers_between": "graphbuild.analysis.group_brokers",
    "build": "graphbuild.workflow.build",
    "candidates": "graphbuild.answers.candidates",
    "common": "graphbuild.answers.common",
    "communities": "graphbuild.analysis.community_detection",
    "dataframes": "graphbuild.exports.formats.dataframes",
    "diff": "graphbuild.answers.diff",
    "export": "graphbuild.exports",
    "extract": "graphbuild.extraction.pipeline",
    "extract_part": "graphbuild.workflow.shards.extracting",
    "links": "graphbuild.answers.links",
    "load": "graphbuild.graph.graph",
    "measure": "graphbuild.analysis.measures",
    "merge": "graphbuild.workflow.shards.merging",
    "paths": "graphbuild.answers.paths",
    "read_documents": "graphbuild.documents",
    "remove": "graphbuild.workflow.remove",
    "search": "graphbuild.answers.search",
    "show": "graphbuild.answers.show",
    "stats": "graphbuild.analysis.statistics",
    "timeline": "graphbuild.answers.timeline",
    "write_dossier": "graphbuild.answers.dossiers",
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
