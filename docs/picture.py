"""Takes the pictures of the page that stand in the documentation: `python docs/picture.py`, in the project's folder.

Needs the test tools (`pip install '.[test]'`), Chromium, and `output/graph.html` as it stands in the repository.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "output" / "graph.html"
IMAGES = ROOT / "docs" / "images"
LINK = "#link=p-qasim-muslih/kills/o-activists-6e2afb"
WINDOW = {"width": 1400, "height": 860}
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic")
PANEL = {"x": 1016, "y": 52, "width": 384, "height": 516}


def take() -> None:
    """Writes `page.png`, the whole page as it opens, and `evidence.png`, what a click on a link shows."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu", *QUIET])
        for name, address, clip in (("page", "", None), ("evidence", LINK, PANEL)):
            page = browser.new_page(viewport=WINDOW)
            page.goto(PAGE.as_uri() + address)
            page.wait_for_selector("canvas")
            page.wait_for_timeout(1000)  # the canvas is drawn a few frames after it is there
            page.screenshot(path=IMAGES / f"{name}.png", clip=clip)
        browser.close()


if __name__ == "__main__":
    take()
