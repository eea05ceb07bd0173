"""The page and the command line rank the chains between two actors alike."""

from __future__ import annotations

import random
from itertools import permutations
from pathlib import Path
from typing import Any

import networkx
import pytest
from invented import Article, C, O, P, make_store
from page_browser import Opener, needs_browser
from playwright.sync_api import Page

import graphbuild
from graphbuild.core.model import ActorType, Reading, Status
from graphbuild.core.path_cost import LEAST_COST, hop_cost, passing_cost
from graphbuild.evidence.link import EVERY_STATUS

NAMES = [f"{name} Onn" for name in ("Aba", "Beb", "Cic", "Dod", "Eze", "Fif", "Gig", "Hoh", "Iri", "Jaj")]
TYPES = [P, P, P, P, P, O, O, ActorType.MEDIA, ActorType.PLACE, C]
RELATIONS = ["leads", "arrests", "met_with", "linked_to", "based_in", "member_of"]
HELD = [Status.ASSERTED, Status.ASSERTED, Status.ALLEGED, Status.ENDED, Status.FUTURE, Status.DENIED]


def readings(seed: int) -> list[Reading]:
    """Articles of three outlets by chance, in which several may say the same of the same two, and one deny it."""
    chance = random.Random(seed)
    articles = [Article(f"d{at}", (" ".join(NAMES) + ". ") * 2, outlet="xyz"[at % 3]) for at in range(9)]
    for article in articles:
        for name, type_ in zip(NAMES, TYPES, strict=True):
            article.actor(name, type_, country="GO" if type_ is C else None)
    for _ in range(30):
        subject, object_ = chance.sample(NAMES, 2)
        fields: dict[str, Any] = {"status": chance.choice(HELD), "confidence": chance.choice([0.5, 0.7335, 0.95])}
        relation = chance.choice(RELATIONS)
        for article in chance.sample(articles, chance.choice([1, 1, 1, 2, 4])):
            article.claim(subject, relation, object_, " ".join(NAMES) + ".", "Aba", **fields)
            fields["status"] = chance.choice([fields["status"], Status.DENIED])
    return [article.reading() for article in articles]


def on_the_page(page: Page, start: str, goal: str) -> list[tuple[list[str], list[str]]]:
    """Of each chain the actors, and the relation that each hop shows."""
    found = page.evaluate(
        "([a, b]) => { const { actors } = graphbuild.data; const at = (id) => actors.findIndex((one) => one.id === id);"
        " return graphbuild.chains(at(a), at(b)).map((chain) => [chain.actors.map((one) => actors[one].id),"
        " chain.hops.map(([best]) => best.key)]); }",
        [start, goal],
    )
    return [(actors, keys) for actors, keys in found]


def on_the_command_line(store: Path, start: str, goal: str) -> list[tuple[list[str], list[str]]]:
    found = []
    for chain in graphbuild.paths(store, start, goal).as_record()["paths"]:
        actors = [start]
        for link in chain:
            ends = [link["subject"]["id"], link["object"]["id"]]
            actors.append(ends[0] if ends[1] == actors[-1] else ends[1])
        found.append((actors, [link["relation"] for link in chain]))
    return found


@needs_browser
@pytest.mark.parametrize("seed", range(6))
def test_the_page_ranks_chains_as_the_command_line_does(opened: Opener, tmp_path: Path, seed: int) -> None:
    store = make_store(tmp_path / "graph.db", readings(seed))
    graph: networkx.MultiDiGraph = graphbuild.load(store, status=EVERY_STATUS)
    page = opened(graph, ontology=None, hash_="#told=1")
    several = 0
    for start, goal in permutations(sorted(graph), 2):
        expected = on_the_command_line(store, start, goal)
        assert on_the_page(page, start, goal) == expected, (start, goal)
        several += len(expected) > 1
    assert several > 20


def test_what_makes_a_hop_and_a_passage_cost_more() -> None:
    """Each thing that makes a chain worse to a reader costs more."""
    plain = hop_cost("force", Status.ASSERTED, 1.0, 1)
    assert LEAST_COST <= hop_cost("force", Status.ASSERTED, 1.0, 3) < plain
    assert plain < hop_cost("force", Status.ALLEGED, 1.0, 1) < hop_cost("force", Status.DENIED, 1.0, 1)
    assert plain < hop_cost("force", Status.ASSERTED, 0.9, 1) < hop_cost("place", Status.ASSERTED, 0.9, 1)
    assert hop_cost("weak", Status.ASSERTED, 0.9, 1) < hop_cost("force", Status.ALLEGED, 0.9, 1)
    assert hop_cost("open", Status.DENIED, 0.0, 0) < 5 * LEAST_COST
    assert passing_cost(ActorType.PERSON, 3) == 0 < passing_cost(ActorType.PERSON, 500)
    assert passing_cost(ActorType.PERSON, 3) < passing_cost(ActorType.COUNTRY, 0)
