"""The links that files have to show are those of all claims, though most are taken from the kept links."""

from __future__ import annotations

from collections import defaultdict
from operator import itemgetter
from pathlib import Path

from benchmarks import synthetic
from graphbuild.core.link_key import LinkKey, is_open
from graphbuild.core.model import Status
from graphbuild.evidence.link import MIN_CONFIDENCE, SHOWN
from graphbuild.evidence.summary import strength
from graphbuild.store import Store
from graphbuild.workflow.outputs.standing import standing_links


def test_links_are_those_of_all_claims(tmp_path: Path) -> None:
    with Store.open(synthetic.make(tmp_path / "graph.db", 1_500)) as store:
        found = standing_links(store)
        held: defaultdict[LinkKey, set[Status]] = defaultdict(set)
        for claim in store.claim_facts():
            if claim.confidence >= MIN_CONFIDENCE and not is_open(claim.key):
                held[claim.link_key].add(Status(claim.status))
    assert any(statuses.isdisjoint(SHOWN) for statuses in held.values())
    assert any(statuses & SHOWN and statuses - SHOWN for statuses in held.values())
    assert found == {key: min(statuses, key=strength) for key, statuses in held.items()}
    assert list(found) == sorted(found, key=itemgetter(0, 2, 1))
