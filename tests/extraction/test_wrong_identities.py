"""Descriptions and capitals that are taken for somebody they are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.language import Read


def actors_of(found: Read, *words: str) -> set[str]:
    """Return the ids of the actors whose mentions have one of these texts."""
    return {m.actor for m in found.reading.mentions if m.text in words}


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("Velde Bank met other companies in Oslo. Working together, companies could hire thousands.", False),
        ("Velde Bank met other companies in Oslo. The companies hired thousands of people.", True),
    ],
)
def test_all_of_a_kind_are_not_the_others_before(read: Callable[[str], Read], text: str, one: bool) -> None:
    found = read(text)
    ids = [m.actor for m in found.reading.mentions if m.text.lower().endswith("companies")]
    assert len(ids) == 2
    assert (len(set(ids)) == 1) is one


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("The European Union met on Monday. Brussels accused Ruritanian traders of fraud.", False),
        ("Belgium has closed its ports. Brussels accused Ruritanian traders of fraud.", True),
        ("The European Union met on Monday. Paris accused Ruritanian traders of fraud.", True),
    ],
)
def test_a_capital_in_which_a_union_sits_is_not_the_states_government_where_the_union_is_named(
    read: Callable[[str], Read], text: str, state: bool
) -> None:
    found = read(text)
    actor = next(a for a in found.reading.actors if actors_of(found, "Brussels", "Paris") == {a.id})
    assert (actor.type.value == "country") is state


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Grain shippers of Louisiana met at the Gulf. Ana Holt lives in the Gulf.", "Gulf"),
        ("Iran sank a tanker in the Gulf. Ana Holt lives in the Gulf.", "Persian Gulf"),
    ],
)
def test_the_gulf_is_the_one_that_the_text_speaks_of(read: Callable[[str], Read], text: str, name: str) -> None:
    found = read(text)
    ids = actors_of(found, "Gulf")
    assert {a.name for a in found.reading.actors if a.id in ids} == {name}
