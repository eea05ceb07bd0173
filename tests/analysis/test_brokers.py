"""Who connects two groups, asked of a store and of a graph: sides, shares, ways with their sentences, hubs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from invented import Article, C, O, P, make_store

from graphbuild.analysis import Connection, brokers_between
from graphbuild.cli import main
from graphbuild.core.errors import UnknownActorError, UsageError
from graphbuild.core.model import ActorType, Status
from graphbuild.evidence.link import EVERY_STATUS
from graphbuild.graph.graph import load

PAIRS = [
    *[("Ana Bell", "Mill Board"), ("Bo Carr", "Mill Board"), ("Cy Dorn", "Mill Board"), ("Bo Carr", "Dee Elm")],
    *[("Dee Elm", "Salt Fund"), ("Cy Dorn", "Fay Gill"), ("Fay Gill", "Hal Irwin"), ("Hal Irwin", "Salt Fund")],
    *[("Jo Kent", "Salt Fund"), ("Ana Bell", "Norland"), ("Jo Kent", "Norland"), ("Max Nye", "Oak Trust")],
]
KINDS: dict[str, ActorType] = {"Mill Board": O, "Salt Fund": O, "Oak Trust": O, "Norland": C}


def article(pairs: list[tuple[str, str]], status: Status = Status.ASSERTED) -> Article:
    made = Article("web", " ".join(f"{one} supports {other}." for one, other in pairs), outlet="Northern Courier")
    for name in dict.fromkeys(name for pair in pairs for name in pair):
        made.actor(name, KINDS.get(name, P))
    for one, other in pairs:
        made.claim(one, "supports", other, f"{one} supports {other}.", "supports", status=status)
    return made


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("brokers") / "graph.db", [article(PAIRS).reading()])


@pytest.fixture(params=["store", "graph"])
def source(request: pytest.FixtureRequest, store: Path) -> Any:
    return store if request.param == "store" else load(store, status=EVERY_STATUS, min_confidence=0, unlinked=True)


def told(found: Connection) -> dict[str, tuple[float, bool]]:
    return {broker.actor.name: (round(broker.share, 3), broker.only) for broker in found.brokers}


def way(found: Connection, at: int = 0) -> list[str]:
    return [str(link.best.sentence) for link in found.brokers[at].way]


def test_between_two_actors_stand_those_on_the_shortest_ways(source: Any) -> None:
    found = brokers_between(source, "Ana Bell", "Jo Kent")
    whole = {"Bo Carr": (1.0, False), "Dee Elm": (1.0, False), "Mill Board": (1.0, True), "Salt Fund": (1.0, True)}
    assert told(found) == whole, "the country is left out; without the board or the fund there is no way at all"
    assert way(found) == [
        "Ana Bell supports Mill Board.",
        "Bo Carr supports Mill Board.",
        "Bo Carr supports Dee Elm.",
        "Dee Elm supports Salt Fund.",
        "Jo Kent supports Salt Fund.",
    ]
    assert [broker.ties for broker in found.brokers] == [(1, 0), (0, 1), (0, 0), (0, 0)]
    assert (found.n_direct, found.direct, found.sampled, found.by_hubs) == (0, (), None, False)


def test_hubs_count_where_they_are_asked_for(source: Any) -> None:
    assert told(brokers_between(source, "Ana Bell", "Jo Kent", hubs="allow")) == {"Norland": (1.0, False)}
    through = brokers_between(source, "Norland", "Salt Fund")
    assert told(through) == {"Jo Kent": (1.0, False)}, "a country that is named is there"


def test_with_their_people_the_two_sides_meet(source: Any) -> None:
    found = brokers_between(source, "Mill Board", "Salt Fund", depth=1)
    assert found.one.members[1:] == ("p-ana-bell", "p-bo-carr", "p-cy-dorn")
    assert set(found.other.members[1:]) == {"p-dee-elm", "p-hal-irwin", "p-jo-kent"}
    assert [link.best.sentence for link in found.direct] == ["Bo Carr supports Dee Elm."]
    assert list(told(found)) == ["Fay Gill"]
    assert found.brokers[0].ties == (1, 1)


def test_who_is_as_near_to_both_is_between(source: Any) -> None:
    found = brokers_between(source, "Bo Carr", "Salt Fund", depth=1)
    assert "p-dee-elm" not in (*found.one.members, *found.other.members)
    assert "Dee Elm" in told(found)
    assert "o-mill-board" in found.one.members


def test_several_communities_and_types_are_sides(source: Any) -> None:
    both = brokers_between(source, "Ana Bell; Cy Dorn", ["Salt Fund", "Jo Kent"])
    assert both.one.members == ("p-ana-bell", "p-cy-dorn")
    assert both == brokers_between(source, ["p-ana-bell", "cy dorn"], "Salt Fund;Jo Kent")
    types = brokers_between(source, "Ana Bell", "type:organization")
    assert set(types.other.members) == {"o-mill-board", "o-salt-fund", "o-oak-trust"}
    numbered = brokers_between(source, "community:0", "community:1")
    assert not set(numbered.one.members) & set(numbered.other.members)
    assert numbered.brokers or numbered.direct
    named = brokers_between(source, "Ana Bell", "type:person")
    assert "p-ana-bell" not in named.other.members, "who is named is on that side alone"


def test_the_filters_hold(source: Any, tmp_path: Path) -> None:
    assert not told(brokers_between(source, "Ana Bell", "Jo Kent", relation="arrests"))
    denied = make_store(tmp_path / "graph.db", [article(PAIRS, Status.DENIED).reading()])
    assert not told(brokers_between(denied, "Ana Bell", "Jo Kent"))
    assert told(brokers_between(denied, "Ana Bell", "Jo Kent", status="denied"))


def test_no_way_is_no_error_and_says_why(source: Any) -> None:
    apart = brokers_between(source, "Ana Bell", "Oak Trust", hubs="allow")
    assert (apart.brokers, apart.direct, apart.by_hubs) == ((), (), False)


@pytest.mark.parametrize(
    ("sides", "options", "error", "said"),
    [
        (("Ana Bell", "ana bell"), {}, UsageError, "both sides"),
        (("Ana Bell", "community:99"), {}, UsageError, "community 99"),
        (("Ana Bell", "community:x"), {}, UsageError, "numbers"),
        (("Ana Bell", "type:robot"), {}, UsageError, "person"),
        (("Ana Bell", " ; "), {}, UsageError, "somebody"),
        (("Ana Bell", "Jo Kant"), {}, UnknownActorError, "Jo Kent"),
        (("Ana Bell", "Jo Kent"), {"hubs": "maybe"}, UsageError, "avoid"),
        (("Ana Bell", "Jo Kent"), {"depth": -1}, UsageError, "depth"),
        (("Ana Bell", "Jo Kent"), {"limit": 0}, UsageError, "at least one"),
    ],
)
def test_what_makes_no_sense(
    store: Path, sides: tuple[str, str], options: dict[str, Any], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        brokers_between(store, *sides, **options)


@pytest.fixture
def run(store: Path) -> Callable[..., Result]:
    return lambda *args: CliRunner().invoke(main, ["brokers", *args, "--graph", str(store)], prog_name="graphbuild")


def test_on_the_command_line(run: Callable[..., Result]) -> None:
    shown = run("Ana Bell", "Jo Kent")
    assert shown.exit_code == 0
    assert "Between Ana Bell and Jo Kent: 4 brokers, 0 pairs linked directly" in shown.stdout
    assert "1. Mill Board (organization), all of the shortest ways" in shown.stdout
    assert shown.stdout.count("“Bo Carr supports Dee Elm.”") == 1, "one way is shown once"
    assert shown.stdout.count("on the same way as 1") == 3
    around = run("Mill Board", "Salt Fund", "--depth", "1").stdout
    assert "Between Mill Board (and 3 more) and Salt Fund (and 3 more)" in around
    assert "Linked directly (1)" in around
    assert len(run("Ana Bell", "Jo Kent", "--limit", "2").stdout.split("of the shortest ways")) == 3
    alone = run("Bo Carr", "Dee Elm").stdout
    assert "Nobody is between them" in alone and "--depth" in alone
    nothing = run("Ana Bell", "Max Nye")
    assert (nothing.exit_code, nothing.stdout) == (0, "No way from Ana Bell to Max Nye.\n")


def test_a_way_through_hubs_alone_is_said(tmp_path: Path) -> None:
    path = make_store(tmp_path / "graph.db", [article([("Ana Bell", "Norland"), ("Jo Kent", "Norland")]).reading()])
    args = ["brokers", "Ana Bell", "Jo Kent", "--graph", str(path)]
    assert "--hubs allow" in CliRunner().invoke(main, args).stdout
    assert "Norland (country), all of the shortest ways" in CliRunner().invoke(main, [*args, "--hubs", "allow"]).stdout


def test_as_json(run: Callable[..., Result], store: Path) -> None:
    record = json.loads(run("Ana Bell", "Jo Kent", "--json").stdout)
    assert record == brokers_between(store, "Ana Bell", "Jo Kent").as_record()
    assert [link["relation"] for link in record["brokers"][0]["way"]] == ["supports"] * 5
    assert record["one"]["members"] == ["p-ana-bell"]
