"""JSON as networkx's node-link data: everything that the graph holds, with every claim and its sentence.

`networkx.node_link_graph(data, edges="edges")` gives the graph back, evidence and all; D3 reads it too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from graphbuild.core.files import replacing
from graphbuild.exports.report import Tally
from graphbuild.exports.source import Source
from graphbuild.exports.spool import halves
from graphbuild.knowledge.ontology import snapshot

_encode = json.JSONEncoder(ensure_ascii=False, default=str).encode
NO_TEXTS = "The JSON has the cited sentences, but no texts of articles and no mentions; jsonl has them."


def write(source: Source, path: Path, tally: Tally) -> None:
    """Writes the file; what it does not hold is taken down in the tally."""
    with replacing(path) as beside, halves(beside) as file:
        file.second(_separated(_edges(source, tally)))
        file.first(_head(source, tally), last=("]}",))
    tally.say(NO_TEXTS)


def _edges(source: Source, tally: Tally) -> Iterator[str]:
    """Yield each link as JSON, and count links and claims."""
    for subject, object_, key, data in source.edges():
        tally.links += 1
        tally.claims += len(data.get("evidence", ()))
        yield _encode({**data, "source": subject, "target": object_, "key": key})


def _head(source: Source, tally: Tally) -> Iterator[str]:
    """Yield the JSON before the links: the ontology and the actors."""
    kept = {snapshot.META_KEY: snapshot.dump(source.ontology)}
    yield f'{{"directed": true, "multigraph": true, "graph": {_encode(kept)}, "nodes": ['
    yield from _separated(_nodes(source, tally))
    yield '], "edges": ['


def _nodes(source: Source, tally: Tally) -> Iterator[str]:
    """Yield each actor as JSON, and count them."""
    for id_, data in source.nodes():
        tally.actors += 1
        yield _encode({**data, "id": id_})


def _separated(values: Iterator[str]) -> Iterator[str]:
    """The values with a comma behind each but the last."""
    before = next(values, None)
    for value in values:
        yield f"{before},"
        before = value
    if before is not None:
        yield before
