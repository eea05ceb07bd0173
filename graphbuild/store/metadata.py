"""What a store keeps about itself: the state of its judgements, and what corrections say."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from graphbuild.core.model import content_id
from graphbuild.resolution.corrections import overlay as overlays
from graphbuild.resolution.corrections.overlay import Overlay
from graphbuild.store.connection import understood
from graphbuild.store.integrity import Tables

SYMMETRIC = "symmetric"
"""The meta key under which the relations without a direction are kept, so that readers need no ontology."""

JUDGED, CONTENT = "judged", "content"
"""The meta keys of the last judging: what it depended on besides the documents, and a hash of the documents."""

SIGNATURES = "signatures"
"""The meta key under which the code that made the documents' signatures is kept, as `steps.SIGNATURES.key`."""

PENDING = "pending"
"""The meta key that is there from when documents were added or removed until who is who is judged."""


class Metadata(Tables):
    """The keys and values of an open store."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Read a store at a path through an open connection."""
        super().__init__(path, connection)
        self._overlay: Overlay | None = None

    @property
    def overlay(self) -> Overlay:
        """What corrections say beside who is who: of names, of single mentions, of links."""
        if self._overlay is None:
            text = self.get_meta(overlays.META_KEY)
            with understood(self.path):
                self._overlay = overlays.load(text) if text else Overlay()
        return self._overlay

    @property
    def pending(self) -> bool:
        """Whether documents were added or removed, and who is who is still to be judged."""
        return self.get_meta(PENDING) is not None

    @property
    def judged_by(self) -> str | None:
        """What the last judging depended on besides the documents (`Judgements.key`); None where there was none."""
        return self.get_meta(JUDGED)

    @property
    def state(self) -> str | None:
        """A hash of all that the store shows, the same for the same documents judged in the same way.

        None while documents are still to be judged.
        """
        judged, content = self.judged_by, self.get_meta(CONTENT)
        return None if self.pending or judged is None or content is None else content_id(judged, content, length=64)

    def get_meta(self, key: str) -> str | None:
        """Return what is kept under this key, if anything."""
        return next((value for (value,) in self._rows("SELECT value FROM meta WHERE key = ?", key)), None)

    def _symmetric(self) -> frozenset[str]:
        """Return the relations without a direction."""
        with understood(self.path):
            return frozenset(json.loads(self.get_meta(SYMMETRIC) or "[]"))
