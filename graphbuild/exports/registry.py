"""The formats there are: what each is called, what writes it, and what it takes of a store unless asked otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graphbuild.core.model import Status
from graphbuild.evidence.link import EVERY_STATUS, SHOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format.

    Attributes:
        module: of this room, that writes it.
        target: what the file or folder is called unless told.
        statuses: what is taken of a store. Where the tools that read a format show every link as a fact, not what is
            denied or hypothetical.
    """

    module: str
    target: str
    statuses: frozenset[Status] = EVERY_STATUS

    @property
    def takes_all(self) -> bool:
        """Whether links of every status are taken."""
        return self.statuses == EVERY_STATUS


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "graphml": Format(module="graphml", target="graph.graphml"),
        "gexf": Format(module="gexf", target="graph.gexf"),
        "ftm": Format(module="ftm", target="graph.ftm.json", statuses=SHOWN),
        "cypher": Format(module="cypher", target="graph.cypher", statuses=SHOWN),
        "neo4j": Format(module="neo4j", target="neo4j", statuses=SHOWN),
        "csv": Format(module="csv", target="csv"),
        "json": Format(module="node_link", target="graph.json"),
        "parquet": Format(module="parquet", target="parquet"),
        "jsonl": Format(module="jsonl", target="jsonl"),
        "obsidian": Format(module="obsidian", target="vault"),
    }
)
