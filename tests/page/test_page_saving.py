"""Taking it away from the page, in a real browser: pictures, tables, data, and a report on paper."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import networkx
import page_sample as sample
import pytest
from page_browser import TRIPWIRE, Opener, new_page, shown
from page_sample import HOSTILE, hostile
from playwright.sync_api import Browser, Page

from graphbuild.core.model import ActorType
from graphbuild.page import write_page

SVG = "{http://www.w3.org/2000/svg}"


def saved(page: Page, what: str, folder: Path) -> str:
    page.click("#save summary")
    with page.expect_download() as download:
        page.click(f"#{what}")
    assert download.value.suggested_filename.endswith(f".{what}")
    download.value.save_as(folder / what)
    return (folder / what).read_text(encoding="utf-8")


def test_the_drawing_has_what_is_seen(opened: Opener, tmp_path: Path) -> None:
    page = opened(sample.article(), title="Who & whom")
    root = ElementTree.fromstring(saved(page, "svg", tmp_path))
    texts = {text.text for text in root.iter(f"{SVG}text")}
    assert {"Tarek Dahlan", "commands"} <= texts
    actors, links = shown(page)
    assert len(list(root.iter(f"{SVG}polyline"))) == links
    assert len([shape for shape in root.iter() if shape.find(f"{SVG}title") is not None]) == actors + 2
    assert not list(root.iter(f"{SVG}script"))


def test_the_table_has_a_line_for_each_sentence_that_is_shown(opened: Opener, tmp_path: Path) -> None:
    page = opened(sample.article())
    text = saved(page, "csv", tmp_path)
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert {row["subject"] for row in rows} >= {"Tarek Dahlan"}
    assert "denied" not in {row["status"] for row in rows}
    assert all(row["sentence"] and row["title"] and row["outlet"] for row in rows)
    page.locator("#legend label", has_text="people").locator("input").uncheck()
    fewer = list(csv.DictReader(io.StringIO(saved(page, "csv", tmp_path).removeprefix("\ufeff"))))
    assert 0 < len(fewer) < len(rows)


def test_no_cell_is_a_formula(opened: Opener, tmp_path: Path) -> None:
    graph = networkx.MultiDiGraph()
    for at, name in enumerate(['=HYPERLINK("x")', "+1", "-1", "@sum", "\tt", 'a "quoted" name']):
        graph.add_node(f"n{at}", label=name, type=ActorType.PERSON, aliases=[], roles=[], n_documents=1, n_mentions=1)
        if at:
            item = sample.evidence("{s:=One} {t:met} {o:another}.", outlet="=cmd|'/c calc'!A1")
            sample.add_link(graph, "n0", f"n{at}", "supports", evidence=[item])
    page = opened(graph)
    rows = list(csv.reader(io.StringIO(saved(page, "csv", tmp_path).removeprefix("\ufeff"))))
    assert len(rows) == 6
    assert not [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r")]
    assert 'a "quoted" name' in {cell for row in rows for cell in row}


def test_the_data_are_what_is_shown(opened: Opener, tmp_path: Path) -> None:
    page = opened(sample.article())
    data = json.loads(saved(page, "json", tmp_path))
    assert (len(data["actors"]), len(data["links"])) == shown(page)
    ids = {actor["id"] for actor in data["actors"]}
    assert all({link["subject"], link["object"]} <= ids for link in data["links"])
    evidence = next(link for link in data["links"] if link["relation"] == "commands")["evidence"][0]
    assert evidence["sentence"] and evidence["document"]["outlet"] == "The Salk Courier"


def on_paper(page: Page) -> str:
    page.emulate_media(media="print")
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    text = page.locator("#paper").inner_text()
    assert page.locator("#panel").is_hidden() and page.locator("#bar").is_hidden()
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    return text


def test_an_actor_on_paper_is_a_report_with_footnotes(opened: Opener) -> None:
    text = on_paper(opened(sample.article(), hash_="#actor=dahlan"))
    assert text.index("Tarek Dahlan") < text.index("Sources")
    assert "United Homeland Front" in text and "Militia commander walks free, The Salk Courier, 2021-06-09" in text
    assert "alleged" in text


def test_a_report_has_the_plot_over_time(opened: Opener) -> None:
    page = opened(sample.article())
    page.emulate_media(media="print")
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#paper figure.over-time svg rect.new").count() > 1
    assert page.locator("#paper figure.over-time table").count() == 0


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "Who is linked to whom"),
        ("#path=dahlan/varenia", "Chains between"),
        ("#link=dahlan/commands/front", "commands"),
    ],
)
def test_every_view_has_its_paper(opened: Opener, address: str, words: str) -> None:
    text = on_paper(opened(sample.article(), hash_=address))
    assert words in text and "Sources" in text


def test_the_menu_opens_and_closes_by_the_keyboard(opened: Opener) -> None:
    page = opened(sample.article())
    page.locator("#save summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("#csv").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#csv").is_hidden()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_hostile_words_run_neither_in_the_saved_drawing_nor_on_paper(
    opened: Opener, browser: Browser, tmp_path: Path
) -> None:
    page = opened(hostile(), title=HOSTILE)
    first = page.evaluate("graphbuild.data.actors[0].id")
    page.evaluate("(id) => { location.hash = 'actor=' + encodeURIComponent(id); }", first)  # shows what is hidden
    page.wait_for_selector("#panel dl")
    root = ElementTree.fromstring(saved(page, "svg", tmp_path))
    allowed = "svg rect g polyline polygon circle path text title".split()
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= set(allowed)
    assert not [name for one in root.iter() for name in one.attrib if name.lower().startswith("on") or "href" in name]
    assert any(HOSTILE in (title.text or "") for title in root.iter(f"{SVG}title"))
    (tmp_path / "svg").rename(tmp_path / "drawing.svg")
    other = new_page(browser)
    other.add_init_script(TRIPWIRE)
    other.goto((tmp_path / "drawing.svg").as_uri())
    assert other.evaluate("window.hit") == 0
    other.close()
    data = json.loads(saved(page, "json", tmp_path))
    assert HOSTILE in {actor["name"] for actor in data["actors"]}
    page.evaluate("(id) => { location.hash = 'tab=time&actor=' + encodeURIComponent(id); }", first)
    page.wait_for_selector(".chronicle")
    page.evaluate("(id) => { location.hash = 'path=' + [id, id + '2'].map(encodeURIComponent).join('/'); }", first)
    page.wait_for_function("() => graphbuild.state.selected?.path")
    assert "</script>" in on_paper(page)
    assert page.locator("img, #paper script, #paper a, #panel a").count() == 0
    assert page.evaluate("window.hit") == 0


def test_a_page_of_a_hundred_actors_is_a_small_attachment(tmp_path: Path) -> None:
    graph = sample.generated(100)
    write_page(graph, tmp_path / "page.html", ontology=sample.ONTOLOGY)
    assert (tmp_path / "page.html").stat().st_size < 1_500_000
