"""The page asked as a person would ask it: filters, chains between two actors, time, and views that can be sent."""

from __future__ import annotations

import math
from typing import Any

import networkx
import page_sample as sample
import pytest
from page_browser import SETTLED, Opener, needs_browser, number, shown, spent, spot
from playwright.sync_api import Locator, Page

pytestmark = needs_browser


def story() -> networkx.MultiDiGraph:
    """The article of the sample, with a second outlet, a link that several confirm, and doubtful ones."""
    graph = sample.article()
    backed = graph.edges["ostrand", "militias", "supports"]
    first = backed["evidence"][0]
    second = {**first, "doc": "d2", "title": "Who pays", "outlet": "Varenia Today", "date": "2019", "url": "ftp://x"}
    backed.update(weight=9, n_documents=3, n_outlets=2, review="confirmed", evidence=[first, second])
    backed.update(first_date="2019", last_date="2019")
    graph.edges["company", "brigade", "other:ships for"]["confidence"] = 0.55
    graph.edges["pm", "government", "leads"]["confidence"] = 0.55
    accuses = graph.edges["ngo", "brigade", "accuses"]
    accuses["evidence"] = [{**accuses["evidence"][0], "outlet": "Varenia Today", "doc": "d3"}]
    return graph


def hash_of(page: Page) -> str:
    return str(page.evaluate("() => location.hash.slice(1)"))


def entry(page: Page, label: str) -> Locator:
    return page.locator("#legend label").filter(has=page.get_by_text(label, exact=True))


def press(page: Page, label: str) -> None:
    entry(page, label).locator("input").click()


def slide(page: Page, label: str, *keys: str) -> None:
    handle = page.get_by_label(label, exact=True)
    handle.focus()
    for key in keys:
        page.keyboard.press(key)


def count(page: Page, label: str) -> int:
    return int(entry(page, label).locator(".count").inner_text())


# --- filters --------------------------------------------------------------------------------------------------------


def test_filters_combine_and_the_legend_counts_what_the_others_leave(opened: Opener) -> None:
    page = opened(story())
    before = count(page, "Force")
    press(page, "alleged")
    assert count(page, "Force") == before - 4
    press(page, "people")
    assert count(page, "Force") < before - 4
    left = shown(page)[1]
    press(page, "Force")
    assert shown(page)[1] == left - _forced(page)
    assert page.locator("#reset").inner_text() == "Reset 3 filters"
    page.locator("#reset").click()
    assert shown(page) == (25, 34) and hash_of(page) == ""


def _forced(page: Page) -> int:
    """The links of force that are neither alleged nor touch a person, by the page's own data."""
    return int(
        page.evaluate(
            "() => { const { actors, links } = graphbuild.data; const free = (at) => actors[at].type !== 'person';"
            " return links.filter((l) => l.shown && l.family === 'force' && l.status !== 'alleged'"
            " && free(l.from) && free(l.to)).length; }"
        )
    )


def test_one_relation_can_be_hidden(opened: Opener) -> None:
    page = opened(story())
    page.locator("#relations summary").click()
    page.locator("#relations label", has_text="arrests").locator("input").uncheck()
    assert shown(page)[1] == 32
    assert hash_of(page) == "hide-relations=arrests"


def test_only_what_several_independent_sources_say(opened: Opener) -> None:
    page = opened(story())
    slide(page, "Least independent sources", "End")
    assert shown(page) == (2, 1) and hash_of(page) == "sources=2"
    page.evaluate("() => { location.hash = 'link=ostrand/supports/militias'; }")
    page.wait_for_selector("#panel figure")
    panel = page.locator("#panel").inner_text()
    assert "3 articles, 2 independent sources" in panel
    assert "2 of 9 sentences" in panel.lower() or "2 OF 9 SENTENCES" in panel
    assert 'graphbuild links "Ostrand" --with "Ostrand-backed militias"' in panel
    assert page.locator("#panel .source a").count() == 1  # the other address is none of the web


def test_only_what_is_sure_enough(opened: Opener) -> None:
    page = opened(story())
    slide(page, "Least confidence", "End")
    assert shown(page)[1] == 0
    slide(page, "Least confidence", *["ArrowLeft"] * 3)
    assert hash_of(page) == "confidence=0.85" and shown(page)[1] == 33


def test_only_what_a_person_confirmed(opened: Opener) -> None:
    page = opened(story())
    press(page, "confirmed by a person only")
    assert shown(page) == (2, 1)
    assert page.locator("#panel .figures").is_visible()


def test_a_source_can_be_left_out(opened: Opener) -> None:
    page = opened(story())
    assert count(page, "Varenia Today") == 2
    press(page, "The Salk Courier")
    assert shown(page)[1] == 2  # what the other outlet also says stays


def test_a_period_keeps_what_has_no_date_and_counts_it(opened: Opener) -> None:
    page = opened(story())
    undated = page.locator("#dates label")
    without = int(undated.locator(".count").inner_text())
    dated = shown(page)[1] - without
    assert dated == 5 and page.locator("#dates rect.in").count() > 10
    slide(page, "From", *["ArrowRight"] * 30)
    assert "from=2021-" in hash_of(page)
    assert shown(page)[1] == without + 3
    undated.locator("input").uncheck()
    assert shown(page)[1] == 3
    slide(page, "Until", *["ArrowLeft"] * 36)  # a handle cannot pass the other: it takes it along
    bounds = page.evaluate("() => [graphbuild.state.filters.from, graphbuild.state.filters.to]")
    assert bounds[0] is None or bounds[0] < bounds[1]


def test_an_article_of_a_day_and_an_hour_lies_in_the_time_when_it_was_printed(opened: Opener) -> None:
    graph = networkx.MultiDiGraph()
    for at, published in enumerate(("2019-05-01T10:00:00Z", "2021-05-01")):
        article = {"doc": f"d{at}", "published": published}
        sample.add_link(graph, f"a{at}", "b", "leads", evidence=[sample.evidence("{s:One} {t:led} {o:it}.", **article)])
    page = opened(graph, hash_="#time=reported&undated=0&to=2020-01-01")
    assert shown(page) == (2, 1)


@pytest.mark.parametrize("dates", [("0012", "2999"), ("2020", "2020"), ("nonsense", "2020-13-45")])
def test_odd_dates_do_no_harm(opened: Opener, dates: tuple[str, str]) -> None:
    graph = networkx.MultiDiGraph()
    for at, date in enumerate(dates):
        item = sample.evidence("{s:One} {t:met} {o:another}.", date=date)
        sample.add_link(graph, f"a{at}", "b", "met_with", evidence=[item])
    page = opened(graph)
    assert shown(page) == (3, 2)
    page.get_by_role("tab", name="In time").click()
    assert page.locator(".chronicle").is_visible()


# --- chains ---------------------------------------------------------------------------------------------------------


def test_two_actors_and_the_chains_between_them(opened: Opener) -> None:
    page = opened(story(), hash_="#actor=lawyer")
    page.get_by_label("Chains from Nadia Ferhan to …").fill("hawks")
    page.keyboard.press("Enter")
    assert hash_of(page).startswith("path=lawyer/brigade")
    first = page.locator("section.chain").first
    assert first.locator("h3").inner_text() == "1. Tarek Dahlan"
    assert first.locator("blockquote").all_inner_texts() == [
        "Nadia Ferhan, lawyer for Dahlan, welcomed it.",
        "He (= Tarek Dahlan) leads his own faction, the Northern Hawks Brigade.",
    ]
    assert first.locator("mark.t").all_inner_texts() == ["lawyer for", "leads"]
    page.locator("section.chain h3 button").first.click()
    assert hash_of(page) == "path=lawyer/brigade&chain=1"
    faded = page.evaluate(
        "() => Object.values(graphbuild.network.body.nodes).filter((n) => n.options.opacity === 1).length"
    )
    assert faded == 3
    page.get_by_role("button", name="the other way round").click()
    assert hash_of(page) == "path=brigade/lawyer"


def test_shift_and_a_click_on_a_second_actor(opened: Opener) -> None:
    page = opened(story())
    page.mouse.click(*spot(page, f"graphbuild.network.getPosition({number(page, 'dahlan')})"))
    page.keyboard.down("Shift")
    page.mouse.click(*spot(page, f"graphbuild.network.getPosition({number(page, 'front')})"))
    page.keyboard.up("Shift")
    page.wait_for_selector("section.chain")
    assert hash_of(page) == "path=dahlan/front"
    assert page.locator("section.chain h3").first.inner_text() == "1. directly"


def test_chains_walk_only_on_what_the_filters_let_through(opened: Opener) -> None:
    page = opened(story(), hash_="#path=brother/dahlan&hide-families=business")
    assert "brother" not in page.locator("#panel").inner_text().split("\n")[0]
    assert all("family of" not in text for text in page.locator(".hop-head").all_inner_texts())
    page.evaluate("() => { location.hash = 'path=fighters/wire'; }")
    page.wait_for_function("document.querySelector('#panel h2').textContent.includes('Halcyon')")
    assert "No chain" in page.locator("#panel .lead").inner_text()


# --- neighbourhood and time -----------------------------------------------------------------------------------------


def test_a_neighbourhood_of_two_steps_and_nothing_else(opened: Opener) -> None:
    page = opened(story(), hash_="#actor=company")
    page.get_by_label("nothing else").check()
    one = shown(page)[0]
    page.get_by_role("button", name="2 steps").click()
    assert one < shown(page)[0] < 25
    assert hash_of(page) == "actor=company&depth=2&alone=1"
    page.keyboard.press("Escape")
    assert shown(page) == (25, 34)


def test_what_is_selected_in_the_order_of_time(opened: Opener) -> None:
    page = opened(story(), hash_="#actor=dahlan")
    page.get_by_role("tab", name="In time").click()
    dates = page.locator(".chronicle time").all_inner_texts()
    assert dates == ["2021-05-26", "2021-06"]
    assert "without a date" in page.locator(".chronicle").inner_text()
    assert hash_of(page) == "actor=dahlan&tab=time"
    page.locator(".chronicle .hop-head").first.click()
    assert hash_of(page).startswith("link=forces/arrests/dahlan")


def test_the_links_of_each_period_are_drawn_and_stand_in_a_table(opened: Opener) -> None:
    graph = networkx.MultiDiGraph()
    for at, (first, last) in enumerate((("2019", "2019"), ("2020-03", "2021-02"), ("2021-02-03", "2021-02-03"))):
        item = sample.evidence("{s:One} {t:met} {o:another}.", date_from=first, date_to=last, date_basis="text")
        sample.add_link(graph, f"a{at}", "b", "leads", evidence=[item], spells=[f"{first}/{last}"])
    page = opened(graph)
    page.get_by_role("tab", name="In time").click()
    figure = page.locator(".chronicle figure.over-time")
    assert "by month, 2019-01 to 2021-02" in str(figure.locator("svg").get_attribute("aria-label"))
    assert figure.locator("rect.new").count() == 26
    assert "1 link of a time that is less precise" in figure.inner_text()
    figure.locator("summary").click()
    row = figure.locator("tr", has_text="2021-02").locator("td").all_inner_texts()
    assert row[:4] == ["1", "0", "2", "3"] and row[4].startswith("b 2")
    assert page.locator(".chronicle time").all_inner_texts() == ["2019", "2020-03 to 2021-02", "2021-02-03"]


def test_a_dossier_says_who_says_so(opened: Opener) -> None:
    page = opened(story(), hash_="#actor=dahlan")
    row = page.locator("#panel .rows li", has_text="Ostrand").first
    assert "alleged, according to Western officials (“seen”)" in row.inner_text()
    denied = page.locator("#panel button.denied .other")
    assert denied.evaluate("(one) => getComputedStyle(one).textDecorationLine") == "line-through"


# --- the address ----------------------------------------------------------------------------------------------------

VIEW = (
    "#actor=dahlan&hide-types=party&show-statuses=denied&told=1&confidence=0.5&from=2019-02-03&to=2021-06-30"
    "&depth=2&tab=time&groups=0&theme=dark"
)


def test_the_address_keeps_the_whole_view(opened: Opener) -> None:
    page = opened(story(), hash_=VIEW)
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert not page.locator("#legend label", has_text="parties").locator("input").is_checked()
    assert page.locator("#legend label", has_text="denied").locator("input").is_checked()
    press(page, "communities")
    press(page, "communities")
    assert "#" + hash_of(page) == VIEW


def test_going_back_takes_back_each_step(opened: Opener) -> None:
    page = opened(story())
    press(page, "denied")
    page.get_by_role("button", name="Dark").click()
    page.mouse.click(*spot(page, f"graphbuild.network.getPosition({number(page, 'front')})"))
    assert hash_of(page) == "actor=front&show-statuses=denied&theme=dark"
    seen = []
    for _ in range(3):
        page.go_back()
        page.evaluate(SETTLED)
        seen.append((hash_of(page), shown(page)[1]))
    assert seen == [("show-statuses=denied&theme=dark", 36), ("show-statuses=denied", 36), ("", 34)]
    assert page.evaluate("document.documentElement.dataset.theme") == "light"


@pytest.mark.parametrize("address", ["#path=a", "#from=x&most=-1&depth=99&confidence=seven", "#link=a&actor", "#&&=%"])
def test_an_address_of_nonsense_opens_the_overview(opened: Opener, address: str) -> None:
    page = opened(story(), hash_=address)
    assert page.locator(".figures").is_visible() and shown(page) == (25, 34)


# --- at first glance ------------------------------------------------------------------------------------------------

BOXES = "() => graphbuild.labels().filter((one) => one.kind === 'actor').map((one) => [one.at, ...one.box])"


def overlaps(boxes: list[list[float]]) -> list[tuple[Any, Any]]:
    return [
        (a[0], b[0])
        for k, a in enumerate(boxes)
        for b in boxes[k + 1 :]
        if a[1] < b[3] - 1e-6 and b[1] < a[3] - 1e-6 and a[2] < b[4] - 1e-6 and b[2] < a[4] - 1e-6
    ]


@pytest.mark.parametrize("actors", [0, 500])
def test_the_most_connected_are_named_and_no_two_names_or_nodes_touch(opened: Opener, actors: int) -> None:
    page = opened(sample.generated(actors) if actors else story())
    boxes = page.evaluate(BOXES)
    assert overlaps(boxes) == []
    named = {box[0] for box in boxes}
    busiest = page.evaluate(
        "() => { const shown = graphbuild.state.shownLinks; const n = new Map();"
        " graphbuild.data.links.forEach((l, k) => { if (shown[k])"
        " for (const e of new Set([l.from, l.to])) n.set(e, (n.get(e) || 0) + 1); });"
        " return [...n].sort((a, b) => b[1] - a[1]).slice(0, 5).map(([at]) => at); }"
    )
    assert set(busiest) <= named
    nodes = page.evaluate(
        "() => Object.values(graphbuild.network.body.nodes).filter((n) => !n.options.hidden)"
        ".map((n) => [n.x, n.y, n.options.size])"
    )
    for k, (x, y, size) in enumerate(nodes):
        for other_x, other_y, other_size in nodes[k + 1 :]:
            apart = ((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5
            assert apart >= 0.99 * (size + other_size)


def test_a_big_graph_opens_on_its_core_and_lets_the_others_in(opened: Opener) -> None:
    page = opened(sample.generated(500))
    note = page.locator("#note")
    first = shown(page)[0]
    assert first <= 100 and f"The {first} most connected of " in note.inner_text()
    note.get_by_role("button", name="more").click()
    assert first < shown(page)[0] <= 250 and hash_of(page) == "most=250"
    note.get_by_role("button", name="all").click()
    assert not note.is_visible() and shown(page)[0] > 400
    page.go_back()
    page.go_back()
    page.evaluate(SETTLED)
    assert shown(page)[0] == first
    hidden = page.evaluate(
        "() => graphbuild.state.shownActors.findIndex((one, at) => !one && graphbuild.data.actors[at].degree)"
    )
    page.evaluate("(at) => { location.hash = 'actor=' + graphbuild.data.actors[at].id; }", hidden)
    page.wait_for_selector("#panel dl, #panel h3")
    assert page.evaluate("(at) => graphbuild.state.shownActors[at]", hidden)


def crowd() -> networkx.MultiDiGraph:
    """Forty actors who have much to do with each other, in five ways each, and hundreds around them."""
    graph = sample.generated(420)
    for one in range(40):
        for other in range(one):
            if (one + other) % 3 == 0:
                for key in ("arrests", "funds", "leads", "met_with", "supports"):
                    status = "alleged" if key == "arrests" else "asserted"
                    sample.add_link(graph, f"a{one}", f"a{other}", key, status=status)
    return graph


def test_of_a_crowd_one_line_for_each_pair_is_drawn_and_all_in_focus(opened: Opener) -> None:
    page = opened(crowd())
    pairs = page.evaluate(
        "() => graphbuild.data.links.filter((_, at) => graphbuild.state.drawnLinks[at])"
        ".map(({ from, to, status }) => [Math.min(from, to), Math.max(from, to), status])"
    )
    assert len({(low, high) for low, high, _ in pairs}) == len(pairs) == shown(page)[1] <= 220
    assert "one line for each pair" in page.locator("#note").inner_text()
    count = "() => graphbuild.state.shownLinks.filter(Boolean).length"
    assert page.evaluate(count) > 2 * len(pairs), "the table and what is saved have all of them"
    both = [status for low, high, status in pairs if high < 40 and (low + high) % 3 == 0]
    assert set(both) == {"asserted"}, "the strongest is drawn"
    page.get_by_role("button", name="Table").click()
    assert page.locator("#tables table").last.locator("tbody tr").count() == page.evaluate(count)
    page.get_by_role("button", name="Table").click()
    page.evaluate("() => { location.hash = 'actor=a0'; }")
    page.wait_for_selector("#panel dl, #panel h3")
    own = "([at, of]) => graphbuild.data.links.filter((one, k) => of[k] && [one.from, one.to].includes(at)).length"
    state = page.evaluate("() => [graphbuild.state.drawnLinks, graphbuild.state.shownLinks]")
    assert page.evaluate(own, [0, state[0]]) == page.evaluate(own, [0, state[1]]) > 5 * 10


@pytest.mark.parametrize("size", [(1400, 900), (1000, 700)])
def test_the_core_of_a_crowd_can_be_read(opened: Opener, size: tuple[int, int]) -> None:
    page = opened(crowd())
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate(SETTLED)
    nodes = page.evaluate(
        "() => Object.values(graphbuild.network.body.nodes).filter((one) => graphbuild.state.shownActors[one.id])"
        ".map((one) => [one.x, one.y, one.options.size])"
    )
    for at, (x, y, size_) in enumerate(nodes):
        assert all(math.hypot(x - a, y - b) >= 0.99 * (size_ + c) for a, b, c in nodes[:at]), "no two nodes touch"
    stage = page.evaluate(
        "() => { const c = document.getElementById('canvas'); return [c.clientWidth, c.clientHeight]; }"
    )
    boxes = page.evaluate(
        "() => graphbuild.labels().filter((one) => one.kind === 'actor').map(({ box }) =>"
        " [box.slice(0, 2), box.slice(2)].map(([x, y]) => graphbuild.network.canvasToDOM({ x, y })))"
    )
    assert len(boxes) >= len(nodes) / 3
    for low, high in boxes:
        assert low["x"] >= -1 and low["y"] >= -1 and high["x"] <= stage[0] + 1 and high["y"] <= stage[1] + 1


def test_communities_are_told_and_can_be_switched_off(opened: Opener) -> None:
    page = opened(story())
    assert page.locator("#panel h3", has_text="Communities").count() == 1
    painted = (
        "() => { const c = document.querySelector('#canvas canvas'); const copy = document.createElement('canvas');"
        " [copy.width, copy.height] = [c.width, c.height];"
        " const p = copy.getContext('2d', { willReadFrequently: true }); p.drawImage(c, 0, 0);"
        " const d = p.getImageData(0, 0, c.width, c.height).data;"
        " let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 10 && d[i] < 60; return n; }"
    )
    with_patches = page.evaluate(painted)
    press(page, "communities")
    page.evaluate(SETTLED)
    assert with_patches > 20_000 > page.evaluate(painted)


def test_very_many_links_between_two_and_a_very_long_name(opened: Opener) -> None:
    graph = networkx.MultiDiGraph()
    for node, label in (("a", "Endless " * 62), ("b", "Short")):
        graph.add_node(node, label=label.strip(), type="person", aliases=[], roles=[], n_documents=1, n_mentions=1)
    for at in range(5000):
        sample.add_link(graph, "a", "b", f"arrests{at}", relation="arrests", label=f"arrests {at}")
    page = opened(graph)
    assert shown(page) == (2, 5000)
    started = spent()
    page.mouse.click(*spot(page, f"graphbuild.network.getPosition({number(page, 'b')})"))
    page.wait_for_selector("#panel dl")
    assert spent() - started < 10
    assert page.locator("#panel .rows button").count() <= 300
    page.get_by_role("button", name="more links").click()
    assert page.locator("#panel .rows button").count() == 5000
    widths = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1]


def test_a_dossier_begins_with_what_there_is_of_each_family_and_direction(opened: Opener) -> None:
    page = opened(sample.article(), hash_="#actor=dahlan")
    lines = page.locator("#panel .glance li")
    said = [text.split("\n") for text in lines.all_inner_texts()]
    numbers = [int(parts[-1]) for parts in said]
    assert len(said) >= 3 and numbers == sorted(numbers, reverse=True)
    for _, summary, number_ in said:
        if " more" not in summary:
            assert sum(int(part.rsplit(" ", 1)[1]) for part in summary.split(", ")) == int(number_)
    assert "Opposition and law" in " ".join(parts[0] for parts in said), said
    lines.last.locator("button").click()
    assert said[-1][0] == page.evaluate("() => document.activeElement.getAttribute('aria-label')")


def test_a_small_screen_opens_on_as_many_actors_as_have_room(opened: Opener) -> None:
    graph = sample.generated(400)
    page = opened(graph)
    wide, _ = shown(page)
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    page.wait_for_selector("html[data-ready=true]", state="attached")
    small, _ = shown(page)
    assert small < wide
    assert page.locator("#note").inner_text().startswith(f"The {small} most connected of ")
