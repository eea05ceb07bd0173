"""An actor in the order of time: each link under each of its dates, or under the day on which it was reported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import Article, O, P, make_store

from graphbuild.answers.timeline import Timeline, timeline
from graphbuild.core.errors import UnknownActorError, UsageError
from graphbuild.core.periods import period
from graphbuild.evidence.link import EVERY_STATUS
from graphbuild.graph.graph import load


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("timeline") / "graph.db")


@pytest.fixture(params=["store", "graph"])
def source(request: pytest.FixtureRequest, store: Path) -> Any:
    if request.param == "store":
        return store
    return load(store, status=EVERY_STATUS, min_confidence=0, open_claims=True, unlinked=True)


def told(found: Timeline) -> list[tuple[str | None, bool, str]]:
    return [(entry.date, entry.dated, entry.link.relation) for entry in found.entries]


def test_what_happened_comes_in_the_order_of_time(source: Any) -> None:
    assert told(timeline(source, "Mira Voss")) == [
        ("2021", True, "met_with"),
        ("2022-03-03", True, "arrests"),
        ("2022-03-05", False, "leads"),
        ("2022-03-05", False, "arrests"),
        ("2022-04-01", False, "leads"),
    ]


def test_an_entry_holds_what_was_told_of_that_day_alone(source: Any) -> None:
    entries = [entry for entry in timeline(source, "Mira Voss").entries if entry.link.relation == "leads"]
    assert [[c.outlet for c in entry.link.evidence] for entry in entries] == [["Northern Courier"], ["Evening Gazette"]]
    assert [entry.link.n_outlets for entry in entries] == [1, 1]


def test_what_nothing_dates_comes_last(source: Any) -> None:
    assert told(timeline(source, "Isle Choir")) == [(None, False, "member_of")]


def test_the_filters_hold(source: Any) -> None:
    assert told(timeline(source, "Mira Voss", until="2021")) == [("2021", True, "met_with")]
    assert told(timeline(source, "Mira Voss", other="Tomas Reld", relation="met_with")) == [("2021", True, "met_with")]
    assert told(timeline(source, "Anna Holt", status="denied")) == [("2022-03-05", False, "arrests")]


def test_its_record(source: Any) -> None:
    record = timeline(source, "Mira Voss").as_record()
    assert record["actor"]["id"] == "p-mira-voss"
    assert list(record["entries"][0]) == ["date", "dated", "link"]
    assert record["entries"][0]["link"]["evidence"][0]["date"] == "2021"


def test_what_goes_wrong_is_named(store: Path) -> None:
    with pytest.raises(UnknownActorError):
        timeline(store, "Nobody Known")
    with pytest.raises(UsageError):
        timeline(store, "Mira Voss", since="soon")


@given(st.lists(st.sampled_from(["2020", "2020-05", "2020-05-02", "2019-12-31", "spring", None]), max_size=6))
@settings(max_examples=25, deadline=None)
def test_no_claim_is_lost_or_out_of_order(tmp_path_factory: pytest.TempPathFactory, dates: list[str | None]) -> None:
    sentences = [f"Ana Bell leads the Mill Board, {n}." for n in range(len(dates))]
    a = Article("x", " ".join(["Ana Bell. Mill Board.", *sentences]), published="2020-02-03T04:05:06Z")
    a.actor("Ana Bell", P)
    a.actor("Mill Board", O)
    for sentence, date in zip(sentences, dates, strict=True):
        a.claim("Ana Bell", "leads", "Mill Board", sentence, "leads", date=date)
    found = timeline(make_store(tmp_path_factory.mktemp("t") / "graph.db", [a.reading()]), "Ana Bell").entries
    assert sum(entry.link.weight for entry in found) == len(dates)
    assert all(entry.date == "2020-02-03" for entry in found if not entry.dated)
    begun = [period(entry.date).first for entry in found if entry.date]  # type: ignore[union-attr]
    assert begun == sorted(begun)
