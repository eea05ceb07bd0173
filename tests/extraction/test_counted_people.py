"""People told by their number or by a deed alone: "killing 25", "those who fled"."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Tawfiq rebels shelled the camp, killing 25.", ("25", "kills")),
        ("Soldiers of the Velde Brigade killed a farmer and wounded at least 12.", ("at least 12", "injures")),
        ("Dozens were arrested by the Norland Police.", ("Dozens", "arrests")),
        ("The Norland Police was blamed for the deaths of 40.", ("40", "kills")),
        ("The High Court convicted those responsible for the raid.", ("those responsible for the raid", "convicts")),
        ("The Norland Police detained those who protested.", ("those who protested", "arrests")),
    ],
)
def test_they_are_an_end_of_what_is_done_to_them(read, text: str, link: tuple[str, str]) -> None:
    assert link in {(end, relation) for _, relation, end in read(text).plain}


@pytest.mark.parametrize(
    "text",
    [
        "The Hale Company sold 25.",
        "The Norland Police was criticised in 1995.",
        "Rebels killed 40 percent of the herd.",
        "The mayor preferred those of the north.",
        "Police kicked and injured others.",
        "Holt spent 25 on it.",
    ],
)
def test_a_number_of_things_is_nobody(read, text: str) -> None:
    counted = {m.text for m in read(text).reading.mentions if m.text[:2].isdigit() or m.text.startswith("those")}
    assert not counted


def test_a_number_before_of_is_not_told_twice(read) -> None:
    mentions = {m.text for m in read("Soldiers killed three of the men and wounded seven.").reading.mentions}
    assert {"men", "seven"} <= mentions
    assert "three" not in mentions
