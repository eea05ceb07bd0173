"""Corrections made on the page, in a real browser: saved as a file that is applied, or sent to the server of review."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner
from invented import make_store
from page_browser import Opener, new_page
from playwright.sync_api import Browser, Page

import graphbuild
from graphbuild.answers.background import background
from graphbuild.cli import main
from graphbuild.evidence.link import EVERY_STATUS
from graphbuild.graph.view import StoreView
from graphbuild.store import Store
from graphbuild.workflow.review import TOKEN_HEADER, Desk, ReviewServer


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return make_store(tmp_path / "graph.db")


def links(store: Path) -> set[tuple[str, str, str, str]]:
    """Every link as subject, relation, object, review."""
    graph = graphbuild.load(store, status=EVERY_STATUS)
    return {
        (graph.nodes[one]["label"], key, graph.nodes[other]["label"], data["review"])
        for one, other, key, data in graph.edges(keys=True, data=True)
    }


def a_link(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(
        "() => { const { actors, links } = graphbuild.data; const one = links.find((link) => link.shown);"
        " const name = (at) => actors[at].label; const id = (at) => encodeURIComponent(actors[at].id);"
        " return { subject: name(one.from), object: name(one.to), key: one.key,"
        " hash: `link=${id(one.from)}/${one.key}/${id(one.to)}` }; }"
    )
    return found


def apply(store: Path, file: Path) -> str:
    result = CliRunner().invoke(main, ["correct", "apply", str(file), "--graph", str(store)])
    assert result.exit_code == 0, result.output
    return result.output


def test_what_is_wrong_is_said_undone_saved_and_applied(opened: Opener, store: Path, tmp_path: Path) -> None:
    page = opened(graphbuild.load(store, status=EVERY_STATUS), ontology=None, accept_downloads=True)
    link = a_link(page)
    page.evaluate("(hash) => { location.hash = hash; }", link["hash"])
    page.get_by_role("button", name="This link is right").click()
    assert page.locator("#corrections h2").inner_text() == "1 correction"
    page.get_by_role("button", name="Undo: confirm").click()
    assert page.locator("#corrections").is_hidden()
    page.get_by_role("button", name="This link is right").click()
    page.get_by_role("button", name="This link is wrong").click()
    assert page.locator("#corrections h2").inner_text() == "1 correction", "the last word counts"
    page.reload()
    page.wait_for_selector("html[data-ready=true]", state="attached")
    assert page.get_by_role("button", name="This link is wrong").get_attribute("aria-pressed") == "true", "it is kept"
    page.get_by_label("Your name").fill("Ana „Q“ \\ Bell")
    with page.expect_download() as download:
        page.click("#save-corrections")
    saved = tmp_path / "saved.toml"
    download.value.save_as(saved)
    before = links(store)
    assert "1 in all" in apply(store, saved)
    assert {one for one in before if one[:3] == (link["subject"], link["key"], link["object"])} == before - links(store)
    assert "1 in all" in apply(store, saved), "what is there already is not added again"
    listed = CliRunner().invoke(main, ["correct", "list", "--graph", str(store), "--json"])
    assert json.loads(listed.output)["corrections"][0]["who"] == "Ana „Q“ \\ Bell"


def test_one_sentence_that_does_not_say_so_leaves_the_link_to_the_others(
    opened: Opener, store: Path, tmp_path: Path
) -> None:
    page = opened(graphbuild.load(store, status=EVERY_STATUS), ontology=None, accept_downloads=True)
    page.evaluate("() => { location.hash = 'link=p-mira-voss/leads/o-harbour-union'; }")
    page.locator("#panel figure").nth(1).wait_for()
    wrong = page.get_by_role("button", name="This sentence does not say that Mira Voss leads Harbour Union")
    assert wrong.count() == 2
    gone = page.locator("#panel figure blockquote").nth(1).inner_text()
    wrong.nth(1).click()
    assert [one.get_attribute("aria-pressed") for one in wrong.all()] == ["false", "true"]
    assert page.get_by_role("button", name="This link is wrong").get_attribute("aria-pressed") == "false"
    with page.expect_download() as download:
        page.click("#save-corrections")
    saved = tmp_path / "saved.toml"
    download.value.save_as(saved)
    before = links(store)
    assert "1 in all" in apply(store, saved)
    assert links(store) == before, "the other sentence still says so"
    evidence = graphbuild.load(store).edges["p-mira-voss", "o-harbour-union", "leads"]["evidence"]
    assert [item["sentence"] for item in evidence] and gone not in [item["sentence"] for item in evidence]
    assert CliRunner().invoke(main, ["check", "--graph", str(store)]).exit_code == 0


def test_two_are_one_and_a_sentence_is_about_somebody_else(opened: Opener, store: Path, tmp_path: Path) -> None:
    with Store.open(store) as open_store:
        graph = graphbuild.load(store, status=EVERY_STATUS)
        more = background(StoreView(open_store), graph)
    page = opened(graph, ontology=None, accept_downloads=True, background=more)
    link = a_link(page)
    page.evaluate("(hash) => { location.hash = hash; }", link["hash"])
    page.get_by_role("button", name="This sentence is not about").first.click()
    page.locator("form.ask input").fill("Somebody Else")
    page.keyboard.press("Enter")
    page.locator(".trail .link-button").click()
    page.locator("details.mending > summary").first.click()
    other = page.evaluate(
        "(name) => graphbuild.data.actors.find((one) => one.type === 'person' && one.label !== name).label",
        link["subject"],
    )
    page.locator("#same-as").fill(other)
    page.keyboard.press("Enter")
    with page.expect_download() as download:
        page.click("#save-corrections")
    saved = tmp_path / "saved.toml"
    download.value.save_as(saved)
    assert "2 in all" in apply(store, saved)
    with Store.open(store) as open_store:
        names = {actor.name for actor in open_store.actors()}
    assert "Somebody Else" in names and other not in names


@pytest.fixture
def server(store: Path) -> Iterator[ReviewServer]:
    with ReviewServer(Desk(graph=store, file=store.with_name("corrections.toml"), who="Ana")) as made:
        Thread(target=made.serve_forever, daemon=True).start()
        yield made
        made.shutdown()


def test_review_writes_to_the_store_at_once(browser: Browser, server: ReviewServer, store: Path) -> None:
    wrong: list[str] = []
    page = new_page(browser)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(server.address)
    page.wait_for_selector("html[data-ready=true]", state="attached")
    assert page.locator(".review blockquote").count() > 0, "what is to be judged stands beside the buttons"
    link = a_link(page)
    page.evaluate("(hash) => { location.hash = hash; }", link["hash"])
    page.get_by_role("button", name="This link is right").click()
    page.get_by_text("1 correction", exact=True).wait_for()
    assert page.locator(".writing").count() == 0
    page.locator("#next-to-review").click()
    assert page.locator("#panel h2").inner_text() != f"{link['subject']} {link['key']} {link['object']}"
    page.evaluate("(hash) => { location.hash = hash; }", link["hash"])
    assert (link["subject"], link["key"], link["object"], "confirmed") in links(store)
    assert 'who = "Ana"' in store.with_name("corrections.toml").read_text(encoding="utf-8")
    page.get_by_role("button", name="This link is wrong").click()
    page.locator(".problem").wait_for()
    assert "correct undo NUMBER" in page.locator(".problem").inner_text(), "it contradicts what was said before"
    page.close()
    assert wrong == []


ENTRY = json.dumps({"do": "reject", "actor": "Mira Voss"})


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/", {}, 403),
        ("GET", "/?token=x", {}, 403),
        ("POST", "/corrections", {}, 403),
        ("POST", "/corrections", {"Origin": "https://elsewhere.example", TOKEN_HEADER: "TOKEN"}, 403),
        ("POST", "/corrections", {"Host": "elsewhere.example", TOKEN_HEADER: "TOKEN"}, 403),
        ("GET", "/other?token=TOKEN", {}, 404),
        ("POST", "/other", {TOKEN_HEADER: "TOKEN"}, 400),
    ],
)
def test_nobody_else_can_read_or_write(
    server: ReviewServer, store: Path, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    token = server.desk.token
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    given = {name: value.replace("TOKEN", token) for name, value in headers.items()}
    connection.request(method, path.replace("TOKEN", token), body=ENTRY if method == "POST" else None, headers=given)
    answer = connection.getresponse()
    assert answer.status == status and "Access-Control-Allow-Origin" not in answer.headers
    assert not store.with_name("corrections.toml").exists()


def test_it_listens_on_this_machine_alone(server: ReviewServer) -> None:
    assert server.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize("body", ["", "no json", "[1]", '{"do": 5}', '{"do": "reject"}', '{"do": "add", "x": "y"}'])
def test_what_is_no_correction_is_refused_and_nothing_written(server: ReviewServer, store: Path, body: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    connection.request("POST", "/corrections", body=body, headers={TOKEN_HEADER: server.desk.token})
    answer = connection.getresponse()
    assert answer.status == 400 and json.loads(answer.read())["error"]
    assert not store.with_name("corrections.toml").exists()
