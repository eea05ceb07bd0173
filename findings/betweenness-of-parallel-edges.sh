#!/usr/bin/env bash
# networkx 3.6.1 and python-igraph 1.0.0 give other betweenness for one multigraph: igraph counts each of two parallel edges as
# a path of its own, networkx counts neighbours.
#
# Input: four nodes in a ring, a-b-c-d-a, with a second edge between a and b; both libraries get the same graph.
# Expected: that betweenness, defined by shortest paths, is the same in both, as closeness is.
# Seen: in networkx all four nodes have .5, as if the second edge were not there; in igraph a and b have .67, c and d .33,
# since of the shortest paths between b and d two run through a and one through c.
#
#     networkx 3.6.1 betweenness [0.5, 0.5, 0.5, 0.5] closeness [0.75, 0.75, 0.75, 0.75]
#     igraph 1.0.0 betweenness [0.67, 0.67, 0.33, 0.33] closeness [0.75, 0.75, 0.75, 0.75]
#
# Neither says so in the documentation of the function. What follows for whoever links two actors by several relations: the
# measure is to be taken on a graph with one edge for each two actors, else it depends on the library and on how many things
# were said of the two.
# Exits non-zero where the output is another than the two lines above. Needs Python with venv, and a package index.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

cat >"$work/measure.py" <<'PY'
import igraph
import networkx

ring = networkx.MultiGraph([("a", "b"), ("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")])
same = igraph.Graph.from_networkx(ring)
assert same.ecount() == ring.number_of_edges() == 5
nodes = ["a", "b", "c", "d"]
assert same.vs["_nx_name"] == nodes


def line(name, betweenness, closeness):
    print(name, "betweenness", [round(x, 2) for x in betweenness], "closeness", [round(x, 2) for x in closeness])


between, close = networkx.betweenness_centrality(ring, normalized=False), networkx.closeness_centrality(ring)
line(f"networkx {networkx.__version__}", [between[n] for n in nodes], [close[n] for n in nodes])
line(f"igraph {igraph.__version__}", same.betweenness(), same.closeness())
PY

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q networkx==3.6.1 igraph==1.0.0
"$work/venv/bin/python" "$work/measure.py" | tee "$work/seen"

diff "$work/seen" - <<'EXPECTED'
networkx 3.6.1 betweenness [0.5, 0.5, 0.5, 0.5] closeness [0.75, 0.75, 0.75, 0.75]
igraph 1.0.0 betweenness [0.67, 0.67, 0.33, 0.33] closeness [0.75, 0.75, 0.75, 0.75]
EXPECTED
echo "As described."
