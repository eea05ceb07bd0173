#!/usr/bin/env bash
# pyvis 0.3.2 keeps one edge between two nodes of an undirected network, whatever the others say, and does not say so.
#
# Input: two nodes and three edges with labels of their own between them; and a networkx multigraph of the same.
# Expected: three edges, as the networkx graph has and as a directed `Network` shows.
# Seen: `Network()` keeps the first and drops the others without an error or a warning, edges the other way round too.
#
#     added one by one: undirected ['pays'], directed ['pays', 'owns', 'sues']
#     of a multigraph with 3 edges: undirected ['pays'], directed ['pays', 'owns', 'sues']
#
# What follows for us: links that have no direction are drawn in a directed network, without an arrow.
# Exits non-zero where the output is another than the two lines above. Needs Python with venv, and a package index.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

cat >"$work/draw.py" <<'PY'
import networkx
from pyvis.network import Network

EDGES = [("a", "b", "pays"), ("a", "b", "owns"), ("b", "a", "sues")]


def added(directed):
    network = Network(directed=directed)
    network.add_nodes(["a", "b"])
    for one, other, label in EDGES:
        network.add_edge(one, other, label=label)
    return [edge["label"] for edge in network.edges]


def of_multigraph(directed):
    graph = networkx.MultiGraph()
    for one, other, label in EDGES:
        graph.add_edge(one, other, label=label)
    network = Network(directed=directed)
    network.from_nx(graph)
    return [edge["label"] for edge in network.edges]


print(f"added one by one: undirected {added(False)}, directed {added(True)}")
print(f"of a multigraph with 3 edges: undirected {of_multigraph(False)}, directed {of_multigraph(True)}")
PY

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q pyvis==0.3.2 networkx==3.6.1
"$work/venv/bin/python" "$work/draw.py" | tee "$work/seen"

diff "$work/seen" - <<'EXPECTED'
added one by one: undirected ['pays'], directed ['pays', 'owns', 'sues']
of a multigraph with 3 edges: undirected ['pays'], directed ['pays', 'owns', 'sues']
EXPECTED
echo "As described."
