"""The tutorial notebook runs from top to bottom and prints what it shows."""

from __future__ import annotations

import importlib.util
from typing import Any

import pandas
import pytest
from folders import ROOT


@pytest.fixture(scope="module")
def tutorial() -> Any:
    spec = importlib.util.spec_from_file_location("tutorial", ROOT / "docs" / "tutorial.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def printed(cell: dict[str, Any]) -> str:
    return "".join(line for output in cell["outputs"] for line in output["text"])


def test_the_notebook_runs_and_prints_what_it_shows(tutorial: Any) -> None:
    notebook = tutorial.read()
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    ran = tutorial.executed(notebook)
    assert [said for said, _ in ran] == [printed(cell) for cell in cells], "run: python docs/tutorial.py"
    frames = [value for _, value in ran if isinstance(value, pandas.DataFrame)]
    assert len(frames) >= 2
    assert all(len(frame) for frame in frames)
    pages = [value._repr_html_() for _, value in ran if hasattr(value, "_repr_html_")]
    assert any(shown.startswith("<iframe") for shown in pages), "the graph shows itself"
    everything = "".join(said for said, _ in ran)
    for needed in ("disputed: True", "alleged", "denied", "family of", "gexf", "of the shortest ways", "as reported"):
        assert needed in everything


def test_the_notebook_is_one_that_jupyter_opens(tutorial: Any) -> None:
    notebook = tutorial.read()
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)
    for cell in notebook["cells"]:
        assert cell["cell_type"] in ("code", "markdown")
        assert cell["source"] and isinstance(cell["metadata"], dict)
        if cell["cell_type"] == "code":
            assert cell["execution_count"] is None, "written by docs/tutorial.py, so that runs leave no trace"
