"""The digest of a reading, by which the store sees whether a document was read as before."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from graphbuild.core.model import Mention, Reading


def digest_of(reading: Reading) -> str:
    """Return a hash of everything that was read in one document, whatever the order of its parts.

    Returns:
        A SHA-256 as 64 hexadecimal digits.
    """
    ordered = replace(
        reading,
        actors=tuple(sorted(reading.actors, key=lambda actor: actor.id)),
        mentions=tuple(sorted(reading.mentions, key=_place)),
        claims=tuple(sorted(reading.claims, key=lambda claim: claim.id)),
        sentences=tuple(sorted(reading.sentences)),
    )
    return hashlib.sha256(repr(ordered).encode("utf-8", "surrogatepass")).hexdigest()


def _place(mention: Mention) -> tuple[int, int, str, str, str, str]:
    """Return the order of mentions in a digest."""
    return mention.span.start, mention.span.end, mention.actor, mention.kind.value, mention.text, mention.join or ""
