#!/usr/bin/env bash
# python-igraph 1.0.0 gives the ids of nodes as the ids of edges when it reads GraphML.
#
# Input: valid GraphML in which each <node> and each <edge> has an id of its own, as the specification allows.
# Expected, and what 0.11.9 does: the edge attribute "id" holds the ids of the edges.
# Seen with 1.0.0: it holds the ids of the first nodes; no error or warning. Where there are more edges than nodes, the
# further ones get empty ids. All other attributes of edges are right.
#
#     igraph 0.11.9: nodes ['a', 'b', 'c'], edges ['e-one', 'e-two', 'e-three', 'e-four']
#     igraph 1.0.0:  nodes ['a', 'b', 'c'], edges ['a', 'b', 'c', '']
#
# What follows for us: a link's id stands in an attribute of its own (`link`) too.
# Exits non-zero where the output is another than the two lines above. Needs Python with venv, and a package index.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

cat >"$work/graph.graphml" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="d0" for="edge" attr.name="kind" attr.type="string"/>
  <graph edgedefault="directed">
    <node id="a"/><node id="b"/><node id="c"/>
    <edge id="e-one" source="a" target="b"><data key="d0">commands</data></edge>
    <edge id="e-two" source="b" target="c"><data key="d0">arrests</data></edge>
    <edge id="e-three" source="c" target="a"><data key="d0">supports</data></edge>
    <edge id="e-four" source="a" target="c"><data key="d0">opposes</data></edge>
  </graph>
</graphml>
XML

cat >"$work/read.py" <<'PY'
import sys
import igraph

graph = igraph.Graph.Read_GraphML(sys.argv[1])
assert graph.es["kind"] == ["commands", "arrests", "supports", "opposes"], graph.es["kind"]
print(f"igraph {igraph.__version__}: nodes {graph.vs['id']}, edges {graph.es['id']}")
PY

for version in 0.11.9 1.0.0; do
    python3 -m venv "$work/$version"
    "$work/$version/bin/pip" install -q "igraph==$version"
    "$work/$version/bin/python" "$work/read.py" "$work/graph.graphml"
done | tee "$work/seen"

diff "$work/seen" - <<'EXPECTED'
igraph 0.11.9: nodes ['a', 'b', 'c'], edges ['e-one', 'e-two', 'e-three', 'e-four']
igraph 1.0.0: nodes ['a', 'b', 'c'], edges ['a', 'b', 'c', '']
EXPECTED
echo "As described."
