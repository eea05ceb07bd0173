"""The generator of large stores: what it makes has to be like a real store, or its timings say nothing."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from folders import ROOT

from graphbuild.answers.diff import diff_of
from graphbuild.cli import main
from graphbuild.core.link_key import LinkKey
from graphbuild.core.model import ActorType, Status
from graphbuild.evidence.link import Link
from graphbuild.exports import FORMATS
from graphbuild.graph.filters import Filters, filters
from graphbuild.graph.view import StoreView
from graphbuild.knowledge import ontology
from graphbuild.store import Store
from graphbuild.workflow.judge import judge_store
from graphbuild.workflow.outputs import draw
from graphbuild.workflow.verify import check

sys.path.append(str(ROOT / "benchmarks"))

import answers
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


@pytest.fixture(scope="module")
def changed(made: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The store without a few articles, with other statuses, and with another id of the actor that is in most."""
    path = tmp_path_factory.mktemp("changed") / "graph.db"
    shutil.copy(made, path)
    with Store.write(path) as store:
        store.remove(sorted(store.doc_ids())[:7])
        store._connection.execute("UPDATE claim SET status = 'denied' WHERE confidence BETWEEN .7 AND .72")
        judge_store(store, ontology.load())
        known = max(store.actors(), key=lambda actor: actor.n_documents).id
        for table, column in (("judgement", "actor"), ("name", "actor"), ("actor", "id")):
            store._connection.execute(f"UPDATE {table} SET {column} = 'a-first' WHERE {column} = ?", (known,))
        store.replace_links(None)
    return path, known


def by_ends(path: Path, wanted: Filters, renamed: str) -> dict[LinkKey, Link]:
    """All links at once; `renamed` as the changed store calls it."""
    with Store.open(path) as store:
        found = {}
        for link in wanted.links(StoreView(store)):
            ends = ["a-first" if end == renamed else end for end in (link.subject, link.object)]
            one, other = sorted(ends) if link.symmetric else ends
            found[LinkKey(one, link.key, other)] = link
    return dict(sorted(found.items()))


@pytest.mark.parametrize(
    "asked",
    [{}, {"relation": ["linked_to"]}, {"open_claims": True}, {"status": ["denied", "asserted"]}, {"since": "2012"}],
    ids=str,
)
def test_what_differs_is_what_all_links_side_by_side_say(
    made: Path, changed: tuple[Path, str], asked: dict[str, object]
) -> None:
    wanted = filters(**asked)  # type: ignore[arg-type]
    path, renamed = changed
    before, after = (by_ends(of, wanted, renamed) for of in (made, path))
    with Store.open(made) as old, Store.open(path) as new:
        found = diff_of(StoreView(old), StoreView(new), wanted)
    assert list(found.links_new) == [after[key] for key in after if key not in before]
    assert list(found.links_gone) == [before[key] for key in before if key not in after]
    held = {key: (before[key].status, before[key].disputed, before[key].spells) for key in before}
    others = [
        key for key in after if key in held and held[key] != (after[key].status, after[key].disputed, after[key].spells)
    ]
    changes = [(c.link, (c.before, c.disputed_before, c.spells_before)) for c in found.links_changed]
    assert changes == [(after[key], held[key]) for key in others]
    assert found.links_gone
    assert bool(others) == ("relation" not in asked)


def test_of_links_that_are_alike_nothing_is_read_but_their_heads(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(made) as old, Store.open(made) as new:
        for store in (old, new):
            monkeypatch.setattr(store, "claims", lambda **asked: pytest.fail("a claim was read"))
        assert not diff_of(StoreView(old), StoreView(new), filters())


@pytest.mark.parametrize("which", ["made", "changed"])
def test_without_a_page_the_graph_is_written_link_by_link_and_is_the_same(
    which: str, made: Path, changed: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []
    for page in (True, False):
        path = tmp_path / str(page) / "graph.db"
        path.parent.mkdir()
        shutil.copy(made if which == "made" else changed[0], path)
        if not page:
            monkeypatch.setattr(
                "graphbuild.graph.graph.stored_graph", lambda *_, **__: pytest.fail("all of it was loaded")
            )
        drawn = draw(path, ontology.load(), page=page)
        written.append((drawn, path.with_name("graph.graphml").read_bytes()))
    assert written[0] == written[1]
    drawn = written[0][0]
    with Store.open(made if which == "made" else changed[0]) as store:
        links = filters().links(StoreView(store))
        person = next(actor for actor in store.actors() if actor.name == drawn.first)
    assert drawn.links == len(links)
    assert drawn.relations == Counter(link.relation for link in links)
    assert person.type is ActorType.PERSON


def test_the_benchmark_of_answers_asks_what_can_be_answered(made: Path, tmp_path: Path) -> None:
    asked = answers.questions(str(made), str(tmp_path))
    assert sum(command.startswith("export") for command in asked) == len(FORMATS)
    for command in (command for command in asked if not command.startswith("export")):
        result = CliRunner().invoke(main, [*shlex.split(command), "--graph", str(made)])
        assert result.exit_code == (7 if command.endswith("x") and command.startswith("links") else 0), command


def test_the_benchmark_of_answers_measures_a_process() -> None:
    # In a process of its own: a child is charged with the memory that its parent has, here that of the whole suite.
    measure = "import sys; from benchmarks import answers; print(*answers.measured([sys.executable, '-c', %r], 1))"
    line = [sys.executable, "-c", measure % "x = bytearray(2 * 10**8)"]
    printed = subprocess.run(line, cwd=answers.ROOT, capture_output=True, text=True, check=True).stdout
    wall, spent, memory = map(float, printed.split())
    assert wall > 0 and spent > 0
    assert 190 < memory < 400
