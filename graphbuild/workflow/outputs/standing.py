"""The links of a store as its files have to show them: the keys of all, and those that have changed in full."""

from __future__ import annotations

from collections.abc import Collection
from operator import itemgetter

from graphbuild.core.link_key import LinkKey, is_open
from graphbuild.core.model import Status
from graphbuild.evidence.link import EVERY_STATUS, MIN_CONFIDENCE, SHOWN, Link, gather
from graphbuild.evidence.summary import strength
from graphbuild.graph.view import StoreView
from graphbuild.store import Store
from graphbuild.store.derived import Pair

_HIDDEN = EVERY_STATUS - SHOWN
"""Statuses of claims of which the store keeps no link unless there are others; all are weaker than those of these."""


def standing_links(store: Store) -> dict[LinkKey, Status]:
    """Return the strongest status of every link that a drawing has, by its key, ordered by subject, object and key.

    Of a store whose links are up to date.
    """
    known: dict[str, str] = {}  # a store gives each id anew, and an actor has many links
    share = known.setdefault

    def key_of(subject: str, key: str, object_: str) -> LinkKey:
        """Return the key of a link, made of texts that all keys share."""
        return LinkKey(share(subject, subject), share(key, key), share(object_, object_))

    found = {key_of(link.subject, link.key, link.object): link.status for link in store.counted_links()}
    for claim in store.claim_facts(_HIDDEN):
        if claim.confidence >= MIN_CONFIDENCE and not is_open(claim.key):
            key, status = key_of(*claim[:3]), Status(claim.status)
            found[key] = min(found.get(key, status), status, key=strength)
    return {key: found[key] for key in sorted(found, key=itemgetter(0, 2, 1))}


def links_between(store: Store, pairs: Collection[Pair]) -> list[Link]:
    """Return the links between pairs of actors in full, of every status, ordered by subject, key and object."""
    view = StoreView(store)
    ids = {id_ for one, other in store.fewest_first(pairs) for id_ in store.claims_between(one, other)}
    claims = (claim for claim in store.claims(ids=ids) if claim.confidence >= MIN_CONFIDENCE) if ids else ()
    citations = (view.cite(claim) for claim in claims if not LinkKey.of(claim).is_open)
    return gather(citations, view.ontology, statuses=EVERY_STATUS, confirmed=store.overlay.confirmed)
