"""The links that a store keeps in brief say the same as all the claims do, and `check` sees where they do not."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from folders import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import Article, C, O, P, make_store, readings, relations

from graphbuild.answers.links import answer, rank
from graphbuild.core.model import Reading, Status
from graphbuild.graph.filters import filters
from graphbuild.graph.view import StoreView
from graphbuild.resolution.corrections import Corrections
from graphbuild.resolution.corrections.file import read as read_corrections
from graphbuild.store import Store
from graphbuild.workflow.judge import judge_store
from graphbuild.workflow.verify import FaultKind, check

sys.path.append(str(ROOT / "benchmarks"))

import synthetic

CORRECTIONS = """
[[correction]]
do = "reject"
subject = "o-port-police"
relation = "arrests"
object = "p-mira-voss"

[[correction]]
do = "add"
subject = "p-mira-voss"
relation = "allied_with"
object = "p-anna-holt"
source = "the register"

[[correction]]
do = "split"
actor = "p-tomas-reld"
mentions = ["gazette:0-10"]
name = "Tomas Reld the Younger"
"""


def held_against_the_claims(path: Path, *, actors: int = 1000, **options: object) -> int:
    """Asks of every actor once by the ties and once by all claims; gives the number of links."""
    wanted, n = filters(**options), 0  # type: ignore[arg-type]
    with Store.open(path) as store:
        view, slow = StoreView(store), StoreView(store)
        assert view.tied
        slow.tied = False
        for actor in list(store.actors())[:actors]:
            quick, full = answer(view, actor.id, wanted), answer(slow, actor.id, wanted)
            assert quick == full
            brief = answer(view, actor.id, wanted, brief=True)
            assert [replace(link, evidence=link.evidence[:1]) for link in full.links] == list(brief.links)
            few = answer(view, actor.id, wanted, limit=2)
            assert few.total == full.total == len(full.links)
            assert sorted(few.links, key=rank) == sorted(full.links, key=rank)[:2]
            n += len(full.links)
    return n


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return synthetic.make(tmp_path_factory.mktemp("ties") / "graph.db", 1_500)


@pytest.mark.parametrize("options", [{}, {"open_claims": True}, {"relation": ["member_of", "attacks"]}])
def test_ties_give_the_answers_that_the_claims_give(tmp_path: Path, large: Path, options: dict[str, object]) -> None:
    assert held_against_the_claims(make_store(tmp_path / "graph.db"), **options)
    assert held_against_the_claims(large, actors=60, **options) > 60


def test_corrections_reach_the_ties(tmp_path: Path) -> None:
    path, file = make_store(tmp_path / "graph.db"), tmp_path / "corrections.toml"
    file.write_text(CORRECTIONS, encoding="utf-8")
    before = held_against_the_claims(path)
    with Store.write(path) as store:
        notices = judge_store(store, relations(), read_corrections(file))
        assert not notices
        assert {tie.key for tie in store.ties_of("p-mira-voss")} == {"leads", "met_with", "allied_with", "other:anger"}
        assert check(store, relations()) == []
    assert held_against_the_claims(path) == before
    with Store.write(path) as store:
        judge_store(store, relations(), Corrections(path=file))
    assert held_against_the_claims(path) == before


def test_what_is_added_and_removed_reaches_the_ties(tmp_path: Path) -> None:
    path = make_store(tmp_path / "graph.db", readings()[:1])
    with Store.write(path) as store:
        store.add(readings())
        assert not store.has_ties, "while it is still to be judged who is who, the claims answer"
        judge_store(store, relations())
        assert store.has_ties
    whole = held_against_the_claims(path)
    with Store.write(path) as store:
        store.remove(["gazette"])
        judge_store(store, relations())
        assert check(store, relations()) == []
    assert held_against_the_claims(path) < whole


def test_a_store_without_ties_answers_all_the_same(tmp_path: Path) -> None:
    path = make_store(tmp_path / "graph.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE link")
        connection.commit()
    with Store.open(path) as store:
        view = StoreView(store)
        assert not view.tied
        assert len(answer(view, "Mira Voss", filters(), limit=2).links) == 2
        assert check(store, relations()) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE link SET n_outlets = 9 WHERE key = 'leads'",
        "DELETE FROM link WHERE key = 'arrests'",
        "UPDATE link SET key = 'aids' WHERE key = 'funds'",
    ],
)
def test_check_sees_a_tie_that_is_not_what_the_claims_make_it(tmp_path: Path, change: str) -> None:
    path = make_store(tmp_path / "graph.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(change)
        connection.commit()
    with Store.open(path) as store:
        faults = check(store, relations())
    assert faults
    assert {fault.kind for fault in faults} == {FaultKind.LINK}


NAMES = {"Ana Bell": P, "Bo Cole": P, "Mill Board": O, "Velland": C}


@st.composite
def articles(draw: st.DrawFn, name: str) -> Reading:
    rows = draw(
        st.lists(
            st.tuples(
                st.permutations(list(NAMES)),
                st.sampled_from(["leads", "met_with", "other", "commands"]),
                st.sampled_from(list(Status)),
                st.sampled_from([0.3, 0.5, 0.9]),
                st.sampled_from([None, "2020", "2021-02-03"]),
            ),
            max_size=6,
        )
    )
    sentence = ", ".join(NAMES) + "."
    outlet = draw(st.sampled_from([None, "Courier", "Gazette"]))
    a = Article(name, " ".join([sentence] * (len(rows) + 1)), outlet=outlet)
    for called, type_ in NAMES.items():
        a.actor(called, type_, country="VL" if type_ is C else None)
    for n, (ends, relation, status, confidence, date) in enumerate(rows):
        fields = {"status": status, "confidence": confidence, "date": date, "id": f"{name}{n}"}
        a.claim(ends[0], relation, ends[1], sentence, "Bo", **fields)
    return a.reading()


@given(st.tuples(articles("a"), articles("b"), articles("c")))
@settings(max_examples=25, deadline=None)
def test_whatever_is_said_ties_and_claims_agree(
    tmp_path_factory: pytest.TempPathFactory, content: tuple[Reading, ...]
) -> None:
    path = make_store(tmp_path_factory.mktemp("ties") / "graph.db", content)
    held_against_the_claims(path)
    with Store.open(path) as store:
        assert not [fault for fault in check(store, relations()) if fault.kind is FaultKind.LINK]
