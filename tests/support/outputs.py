"""What a build left in its folder, for comparing two builds byte by byte."""

from __future__ import annotations

from pathlib import Path

from graphbuild.exports import export


def written(out: Path) -> dict[str, bytes]:
    """The bytes of every file but the store's, and of all that is exported."""
    rows = export(out / "graph.db", out / "rows", format="jsonl").path
    found = {path.name: path.read_bytes() for folder in (out, rows) for path in folder.iterdir() if path.is_file()}
    del found["graph.db"]
    return found
