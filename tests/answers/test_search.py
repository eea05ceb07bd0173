"""Search, removal and difference: what a store holds, what goes with a document, what changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import courier, gazette, make_store, relations

from graphbuild.answers.diff import diff_of
from graphbuild.answers.search import query_of, search
from graphbuild.cli import main
from graphbuild.core.errors import UsageError
from graphbuild.graph.filters import filters
from graphbuild.graph.view import StoreView
from graphbuild.store import Store
from graphbuild.workflow.judge import judge_store
from graphbuild.workflow.remove import remove
from graphbuild.workflow.verify import check


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_store(tmp_path / "graph.db")


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], prog_name="graphbuild")


def sentences(path: Path, words: str) -> list[str]:
    with Store.open(path) as store:
        return [hit.text for hit in search(store, words, limit=100).hits]


class TestSearch:
    def test_words_in_any_case_and_order(self, path: Path) -> None:
        assert "Mira Voss leads the Harbour Union." in sentences(path, "UNION leads")

    def test_phrases_beginnings_and_words_to_leave_out(self, path: Path) -> None:
        assert "Port police never detained Anna Holt." in sentences(path, '"port police" never')
        assert not sentences(path, '"police port"')
        assert "Port police never detained Anna Holt." in sentences(path, "detain*")
        assert "Port police never detained Anna Holt." not in sentences(path, "police -never")
        assert sentences(path, "police -never")

    def test_a_sentence_has_its_actors_and_claims(self, path: Path) -> None:
        with Store.open(path) as store:
            found = search(store, "leads Harbour")
        hit = found.hits[0]
        assert {found.actors[m.actor].name for m in hit.mentions} == {"Mira Voss", "Harbour Union"}
        assert [citation.claim.relation for citation in hit.claims] == ["leads"]

    @settings(max_examples=60, deadline=None)
    @given(words=st.text())
    def test_no_word_means_anything_to_the_database(self, path_of_all: Path, words: str) -> None:
        try:
            query_of(words)
        except UsageError:
            return
        with Store.open(path_of_all) as store:
            search(store, words)

    @pytest.mark.parametrize("words", ["", " ", '"', "*", "-", "--", "-voss"])
    def test_nothing_to_search_for(self, words: str, path: Path) -> None:
        with pytest.raises(UsageError, match="no word"):
            query_of(words)

    def test_command(self, path: Path) -> None:
        shown = run("search", "port police", "never", "--graph", path)
        assert shown.exit_code == 0
        assert shown.output.splitlines()[0] == "“Port police never detained Anna Holt.”"
        assert "  actors: Anna Holt" in shown.output or "Anna Holt" in shown.output.split("actors: ")[1]
        found = json.loads(run("search", "voss", "--limit", 1, "--json", "--graph", path).stdout)
        assert (len(found["sentences"]), found["more"]) == (1, True)
        assert run("search", "zebra", "--graph", path).output == "No sentence with these words.\n"
        assert run("search", "--graph", path).exit_code == 2


@pytest.fixture(scope="module")
def path_of_all(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("search") / "graph.db")


class TestRemove:
    def test_what_is_left_is_what_a_build_without_it_makes(self, path: Path, tmp_path: Path) -> None:
        remove(path, ["isle"])
        other = make_store(tmp_path / "other" / "graph.db", [courier(), gazette()])
        with Store.open(path) as one, Store.open(other) as two:
            assert check(one, relations()) == []
            assert list(one.documents()) == list(two.documents())
            assert list(one.actors()) == list(two.actors())
            assert list(one.claims()) == list(two.claims())
            assert list(one.names()) == list(two.names())
        assert not sentences(path, "ferry")

    def test_by_source_with_its_files(self, path: Path) -> None:
        with Store.open(path) as store:
            source = store.sources()["isle"]
        (path.parent / "graph.graphml").write_text("of the state before", encoding="utf-8")
        shown = run("remove", source, "--graph", path)
        assert shown.exit_code == 0
        assert shown.output.startswith(f"Removed {source} (isle).")
        assert "<graphml" in (path.parent / "graph.graphml").read_text(encoding="utf-8")
        assert not (path.parent / "graph.html").exists(), "what was not there is not drawn"

    def test_an_unknown_document_changes_nothing(self, path: Path) -> None:
        before = path.read_bytes()
        shown = run("remove", "isle", "isles", "--graph", path)
        assert shown.exit_code == 2
        assert "Did you mean isle" in shown.output
        assert path.read_bytes() == before

    def test_json(self, path: Path) -> None:
        found = json.loads(run("remove", "isle", "--json", "--graph", path).stdout)
        assert [item["id"] for item in found["removed"]] == ["isle"]
        assert found["documents"] == 2


class TestDiff:
    def test_the_same(self, path: Path) -> None:
        assert run("diff", path, path).output == "Nothing changed.\n"

    def test_what_a_document_brought(self, path: Path, tmp_path: Path) -> None:
        old = make_store(tmp_path / "old" / "graph.db", [courier(), gazette()])
        with Store.open(old) as before, Store.open(path) as after:
            there = diff_of(StoreView(before), StoreView(after), filters())
            back = diff_of(StoreView(after), StoreView(before), filters())
        assert list(there.documents_new) == list(back.documents_gone) == ["isle"]
        assert not there.documents_gone
        assert {a.id for a in there.actors_new} == {a.id for a in back.actors_gone} != set()
        assert {link.key for link in there.links_new} == {link.key for link in back.links_gone} != set()

    def test_a_link_that_is_held_otherwise(self, path: Path, tmp_path: Path) -> None:
        new = tmp_path / "new.db"
        shutil.copy(path, new)
        with Store.write(new) as store:
            store._connection.execute("UPDATE claim SET status = 'denied' WHERE relation = 'leads'")
            judge_store(store, relations())
        shown = run("diff", path, new, "--status", "asserted", "--status", "denied")
        assert shown.exit_code == 0
        assert "Links held otherwise" in shown.output
        assert "(asserted before, denied now)" in shown.output
        found = json.loads(run("diff", path, new, "--status", "denied", "--json").stdout)
        assert found["links"]["new"]
        assert found["actors"] == {"new": [], "gone": []}
