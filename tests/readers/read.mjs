// Reads exports with the parsers of Gephi Lite and of Neo4j's own editor, and writes what they found as JSON.
// node read.mjs FILE...   (.graphml, .gexf, .cypher)
import { readFileSync } from "node:fs";
import Graph from "graphology";
import gexf from "graphology-gexf";
import graphml from "graphology-graphml";

async function read(path) {
  const text = readFileSync(path, "utf8");
  if (path.endsWith(".cypher")) {
    const { lintCypherQuery } = await import("@neo4j-cypher/language-support");
    return { faults: lintCypherQuery(text, {}).diagnostics.map((d) => d.message) };
  }
  const { parse } = path.endsWith(".gexf") ? gexf : graphml;
  const graph = parse(Graph, text);
  return { type: graph.type, multi: graph.multi, ...graph.export() };
}

const found = [];
for (const path of process.argv.slice(2)) found.push(await read(path));
process.stdout.write(JSON.stringify(found));
