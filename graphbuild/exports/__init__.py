"""The graph for other tools: one module a format, each writing whole or not at all.

    graphml, gexf      Gephi, Gephi Lite, igraph, Cytoscape, networkx
    ftm                FollowTheMoney: Aleph, nomenklatura          (followthemoney, ftm_entities, ftm_links)
    cypher, neo4j      a script, and tables for the bulk importer
    csv, parquet       spreadsheets; pandas, DuckDB, Spark          (spreadsheets; tables, columns, values)
    json, jsonl        networkx's node-link data; the whole store   (node_link)
    obsidian           a vault of notes, and a canvas

All but jsonl are written from a `source`: a loaded graph, or a store read link by link. What a format cannot hold is
said in the report. `clean` is where every value is cleaned.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild.core.collection import seldom_collected
from graphbuild.core.errors import UsageError
from graphbuild.exports.registry import FORMATS, Format
from graphbuild.exports.report import Export, Tally, counted
from graphbuild.exports.source import Source, sourced

if TYPE_CHECKING:
    import networkx

__all__ = ["FORMATS", "Export", "Format", "export"]


@seldom_collected()
def export(graph: networkx.MultiDiGraph | str | Path, path: str | Path, *, format: str, **filters: Any) -> Export:
    """Writes a graph, or a store given by its path, for other tools; an existing `path` is replaced.

    Args:
        graph: a graph from `build` or `load`, or the path of a `graph.db`. JSON Lines holds the whole store, so it
            needs the path. A store is read link by link and need not fit into memory.
        path: the file to write; for `csv`, `jsonl`, `neo4j`, `obsidian` and `parquet` the folder.
        format: one of `exports.FORMATS`.
        filters: `relation`, `status`, `since`, `until`, `as_of`, `source`, `min_confidence`, `open_claims`,
            `named_ends`; see `links`. From a store, claims below .5 and open ones are left out unless asked for, and
            so are denied and hypothetical ones in the formats that have no place to say so (`ftm`, `cypher`, `neo4j`).

    Returns:
        What was written, and what the format could not hold; it can be used as a path.

    Raises:
        UsageError: an unknown format, or one that cannot be written from this; a filter that makes no sense.
        StoreError: the store cannot be read, or the path not written.
    """
    chosen = FORMATS.get(format)
    if chosen is None:
        raise UsageError(f"There is no format {format!r}.", hint=f"The formats are: {', '.join(FORMATS)}.")
    target = Path(path)
    if format == "jsonl":
        return _jsonl(graph, target, filters)
    tally = Tally()
    with sourced(graph, filters, statuses=chosen.statuses) as source:
        import_module(f"graphbuild.exports.formats.{chosen.module}").write(source, target, tally)
        _say_what_was_not_asked_for(source, chosen, tally, bool(filters.get("status")))
    return tally.export(target, format)


def _say_what_was_not_asked_for(source: Source, chosen: Format, tally: Tally, named: bool) -> None:
    """Takes down how many claims of the store the filters left out."""
    missing = (source.whole or 0) - source.heard
    if missing > 0:
        held = "" if chosen.takes_all or named else " denied and hypothetical ones,"
        tally.notices.insert(
            0,
            f"{counted(missing, 'claim')} of {source.whole:,} did not pass the filters (unless asked for,{held} those "
            "below .5 and by verbs that no relation stands for are left out).",
        )


def _jsonl(graph: networkx.MultiDiGraph | str | Path, path: Path, filters: dict[str, Any]) -> Export:
    """Write a whole store as JSON Lines; raises UsageError for a graph or a filter."""
    from graphbuild.exports.formats.jsonl import write_jsonl
    from graphbuild.store import Store

    if not isinstance(graph, (str, Path)):
        raise UsageError(
            "JSON Lines holds the whole store: documents, mentions and every claim.",
            hint="Give the path of the graph.db instead of a graph.",
        )
    if filters:
        raise UsageError(f"JSON Lines holds everything and takes no {min(filters)}.", hint="Leave the filters out.")
    with Store.open(Path(graph)) as store:
        write_jsonl(store, path)
        counts = store.counts()
    return Tally(actors=counts.actors, claims=counts.claims, documents=counts.documents).export(path, "jsonl")
