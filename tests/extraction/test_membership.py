"""Who belongs to a body: lists of members, seats, bodies within bodies, and classes that nobody belongs to."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from language import Read

Reading = Callable[..., Read]

BELONGING = frozenset({"member_of", "part_of"})

TOLD = [
    (
        "The Velde Council comprises Anna Holt, Marsh Corps Commander Tomas Reld, and two judges.",
        "Tomas Reld",
        "member_of",
        "Velde Council",
    ),
    (
        "The Velde Police, which includes the Marsh Patrol Unit, the Harbour Drug Bureau, and the Quarry Guard, left.",
        "Harbour Drug Bureau",
        "part_of",
        "Velde Police",
    ),
    ("The Andean Alliance (Norway, Peru and Chile) criticised Anna Holt.", "Norway", "member_of", "Andean Alliance"),
    ("Women held 17 of the 72 National Assembly seats.", "Women", "member_of", "National Assembly"),
    ("The Velde Party won 31 of 80 seats in the parliament.", "Velde Party", "member_of", "parliament"),
    ("There were two women on the Sovereign Council.", "two women", "member_of", "Sovereign Council"),
    ("In May, four women were elected to the National Assembly.", "four women", "member_of", "National Assembly"),
    (
        "The Office of Harbour Affairs within the Ministry of Trade met Anna Holt.",
        "Office of Harbour Affairs",
        "part_of",
        "Ministry of Trade",
    ),
    (
        "The Tern Lab at the University of Velde met Anna Holt.",
        "Tern Lab",
        "part_of",
        "University of Velde",
    ),
    (
        "Lawyers of the NVU's Center for Fair Trade met Anna Holt.",
        "Center for Fair Trade",
        "part_of",
        "NVU",
    ),
    (
        "Police held three engineers tied to the Tern Trust – Anna Holt, Tomas Reld and Piet Marsh.",
        "Police",
        "arrests",
        "Piet Marsh",
    ),
    ("Members of the Velde Party met Anna Holt.", "Members", "member_of", "Velde Party"),
    (
        "The Velde Armed Forces consist of two branches: the Velde Navy and the Marsh Brigade.",
        "Marsh Brigade",
        "part_of",
        "Velde Armed Forces",
    ),
    (
        "The security forces of the Interior Ministry include the Public Police.",
        "Public Police",
        "part_of",
        "Interior Ministry",
    ),
    (
        "Several Civic Pact members of the Oslo City Council were hurt.",
        "Several Civic Pact members",
        "member_of",
        "Civic Pact",
    ),
    ("Police identified Anna Holt as a member of the Velde Front.", "Anna Holt", "member_of", "Velde Front"),
    (
        "Anna Holt, a member of the Velde Union was hurt by rebels.",
        "Anna Holt",
        "member_of",
        "Velde Union",
    ),
]

UNTOLD = [
    ("After talks with Anna Holt, a member of the Velde Union said that the road was closed.", "Anna Holt"),
    ("The council's demands include a rise for the Quarry Guard.", "Quarry Guard"),
    ("Supporters of the Velde Union include Anna Holt.", "Anna Holt"),
    ("Several government agencies met Anna Holt.", "Several government agencies"),
    ("The Velde Party selected its nominee on Monday.", "nominee"),
    ("No law limits members of minorities.", "members"),
    ("Anna Holt spoke with members of political parties.", "members"),
    ("NGOs included the Tern Trust and the Velde Forum.", "Tern Trust"),
    ("They included Anna Holt and Tomas Reld.", "Anna Holt"),
    ("The parties will select their nominees in May.", "nominees"),
    ("The Velde Police investigates officers, including police shootings.", "police"),
    ("The council talked about seats in the National Assembly with the women.", "women"),
    ("Members of the Kovar family met Anna Holt.", "Members"),
    ("The G4 group (Norway, Peru and Chile) criticised Anna Holt.", "G4"),
    ("The Velde Institute's Norvia Indicators rose on Monday.", "Norvia Indicators"),
]


@pytest.mark.parametrize(("text", "subject", "relation", "target"), TOLD)
def test_who_belongs_to_a_body(read: Reading, text: str, subject: str, relation: str, target: str) -> None:
    found = read(text)
    assert (subject, relation, target) in found.plain, found.plain


@pytest.mark.parametrize(("text", "subject"), UNTOLD)
def test_a_class_or_a_thing_has_no_members(read: Reading, text: str, subject: str) -> None:
    found = read(text)
    assert not [link for link in found.plain if link[1] in BELONGING and link[0] == subject], found.plain


def test_a_list_ends_before_the_next_clause(read: Reading) -> None:
    found = read("The Velde Council includes Anna Holt, and Piet Marsh said it met.")
    assert ("Anna Holt", "member_of", "Velde Council") in found.plain
    assert not [link for link in found.plain if link[0] == "Piet Marsh" and link[1] in BELONGING], found.plain


def test_the_list_of_leaders_is_of_their_union(read: Reading) -> None:
    found = read("Three leaders of the Velde Union, including Anna Holt, left.")
    assert ("Anna Holt", "leads", "Velde Union") in found.plain
    assert ("Anna Holt", "member_of", "Velde Union") not in found.plain
