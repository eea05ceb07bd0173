"""How actors and links look in Gephi and Gephi Lite: the page's colours, a size that grows with their ties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

from graphbuild.drawing.styles import TYPES as LOOKS
from graphbuild.drawing.styles import type_of

SMALLEST, GROWTH = 8.0, 4.0
Place = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How an actor is drawn. Colours from 0 to 255; the position is null where none was computed; y grows upwards."""

    red: int
    green: int
    blue: int
    size: float
    place: Place | None


def look(attributes: Mapping[str, Any], place: Place | None) -> Look:
    """The look of an actor with these attributes."""
    colour = LOOKS[type_of(attributes.get("type"))].light
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    degree = attributes.get("degree")
    tied = degree if isinstance(degree, int) and degree > 0 else 0
    return Look(red=red, green=green, blue=blue, size=round(SMALLEST + GROWTH * sqrt(tied), 2), place=place)
