"""What the statements of a question were read as is remembered, and the answers are the same as without that."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from asked import questions, world

from graphbuild.answers.questions import Kind, Question
from graphbuild.answers.questions import remembered as memories
from graphbuild.answers.questions.remembered import FOLDER, Memory, Said, folder
from graphbuild.answers.questions.statements import Statement
from graphbuild.answers.questions.understanding import Listener
from graphbuild.core.errors import GraphbuildError, ModelError
from graphbuild.core.model import Status
from graphbuild.graph.view import StoreView
from graphbuild.store import Store

ARREST = Statement(text="Anna Holt did arrest Bo Tarn.", stand_ins={0: "Anna Holt", 1: "Bo Tarn"})
BACK = Statement(text="Anna Holt did arrest Bo Tarn.", stand_ins={1: "Anna Holt", 0: "Bo Tarn"})
SAID = Said("arrests", "arrests", Status.ALLEGED, 0, 1)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world(tmp_path_factory.mktemp("remembered") / "graph.db")


def understood(listener: Listener, text: str) -> Question | str:
    try:
        return listener.understand(text)
    except GraphbuildError as error:
        return error.what


def unread(listener: Listener, made: object) -> object:
    raise AssertionError("nothing is to be read")


def test_questions_are_understood_the_second_time_as_the_first(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = [asked.text for asked in questions()][::5]
    with Store.open(store) as opened:
        view = StoreView(opened)
        listener = Listener(view)
        plain = [understood(listener, text) for text in some]
        monkeypatch.setenv(FOLDER, str(tmp_path / "cache"))
        listener = Listener(view)
        first = [understood(listener, text) for text in some]
        monkeypatch.setattr(Listener, "_read", unread)
        listener = Listener(view)
        second = [understood(listener, text) for text in some]
    assert plain == first == second
    kinds = {question.kind for question in second if isinstance(question, Question)}
    assert {Kind.WHO, Kind.WHETHER, Kind.PATH} <= kinds
    written = (tmp_path / "cache" / "statements.json").read_text(encoding="utf-8")
    assert not any(name in written for name in ("Kadir", "Northern", "Holt")), "no names"


def test_a_fixed_form_needs_no_model(store: Path) -> None:
    with Store.open(store) as opened:
        listener = Listener(StoreView(opened), model="no_such_model")
        assert listener.understand("how is Omar Kadir linked to Iran?").kind is Kind.PATH
        with pytest.raises(ModelError):
            listener.understand("who arrested Omar Kadir?")


def test_what_is_remembered_is_of_one_way_of_reading(tmp_path: Path) -> None:
    memory = Memory(tmp_path, "one way")
    assert memory.recall(ARREST) is None
    memory.keep([ARREST], [[SAID]])
    assert memory.recall(ARREST) == [SAID]
    assert memory.recall(BACK) is None, "the names stand for others"
    assert Memory(tmp_path, "one way").recall(ARREST) == [SAID]
    assert Memory(tmp_path, "another way").recall(ARREST) is None
    Memory(tmp_path, "another way").keep([BACK], [[]])
    assert Memory(tmp_path, "one way").recall(ARREST) is None
    assert Memory(tmp_path, "another way").recall(BACK) == []


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "7", '{"way": "w"}', '{"way": "w", "statements": {"a": [["x"]]}}', '{"way": "w", "statements": 1}'],
)
def test_a_damaged_file_does_no_harm(tmp_path: Path, text: str) -> None:
    (tmp_path / "statements.json").write_text(text, encoding="utf-8")
    memory = Memory(tmp_path, "w")
    assert memory.recall(ARREST) is None
    memory.keep([ARREST], [[SAID]])
    assert Memory(tmp_path, "w").recall(ARREST) == [SAID]


def test_a_folder_that_cannot_be_made_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    memory = Memory(tmp_path / "file" / "folder", "w")
    memory.keep([ARREST], [[SAID]])
    assert memory.recall(ARREST) == [SAID]


def test_the_oldest_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memories, "MOST", 2)
    made = [Statement(text=f"{n}.", stand_ins={}) for n in range(3)]
    for one in made:
        Memory(tmp_path, "w").keep([one], [[SAID]])
    assert [Memory(tmp_path, "w").recall(one) is not None for one in made] == [False, True, True]


def test_the_folder_is_the_users_cache(tmp_path: Path) -> None:
    assert folder({FOLDER: ""}) is None
    assert folder({FOLDER: str(tmp_path), "XDG_CACHE_HOME": "elsewhere"}) == tmp_path
    assert folder({"XDG_CACHE_HOME": str(tmp_path)}) == tmp_path / "graphbuild"


LOADED = """
import sys
from graphbuild.cli import main
main(sys.argv[1:], standalone_mode=False)
print("LOADED", *sorted({"torch", "typer", "requests", "spacy"} & set(sys.modules)), "spacy.cli" in sys.modules)
"""


@pytest.mark.parametrize(
    ("question", "loaded"), [("how is Omar Kadir linked to Iran?", []), ("who arrested Omar Kadir?", ["spacy"])]
)
def test_ask_imports_no_more_than_it_needs(store: Path, tmp_path: Path, question: str, loaded: list[str]) -> None:
    """A framework that is installed, as PyTorch takes seconds to import, is not imported for the default model."""
    (tmp_path / "torch.py").write_text("", encoding="utf-8")
    paths = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    line = [sys.executable, "-c", LOADED, "ask", question, "--graph", str(store), "--json"]
    done = subprocess.run(line, capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": paths})
    answer, _, modules = done.stdout.partition("LOADED")
    assert json.loads(answer)["question"]["kind"] in {"path", "who"}
    assert modules.split() == [*loaded, "False"]
