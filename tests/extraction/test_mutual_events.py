"""Events of which neither side comes first: who takes part, wherever the sentence names them, and who mediates."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "near", "relation", "far", "status"),
    [
        ("Norway ruled out any talks with Chile.", "Norway", "met_with", "Chile", "denied"),
        ("Norway seeks an expansion of cooperation with Chile.", "Norway", "cooperates_with", "Chile", "asserted"),
        ("Norway welcomed its openness to talks with Chile.", "Norway", "met_with", "Chile", "asserted"),
        (
            "The Harbour Ministry, in conjunction with the River Police, closed the port.",
            "Harbour Ministry",
            "cooperates_with",
            "River Police",
            "asserted",
        ),
    ],
)
def test_whoever_seeks_or_refuses_an_event_is_its_other_side(read, text, near, relation, far, status) -> None:
    found = [link for link in read(text).links if link[1] == relation]
    assert [{link[0], link[2]} for link in found] == [{near, far}]
    assert {link[3] for link in found} == {status}


@pytest.mark.parametrize(
    "text",
    [
        "Bo Dolan published a report on talks with Chile.",
        "Bo Dolan condemned the deal with Chile.",
        "The High Court annulled the deal with Chile.",
    ],
)
def test_who_tells_or_judges_an_event_has_no_part_in_it(read, text) -> None:
    assert not [link for link in read(text).plain if link[1] in {"met_with", "cooperates_with"}]


def test_all_of_a_list_meet_one_another(read) -> None:
    found = {frozenset(link[::2]) for link in read("Norway, Chile and Peru held talks.").plain if link[1] == "met_with"}
    assert found == {frozenset(pair) for pair in (("Norway", "Chile"), ("Norway", "Peru"), ("Chile", "Peru"))}


def test_those_met_do_not_meet_one_another(read) -> None:
    found = {frozenset(link[::2]) for link in read("Norway held talks with Chile and Peru.").plain}
    assert found == {frozenset(("Norway", "Chile")), frozenset(("Norway", "Peru"))}


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The Norway-Chile negotiations were held in Lima.", "met_with"),
        ("Ada Weld hailed Norway-Chile cooperation in trade.", "cooperates_with"),
        ("The foreign ministers of Norway and Chile met on Saturday.", "met_with"),
        ("Talks between Norwegian and Chilean diplomats failed.", "met_with"),
    ],
)
def test_two_states_before_or_behind_the_noun_are_its_sides(read, text, relation) -> None:
    found = [{link[0], link[2]} for link in read(text).plain if link[1] == relation]
    assert found == [{"Norway", "Chile"}]


@pytest.mark.parametrize(
    "text",
    [
        "The anti-Chile alliance failed.",
        "Norwegian and Chilean soldiers clashed with rebels.",
        "The ministers of Norway and Chile met Ada Weld.",
    ],
)
def test_states_that_only_name_one_side_are_not_linked(read, text) -> None:
    assert not [link for link in read(text).plain if {link[0], link[2]} == {"Norway", "Chile"}]


@pytest.mark.parametrize(
    "text",
    [
        "Talks between Norway and Chile, brokered by Peru, ended on Monday.",
        "A truce between Norway and Chile was mediated by Peru.",
        "Peru-brokered talks between Norway and Chile began in Oslo.",
        "Norway and Chile announced a ceasefire mediated by Peru.",
        "Norway and Chile held talks in Oslo under the auspices of Peru.",
    ],
)
def test_mediation_told_of_the_event(read, text) -> None:
    found = {link[::2] for link in read(text).plain if link[1] == "mediates"}
    assert found == {("Peru", "Norway"), ("Peru", "Chile")}


def test_who_brokers_shares_has_no_parties(read) -> None:
    assert not [
        link for link in read("The shares of Norway and Chile were brokered by Peru.").plain if "med" in link[1]
    ]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Ada Weld reported the theft to the River Police.", "tells"),
        ("Ada Weld referred the case to the River Police.", "tells"),
        ("Ada Weld discussed the theft with the River Police.", "met_with"),
    ],
)
def test_who_is_told_is_no_part_of_what_is_told(read, text, relation) -> None:
    assert ("Ada Weld", relation, "River Police") in read(text).plain


def test_what_is_between_two_is_not_told_to_one(read) -> None:
    found = read("Ada Weld discussed relations with the River Police.").plain
    assert found == {("Ada Weld", "linked_to", "River Police")}


def test_what_somebody_is_called_is_no_telephone_call(read) -> None:
    assert ("Anna Holt", "met_with", "Piet Marsh") in read("Anna Holt called Piet Marsh on Monday.").plain
    assert not [link for link in read("Anna Holt called Piet Marsh a liar.").plain if link[1] == "met_with"]


def test_a_number_of_those_who_are_helped(read) -> None:
    assert ("Norway", "aids", "refugees") in read("Norway hosted thousands of refugees.").plain
    assert not [link for link in read("Norway hosted thousands of visitors.").plain if link[1] == "aids"]
