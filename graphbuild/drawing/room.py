"""Free room in a drawing that stays: where a box fits beside something, or in a corner."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from graphbuild.drawing.spacing import MARGIN
from graphbuild.drawing.springs import LENGTH

NEAREST, STEP = 0.8, 0.4
"""Distance of the first ring around a point, and from ring to ring, in link lengths."""
ON_A_RING = 8
"""Fewest places that are tried on a ring."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Centre (x, y), half width and half height, in pixels."""


class Room:
    """The boxes of a drawing, in the cells of a grid, so that those near a place are found at once."""

    def __init__(self, boxes: Iterable[Box], *, largest: float) -> None:
        """Lay out the boxes.

        Args:
            boxes: those that are there.
            largest: half the side of the largest box of all, also of those that are added.
        """
        self._reach = largest + MARGIN
        self._cell = 2 * self._reach
        self._cells: dict[tuple[int, int], list[Box]] = {}
        self.low, self.high = (math.inf, math.inf), (-math.inf, -math.inf)
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        """Put a box into the drawing."""
        x, y, w, h = box
        self._cells.setdefault(self._at(x, y), []).append(box)
        self.low = min(self.low[0], x - w), min(self.low[1], y - h)
        self.high = max(self.high[0], x + w), max(self.high[1], y + h)

    @property
    def middle(self) -> Point:
        """The middle of the drawing; the origin of an empty one."""
        if self.low[0] > self.high[0]:
            return 0.0, 0.0
        return (self.low[0] + self.high[0]) / 2, (self.low[1] + self.high[1]) / 2

    def is_free(self, box: Box) -> bool:
        """Whether a box of any size keeps its distance from all others."""
        x, y, w, h = box
        first = self._at(x - w - self._reach, y - h - self._reach)
        last = self._at(x + w + self._reach, y + h + self._reach)
        columns, rows = range(first[0], last[0] + 1), range(first[1], last[1] + 1)
        near = (other for column in columns for row in rows for other in self._cells.get((column, row), ()))
        return all(abs(x - o[0]) >= w + o[2] + MARGIN or abs(y - o[1]) >= h + o[3] + MARGIN for o in near)

    def beside(self, points: list[Point], half: Point) -> Point:
        """Return the centre of a free place for a box: near the mean of some points, outwards where there is a choice.

        Args:
            points: at least one.
            half: half width and half height of the box.
        """
        x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
        middle = self.middle
        outwards = math.atan2(y - middle[1], x - middle[0])
        tried = ((x + r * math.cos(a), y + r * math.sin(a)) for r, a in _rings(outwards, centre=len(points) > 1))
        return next(place for place in tried if self.is_free((*place, *half)))

    def apart(self, half: Point) -> Point:
        """Return the centre of a free place for a box away from the middle: in a corner, else below everything."""
        if self.low[0] > self.high[0]:
            return 0.0, 0.0
        (left, top), (right, bottom), (mx, my) = self.low, self.high, self.middle
        xs = _steps(left + half[0], right - half[0])
        ys = _steps(top + half[1], bottom - half[1])
        corners = sorted(((x, y) for x in xs for y in ys), key=lambda p: (-(((p[0] - mx) ** 2) + (p[1] - my) ** 2), p))
        below = (left + half[0], bottom + LENGTH + half[1])
        roomy = (half[0] + LENGTH / 2, half[1] + LENGTH / 2)
        return next((place for place in corners if self.is_free((*place, *roomy))), below)

    def _at(self, x: float, y: float) -> tuple[int, int]:
        """Return the cell of a place."""
        return math.floor(x / self._cell), math.floor(y / self._cell)


def _rings(outwards: float, *, centre: bool) -> Iterator[tuple[float, float]]:
    """Yield radius and angle of places around a point, ring by ring without end, on each the outermost first."""
    if centre:
        yield 0.0, 0.0
    radius = LENGTH * NEAREST
    while True:
        n = max(ON_A_RING, int(2 * math.pi * radius / (LENGTH * STEP)))
        for k in range(n):
            yield radius, outwards + (k // 2 + k % 2) * (-1) ** k * 2 * math.pi / n
        radius += LENGTH * STEP


def _steps(low: float, high: float) -> list[float]:
    """Return places from one end to the other, a link length apart; none where the end is before the start."""
    return [low + LENGTH * k for k in range(int((high - low) // LENGTH) + 1)] if high >= low else []
