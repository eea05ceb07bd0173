"""Runs the tutorial notebook and writes what its cells print into it.

Run in the project's folder: `python docs/tutorial.py`. The test of the notebook runs it the same way and fails where it
prints something else. No Jupyter is needed: a cell is Python, and the value of its last line is shown.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import tempfile
from pathlib import Path
from typing import Any

NOTEBOOK = Path(__file__).with_name("tutorial.ipynb")


def executed(notebook: dict[str, Any]) -> list[tuple[str, object]]:
    """What each code cell prints and the value of its last line, run one after another in a folder of their own."""
    names: dict[str, Any] = {"__name__": "__main__"}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        return [_run("".join(cell["source"]), names) for cell in _code(notebook)]


def with_outputs(notebook: dict[str, Any]) -> dict[str, Any]:
    """The notebook with what its cells print now; values are shown anew by whoever runs it."""
    for cell, (printed, _) in zip(_code(notebook), executed(notebook), strict=True):
        stream = {"name": "stdout", "output_type": "stream", "text": printed.splitlines(keepends=True)}
        cell["outputs"] = [stream] if printed else []
        cell["execution_count"] = None
    return notebook


def read() -> dict[str, Any]:
    """The notebook as it stands."""
    notebook: dict[str, Any] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    return notebook


def _code(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def _run(source: str, names: dict[str, Any]) -> tuple[str, object]:
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "cell", "exec"), names)
        value = eval(compile(ast.Expression(last.value), "cell", "eval"), names) if isinstance(last, ast.Expr) else None
    return printed.getvalue(), value


if __name__ == "__main__":
    text = json.dumps(with_outputs(read()), ensure_ascii=False, indent=1)
    NOTEBOOK.write_text(text + "\n", encoding="utf-8", newline="\n")
