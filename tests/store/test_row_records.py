"""Records that are made out of rows are those of the dataclasses, and the first actors are the first of all."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import invented
import pytest

from graphbuild.core.model import ActorType
from graphbuild.core.records import claim_record, mention_record
from graphbuild.graph.find import ranked
from graphbuild.resolution.corrections.overlay import Overlay
from graphbuild.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return invented.make_store(tmp_path / "graph.db")


def both(path: Path) -> None:
    with Store.open(path) as store:
        claims, mentions = list(store.claim_records()), list(store.mention_records())
        assert claims == list(map(claim_record, store.claims()))
        assert mentions == list(map(mention_record, store.mentions()))
        assert list(claims[0]) == list(claim_record(next(store.claims())))
        assert len(claims) > 5 and len(mentions) > 5


def test_records_of_rows_are_those_of_claims_and_mentions(path: Path) -> None:
    both(path)


def test_also_where_ends_are_turned_or_resolved(path: Path) -> None:
    with sqlite3.connect(path) as db:
        relations = [relation for (relation,) in db.execute("SELECT DISTINCT relation FROM claim")]
        first = "(SELECT min(id) FROM claim)"
        db.execute(
            f"UPDATE claim SET resolved_subject_rule = 'nearest', resolved_subject_confidence = .7 WHERE id = {first}"
        )
    with Store.write(path) as store:
        store.keep_judging(store.overlay, relations, {})
    both(path)


def test_also_where_corrections_refuse_links(path: Path) -> None:
    with Store.write(path) as store:
        key = next(link.link_key for link in store.links())
        store.keep_judging(Overlay(refused={key: "no"}), (), {})
    both(path)


@pytest.mark.parametrize("types", [(), (ActorType.PERSON,), (ActorType.PERSON, ActorType.COUNTRY)])
def test_the_first_linked_actors_are_the_first_of_all(path: Path, types: tuple[ActorType, ...]) -> None:
    with Store.open(path) as store:
        linked = {end for link in store.link_facts() if not link.link_key.is_open for end in link[0:3:2]}
        every = [a for a in ranked(store.actors()) if a.id in linked and (not types or a.type in types)]
        assert every and ranked(store.linked_actors(types=types)) == every
        for limit in (1, 2, 4):
            found = ranked(store.linked_actors(limit=limit, types=types))
            assert found[:limit] == every[:limit]
