"""From the page's data to a pyvis network: sizes, positions, line styles, and which links must be bent."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from graphbuild.core.model import Status
from graphbuild.drawing import layout, styles
from graphbuild.page.network import PageNetwork

Data = dict[str, Any]

CROWD = 300  # nodes; above, only nodes and not their labels are kept from overlapping
MANY_EDGES = 400  # above, lines are not drawn while the picture moves
CHARACTER, LINE_HEIGHT = 7.0, 15.0  # of a label, in pixels at scale 1
FAR = 1.2  # at most, however many there are
_STRENGTH: Mapping[str, int] = {status: rank for rank, status in enumerate(Status)}
BEND = 0.16  # how far two lines between the same ends stand apart

OPTIONS: Data = {
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "physics": {"enabled": False},
    "interaction": {
        "hover": True,
        "tooltipDelay": 0,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
        "keyboard": {"enabled": False},  # our own: see keys.js
        "zoomView": False,  # our own: see wheel.js
    },
    "nodes": {"borderWidth": 2, "borderWidthSelected": 4, "font": {"size": 0}},
    "edges": {"smooth": False, "arrowStrikethrough": False, "selectionWidth": 2, "hoverWidth": 1},
}


def draw(content: Data, title: str, kept: Mapping[str, layout.Place] | None = None) -> PageNetwork:
    """The network for `content` (see `payload.build`), each node and edge numbered as its actor and link.

    Args:
        content: what the page shows.
        title: its heading.
        kept: where actors stood before, by id; see `layout.place`.
    """
    actors, links = content["actors"], content["links"]
    network = PageNetwork(title, content)
    sizes = [size(actor["degree"] or actor["links"]) for actor in actors]
    spots = layout.place(
        [_box(actor, radius, len(actors)) for actor, radius in zip(actors, sizes, strict=True)],
        [(link["from"], link["to"]) for link in links],
        [link["shown"] for link in links],
        kept=[kept.get(actor["id"]) for actor in actors] if kept else (),
    )
    for at, (actor, radius, (x, y)) in enumerate(zip(actors, sizes, spots, strict=True)):
        shape = styles.TYPES[styles.type_of(actor["type"])].shape
        network.add_node(at, actor["label"], shape=shape, group=actor["type"], size=radius, x=x, y=y)
    bends = _bends(links)
    for at, link in enumerate(links):
        network.add_edge(link["from"], link["to"], id=at, **_line(link), **bends.get(at, {}))
    many = len(links) > MANY_EDGES
    moving = {"hideEdgesOnDrag": many, "hideEdgesOnZoom": many}
    network.set_options(json.dumps({**OPTIONS, "interaction": {**OPTIONS["interaction"], **moving}}))
    return network


def size(links: int) -> int:
    """A node's radius in pixels at scale 1, by the number of its links."""
    return min(28, round(6 + 3.8 * math.sqrt(links)))


def _box(actor: Data, radius: int, crowd: int) -> tuple[float, float]:
    """Half width and half height of a node with the label below it."""
    if crowd > CROWD:
        return (radius - 4.0, radius - 4.0)  # the layout adds a margin of its own
    lines = actor["lines"]
    return (
        max(radius, max(map(len, lines)) * CHARACTER / 2),
        radius + len(lines) * LINE_HEIGHT / 2,
    )


def _line(link: Data) -> Data:
    """Return the width, dashes, arrow and visibility of an edge."""
    stroke = styles.STATUSES[link["status"]]
    return {
        "width": round(min(5.0, 1.3 + 0.7 * math.log2(max(1, link["weight"]))), 2),
        "dashes": list(stroke.dashes) or False,
        "arrows": {"to": {"enabled": not link["symmetric"], "scaleFactor": 0.65}},
        "hidden": not link["shown"],
    }


def _strength(link: Data) -> tuple[int, int, int]:
    """A key that sorts the strongest link first, as the page does."""
    return _STRENGTH[link["status"]], -max(1, link["n_outlets"]), -link["weight"]


def _bends(links: list[Data]) -> dict[int, Data]:
    """The curves of links that share both ends, by number; those drawn at first lie straightest, the strongest most."""
    between: dict[tuple[int, int], list[int]] = defaultdict(list)
    for at, link in enumerate(links):
        if link["from"] != link["to"]:
            between[min(link["from"], link["to"]), max(link["from"], link["to"])].append(at)
    bends = {}
    for (low, _), group in sorted((ends, group) for ends, group in between.items() if len(group) > 1):
        group.sort(key=lambda at: (not links[at]["shown"], *_strength(links[at]), at))
        first = sum(links[at]["shown"] for at in group)
        even = (first or len(group)) % 2 == 0
        for rank, at in enumerate(group):
            # 0, +1, -1, +2 ... for an odd number of lines; +1/2, -1/2, +3/2 ... for an even one
            offset = (rank // 2 + 0.5) * (-1) ** rank if even else (rank + 1) // 2 * (-1) ** rank
            if offset:
                clockwise = (offset > 0) == (links[at]["from"] == low)
                kind = "curvedCW" if clockwise else "curvedCCW"
                roundness = round(min(abs(offset) * BEND, FAR), 3)
                bends[at] = {"smooth": {"enabled": True, "type": kind, "roundness": roundness}}
    return bends
