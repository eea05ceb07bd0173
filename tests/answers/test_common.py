"""Whom several actors are all linked to, asked of a store and of a graph."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from invented import make_store

from graphbuild.answers.common import Common, common
from graphbuild.core.errors import UnknownActorError, UsageError
from graphbuild.evidence.link import EVERY_STATUS
from graphbuild.graph.graph import load


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("common") / "graph.db")


@pytest.fixture(params=["store", "graph"])
def source(request: pytest.FixtureRequest, store: Path) -> Any:
    if request.param == "store":
        return store
    return load(store, status=EVERY_STATUS, min_confidence=0, open_claims=True, unlinked=True)


def told(found: Common) -> dict[str, list[str]]:
    return {one.actor.name: [link.relation for link in one.links] for one in found.shared}


def test_whom_both_are_linked_to(source: Any) -> None:
    found = common(source, ["Anna Holt", "Mira Voss"])
    assert [actor.name for actor in found.among] == ["Anna Holt", "Mira Voss"]
    assert told(found) == {"Port police": ["arrests", "arrests"], "Tomas Reld": ["family_of", "met_with"]}
    assert told(common(source, ["Mira Voss", "Tomas Reld", "Port police"])) == {}
    assert told(common(source, ["Mira Voss", "Tomas Reld"])) == {"Harbour Union": ["leads", "funds"]}


def test_the_filters_hold(source: Any) -> None:
    arrested = told(common(source, ["Anna Holt", "Mira Voss"], relation="arrests"))
    assert arrested == {"Port police": ["arrests", "arrests"]}
    assert told(common(source, ["Anna Holt", "Mira Voss"], until="2021")) == {}
    assert told(common(source, ["Jon Reld", "Ida Brok"])) == {}
    either = ["asserted", "hypothetical"]
    assert told(common(source, ["Jon Reld", "Ida Brok"], status=either)) == {"Isle Choir": ["member_of", "member_of"]}


def test_it_takes_two(store: Path) -> None:
    with pytest.raises(UsageError):
        common(store, ["Mira Voss", "voss"])
    with pytest.raises(UnknownActorError):
        common(store, ["Mira Voss", "Nobody Known"])
