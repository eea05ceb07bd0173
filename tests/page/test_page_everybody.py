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

# Whether the picture has had the same scale for longer than it takes to fit the window.
AT_REST = """() => {
    const scale = graphbuild.network.getScale(), now = performance.now();
    if (window.scaleBefore !== scale) [window.scaleBefore, window.changedAt] = [scale, now];
    return now - window.changedAt > 700;
}"""


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


def test_axe_finds_nothing_in_the_controls_that_correct(opened: Opener) -> None:
    page = opened(sample.article(), bypass_csp=True, hash_="#link=forces/arrests/dahlan")
    page.get_by_role("button", name="This link is wrong").click()
    page.get_by_role("button", name="This sentence is not about").first.click()
    page.locator("form.ask input").wait_for()
    assert grave(page) == []
    page.evaluate("() => { location.hash = 'actor=dahlan'; }")
    page.locator("details.mending > summary").first.click()
    assert page.locator("#corrections").is_visible()
    assert grave(page) == []


def test_on_a_telephone_rows_of_the_tables_are_low_and_names_stay_whole(opened: Opener) -> None:
    graph = sample.article()
    graph.nodes["dahlan"]["roles"] = [f"commander of the district number {n}" for n in range(12)]
    page = opened(graph, has_touch=True, is_mobile=True)
    page.set_viewport_size({"width": 360, "height": 740})
    page.tap("#view-table")
    heights = page.evaluate(
        "() => [...document.querySelectorAll('#table-actors tbody tr')].map((row) => row.offsetHeight)"
    )
    assert sorted(heights)[len(heights) // 2] <= 56 and max(heights) <= 160
    first = page.locator("#table-actors tbody tr").first.locator("td").first
    lines = first.evaluate("(cell) => cell.querySelector('button').getClientRects().length")
    assert lines <= 2, "a name breaks between its words, not within them"
    assert page.locator("#tables").bounding_box()["height"] >= 400  # type: ignore[index]


def test_two_fingers_zoom_and_move_the_picture(opened: Opener) -> None:
    page = opened(sample.article(), has_touch=True)
    box = page.locator("#canvas").bounding_box()
    assert box
    client = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        at = [{"x": box["x"] + x, "y": box["y"] + y, "id": number} for number, (x, y) in enumerate(points)]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    def view() -> tuple[float, float, float]:
        x, y, scale = page.evaluate(
            "() => { const { x, y } = graphbuild.network.getViewPosition();"
            " return [x, y, graphbuild.network.getScale()]; }"
        )
        return x, y, scale

    before = view()
    touch("touchStart", (300, 300), (400, 300))
    for step in range(1, 6):
        touch("touchMove", (300 - 10 * step, 300), (400 + 10 * step, 300))
    apart = view()
    assert apart[2] == pytest.approx(before[2] * 2, rel=0.25), "twice as far apart, twice as large"
    for step in range(1, 6):
        touch("touchMove", (250 + 12 * step, 300), (450 + 12 * step, 300))
    touch("touchEnd")
    moved = view()
    assert moved[2] == pytest.approx(apart[2], rel=0.02)
    assert (apart[0] - moved[0]) * moved[2] == pytest.approx(60, abs=15), "the picture follows the fingers"


def test_the_wheel_zooms_in_proportion_and_keeps_the_place_under_the_pointer(opened: Opener) -> None:
    page = opened(sample.article())
    box = page.locator("#canvas").bounding_box()
    assert box

    def turned(pixels: int) -> float:
        before = page.evaluate("() => graphbuild.network.getScale()")
        page.mouse.wheel(0, pixels)
        page.wait_for_function("(before) => graphbuild.network.getScale() !== before", arg=before)
        return float(page.evaluate("() => graphbuild.network.getScale()") / before)

    page.mouse.move(box["x"] + 200, box["y"] + 150)
    place = "() => { const { x, y } = graphbuild.network.DOMtoCanvas({ x: 200, y: 150 }); return [x, y]; }"
    before = page.evaluate(place)
    little, more, back = turned(-20), turned(-80), turned(100)
    assert 1 < little < more and more == pytest.approx(little**4, rel=0.01)
    assert little * more * back == pytest.approx(1, rel=0.01)
    assert page.evaluate(place) == pytest.approx(before, abs=1)


def test_on_a_telephone_the_most_connected_are_named(opened: Opener) -> None:
    page = opened(sample.article())
    page.set_viewport_size({"width": 360, "height": 740})
    page.keyboard.press("0")
    page.wait_for_function(AT_REST)
    named = page.evaluate("() => graphbuild.labels().filter((one) => one.kind === 'actor').map((one) => one.at)")
    assert page.evaluate("() => graphbuild.data.actors.findIndex((one) => one.id === 'dahlan')") in named
