"""One post is one role, however it is said: courtesy, praise, abbreviations, ages and slips are folded."""

from __future__ import annotations

import pytest

from graphbuild.knowledge.lexicon.role_words import ROLE_WORDS


@pytest.mark.parametrize(
    ("role", "folded"),
    [
        ("PM", "prime minister"),
        ("good prime minister", "prime minister"),
        ("Mr prime minister", "prime minister"),
        ("the prime minister", "prime minister"),
        ("deputy prime minister mr", "deputy prime minister"),
        ("incumbent prime minister", "prime minister"),
        ("chairman sir", "chairman"),
        ("chancellor chancellor", "chancellor"),
        ("prime minister Prime Minister", "prime minister"),
        ("lord chancellor", "lord chancellor"),
        ("lord chancellor lord", "lord chancellor"),
        ("17-year-old soul singer", "soul singer"),
        ("28-year-old", None),
        ("R-Ohio) committee chairman", "committee chairman"),
        ("chairman (acting)", "chairman (acting)"),
        ("Mr", None),
        ("sir", None),
        ("one woman", None),
        ("good man", None),
        ("vice admiral", "vice admiral"),
        ("embattled Iraqi PM", "Iraqi prime minister"),
    ],
)
def test_one_post_is_one_role(role: str, folded: str | None) -> None:
    assert ROLE_WORDS.folded(role) == folded


def test_roles_that_are_one_are_shown_once() -> None:
    said = ("mr", "pm", "prime minister", "good prime minister", "Prime Minister", "prime minister mr")
    assert ROLE_WORDS.distinct(said) == ("prime minister",)
