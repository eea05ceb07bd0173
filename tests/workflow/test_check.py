from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from readings import ONTOLOGY, observed, reading, readings, relation

from graphbuild.core import invariants
from graphbuild.core.errors import PromiseError
from graphbuild.core.model import ActorType, Reading, Span
from graphbuild.knowledge.ontology import Ontology
from graphbuild.store import Store
from graphbuild.store.schema import STATEMENTS
from graphbuild.workflow.judge import judge_store
from graphbuild.workflow.verify import Fault, FaultKind, check

ARREST = reading("d1", "Ada Lindqvist", "arrested", "Otto Brandvold", before="It rained. ")
CLAIM, PROOF = ARREST.claims[0], ARREST.claims[0].evidence
assert PROOF is not None
MENTION = ARREST.mentions[0]
NOWHERE = Span(500, 510)


def with_evidence(**spans: object) -> Reading:
    return replace(ARREST, claims=(replace(CLAIM, evidence=replace(PROOF, **spans)),))


def with_claim(**fields: object) -> Reading:
    return replace(ARREST, claims=(replace(CLAIM, **fields),))


def with_mention(**fields: object) -> Reading:
    return replace(ARREST, mentions=(replace(MENTION, **fields),))


class TestEvidence:
    def test_nothing_is_wrong_with_a_good_reading(self) -> None:
        invariants.verify(ARREST)
        assert list(invariants.faults(ARREST)) == []

    @settings(max_examples=40, deadline=None)
    @given(any_reading=readings("d1"))
    def test_nor_with_any_good_reading(self, any_reading: Reading) -> None:
        invariants.verify(any_reading)

    @pytest.mark.parametrize(
        ("broken", "words"),
        [
            (with_evidence(trigger=Span(0, 2)), "trigger is not in its sentence"),
            (with_evidence(trigger=Span(30, 30)), "trigger 30-30 is empty"),
            (with_evidence(sentence=NOWHERE), "sentence 500-510 is empty or outside"),
            (with_evidence(subject=NOWHERE), "subject 500-510 is empty or outside"),
            (with_evidence(object=Span(-3, 4)), "object -3-4 is empty or outside"),
            (with_evidence(object=Span(9, 4)), "object 9-4 is empty or outside"),
            (with_evidence(subject=Span(0, 2), object=Span(3, 9)), "neither of its ends"),
            (with_evidence(doc="d2"), "evidence is of document 'd2'"),
            (with_claim(evidence=None), "no evidence"),
            (with_claim(subject="ghost"), "subject 'ghost' is unknown"),
            (with_claim(object=CLAIM.subject), "two ends are one actor"),
            (with_claim(attributed_to="ghost"), "source 'ghost' is unknown"),
            (with_claim(confidence=1.01), "confidence 1.01"),
            (with_claim(confidence=-0.5), "confidence -0.5"),
            (with_claim(confidence=float("nan")), "confidence nan"),
            (replace(ARREST, claims=(CLAIM, CLAIM)), "two claims have one id"),
            (with_mention(text="Someone"), "the text has 'Ada Lindqvist'"),
            (with_mention(span=NOWHERE), "span 500-510 is empty or outside"),
            (with_mention(span=Span(3, 3), text=""), "span 3-3 is empty"),
            (with_mention(actor="ghost"), "actor 'ghost' is unknown"),
            (with_mention(doc="d2"), "it is of document 'd2'"),
            (replace(ARREST, actors=ARREST.actors * 2), "two actors have one id"),
            (replace(ARREST, actors=(*ARREST.actors, observed("X Y", doc="d9"))), "is of document 'd9'"),
            (replace(ARREST, actors=(*ARREST.actors, observed("", doc="d1"))), "has no name"),
            (replace(ARREST, document=replace(ARREST.document, text=f"{ARREST.document.text}\ud800")), "surrogate"),
            (replace(Reading(document=ARREST.document), document=replace(ARREST.document, id="")), "has no id"),
        ],
    )
    def test_broken_promise_is_named(self, broken: Reading, words: str) -> None:
        (fault,) = invariants.faults(broken)
        assert words in fault
        with pytest.raises(PromiseError) as caught:
            invariants.verify(broken)
        assert repr(broken.document.id) in caught.value.what
        if broken.claims and "claim" in fault and broken.claims != (CLAIM, CLAIM):
            assert CLAIM.rule in fault

    @pytest.mark.parametrize("end", ["subject", "object"])
    def test_one_end_may_stand_in_another_sentence(self, end: str) -> None:
        invariants.verify(with_evidence(**{end: Span(0, 2)}))

    def test_trigger_and_an_end_may_be_the_same_words(self) -> None:
        invariants.verify(with_evidence(trigger=PROOF.subject))

    def test_claim_by_hand_needs_none(self) -> None:
        invariants.verify(with_claim(evidence=None, rule=invariants.USER_RULE))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "graph.db"
    others = [
        reading("d2", "Otto Brandvold", "joined", "Ada Lindqvist", relation="allied_with"),
        reading("d3", observed("police", ActorType.SECURITY_FORCE, named=False), "held", "Mira Castellan"),
    ]
    with Store.write(path) as store:
        store.add([ARREST, *others])
        judge_store(store, ONTOLOGY)
    return path


def faults(path: Path, ontology: Ontology = ONTOLOGY) -> list[Fault]:
    with Store.open(path) as store:
        return check(store, ontology)


def spoilt(path: Path, statement: str) -> list[Fault]:
    """The faults after somebody changed the store behind our back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        assert connection.execute(statement).rowcount
    return faults(path)


class TestCheck:
    def test_good_store_has_no_faults(self, path: Path) -> None:
        assert faults(path) == []

    @pytest.mark.parametrize(
        ("statement", "kind", "where", "words"),
        [
            ("UPDATE document SET sha256 = 'x' WHERE id = 'd1'", FaultKind.DOCUMENT, "d1", "sha256"),
            ("UPDATE document SET text = 'Short.' WHERE id = 'd3'", FaultKind.READING, "d3", "outside the text"),
            ("UPDATE mention SET text = 'x' WHERE doc = 'd3'", FaultKind.READING, "d3", "the text has"),
            ("UPDATE claim SET trigger_end = 999 WHERE doc = 'd2'", FaultKind.READING, "d2", "trigger"),
            ("UPDATE claim SET sentence_start = NULL WHERE doc = 'd2'", FaultKind.READING, "d2", "no evidence"),
            ("UPDATE claim SET relation = 'hugs' WHERE doc = 'd1'", FaultKind.RELATION, "hugs", "no such relation"),
            ("DELETE FROM document WHERE id = 'd2'", FaultKind.DOCUMENT, "d2", "rows of it are left"),
            ("DELETE FROM judgement WHERE actor = 'p-mira-castellan'", FaultKind.JUDGEMENT, "", "not judged"),
            (
                "INSERT INTO candidate VALUES ('p-ada-lindqvist', 'p-x', 0.5, 'x')",
                FaultKind.JUDGEMENT,
                "p-x",
                "candidate",
            ),
            ("UPDATE judgement SET reason = ''", FaultKind.JUDGEMENT, "", "no reason"),
            ("UPDATE judgement SET actor = 'p-x' WHERE actor LIKE 'o-%'", FaultKind.JUDGEMENT, "", "'p-x'"),
            (
                "INSERT INTO judgement VALUES ('ghost', 'p-ada-lindqvist', 'x', 1)",
                FaultKind.JUDGEMENT,
                "ghost",
                "not there",
            ),
            ("DELETE FROM actor WHERE id = 'p-ada-lindqvist'", FaultKind.ACTOR, "", "is not there"),
            (
                "UPDATE actor SET n_mentions = 9 WHERE id LIKE 'p-ada%'",
                FaultKind.COUNT,
                "p-ada-lindqvist",
                "n_mentions is 9",
            ),
            (
                "UPDATE actor SET n_documents = 9 WHERE id LIKE 'p-a%'",
                FaultKind.COUNT,
                "p-ada-lindqvist",
                "should be 2",
            ),
            ("UPDATE actor SET type = 'place' WHERE id LIKE 'p-ada%'", FaultKind.ACTOR, "p-ada-lindqvist", "type"),
            (
                "INSERT INTO actor VALUES ('p-z', 'Z', 'person', '[]', '[]', NULL, 1, 1)",
                FaultKind.ACTOR,
                "p-z",
                "no document",
            ),
            ("DELETE FROM name WHERE actor LIKE 'p-ada%'", FaultKind.NAME, "p-ada-lindqvist", "does not lead"),
            (
                "INSERT INTO name VALUES ('z', 'p-ada-lindqvist', 'Z')",
                FaultKind.NAME,
                "p-ada-lindqvist",
                "not its name",
            ),
            ("UPDATE meta SET value = '[]' WHERE key = 'symmetric'", FaultKind.SYMMETRY, "", "not in order"),
        ],
    )
    def test_each_broken_promise_is_found(
        self, path: Path, statement: str, kind: FaultKind, where: str, words: str
    ) -> None:
        found = spoilt(path, statement)
        assert [f for f in found if f.kind is kind and where in f.where and words in f.what], found

    def test_one_claim_id_in_two_documents(self, path: Path) -> None:
        found = spoilt(path, "UPDATE claim SET id = (SELECT min(id) FROM claim)")
        assert [fault.where for fault in found if "is in 'd1' too" in fault.what] == ["d2", "d3"]

    def test_relation_of_a_users_ontology(self, path: Path) -> None:
        smaller = Ontology(relations={"arrests": relation("arrests")}, digest="smaller")
        assert [(f.kind, f.where) for f in faults(path, smaller)] == [(FaultKind.RELATION, "allied_with")]

    def test_damaged_file_is_one_kind_of_fault(self, path: Path) -> None:
        data = bytearray(path.read_bytes())
        middle = len(data) // 2
        data[middle : middle + 3000] = b"\xff" * 3000
        path.write_bytes(data)
        found = faults(path)
        assert found
        assert {fault.kind for fault in found} == {FaultKind.FILE}
        assert {fault.where for fault in found} == {str(path)}

    def test_documents_that_a_build_had_no_time_to_judge_are_no_fault(self, path: Path) -> None:
        with Store.write(path) as store:
            store.add([reading("d9", "Runa Petrelli", "met", "Ada Lindqvist")])
            assert store.pending
        assert not faults(path)

    def test_unjudged_documents_are_told(self, path: Path) -> None:
        with Store.write(path) as store:
            store.add([reading("d9", "Runa Petrelli", "met", "Ada Lindqvist")])
        with closing(sqlite3.connect(path)) as db, db:
            db.execute("DELETE FROM meta WHERE key = 'pending'")
        found = {fault.kind for fault in faults(path)}
        assert FaultKind.JUDGEMENT in found


def _cells() -> list[tuple[str, str]]:
    """Every column of every table."""
    with closing(sqlite3.connect(":memory:")) as db:
        for statement in STATEMENTS:
            db.execute(statement)
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        own = [table for table in tables if not table.startswith("sentence_words_")]
        return [(table, row[1]) for table in own for row in db.execute(f"PRAGMA table_info({table})")]


UNTOLD = {
    ("document", "way"): "how it was read: another way only has it read again",
    ("candidate", "score"): "a proposal to people, from which nothing follows",
    ("candidate", "why"): "a proposal to people, from which nothing follows",
    ("judgement", "reason"): "words for people",
    ("touched", "kind"): "empty where all is judged",
    ("touched", "id"): "empty where all is judged",
    ("meta", "value"): "tried one by one",
    ("meta", "key"): "tried one by one",
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that has a row in every table."""
    path = tmp_path_factory.mktemp("filled") / "graph.db"
    words = " ".join(f"word{n}" for n in range(40))
    twice = [reading(doc, "Ada Lindqvist", "arrested", "Otto Brandvold", before=f"{words}. ") for doc in ("d4", "d5")]
    place = replace(observed("Vintra", ActorType.PLACE), country="SE")
    initial = reading("d6", "O. Brandvold", "arrested", place)  # may be Otto Brandvold, which is a doubt
    with Store.write(path) as store:
        for one in (ARREST, *twice, initial):
            store.add([replace(one, sentences=(Span(0, 9), Span(10, len(one.document.text))))])
        judge_store(store, ONTOLOGY)
        assert store.stories()
    with closing(sqlite3.connect(path)) as db, db:
        assert db.execute("SELECT count(*) FROM candidate").fetchone() == (1,)
        assert db.execute("SELECT count(*) FROM name_facts").fetchone() == (1,)
    assert not faults(path)
    return path


KEYS = {
    "actor": "id", "candidate": "one", "claim": "id", "copy": "doc", "document": "id", "judgement": "observed",
    "link": "claims", "entry": "id", "entry_key": "code", "doubt": "rowid", "context": "doc", "token": "token",
    "name_facts": "name", "touched": "id", "degree": "actor", "kind": "key",
    "mention": "rowid", "meta": "key", "name": "key", "observed": "id", "sentence": "id", "sentence_words": "rowid",
}  # fmt: skip


def rows_of(db: sqlite3.Connection, table: str) -> list[object]:
    return db.execute(f"SELECT {KEYS[table]}, * FROM {table} ORDER BY 1").fetchall()


@pytest.mark.parametrize(("table", "column"), _cells())
@pytest.mark.parametrize("value", ["'zzz'", "0", "x'00ff'", "NULL"])
def test_any_change_of_any_cell_is_found(filled: Path, tmp_path: Path, table: str, column: str, value: str) -> None:
    if (table, column) in UNTOLD:
        return
    path = tmp_path / "graph.db"
    shutil.copy(filled, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        before, key = rows_of(db, table), KEYS[table]
        assert before
        one = f"SELECT {key} FROM {table} ORDER BY 1 LIMIT 1"
        try:
            db.execute(f'UPDATE {table} SET "{column}" = {value} WHERE {key} = ({one})')
        except sqlite3.IntegrityError:  # SQLite itself refuses
            return
        same = before == rows_of(db, table)
    assert same or faults(path) or (column == "named" and value != "0"), "all but 0 mean yes"


@pytest.mark.parametrize("table", [table for table in KEYS if table not in {"candidate", "meta", "touched"}])
def test_any_row_that_is_gone_is_found(filled: Path, tmp_path: Path, table: str) -> None:
    path = tmp_path / "graph.db"
    shutil.copy(filled, path)
    key = KEYS[table]
    assert spoilt(path, f"DELETE FROM {table} WHERE {key} = (SELECT {key} FROM {table} ORDER BY 1 LIMIT 1)")


@pytest.mark.parametrize("key", ["symmetric", "corrections"])
@pytest.mark.parametrize("value", ["", "{", "[1]", '{"looks": 7}'])
def test_what_a_store_knows_of_itself(path: Path, key: str, value: str) -> None:
    """The words of the ontology are read before the check begins; a store without them is told by that."""
    with closing(sqlite3.connect(path)) as db, db:
        assert db.execute("SELECT count(*) FROM meta WHERE key = ?", (key,)).fetchone() == (1,)
        db.execute("UPDATE meta SET value = ? WHERE key = ?", (value, key))
    assert faults(path) or not value
