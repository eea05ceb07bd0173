"""A graph whose every text is meant to break out of some format; for the tests of exports."""

from __future__ import annotations

from pathlib import Path

import networkx
from invented import make_store

from graphbuild.evidence.link import EVERY_STATUS
from graphbuild.graph.graph import load

TEXTS = (
    '=HYPERLINK("http://evil.example","see")',
    "bell\x07 and null\x00 and escape\x1b[31m",
    "]]></data><node id='x'/><!-- &amp; <script>alert(1)</script>",
    "it's \\' \\\\ \"q\" \\u0027 `tick` ${x} }] ; // /* \n:use system\n",
    "lone \ud800 surrogate and \ufffe",
    "\u202eright to left\u202c é 𝔘 👩\u200d👩",
    "line\r\nbreak\rand\ttab",
    "@SUM(1+1)",
    "-2+3",
    "'=1",
    "＋1",
    "a;b; c\x1fd, e|f\u2028g",
)


def hostile_graph(folder: Path) -> networkx.MultiDiGraph:
    """The graph of the invented articles, its names, words and sentences replaced by these texts, one after another."""
    graph = load(make_store(folder / "graph.db"), status=EVERY_STATUS, open_claims=True)
    at = 0

    def next_text() -> str:
        nonlocal at
        at += 1
        return TEXTS[at % len(TEXTS)]

    for _, data in graph.nodes(data=True):
        data["label"], data["aliases"], data["roles"] = next_text(), [next_text(), next_text()], [next_text()]
    for _, _, data in graph.edges(data=True):
        for cited in data["evidence"]:
            cited["sentence"], cited["title"], cited["outlet"] = next_text(), next_text(), next_text()
            cited["url"], cited["attribution"], cited["role"] = next_text(), next_text(), next_text()
    return graph
