"""A graph shows itself in a notebook: the page in a frame, which works there and can do no harm."""

from __future__ import annotations

import os
from pathlib import Path

import networkx
import page_sample as sample
import pytest
from invented import make_store
from page_browser import new_page
from playwright.sync_api import Browser

import graphbuild
from graphbuild.graph.graph import ActorGraph


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> networkx.MultiDiGraph:
    return graphbuild.load(make_store(tmp_path_factory.mktemp("notebook") / "graph.db"))


def test_what_load_gives_is_a_networkx_graph_that_shows_itself(graph: networkx.MultiDiGraph) -> None:
    assert isinstance(graph, networkx.MultiDiGraph)
    assert graph._repr_html_() == graph.copy()._repr_html_()
    part = graph.subgraph(list(graph)[:2])
    assert part._repr_html_().startswith("<iframe")


def test_a_graph_of_other_making_shows_its_figures() -> None:
    assert ActorGraph([("a", "b"), ("b", "c")])._repr_html_() == "<p>A graph of 3 nodes and 2 edges.</p>"
    assert "<iframe" in ActorGraph()._repr_html_()


def test_no_word_ends_the_frame() -> None:
    hostile = '"></iframe><script>parent.hit = 1</script>&quot;'
    graph = ActorGraph(sample.article())
    graph.nodes["dahlan"]["label"] = hostile
    shown = graph._repr_html_()
    assert shown.count("</iframe>") == 1 and shown.count("<script") == 0


@pytest.mark.skipif(bool(os.environ.get("GRAPHBUILD_NO_BROWSER")), reason="no browser on this machine")
def test_the_page_works_inside_a_notebook_and_cannot_reach_it(browser: Browser, tmp_path: Path) -> None:
    notebook = tmp_path / "notebook.html"
    shown = ActorGraph(sample.article())._repr_html_()
    notebook.write_text(f"<!DOCTYPE html><body>{shown}</body>", encoding="utf-8")
    wrong: list[str] = []
    page = new_page(browser)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(notebook.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready=true]").wait_for(state="attached")
    frame.locator("#query").fill("Dahlan")
    frame.locator("#matches li").first.wait_for()
    frame.locator("#query").press("Enter")
    frame.locator("#panel dl").first.wait_for()
    assert "Dahlan" in frame.locator("#panel h2").inner_text()
    reach = "() => { try { return String(parent.document.body) } catch (e) { return e.name } }"
    assert page.frames[1].evaluate(reach) == "SecurityError"
    page.close()
    assert wrong == []
