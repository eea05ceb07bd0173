"""Who read a link, on the page: a filter, words beside it, and in what is saved; nothing where only rules read."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import networkx
import page_sample as sample
from page_browser import Opener, needs_browser, shown
from playwright.sync_api import Page

pytestmark = needs_browser

BY_BOTH = "commands/verbs/lead & reader/lantern"


def two_readers() -> networkx.MultiDiGraph:
    """The article of the sample: one link was read by both, one by the second reader alone."""
    graph = sample.article()
    links = [
        data for _, _, data in sorted(graph.edges(data=True), key=lambda edge: edge[:2]) if len(data["evidence"]) == 1
    ]
    asserted = [data for data in links if data["status"] == "asserted" and data["relation"] not in ("other", "tells")]
    asserted[0]["evidence"][0]["rule"] = BY_BOTH
    asserted[1]["evidence"][0]["rule"] = "reader/lantern"
    return graph


def named(page: Page, words: str) -> int:
    return int(page.locator("#legend label", has_text=words).locator(".count").inner_text())


def saved(page: Page, way: str, folder: Path) -> str:
    page.locator("#save summary").click()
    with page.expect_download() as download:
        page.locator(f"#{way}").click()
    target = folder / way
    download.value.save_as(target)
    return target.read_text("utf-8-sig")


def test_links_are_filtered_by_who_read_them(opened: Opener) -> None:
    page = opened(two_readers())
    _, links = shown(page)
    assert (named(page, "both"), named(page, "the second reader alone")) == (1, 1)
    assert named(page, "the built-in rules alone") == links - 2
    for words in ("both", "the built-in rules alone"):
        page.locator("#legend label", has_text=words).locator("input").click()
    assert shown(page) == (2, 1)
    assert "hide-readers=both,rules" in page.url
    assert f"{links - 1} read by others than you ticked" in page.locator("#panel").inner_text()
    page.reload()
    page.wait_for_selector("html[data-ready=true]", state="attached")
    assert shown(page) == (2, 1)


def test_a_link_and_its_sentences_say_who_read_them(opened: Opener, tmp_path: Path) -> None:
    page = opened(two_readers())
    alone = page.evaluate("() => graphbuild.data.links.find((link) => String(link.read_by) === 'reader').at")
    subject, key, target = page.evaluate(
        "(at) => { const { links, actors } = graphbuild.data; const link = links[at];"
        " return [actors[link.from].id, link.key, actors[link.to].id]; }",
        alone,
    )
    page.evaluate("(hash) => { location.hash = hash; }", f"link={subject}/{key}/{target}")
    assert "read by\nthe second reader alone" in page.locator("#panel dl").inner_text()
    page.locator("#panel figure summary").first.click()
    assert "read by: the second reader alone" in page.locator("#panel figure details").first.inner_text()
    [row] = csv.DictReader(io.StringIO(saved(page, "csv", tmp_path)))
    assert row["read by"] == "the second reader alone"
    [link] = json.loads(saved(page, "json", tmp_path))["links"]
    assert link["read_by"] == ["reader"] and link["evidence"][0]["read_by"] == "reader"
    page.evaluate("(hash) => { location.hash = hash; }", f"actor={subject}")
    assert "the second reader alone" in " ".join(page.locator("#panel .rows").all_inner_texts())


def test_what_the_learned_reader_read_says_so(opened: Opener, tmp_path: Path) -> None:
    graph = sample.article()
    for _, _, data in graph.edges(data=True):
        if data["relation"] == "speaks_for":
            data["evidence"][0]["rule"] = "learned/speaks_for"
    page = opened(graph, hash_="#link=lawyer/speaks_for/dahlan")
    _, links = shown(page)
    assert (named(page, "the learned reader alone"), named(page, "the built-in rules alone")) == (1, links - 1)
    assert "read by\nthe learned reader alone" in page.locator("#panel dl").inner_text()
    [row] = csv.DictReader(io.StringIO(saved(page, "csv", tmp_path)))
    assert row["read by"] == "the learned reader alone"
    page.evaluate("() => { location.hash = 'actor=lawyer'; }")
    assert "the learned reader alone" in " ".join(page.locator("#panel .rows").all_inner_texts())


def test_without_another_reader_nothing_is_said_of_one(opened: Opener, tmp_path: Path) -> None:
    page = opened(sample.article(), hash_="#link=lawyer/speaks_for/dahlan")
    assert page.locator("#legend", has_text="Read by").count() == 0
    assert "read by" not in page.locator("#panel").inner_text()
    assert "read by" not in saved(page, "csv", tmp_path).splitlines()[0]
