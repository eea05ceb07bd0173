"""Attachment: who takes part in a deed, where the parser or a long phrase parts the participant from its word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from language import Read

FOUND = [
    # verbs that the parser takes for a plural, for a noun or for a modifier
    ("A Norvian high court sentences five people to life in prison.", "Norvian high court", "convicts", "five people"),
    ("The army arrested or summoned students without cause.", "army", "arrests", "students"),
    ("Police in Petarka shot and killed a suspect in May.", "Police", "kills", "suspect"),
    # the doer behind the place that was attacked
    ("Nine soldiers were killed in an attack on a post by the Red Front.", "Red Front", "kills", "Nine soldiers"),
    # who is sent or armed does what is meant, and who is told of does what is told
    ("The ministry armed a militia named Tarsk to fight the Red Front.", "Tarsk", "fights", "Red Front"),
    ("There were instances of police using violence against journalists.", "police", "attacks", "journalists"),
    # who is suspected of a deed, or has it done
    ("Police named Jonas Weld as a suspect in the killing of Anna Holt.", "Jonas Weld", "kills", "Anna Holt"),
    ("Tomas Reld was charged with ordering the murder of Anna Holt.", "Tomas Reld", "kills", "Anna Holt"),
    # a question asks nothing of anybody, and an inquiry concerns who may have done it
    ("Anna Holt asked Jonas Weld whether the mayor had left.", "Anna Holt", "tells", "Jonas Weld"),
    ("Anna Holt asked Jonas Weld about the deal.", "Anna Holt", "tells", "Jonas Weld"),
    ("Prosecutors investigated whether Jonas Weld bribed the mayor.", "Prosecutors", "investigates", "Jonas Weld"),
    # two judgments of one court
    ("The High Court convicted Anna Holt. Jonas Weld was acquitted.", "High Court", "acquits", "Jonas Weld"),
    # actors that only their phrase tells
    ("Elements of the security forces killed Anna Holt.", "Elements", "kills", "Anna Holt"),
    ("Police mistreated Anna Holt and others.", "Police", "attacks", "others"),
    ("In May the prosecutor's office charged Jonas Weld.", "office", "prosecutes", "Jonas Weld"),
    ("The High Council comprises Jonas Weld and two officers.", "two officers", "part_of", "High Council"),
]
NOT_FOUND = [
    ("Anna Holt asked Jonas Weld whether the mayor had left.", "Anna Holt", "demands_of", "Jonas Weld"),
    (
        "The High Court convicted Anna Holt. Jonas Weld had been acquitted in 2020.",
        "High Court",
        "acquits",
        "Jonas Weld",
    ),
    ("The High Court convicted Anna Holt. A tribunal acquitted Jonas Weld.", "High Court", "acquits", "Jonas Weld"),
    ("Jonas Weld paid Anna Holt for the authority to dismiss Tomas Reld.", "authority", "dismissed", "Tomas Reld"),
    ("Jonas Weld sold Anna Holt's office.", "office", "part_of", "Anna Holt"),
    ("The Kaldor spokesman Jonas Weld denied it.", "Jonas Weld", "member_of", "Kaldor"),
]


@pytest.mark.parametrize(("text", "subject", "relation", "target"), FOUND)
def test_the_participant_is_found(
    read: Callable[[str], Read], text: str, subject: str, relation: str, target: str
) -> None:
    assert (subject, relation, target) in read(text).plain


@pytest.mark.parametrize(("text", "subject", "relation", "target"), NOT_FOUND)
def test_nobody_else_takes_part(
    read: Callable[[str], Read], text: str, subject: str, relation: str, target: str
) -> None:
    assert (subject, relation, target) not in read(text).plain


def test_a_suspect_is_only_alleged_to_have_done_it(read: Callable[[str], Read]) -> None:
    links = read("The army named two soldiers as suspects in the killing of Tom Reld.").links
    assert {status for _, relation, _, status in links if relation == "kills"} == {"alleged"}


def test_a_surname_is_that_of_the_person_named_in_full(read: Callable[[str], Read]) -> None:
    assert "Oleg Derska" in read("Oleg Derska paid Anna Holt. Derska lent money to Jonas Weld.").actors
    links = read("Oleg Derska paid Anna Holt. Derska lent money to Jonas Weld.").plain
    assert ("Oleg Derska", "funds", "Jonas Weld") in links
