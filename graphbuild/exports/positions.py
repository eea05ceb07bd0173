"""Where actors stand in Gephi: as on the page, in graphs that are small enough for a layout."""

from __future__ import annotations

from graphbuild.evidence.link import SHOWN
from graphbuild.exports.report import Tally, counted
from graphbuild.exports.source import Node, Source
from graphbuild.exports.styles import Place

LIMIT = 10_000
"""Up to so many actors, as many as a page has at the most, a layout takes seconds, not minutes."""
HALF_HEIGHT, HALF_LETTER = 20.0, 3.6  # of an actor with its name below it, in pixels at scale 1
_SHOWN = frozenset(status.value for status in SHOWN)


def places(source: Source, nodes: list[Node], tally: Tally) -> dict[str, Place]:
    """The position of each actor by id; none, which is taken down, where there are too many."""
    if len(nodes) > LIMIT:
        tally.say(
            f"{counted(len(nodes), 'actor')} are too many for a layout made here (the limit is {LIMIT:,}): run one of "
            "Gephi's, such as ForceAtlas 2."
        )
        return {}
    from graphbuild.drawing.layout import place

    number = {id_: at for at, (id_, _) in enumerate(nodes)}
    ties = [(number[s], number[o], status) for s, o, status in source.ends() if s != o]
    boxes = [(max(HALF_HEIGHT, HALF_LETTER * len(str(data.get("label", id_)))), HALF_HEIGHT) for id_, data in nodes]
    spots = place(boxes, [tie[:2] for tie in ties], [tie[2] in _SHOWN for tie in ties])
    # Gephi's y grows upwards, the page's downwards.
    return {id_: (float(x), -float(y)) for id_, (x, y) in zip(number, spots, strict=True)}
