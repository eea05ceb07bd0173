"""Every relation's own example through the model, and the words that mean one thing or another by their frame."""

from __future__ import annotations

import pytest

from graphbuild.knowledge.ontology import load

RELATIONS = load().relations


@pytest.mark.parametrize("id", RELATIONS)
def test_the_example_of_every_relation_yields_it(read, id: str) -> None:
    relation, example = RELATIONS[id], RELATIONS[id].example
    assert example is not None
    found = read(example.text)
    ends = {(example.subject, example.object)}
    ends |= {(example.object, example.subject)} if relation.symmetric else set()
    assert {(*pair, str(example.status)) for pair in ends} & {
        (s, o, status) for s, told, o, status in found.links if told == id
    }, found.links


# text, the link it tells, relations that it must not tell
FRAMES = [
    ("Police raided the house of Tomas Reld.", ("Police", "investigates", "Tomas Reld"), "attacks"),
    ("Soldiers raided a village.", ("Soldiers", "attacks", "village"), "investigates"),
    ("Jets struck the rebels.", ("Jets", "attacks", "rebels"), "protests_against"),
    ("Workers went on strike against Brivo Steel.", ("Workers", "protests_against", "Brivo Steel"), "attacks"),
    ("Brazil supplied rifles to the militia.", ("Brazil", "arms", "militia"), "does_business_with"),
    (
        "Brivo Steel supplied pipes to Norvia Mining Corp.",
        ("Brivo Steel", "does_business_with", "Norvia Mining Corp."),
        "arms",
    ),
    ("Tomas Reld runs the Cedar Front.", ("Tomas Reld", "leads", "Cedar Front"), "other"),
    ("The general ordered his soldiers to leave.", ("general", "orders", "soldiers"), "demands_of"),
    ("The court ordered the company to leave Mali.", ("court", "demands_of", "company"), "orders"),
    ("The army captured the city of Kerbala.", ("army", "seizes", "Kerbala"), "arrests abducts"),
    ("Police captured Anna Holt.", ("Police", "arrests", "Anna Holt"), "seizes abducts"),
    ("Gunmen captured Anna Holt.", ("Gunmen", "abducts", "Anna Holt"), "seizes arrests"),
    ("Soldiers fought the rebels.", ("Soldiers", "fights", "rebels"), "other"),
    (
        "Anna Holt is a business partner of Tomas Reld.",
        ("Anna Holt", "does_business_with", "Tomas Reld"),
        "family_of allied_with",
    ),
    ("Jonas Weld warned Anna Holt about the storm.", ("Jonas Weld", "tells", "Anna Holt"), "threatens"),
    ("Jonas Weld warned Anna Holt of the danger.", ("Jonas Weld", "tells", "Anna Holt"), "threatens"),
    ("The militia warned the government.", ("militia", "threatens", "government"), "tells"),
    ("Prosecutors charged Tomas Reld with murder.", ("Prosecutors", "prosecutes", "Tomas Reld"), "kills"),
    ("Brazil backed the rebels.", ("Brazil", "supports", "rebels"), "other"),
    ("Tomas Reld led the Cedar Front.", ("Tomas Reld", "leads", "Cedar Front"), "other"),
    ("Rebels attacked the army.", ("Rebels", "attacks", "army"), "criticises"),
    ("Anna Holt attacked Tomas Reld in a speech.", ("Anna Holt", "criticises", "Tomas Reld"), "attacks"),
    ("Anna Holt verbally attacked Tomas Reld.", ("Anna Holt", "criticises", "Tomas Reld"), "attacks"),
    ("Anna Holt blasted Tomas Reld.", ("Anna Holt", "criticises", "Tomas Reld"), "attacks"),
    ("Anna Holt hosted Tomas Reld for talks.", ("Anna Holt", "met_with", "Tomas Reld"), "aids"),
    ("Police are holding Tomas Reld.", ("Police", "arrests", "Tomas Reld"), "met_with controls"),
    ("Anna Holt held talks with Tomas Reld.", ("Anna Holt", "met_with", "Tomas Reld"), "arrests controls"),
    ("Rebels hold the town of Kerbala.", ("Rebels", "controls", "Kerbala"), "arrests met_with"),
    ("Prosecutors dropped charges against Tomas Reld.", ("Prosecutors", "acquits", "Tomas Reld"), "prosecutes"),
    ("The army defeated the rebels.", ("army", "fights", "rebels"), "other"),
    ("Anna Holt defeated Tomas Reld in the election.", ("Anna Holt", "other", "Tomas Reld"), "fights"),
    ("The Cedar Front claimed the attack on the army.", ("Cedar Front", "attacks", "army"), "accuses"),
    ("Anna Holt urged the rebels to leave.", ("Anna Holt", "demands_of", "rebels"), "orders"),
    ("Anna Holt condemned the rebels.", ("Anna Holt", "criticises", "rebels"), "accuses"),
    ("Anna Holt accused the rebels of murder.", ("Anna Holt", "accuses", "rebels"), "criticises"),
    ("The militia is loyal to Brazil.", ("militia", "aligned_with", "Brazil"), "allied_with"),
    ("The militia is an ally of Brazil.", ("militia", "allied_with", "Brazil"), "aligned_with"),
]


@pytest.mark.parametrize(("text", "link", "others"), FRAMES, ids=[case[0] for case in FRAMES])
def test_a_word_means_what_its_frame_says(read, text: str, link: tuple[str, str, str], others: str) -> None:
    found = read(text)
    assert link in found.plain
    assert not {relation for _, relation, _ in found.plain} & set(others.split())


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Workers struck over pay.", "attacks"),
        ("Tomas Reld ran for president.", "leads"),
        ("Tomas Reld fights corruption.", "fights"),
        ("Firefighters fought the fire.", "fights"),
        ("Tomas Reld is fighting the charges.", "fights"),
        ("Tomas Reld backed away from Anna Holt.", "supports"),
        ("The road led to Anna Holt.", "leads"),
        ("The president charged Tomas Reld with the task.", "prosecutes"),
    ],
)
def test_and_sometimes_it_means_nothing(read, text: str, relation: str) -> None:
    assert not [link for link in read(text).links if link[1] == relation]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("The government fled. Antigovernment militias cheered.", ("Antigovernment militias", "opposes", "government")),
        (
            "The government fled. Anti-government protesters cheered.",
            ("Anti-government protesters", "protests_against", "government"),
        ),
        (
            "The government fell in May. Progovernment militias left Velde.",
            ("Progovernment militias", "aligned_with", "government"),
        ),
    ],
)
def test_an_adjective_may_name_the_government(read, text: str, link: tuple[str, str, str]) -> None:
    assert link in read(text).plain


@pytest.mark.parametrize(
    "text",
    [
        "The police fled. Antigovernment militias cheered.",
        "The Norwegian government fled. Antigovernment militias cheered.",
        "The government fled. Chilean antigovernment militias cheered.",
        "The government fled. Antigovernment sentiment grew.",
    ],
)
def test_an_adjective_may_name_no_government_of_the_text(read, text: str) -> None:
    assert not [link for link in read(text).links if link[1] in {"opposes", "protests_against"}]
