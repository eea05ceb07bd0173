"""When a claim was so: its interval, its spells, and whether the text or the article's date says it."""

from __future__ import annotations

from typing import Any

import pytest

from graphbuild.extraction.claims.dates.report_years import heading_year

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


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Omar Vell will meet Tomas Reld on Friday.", "2021-06-18"),
        ("Omar Vell meets Tomas Reld on Sunday.", "2021-06-20"),
        ("Omar Vell is meeting Tomas Reld on 1 July.", "2021-07-01"),
    ],
)
def test_what_is_planned_is_to_come(read: Any, text: str, day: str) -> None:
    claim = read(text, published=PUBLISHED).claim("Omar Vell", "met_with", "Tomas Reld")
    assert (claim.date_from, claim.date_to, claim.status) == (day, day, "future")


@pytest.mark.parametrize(
    ("text", "link", "first", "last"),
    [
        # The date is that of another noun, or a part of a name.
        (
            "Omar Vell welcomed Monday's decision of the Reed Militia.",
            ("Omar Vell", "other", "Reed Militia"), PUBLISHED, PUBLISHED,
        ),
        (
            "Tomas Reld is convicted of an attack on Omar Vell in 2012.",
            ("Tomas Reld", "attacks", "Omar Vell"), "2012", "2012",
        ),
        ("The police arrest Omar Vell over a fire in Selm in 2012.", ARREST, PUBLISHED, PUBLISHED),
        (
            "On July 13, 20 gunmen attacked the Reed Militia.",
            ("20 gunmen", "attacks", "Reed Militia"), "2020-07-13", "2020-07-13",
        ),
        # A bound stays one.
        ("As of March, the police had arrested Omar Vell.", ARREST, None, "2021-03"),
        ("The police have arrested Omar Vell since 2019.", ARREST, "2019", "2021-06-15"),
    ],
)  # fmt: skip
def test_whose_date_it_is(
    read: Any, text: str, link: tuple[str, str, str], first: str | None, last: str | None
) -> None:
    claim = read(text, published=PUBLISHED).claim(*link)
    assert (claim.date_from, claim.date_to) == (first, last)


REPORT = "Selmia 2019: Arbitrary Arrest\n\n"


@pytest.mark.parametrize(
    ("text", "published", "first", "basis"),
    [
        (f"{REPORT}On May 3, police arrested Omar Vell.", "2020-06-30", "2019-05-03", "document"),
        (f"{REPORT}On January 9, police arrested Omar Vell.", "2020-03-11", "2019-01-09", "document"),
        (f"{REPORT}On January 9, 2018, police arrested Omar Vell.", "2020-03-11", "2018-01-09", "text"),
        (f"{REPORT}During the year, police arrested Omar Vell.", "2020-03-11", "2019", "document"),
        (f"{REPORT}On May 3, police arrested Omar Vell.", None, "2019-05-03", "document"),
        # Published years later, or in the year itself, the title is that of news.
        (f"{REPORT}On January 9, police arrested Omar Vell.", "2025-03-11", "2025-01-09", "text"),
        ("On January 9, police arrested Omar Vell.", "2020-03-11", "2020-01-09", "text"),
        # Texts that tell of days of long ago with their years.
        (
            "On March 2, 2015, soldiers shelled Selm. On April 4, 2015, Tomas Reld met Ana Bell. "
            "On May 8, 2015, Ana Bell fled. Later in May, police arrested Omar Vell.",
            "2021-06-15", "2015-05", "document",
        ),
    ],
)  # fmt: skip
def test_the_year_of_a_report_is_inferred_and_said_to_be(
    read: Any, text: str, published: str | None, first: str, basis: str
) -> None:
    claim = read(text, published=published).claim(*ARREST)
    assert (claim.date_from, claim.date_basis) == (first, basis)


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("2019 country report", 2019),
        ("2019 Country Reports on Human Rights Practices", 2019),
        ("Annual report 2018", 2018),
        ("World Report 2020: Selmia", 2020),
        ("Events of 2014", 2014),
        ("2014", 2014),
        ("Selmia 2019: Arbitrary Arrest, Detention and Torture that May Be Crimes", 2019),
        ("Police report on 2018 attack", None),
        ("Man held over 2016 murder", None),
        ("Annual report of 3 May 2018", None),
        ("Report 2018 and 2019", None),
        ("Who led the militia?", None),
    ],
)
def test_which_headings_name_the_year_of_their_text(words: str, year: int | None) -> None:
    assert heading_year(words) == year
