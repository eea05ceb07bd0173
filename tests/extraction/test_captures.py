"""Whose attack it is in, after or at which somebody is taken: nobody becomes its doer who is not said to be."""

from __future__ import annotations

from typing import Any

import pytest

UNKNOWN = [
    "Police detained Anna Holt after an attack on the interior ministry.",
    "Police arrested Tomas Reld following an attack on the Cedar Front.",
    "Tomas Reld was detained by police after an attack on the Cedar Front.",
    "Tomas Reld was arrested in a raid on the Cedar Front.",
    "Police arrested Tomas Reld at a raid on the Cedar Front.",
    "Police caught Tomas Reld before an attack on the Cedar Front.",
    "Soldiers captured Tomas Reld after an assault on the Cedar Front.",
]
TAKERS = [
    "Police arrested Tomas Reld in a raid on the Cedar Front.",
    "Soldiers captured Tomas Reld in a raid on the Cedar Front.",
    "Police detained Tomas Reld during a raid on the Cedar Front.",
]


@pytest.mark.parametrize("text", UNKNOWN)
def test_the_doer_of_an_attack_before_an_arrest_is_unknown(read: Any, text: str) -> None:
    assert [link for link in read(text).links if link[1] == "attacks"] == []


@pytest.mark.parametrize("text", TAKERS)
def test_an_arrested_person_does_not_make_the_raid(read: Any, text: str) -> None:
    assert "Tomas Reld" not in {subject for subject, _, _, _ in read(text).links}
