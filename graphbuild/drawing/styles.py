"""Styles of actors and links: shape and colour by type, line colour by family of relations.

Shape, filling and colour together are unique, so that no type is recognised by colour alone. Colours are given for a
light and a dark page, with a contrast of at least 3:1 against its background.
"""

from __future__ import annotations

from dataclasses import dataclass

from graphbuild.core.model import ActorType, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Style of one type of actor. `shape` is a vis-network shape; `hollow` draws only its outline."""

    label: str
    plural: str
    shape: str
    light: str
    dark: str
    hollow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """Style of a link of one status. `dashes` are lengths of line and gap; empty for a solid line."""

    label: str
    words: str
    dashes: tuple[int, ...] = ()
    crossed: bool = False
    shown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Hue:
    """Line colour of one family of relations, and the mark on its lines that tells it apart without colour."""

    label: str
    light: str
    dark: str
    mark: str = ""


TYPES: dict[ActorType, Look] = {
    ActorType.PERSON: Look(label="person", plural="people", shape="dot", light="#2b6cb0", dark="#63a4e8"),
    ActorType.GROUP: Look(label="group", plural="groups", shape="dot", hollow=True, light="#4a7c9b", dark="#8dbfdd"),
    ActorType.ARMED_GROUP: Look(
        label="armed group", plural="armed groups", shape="triangle", light="#c0392b", dark="#f0796b"
    ),
    ActorType.SECURITY_FORCE: Look(
        label="security force", plural="security forces", shape="triangleDown", light="#0f766e", dark="#3fb8ad"
    ),
    ActorType.GOVERNMENT: Look(
        label="government", plural="government bodies", shape="square", light="#6b46a8", dark="#b394ec"
    ),
    ActorType.PARTY: Look(label="party", plural="parties", shape="star", light="#b83280", dark="#ee7fbb"),
    ActorType.COMPANY: Look(label="company", plural="companies", shape="diamond", light="#a86412", dark="#e3a64f"),
    ActorType.MEDIA: Look(label="media", plural="media", shape="diamond", hollow=True, light="#8a6a1f", dark="#d9bd6a"),
    ActorType.ORGANIZATION: Look(
        label="organization", plural="organizations", shape="square", hollow=True, light="#5b6472", dark="#a9b4c4"
    ),
    ActorType.COUNTRY: Look(label="country", plural="countries", shape="hexagon", light="#2f7d32", dark="#74c178"),
    ActorType.PLACE: Look(
        label="place", plural="places", shape="hexagon", hollow=True, light="#6b7d2e", dark="#b5c56b"
    ),
}

STATUSES: dict[Status, Stroke] = {
    Status.ASSERTED: Stroke(label="stated", words="stated as fact"),
    Status.ALLEGED: Stroke(label="alleged", words="alleged", dashes=(9, 6)),
    Status.FUTURE: Stroke(label="planned", words="planned or announced", dashes=(14, 4, 2, 4)),
    Status.ENDED: Stroke(label="ended", words="ended", dashes=(2, 5)),
    Status.HYPOTHETICAL: Stroke(
        label="hypothetical", words="only possible, attempted, demanded or asked", dashes=(2, 9), shown=False
    ),
    Status.DENIED: Stroke(label="denied", words="denied", crossed=True, shown=False),
}

ENDED_HUE = Hue(label="ended", light="#8b8f96", dark="#7d838c")
OPEN_FAMILY = "open"

# Any two differ by 14 of CIEDE2000 or more, also with protanopia, deuteranopia and tritanopia (test_colours.py).
# Found by the first word of a family's name, in any case, so that a user's file may say "Force and violence".
_HUES: dict[str, Hue] = {
    "rank": Hue(label="Belonging and rank", light="#6088df", dark="#2784f4", mark="dot"),
    "help": Hue(label="Alliance, help, contact", light="#1e6a4a", dark="#abe5b3", mark="plus"),
    "opposition": Hue(label="Opposition and law", light="#cf701d", dark="#f6b53e", mark="bar"),
    "force": Hue(label="Force", light="#b70700", dark="#f0310f", mark="triangle"),
    "business": Hue(label="Business and personal", light="#6b47be", dark="#dab5fe", mark="square"),
    "place": Hue(label="Place", light="#938870", dark="#8f8770", mark="diamond"),
    "weak": Hue(label="Loosely linked", light="#7b828d", dark="#aaafb1", mark="bowtie"),
    OPEN_FAMILY: Hue(label="Other verbs", light="#773d67", dark="#ad6796", mark="wedge"),
}
_SPARE = (
    ("#1b7f8f", "#58bccb", "hourglass"),
    ("#94762a", "#d0b263", "chevron"),
    ("#5c5fc2", "#999cf0", "pentagon"),
    ("#567d3a", "#97c178", "beam"),
)


def type_of(value: object) -> ActorType:
    """Return the actor type of a node; an unknown one is drawn as an organization."""
    text = str(value)
    return ActorType(text) if text in ActorType.__members__.values() else ActorType.ORGANIZATION


def status_of(value: object) -> Status:
    """Return the status of an edge or claim; asserted if it has none."""
    text = str(value)
    return Status(text) if text in Status.__members__.values() else Status.ASSERTED


def hues(families: list[str]) -> dict[str, Hue]:
    """Return the line colour of each family, in a fixed order: built-in ones first, then the user's by name."""
    known = list(_HUES)

    def rank(family: str) -> tuple[int, str]:
        """Return the sort key of a family: built-in ones in fixed order, then the user's by name."""
        word = _first_word(family)
        return (known.index(word) if word in _HUES else len(known) - 1, family)

    found: dict[str, Hue] = {}
    own = 0  # families of the user so far
    for family in sorted(set(families), key=rank):
        hue = _HUES.get(_first_word(family))
        if hue is None:
            light, dark, mark = _SPARE[own % len(_SPARE)]
            own += 1
            hue = Hue(label=family.replace("_", " ").capitalize(), light=light, dark=dark, mark=mark)
        found[family] = hue
    return found


def _first_word(family: str) -> str:
    """Return the first word of a family name in lower case; empty if it has none."""
    words = family.replace("_", " ").casefold().split()
    return words[0] if words else ""
