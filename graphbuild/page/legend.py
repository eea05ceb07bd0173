"""What the legend of the page lists: the types, families and statuses that occur, each with its look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graphbuild.drawing import styles

Data = dict[str, Any]


def legend(actors: Sequence[Data], links: Sequence[Data]) -> Data:
    """Return the `types`, `families` and `statuses` of these actors and links, in a fixed order."""
    types = {actor["type"] for actor in actors}
    statuses = {link["status"] for link in links}
    return {
        "types": [
            {"id": kind.value, "label": look.label, "plural": look.plural, "shape": look.shape}
            | {"hollow": look.hollow, "light": look.light, "dark": look.dark}
            for kind, look in styles.TYPES.items()
            if kind.value in types
        ],
        "families": [
            {"id": family, "label": hue.label, "light": hue.light, "dark": hue.dark, "mark": hue.mark}
            | {"shown": family != styles.OPEN_FAMILY}
            for family, hue in styles.hues([link["family"] for link in links]).items()
        ],
        "statuses": [
            {"id": status.value, "label": stroke.label, "words": stroke.words, "shown": stroke.shown}
            | {"dashes": list(stroke.dashes), "crossed": stroke.crossed}
            for status, stroke in styles.STATUSES.items()
            if status.value in statuses
        ],
        "ended": {"light": styles.ENDED_HUE.light, "dark": styles.ENDED_HUE.dark},
    }
