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


@pytest.mark.parametrize("name", ["U.S.", "US", "UK", "Congo", "Netherlands"])
def test_a_state_with_its_article_is_no_person(read, name: str) -> None:
    assert types(read, f"The {name} sent troops to Syria.")[name] == "country"


def test_a_body_whose_initials_are_the_state_s_is_not_the_state(read) -> None:
    found = types(read, "The U.S. Senate accused Iran of fraud. The U.S. sent troops to Syria.")
    assert (found["U.S. Senate"], found["U.S."]) == ("government", "country")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The U.S. Strategy in Iraq failed.", "U.S. Strategy"),
        ("Anna Holt won the Brivo Prize.", "Brivo Prize"),
        ("Anna Holt signed the Norvia Accord.", "Norvia Accord"),
        ("Anna Holt quoted the Norvia Constitution.", "Norvia Constitution"),
    ],
)
def test_a_law_a_plan_or_a_prize_is_no_actor(read, text: str, words: str) -> None:
    assert words not in types(read, text)


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("President Hill met the US ambassador.", "Hill", "person"),
        ("Anna Holt told The Hill that she was leaving.", "Hill", "media"),
        ("Anna Holt joined the Center for Norvian Policy.", "Center for Norvian Policy", "organization"),
    ],
)
def test_a_title_goes_before_a_well_known_name(read, text: str, words: str, kind: str) -> None:
    found = types(read, text)
    assert kind in {found.get(words), found.get(f"The {words}")}
