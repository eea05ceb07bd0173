"""Exports beside the usual writers of their formats, on the same rows.

    python -m benchmarks.writers STORE.db [RUNS]

GraphML, GEXF and JSON of the whole graph beside `networkx.write_graphml`, `write_gexf` and `node_link_data`; networkx
gets attributes that it can write: lists joined and nulls left out before the clock starts. CSV and Parquet of links and
claims beside `pandas.DataFrame` and DuckDB (if installed), which get the same rows. Seconds of the processor, the least
of RUNS (3), in turn, without a layout. What graphbuild's GraphML and GEXF have beyond: measures (told apart), an id for
each parallel edge, labels for Gephi, colours and sizes, characters that XML forbids taken out and counted; its CSV: no
cell that a spreadsheet would run, lists joined.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

import networkx
import pandas

from graphbuild import load
from graphbuild.analysis.measures import measure
from graphbuild.core.collection import seldom_collected
from graphbuild.exports import positions, tables
from graphbuild.exports.formats import csv, gexf, graphml, node_link, parquet
from graphbuild.exports.graph_source import GraphSource
from graphbuild.exports.report import Tally
from graphbuild.exports.sanitize import scalars

Rows: TypeAlias = Mapping[str, list[dict[str, Any]]]
Works: TypeAlias = dict[str, Callable[[], object]]


def plain(graph: networkx.MultiDiGraph) -> networkx.MultiDiGraph:
    """The same graph with attributes that networkx can write."""
    made = networkx.MultiDiGraph()
    made.add_nodes_from((node, scalars(data)) for node, data in graph.nodes(data=True))
    for subject, object_, key, data in graph.edges(keys=True, data=True):
        row = scalars(data)
        row["intervals"] = row.pop("spells")  # as `spells` networkx takes them for those of GEXF, and fails
        made.add_edge(subject, object_, key, **row)
    return made


def least(runs: int, works: Works) -> dict[str, float]:
    """Seconds of the processor of each of several works, the least of its runs; the works take turns."""
    spent: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            start = time.process_time()
            work()
            spent[name].append(time.process_time() - start)
    return {name: min(own) for name, own in spent.items()}


def of_graph(graph: networkx.MultiDiGraph, folder: Path) -> Iterator[tuple[str, Works]]:
    """The works of each format of a graph: ours, what measures take of it, and networkx's."""
    bare = plain(graph)

    def ours(write: Callable[..., None], name: str) -> Callable[[], None]:
        """What writes a format as `export` does."""
        return seldom_collected()(lambda: write(GraphSource(graph), folder / name, Tally()))

    measures = {"of which measures": seldom_collected()(lambda: measure(graph))}
    usual: Callable[[], object] = lambda: networkx.write_graphml(bare, folder / "b.graphml")  # noqa: E731
    yield "GraphML", {"graphbuild": ours(graphml.write, "a.graphml"), **measures, "networkx": usual}
    usual = lambda: networkx.write_gexf(bare, folder / "b.gexf")  # noqa: E731
    yield "GEXF", {"graphbuild": ours(gexf.write, "a.gexf"), **measures, "networkx": usual}
    usual = lambda: _dumped(graph, folder / "b.json")  # noqa: E731
    yield "JSON", {"graphbuild": ours(node_link.write, "a.json"), **measures, "networkx": usual}


def _dumped(graph: networkx.MultiDiGraph, path: Path) -> None:
    """Writes node-link data as one writes them with networkx."""
    with path.open("w", encoding="utf-8") as file:
        json.dump(networkx.node_link_data(graph, edges="edges"), file, ensure_ascii=False, default=str)


def of_tables(rows: Rows, kinds: Mapping[str, Any], folder: Path) -> Iterator[tuple[str, Works]]:
    """The works of each format of tables."""
    yield (
        "CSV of links and claims",
        {
            "graphbuild": seldom_collected()(lambda: _ours(csv._Table, rows, kinds, folder, "csv", Tally())),
            "pandas": lambda: _by_pandas(rows, lambda frame, name: frame.to_csv(folder / f"{name}.p.csv", index=False)),
            **_duckdb(rows, folder, "csv", "FORMAT csv, HEADER"),
        },
    )
    yield (
        "Parquet of links and claims",
        {
            "graphbuild": seldom_collected()(lambda: _ours(parquet._Table, rows, kinds, folder, "parquet")),
            "pandas": lambda: _by_pandas(
                rows, lambda frame, name: frame.to_parquet(folder / f"{name}.p.parquet", compression="zstd")
            ),
            **_duckdb(rows, folder, "parquet", "FORMAT parquet, COMPRESSION zstd"),
        },
    )


def _ours(made: Callable[..., Any], rows: Rows, kinds: Mapping[str, Any], folder: Path, end: str, *more: Any) -> None:
    """Writes rows as `export` does."""
    for name, some in rows.items():
        with made(folder / f"{name}.{end}", kinds[name], *more) as table:
            table.write(some)


def _by_pandas(rows: Rows, write: Callable[[pandas.DataFrame, str], object]) -> None:
    """Writes rows by pandas."""
    for name, some in rows.items():
        write(pandas.DataFrame(some), name)


def _duckdb(rows: Rows, folder: Path, end: str, options: str) -> Works:
    """The work of DuckDB, which takes the rows as a frame of pandas; none where it is not installed."""
    if not find_spec("duckdb"):
        return {}
    duckdb: Any = import_module("duckdb")

    def work() -> None:
        """Writes rows by DuckDB."""
        for name, some in rows.items():
            frame = pandas.DataFrame(some)
            duckdb.from_df(frame).query("t", f"COPY t TO '{folder / name}.d.{end}' ({options})")

    return {"DuckDB": work}


def rows_of(source: GraphSource, kinds: Mapping[str, Any]) -> Rows:
    """The rows of links and claims."""
    names, edges = source.names(), list(source.edges())
    rows = {
        tables.LINKS: [tables.link(edge, names) for edge in edges],
        tables.CLAIMS: [row for edge in edges for row in tables.claims(edge, names)],
    }
    return {name: [{key: row.get(key) for key in kinds[name]} for row in some] for name, some in rows.items()}


def main(store: str, runs: int = 3) -> None:
    """Prints a line for each format."""
    positions.LIMIT = 0  # of large graphs no layout is made; it is no writing
    graph = load(store)
    source = GraphSource(graph)
    kinds = tables.columns(source)
    rows = rows_of(source, kinds)
    print(f"{len(graph):,} actors, {len(rows[tables.LINKS]):,} links, {len(rows[tables.CLAIMS]):,} claims")
    with tempfile.TemporaryDirectory() as name:
        for works in (of_tables(rows, kinds, Path(name)), of_graph(graph, Path(name))):
            for what, each in works:
                told = (f"{who} {seconds:.2f} s" for who, seconds in least(runs, each).items())
                print(f"{what}: {', '.join(told)}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3)
