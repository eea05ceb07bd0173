"""Takes the pictures of the page that stand in the documentation: `python docs/picture.py`, in the project's folder.

Needs the test tools (`pip install '.[test]'`), the language model and Chromium. The pictures are of the article in
`seeds/`; that of 2,000 actors is of a generated graph, whose names mean nothing.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

import graphbuild
from graphbuild.page import write_page

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
WINDOW = {"width": 1280, "height": 760}  # the pictures stay below 300 KB each
PHONE = {"width": 390, "height": 844}
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic")
ACTOR = "p-qasim-muslih"
LINK = f"#link={ACTOR}/kills/o-activists-6e2afb"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture: its file's name, the part of the address after #, the window, and what of it is cut out."""

    name: str
    address: str = ""
    window: dict[str, int] = field(default_factory=lambda: WINDOW)
    dark: bool = False
    clip: dict[str, int] | None = None


PICTURES = (
    Picture(name="page"),
    Picture(name="evidence", address=LINK, clip={"x": 896, "y": 52, "width": 384, "height": 516}),
    Picture(name="focus", address=f"#actor={ACTOR}"),
    Picture(name="link", address=LINK),
    Picture(name="path", address=f"#path={ACTOR}/p-mustafa-al-kadhimi"),
    Picture(name="dark", dark=True),
    Picture(name="phone", window=PHONE),
)


def take(wanted: list[str]) -> None:
    """Writes the pictures of these names, or all, to `docs/images`."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu", *QUIET])
        graphbuild.build([ROOT / "seeds"], output=Path(folder))
        for picture in PICTURES:
            if not wanted or picture.name in wanted:
                _take(browser, Path(folder) / "graph.html", picture)
        if not wanted or "2000" in wanted:
            _take(browser, _generated(Path(folder)), Picture(name="2000", window={"width": 1100, "height": 680}))
        browser.close()


def _take(browser: Browser, path: Path, picture: Picture) -> None:
    theme: Any = "dark" if picture.dark else "light"
    context = browser.new_context(viewport=picture.window, color_scheme=theme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(path.as_uri() + picture.address)
    page.wait_for_selector("html[data-ready=true]", state="attached")
    page.wait_for_timeout(1000)  # the canvas is drawn a few frames after it is there
    page.screenshot(path=IMAGES / f"{picture.name}.png", clip=picture.clip)  # type: ignore[arg-type]
    context.close()


def _generated(folder: Path) -> Path:
    sys.path.insert(0, str(ROOT / "tests" / "support"))
    import page_sample

    path = folder / "2000.html"
    write_page(page_sample.generated(2000), path, title="2,000 actors", ontology=page_sample.ONTOLOGY)
    return path


if __name__ == "__main__":
    take(sys.argv[1:])
