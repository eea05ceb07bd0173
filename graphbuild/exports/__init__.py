"""The graph for other tools: one module a format, each writing whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.errors import UsageError
from graphbuild.store import Store

if TYPE_CHECKING:
    import networkx

FORMATS = ("graphml", "jsonl")


def export(graph: networkx.MultiDiGraph | str | Path, path: str | Path, *, format: str) -> Path:
    """Writes a graph, or a store given by its path, for other tools; an existing `path` is replaced.

    Args:
        graph: a graph from `build` or `load`, or the path of a `graph.db`. From a store, GraphML gets every
            status and leaves out claims below .5. JSON Lines holds the whole store, so it needs the path.
        path: the file to write, for `jsonl` the folder.
        format: `graphml` or `jsonl`.

    Returns:
        The path written.

    Raises:
        UsageError: an unknown format, or one that cannot be written from this.
        StoreError: the store cannot be read, or the path not written.
    """
    target = Path(path)
    if format == "graphml":
        _graphml(graph, target)
    elif format == "jsonl":
        _jsonl(graph, target)
    else:
        raise UsageError(f"There is no format {format!r}.", hint=f"The formats are: {', '.join(FORMATS)}.")
    return target


def _graphml(graph: networkx.MultiDiGraph | str | Path, path: Path) -> None:
    from graphbuild.exports.graphml import write_graphml
    from graphbuild.graph import load
    from graphbuild.link import EVERY_STATUS

    write_graphml(load(graph, status=EVERY_STATUS) if isinstance(graph, (str, Path)) else graph, path)


def _jsonl(graph: networkx.MultiDiGraph | str | Path, path: Path) -> None:
    from graphbuild.exports.jsonl import write_jsonl

    if not isinstance(graph, (str, Path)):
        raise UsageError(
            "JSON Lines holds the whole store: documents, mentions and every claim.",
            hint="Give the path of the graph.db instead of a graph.",
        )
    with Store.open(Path(graph)) as store:
        write_jsonl(store, path)
