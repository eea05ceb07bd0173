#!/usr/bin/env bash
# networkx 3.6.1 writes the same id for several edges when it writes a multigraph as GraphML; as GEXF it does not.
#
# Input: a directed multigraph with two edges from a to b, and one from b to c.
# Expected: that each <edge> has an id of its own: the schema of GraphML demands it, and the GEXF writer of networkx numbers edges.
# Seen: the id is the key of the edge, which networkx counts anew for each two nodes, so that the first edges of all pairs are
# "0". networkx reads its file back as it was; graphology-graphml 0.5.2, the parser of Gephi Lite, refuses the file, since it
# takes the two edges "0" for one with other ends.
#
#     networkx 3.6.1: GraphML ids ['0', '1', '0'], GEXF ids ['0', '1', '2']
#     graphology-graphml 0.5.2: inconsistency detected when attempting to merge the "0" edge
#
# What follows for us: the export gives each link an id of its own. With networkx alone: `add_edge(a, b, key=...)` with a key that
# occurs once in the graph.
# Exits non-zero where the output is another than the two lines above. Needs Python with venv, Node.js with npm, and their package
# indexes.
set -euo pipefail

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

cat >"$work/write.py" <<'PY'
import re
import sys
from pathlib import Path

import networkx

graph = networkx.MultiDiGraph()
graph.add_edge("a", "b", relation="commands")
graph.add_edge("a", "b", relation="pays")
graph.add_edge("b", "c", relation="arrests")
ids = []
for ending, write in (("graphml", networkx.write_graphml_xml), ("gexf", networkx.write_gexf)):
    path = Path(sys.argv[1]) / f"graph.{ending}"
    write(graph, path)
    ids.append([re.search(r'\bid="(.*?)"', edge)[1] for edge in re.findall(r"<edge [^>]*>", path.read_text())])
print(f"networkx {networkx.__version__}: GraphML ids {ids[0]}, GEXF ids {ids[1]}")
PY

cat >"$work/read.mjs" <<'JS'
import fs from 'node:fs';
import {MultiDirectedGraph} from 'graphology';
import graphml from 'graphology-graphml';

const version = JSON.parse(fs.readFileSync('node_modules/graphology-graphml/package.json', 'utf8')).version;
let said;
try {
  said = `${graphml.parse(MultiDirectedGraph, fs.readFileSync('graph.graphml', 'utf8')).size} edges`;
} catch (error) {
  said = error.message.match(/inconsistency.*?"0" edge/)[0];
}
console.log(`graphology-graphml ${version}: ${said}`);
JS

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q networkx==3.6.1
cd "$work"
npm install --silent --no-audit --no-fund graphology@0.26.0 graphology-graphml@0.5.2 >/dev/null
{
    venv/bin/python write.py .
    node read.mjs
} | tee seen

diff seen - <<'EXPECTED'
networkx 3.6.1: GraphML ids ['0', '1', '0'], GEXF ids ['0', '1', '2']
graphology-graphml 0.5.2: inconsistency detected when attempting to merge the "0" edge
EXPECTED
echo "As described."
