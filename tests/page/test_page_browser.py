"""The page in a real browser: what it shows, that it asks for nothing, and that no hostile word runs."""

from __future__ import annotations

from pathlib import Path

import page_sample as sample
import pytest
from page_browser import SETTLED, Opener, needs_browser, new_page, number, shown, spent, spot
from page_sample import HOSTILE, hostile
from playwright.sync_api import Browser, Page

from graphbuild.core.model import ActorType
from graphbuild.drawing import styles
from graphbuild.page import write_page

pytestmark = needs_browser


def pixels(page: Page) -> int:
    """How many pixels of the canvas are drawn on."""
    return int(
        page.evaluate(
            "() => { const c = document.querySelector('#canvas canvas');"
            " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
            " let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n; }"
        )
    )


def test_the_page_opens_on_an_overview_without_denied_and_hypothetical_links(opened: Opener) -> None:
    page = opened(sample.article(), title="Commander walks free")
    assert page.title() == page.locator("h1").inner_text() == "Commander walks free"
    assert shown(page) == (25, 34)
    assert pixels(page) > 5_000
    panel = page.locator("#panel").inner_text()
    assert "Tarek Dahlan" in panel and "Militia commander walks free" in panel
    assert page.locator(".figures b").all_inner_texts() == ["27", "35", "1"]


def test_a_click_on_a_line_shows_every_sentence_behind_it(opened: Opener) -> None:
    page = opened(sample.article())
    ends = number(page, "forces"), number(page, "dahlan")
    x, y = spot(
        page,
        f"(([a, b]) => ({{x: a.x * .8 + b.x * .2, y: a.y * .8 + b.y * .2}}))"
        f"(Object.values(graphbuild.network.getPositions({list(ends)})).reverse())",
    )
    page.mouse.click(x, y)
    page.wait_for_selector("#panel figure")
    cards = page.locator("#panel blockquote").all_inner_texts()
    assert cards == [
        "Security forces arrested Tarek Dahlan on May 26.",
        "His arrest and release show how hard it is to rein the militias in. (= Security forces) (= Tarek Dahlan)",
    ]
    first = page.locator("#panel figure").first
    assert first.locator("mark.s").inner_text() == "Security forces"
    assert first.locator("mark.t").inner_text() == "arrested"
    assert first.locator("mark.o").inner_text() == "Tarek Dahlan"
    source = first.locator(".source")
    assert (
        source.inner_text() == "Militia commander walks free · The Salk Courier · 2021-06-09 · courier/walks-free.txt"
    )
    assert source.locator("a").get_attribute("href") == "https://courier.example/walks-free"
    assert "noopener" in (source.locator("a").get_attribute("rel") or "")
    assert page.url.endswith("#link=forces/arrests/dahlan")


def test_a_click_on_an_actor_shows_its_dossier_and_the_others_step_back(opened: Opener) -> None:
    page = opened(sample.article())
    at = number(page, "dahlan")
    page.mouse.click(*spot(page, f"graphbuild.network.getPosition({at})"))
    page.wait_for_selector("#panel dl")
    assert page.locator("#panel h2").inner_text() == "Tarek Dahlan"
    headings = page.locator("#panel h4").all_inner_texts()
    assert "commands" in headings and "arrested by" in headings
    assert "militia commander" in page.locator("#panel dl").inner_text()
    assert page.url.endswith("#actor=dahlan")
    faded = page.evaluate(
        "() => Object.values(graphbuild.network.body.nodes).filter((n) => n.options.opacity < 1).map((n) => n.id)"
    )
    assert number(page, "zone") in faded and at not in faded and number(page, "front") not in faded
    page.get_by_role("button", name="Security forces").click()
    assert page.url.endswith("#link=forces/arrests/dahlan")
    page.go_back()
    page.wait_for_function("document.querySelector('#panel h2').textContent === 'Tarek Dahlan'")
    page.keyboard.press("Escape")
    assert "#" not in page.url and page.locator(".figures").is_visible()


def test_an_alleged_link_says_who_alleges_it(opened: Opener) -> None:
    page = opened(sample.article(), hash_="#link=dahlan/aligned_with/ostrand")
    assert "alleged, according to Western officials (“seen”)" in page.locator("#panel .held").inner_text()


def test_the_address_of_a_hidden_link_shows_it(opened: Opener) -> None:
    page = opened(sample.article(), hash_="#link=dahlan/kills/activists")
    assert "denied by Dahlan" in page.locator("#panel").inner_text()
    assert shown(page) == (25, 35)


def test_an_address_that_names_nothing_opens_the_overview(opened: Opener) -> None:
    page = opened(sample.article(), hash_="#actor=%E0%A4%A")
    assert page.locator(".figures").is_visible()


def test_the_legend_counts_and_filters(opened: Opener) -> None:
    page = opened(sample.article())
    denied = page.locator("#legend label", has_text="denied")
    assert denied.locator(".count").inner_text() == "2" and not denied.locator("input").is_checked()
    denied.locator("input").check()
    assert shown(page)[1] == 36
    assert "36 links shown" in page.locator("#said").inner_text()
    page.locator("#legend label", has_text="told to media").locator("input").check()
    assert shown(page) == (27, 37)
    page.locator("#legend label", has_text="people").locator("input").uncheck()
    assert shown(page)[1] < 25
    page.get_by_role("button", name="Hide all: Links").or_(page.get_by_role("button", name="Show all: Links")).click()
    page.get_by_role("button", name="Hide all: Links").click()
    assert shown(page) == (0, 0)
    empty = page.locator("#empty")
    assert empty.inner_text().startswith(
        "No link passes all of these filters:\n\n✕ no people\n✕ no links of “Belonging"
    )
    empty.get_by_role("button", name="no links of").click()
    assert shown(page)[1] >= 5, "each filter is a button that lifts it"
    assert page.locator("#reset").inner_text() == "Reset 3 filters"


def test_an_empty_picture_names_the_filters_that_emptied_it(opened: Opener) -> None:
    page = opened(sample.article(), hash_="#confirmed=1&confidence=1&from=2031-05-01&undated=0")
    said = ["confirmed by a person only", "confidence at least 100 %", "from 2031-05-01", "dated only"]
    assert page.locator("#empty li").all_inner_texts() == [f"✕ {one}" for one in said]
    page.keyboard.press("t")
    assert page.locator("#tables .emptied li").count() == len(said)
    page.keyboard.press("t")
    page.get_by_role("button", name="Reset all of them").click()
    assert shown(page) == (25, 34)
    page = opened(sample.article(), hash_="#hide-statuses=asserted,alleged,ended,future")
    assert page.locator("#empty").inner_text().startswith("No link passes this filter:\n\n✕ nothing ")


def test_search_completes_and_goes_by_keyboard_alone(opened: Opener) -> None:
    page = opened(sample.article())
    page.keyboard.press("/")
    page.keyboard.type("uhf")
    assert page.locator("#matches li").all_inner_texts() == ["United Homeland Front (UHF)"]
    page.keyboard.press("Enter")
    assert page.url.endswith("#actor=front")
    assert page.locator("#panel h2").inner_text() == "United Homeland Front"
    page.locator("#panel .rows button").first.focus()
    page.keyboard.press("Enter")
    assert page.url.split("#")[1].startswith("link=")
    page.keyboard.press("/")
    page.keyboard.type("dahl")
    page.keyboard.press("ArrowDown")
    assert page.locator("#matches [aria-selected=true]").inner_text() == "Samir Dahlan"
    assert page.locator("#query").get_attribute("aria-activedescendant") == "match-1"
    page.keyboard.press("Control+A")
    page.keyboard.type("xyzzy")
    assert page.locator("#matches").inner_text() == "No actor of that name"


def test_the_tables_hold_what_the_drawing_shows(opened: Opener) -> None:
    page = opened(sample.article())
    page.keyboard.press("t")
    assert page.locator("#table-actors tbody tr").count() == 25
    assert page.locator("#table-links tbody tr").count() == 34
    assert page.locator("#table-actors tbody tr").first.inner_text().startswith("Tarek Dahlan")
    page.locator("#table-actors").get_by_role("button", name="name", exact=True).click()
    names = page.locator("#table-actors tbody td:first-child").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    page.get_by_role("button", name="Security forces arrests Tarek Dahlan").click()
    assert page.locator("#panel figure").count() == 2


def test_light_and_dark(opened: Opener) -> None:
    page = opened(sample.article(), color_scheme="dark")
    background = "getComputedStyle(document.getElementById('stage')).backgroundColor"
    assert page.evaluate(background) == "rgb(21, 25, 32)"
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate(background) == "rgb(251, 250, 247)"
    colour = f"() => graphbuild.network.body.nodes[{number(page, 'dahlan')}].options.color.background"
    assert page.evaluate(colour) == styles.TYPES[ActorType.PERSON].light


def test_the_picture_can_be_saved(opened: Opener, tmp_path: Path) -> None:
    page = opened(sample.article(), title="Who & whom", accept_downloads=True)
    with page.expect_download() as download:
        page.click("#save summary")
        page.click("#png")
    assert download.value.suggested_filename == "Who-whom.png"
    target = tmp_path / "saved.png"
    download.value.save_as(target)
    assert target.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n" and target.stat().st_size > 20_000


def test_moving_starts_and_stops_on_demand(opened: Opener) -> None:
    page = opened(sample.article())
    where = "() => JSON.stringify(graphbuild.network.getPositions())"
    before = page.evaluate(where)
    page.evaluate(SETTLED)
    assert page.evaluate(where) == before
    page.get_by_role("button", name="Move").click()
    page.wait_for_function("(old) => JSON.stringify(graphbuild.network.getPositions()) !== old", arg=before)
    page.get_by_role("button", name="Move").click()
    assert page.evaluate("() => graphbuild.network.physics.physicsEnabled") is False


def test_with_reduced_motion_nothing_moves_step_by_step(opened: Opener) -> None:
    page = opened(sample.article(), reduced_motion="reduce")
    before = page.evaluate("() => JSON.stringify(graphbuild.network.getPositions())")
    page.get_by_role("button", name="Move").click()
    page.wait_for_function("(old) => JSON.stringify(graphbuild.network.getPositions()) !== old", arg=before)
    page.wait_for_function("() => graphbuild.network.physics.physicsEnabled === false")


@pytest.mark.parametrize("width", [1000, 480])
def test_a_narrow_window_has_all_of_it(opened: Opener, width: int) -> None:
    page = opened(sample.article())
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate(SETTLED)
    assert not page.locator("#legend").is_visible()
    page.get_by_role("button", name="Filters").click()
    page.locator("#legend label", has_text="denied").locator("input").check()
    page.get_by_role("button", name="Filters").click()
    assert shown(page)[1] == 36
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_words_run_nowhere(opened: Opener) -> None:
    page = opened(hostile(), title=HOSTILE)
    assert page.locator("h1").inner_text().startswith("</script><script>")
    assert page.locator("img, #panel script, #panel a[href^='javascript']").count() == 0
    page.evaluate("() => { location.hash = 'actor=' + encodeURIComponent(graphbuild.data.actors[0].id); }")
    page.wait_for_selector("#panel dl")
    page.locator("#panel .rows button").first.click()
    page.wait_for_selector("#panel figure")
    assert page.locator("#panel a").count() == 0
    assert "</script>" in page.locator("#panel blockquote").inner_text()
    page.keyboard.press("t")
    assert page.locator("#table-links tbody tr").count() == 1
    page.keyboard.press("/")
    page.keyboard.type("script")
    assert page.locator("#matches li.actor").count() == 2
    box = page.locator("#canvas")
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    box.hover()
    assert page.evaluate("window.hit") == 0


def test_the_policy_stops_a_script_that_got_in(browser: Browser, tmp_path: Path) -> None:
    """The second lock: were there a hole, the browser still would not run what it let in."""
    path = tmp_path / "page.html"
    write_page(sample.article(), path, ontology=sample.ONTOLOGY)
    hole = "<script>window.hit=1</script><img src='https://tracker.example/x.png' onerror='window.hit=2'>"
    html = path.read_text(encoding="utf-8").replace("<main>", "<main>" + hole)
    path.write_text(html, encoding="utf-8")
    asked: list[str] = []
    page = new_page(browser)
    # What the policy forbids never gets as far as a route.
    page.route("https://**", lambda route: (asked.append(route.request.url), route.abort()))
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready=true]", state="attached")
    assert page.evaluate("window.hit") is None
    page.evaluate(SETTLED)
    assert asked == []
    page.close()


def test_a_compressed_page_opens_and_an_old_browser_says_why_it_does_not(
    opened: Opener, browser: Browser, tmp_path: Path
) -> None:
    page = opened(sample.generated(1500), hash_="#actor=a1")
    assert page.locator("#panel h2").inner_text() == page.evaluate(
        "graphbuild.data.actors.find((a) => a.id === 'a1').label"
    )
    page.locator("#panel .rows button").first.click()
    assert page.locator("#panel blockquote").first.locator("mark").all_inner_texts() == ["One", "met", "another"]
    old = new_page(browser)
    old.add_init_script("delete window.DecompressionStream")
    old.goto((tmp_path / "page.html").as_uri())
    old.get_by_text("graphbuild page --plain").wait_for()
    write_page(sample.generated(1500), tmp_path / "plain.html", ontology=sample.ONTOLOGY, plain=True)
    old.goto((tmp_path / "plain.html").as_uri())
    old.wait_for_selector("html[data-ready=true]", state="attached")
    assert not old.locator("#opening").count()
    old.close()


@pytest.mark.parametrize(
    ("actors", "words"),
    [(0, "No actors were found."), (1, "No links between these actors were found.")],
)
def test_a_graph_without_links_says_so(opened: Opener, actors: int, words: str) -> None:
    page = opened(sample.generated(actors))
    assert page.locator("#empty").inner_text() == words
    page.keyboard.press("t")
    assert page.locator("#table-actors tbody tr").count() == actors


@pytest.mark.parametrize(("actors", "seconds"), [(60, 15), (500, 20), (2000, 40)])
def test_big_graphs_open_soon(opened: Opener, actors: int, seconds: float) -> None:
    """Generous, for slow machines, and of all processes together; docs/page.md has what was measured."""
    graph = sample.generated(actors)
    started = spent()
    page = opened(graph)
    assert spent() - started < seconds
    assert pixels(page) > 5_000
    if actors > 300:
        assert 50 < shown(page)[0] <= 100
        page.locator("#note").get_by_role("button", name="all").click()
    assert shown(page)[0] > actors * 0.9
    page.keyboard.press("/")
    page.keyboard.type("ka")
    page.keyboard.press("Enter")
    assert "#actor=" in page.url
