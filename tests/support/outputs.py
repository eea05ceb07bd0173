"""What a build left in its folder, for comparing two builds byte by byte."""

from __future__ import annotations

import json
from pathlib import Path

from graphbuild.exports import export
from graphbuild.page import packing


def written(out: Path) -> dict[str, bytes]:
    """The bytes of every file but the store's, and of all that is exported; of the page, all but where actors stand."""
    rows = export(out / "graph.db", out / "rows", format="jsonl").path
    found = {path.name: path.read_bytes() for folder in (out, rows) for path in folder.iterdir() if path.is_file()}
    del found["graph.db"]
    if "graph.html" in found:
        found["graph.html"] = without_places(found["graph.html"].decode("utf-8"))
    return found


def without_places(html: str) -> bytes:
    """The bytes of a page without the positions of its actors, which depend on the pages before it."""
    data = packing.read(html)
    for node in data["drawing"]["nodes"]:
        node[:2] = []
    around = packing._BLOCK.sub("", html)
    return (json.dumps(data, sort_keys=True) + around).encode("utf-8")


def places(html: str) -> dict[str, tuple[int, int]]:
    """Where each actor of a page stands, by id."""
    data = packing.read(html)
    spots = zip(data["actors"], data["drawing"]["nodes"], strict=True)
    return {actor["id"]: (x, y) for actor, (x, y, _) in spots}
