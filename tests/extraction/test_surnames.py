"""Whom a surname or first name alone refers to, where a document names several people of that name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.language import Read


def owner(found: Read, words: str, nth: int = 0) -> str:
    """Return the name of the actor whose `nth` mention has exactly these words."""
    reading = found.reading
    mentions = [m for m in reading.mentions if m.text == words]
    return next(a.name for a in reading.actors if a.id == mentions[nth].actor)


COUPLE = "Marcus Tolland opened the clinic on Monday. His wife, Clara Tolland, praised the nurses. "


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (COUPLE + "Mrs Tolland later met the mayor.", "Tolland", "Clara Tolland"),
        (COUPLE + "Mr Tolland later met the mayor.", "Tolland", "Marcus Tolland"),
        (
            "Senator Howard Brenn met Governor Lucas Brenn in Oslo. Both left. Senator Brenn criticised the budget.",
            "Brenn",
            "Howard Brenn",
        ),
        (
            "Police questioned Ana Reiter on Monday. She denied the theft. Reiter was released. The court sat. "
            "It rained. Nobody came. The judge slept. Otto Reiter, a baker, sued the police.",
            "Reiter",
            "Ana Reiter",
        ),
        ("Reiter sues the police. Ana Reiter, a baker, sued the police on Monday.", "Reiter", "Ana Reiter"),
        ("The court fined Faris al-Tamim. Al-Tamim appealed.", "Al-Tamim", "Faris al-Tamim"),
    ],
)
def test_a_surname_goes_to_the_bearer_that_the_text_points_to(
    read: Callable[[str], Read], text: str, words: str, name: str
) -> None:
    assert owner(read(text), words) == name


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Howard Brenn met Lucas Brenn in Oslo. Brenn criticised the budget.", "Howard Brenn", "Lucas Brenn"),
        (COUPLE + "Tolland criticised the mayor.", "Marcus Tolland", "Clara Tolland"),
        ("Jim Hallor died in May. His father, Al Hallor, sued the hospital.", "Jim Hallor", "Al Hallor"),
        ("Ozzy Karrow and Sharon Karrow met police. Karrow spoke. Ozzy was robbed.", "Ozzy Karrow", "Sharon Karrow"),
    ],
)
def test_two_people_of_one_surname_stay_two(read: Callable[[str], Read], text: str, one: str, other: str) -> None:
    reading = read(text)
    assert owner(reading, one) == one
    assert owner(reading, other) == other


def test_a_surname_that_nothing_decides_is_nobody_known(read: Callable[[str], Read]) -> None:
    reading = read("Howard Brenn met Lucas Brenn in Oslo. Brenn criticised Dana Frey.")
    assert owner(reading, "Brenn") == "Brenn"


def test_spellings_of_one_first_name_are_no_two_people(read: Callable[[str], Read]) -> None:
    text = "Marcus Tolland met reporters in Oslo. Markus Tolland left the town later. Then Tolland praised the police."
    assert owner(read(text), "Tolland") == "Markus Tolland"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            'Dave Harl will run the league, said its chair, David Torrin. "I think David will lead it well," he said.',
            "David",
        ),
        ('David Torrin, the chairman, praised the fans. "I trust David," a fan said.', "David Torrin"),
    ],
)
def test_a_first_name_is_not_one_bearers_while_another_has_a_short_form_of_it(
    read: Callable[[str], Read], text: str, name: str
) -> None:
    found = read(text)
    assert owner(found, "David") == name


LINE_UP = (
    "England coach Andor Brenn named his team. Brenn left out Otto Vayle, while Mike Harl had been left out of the "
    "squad. {} Brenn (Sale Sharks, capt); M Cueto (Sale Sharks), M Tait (Newcastle), J Noon (Newcastle), "
    "J Lewsey (Wasps)."
)


@pytest.mark.parametrize(("initial", "other"), [("J", True), ("A", False)])
def test_the_initial_before_a_surname_tells_its_bearer(read: Callable[[str], Read], initial: str, other: bool) -> None:
    found = read(LINE_UP.format(initial))
    owners = {m.actor for m in found.reading.mentions if "Brenn" in m.text}
    assert (len(owners) > 1) is other
