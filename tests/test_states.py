"""A capital is a place, and where it acts the government that sits there; one of a people is a person, no state."""

from __future__ import annotations

import pytest


def types(read, text: str) -> dict[str, str]:
    found = read(text).reading
    kinds = {actor.id: actor.type.value for actor in found.actors}
    return {m.text: kinds[m.actor] for m in found.mentions}


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Moscow accused Ankara of shelling the town.", ("Russia", "accuses", "Turkey")),
        ("Tehran has backed Hamas for years.", ("Iran", "supports", "Hamas")),
        ("Washington imposed sanctions on Iran.", ("United States", "sanctions", "Iran")),
        ("Kiev blamed Moscow for the attack.", ("Ukraine", "accuses", "Russia")),
    ],
)
def test_a_capital_that_acts_is_the_state(read, text: str, link: tuple[str, str, str]) -> None:
    assert link in read(text).plain


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The protest in Moscow ended.", "Moscow"),
        ("London is a large city.", "London"),
        ("Baghdad police arrested Karim Daoud.", "Baghdad"),
        ("Residents of Damascus accused soldiers.", "Damascus"),
        ("Rebels shelled Damascus on Monday.", "Damascus"),
        ("Georgetown accused Karim Daoud of fraud.", "Georgetown"),
    ],
)
def test_elsewhere_it_is_a_place(read, text: str, name: str) -> None:
    assert types(read, text).get(name) != "country"


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("An Iranian was arrested by police in Berlin.", ("police", "arrests", "Iranian")),
        ("The Iranian accused Karim Daoud of torture.", ("Iranian", "accuses", "Karim Daoud")),
        ("Police arrested a Swede on Monday.", ("Police", "arrests", "Swede")),
    ],
)
def test_one_of_a_people_is_a_person(read, text: str, link: tuple[str, str, str]) -> None:
    found = read(text)
    assert link in found.plain
    assert all({"Iran", "Sweden"}.isdisjoint((s, o)) for s, r, o in found.plain if r != "from")


@pytest.mark.parametrize("text", ["The Dutch accused Iran of torture.", "Iran accused the British of spying."])
def test_a_people_is_no_person(read, text: str) -> None:
    assert "person" not in types(read, text).values()
