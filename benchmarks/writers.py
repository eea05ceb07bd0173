"""GraphML and Parquet beside the usual writers of these formats, on the same rows.

    python -m benchmarks.writers STORE.db [RUNS]

GraphML of the whole graph beside `networkx.write_graphml`, which gets attributes that it can write: lists joined and
nulls left out before the clock starts. Parquet of links and claims beside `pandas.DataFrame.to_parquet`. Seconds of the
processor, the least of RUNS (3), in turn. What graphbuild's GraphML has beyond: measures (told apart), an id for each
parallel edge, labels for Gephi, colours and sizes, characters that XML forbids taken out and counted.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import networkx
import pandas

from graphbuild import load
from graphbuild.analysis.measures import measure
from graphbuild.exports import tables
from graphbuild.exports.formats import graphml, parquet
from graphbuild.exports.graph_source import GraphSource
from graphbuild.exports.sanitize import scalars


def plain(graph: networkx.MultiDiGraph) -> networkx.MultiDiGraph:
    """The same graph with attributes that networkx can write."""
    made = networkx.MultiDiGraph()
    made.add_nodes_from((node, scalars(data)) for node, data in graph.nodes(data=True))
    made.add_edges_from((s, o, key, scalars(data)) for s, o, key, data in graph.edges(keys=True, data=True))
    return made


def least(runs: int, *works: Callable[[], object]) -> list[float]:
    """Seconds of the processor of each of several works, the least of its runs; the works take turns."""
    spent: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for own, work in zip(spent, works, strict=True):
            start = time.process_time()
            work()
            own.append(time.process_time() - start)
    return [min(own) for own in spent]


def our_parquet(folder: Path, rows: Mapping[str, list[dict[str, Any]]], kinds: Mapping[str, Any]) -> None:
    """Writes these rows as `export --format parquet` does."""
    for name, some in rows.items():
        with parquet._Table(folder / f"{name}.parquet", kinds[name]) as table:
            table.write(some)


def their_parquet(folder: Path, rows: Mapping[str, list[dict[str, Any]]]) -> None:
    """Writes these rows as pandas does."""
    for name, some in rows.items():
        pandas.DataFrame(some).to_parquet(folder / f"{name}.pandas.parquet", compression="zstd")


def main(store: str, runs: int = 3) -> None:
    """Prints a line for each format."""
    graph = load(store)
    source, bare = GraphSource(graph), plain(graph)
    names, kinds = source.names(), tables.columns(source)
    edges = list(source.edges())
    rows = {
        tables.LINKS: [tables.link(edge, names) for edge in edges],
        tables.CLAIMS: [row for edge in edges for row in tables.claims(edge, names)],
    }
    rows = {name: [{key: row.get(key) for key in kinds[name]} for row in some] for name, some in rows.items()}
    print(f"{len(graph):,} actors, {len(edges):,} links, {len(rows[tables.CLAIMS]):,} claims")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, theirs, measures = least(
            runs,
            lambda: graphml.write_graphml(graph, folder / "a.graphml"),
            lambda: networkx.write_graphml(bare, folder / "b.graphml"),
            lambda: measure(graph),
        )
        sizes = [(folder / f"{one}.graphml").stat().st_size / 1e6 for one in "ab"]
        print(
            f"GraphML: {ours:.2f} s, of which measures {measures:.2f}, {sizes[0]:.1f} MB; "
            f"networkx {theirs:.2f} s, {sizes[1]:.1f} MB"
        )
        ours, theirs = least(runs, lambda: our_parquet(folder, rows, kinds), lambda: their_parquet(folder, rows))
        print(f"Parquet of links and claims: {ours:.2f} s; pandas {theirs:.2f} s")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3)
