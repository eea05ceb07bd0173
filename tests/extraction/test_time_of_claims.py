"""When a claim was so: its interval, its spells, and whether the text or the article's date says it."""

from __future__ import annotations

from typing import Any

import pytest

PUBLISHED = "2021-06-15"
LED = ("Omar Vell", "leads", "Reed Militia")
ARREST = ("police", "arrests", "Omar Vell")


@pytest.mark.parametrize(
    ("text", "link", "first", "last", "date", "spells", "status"),
    [
        ("Omar Vell has led the Reed Militia since 2019.", LED, "2019", None, "2019", (), "asserted"),
        ("Omar Vell led the Reed Militia from 2015 to 2018.", LED, "2015", "2018", None, (), "ended"),
        ("From 2015 to 2018, Omar Vell led the Reed Militia.", LED, "2015", "2018", None, (), "ended"),
        ("Omar Vell led the Reed Militia between 2015 and 2018.", LED, "2015", "2018", None, (), "ended"),
        ("Omar Vell led the Reed Militia until 2018.", LED, None, "2018", None, (), "ended"),
        ("Omar Vell has led the Reed Militia for two years.", LED, "2019", None, None, (), "asserted"),
        ("Omar Vell led the Reed Militia in the 1990s.", LED, "1990", "1999", None, (), "asserted"),
        (
            "Omar Vell led the Reed Militia in 2019 and again in 2023.",
            LED, "2019", "2023", None, ("2019/2019", "2023/2023"), "asserted",
        ),
        ("Before 2020 police arrested Omar Vell.", ARREST, None, "2020", None, ("/2019-12-31",), "asserted"),
        ("By March, police had arrested Omar Vell.", ARREST, None, "2021-03", None, ("/2021-03",), "asserted"),
        ("After 2019 police arrested Omar Vell.", ARREST, "2019", None, None, ("2020-01-01/",), "asserted"),
        ("In May police arrested Omar Vell.", ARREST, "2021-05", "2021-05", "2021-05", (), "asserted"),
        (
            "Omar Vell joined the Reed Militia in 2019.",
            ("Omar Vell", "member_of", "Reed Militia"), "2019", None, "2019", (), "asserted",
        ),
    ],
)  # fmt: skip
def test_the_interval_of_a_claim(
    read: Any, text: str, link: tuple[str, str, str], first: Any, last: Any, date: Any, spells: Any, status: str
) -> None:
    claim = read(text, published=PUBLISHED).claim(*link)
    assert (claim.date_from, claim.date_to, claim.date, claim.spells) == (first, last, date, spells)
    assert (claim.date_basis, claim.status) == ("text", status)


def test_each_of_two_verbs_has_its_own_time(read: Any) -> None:
    found = read("Soldiers arrested Omar Vell in 2019 and in 2023 killed Tomas Reld.", published=PUBLISHED)
    assert found.claim("Soldiers", "arrests", "Omar Vell").date == "2019"
    assert found.claim("Soldiers", "kills", "Tomas Reld").date == "2023"


def test_a_day_later_counts_from_what_was_told_before(read: Any) -> None:
    text = "Soldiers arrested Omar Vell on 3 May. A day later soldiers killed Tomas Reld."
    assert read(text, published=PUBLISHED).claim("Soldiers", "kills", "Tomas Reld").date == "2021-05-04"


def test_news_without_a_date_is_dated_by_the_article(read: Any) -> None:
    claim = read("The police arrested Omar Vell.", published=PUBLISHED).claim(*ARREST)
    assert (claim.date, claim.date_from, claim.date_to, claim.date_basis) == (None, PUBLISHED, PUBLISHED, "article")


@pytest.mark.parametrize(
    "text",
    [
        "The police had arrested Omar Vell.",
        "In 2014, the police arrested Tomas Reld. Then the police arrested Omar Vell.",
        "The police arrested Omar Vell around 2015.",
    ],
)
def test_what_is_long_past_is_not_dated_by_the_article(read: Any, text: str) -> None:
    claim = read(text, published=PUBLISHED).claim(*ARREST)
    assert (claim.date_from, claim.date_to, claim.date_basis) == (None, None, None)


def test_a_former_state_has_ended_by_the_day_of_the_article(read: Any) -> None:
    text = "Omar Vell, a former member of the Reed Militia, met Tomas Reld."
    claim = read(text, published=PUBLISHED).claim("Omar Vell", "member_of", "Reed Militia")
    assert (claim.date_from, claim.date_to, claim.date_basis) == (None, PUBLISHED, "article")


def test_without_a_date_of_the_article_nothing_is_dated(read: Any) -> None:
    claim = read("The police arrested Omar Vell.").claim(*ARREST)
    assert (claim.date_from, claim.date_to, claim.date_basis) == (None, None, None)
