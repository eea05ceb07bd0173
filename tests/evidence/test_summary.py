"""The summaries of links in a store say the same as all the claims do, and `check` sees where they do not."""

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

from graphbuild.analysis.statistics import figures_of
from graphbuild.answers.links import answer
from graphbuild.core.model import Reading, Status
from graphbuild.evidence.summary import BEST_FIRST_SQL, best_first
from graphbuild.graph.filters import filters
from graphbuild.graph.graph import load
from graphbuild.graph.view import GraphView, StoreView
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
    """Asks of every actor once by the summaries and once by all claims; gives the number of links."""
    wanted, n = filters(**options), 0  # type: ignore[arg-type]
    with Store.open(path) as store:
        view, slow = StoreView(store), StoreView(store)
        assert view.summarized
        slow.summarized = False
        quick_facts, slow_facts = view.links(wanted), slow.links(wanted)
        assert list(quick_facts.facts()) == list(slow_facts.facts())
        assert figures_of(view, wanted) == figures_of(slow, wanted)
        for actor in list(store.actors())[:actors]:
            quick, full = answer(view, actor.id, wanted), answer(slow, actor.id, wanted)
            assert quick == full
            brief = answer(view, actor.id, wanted, brief=True)
            assert [replace(link, evidence=link.evidence[:1]) for link in full.links] == list(brief.links)
            few = answer(view, actor.id, wanted, limit=2)
            assert few.total == full.total == len(full.links)
            assert best_first(few.links) == best_first(full.links)[:2]
            ends = {actor.id, *(link.other(actor.id) for link in few.links)}
            assert sorted(quick_facts.facts(ends)) == sorted(slow_facts.facts(ends))
            n += len(full.links)
    return n


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return synthetic.make(tmp_path_factory.mktemp("summaries") / "graph.db", 1_500)


@pytest.mark.parametrize("options", [{}, {"open_claims": True}, {"relation": ["member_of", "attacks"]}])
def test_summaries_answer_as_the_claims_do(tmp_path: Path, large: Path, options: dict[str, object]) -> None:
    assert held_against_the_claims(make_store(tmp_path / "graph.db"), **options)
    assert held_against_the_claims(large, actors=60, **options) > 60


def led(path: Path) -> int:
    """Asks for the claims that some actors lead; gives how many there are of all actors."""
    with Store.open(path) as store:
        ids, n = list(store.actor_ids()), 0
        for some in (set(ids[at : at + 7]) for at in range(0, len(ids), 7)):
            found = list(store.claims(actors=some, leading=True))
            assert found == [claim for claim in store.claims(actors=some) if claim.subject in some]
            n += len(found)
        assert n == len(list(store.claims()))
    return n


def test_claims_that_an_actor_leads_are_those_of_which_it_is_the_subject(tmp_path: Path, large: Path) -> None:
    """Also where the ends of a relation without direction are turned, and where corrections move mentions."""
    path, file = make_store(tmp_path / "graph.db"), tmp_path / "corrections.toml"
    assert led(path)
    assert led(large) > 1_000
    file.write_text(CORRECTIONS, encoding="utf-8")
    with Store.write(path) as store:
        judge_store(store, relations(), read_corrections(file))
    assert led(path)


def test_corrections_reach_the_summaries(tmp_path: Path) -> None:
    path, file = make_store(tmp_path / "graph.db"), tmp_path / "corrections.toml"
    file.write_text(CORRECTIONS, encoding="utf-8")
    before = held_against_the_claims(path)
    with Store.write(path) as store:
        notices = judge_store(store, relations(), read_corrections(file))
        assert not notices
        keys = {link.key for link in store.links_of("p-mira-voss")}
        assert keys == {"leads", "met_with", "allied_with", "other:anger"}
        assert check(store, relations()) == []
    assert held_against_the_claims(path) == before
    with Store.write(path) as store:
        judge_store(store, relations(), Corrections(path=file))
    assert held_against_the_claims(path) == before


def test_what_is_added_and_removed_reaches_the_summaries(tmp_path: Path) -> None:
    path = make_store(tmp_path / "graph.db", readings()[:1])
    with Store.write(path) as store:
        store.add(readings())
        assert not store.has_links, "while it is still to be judged who is who, the claims answer"
        judge_store(store, relations())
        assert store.has_links
    whole = held_against_the_claims(path)
    with Store.write(path) as store:
        store.remove(["gazette"])
        judge_store(store, relations())
        assert check(store, relations()) == []
    assert held_against_the_claims(path) < whole


def test_a_store_without_summaries_answers_all_the_same(tmp_path: Path) -> None:
    path = make_store(tmp_path / "graph.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE link")
        connection.commit()
    with Store.open(path) as store:
        view = StoreView(store)
        assert not view.summarized
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
def test_check_sees_a_summary_that_is_not_what_the_claims_make_it(tmp_path: Path, change: str) -> None:
    path = make_store(tmp_path / "graph.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(change)
        connection.commit()
    with Store.open(path) as store:
        faults = check(store, relations())
    assert faults
    assert FaultKind.LINK in {fault.kind for fault in faults} <= {FaultKind.LINK, FaultKind.COUNT}


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
def test_whatever_is_said_summaries_and_claims_agree(
    tmp_path_factory: pytest.TempPathFactory, content: tuple[Reading, ...]
) -> None:
    path = make_store(tmp_path_factory.mktemp("summaries") / "graph.db", content)
    held_against_the_claims(path)
    with Store.open(path) as store:
        assert not [fault for fault in check(store, relations()) if fault.kind is FaultKind.LINK]


def test_a_link_asked_for_in_brief_keeps_its_place(tmp_path: Path) -> None:
    """Its place follows from the dates of all its claims, also of those that are left out."""
    sentence = ", ".join(NAMES) + "."
    a = Article("a", " ".join([sentence] * 4))
    for called, type_ in NAMES.items():
        a.actor(called, type_, country="VL" if type_ is C else None)
    said = [
        ("Bo Cole", "leads", "Mill Board", Status.ASSERTED, None),
        ("Bo Cole", "leads", "Mill Board", Status.ALLEGED, "2021-02-03"),
        ("Bo Cole", "commands", "Mill Board", Status.ASSERTED, "2020"),
    ]
    for n, (subject, relation, object_, status, date) in enumerate(said):
        fields = {"status": status, "confidence": 0.9, "date": date, "id": f"a{n}"}
        a.claim(subject, relation, object_, sentence, "Bo", **fields)
    path = make_store(tmp_path / "graph.db", (a.reading(),))
    assert held_against_the_claims(path)
    with Store.open(path) as store:
        brief = answer(StoreView(store), "Bo Cole", filters(), brief=True)
    assert [link.relation for link in brief.links] == ["leads", "commands"]


@given(st.tuples(articles("a"), articles("b")))
@settings(max_examples=10, deadline=None)
def test_sql_orders_links_as_python_does(
    tmp_path_factory: pytest.TempPathFactory, content: tuple[Reading, ...]
) -> None:
    path = make_store(tmp_path_factory.mktemp("order") / "graph.db", content)
    with Store.open(path) as store:
        ordered = store._rows(f'SELECT subject, "key", object FROM link ORDER BY {BEST_FIRST_SQL}')
        assert list(ordered) == [link.link_key for link in best_first(store.links())]


@pytest.mark.parametrize(
    "options",
    [
        {"status": ["denied", "asserted"], "open_claims": True},
        {"min_confidence": 0.8},
        {"since": "2020", "relation": ["leads", "met_with"]},
        {"source": ["Northern Courier"]},
    ],
    ids=str,
)
def test_facts_are_those_of_the_links_whatever_is_asked(tmp_path: Path, options: dict[str, object]) -> None:
    """Also of a graph that is loaded, which holds its denials in part only."""
    wanted = filters(**options)  # type: ignore[arg-type]
    path = make_store(tmp_path / "graph.db")
    with Store.open(path) as store:
        for view in (StoreView(store), GraphView(load(path)), GraphView(load(path, status=list(Status)))):
            links = wanted.links(view)
            assert list(view.links(wanted).facts()) == [link.facts for link in links]
            for actor in view.actors():
                some = [link.facts for link in links if actor.id in (link.subject, link.object)]
                assert sorted(view.links(wanted).facts({actor.id})) == some
                found, total = view.links(wanted).summaries(actor.id, limit=2)
                assert (total, [link.facts for link in found]) == (
                    len(some),
                    [
                        link.facts
                        for link in best_first(link for link in links if actor.id in (link.subject, link.object))
                    ][:2],
                )
