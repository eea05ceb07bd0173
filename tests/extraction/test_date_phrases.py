"""Date phrases: `data/date_phrases.txt`, one a line, each with the interval that it names."""

from __future__ import annotations

from datetime import date

import pytest
from folders import DATA
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild.core.periods import period
from graphbuild.extraction.claims.dates.lexer import WORDS
from graphbuild.extraction.claims.dates.phrases import Bound, phrase, resolved
from graphbuild.extraction.claims.dates.units import Anchor

DAY = date(2024, 10, 16)  # a Wednesday
LEAST = 0.95
"""The share of the phrases that has to be right."""

CASES = [
    [part.strip() for part in line.split("|")]
    for line in (DATA / "date_phrases.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
OPEN_BEFORE = {Bound.UNTIL, Bound.BY, Bound.BEFORE}
OPEN_BEHIND = {Bound.SINCE, Bound.AFTER, Bound.LENGTH}


def interval(words: str, event: str, ahead: str) -> tuple[str, str]:
    """The two ends of a phrase as the table writes them."""
    found = resolved(words, Anchor(DAY, None if event == "-" else event, ahead == "a"))
    if not found:
        return "none", "none"
    [piece] = found
    first = "-" if piece.bound in OPEN_BEFORE else piece.stretch.first
    last = "-" if piece.bound in OPEN_BEHIND else piece.stretch.last
    return first, last


def test_there_are_many_phrases_of_many_kinds() -> None:
    assert len(CASES) >= 150
    assert len({case[4] for case in CASES}) > 0.95 * len(CASES)


def test_nearly_all_phrases_are_right() -> None:
    wrong = [case for case in CASES if interval(case[4], case[0], case[1]) != (case[2], case[3])]
    assert len(wrong) <= (1 - LEAST) * len(CASES), wrong


@pytest.mark.parametrize(
    ("words", "spells"),
    [
        ("in 2019 and again in 2023", [("2019", "2019"), ("2023", "2023")]),
        ("in 2014, 2016 and 2019", [("2014", "2014"), ("2016", "2016"), ("2019", "2019")]),
        ("on May 3 and 9", [("2024-05-03", "2024-05-03"), ("2024-05-09", "2024-05-09")]),
        ("from 2010 to 2012 and from 2015 to 2018", [("2010", "2012"), ("2015", "2018")]),
        ("on Sunday and Monday", [("2024-10-13", "2024-10-13"), ("2024-10-14", "2024-10-14")]),
        ("in 2015 and since 2019", [("2015", "2015"), ("2019", "2019")]),
    ],
)
def test_several_times_in_one_phrase(words: str, spells: list[tuple[str, str]]) -> None:
    assert [(one.stretch.first, one.stretch.last) for one in resolved(words, Anchor(DAY))] == spells


def test_a_number_behind_a_date_is_no_second_day() -> None:
    assert resolved("October 16, nine", Anchor(DAY)) == ()


def test_next_friday_may_be_of_this_week_or_of_the_next() -> None:
    [piece] = resolved("next Friday", Anchor(DAY, ahead=True))
    assert (piece.stretch.first, piece.stretch.last, piece.stretch.date) == ("2024-10-18", "2024-10-25", None)


@pytest.mark.parametrize(
    ("words", "stands_for"),
    [
        ("the spring of 2015", "2015"), ("the first half of 2021", "2021"), ("the first week of May", "2024-05"),
        ("last summer", None), ("last week", None), ("the 1990s", None), ("from 2015 to 2018", None),
    ],
)  # fmt: skip
def test_the_single_date_that_a_stretch_stands_for(words: str, stands_for: str | None) -> None:
    [piece] = resolved(words, Anchor(DAY))
    assert piece.stretch.date == stands_for


@pytest.mark.parametrize("words", ["Monday", "last year", "yesterday", "May 9", "from March to May", "two weeks ago"])
def test_nothing_where_the_article_has_no_date(words: str) -> None:
    assert phrase(words)
    assert resolved(words, Anchor(None)) == ()


MORE_WORDS = ["2019", "29", "1990s", "3rd", "-", ",", "2021-02-30", "13/14/2020", "9999", "0"]


@given(
    st.lists(st.sampled_from([*sorted(WORDS), *MORE_WORDS]), max_size=7).map(" ".join),
    st.sampled_from([Anchor(DAY, "2024-05-09"), Anchor(None), Anchor(date(1, 1, 1), "2020", True), Anchor(date.max)]),
)
@settings(max_examples=200, deadline=None)
def test_any_words_are_dates_of_the_calendar_or_none(words: str, anchor: Anchor) -> None:
    for piece in resolved(words, anchor):
        assert period(piece.stretch.first) is not None
        assert period(piece.stretch.last) is not None
