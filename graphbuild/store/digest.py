"""What a reading is known again by: the same in whatever order its parts come."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from graphbuild.core.model import Mention, Reading


def digest_of(reading: Reading) -> str:
    """The SHA-256 over everything that was read in one document, as a hexadecimal number."""
    ordered = replace(
        reading,
        actors=tuple(sorted(reading.actors, key=lambda actor: actor.id)),
        mentions=tuple(sorted(reading.mentions, key=_place)),
        claims=tuple(sorted(reading.claims, key=lambda claim: claim.id)),
        sentences=tuple(sorted(reading.sentences)),
    )
    return hashlib.sha256(repr(ordered).encode("utf-8", "surrogatepass")).hexdigest()


def _place(mention: Mention) -> tuple[int, int, str, str, str, str]:
    return mention.span.start, mention.span.end, mention.actor, mention.kind.value, mention.text, mention.join or ""
