"""Answers: who is meant, who is linked to whom, by which chains, and what each filter leaves out."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import Article, C, O, P, make_store
from rapidfuzz import fuzz, process

import graphbuild
from graphbuild.analysis import measure
from graphbuild.analysis.statistics import figures_of
from graphbuild.answers.links import answer
from graphbuild.answers.neighbours import family_of
from graphbuild.answers.paths import chains
from graphbuild.answers.show import dossier_of
from graphbuild.answers.subgraph import part
from graphbuild.core.errors import GraphbuildError, StoreError, UnknownActorError, UsageError
from graphbuild.core.model import ActorType, Status
from graphbuild.core.names import name_key
from graphbuild.core.path_cost import HUBS, hop_cost, passing_cost
from graphbuild.core.periods import period
from graphbuild.evidence.link import EVERY_STATUS, SHOWN
from graphbuild.graph.filters import filters
from graphbuild.graph.find import NEAR_ENOUGH, SUGGESTIONS, find_actor, matching
from graphbuild.graph.graph import load
from graphbuild.graph.view import StoreView, View, viewing
from graphbuild.store import Store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("query") / "graph.db")


@pytest.fixture(params=["store", "graph"])
def source(request: pytest.FixtureRequest, store: Path) -> Any:
    """Everything is asked of a store and of a graph with all that the store holds."""
    if request.param == "store":
        return store
    return load(store, status=EVERY_STATUS, min_confidence=0, open_claims=True, unlinked=True)


def links(source: Any, actor: str, /, **options: Any) -> list[dict[str, Any]]:
    """The records of what `graphbuild.links` gives."""
    records: list[dict[str, Any]] = graphbuild.links(source, actor, **options).as_record()["links"]
    return records


def paths(source: Any, start: str, goal: str, /, **options: Any) -> list[list[dict[str, Any]]]:
    """The records of what `graphbuild.paths` gives."""
    records: list[list[dict[str, Any]]] = graphbuild.paths(source, start, goal, **options).as_record()["paths"]
    return records


def triples(records: list[dict[str, Any]]) -> set[tuple[str, str, str]]:
    return {(r["subject"]["name"], r["relation"], r["object"]["name"]) for r in records}


def found(source: Any, text: str) -> str:
    with viewing(source) as view:
        return find_actor(view, text).name


@pytest.mark.parametrize(
    "text",
    ["p-mira-voss", "Mira Voss", "mira voss", "VOSS", "Mira", "  mira   voss "],
)
def test_an_actor_is_found_by_id_name_alias_and_part_of_the_name(source: Any, text: str) -> None:
    assert found(source, text) == "Mira Voss"


def test_an_ambiguous_name_lists_the_candidates(source: Any) -> None:
    with pytest.raises(UnknownActorError) as caught:
        found(source, "reld")
    assert caught.value.candidates == ("p-tomas-reld", "p-jon-reld"), "those in most documents first"
    assert "Tomas Reld (person, 2 documents)" in caught.value.hint
    assert caught.value.exit_code == 7


def test_an_unknown_name_brings_those_that_come_near(source: Any) -> None:
    with pytest.raises(UnknownActorError) as caught:
        found(source, "Tomas Relt")
    assert caught.value.candidates[0] == "p-tomas-reld"
    with pytest.raises(UnknownActorError) as caught:
        found(source, "Qqqqq Zzzzz")
    assert caught.value.candidates == ()


def test_what_comes_near_is_what_comparing_all_names_finds(source: Any, odd: Path) -> None:
    """The names are compared in one piece; taken apart one by one they give the same."""
    for graph, text in [
        (source, "Tomas Relt"),
        (source, "habour unoin"),
        (odd, "O Brin"),
        (odd, "Muller und sons"),
        (odd, "q"),
    ]:
        with viewing(graph) as view:
            ids: dict[str, set[str]] = {}
            for name, id_ in view.names():
                ids.setdefault(name_key(name), set()).add(id_)
            keys = sorted(ids)
            hits = process.extract(
                name_key(text), keys, scorer=fuzz.WRatio, limit=SUGGESTIONS, score_cutoff=NEAR_ENOUGH
            )
            near = dict.fromkeys(id_ for key, _, _ in hits for id_ in sorted(ids[key]))
            with pytest.raises(UnknownActorError) as caught:
                find_actor(view, text)
            assert list(caught.value.candidates) == list(near)[:SUGGESTIONS]


def test_a_name_of_its_own_comes_before_an_alias_of_another(tmp_path: Path) -> None:
    a = Article("x", "Velland spoke. The Velland government met Velland.")
    a.actor("Velland", C, country="VL")
    a.actor("Velland government", ActorType.GOVERNMENT, aliases=("Velland",))
    path = make_store(tmp_path / "graph.db", [a.reading()])
    assert found(path, "velland") == "Velland"


@given(st.text(max_size=30))
@settings(max_examples=60)
def test_no_name_that_is_typed_breaks_the_search(store: Path, text: str) -> None:
    try:
        found(store, text)
    except UnknownActorError as error:
        assert error.hint


ODD_NAMES = ["Vélde Guard", "U.S. Marines", "O’Neil & Sons", "al-Kadhimi", "Łukasz Ørsted", "Straße 9", "Velde  Choir"]


@given(st.sampled_from(ODD_NAMES), st.integers(0, 3), st.integers(1, 9))
@settings(max_examples=60, deadline=None)
def test_a_part_of_any_name_finds_it_however_it_is_written(odd: Path, name: str, first: int, length: int) -> None:
    words = name_key(name).split()[first:] or name_key(name).split()
    with viewing(odd) as view:
        beginnings = " ".join(word[:length] for word in words)
        assert name in {called for actor in matching(view, beginnings) for called in (actor.name, *actor.aliases)}
        slow = {id_ for called, id_ in view.names() if set(words) <= set(name_key(called).split())}
        quick = {id_ for called, id_ in view.names(words) if set(words) <= set(name_key(called).split())}
        assert quick == slow


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    a = Article("odd", ". ".join(ODD_NAMES))
    for name in ODD_NAMES:
        a.actor(name, O)
    return make_store(tmp_path_factory.mktemp("odd") / "graph.db", [a.reading()])


def test_links_are_found_from_both_ends_and_ranked(source: Any) -> None:
    records = links(source, "Mira Voss")
    assert [r["relation"] for r in records] == ["leads", "arrests", "met_with"]
    assert triples(records) == {
        ("Mira Voss", "leads", "Harbour Union"),
        ("Port police", "arrests", "Mira Voss"),
        ("Mira Voss", "met_with", "Tomas Reld"),
    }
    assert [r["n_outlets"] for r in records] == [2, 1, 1]


def test_the_shape_of_a_link(source: Any) -> None:
    [record] = links(source, "Tomas Reld", relation="funds")
    ends = ["subject", "relation", "label", "object"]
    counts = ["status", "disputed", "weight", "n_outlets", "guess", "confidence", "review", "evidence"]
    assert list(record) == [*ends, *counts]
    assert record["subject"] == {"id": "p-tomas-reld", "name": "Tomas Reld", "type": "person"}
    [evidence] = record["evidence"]
    assert evidence["sentence"] == "Tomas Reld allegedly funds the Harbour Union, Port police said."
    assert (evidence["status"], evidence["cue"]) == ("alleged", "allegedly")
    assert evidence["attributed_to"] == "o-port-police"
    start = evidence["sentence_start"]
    words = evidence["sentence"][evidence["trigger_start"] - start : evidence["trigger_end"] - start]
    assert words == "funds"


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"relation": "leads"}, {"leads"}),
        ({"relation": ["supports"]}, set()),
        ({"relation": "member_of"}, {"leads"}),
        ({"relation": ["leads", "arrests"]}, {"leads", "arrests"}),
        ({"source": "northern courier"}, {"leads", "arrests"}),
        ({"source": ["Evening Gazette"]}, {"leads", "met_with"}),
        ({"min_confidence": 0.85}, {"leads", "arrests"}),
        ({"since": "2022-03-04"}, {"leads", "arrests"}),
        ({"since": "2022-03-04", "source": "Northern Courier"}, {"leads", "arrests"}),
        ({"until": "2021"}, {"met_with"}),
        ({"until": "2022-03-03"}, {"arrests", "met_with"}),
        ({"since": "2021-06", "until": "2021-07"}, {"met_with"}),
        ({"as_of": "2022-03-31"}, {"leads", "arrests", "met_with"}),
        ({"as_of": "2022-03-04", "dates": "reported"}, set()),
        ({"as_of": "2022-03-31", "dates": "reported"}, {"leads", "arrests"}),
        ({"as_of": "2022-03-04"}, {"arrests", "met_with"}),
        ({"as_of": "2022-03-02"}, {"met_with"}),
        ({"as_of": "2021-05"}, {"met_with"}),
        ({"as_of": "2020"}, set()),
        ({"open_claims": True}, {"leads", "arrests", "met_with", "other"}),
        ({"relation": "other"}, {"other"}),
        ({"other": "tomas reld"}, {"met_with"}),
        ({"status": "denied"}, set()),
    ],
)
def test_each_filter(source: Any, options: dict[str, Any], expected: set[str]) -> None:
    assert {r["relation"] for r in links(source, "Mira Voss", **options)} == expected


def test_statuses(source: Any) -> None:
    assert [r["status"] for r in links(source, "Harbour Union", status="alleged")] == ["alleged"]
    [held] = links(source, "Anna Holt", relation="arrests")
    assert (held["status"], held["disputed"], held["weight"]) == ("asserted", True, 1)
    [denied] = links(source, "Anna Holt", status=["denied"])
    assert denied["status"] == "denied"
    assert links(source, "Ida Brok") == []
    assert len(links(source, "Ida Brok", status="hypothetical")) == 1


def test_a_graph_that_leaves_out_the_denial_still_says_disputed(store: Path) -> None:
    [held] = links(load(store), "Anna Holt", relation="arrests")
    assert held["disputed"]


def test_the_narrower_counts_only_where_it_fits_the_wider(tmp_path: Path) -> None:
    a = Article("x", "Ana is minister of Velland. Ana is minister at the Mill Board.")
    a.actor("Ana", P)
    a.actor("Velland", C, country="VL")
    a.actor("Mill Board", O)
    a.claim("Ana", "holds_office", "Velland", "Ana is minister of Velland.", "minister")
    a.claim("Ana", "holds_office", "Mill Board", "Ana is minister at the Mill Board.", "minister")
    path = make_store(tmp_path / "graph.db", [a.reading()])
    assert triples(links(path, "Ana", relation="member_of")) == {("Ana", "holds_office", "Mill Board")}
    assert len(links(path, "Ana", relation="holds_office")) == 2


@pytest.mark.parametrize(
    "options",
    [
        {"relation": "lead"},
        {"status": "sure"},
        {"since": "yesterday"},
        {"until": "2022-13"},
        {"as_of": "2022-02-30"},
        {"min_confidence": 1.5},
        {"limit": 0},
        {"depth": 0},
        {"since": "2022-03", "until": "2021"},
    ],
)
def test_filters_that_make_no_sense_are_named(store: Path, options: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        links(store, "Mira Voss", **options)


def test_an_unknown_relation_says_which_is_near(store: Path) -> None:
    with pytest.raises(UsageError) as caught:
        links(store, "Mira Voss", relation="lead")
    assert "leads" in caught.value.hint


def test_an_unknown_outlet_says_which_is_near(source: Any) -> None:
    with pytest.raises(UsageError) as caught:
        links(source, "Mira Voss", source=["Evening Gazette", "Northern Curier"])
    assert "'northern curier'" in caught.value.what
    assert caught.value.hint == "Did you mean Northern Courier?"


def test_depth_takes_in_the_links_among_neighbours(source: Any) -> None:
    near = triples(links(source, "Mira Voss", depth=1))
    assert ("Tomas Reld", "funds", "Harbour Union") in near, "between two neighbours"
    assert ("Port police", "arrests", "Anna Holt") not in near
    far = triples(links(source, "Mira Voss", depth=2))
    assert ("Port police", "arrests", "Anna Holt") in far
    assert not any("Isle Choir" in triple for triple in far)


def hops(path: list[dict[str, Any]]) -> list[str]:
    return [f"{r['subject']['name']} {r['relation']} {r['object']['name']}" for r in path]


def test_chains_come_best_first_and_keep_each_direction(source: Any) -> None:
    found = [hops(path) for path in paths(source, "Anna Holt", "Harbour Union")]
    assert found[0] == ["Anna Holt family_of Tomas Reld", "Tomas Reld funds Harbour Union"]
    assert found[1] == [
        "Port police arrests Anna Holt",
        "Port police arrests Mira Voss",
        "Mira Voss leads Harbour Union",
    ]
    assert len(found) == 4
    assert found == sorted(found, key=len)


def test_chains_hold_their_sentences(source: Any) -> None:
    for path in paths(source, "Anna Holt", "Harbour Union"):
        assert all(link["evidence"][0]["sentence"] for link in path)


def test_the_length_and_the_number_of_chains_are_bounded(source: Any) -> None:
    assert paths(source, "Anna Holt", "Harbour Union", max_length=1) == []
    assert len(paths(source, "Anna Holt", "Harbour Union", max_length=2)) == 1
    assert len(paths(source, "Anna Holt", "Harbour Union", best=2)) == 2


def test_no_chain_is_no_error(source: Any) -> None:
    assert paths(source, "Anna Holt", "Isle Choir") == []
    assert paths(source, "Ida Brok", "Isle Choir") == []


def test_a_chain_has_two_ends_and_some_length(store: Path) -> None:
    with pytest.raises(UsageError, match="one actor"):
        paths(store, "Voss", "Mira Voss")
    with pytest.raises(UsageError):
        paths(store, "Voss", "Anna Holt", max_length=0)


NAMES = [f"{name} Onn" for name in ("Aba", "Beb", "Cic", "Dod", "Eze", "Fif", "Gig")]
TYPES = [P, P, P, P, O, ActorType.MEDIA, C]
random_links = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from(["leads", "arrests", "met_with", "linked_to", "other"]),
        st.sampled_from(NAMES),
        st.sampled_from([Status.ASSERTED, Status.ALLEGED, Status.DENIED]),
        st.sampled_from([0.4, 0.5, 0.7, 0.95]),
        st.sampled_from("xyz"),
    ).filter(lambda row: row[0] != row[2]),
    min_size=1,
    max_size=22,
    unique_by=lambda row: row[:3],
)


def told(rows: list[tuple[Any, ...]]) -> list[Any]:
    """Articles of three outlets, one of them much copied, that say all this."""
    articles = {name: Article(name, (" ".join(NAMES) + ". ") * 2, outlet=name) for name in "xyz"}
    for a in articles.values():
        for name, type_ in zip(NAMES, TYPES, strict=True):
            a.actor(name, type_, country="GO" if type_ is C else None)
    for subject, relation, object_, status, confidence, name in rows:
        fields = {"status": status, "confidence": confidence}
        articles[name].claim(subject, relation, object_, " ".join(NAMES) + ".", "Aba", **fields)
    return [a.reading() for a in articles.values()]


@given(
    random_links,
    st.integers(1, 4),
    st.sampled_from(["discount", "avoid", "allow"]),
    st.sets(st.sampled_from(NAMES[2:]), max_size=1),
    st.sampled_from([None, "Dod Onn", "Gig Onn"]),
    st.sampled_from([1, 3, 1000]),
    st.booleans(),
)
@settings(max_examples=40, deadline=None)
def test_chains_are_those_that_a_search_of_all_finds(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[Any, ...]],
    max_length: int,
    hubs: str,
    avoid: set[str],
    through: str | None,
    best: int,
    open_claims: bool,
) -> None:
    through = None if through in avoid else through
    path = make_store(tmp_path_factory.mktemp("paths") / "graph.db", told(rows))
    with viewing(path) as view:
        hop: dict[frozenset[str], int] = {}
        for link in filters(open_claims=open_claims).links(view):
            ends = frozenset((link.subject, link.object))
            family = family_of(link.relation, view.ontology)
            cost_of_link = hop_cost(family, link.status, link.confidence, link.n_outlets)
            hop[ends] = min(cost_of_link, hop.get(ends, cost_of_link))
        (start, goal), named = (find_actor(view, n).id for n in NAMES[:2]), {find_actor(view, n).id: n for n in NAMES}
        kinds = {id_: (actor.type, actor.n_documents) for id_ in named if (actor := view.actor(id_)) is not None}
    forced = {id_ for id_, name in named.items() if name == through}
    barred = {id_ for id_, name in named.items() if name in avoid}
    if hubs == "avoid":
        barred |= {id_ for id_, (kind, _) in kinds.items() if kind in HUBS} - forced
    plain = networkx.Graph()
    plain.add_nodes_from([start, goal])
    plain.add_edges_from(tuple(ends) for ends in hop if not ends & barred)

    def cost(route: list[str]) -> int:
        passed = [passing_cost(*kinds[id_]) for id_ in route[1:-1] if id_ not in forced and hubs != "allow"]
        return sum(hop[frozenset(pair)] for pair in pairwise(route)) + sum(passed)

    routes = networkx.all_simple_paths(plain, start, goal, cutoff=max_length)
    expected = sorted(cost(route) for route in routes if forced <= set(route))[:best]
    way = {"max_length": max_length, "best": best, "hubs": hubs, "avoid": avoid, "through": through}
    for source in (path, load(path, open_claims=True, unlinked=True)):
        found = paths(source, "Aba Onn", "Beb Onn", open_claims=open_claims, **way)  # type: ignore[arg-type]
        assert [cost(along(chain, start)) for chain in found] == expected


def along(chain: list[dict[str, Any]], start: str) -> list[str]:
    """The actors on a chain of records."""
    route = [start]
    for link in chain:
        ends = {link["subject"]["id"], link["object"]["id"]}
        assert route[-1] in ends, "each hop goes on where the last one ended"
        route += ends - {route[-1]}
    return route


def test_a_hub_is_passed_where_there_is_nothing_better(tmp_path: Path) -> None:
    rows = [
        (NAMES[0], "met_with", NAMES[6], Status.ASSERTED, 0.9, "x"),
        (NAMES[6], "met_with", NAMES[1], Status.ASSERTED, 0.9, "x"),
        (NAMES[0], "met_with", NAMES[2], Status.ALLEGED, 0.9, "x"),
        (NAMES[2], "met_with", NAMES[1], Status.ALLEGED, 0.9, "x"),
    ]
    path = make_store(tmp_path / "graph.db", told(rows))

    def passed(**options: Any) -> list[str]:
        return [along(chain, "p-aba-onn")[1] for chain in paths(path, NAMES[0], NAMES[1], **options)]

    assert passed() == ["p-cic-onn", "c-gig-onn"]
    assert passed(hubs="allow") == ["c-gig-onn", "p-cic-onn"]
    assert passed(hubs="avoid") == ["p-cic-onn"]
    assert passed(avoid="Cic Onn") == ["c-gig-onn"]
    assert passed(through="Gig Onn") == ["c-gig-onn"]


def test_without_a_chain_it_says_whom_both_are_linked_to(tmp_path: Path) -> None:
    rows = [
        (NAMES[0], "met_with", NAMES[2], Status.ASSERTED, 0.9, "x"),
        (NAMES[2], "met_with", NAMES[1], Status.DENIED, 0.9, "x"),
        (NAMES[0], "met_with", NAMES[3], Status.ASSERTED, 0.9, "x"),
    ]
    path = make_store(tmp_path / "graph.db", told(rows))
    with viewing(path) as view:
        found = chains(view, NAMES[0], NAMES[1], filters())
    assert found.paths == ()
    [(actor, one, other)] = found.beside
    assert actor.name == NAMES[2]
    assert (one.status, other.status) == (Status.ASSERTED, Status.DENIED)
    assert found.as_record()["beside"][0]["links"][1]["status"] == "denied"


def test_what_a_chain_needs_cannot_be_avoided(store: Path) -> None:
    with pytest.raises(UsageError, match="cannot be avoided"):
        paths(store, "Anna Holt", "Harbour Union", avoid=["holt"])
    with pytest.raises(UsageError, match="cannot be avoided"):
        paths(store, "Anna Holt", "Harbour Union", avoid=["voss"], through="voss")
    with pytest.raises(UnknownActorError):
        paths(store, "Anna Holt", "Harbour Union", avoid=["Nobody Known"])
    with pytest.raises(UsageError, match="hubs"):
        paths(store, "Anna Holt", "Harbour Union", hubs="love")


def test_words_list_the_actors_that_have_them(source: Any) -> None:
    with viewing(source) as view:
        assert [actor.name for actor in matching(view, "rel")] == ["Tomas Reld", "Jon Reld"]
        assert [actor.name for actor in matching(view, "jon REL")] == ["Jon Reld"]
        assert matching(view, "zzz") == []


def test_a_part_of_the_graph(store: Path) -> None:
    with viewing(store) as view:
        whole = part(view)
        around = part(view, ["Isle Choir"])
        few = part(view, relation=["leads"])
    assert set(around.nodes) == {"o-isle-choir", "p-jon-reld", "p-ida-brok"}, "with every status"
    assert {d["relation"] for *_, d in few.edges(data=True)} == {"leads"}
    whole_too = load(store, status=EVERY_STATUS)
    assert sorted(whole.edges(keys=True)) == sorted(whole_too.edges(keys=True))
    assert dict(whole.nodes(data=True)) == dict(whole_too.nodes(data=True))


def test_a_dossier(store: Path) -> None:
    with Store.open(store) as opened:
        dossier = dossier_of(StoreView(opened), "voss", filters()).as_record()
    assert dossier["actor"]["id"] == "p-mira-voss"
    assert [(d["id"], d["n_mentions"]) for d in dossier["documents"]] == [("courier", 1), ("gazette", 1)]
    assert len(dossier["links"]) == 3


def test_the_figures(store: Path) -> None:
    with Store.open(store) as opened:
        figures = figures_of(StoreView(opened), filters(), measured=True).as_record()
    assert (figures["documents"], figures["links"], figures["linked_actors"]) == (3, 7, 7)
    assert figures["claims"] == 13
    assert figures["types"]["person"] == 6
    assert figures["relations"]["arrests"] == 2
    assert figures["statuses"] == {"asserted": 6, "alleged": 1}
    assert figures["outlets"] == {"Evening Gazette": 1, "Northern Courier": 1}
    first = figures["top"][0]
    assert {name: first[name] for name in ("id", "n_neighbours", "n_links")} == {
        "id": "p-mira-voss",
        "n_neighbours": 3,
        "n_links": 3,
    }
    assert first["measures"]["degree"] == 3
    assert figures["communities"][0]["size"] >= 2


def test_the_figures_are_those_of_the_graph(store: Path) -> None:
    for options in ({}, {"since": "2022-03-04"}, {"status": ["denied", "alleged"]}):
        with Store.open(store) as opened:
            view = StoreView(opened)
            figures = figures_of(view, filters(**options), measured=True)  # type: ignore[arg-type]
            graph = part(view, status=options.get("status", sorted(SHOWN)), since=options.get("since"))
        assert figures.links == graph.number_of_edges()
        assert figures.standing is not None
        measures = measure(graph)
        if not options:
            assert dict(figures.standing.measures) == measures
        assert {actor.id: n for actor, n, _ in figures.top} == {
            actor.id: len(set(graph.to_undirected()[actor.id])) for actor, *_ in figures.top
        }


def test_a_graph_is_not_measured_where_nobody_asks(store: Path) -> None:
    with Store.open(store) as opened:
        figures = figures_of(StoreView(opened), filters()).as_record()
    assert figures["top"][0]["measures"] is None
    assert figures["communities"] == figures["brokers"] == []


def test_an_answer_reads_only_what_it_needs(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading the whole graph for one actor takes seconds on a large store."""
    with Store.open(store) as opened:
        view: View = StoreView(opened)
        asked: list[dict[str, Any]] = []
        real = opened.claims
        monkeypatch.setattr(opened, "claims", lambda **asking: (asked.append(asking), real(**asking))[1])
        whole, brief = (answer(view, "Voss", filters(), brief=brief) for brief in (False, True))
        answer(view, "Voss", filters(since="2021"))
    assert [list(asking) for asking in asked] == [["ids"], ["ids"], ["actors", "leading"]]
    assert len(asked[0]["ids"]) == 5
    assert len(asked[1]["ids"]) == 3
    assert asked[2] == {"actors": {"p-mira-voss"}, "leading": False}
    assert [link.n_outlets for link in brief.links] == [link.n_outlets for link in whole.links] == [2, 1, 1]


def test_a_missing_store_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        links(tmp_path / "none.db", "Voss")
    with pytest.raises(GraphbuildError):
        paths(tmp_path, "a", "b")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021-05-26", "2021-05-26", "2021-05-26"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2014", "2014-01-01", "2014-12-31"),
        ("2021-06-10T08:00:00Z", "2021-06-10", "2021-06-10"),
    ],
)
def test_a_date_is_as_long_as_it_is_vague(text: str, first: str, last: str) -> None:
    days = period(text)
    assert days is not None
    assert (days.first.isoformat(), days.last.isoformat()) == (first, last)


@pytest.mark.parametrize("text", ["", "May", "2021-5-1", "2021-02-30", "2021-00", "0000", "12345"])
def test_what_is_no_date(text: str) -> None:
    assert period(text) is None
