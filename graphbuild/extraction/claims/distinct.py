"""Which claims of a document are one and the same, and an id for each that no other has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graphbuild.core.model import Claim, Span, Status, content_id


def distinct(claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims of a document in their order; of those with equal words, ends and status only the first.

    Two claims may still have the same words, and so the same id: "a Russian" names a country and is a person, and the
    rules may link one of them and a learned reader the other. The id of the second then tells its ends too.

    Args:
        claims: all claims, each with its evidence.
    """
    found: dict[tuple[str, str, Span, Span, Status, str, str], Claim] = {}
    for claim in claims:
        assert claim.evidence is not None
        ends = (claim.evidence.subject, claim.evidence.object)
        found.setdefault((claim.relation, claim.label, *ends, claim.status, claim.subject, claim.object), claim)
    by_id: dict[str, Claim] = {}
    for claim in found.values():
        known = claim.id in by_id
        own = replace(claim, id=content_id(claim.id, claim.subject, claim.object)) if known else claim
        by_id[own.id] = own
    return list(by_id.values())
