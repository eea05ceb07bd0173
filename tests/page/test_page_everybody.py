"""Whether everybody can use the page: axe, the keyboard alone, small screens, names from right to left."""

from __future__ import annotations

import networkx
import page_sample as sample
import pytest
from axe_playwright_python.sync_playwright import Axe
from page_browser import Opener, needs_browser
from playwright.sync_api import Page

from graphbuild.core.model import ActorType

pytestmark = needs_browser


def grave(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds that is serious or worse, and where."""
    found = Axe().run(page).response["violations"]
    bad = [one for one in found if one["impact"] in ("serious", "critical")]
    return [(one["id"], node["target"]) for one in bad for node in one["nodes"]]


@pytest.mark.parametrize(
    ("theme", "width", "views"),
    [
        ("light", 1400, ["", "#actor=dahlan", "#link=dahlan/kills/activists"]),
        ("dark", 1400, ["#path=dahlan,ostrand", "table"]),
        ("dark", 390, ["#actor=dahlan", "save"]),
    ],
)
def test_axe_finds_no_serious_violation(opened: Opener, theme: str, width: int, views: list[str]) -> None:
    page = opened(sample.article(), color_scheme=theme, bypass_csp=True)
    page.set_viewport_size({"width": width, "height": 800})
    for view in views:
        page.evaluate("(hash) => { location.hash = hash; }", view if view.startswith("#") else "")
        if view == "table":
            page.keyboard.press("t")
        if view == "save":
            page.locator("#save summary").click()
        assert grave(page) == [], view


def test_the_keyboard_alone_goes_from_an_actor_to_its_sentences_and_back(opened: Opener) -> None:
    page = opened(sample.article())
    page.keyboard.press("/")
    page.keyboard.type("tarek")
    page.keyboard.press("Enter")
    assert page.url.endswith("#actor=dahlan")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.closest('.rows') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel figure")
    assert page.locator("#said").inner_text() != "Tarek Dahlan"
    page.keyboard.press("Escape")
    assert page.locator("#panel h2").inner_text() == "Who is linked to whom"


def test_on_a_telephone_the_panel_lies_below_and_all_can_be_reached(opened: Opener) -> None:
    page = opened(sample.article(), has_touch=True, is_mobile=True)
    page.set_viewport_size({"width": 390, "height": 800})
    stage, panel = (page.locator(what).bounding_box() for what in ("#stage", "#panel"))
    assert stage and panel and panel["y"] >= stage["y"] + stage["height"] - 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.tap("#panel .rows button")
    page.wait_for_selector("#panel .kind")
    page.tap("#open-legend")
    assert page.locator("#legend").is_visible()


def test_names_from_right_to_left_stand_as_they_are(opened: Opener) -> None:
    graph = networkx.MultiDiGraph()
    for node, name in (("a", "قاسم مصلح"), ("b", "משה כהן")):
        graph.add_node(node, label=name, type=ActorType.PERSON, aliases=[], roles=[], n_documents=1, n_mentions=1)
    sample.add_link(graph, "a", "b", "supports", evidence=[sample.evidence("{s:قاسم} {t:met} {o:משה}.")])
    page = opened(graph, hash_="#link=a/supports/b")
    assert page.locator("#panel blockquote").get_attribute("dir") == "auto"
    page.keyboard.press("t")
    assert {"قاسم مصلح", "משה כהן"} <= set(page.locator("#table-actors td:first-child").all_inner_texts())
