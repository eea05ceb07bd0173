"""Whether everybody can tell families of relations apart: with the common colour-vision deficiencies, without colour.

Deficiencies are simulated after Machado, Oliveira and Fernandes (2009), at full severity; how far apart two colours
look is measured by CIEDE2000 (Sharma, Wu and Dalal 2005), checked here against values of theirs.
"""

from __future__ import annotations

import math
import re
from importlib import resources
from itertools import combinations

import pytest

from graphbuild.drawing import styles

Triple = tuple[float, float, float]

FAMILIES = ("rank", "help", "opposition", "force", "business", "place", "weak", "open")
LEAST = 10.0
"""Of CIEDE2000; 2.3 is what an eye just sees, and thin lines need several times that."""

DEFICIENCIES: dict[str, tuple[Triple, Triple, Triple]] = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
TO_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
WHITE = (0.95047, 1.0, 1.08883)


def times(matrix: tuple[Triple, Triple, Triple], colour: Triple) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)
    return first, second, third


def linear(colour: str) -> Triple:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def lab(colour: Triple) -> Triple:
    def root(part: float) -> float:
        return math.cbrt(part) if part > (6 / 29) ** 3 else part / (3 * (6 / 29) ** 2) + 4 / 29

    clipped = (min(1, max(0, colour[0])), min(1, max(0, colour[1])), min(1, max(0, colour[2])))
    x, y, z = (root(part / white) for part, white in zip(times(TO_XYZ, clipped), WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: Triple, other: Triple) -> float:
    """CIEDE2000."""
    mean = (math.hypot(*one[1:]) + math.hypot(*other[1:])) / 2
    grey = 0.5 * (1 - math.sqrt(mean**7 / (mean**7 + 25**7)))
    (c1, h1), (c2, h2) = (
        (math.hypot(a * (1 + grey), b), math.degrees(math.atan2(b, a * (1 + grey))) % 360) for _, a, b in (one, other)
    )
    turn = 0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    lightness, chroma = (one[0] + other[0]) / 2, (c1 + c2) / 2
    hue = h1 + h2 if c1 * c2 == 0 else h1 + turn / 2
    t = 1 - 0.17 * cos(hue - 30) + 0.24 * cos(2 * hue) + 0.32 * cos(3 * hue + 6) - 0.2 * cos(4 * hue - 63)
    by_lightness = 1 + 0.015 * (lightness - 50) ** 2 / math.sqrt(20 + (lightness - 50) ** 2)
    by_chroma, by_hue = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    rotation = 2 * math.sqrt(chroma**7 / (chroma**7 + 25**7))
    rotation *= -math.sin(math.radians(60 * math.exp(-(((hue % 360 - 275) / 25) ** 2))))
    dl = (other[0] - one[0]) / by_lightness
    dc = (c2 - c1) / by_chroma
    dh = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2)) / by_hue
    return math.sqrt(dl**2 + dc**2 + dh**2 + rotation * dc * dh)


def cos(degrees: float) -> float:
    return math.cos(math.radians(degrees))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((50.0, 2.5, 0.0), (56.0, -27.0, -3.0), 31.9030),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_measure_gives_the_published_values(one: Triple, other: Triple, expected: float) -> None:
    assert difference(one, other) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_any_two_families_look_different(theme: str, deficiency: str) -> None:
    hues = styles.hues(list(FAMILIES))
    seen = {name: lab(times(DEFICIENCIES[deficiency], linear(getattr(hue, theme)))) for name, hue in hues.items()}
    apart = {pair: round(difference(seen[pair[0]], seen[pair[1]]), 1) for pair in combinations(FAMILIES, 2)}
    assert {pair: distance for pair, distance in apart.items() if distance < LEAST} == {}


def test_each_family_has_a_mark_of_its_own_that_the_page_can_draw() -> None:
    own = [f"own {number}" for number in range(4)]
    marks = [hue.mark for hue in styles.hues([*FAMILIES, *own]).values()]
    assert len(set(marks)) == len(marks) == len(FAMILIES) + len(own)
    script = (resources.files("graphbuild.page") / "assets" / "marks.js").read_text(encoding="utf-8")
    assert set(marks) <= set(re.findall(r"^  (\w+): \[\[", script, re.MULTILINE))
