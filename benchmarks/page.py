"""How fast the page opens and answers, beside pyvis's own page of the same graph, in one run and one browser.

    python -m benchmarks.page --actors 100 500 2000 10000 --rounds 5 --output results

The graphs are made up (`benchmarks/synthetic.py`): their best linked so many actors. Each page is written, opened in a
headless Chromium without a GPU in a window of 1400 by 900, and asked; the tables say the medians of several rounds, in
milliseconds as the browser counts them, up to the second frame that is drawn after the answer. To focus is to click an
actor, to filter is to untick a kind of actor, to search is to type four letters. For pyvis's page, which lets the nodes
find their places while the reader waits, the first picture is the first one that is drawn when they have. Writes
page.md and page.json. Needs the test tools: pip install '.[test]'
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING, Any

from graphbuild.drawing.most_linked import most_linked
from graphbuild.graph.graph import load
from graphbuild.page import write_page

sys.path[:0] = [str(Path(__file__).parent)]

import synthetic  # noqa: E402

if TYPE_CHECKING:
    import networkx
    from playwright.sync_api import Browser, Page

CLAIMS_FOR_EACH = 16  # claims that are made up for each actor that is wanted
LINKS_FOR_EACH = 3  # of which so many links are kept: as many as news gives
PATIENCE = 180_000  # milliseconds
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
WATCH = f"""
window.pictureAt = new Promise((seen) => {{
  const ready = () => document.documentElement?.dataset.ready === "true";
  const look = () => (ready() ? {FRAMES}.then(() => seen(performance.now())) : setTimeout(look, 2));
  look();
}});
"""
WATCH_PYVIS = """
window.pictureAt = new Promise((seen) => {
  const look = () => {
    if (!window.network?.once) return setTimeout(look, 2);
    const drawn = () => network.once("afterDrawing", () => seen(performance.now()));
    network.once("stabilizationIterationsDone", drawn);
  };
  look();
});
"""
ASKED = {
    "focus": """() => {
      const { x, y } = graphbuild.network.getPosition(0);
      const pointer = { canvas: { x, y }, DOM: { x: 0, y: 0 } };
      graphbuild.network.body.emitter.emit("click", { nodes: [0], edges: [], pointer, event: {} });
    }""",
    "filter": "() => document.querySelector('#legend input[type=checkbox]').click()",
    "search": """() => {
      const query = document.querySelector('#query');
      query.value = graphbuild.data.actors[1].label.slice(0, 4);
      query.dispatchEvent(new Event('input', { bubbles: true }));
    }""",
}
SAID = {
    "file_mb": "file, MB",
    "write_s": "written in, s",
    "picture": "first picture, ms",
    **{name: f"{name}, ms" for name in ASKED},
}


def made_up(actors: int, folder: Path) -> networkx.MultiDiGraph:
    """A graph of so many actors, with as many links to each as a graph of news has."""
    path = folder / f"{actors}.db"
    synthetic.make(path, actors * CLAIMS_FOR_EACH, seed=1)
    graph = most_linked(load(path), actors)
    links = sorted(graph.edges(keys=True))
    graph = graph.copy()
    graph.remove_edges_from(Random(1).sample(links, max(0, len(links) - LINKS_FOR_EACH * actors)))
    return graph


def pyvis_page(graph: networkx.MultiDiGraph, path: Path) -> None:
    """The page that pyvis makes of the same actors and links when nothing is set."""
    from pyvis.network import Network

    plain = Network(directed=True, cdn_resources="in_line")
    for actor, data in graph.nodes(data=True):
        plain.add_node(actor, label=data["label"])
    for subject, object_, data in graph.edges(data=True):
        plain.add_edge(subject, object_, label=data["label"])
    path.write_text(plain.generate_html(), encoding="utf-8")


def opened(browser: Browser, path: Path, watch: str) -> tuple[Page, float]:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.set_default_timeout(PATIENCE)
    page.add_init_script(watch)
    page.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
    page.goto(path.as_uri(), wait_until="commit")
    return page, page.evaluate("pictureAt")


def answered(page: Page, question: str) -> float:
    """Milliseconds until the page shows the answer."""
    code = f"async () => {{ const asked = performance.now(); await ({question})(); await {FRAMES};"
    return float(page.evaluate(code + " return performance.now() - asked; }"))


def ours(browser: Browser, path: Path) -> dict[str, float]:
    page, picture = opened(browser, path, WATCH)
    found = {"picture": picture}
    for name, question in ASKED.items():
        page.wait_for_timeout(300)
        found[name] = answered(page, question)
        page.keyboard.press("Escape")
    page.context.close()
    return found


def theirs(browser: Browser, path: Path) -> dict[str, float]:
    try:
        page, picture = opened(browser, path, WATCH_PYVIS)
    except Exception as error:  # it gave no picture within the patience
        print(f"  pyvis: {type(error).__name__}", file=sys.stderr)
        return {}
    page.context.close()
    return {"picture": picture}


def measured(browser: Browser, actors: int, rounds: int, pyvis_up_to: int) -> list[dict[str, Any]]:
    """A row for each of the two pages of a graph."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        graph = made_up(actors, folder)
        pages = {"graphbuild": (lambda path: write_page(graph, path), ours)}
        if actors <= pyvis_up_to:
            pages["pyvis"] = (lambda path: pyvis_page(graph, path), theirs)
        return [
            {"page": name, "actors": len(graph), "links": graph.number_of_edges()}
            | _row(browser, folder / f"{name}.html", write, ask, rounds)
            for name, (write, ask) in pages.items()
        ]


def _row(browser: Browser, path: Path, write: Any, ask: Any, rounds: int) -> dict[str, float]:
    began = time.process_time()
    write(path)
    wrote = time.process_time() - began
    runs = [found for _ in range(rounds) if (found := ask(browser, path))]
    figures = {key: round(median(run[key] for run in runs)) for key in (runs[0] if runs else {})}
    return {"file_mb": round(path.stat().st_size / 1e6, 2), "write_s": round(wrote, 1), **figures}


def table(rows: Sequence[dict[str, Any]]) -> str:
    heads = ["page", "actors", "links", *SAID.values()]
    lines = [f"| {' | '.join(heads)} |", f"| --- |{' ---: |' * (len(heads) - 1)}"]
    for row in rows:
        figures = [f"{row[key]:,}" if key in row else "" for key in ("actors", "links", *SAID)]
        lines.append(f"| {' | '.join([row['page'], *figures])} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--actors", type=int, nargs="+", default=[100, 500, 2000, 10000])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pyvis-up-to", type=int, default=2000, help="actors; its page of more does not come to rest")
    parser.add_argument("--output", type=Path, default=Path("results"))
    options = parser.parse_args()
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    rows: list[dict[str, Any]] = []
    with sync_playwright() as playwright:
        for actors in options.actors:
            browser = playwright.chromium.launch(executable_path=program, args=list(SWITCHES))
            rows += measured(browser, actors, options.rounds, options.pyvis_up_to)
            browser.close()
            print(f"{actors:,} actors measured", file=sys.stderr)
    options.output.mkdir(parents=True, exist_ok=True)
    (options.output / "page.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    (options.output / "page.md").write_text(table(rows), encoding="utf-8")
    print(table(rows))


if __name__ == "__main__":
    main()
