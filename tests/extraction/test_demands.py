"""Demands that another word than the verb of asking carries: a need, a ruling, a request that is answered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from language import Read

Case = tuple[str, str, str, str]

# (sentence, who demands, of whom, status)
DEMANDED: list[Case] = [
    ("Anna Holt stressed the need for the militia to disarm.", "Anna Holt", "militia", "asserted"),
    ("Anna Holt underlined the necessity for Norway to rejoin the pact.", "Anna Holt", "Norway", "asserted"),
    ("Chad emphasised the need for full observance of the truce by Mali.", "Chad", "Mali", "asserted"),
    ("The High Court ruled that the ministry must publish the salaries.", "High Court", "ministry", "asserted"),
    ("Chad said it is essential that Norway leave the pact.", "Chad", "Norway", "asserted"),
    ("Anna Holt called for an immediate withdrawal of the Norwegian army.", "Anna Holt", "Norwegian army", "asserted"),
    ("Anna Holt called for quick action by the ministry.", "Anna Holt", "ministry", "asserted"),
    ("Norway expects the United Nations to take a firm position.", "Norway", "United Nations", "asserted"),
    ("Anna Holt told Tomas Reld he should resign.", "Anna Holt", "Tomas Reld", "asserted"),
    # a request that is answered was made, whatever the answer
    ("The ministry rejected the union's demands for higher pay.", "union", "ministry", "asserted"),
    ("Brivo Steel complied with the request of the ministry.", "ministry", "Brivo Steel", "asserted"),
    ("The ministry denied a request by Brivo Steel.", "Brivo Steel", "ministry", "asserted"),
    ("In response to a petition by the farmers, the ministry closed the mine.", "farmers", "ministry", "asserted"),
]
NOT_DEMANDED: list[tuple[str, str, str]] = [
    ("Anna Holt stressed the need for caution in talks with Norway.", "Anna Holt", "Norway"),
    ("Analysts expect Harlow Bank to cut its rates.", "Analysts", "Harlow Bank"),
    ("The High Court ruled that the ministry had broken the law.", "High Court", "ministry"),
    ("Anna Holt called for the release of Tomas Reld.", "Anna Holt", "Tomas Reld"),
    ("Chad said it is essential that Norway is seen as a friend.", "Chad", "Norway"),
    ("The ministry rejected the union's choice of Tomas Reld.", "union", "ministry"),
]
ORDERED: list[tuple[str, str, str]] = [
    ("Following a directive from Anna Holt, the ministry announced a curfew.", "Anna Holt", "ministry"),
    ("Soldiers raided the camp on orders from Tomas Reld.", "Tomas Reld", "Soldiers"),
]
NOT_ORDERED: list[tuple[str, str, str]] = [
    ("Following a dispute with Anna Holt, the ministry announced a curfew.", "Anna Holt", "ministry"),
    ("Soldiers raided the camp of Tomas Reld in good order.", "Tomas Reld", "Soldiers"),
    ("Soldiers encroached on the constitutional order of Norway.", "Norway", "Soldiers"),
]


@pytest.mark.parametrize(("text", "subject", "target", "status"), DEMANDED)
def test_a_demand_is_made(text: str, subject: str, target: str, status: str, read: Callable[..., Read]) -> None:
    assert (subject, "demands_of", target, status) in read(text).links


@pytest.mark.parametrize(("text", "subject", "target"), NOT_DEMANDED)
def test_no_demand_is_made(text: str, subject: str, target: str, read: Callable[..., Read]) -> None:
    assert (subject, "demands_of", target) not in read(text).plain


@pytest.mark.parametrize(("text", "subject", "target"), ORDERED)
def test_who_acts_on_an_order_was_ordered(text: str, subject: str, target: str, read: Callable[..., Read]) -> None:
    assert (subject, "orders", target) in read(text).plain


@pytest.mark.parametrize(("text", "subject", "target"), NOT_ORDERED)
def test_no_order_is_given(text: str, subject: str, target: str, read: Callable[..., Read]) -> None:
    assert (subject, "orders", target) not in read(text).plain
