#!/usr/bin/env bash
# pyvis 0.3.2 writes its drawing sizes into the networkx graph that it reads.
#
# Input: a networkx graph of three nodes, one edge of which has a weight, given to `Network.from_nx`.
# Expected: that reading a graph leaves it as it is.
# Seen: afterwards every node has a `size` and every edge a `width`, in the graph itself, and so in what is exported of it
# later: the GraphML of the same graph has two more attributes, in which a width of 1 looks like something that was known of the edge.
#
#     before: nodes {'a': {}, 'b': {}, 'c': {}} edges [{'weight': 3}, {}] GraphML attributes ['weight']
#     after:  nodes {'a': {'size': 10}, 'b': {'size': 10}, 'c': {'size': 10}} edges [{'weight': 3, 'width': 3}, {'width': 1}] GraphML attributes ['size', 'weight', 'width']
#
# What follows for us: a page is drawn from rows of its own, and a graph of the user's is copied before pyvis sees it.
# Exits non-zero where the output is another than the two lines above. Needs Python with venv, and a package index.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

cat >"$work/draw.py" <<'PY'
import re

import networkx
from pyvis.network import Network


def line(when):
    text = "".join(networkx.generate_graphml(graph))
    attributes = sorted(set(re.findall(r'attr\.name="(\w+)"', text)))
    print(f"{when} nodes {dict(graph.nodes(data=True))} edges {[d for *_, d in graph.edges(data=True)]}", end=" ")
    print(f"GraphML attributes {attributes}")


graph = networkx.Graph()
graph.add_edge("a", "b", weight=3)
graph.add_edge("b", "c")
line("before:")
Network().from_nx(graph)
line("after: ")
PY

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q pyvis==0.3.2 networkx==3.6.1
"$work/venv/bin/python" "$work/draw.py" | tee "$work/seen"

diff "$work/seen" - <<'EXPECTED'
before: nodes {'a': {}, 'b': {}, 'c': {}} edges [{'weight': 3}, {}] GraphML attributes ['weight']
after:  nodes {'a': {'size': 10}, 'b': {'size': 10}, 'c': {'size': 10}} edges [{'weight': 3, 'width': 3}, {'width': 1}] GraphML attributes ['size', 'weight', 'width']
EXPECTED
echo "As described."
