"""Whom a description, an apposition, an epithet, a national body or a plural refers to."""

from __future__ import annotations

import pytest

from graphbuild.resolution.person import compare, parse

LINKS = [
    ("The Reed Militia fought the Grey Front. The militia killed Hugo Lund.", ("Reed Militia", "kills", "Hugo Lund")),
    ("Velde Bank was bought by Kern Holdings. The bank sued Hugo Lund.", ("Velde Bank", "prosecutes", "Hugo Lund")),
    ("Kern Holdings sued the Harbour Union. The union fired Hugo Lund.", ("Harbour Union", "dismissed", "Hugo Lund")),
    ("The oil firm Petrovar sacked Ilse Holm.", ("Petrovar", "dismissed", "Ilse Holm")),
    ("The firms Petrovar and Zentra bribed Hugo Lund.", ("Zentra", "bribes", "Hugo Lund")),
    ("Varka (a militant group) killed Hugo Lund.", ("Varka", "kills", "Hugo Lund")),
    ("The rebel group known as Tarsk kidnapped Ilse Holm.", ("Tarsk", "abducts", "Ilse Holm")),
    ("Rival Kern Systems sued Aldo Holdings.", ("Kern Systems", "prosecutes", "Aldo Holdings")),
    ("The army of Norway attacked the Grey Front.", ("Norwegian army", "attacks", "Grey Front")),
    ("The Miners' Union sued Hugo Lund.", ("Miners' Union", "prosecutes", "Hugo Lund")),
    ("Hugo Lund and Jonas Weld robbed a bank. Police arrested the two men.", ("Police", "arrests", "Jonas Weld")),
    ("Hugo Lund and Ilse Holm met in Oslo. Police arrested both.", ("Police", "arrests", "Hugo Lund")),
]


@pytest.mark.parametrize(("text", "link"), LINKS)
def test_link(read, text, link):
    assert link in read(text).plain


@pytest.mark.parametrize(
    ("one", "other"),
    [("Andreas Kolb", "Andrea Kolb"), ("Roman Kolb", "Romana Kolb"), ("Anna Petrov", "Anna Petrova")],
)
def test_names_of_two_genders_are_two_people(one, other):
    assert compare(parse(one), parse(other)) is None


@pytest.mark.parametrize("noun", ["official", "diplomat", "legislator", "filmmaker"])
def test_the_official_is_the_person_named_last(read, noun):
    found = read(f"Jonas Weld arrived in Velde on Monday. The {noun} criticised Anna Holt.").plain
    assert ("Jonas Weld", "criticises", "Anna Holt") in found


@pytest.mark.parametrize("noun", ["an official", "another diplomat", "the official of the union"])
def test_another_official_is_not(read, noun):
    found = read(f"Jonas Weld arrived in Velde on Monday. In May {noun} criticised Anna Holt.").plain
    assert ("Jonas Weld", "criticises", "Anna Holt") not in found
