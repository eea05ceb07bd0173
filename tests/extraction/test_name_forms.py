"""Where names end, and which names of one text are forms of one actor's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graphbuild.extraction.mentions.name_forms import agree
from tests.support.language import Read

# A text, and names in it that are two actors'.
TWO_ACTORS = [
    ("Visitors greeted Belkar Nabi, the official Norvian news agency NPS said on Monday.", "Belkar Nabi", "NPS"),
    (
        "The firm, its president, Thomas Petril, and its vice president, Vincent Digul, sought seats on the board.",
        "Thomas Petril",
        "Vincent Digul",
    ),
    ("The OPEC news agency Opecna quoted OPEC as saying that it would meet.", "Opecna", "OPEC"),
    ("FMC Corp and the Ford Motor Co bid for the contract. FMC won it.", "FMC Corp", "Ford Motor Co"),
    (
        "EMS Systems Ltd sued the European Monetary System. EMS said it won.",
        "EMS Systems Ltd",
        "European Monetary System",
    ),
    (
        "The National Security Adviser resigned. The National Security Agency (NSA) denied it. The NSA left.",
        "National Security Adviser",
        "National Security Agency",
    ),
    (
        "Sela (U.K.) Ltd opened a plant in Bridgend. Sela Corp praised the U.K. government.",
        "Sela Corp",
        "United Kingdom",
    ),
    ("Police closed the Pacific port of Balar.", "Pacific", "Balar"),
    ("Holt Oslo trip criticised. Ana Holt went to Oslo on Monday. Holt left. Holt met him.", "Ana Holt", "Oslo"),
    ("Kern Corp. sold the plant to Velde Mining Corp. Tarsk said it would close.", "Velde Mining Corp.", "Tarsk"),
    ("Brentmouth v Southdown was called off. Southdown had asked for it.", "Brentmouth", "Southdown"),
    ("Kevin Stone met Kevin Birk. Kevin left.", "Kevin Stone", "Kevin Birk"),
    ("The trust sued Cormel Corp, Odilon Cormel and others. Cormel denied it.", "Cormel Corp", "Odilon Cormel"),
    (
        "The University of Selby invited the U.S. ambassador. U.S. officials left.",
        "University of Selby",
        "United States",
    ),
    ("Norwell Corp sued First Harbour Bank of Troy, N.C. It won.", "Norwell Corp", "North Carolina"),
]


@pytest.mark.parametrize(("text", "one", "other"), TWO_ACTORS)
def test_two_actors_stay_two(read: Callable[[str], Read], text: str, one: str, other: str) -> None:
    actors = read(text).actors
    assert {one, other} <= actors.keys()
    assert not {one, other} & {*actors[one].aliases, *actors[other].aliases}


@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        (
            "The National Security Adviser resigned. The National Security Agency (NSA) denied it. The NSA left.",
            "National Security Agency",
            ["National Security Agency", "NSA", "NSA"],
        ),
        ("EMS Systems Ltd sued Oslo. EMS said it won.", "EMS Systems Ltd", ["EMS Systems Ltd", "EMS", "it"]),
        ("Police closed the Pacific port of Balar.", "Balar", ["Pacific port", "Balar"]),
        (
            "Kevin Birk was killed in May. Nobody was charged. It rained. The court sat. Nobody came. The judge slept. "
            "Kevin Stone, a baker, sued the police. Kevin won.",
            "Kevin Stone",
            ["Kevin Stone", "baker", "Kevin"],
        ),
    ],
)
def test_a_form_of_a_name_is_its_bearers(
    read: Callable[[str], Read], text: str, name: str, mentions: list[str]
) -> None:
    assert read(text).mentions(name) == mentions


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ({"Ana Holt"}, {"Holt"}, True),
        ({"Norvia Liberation Front"}, {"NLF"}, True),
        ({"Kern Holdings plc"}, {"Kern Holdings"}, True),
        ({"OPEC"}, {"Opecna"}, False),
        ({"Ana Holt"}, {"Jan Velde"}, False),
        (set(), {"Jan Velde"}, True),
    ],
)
def test_names_that_a_description_may_join(one: set[str], other: set[str], may: bool) -> None:
    assert agree(one, other) is agree(other, one) is may
