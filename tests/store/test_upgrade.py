"""A store of the oldest form that is understood: read as it is, brought to today's form by a writer."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from invented import Article, O, P, make_store, relations

from graphbuild.store import Store
from graphbuild.store.schema import VERSION
from graphbuild.store.upgrade import OLDEST
from graphbuild.workflow.verify import check

NEW_TABLES = ("entry", "entry_key", "doubt", "context", "token", "name_facts", "touched", "link")
NEW_COLUMNS = {
    "claim": ("date_from", "date_to", "date_basis", "spells"),
    "observed": ("name_key",),
    "judgement": ("entry",),
}


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A store as the oldest form has it."""
    article = Article("d", "Ana Bell leads the Mill Board.")
    article.actor("Ana Bell", P)
    article.actor("Mill Board", O)
    article.claim("Ana Bell", "leads", "Mill Board", "Ana Bell leads the Mill Board.", "leads")
    path = make_store(tmp_path / "graph.db", [article.reading()])
    connection = sqlite3.connect(path)
    for table in NEW_TABLES:
        connection.execute(f"DROP TABLE {table}")
    for table, columns in NEW_COLUMNS.items():
        indexes = connection.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ?", (table,))
        for (index,) in indexes.fetchall():
            if not index.startswith("sqlite_"):
                connection.execute(f"DROP INDEX {index}")
        for column in columns:
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    connection.execute(f"PRAGMA user_version = {OLDEST}")
    connection.commit()
    connection.close()
    return path


def test_a_store_of_the_oldest_form_is_read_as_it_is(older: Path) -> None:
    before = older.read_bytes()
    with Store.open(older) as store:
        [claim] = store.claims()
        assert check(store, relations()) == []
    assert (claim.relation, claim.date_from) == ("leads", None)
    assert older.read_bytes() == before


def test_a_writer_brings_it_to_todays_form(older: Path) -> None:
    with Store.write(older):
        pass
    connection = sqlite3.connect(older)
    assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert connection.execute("SELECT name, name_key FROM observed ORDER BY name").fetchall() == [
        ("Ana Bell", "ana bell"),
        ("Mill Board", "mill board"),
    ]
    made = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    connection.close()
    assert set(NEW_TABLES) <= made
