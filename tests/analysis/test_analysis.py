"""The measures of a graph: held against networkx, the same every time, and blind to what is denied."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import pairwise

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild.analysis import MEANINGS, Measures, brokers, communities, measure, measures, pivots
from graphbuild.analysis.adjacency import tie_graph
from graphbuild.analysis.group_brokers import shares_between
from graphbuild.analysis.shortest_paths import distances, way_through
from graphbuild.analysis.sides import numbers

NAMES = [f"a{n}" for n in range(9)]
edges = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from(NAMES),
        st.sampled_from(["leads", "met_with", "other:greet"]),
        st.integers(0, 3),
    ),
    max_size=30,
)


def graph_of(links: list[tuple[str, str, str, int]], status: str = "asserted") -> networkx.MultiDiGraph:
    graph = networkx.MultiDiGraph()
    graph.add_nodes_from(NAMES)
    for subject, object_, key, n_outlets in links:
        graph.add_edge(
            subject, object_, key=key, status=status, symmetric=key == "met_with", n_outlets=n_outlets, label=key
        )
    return graph


def two_rings(size: int = 6) -> networkx.MultiDiGraph:
    """Two groups in which everybody is linked to everybody, `b0` between them, and a tail."""
    graph = networkx.MultiDiGraph()
    for letter in "xy":
        members = [f"{letter}{n}" for n in range(size if letter == "x" else size - 1)]
        pairs = [(one, other) for one in members for other in members if one < other]
        graph.add_edges_from(pairs, status="asserted", n_outlets=1, symmetric=True)
    graph.add_edge("x0", "b0", status="alleged", n_outlets=1)
    graph.add_edge("y0", "b0", status="asserted", n_outlets=1)
    graph.add_edge("x5", "t0", status="asserted", n_outlets=1)
    return graph


def plain(graph: networkx.MultiDiGraph) -> networkx.Graph:
    simple = networkx.Graph(graph.to_undirected())
    simple.remove_edges_from(networkx.selfloop_edges(simple))
    return simple


@given(edges)
@settings(max_examples=60, deadline=None)
def test_the_measures_are_those_that_networkx_counts(links: list[tuple[str, str, str, int]]) -> None:
    graph = graph_of(links)
    found, simple = measure(graph), plain(graph)
    assert {a: m.degree for a, m in found.items()} == dict(simple.degree)
    assert {a: m.core for a, m in found.items()} == networkx.core_number(simple)
    between = networkx.betweenness_centrality(simple)
    assert {a: m.betweenness for a, m in found.items()} == pytest.approx(between, abs=1e-5)
    walked = networkx.DiGraph()
    walked.add_nodes_from(graph)
    for one, other, data in graph.edges(data=True):
        for tail, head in [(one, other), (other, one)][: 1 + data["symmetric"]]:
            if tail != head:
                before = walked.get_edge_data(tail, head, {"weight": 0})["weight"]
                walked.add_edge(tail, head, weight=before + max(data["n_outlets"], 1))
    steps = np.linalg.matrix_power(networkx.google_matrix(walked, alpha=0.85), 1000)  # networkx.pagerank needs scipy
    ranks = dict(zip(walked, np.asarray(steps)[0].tolist(), strict=True))
    assert {a: m.pagerank for a, m in found.items()} == pytest.approx(ranks, abs=1e-5)


@given(edges)
@settings(max_examples=40, deadline=None)
def test_every_actor_is_in_one_community(links: list[tuple[str, str, str, int]]) -> None:
    graph = graph_of(links)
    parts = communities(graph)
    assert sorted(a for part in parts for a in part) == NAMES
    assert all(len(one) >= len(other) for one, other in pairwise(parts))
    found = measure(graph)
    assert all(found[a].community == at for at, part in enumerate(parts) for a in part)
    whole = list(networkx.connected_components(plain(graph)))
    assert all(any(part <= component for component in whole) for part in parts)


@pytest.mark.parametrize("igraph", [True, False])
def test_communities_are_found_with_and_without_igraph(monkeypatch: pytest.MonkeyPatch, igraph: bool) -> None:
    if not igraph:
        monkeypatch.setattr("graphbuild.analysis.community_detection.find_spec", lambda name: None)
    first, second = communities(two_rings())[:2]
    assert {f"x{n}" for n in range(6)} <= first
    assert {f"y{n}" for n in range(5)} <= second


@pytest.mark.parametrize("igraph", [True, False])
def test_it_is_the_same_every_time(igraph: bool) -> None:
    code = (
        "import networkx as nx, graphbuild.analysis as a, graphbuild.analysis.community_detection as g\n"
        f"g.find_spec = g.find_spec if {igraph} else lambda name: None\n"
        "graph = nx.MultiDiGraph()\n"
        "pairs = nx.gnm_random_graph(60, 150, seed=4).edges\n"
        "graph.add_edges_from(((f'n{x}', f'n{y}') for x, y in pairs), status='asserted')\n"
        "print(a.measure(graph), a.communities(graph) and [sorted(c) for c in a.communities(graph)])"
    )
    seeds = [{**os.environ, "PYTHONHASHSEED": seed} for seed in ("1", "2")]
    said = [subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True) for env in seeds]
    assert said[0].stdout == said[1].stdout
    assert b"Measures" in said[0].stdout


def test_the_random_numbers_of_others_are_left_alone() -> None:
    import random

    random.seed(5)
    expected = random.random()
    random.seed(5)
    measure(two_rings())
    assert random.random() == expected


def test_what_is_denied_ties_nobody() -> None:
    graph = graph_of([("a0", "a1", "leads", 1)])
    graph.add_edge("a1", "a2", key="arrests", status="denied")
    assert [measure(graph)[a].degree for a in ("a0", "a1", "a2")] == [1, 1, 0]
    denied = graph_of([("a0", "a1", "leads", 1)], status="denied")
    assert measure(denied)["a0"].degree == 1, "somebody asked for the denied ones alone"


def test_a_graph_without_anybody_has_no_measures() -> None:
    empty = networkx.MultiDiGraph()
    assert measure(empty) == {}
    assert communities(empty) == ()
    assert brokers(empty) == ()
    alone = measure(graph_of([]))
    assert alone["a0"] == Measures(degree=0, betweenness=0.0, pagerank=0.111111, community=0, core=0)


def test_a_large_graph_is_measured_from_some_of_its_actors(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = networkx.MultiDiGraph(networkx.barabasi_albert_graph(300, 2, seed=3))
    networkx.relabel_nodes(graph, {n: f"n{n}" for n in graph}, copy=False)
    assert pivots(graph) is None
    exact = measure(graph)
    monkeypatch.setattr(measures, "WORK", 0)
    assert pivots(graph) == 100
    estimated = measure(graph)
    top = sorted(exact, key=lambda a: -exact[a].betweenness)[:5]
    assert [estimated[a].betweenness for a in top] == pytest.approx([exact[a].betweenness for a in top], rel=0.3)
    assert estimated != exact


def test_each_measure_says_what_it_means_in_a_line() -> None:
    assert list(MEANINGS) == list(Measures.__slots__)
    assert all("\n" not in line and line.endswith(".") for line in MEANINGS.values())


def test_brokers_tie_communities_together() -> None:
    found = brokers(two_rings())
    assert [(broker.actor, broker.ties) for broker in found] == [("x0", ("b0",)), ("b0", ("x0",))]
    assert found[0].share == measure(two_rings())["x0"].betweenness
    assert len(brokers(two_rings(), limit=1)) == 1


@given(edges, st.sets(st.sampled_from(NAMES[:4]), min_size=1), st.sets(st.sampled_from(NAMES[4:]), min_size=1))
@settings(max_examples=40, deadline=None)
def test_between_two_groups_stand_those_that_networkx_finds(
    links: list[tuple[str, str, str, int]], one: set[str], other: set[str]
) -> None:
    graph = graph_of(links)
    expected = networkx.betweenness_centrality_subset(plain(graph), sorted(one), sorted(other))
    ties = tie_graph(graph)
    shares, sampled = shares_between(ties, numbers(ties, one), numbers(ties, other))
    assert sampled is None
    found = {id_: share * len(one) * len(other) / 2 for id_, share in zip(ties.ids, shares, strict=True)}
    assert found == pytest.approx(expected, abs=1e-9)


@given(edges, st.sampled_from(NAMES), st.none() | st.sampled_from(NAMES))
@settings(max_examples=40, deadline=None)
def test_distances_are_those_of_networkx(links: list[tuple[str, str, str, int]], root: str, gone: str | None) -> None:
    graph = graph_of(links)
    ties = tie_graph(graph)
    around = plain(graph)
    if gone is not None and gone != root:
        around.remove_node(gone)
    expected = {} if gone == root else networkx.single_source_shortest_path_length(around, root)
    without = ties.ids.index(gone) if gone else None
    found = distances(ties, numbers(ties, {root}), without=without)
    assert {id_: n for id_, n in zip(ties.ids, found.tolist(), strict=True) if n >= 0} == expected


@given(edges, st.sets(st.sampled_from(NAMES[:3]), min_size=1), st.sets(st.sampled_from(NAMES[6:]), min_size=1))
@settings(max_examples=60, deadline=None)
def test_a_way_through_somebody_is_one_of_the_shortest(
    links: list[tuple[str, str, str, int]], one: set[str], other: set[str]
) -> None:
    graph = graph_of(links)
    ties, around = tie_graph(graph), plain(graph)
    first, second = numbers(ties, one), numbers(ties, other)
    shares, _ = shares_between(ties, first, second)
    for at in np.flatnonzero(shares > 1e-9).tolist():
        if ties.ids[at] in one | other:
            continue
        way = [ties.ids[n] for n in way_through(ties, at, first, second)]
        assert way[0] in one and way[-1] in other and ties.ids[at] in way
        assert networkx.is_path(around, way)
        assert len(way) - 1 == networkx.shortest_path_length(around, way[0], way[-1])


def test_few_ways_are_followed_from_a_large_group(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measures, "WORK", 1)
    monkeypatch.setattr(measures, "FEWEST_PIVOTS", 3)
    ties = tie_graph(two_rings())
    first, second = (numbers(ties, {id_ for id_ in ties.ids if id_[0] == letter}) for letter in "xy")
    shares, sampled = shares_between(ties, first, second)
    assert sampled == 3
    assert shares[ties.ids.index("b0")] == pytest.approx(1.0)
