"""What a path costs: one formula for the command line and for the page, which gets the costs of its links with them.

Costs are whole thousandths of a plain hop, so that sums are exact and two searches rank paths of equal cost alike.
"""

from __future__ import annotations

from math import log10

from graphbuild.core.model import ActorType, Status

LEAST_COST = 1000
"""What a hop costs at least: an asserted link, surely read, in very many sources."""

OPEN_FAMILY = "open"
"""The family of links that no relation of the ontology names."""

HUBS = frozenset({ActorType.COUNTRY, ActorType.PLACE, ActorType.MEDIA})
"""Kinds of actors that nearly everybody is linked to: a path through one says little."""

# How much further away a hop is for how its claims are held: an alleged one is always further than a stated one that is
# as sure, even than one that says little.
_STATUS_COST = {
    Status.ASSERTED: 0,
    Status.ENDED: 200,
    Status.ALLEGED: 700,
    Status.FUTURE: 800,
    Status.HYPOTHETICAL: 1200,
    Status.DENIED: 1500,
}
_VAGUE = frozenset({"place", "weak", OPEN_FAMILY})
_VAGUE_COST = 600  # of families that say little about two actors: to share a country is a poor path between people
_SINGLE_COST = 200  # of a link with one source; with more independent sources it is divided by their number
_HUB_COST = 1500
_CROWD = 5
_CROWD_COST = 400  # for each tenfold of `_CROWD` in the number of documents


def hop_cost(family: str, status: Status, confidence: float, n_sources: int) -> int:
    """How far apart a link leaves its ends.

    Args:
        family: of the link's relation; `OPEN_FAMILY` where the ontology has no such relation.
        status: of the link.
        confidence: of its surest claim, from 0 to 1.
        n_sources: how many independent sources it has; one added by hand has none, which counts as one.

    Returns:
        Thousandths of a plain hop: from `LEAST_COST` to below five times that.
    """
    vague = _VAGUE_COST if family in _VAGUE else 0
    doubt = round(1000 * (1.0 - confidence))
    return LEAST_COST + _STATUS_COST[status] + doubt + vague + round(_SINGLE_COST / max(n_sources, 1))


def passing_cost(kind: ActorType, n_documents: int) -> int:
    """What a path costs more because it passes this actor: nothing for most, the more for hubs.

    Args:
        kind: the actor's type.
        n_documents: in how many documents it is.

    Returns:
        Thousandths of a plain hop.
    """
    hub = _HUB_COST if kind in HUBS else 0
    return hub + round(_CROWD_COST * max(log10(n_documents / _CROWD), 0.0)) if n_documents else hub
