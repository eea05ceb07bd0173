"""Nouns and pronouns for events: what is said of the event told right before, and of no other."""

from __future__ import annotations

from typing import Any

import pytest

KILLED = ("Gunmen", "kills", "three soldiers")


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked the army in Mosul. The attack killed three soldiers.",
        "Gunmen attacked the army in Mosul. Soldiers fled. Gunmen bombed a town. The bombing killed three soldiers.",
        "Gunmen attacked the army in Mosul. In the attack three soldiers were killed.",
    ],
)
def test_the_attack_is_that_of_the_sentence_before(read: Any, text: str) -> None:
    assert (*KILLED, "asserted") in read(text).links


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked the army. Attacks killed three soldiers.",
        "Gunmen attacked the army. An attack killed three soldiers.",
        "Gunmen attacked the army. The attack in Basra killed three soldiers.",
        "Gunmen attacked the army. Tomas Reld left. The attack killed three soldiers.",
        "Gunmen arrested Tomas Reld. The attack killed three soldiers.",
        "Gunmen arrested Tomas Reld. The incident killed three soldiers.",
    ],
)
def test_another_attack_is_nobody_s(read: Any, text: str) -> None:
    assert not [link for link in read(text).links if link[1] == "kills"]


def test_an_attack_that_has_its_own_doer_keeps_it(read: Any) -> None:
    found = read("Gunmen attacked the army. The Iranian attack killed three soldiers.").plain
    assert ("Iran", "kills", "three soldiers") in found
    assert KILLED not in found


def test_what_rests_on_a_claim_is_no_surer(read: Any) -> None:
    found = read("Tomas Reld said gunmen attacked the army. The attack killed three soldiers.")
    assert {link[3] for link in found.links if link[1] == "kills"} <= {"alleged"}


def test_it_means_the_arrest_told_before(read: Any) -> None:
    found = read("Security forces arrested Tomas Reld in May. It was linked to attacks on the army.")
    assert ("Tomas Reld", "attacks", "army", "alleged") in found.links


def test_it_may_mean_either_of_two_arrests(read: Any) -> None:
    found = read("Police arrested Tomas Reld and detained Anna Holt. It was linked to attacks on the army.")
    assert not [link for link in found.links if link[1] == "attacks"]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen abducted Anna Holt. Her abduction was condemned by Jonas Weld.",
        "Jonas Weld condemned the killing of Anna Holt.",
        "Jonas Weld criticised Anna Holt's arrest.",
    ],
)
def test_to_condemn_what_was_done_to_somebody_is_not_to_criticise_them(read: Any, text: str) -> None:
    assert ("Jonas Weld", "criticises", "Anna Holt") not in read(text).plain


@pytest.mark.parametrize(
    ("text", "blamed"),
    [
        ("Jonas Weld condemned Anna Holt's decision.", "Anna Holt"),
        ("Jonas Weld condemned Iran's execution of Anna Holt.", "Iran"),
    ],
)
def test_to_condemn_what_somebody_did_is(read: Any, text: str, blamed: str) -> None:
    assert ("Jonas Weld", "criticises", blamed) in read(text).plain


@pytest.mark.parametrize(
    "text",
    [
        "Police shot dead Jonas Weld in Velde. On Friday two officers were charged with murder.",
        "Jonas Weld was killed in Velde. His widow wept. Two officers were arrested in connection with the killing.",
        "Rebels killed Jonas Weld. In May a court convicted two officers of murder.",
    ],
)
def test_a_charge_of_murder_is_about_the_killing_told_before(read: Any, text: str) -> None:
    assert {link[2] for link in read(text).links if link[1] == "kills" and "fficers" in link[0]} == {"Jonas Weld"}


@pytest.mark.parametrize(
    "text",
    [
        "Jonas Weld was killed in Velde. Anna Holt was killed in Larvik. Two officers were charged with murder.",
        "Jonas Weld was killed in Velde. Militias committed murders.",
        "Jonas Weld was injured in Velde. Two officers were charged with murder.",
    ],
)
def test_a_charge_of_murder_may_be_about_somebody_else(read: Any, text: str) -> None:
    assert not [link for link in read(text).links if link[1] == "kills"]


@pytest.mark.parametrize(
    "text",
    [
        "The army attacked Velde on Monday. The attack was condemned by Anna Holt.",
        "Rebels bombed a school in May. On Monday the army attacked Velde. Anna Holt condemned the attack.",
    ],
)
def test_who_condemns_the_attack_criticises_the_last_attacker(read: Any, text: str) -> None:
    assert {link[2] for link in read(text).links if link[1] == "criticises"} == {"army"}


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed two clerks in Velde. The Red Front claimed responsibility.",
        "Gunmen killed two clerks in Velde. The Red Front later claimed responsibility for the attack.",
    ],
)
def test_who_claims_responsibility_says_they_did_it(read: Any, text: str) -> None:
    assert ("Red Front", "kills", "two clerks", "alleged") in read(text).links


@pytest.mark.parametrize(
    "text",
    [
        "The Blue Front killed two clerks in Velde. The Red Front claimed responsibility for the attack.",
        "Gunmen killed two clerks in Velde. The Red Front claimed responsibility for killing a judge.",
        "Gunmen killed two clerks in Velde. The Red Front claimed responsibility for an attack in Larvik.",
        "Gunmen killed two clerks in Velde. The Red Front took responsibility for schools.",
    ],
)
def test_who_claims_another_deed_did_not_do_this_one(read: Any, text: str) -> None:
    assert ("Red Front", "kills", "two clerks") not in read(text).plain
