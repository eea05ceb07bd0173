"""The generator of large stores: what it makes has to be like a real store, or its timings say nothing."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from graphbuild import ontology
from graphbuild.check import check
from graphbuild.model import Status
from graphbuild.store import Store

sys.path.append(str(Path(__file__).parents[1] / "benchmarks"))

import synthetic

CLAIMS = 1_500


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return synthetic.make(tmp_path_factory.mktemp("synthetic") / "graph.db", CLAIMS)


def test_it_keeps_every_promise(made: Path) -> None:
    with Store.open(made) as store:
        assert check(store, ontology.load()) == []
        assert CLAIMS <= store.counts().claims < CLAIMS + 40


def test_it_is_like_a_real_one(made: Path) -> None:
    with Store.open(made) as store:
        seen = sorted((actor.n_documents for actor in store.actors()), reverse=True)
        statuses = Counter(claim.status for claim in store.claims())
        copies, documents = len(store.stories()), store.counts().documents
    assert seen[0] > 15 * seen[len(seen) // 2], "a few are in everything"
    assert set(statuses) == set(Status)
    assert statuses[Status.ASSERTED] > CLAIMS / 2
    assert 0 < copies < documents / 4


def test_the_same_seed_makes_the_same() -> None:
    one, again = (list(synthetic.readings(200, seed=7)) for _ in range(2))
    assert one == again
    assert one != list(synthetic.readings(200, seed=8))
