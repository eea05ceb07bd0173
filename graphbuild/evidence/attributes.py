"""What a node and an edge of the graph hold: an actor and a link as plain values, for networkx and for every export.

Apart from `graph`, so that an export of a store need not import networkx.
"""

from __future__ import annotations

from typing import Any

from graphbuild.core.model import Actor
from graphbuild.evidence.link import Link


def node_attributes(actor: Actor) -> dict[str, Any]:
    """The attributes of an actor's node."""
    return {
        "label": actor.name,
        "type": actor.type.value,
        "aliases": list(actor.aliases),
        "roles": list(actor.roles),
        "country": actor.country,
        "n_documents": actor.n_documents,
        "n_mentions": actor.n_mentions,
    }


def edge_attributes(link: Link) -> dict[str, Any]:
    """The attributes of a link's edge."""
    return {
        "relation": link.relation,
        "label": link.label,
        "inverse": link.inverse,
        "symmetric": link.symmetric,
        "status": link.status.value,
        "disputed": link.disputed,
        "weight": link.weight,
        "n_documents": link.n_documents,
        "n_outlets": link.n_outlets,
        "first_date": link.first_date,
        "last_date": link.last_date,
        "confidence": link.confidence,
        "review": link.review.value,
        "evidence": [citation.as_record() for citation in link.evidence],
    }
