"""Collectives: whom a list names as belonging to them, units inside units, and statements with their speaker."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from language import Read

Reading = Callable[..., Read]

BELONGING = frozenset({"member_of", "part_of"})

TOLD = [
    ("Ada Merk's Liberal Party won the vote in Peru.", "Ada Merk", "member_of", "Liberal Party"),
    ("Supporters of Tomas Reld left the square.", "Supporters", "supports", "Tomas Reld"),
    ("Tomas Reld was picked by the Liberal Party to head the council.", "Liberal Party", "appointed", "Tomas Reld"),
    ("Police searched Lima airport on Monday.", "Lima airport", "located_in", "Lima"),
    ("The alliance nations that sent ships include Norway, Peru and Chile.", "Chile", "member_of", "alliance nations"),
    ("The Andean Council, including Peru and Chile, voted on Monday.", "Peru", "member_of", "Andean Council"),
    ("The Andean Council, including Peru and Chile, voted on Monday.", "Chile", "member_of", "Andean Council"),
    ("A coalition of militias, including the Velde Brigade, left.", "Velde Brigade", "part_of", "coalition"),
    ("Norway is acting as part of the Andean Coalition.", "Norway", "member_of", "Andean Coalition"),
    ("The UK, as part of the Andean Coalition, is sending aid.", "United Kingdom", "member_of", "Andean Coalition"),
    (
        "Anna Holt joined the 2nd Battalion, 40th Marsh Regiment, in May.",
        "2nd Battalion",
        "part_of",
        "40th Marsh Regiment",
    ),
    ("Tomas Reld was a commander in the Peruvian Navy.", "Tomas Reld", "member_of", "Peruvian Navy"),
    (
        "The Velde Front, made up in part by local miners and the Marsh Brigade, left.",
        "Marsh Brigade",
        "part_of",
        "Velde Front",
    ),
    ("Peru, the Andean Coalition and the Velde Council attacked Hamas.", "Andean Coalition", "attacks", "Hamas"),
    ("Peru, the Andean Coalition and the Velde Council attacked Hamas.", "Velde Council", "attacks", "Hamas"),
    ("Anna Holt signed a deal reached between Peru and Norway.", "Norway", "cooperates_with", "Peru"),
    ("Pilots from the Velde Trust met Anna Holt.", "Pilots", "member_of", "Velde Trust"),
    ("Anna Holt will lead a delegation to Lima.", "Anna Holt", "leads", "delegation"),
    ("Norway is working to weaken and defeat Hamas.", "Norway", "fights", "Hamas"),
    ("Norway conducted strikes aimed in support of Peru.", "Norway", "supports", "Peru"),
    ("The Islamic State lost. Soldiers fought against IS in Peru.", "Soldiers", "fights", "Islamic State"),
    ("Tomas Reld fought Hamas alongside Peruvian soldiers.", "Tomas Reld", "allied_with", "Peruvian soldiers"),
]

UNTOLD = [
    ("The Andean Council, excluding Peru, voted on Monday.", "Peru"),
    ("The Andean Council approved measures, including sanctions on Peru.", "Peru"),
    ("The 2nd Battalion and the 40th Marsh Regiment left.", "2nd Battalion"),
    ("The 40th Marsh Regiment, 2nd Battalion, left.", "40th Marsh Regiment"),
    ("Pilots from the Velde Trust to the Andean Council met.", "Pilots"),
    ("Farmers from Lima met Anna Holt.", "Farmers"),
    ("Hamas sees Norway as part of the Andean Coalition.", "Hamas"),
]


@pytest.mark.parametrize(("text", "subject", "relation", "target"), TOLD)
def test_who_belongs_to_a_collective_or_acts_beside_it(
    read: Reading, text: str, subject: str, relation: str, target: str
) -> None:
    plain = read(text).plain
    assert (subject, relation, target) in plain or (target, relation, subject) in plain


@pytest.mark.parametrize(("text", "subject"), UNTOLD)
def test_nobody_is_put_into_a_collective_that_he_is_not_said_to_be_in(read: Reading, text: str, subject: str) -> None:
    assert not {link for link in read(text).plain if link[0] == subject and link[1] in BELONGING}


def test_a_state_with_its_article_is_no_national_of_itself(read: Reading) -> None:
    found = read("The UK left the talks.")
    assert {a.type.value for a in found.reading.actors} == {"country"}


def test_a_body_does_not_belong_to_itself(read: Reading) -> None:
    found = read("The umbrella organization known as the Velde Shura Council split.").plain
    assert not {link for link in found if link[1] in BELONGING}


def test_a_second_name_behind_a_comma_is_no_further_actor(read: Reading) -> None:
    found = read("Hamas, the Marsh Movement, and Peru attacked Norway.").plain
    assert ("Hamas", "attacks", "Norway") in found


def test_what_somebody_is_committed_to_is_still_to_come(read: Reading) -> None:
    found = read("Norway is committed to defeating Hamas.")
    assert {c.status.value for c in found.reading.claims if c.relation == "fights"} == {"future"}


STATEMENT = "Minister Anna Holt said:\n\nI commend the Velde Brigade. We will meet Tomas Reld.\n"


def test_the_i_of_a_statement_without_quote_signs_is_its_speaker(read: Reading) -> None:
    assert ("Anna Holt", "supports", "Velde Brigade") in read(STATEMENT).plain


def test_a_later_quotation_ends_the_statement(read: Reading) -> None:
    text = STATEMENT + '\n"I blame Norway," said Jonas Weld.\n'
    found = read(text).plain
    assert ("Jonas Weld", "accuses", "Norway") in found and ("Anna Holt", "accuses", "Norway") not in found


def test_attacks_that_somebody_claims_are_his_as_he_says(read: Reading) -> None:
    found = read("Several attacks, also claimed by Hamas, killed two farmers.")
    assert found.claim("Hamas", "kills", "two farmers").status == "alleged"


def test_is_in_capitals_is_a_name_only_where_the_long_name_stands(read: Reading) -> None:
    assert "IS" not in read("What IS next for Peru and why IS Anna Holt in Lima? Anna Holt left.").actors


def test_who_leads_somebody_somewhere_does_not_lead_him(read: Reading) -> None:
    assert not [c for c in read("Anna Holt led police to the camp.").reading.claims if c.relation == "leads"]
