"""The links of a store as its files have to show them: the keys of all, and those that have changed in full."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby
from operator import attrgetter

from graphbuild.core.link_key import LinkKey, is_open
from graphbuild.core.model import Status
from graphbuild.evidence.link import EVERY_STATUS, MIN_CONFIDENCE, Link, gather
from graphbuild.evidence.summary import strength
from graphbuild.graph.view import StoreView
from graphbuild.store import Store
from graphbuild.store.derived import Pair

_STATUSES = {status.value: status for status in Status}


def standing_links(store: Store) -> dict[LinkKey, Status]:
    """Return the strongest status of every link that a drawing has, by its key, ordered by subject, key and object."""
    counted = (claim for claim in store.claim_facts() if claim.confidence >= MIN_CONFIDENCE and not is_open(claim.key))
    known: dict[str, str] = {}  # a store gives each id anew, and an actor has many links
    return {
        LinkKey(*(known.setdefault(part, part) for part in key)): min(
            (_STATUSES[claim.status] for claim in group), key=strength
        )
        for key, group in groupby(counted, key=attrgetter("link_key"))
    }


def links_between(store: Store, pairs: Collection[Pair]) -> list[Link]:
    """Return the links between pairs of actors in full, of every status, ordered by subject, key and object."""
    view = StoreView(store)
    ids = {id_ for one, other in store.fewest_first(pairs) for id_ in store.claims_between(one, other)}
    claims = (claim for claim in store.claims(ids=ids) if claim.confidence >= MIN_CONFIDENCE) if ids else ()
    citations = (view.cite(claim) for claim in claims if not LinkKey.of(claim).is_open)
    return gather(citations, view.ontology, statuses=EVERY_STATUS, confirmed=store.overlay.confirmed)
