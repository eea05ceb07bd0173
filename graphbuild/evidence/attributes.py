"""What a node and an edge of the graph hold: an actor and a link as plain values, for networkx and for every export.

Apart from `graph`, so that an export of a store need not import networkx.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphbuild.core.model import Actor
from graphbuild.core.records import Form
from graphbuild.evidence.link import Link

NODE = Form(Actor, without=("id", "name"))
"""The attributes of a node beside `label`, which is the actor's name; its id is the node's own key."""

EDGE = Form(
    Link,
    first=("relation", "label", "inverse", "symmetric"),
    last=("review",),
    without=("subject", "key", "object", "latest", "claims", "evidence"),
)
"""The attributes of an edge beside `read_by` and `evidence`; its ends and its key are the edge's own."""
READ_BY = "read_by"
"""The attribute of an edge that says who read its claims (`core.second_reading.ReadBy`)."""


def node_attributes(actor: Actor) -> dict[str, Any]:
    """The attributes of an actor's node."""
    return {"label": actor.name, **NODE.record(actor)}


def actor_of(id_: str, attributes: Mapping[str, Any]) -> Actor:
    """The actor of a node."""
    return NODE.noun({**attributes, "id": id_, "name": attributes["label"]})


def edge_attributes(link: Link) -> dict[str, Any]:
    """The attributes of a link's edge."""
    evidence = [citation.as_record() for citation in link.evidence]
    return {**EDGE.record(link), READ_BY: [reader.value for reader in link.read_by], "evidence": evidence}
