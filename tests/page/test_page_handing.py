"""The page answers and can be handed over, in a real browser: numbers, a layout for a part, one view as a page."""

from __future__ import annotations

from pathlib import Path

import page_sample as sample
from page_browser import SETTLED, Opener, new_page, number, shown
from playwright.sync_api import Browser, Page


def hash_of(page: Page) -> str:
    return str(page.evaluate("() => location.hash.slice(1)"))


def test_what_is_not_shown_is_counted_by_reason_and_each_reason_brings_it_back(opened: Opener) -> None:
    page = opened(sample.article())
    reasons = page.locator("#panel .hidden-links button")
    numbers = [int(text.split(" ")[0]) for text in reasons.all_inner_texts()]
    assert sum(numbers) == 39 - 34 and "5 links not shown" in page.locator("#panel .hidden-links").inner_text()
    page.locator("#panel .hidden-links").get_by_role("button", name="told to media").click()
    assert shown(page)[1] == 35 and hash_of(page) == "told=1"


def test_ranks_are_over_what_the_filters_leave(opened: Opener) -> None:
    page = opened(sample.generated(500))
    counts = page.evaluate(
        "() => { const n = new Map(); for (const l of graphbuild.data.links) if (l.shown)"
        " for (const e of new Set([l.from, l.to])) n.set(e, (n.get(e) || 0) + 1);"
        " return Math.max(...n.values()); }"
    )
    first = page.locator("#panel .rows .count").first.inner_text()
    assert first.startswith(f"{counts} links, ") and first.endswith("drawn")


def test_after_a_filter_all_that_is_left_is_drawn_and_laid_out(opened: Opener) -> None:
    page = opened(sample.generated(500), hash_="#hide-types=person,country,place,media,company,group")
    page.evaluate(SETTLED)
    assert page.locator("#note").is_hidden()
    scale = page.evaluate("graphbuild.network.getScale()")
    assert scale > 0.2
    passing = page.evaluate("() => graphbuild.state.shownLinks.reduce((sum, one) => sum + one, 0)")
    assert shown(page)[1] == passing > 0


def test_from_link_to_link_and_back_to_the_dossier(opened: Opener) -> None:
    page = opened(sample.article(), hash_="#actor=dahlan")
    page.locator("#panel .rows button").first.click()
    assert (
        page.locator(".trail .steps-on").inner_text().strip().startswith("‹ 1 of ")
        or "1 of" in page.locator(".trail").inner_text()
    )
    first = hash_of(page)
    page.get_by_role("button", name="Next link").click()
    assert hash_of(page) != first
    page.get_by_role("button", name="Previous link").click()
    assert hash_of(page) == first
    page.locator(".trail .link-button").click()
    assert page.locator("#panel h2").inner_text() == "Tarek Dahlan"


def test_the_search_finds_misspelt_names_relations_and_sentences(opened: Opener) -> None:
    page = opened(sample.article())
    query = page.locator("#query")
    query.fill("Terek Dahlam")
    assert page.locator("#matches li").first.inner_text() == "Tarek Dahlan"
    query.fill("arrests")
    page.locator("#matches li.relation").first.click()
    assert hash_of(page) == "relation=arrests" and shown(page)[1] == 2
    query.fill("terrorism law")
    page.locator("#matches li.sentence").first.click()
    assert hash_of(page).startswith("link=military/accuses/dahlan")


def test_one_view_is_a_page_of_its_own(opened: Opener, browser: Browser, tmp_path: Path) -> None:
    page = opened(sample.generated(500), hash_="#actor=a0", title="Who & whom", accept_downloads=True)
    seen = shown(page)
    page.click("#save summary")
    with page.expect_download() as download:
        page.click("#page")
    target = tmp_path / "saved.html"
    download.value.save_as(target)
    other = new_page(browser)
    errors: list[str] = []
    other.on("pageerror", lambda error: errors.append(str(error)))
    other.goto(target.as_uri())
    other.wait_for_selector("html[data-ready=true]", state="attached")
    assert shown(other) == seen and other.title() == "Who & whom"
    assert other.locator("#panel h2").inner_text() == page.locator("#panel h2").inner_text()
    assert errors == [] and target.stat().st_size < 1_000_000
    other.close()


def test_a_frame_of_an_article_shows_the_network_alone(opened: Opener) -> None:
    page = opened(sample.article(), hash_="#embed=1")
    assert page.locator("#bar").is_hidden() and page.locator("#panel").is_hidden()
    assert page.locator("#canvas").is_visible()


def test_arrows_go_from_actor_to_actor(opened: Opener) -> None:
    page = opened(sample.article())
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowRight")
    assert hash_of(page) == "actor=dahlan", "the one with most links comes first"
    x = page.evaluate(f"graphbuild.network.getPosition({number(page, 'dahlan')}).x")
    page.keyboard.press("ArrowRight")
    at = page.evaluate("graphbuild.state.selected.actor")
    assert page.evaluate(f"graphbuild.network.getPosition({at}).x") > x


def test_a_sentence_of_a_table_names_its_row_and_tables_their_article(opened: Opener) -> None:
    graph = sample.article()
    [item, *_] = graph.edges["lawyer", "dahlan", "speaks_for"]["evidence"]
    item |= {"doc": "r-17", "source": "wire/june.csv"}
    page = opened(graph, hash_="#link=lawyer/speaks_for/dahlan")
    assert "wire/june.csv, row r-17" in page.locator("#panel figure .source").inner_text()
    assert "Militia commander walks free" in page.locator("#panel figure .source").inner_text()
    page.keyboard.press("t")
    row = page.locator("#table-links tbody tr", has_text="speaks for")
    assert "Militia commander walks free · wire/june.csv, row r-17" in row.inner_text()
    item |= {"row": 1_204}
    page = opened(graph, hash_="#link=lawyer/speaks_for/dahlan")
    assert "wire/june.csv, row 1,204, id r-17" in page.locator("#panel figure .source").inner_text()
    item |= {"doc": "0123456789ab"}  # made from the text: it says nothing to a reader
    page = opened(graph, hash_="#link=lawyer/speaks_for/dahlan")
    assert page.locator("#panel figure .source").inner_text().endswith("wire/june.csv, row 1,204")
