#!/usr/bin/env bash
# pyvis 0.3.2 takes the weights out of the networkx graph that it draws, and writes its drawing sizes into it.
#
# Input: a networkx graph of three nodes, one edge of which has a weight, given to `Network.from_nx`.
# Expected: that drawing a graph leaves it as it is.
# Seen: afterwards the graph itself has no weights, every node has a `size` and every edge a `width`. What is computed or
# exported of it later goes by these: unknown strengths have become a width of 1, and algorithms that look for `weight` find none.
#
#     before: edges [{'weight': 3}, {}], GraphML with ['weight']
#     after: edges [{'width': 3}, {'width': 1}], GraphML with ['size', 'width']
#
# What follows for us: a page is drawn from rows of its own. With pyvis alone: `from_nx(graph.copy())`.
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
    print(f"{when} edges {[data for *_, data in graph.edges(data=True)]}, GraphML with {attributes}")


graph = networkx.Graph()
graph.add_edge("a", "b", weight=3)
graph.add_edge("b", "c")
line("before:")
Network().from_nx(graph)
line("after:")
PY

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q pyvis==0.3.2 networkx==3.6.1
"$work/venv/bin/python" "$work/draw.py" | tee "$work/seen"

diff "$work/seen" - <<'EXPECTED'
before: edges [{'weight': 3}, {}], GraphML with ['weight']
after: edges [{'width': 3}, {'width': 1}], GraphML with ['size', 'width']
EXPECTED
echo "As described."
