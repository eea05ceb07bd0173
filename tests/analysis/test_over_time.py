"""The graph in periods, the network as of a day, and what has no date: counted, never dropped in silence."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import Article, O, P, make_store

from graphbuild.analysis.periods import MOST, Unit, axis_of
from graphbuild.analysis.statistics import stats
from graphbuild.answers.diff import diff
from graphbuild.answers.links import links
from graphbuild.answers.timeline import timeline
from graphbuild.cli import main
from graphbuild.core.errors import UsageError
from graphbuild.core.model import Status
from graphbuild.core.periods import period

TOLD: dict[str, tuple[str, str, dict[str, Any]]] = {
    "Ana Bell": ("leads", "since March", {"date": "2021-03", "date_from": "2021-03", "date_basis": "text"}),
    "Bo Tarn": ("leads", "until April", {"date_from": "2021-01", "date_to": "2021-04", "date_basis": "text"}),
    "Cy Dunn": ("attacks", "in May", {"date": "2021-05-02", "date_from": "2021-05-02", "date_to": "2021-05-02"}),
    "Di Ekow": ("attacks", "that year", {"date": "2021", "date_from": "2021", "date_to": "2021"}),
    "Ed Farr": ("leads", "now", {"date_from": "2021-06-15", "date_to": "2021-06-15", "date_basis": "article"}),
}


def article(name: str, published: str | None, told: dict[str, tuple[str, str, dict[str, Any]]]) -> Any:
    text = " ".join(f"{who} {verb} Mill Board {when}." for who, (verb, when, _) in told.items())
    made = Article(name, text, published=published, outlet="Courier")
    made.actor("Mill Board", O)
    for who, (verb, when, fields) in told.items():
        made.actor(who, P)
        status = Status.ENDED if when.startswith("until") else Status.ASSERTED
        made.claim(who, verb, "Mill Board", f"{who} {verb} Mill Board {when}.", verb, status=status, **fields)
    return made.reading()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    undated = article("d2", None, {"Gil Hart": ("attacks", "once", {})})
    return make_store(tmp_path_factory.mktemp("over") / "graph.db", [article("d1", "2021-06-15", TOLD), undated])


def test_each_month_has_its_figures(store: Path) -> None:
    found = stats(store, periods=True).over_time
    assert found is not None
    assert (found.unit, found.vague, found.undated) == ("month", 1, 1)
    rows = {one.row.name: (one.new, one.ended, one.links, one.actors) for one in found.periods}
    # Bo leads until the end of April, Ana from March on, Cy attacks in May, Di on some day of the year.
    assert rows["2021-01"] == (1, 0, 2, 3)
    assert rows["2021-03"] == (1, 0, 3, 4)
    assert rows["2021-04"] == (0, 1, 3, 4)
    assert rows["2021-05"] == (1, 0, 3, 4)
    assert rows["2021-06"] == (1, 0, 3, 4)
    assert {who.name for who, *_ in found.periods[0].central} == {"Mill Board", "Bo Tarn", "Di Ekow"}
    assert found.periods[0].central[0][0].name == "Mill Board"


def test_by_the_days_of_the_articles_all_is_told_in_one_month(store: Path) -> None:
    found = stats(store, periods=True, dates="reported").over_time
    assert found is not None
    assert [(one.row.name, one.new, one.ended) for one in found.periods] == [("2021-06", 5, 0)]


def test_the_unit_can_be_chosen(store: Path) -> None:
    found = stats(store, by="year").over_time
    assert found is not None
    assert [(one.row.name, one.new, one.ended) for one in found.periods] == [("2021", 5, 1)]
    assert found.vague == 0
    with pytest.raises(UsageError):
        stats(store, by="week")


def test_on_the_command_line(store: Path) -> None:
    shown = CliRunner().invoke(main, ["stats", "--graph", str(store), "--over-time"]).output
    assert "By month" in shown and "2021-04" in shown and "1 link without a date" in shown
    written = CliRunner().invoke(main, ["stats", "--graph", str(store), "--over-time", "--json"]).output
    record = json.loads(written)["over_time"]
    assert record["periods"][0]["period"] == "2021-01"
    assert record["periods"][3]["ended"] == 1 and record["periods"][3]["last"] == "2021-04-30"
    assert "over_time" not in json.loads(CliRunner().invoke(main, ["stats", "--graph", str(store), "--json"]).output)


def test_measures_as_of_a_day_are_those_of_the_network_then(store: Path) -> None:
    then = stats(store, measured=True, as_of="2021-02-01", dated=True)
    assert {actor.name for actor, *_ in then.top} == {"Mill Board", "Bo Tarn", "Di Ekow"}
    assert then.standing is not None and then.standing.measures["p-bo-tarn"].degree == 1
    later = stats(store, as_of="2021-06-01", dated=True)
    assert {actor.name for actor, *_ in later.top} == {"Mill Board", "Ana Bell", "Cy Dunn", "Di Ekow"}


def test_what_has_no_date_stays_and_is_counted(store: Path) -> None:
    asked = links(store, "Mill Board", since="2021-05", until="2021-05")
    assert {asked.actors[link.subject].name for link in asked.links} == {"Ana Bell", "Cy Dunn", "Di Ekow", "Gil Hart"}
    assert asked.undated == 1
    assert links(store, "Mill Board", since="2021-05", dated=True).undated == 0
    assert links(store, "Mill Board").undated is None
    assert timeline(store, "Mill Board", since="2021-05").undated == 1
    shown = CliRunner().invoke(main, ["links", "Mill Board", "--graph", str(store), "--since", "2021-05"]).output
    assert "5 links, 1 without a date" in shown
    shown = CliRunner().invoke(main, ["timeline", "Mill Board", "--graph", str(store)]).output
    assert "6 entries, 1 without a date" in shown
    shown = (
        CliRunner()
        .invoke(main, ["links", "Mill Board", "--graph", str(store), "--as-of", "2021-05-20", "--in", "--dated"])
        .output
    )
    assert "3 links" in shown and "without a date" not in shown


def test_a_link_of_another_time_is_a_change(store: Path, tmp_path: Path) -> None:
    ended = {**TOLD, "Ana Bell": ("leads", "since March", {"date_from": "2021-03", "date_to": "2021-05"})}
    new = make_store(tmp_path / "graph.db", [article("d1", "2021-06-15", ended)])
    found = diff(store, new)
    [change] = found.links_changed
    assert (change.spells_before, change.link.spells) == (("2021-03/..",), ("2021-03/2021-05",))
    assert not change.held_otherwise
    [record] = found.as_record()["links"]["changed"]
    assert record["before"]["spells"] == ["2021-03/.."] and record["spells"] == ["2021-03/2021-05"]
    shown = CliRunner().invoke(main, ["diff", str(store), str(new)]).output
    assert "Links of another time (1)" in shown and "(since 2021-03 before, 2021-03 to 2021-05 now)" in shown
    assert not diff(store, new, dates="reported").links_changed


@given(st.lists(st.dates(), min_size=1, max_size=12), st.sampled_from([None, Unit.YEAR, Unit.DECADE]))
@settings(max_examples=30, deadline=None)
def test_every_day_has_its_period(days: list[date], unit: Unit | None) -> None:
    axis = axis_of(days, unit)
    assert axis is not None
    for one, other in zip(axis.rows, axis.rows[1:], strict=False):
        assert (other.first - one.last).days == 1
    for day in days:
        at = axis.index(period(day.isoformat()))
        assert at is not None and axis.holds(at, [(day, day)])
        assert not any(axis.holds(near, [(day, day)]) for near in (at - 1, at + 1) if 0 <= near < len(axis.rows))
    assert unit is not None or axis.unit is Unit.DECADE or len(axis.rows) <= MOST
    assert axis_of([]) is None
