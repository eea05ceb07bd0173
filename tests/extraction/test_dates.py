"""When it happened: never more precise than said, and nothing where the year is unknown."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild.extraction.claims.date_phrases import published_date, resolve_date

BASE = datetime(2021, 6, 15)  # a Tuesday


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("May 26", "2021-05-26"),
        ("26 May", "2021-05-26"),
        ("the 26th of May 2021", "2021-05-26"),
        ("March 3rd, 2021", "2021-03-03"),
        ("Dec. 12", "2020-12-12"),
        ("12 December", "2020-12-12"),
        ("26 May 2020", "2020-05-26"),
        ("2020-05-26", "2020-05-26"),
        ("June 2020", "2020-06"),
        ("last May", "2021-05"),
        ("May", "2021-05"),
        ("2014", "2014"),
        ("early 2014", "2014"),
        ("mid-2018", "2018"),
        ("today", "2021-06-15"),
        ("yesterday", "2021-06-14"),
        ("Monday", "2021-06-14"),
        ("last Monday", "2021-06-14"),
        ("Sunday night", "2021-06-13"),
        ("two days ago", "2021-06-13"),
        ("last month", "2021-05"),
        ("three months ago", "2021-03"),
        ("last year", "2020"),
        ("two years ago", "2019"),
    ],
)
def test_resolved_against_the_article_s_date(words: str, date: str) -> None:
    assert resolve_date(words, BASE) == date


@pytest.mark.parametrize(
    "words",
    [
        "recent years", "the 1990s", "the past decade", "several weeks ago", "last week", "each year", "10 days",
        "ten years", "2019-2020", "between 2014 and 2016", "May 1 to May 3", "the weekend", "daily", "",
    ],
)  # fmt: skip
def test_no_single_day_month_or_year(words: str) -> None:
    assert resolve_date(words, BASE) is None


@pytest.mark.parametrize("words", ["May 26", "May", "yesterday", "Monday", "last month", "last year", "two days ago"])
def test_nothing_where_the_year_is_unknown(words: str) -> None:
    assert resolve_date(words, None) is None


@pytest.mark.parametrize(
    ("words", "date"), [("26 May 2020", "2020-05-26"), ("June 2020", "2020-06"), ("in 2014", "2014")]
)
def test_a_year_that_is_said_needs_no_article(words: str, date: str) -> None:
    assert resolve_date(words, None) == date


@pytest.mark.parametrize("words", ["an hour ago", "three hours ago"])
def test_hours_ago_are_not_the_day_before(words: str) -> None:
    assert resolve_date(words, BASE) in {None, "2021-06-15"}


@given(st.text(max_size=40), st.sampled_from([None, BASE]))
@settings(max_examples=60, deadline=None)
def test_any_words_are_a_date_or_none(words: str, base: datetime | None) -> None:
    found = resolve_date(words, base)
    assert found is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", found)


@pytest.mark.parametrize(
    ("published", "date"),
    [
        ("2021-06-15", BASE),
        ("2021-06-15T08:30:00Z", BASE),
        ("2021-06-15 08:30", BASE),
        ("June", None),
        ("2021-06", None),
        ("2021-02-30", None),
        ("", None),
        (None, None),
    ],
)
def test_the_article_s_own_date(published: str | None, date: datetime | None) -> None:
    assert published_date(published) == date


LINK = ("Soldiers", "arrests", "Tomas Reld")


@pytest.mark.parametrize(
    ("text", "words", "date"),
    [
        ("Soldiers arrested Tomas Reld on May 26.", "May 26", "2021-05-26"),
        ("Soldiers arrested Tomas Reld on Monday.", "Monday", "2021-06-14"),
        ("On Monday, Soldiers arrested Tomas Reld.", "Monday", "2021-06-14"),
        ("Soldiers arrested Tomas Reld in 2014.", "2014", "2014"),
        ("Soldiers arrested Tomas Reld last May.", "last May", "2021-05"),
        ("Soldiers arrested Tomas Reld.", None, None),
    ],
)
def test_the_date_of_a_claim(read, text: str, words: str | None, date: str | None) -> None:
    claim = read(text, published="2021-06-15").claim(*LINK)
    assert (claim.date_text, claim.date) == (words, date)


def test_the_words_are_kept_where_the_year_is_unknown(read) -> None:
    claim = read("Soldiers arrested Tomas Reld on May 26.").claim(*LINK)
    assert (claim.date_text, claim.date) == ("May 26", None)


def test_each_event_has_its_own_date(read) -> None:
    found = read("Soldiers arrested Tomas Reld on May 3, and police released Anna Holt on May 9.", "2021-06-15")
    assert found.claim(*LINK).date == "2021-05-03"
    assert found.claim("police", "releases", "Anna Holt").date == "2021-05-09"


def test_the_date_of_another_event_is_not_taken(read) -> None:
    found = read("Soldiers who arrested Tomas Reld met Anna Holt on Monday.")
    assert found.claim(*LINK).date_text is None
    assert found.claim("Soldiers", "met_with", "Anna Holt").date_text == "Monday"


def test_a_day_to_come_is_not_put_in_the_past(read) -> None:
    claim = read("Tomas Reld will meet Anna Holt on Friday.", "2021-06-15").claim("Tomas Reld", "met_with", "Anna Holt")
    assert claim.date_text == "Friday"
    assert claim.date in {None, "2021-06-18"}


@pytest.mark.parametrize(
    "text", ["The court sentenced Tomas Reld to ten years in prison.", "Police held Tomas Reld for two days."]
)
def test_how_long_is_not_when(read, text: str) -> None:
    (claim,) = read(text).reading.claims
    assert claim.date_text is None


def test_where_it_happened(read) -> None:
    claim = read("In Mali, soldiers killed two men.").claim("soldiers", "kills", "two men")
    assert (claim.place, claim.place_text) == ("Mali", "Mali")
