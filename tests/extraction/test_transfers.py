"""Who gives and who gets: help that somebody has, loses or seeks, what is sold, and who has somebody in a role."""

from __future__ import annotations

import pytest

WELD = "Ada Weld"


@pytest.mark.parametrize(
    ("text", "giver", "relation", "status"),
    [
        ("Ada Weld has the support of the Harbour Party.", "Harbour Party", "supports", "asserted"),
        ("Ada Weld enjoys Norway's backing.", "Norway", "supports", "asserted"),
        ("Ada Weld won the endorsement of the Harbour Party.", "Harbour Party", "supports", "asserted"),
        ("Ada Weld relies on the support of the Harbour Party.", "Harbour Party", "supports", "asserted"),
        ("Ada Weld lost the backing of Norway.", "Norway", "supports", "ended"),
        ("Ada Weld is seeking the support of Norway.", "Norway", "supports", "hypothetical"),
        ("Ada Weld does not have the support of Norway.", "Norway", "supports", "denied"),
        ("Ada Weld has the protection of the Sorn Brigade.", "Sorn Brigade", "aids", "asserted"),
        ("Ada Weld lived under the protection of the Sorn Brigade.", "Sorn Brigade", "aids", "asserted"),
        ("Ada Weld needs the help of Norway.", "Norway", "aids", "hypothetical"),
        ("Ada Weld gets most of her funding from Norway.", "Norway", "funds", "asserted"),
    ],
)
def test_what_one_has_comes_from_the_giver(read, text, giver, relation, status) -> None:
    links = read(text).links
    assert (giver, relation, WELD, status) in links
    assert not [link for link in links if link[0] == WELD]


def test_the_support_of_one_for_another(read) -> None:
    found = read("The support of Norway for the Sorn Brigade is strong.").plain
    assert found == {("Norway", "supports", "Sorn Brigade")}


@pytest.mark.parametrize(
    "text",
    [
        "Kestrel Lines was sold to Merrow Holdings by Bo Dolan.",
        "Kestrel Lines has been sold to Merrow Holdings.",
        "Bo Dolan sold Kestrel Lines to Merrow Holdings.",
        "Merrow Holdings is the parent company of Kestrel Lines.",
        "Kestrel Lines' parent company, Merrow Holdings, sued Bo Dolan.",
        "Merrow Holdings has a subsidiary, Kestrel Lines.",
    ],
)
def test_the_buyer_owns_and_the_goods_do_nothing(read, text) -> None:
    found = read(text).plain
    assert ("Merrow Holdings", "owns", "Kestrel Lines") in found
    assert not [link for link in found if "Kestrel Lines" in link and link[1] == "does_business_with"]


def test_the_seller_does_business_with_the_buyer(read) -> None:
    found = read("Kestrel Lines was sold to Merrow Holdings by Bo Dolan.").plain
    assert ("Bo Dolan", "does_business_with", "Merrow Holdings") in found


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Bo Brandl has a sister, Ilse Brandl.", ("Ilse Brandl", "family_of", "Bo Brandl")),
        ("The Sorn Brigade has a new commander, Karl Hovden.", ("Karl Hovden", "commands", "Sorn Brigade")),
        ("The Sorn Brigade got a new leader, Karl Hovden.", ("Karl Hovden", "leads", "Sorn Brigade")),
        ("Ada Weld has a deputy, Karl Hovden.", ("Karl Hovden", "associate_of", "Ada Weld")),
        ("Bo Dolan had a lawyer, Ilse Feld.", ("Ilse Feld", "speaks_for", "Bo Dolan")),
    ],
)
def test_who_has_somebody_in_a_role(read, text, link) -> None:
    assert link in read(text).plain


def test_both_sons_are_named(read) -> None:
    found = read("Bo Brandl has two sons, Karl and Jonas Brandl.").plain
    assert {("Karl", "family_of", "Bo Brandl"), ("Jonas Brandl", "family_of", "Bo Brandl")} <= found


def test_counted_members_are_nobody(read) -> None:
    assert not read("The Free Farmers' Union has 4,000 members.").plain
