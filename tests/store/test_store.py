from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from folders import PYTHONPATH
from hypothesis import given, settings
from hypothesis import strategies as st
from readings import ONTOLOGY, document, observed, reading, readings

from graphbuild.core.errors import PromiseError, StoreError
from graphbuild.core.model import ActorType, Claim, EndResolution, Reading, Resolved
from graphbuild.store import Counts, Store
from graphbuild.store.claims import ordered
from graphbuild.store.connection import translated
from graphbuild.store.schema import VERSION
from graphbuild.workflow.judge import judge_store


def built(path: Path, *given: Reading, fresh: bool = False) -> Path:
    with Store.write(path, fresh=fresh) as store:
        store.add(given)
        judge_store(store, ONTOLOGY)
    return path


def content(path: Path) -> list[object]:
    """Everything that an export shows, in its order."""
    with Store.open(path) as store:
        return [
            *store.documents(),
            *store.actors(),
            *store.mentions(),
            *store.claims(),
            *store.judgements(),
            *store.candidates(),
            *store.names(),
        ]


def names_in(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out" / "graph.db"


ARREST = reading("d1", "Ada Lindqvist", "arrested", "Otto Brandvold")
SECOND = reading("d2", "Otto Brandvold", "jailed", "Mira Castellan")


def test_candidates_are_kept_and_made_anew(path: Path) -> None:
    given = [reading(f"d{i}", f"Mira {m}. Castellan", "met", "Otto Brandvold") for i, m in enumerate("RT")]
    built(path, *given, reading("d9", "Mira Castellan", "met", "Otto Brandvold"))
    with Store.open(path) as store:
        assert [(c.one, c.other) for c in store.candidates()] == [
            ("p-mira-castellan", "p-mira-r-castellan"),
            ("p-mira-castellan", "p-mira-t-castellan"),
        ]
    with Store.write(path) as store:
        store.remove(["d9"])
        judge_store(store, ONTOLOGY)
        assert list(store.candidates()) == []


class TestWhatIsKept:
    @settings(max_examples=40, deadline=None)
    @given(first=readings("a"), second=readings("b"))
    def test_any_reading_comes_back_as_it_was(
        self, tmp_path_factory: pytest.TempPathFactory, first: Reading, second: Reading
    ) -> None:
        path = built(tmp_path_factory.mktemp("store") / "graph.db", first, second)
        with Store.open(path) as store:
            for given_ in (first, second):
                back = store.reading(given_.document.id)
                assert back is not None
                assert back.document == given_.document
                assert back.actors == tuple(sorted(given_.actors, key=lambda actor: actor.id))
                assert sorted(map(repr, back.mentions)) == sorted(map(repr, given_.mentions))
                assert back.claims == tuple(sorted(given_.claims, key=lambda claim: claim.id))

    @settings(max_examples=15, deadline=None)
    @given(given_=st.tuples(readings("a"), readings("b"), readings("c")), seed=st.integers(0, 99))
    def test_order_of_adding_does_not_matter(
        self, tmp_path_factory: pytest.TempPathFactory, given_: tuple[Reading, ...], seed: int
    ) -> None:
        folder = tmp_path_factory.mktemp("store")
        shuffled = random.Random(seed).sample(given_, len(given_))
        other = folder / "other.db"
        for one in shuffled:
            built(other, one)
        assert content(built(folder / "one.db", *given_)) == content(other)

    def test_adding_twice_changes_nothing(self, path: Path) -> None:
        once = content(built(path, ARREST, SECOND))
        assert content(built(path, SECOND, ARREST, ARREST)) == once

    def test_document_with_other_content_is_replaced(self, path: Path) -> None:
        built(path, ARREST, SECOND)
        other = reading("d1", "Ada Lindqvist", "questioned", "Runa Petrelli")
        changed = content(built(path, other))
        assert changed == content(built(path.with_name("new.db"), other, SECOND))

    def test_removed_document_takes_its_observations_along(self, path: Path) -> None:
        built(path, ARREST, SECOND)
        with Store.write(path) as store:
            store.remove(["d1", "never there"])
            judge_store(store, ONTOLOGY)
        assert content(path) == content(built(path.with_name("new.db"), SECOND))

    def test_counts(self, path: Path) -> None:
        with Store.open(built(path, ARREST, SECOND)) as store:
            assert store.counts() == Counts(documents=2, observed=4, actors=3, mentions=4, claims=2)
            assert store.doc_ids() == {"d1", "d2"}
            assert store.has("d1")
            assert not store.has("d3")

    def test_meta(self, path: Path) -> None:
        with Store.write(path) as store:
            store.set_meta("signature", "a")
            store.set_meta("signature", "b")
        with Store.open(path) as store:
            assert store.get_meta("signature") == "b"
            assert store.get_meta("none") is None

    def test_nothing_of_a_call_is_kept_where_one_reading_breaks_a_promise(self, path: Path) -> None:
        bad = replace(SECOND, claims=(replace(SECOND.claims[0], evidence=None),))
        with Store.write(path) as store:
            with pytest.raises(PromiseError, match=r"'d2'.*no evidence"):
                store.add([ARREST, bad])
            assert store.doc_ids() == set()

    def test_error_of_whoever_yields_the_readings_is_left_as_it_is(self, path: Path) -> None:
        def failing():
            yield ARREST
            raise OSError("theirs")

        with Store.write(path) as store:
            with pytest.raises(OSError, match="theirs"):
                store.add(failing())
            assert not store.has("d1")

    def test_observed_id_of_two_documents_is_refused(self, path: Path) -> None:
        actor = replace(ARREST.actors[0], doc="d9")
        with Store.write(path) as store, pytest.raises(PromiseError, match="one id"):
            store.add([ARREST, Reading(document=document("d9", "Text."), actors=(actor,))])


class TestWhatIsSeen:
    def test_claims_have_the_ids_of_actors(self, path: Path) -> None:
        quoted = replace(ARREST.claims[0], attributed_to=ARREST.actors[1].id, place="elsewhere")
        with Store.open(built(path, replace(ARREST, claims=(quoted,)))) as store:
            (claim,) = store.claims()
        assert (claim.subject, claim.object) == ("p-ada-lindqvist", "p-otto-brandvold")
        assert claim.attributed_to == "p-otto-brandvold"
        assert claim.place == "elsewhere"

    def test_claims_of_an_actor_stand_at_either_end(self, path: Path) -> None:
        third = reading("d3", "Runa Petrelli", "detained", "Ada Lindqvist", relation="detains")
        with Store.open(built(path, ARREST, SECOND, third)) as store:

            def docs(**filters: object) -> list[str]:
                return sorted(c.evidence.doc for c in store.claims(**filters) if c.evidence)

            assert docs() == ["d1", "d2", "d3"]
            assert docs(actors=["p-otto-brandvold"]) == ["d1", "d2"]
            assert docs(actors={"p-mira-castellan", "p-runa-petrelli"}) == ["d2", "d3"]
            assert docs(actors=[]) == []
            assert docs(doc="d2") == ["d2"]
            assert docs(relations=["detains", "unknown"]) == ["d3"]
            assert docs(actors=["p-ada-lindqvist"], relations=["arrests"]) == ["d1"]

    @pytest.mark.parametrize("turned", [False, True])
    def test_ends_of_a_symmetric_claim_come_in_order_with_their_words(self, path: Path, turned: bool) -> None:
        names = ("Mira Castellan", "Ada Lindqvist") if turned else ("Ada Lindqvist", "Mira Castellan")
        given_ = reading("d1", names[0], "joined", names[1], relation="allied_with")
        with Store.open(built(path, given_)) as store:
            (claim,) = store.claims()
        text = given_.document.text
        assert (claim.subject, claim.object) == ("p-ada-lindqvist", "p-mira-castellan")
        assert claim.evidence is not None
        assert claim.evidence.subject.of(text) == "Ada Lindqvist"
        assert claim.evidence.object.of(text) == "Mira Castellan"

    def test_how_an_end_was_resolved_is_turned_with_it(self) -> None:
        claim = reading("d1", "Mira Castellan", "joined", "Ada Lindqvist", relation="allied_with").claims[0]
        how = EndResolution(rule="nearest", confidence=0.7)
        turned = ordered(replace(claim, resolved=Resolved(subject=how)), frozenset({"allied_with"}))
        assert turned.subject != claim.subject
        assert turned.resolved == Resolved(object=how)

    def test_directed_claim_is_not_turned(self, path: Path) -> None:
        with Store.open(built(path, reading("d1", "Mira Castellan", "held", "Ada Lindqvist"))) as store:
            assert [c.subject for c in store.claims()] == ["p-mira-castellan"]

    def test_claim_whose_ends_became_one_actor_is_left_out(self, path: Path) -> None:
        ends = (
            observed("Qasr", ActorType.COUNTRY, country="QZ"),
            observed("Qasria", ActorType.COUNTRY, country="QZ"),
        )
        with Store.open(built(path, reading("d1", ends[0], "attacked", ends[1]))) as store:
            assert list(store.claims()) == []
            assert store.counts().claims == 1

    def test_mentions_of_an_actor_or_a_document(self, path: Path) -> None:
        with Store.open(built(path, ARREST, SECOND)) as store:
            found = [(m.doc, m.text) for m in store.mentions(actor="p-otto-brandvold")]
            assert found == [("d1", "Otto Brandvold"), ("d2", "Otto Brandvold")]
            assert [m.actor for m in store.mentions(doc="d2")] == ["p-otto-brandvold", "p-mira-castellan"]
            assert list(store.mentions(doc="d2", actor="p-ada-lindqvist")) == []

    @pytest.mark.parametrize("asked", ["p-sheila-odowd", "Sheila O’Dowd", "SHEILA  o'dowd", "the grey judge"])
    def test_actor_is_found_by_id_name_or_alias(self, path: Path, asked: str) -> None:
        judge = observed("Sheila O’Dowd", aliases=("The Grey Judge",))
        given_ = reading("d1", judge, "freed", "Otto Brandvold")
        with Store.open(built(path, given_)) as store:
            assert [(actor.id, actor.name) for actor in store.named(asked)] == [("p-sheila-odowd", "Sheila O’Dowd")]

    def test_one_name_may_lead_to_several_actors_or_none(self, path: Path) -> None:
        police = observed("police", ActorType.SECURITY_FORCE, named=False)
        both = (reading(doc, police, "arrested", "Otto Brandvold") for doc in ("d1", "d2"))
        with Store.open(built(path, *both)) as store:
            assert len(store.named("Police")) == 2
            assert store.named("nobody") == []
            assert store.actor("nobody") is None
            assert store.document("nothing") is None
            assert ("Otto Brandvold", "p-otto-brandvold") in set(store.names())

    def test_claim_by_hand_has_no_evidence(self, path: Path) -> None:
        by_hand = replace(ARREST.claims[0], rule="user", evidence=None)
        with Store.open(built(path, replace(ARREST, claims=(by_hand,)))) as store:
            (claim,) = store.claims()
        assert isinstance(claim, Claim)
        assert claim.evidence is None

    def test_claims_of_an_actor_are_looked_up_not_searched(self, path: Path) -> None:
        with Store.open(built(path, ARREST)) as store:
            plans: list[str] = []
            connection = store._connection
            statements: list[str] = []
            connection.set_trace_callback(statements.append)
            list(store.claims(actors=["p-ada-lindqvist"]))
            connection.set_trace_callback(None)
            plans = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statements[-1]}")]
        assert not [line for line in plans if line.startswith("SCAN") and "json_each" not in line], plans


class TestWriting:
    def test_folder_is_made_and_only_the_store_is_left_in_it(self, path: Path) -> None:
        built(path, ARREST)
        assert names_in(path.parent) == ["graph.db"]

    def test_reader_sees_the_last_whole_state_while_a_writer_is_at_it(self, path: Path) -> None:
        built(path, ARREST)
        with Store.write(path) as writer:
            with Store.open(path) as reader:
                writer.add([SECOND])
                assert reader.doc_ids() == {"d1", "d2"}
            with Store.open(path) as reader, pytest.raises(RuntimeError):
                writer.add(iter_that_looks(reader))
        assert names_in(path.parent) == ["graph.db"]

    def test_second_writer_is_refused(self, path: Path) -> None:
        with Store.write(path), pytest.raises(StoreError, match="being written by another process"):
            Store.write(path)
        with Store.write(path) as store:
            assert store.doc_ids() == set()

    def test_second_writer_is_refused_for_a_fresh_store_too(self, path: Path) -> None:
        with Store.write(path, fresh=True), pytest.raises(StoreError, match="another process"):
            Store.write(path)

    def test_locked_database_is_told(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("graphbuild.store.connection.LOCK_SECONDS", 0.05)
        built(path, ARREST)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(StoreError, match="in use by another process"):
                Store.write(path)
            with pytest.raises(StoreError, match="in use by another process"):
                Store.open(path)
        built(path, SECOND)

    def test_killed_writer_leaves_whole_transactions_and_no_lock(self, path: Path) -> None:
        script = (
            "import os, sys\n"
            "from pathlib import Path\n"
            "from readings import reading\n"
            "from graphbuild.store import Store\n"
            "store = Store.write(Path(sys.argv[1]))\n"
            "store.add([reading('d1', 'Ada Lindqvist', 'arrested', 'Otto Brandvold')])\n"
            "def dying():\n"
            "    yield reading('d2', 'Otto Brandvold', 'jailed', 'Mira Castellan')\n"
            "    os._exit(9)\n"
            "store.add(dying())\n"
        )
        env = {**os.environ, "PYTHONPATH": PYTHONPATH}
        done = subprocess.run([sys.executable, "-c", script, str(path)], env=env, check=False)
        assert done.returncode == 9
        with Store.open(path) as store:
            assert store.doc_ids() == {"d1"}
        expected = content(built(path.with_name("other.db"), ARREST, SECOND))
        assert content(built(path, SECOND)) == expected

    def test_full_disk_is_told_and_nothing_is_half_written(self, path: Path) -> None:
        before = content(built(path, ARREST))
        large = reading("d2", "Otto Brandvold", "jailed", "Mira Castellan", before="word " * 200_000)
        with Store.write(path) as store:
            store._connection.execute("PRAGMA max_page_count = 40")
            with pytest.raises(StoreError, match="disk is full") as caught:
                store.add([large])
        assert caught.value.hint
        assert content(path) == before

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
    def test_read_only_folder_can_be_read_but_not_written(self, path: Path) -> None:
        built(path, ARREST)
        path.chmod(0o444)
        path.parent.chmod(0o555)
        try:
            assert content(path)
            with pytest.raises(StoreError):
                Store.write(path)
        finally:
            path.parent.chmod(0o755)

    @pytest.mark.parametrize(
        ("code", "words"),
        [
            (sqlite3.SQLITE_READONLY, "read-only"),
            (sqlite3.SQLITE_READONLY | (8 << 8), "read-only"),
            (sqlite3.SQLITE_CANTOPEN, "cannot be opened"),
            (sqlite3.SQLITE_IOERR, "disk gives an error"),
            (sqlite3.SQLITE_CORRUPT, "damaged"),
            (sqlite3.SQLITE_MISUSE, "cannot be used"),
        ],
    )
    def test_every_kind_of_trouble_is_told_with_its_file(self, code: int, words: str) -> None:
        error = sqlite3.OperationalError("as sqlite has it")
        error.sqlite_errorcode = code
        with pytest.raises(StoreError, match=f"x/graph.db.*{words}"), translated(Path("x/graph.db")):
            raise error


class TestFresh:
    def test_fresh_store_takes_the_place_of_the_old_one(self, path: Path) -> None:
        built(path, ARREST)
        built(path, SECOND, fresh=True)
        assert content(path) == content(built(path.parent.parent / "other.db", SECOND))
        assert names_in(path.parent) == ["graph.db"]

    def test_old_store_is_there_until_the_new_one_is_done(self, path: Path) -> None:
        before = content(built(path, ARREST))
        with Store.write(path, fresh=True) as store:
            store.add([SECOND])
            assert content(path) == before
        assert content(path) != before

    @pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
    def test_failure_leaves_the_old_store_as_it_was(self, path: Path, error: type[BaseException]) -> None:
        built(path, ARREST)
        before = path.read_bytes()
        with pytest.raises(error), Store.write(path, fresh=True) as store:
            store.add([SECOND])
            raise error
        assert path.read_bytes() == before
        assert names_in(path.parent) == ["graph.db"]

    def test_store_that_cannot_be_finished_leaves_the_old_one(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = content(built(path, ARREST))
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL

        def full(connection: sqlite3.Connection) -> None:
            connection.close()
            raise error

        monkeypatch.setattr("graphbuild.store.store.settle", full)
        with pytest.raises(StoreError, match="disk is full"), Store.write(path, fresh=True) as store:
            store.add([SECOND])
        monkeypatch.undo()
        assert content(path) == before
        assert names_in(path.parent) == ["graph.db"]

    def test_failure_leaves_nothing_where_nothing_was(self, path: Path) -> None:
        with pytest.raises(RuntimeError), Store.write(path, fresh=True):
            raise RuntimeError
        assert names_in(path.parent) == []

    def test_what_a_killed_one_left_does_not_matter(self, path: Path) -> None:
        built(path, ARREST)
        path.with_name("graph.db.part").write_bytes(b"half a store")
        path.with_name("graph.db.part-wal").write_bytes(b"half a log")
        built(path, SECOND, fresh=True)
        with Store.open(path) as store:
            assert store.doc_ids() == {"d2"}
        assert names_in(path.parent) == ["graph.db"]

    def test_log_of_a_killed_writer_is_not_played_into_the_new_store(self, path: Path) -> None:
        built(path, ARREST)
        killed = Store.write(path)
        killed.add([SECOND])
        log = path.with_name("graph.db-wal")
        saved, old = log.read_bytes(), path.read_bytes()
        killed.close()
        path.write_bytes(old)
        log.write_bytes(saved)
        third = reading("d3", "Runa Petrelli", "met", "Ada Lindqvist")
        built(path, third, fresh=True)
        with Store.open(path) as store:
            assert store.doc_ids() == {"d3"}
            assert store.damage() == []

    def test_damaged_and_newer_stores_can_be_replaced(self, path: Path) -> None:
        built(path, ARREST)
        path.write_bytes(path.read_bytes()[:3000])
        built(path, SECOND, fresh=True)
        assert content(path)

    def test_what_is_not_a_store_is_not_replaced(self, path: Path) -> None:
        path.parent.mkdir()
        path.write_text("my only copy\n")
        with pytest.raises(StoreError, match="not a graphbuild store"):
            Store.write(path, fresh=True)
        assert path.read_text() == "my only copy\n"
        assert names_in(path.parent) == ["graph.db"]


class TestWhatCannotBeOpened:
    def test_missing(self, path: Path) -> None:
        with pytest.raises(StoreError, match="no store at") as caught:
            Store.open(path)
        assert "graphbuild build" in caught.value.hint
        assert not path.parent.exists()

    def test_empty_file_is_no_store_but_may_become_one(self, path: Path) -> None:
        path.parent.mkdir()
        path.touch()
        with pytest.raises(StoreError, match="no store at"):
            Store.open(path)
        assert content(built(path, ARREST))

    @pytest.mark.parametrize("name", ["open", "write"])
    def test_folder(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(StoreError, match="is a folder"):
            getattr(Store, name)(tmp_path)

    @pytest.mark.parametrize("name", ["open", "write"])
    def test_other_file(self, path: Path, name: str) -> None:
        path.parent.mkdir()
        path.write_bytes(b"something else " * 1000)
        with pytest.raises(StoreError, match="not a graphbuild store"):
            getattr(Store, name)(path)

    @pytest.mark.parametrize("name", ["open", "write"])
    def test_database_of_another_program(self, path: Path, name: str) -> None:
        path.parent.mkdir()
        with closing(sqlite3.connect(path)) as other:
            other.execute("CREATE TABLE meta (key, value)")
        before = path.read_bytes()
        with pytest.raises(StoreError, match="not a graphbuild store"):
            getattr(Store, name)(path)
        assert path.read_bytes() == before

    @pytest.mark.parametrize("name", ["open", "write"])
    def test_newer_form(self, path: Path, name: str) -> None:
        built(path, ARREST)
        with closing(sqlite3.connect(path)) as newer:
            newer.execute(f"PRAGMA user_version = {VERSION + 1}")
        with pytest.raises(StoreError, match="newer graphbuild") as caught:
            getattr(Store, name)(path)
        assert "Update" in caught.value.hint

    @pytest.mark.parametrize("name", ["open", "write"])
    def test_older_form_is_made_again(self, path: Path, name: str) -> None:
        built(path, ARREST)
        with closing(sqlite3.connect(path)) as older:
            older.execute("ALTER TABLE observed DROP COLUMN known")
            older.execute(f"PRAGMA user_version = {VERSION - 1}")
        before = path.read_bytes()
        with pytest.raises(StoreError, match="older graphbuild") as caught:
            getattr(Store, name)(path)
        assert "--fresh" in caught.value.hint
        assert path.read_bytes() == before
        assert content(built(path, SECOND, fresh=True))

    def test_a_store_of_the_form_before_is_read_and_gains_what_it_lacks(self, path: Path) -> None:
        built(path, ARREST)
        with Store.open(path) as store:
            today = list(store.claims())
        with closing(sqlite3.connect(path)) as older:
            for column in ("date_from", "date_to", "date_basis", "spells"):
                older.execute(f"ALTER TABLE claim DROP COLUMN {column}")
            older.execute("ALTER TABLE link DROP COLUMN spells")
            older.execute("PRAGMA user_version = 5")
        before = path.read_bytes()
        lacking = [replace(c, date_from=None, date_to=None, date_basis=None, spells=()) for c in today]
        with Store.open(path) as store:
            assert list(store.claims()) == lacking
            assert not store.has_links
        assert path.read_bytes() == before
        built(path, SECOND)
        with Store.open(path) as store:
            assert set(lacking) < set(store.claims())
            assert store.has_links
            assert len(list(store.links())) == 2

    @pytest.mark.parametrize("keep", [150, 2000, 9000])
    @pytest.mark.parametrize("name", ["open", "write"])
    def test_cut_off_file_is_damaged(self, path: Path, name: str, keep: int) -> None:
        built(path, ARREST)
        path.write_bytes(path.read_bytes()[:keep])
        with pytest.raises(StoreError, match="damaged") as caught, getattr(Store, name)(path) as store:
            list(store.claims())
        assert "--fresh" in caught.value.hint

    def test_overwritten_pages_are_told_when_they_are_read(self, path: Path) -> None:
        built(path, *(reading(f"d{n}", "Ada Lindqvist", "arrested", "Otto Brandvold") for n in range(200)))
        data = path.read_bytes()
        path.write_bytes(data[:8192] + b"\xff" * (len(data) - 8192))
        with pytest.raises(StoreError, match="damaged"), Store.open(path) as store:
            list(store.claims())

    def test_writing_to_a_store_opened_for_reading(self, path: Path) -> None:
        with Store.open(built(path, ARREST)) as store, pytest.raises(StoreError, match="read-only"):
            store.add([SECOND])

    def test_folder_that_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(StoreError, match="cannot be used"):
            Store.write(tmp_path / "file" / "graph.db")


def iter_that_looks(reader: Store):
    """Yields a reading, and makes sure that a reader does not see it before the transaction ends."""
    yield reading("d3", "Runa Petrelli", "met", "Ada Lindqvist")
    assert not reader.has("d3")
    raise RuntimeError
