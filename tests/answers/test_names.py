"""The names of an actor: why each is its, one sentence, and which may as well be another's."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from graphbuild.answers.profile import SAID, SAME, SHOWN, USUAL, NameSeen, names_seen
from graphbuild.core.ids import Family
from graphbuild.core.model import Actor, ActorType, Mention, MentionKind, Span
from graphbuild.resolution.comparison import says_little


def mention(text: str, doc: str = "d1", join: str = "", start: int = 0) -> Mention:
    span = Span(start, start + len(text))
    return Mention(doc=doc, span=span, text=text, actor="p-ana-holt", kind=MentionKind.NAME, join=join)


def seen(
    mentions: Iterable[Mention],
    aliases: tuple[str, ...] = (),
    judged: Iterable[tuple[str, str, str]] = (),
    said: Iterable[str] = (),
) -> dict[str, NameSeen]:
    actor = Actor(id="p-ana-holt", name="Ana Holt", type=ActorType.PERSON, aliases=aliases)
    return {name.name: name for name in names_seen(actor, mentions, judged, said)}


def test_each_name_has_its_reason_and_its_count() -> None:
    found = seen(
        [
            mention("Ana Holt"),
            mention("Holt", join="part of the name"),
            mention("Holt", join="same name", start=40),
            mention("Red Ana", join="alias"),
            mention("A. Holt", doc="d2"),
            mention("Ana  Holt", doc="d2", start=9),
        ],
        aliases=("Holt", "Red Ana", "A. Holt", "Holt of Oslo"),
        judged=[("d1", "Ana Holt", "same name"), ("d2", "A. Holt", "initial of the first name: Ana Holt")],
    )
    assert {name: (one.reason, one.n_mentions) for name, one in found.items()} == {
        "Ana Holt": (SHOWN, 2),
        "Holt": ("part of the name", 2),
        "Red Ana": ("alias", 1),
        "A. Holt": ("initial of the first name", 1),
        "Holt of Oslo": (USUAL, 0),
    }
    assert found["Holt of Oslo"].quote is None


def test_a_first_name_alone_is_a_possible_alias_until_somebody_says_so() -> None:
    mentions = [mention("Ana Holt"), mention("Ana", join="part of the name")]
    assert seen(mentions)["Ana"].possible
    assert not seen(mentions)["Ana Holt"].possible
    told = seen(mentions, said=("Ana",))["Ana"]
    assert (told.reason, told.possible) == (SAID, False)


def test_a_name_that_the_text_gives_is_a_fact() -> None:
    assert not seen([mention("Ana Holt"), mention("Fantasma", join="alias")])["Fantasma"].possible
    assert seen([mention("Ana Holt"), mention("ANA HOLT", doc="d2")])["Ana Holt"].reason == SHOWN
    assert seen([mention("Ana Holt"), mention("Dr. Holt", join="")])["Dr. Holt"].reason == SAME


@pytest.mark.parametrize(
    ("alias", "name", "family", "little"),
    [
        ("Ana", "Ana Holt", Family.PERSON, True),
        ("Holt", "Ana Holt", Family.PERSON, False),
        ("A. Holt", "Ana Holt", Family.PERSON, False),
        ("Corwin Tellabard", "Corwin Tellabird", Family.PERSON, True),
        ("Rovers", "Port Velde Rovers", Family.BODY, True),
        ("Bank of Velde", "Central Bank of Velde", Family.BODY, True),
        ("VLF", "Velde Liberation Front", Family.BODY, False),
        ("Tories", "Conservative Party", Family.BODY, False),
        ("Kern Holdings plc", "Kern Holdings", Family.BODY, False),
        ("Calif.", "California", Family.LAND, False),
    ],
)
def test_what_may_as_well_be_anothers_name(alias: str, name: str, family: Family, little: bool) -> None:
    assert says_little(alias, name, family) is little
