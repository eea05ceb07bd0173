"""What a page says above the graph: its title, a line below it, and a note. A store keeps it for its next page."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Protocol

META_KEY = "heading"


class Kept(Protocol):
    """A store, as far as it keeps texts by key."""

    def get_meta(self, key: str) -> str | None:
        """The text of a key, if it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a reader is told before anything else.

    Attributes:
        title: the heading, in the tab, in names of saved files and on reports too.
        subtitle: a line below it.
        note: what a reader should know first.
    """

    title: str = "graphbuild"
    subtitle: str = ""
    note: str = ""

    def changed(self, **given: str | None) -> Heading:
        """Return the same with those of the texts that are given, also empty ones."""
        return replace(self, **{name: text for name, text in given.items() if text is not None})

    def dump(self) -> str:
        """Return the text that a store keeps, in a fixed order."""
        return json.dumps(asdict(self), ensure_ascii=False)


def heading_of(store: Kept) -> Heading:
    """Return the heading that a store keeps; the usual one where it keeps none, or another version's."""
    try:
        kept = json.loads(store.get_meta(META_KEY) or "{}")
        names = {field.name for field in fields(Heading)}
        return Heading(**{name: str(text) for name, text in kept.items() if name in names})
    except (ValueError, AttributeError):
        return Heading()
