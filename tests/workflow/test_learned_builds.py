"""A store remembers whether it is read with the learned reader."""

from __future__ import annotations

from pathlib import Path

import pytest
import tiny_model

from graphbuild.extraction import pipeline
from graphbuild.extraction.learned import model
from graphbuild.knowledge import ontology
from graphbuild.workflow.build import update
from graphbuild.workflow.learned import wanted

TEXT = "Ada Holt tutored Jonas Weld in Karvia. Soldiers arrested Tomas Reld."


@pytest.fixture(autouse=True)
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = tiny_model.tiny(tmp_path)
    monkeypatch.setattr(model, "load_model", lambda: found)


def test_what_was_asked_for_holds_until_something_else_is(tmp_path: Path) -> None:
    source, out = tmp_path / "a.txt", tmp_path / "out"
    source.write_text(TEXT, encoding="utf-8")
    store = out / "graph.db"

    assert not wanted(store, None, fresh=False)
    update([source], out, page=False, graphml=False)
    assert not wanted(store, None, fresh=False)
    assert update([source], out, page=False, graphml=False, learned=True).reread == 1
    assert wanted(store, None, fresh=False)
    assert update([source], out, page=False, graphml=False).known == 1
    assert update([source], out, page=False, graphml=False, learned=False).reread == 1
    assert not wanted(store, None, fresh=False)
    assert not wanted(store, None, fresh=True)


def test_the_way_of_reading_tells_both_apart() -> None:
    words = ontology.load()
    assert pipeline.signature(words, learned=True) != pipeline.signature(words)
