"""A browser for the tests of the page: one for all of them, and a way to open a graph's page in it.

GRAPHBUILD_NO_BROWSER=1 says that this machine has none; without it a missing browser is a failure.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx
import page_sample as sample
import pytest

from graphbuild.drawing import layout
from graphbuild.page import write_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

needs_browser = pytest.mark.skipif(bool(os.environ.get("GRAPHBUILD_NO_BROWSER")), reason="no browser on this machine")

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TRIPWIRE = """
window.hit = 0;
for (const name of ['alert', 'confirm', 'prompt', 'open']) window[name] = () => { window.hit = name; };
"""
PATIENCE = 180_000
"""Milliseconds that a step of the browser may take, on a machine that does much else at the same time."""
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
Opener = Callable[..., "Page"]
Places = list[layout.Place]

_place = layout.place


@cache
def _placed(boxes: Any, links: Any, shown: Any, kept: Any) -> tuple[layout.Place, ...]:
    return tuple(_place(boxes, links, shown, kept=kept))


def remembered(boxes: Any, links: Any, shown: Any, *, kept: Sequence[layout.Place | None] = ()) -> Places:
    """What `layout.place` returns. Most tests draw the same few graphs, and laying out one takes a second."""
    return list(_placed(tuple(boxes), tuple(links), tuple(shown), tuple(kept)))


@pytest.fixture(autouse=True)
def _laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "place", remembered)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert program, "no browser found; set GRAPHBUILD_NO_BROWSER=1 where there is none"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Opens a graph's page; afterwards no request, no error, and no hostile script may have been seen."""
    contexts = []
    asked: list[str] = []
    wrong: list[str] = []

    def open_page(
        graph: networkx.MultiDiGraph,
        *,
        hash_: str = "",
        title: str = "t",
        ontology: Any = sample.ONTOLOGY,
        background: Any = None,
        **more: Any,
    ) -> Page:
        path = tmp_path / "page.html"
        write_page(graph, path, title=title, ontology=ontology, background=background)
        context = browser.new_context(viewport={"width": 1400, "height": 900}, **more)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.add_init_script(TRIPWIRE)
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.route("**/*", lambda route: route.abort() if "page.html" not in route.request.url else route.continue_())
        page.goto(path.as_uri() + hash_)
        page.wait_for_selector("html[data-ready=true]", state="attached")
        page.evaluate(SETTLED)
        return page

    yield open_page
    for context in contexts:
        assert all(page.evaluate("window.hit") == 0 for page in context.pages)
        context.close()
    assert {url.split("#")[0] for url in asked} <= {(tmp_path / "page.html").as_uri()}
    assert wrong == []


def new_page(browser: Browser) -> Page:
    """A page of its own, which waits as long as those of `opened`."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    return page


def spent() -> float:
    """The seconds that this process and all that it started were at work: other programs do not count.

    Where the system does not list processes in /proc, the seconds of the clock.
    """
    own = str(os.getpid())
    parents: dict[str, str] = {}
    ticks: dict[str, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            _, parent, *rest = path.read_text().rpartition(")")[2].split()
            parents[path.parent.name], ticks[path.parent.name] = parent, sum(map(int, rest[9:13]))
    if own not in parents:
        return time.monotonic()

    def ours(process: str) -> bool:
        return process == own or (process in parents and ours(parents[process]))

    return sum(ticks[process] for process in parents if ours(process)) / os.sysconf("SC_CLK_TCK")


def shown(page: Page) -> tuple[int, int]:
    """How many actors and links the drawing shows."""
    counts = page.evaluate(
        "() => [graphbuild.network.body.nodes, graphbuild.network.body.edges]"
        ".map((all) => Object.values(all).filter((one) => !one.options.hidden && !/^edgeId/.test(one.id)).length)"
    )
    return (counts[0], counts[1])


def spot(page: Page, script: str) -> tuple[float, float]:
    """A point of the drawing, in pixels of the window."""
    box = page.locator("#canvas").bounding_box()
    at = page.evaluate(f"() => graphbuild.network.canvasToDOM({script})")
    assert box
    return box["x"] + at["x"], box["y"] + at["y"]


def number(page: Page, actor: str) -> int:
    return int(page.evaluate("(id) => graphbuild.data.actors.findIndex((one) => one.id === id)", actor))
